"""The analyzer: from text to terms. Passages and questions go through the same one, so that every index ranks alike.

Words are lower-cased, stripped of marks and possessives, and stemmed with the Snowball stemmer of the article's language;
runs of a script without spaces become bigrams. Numbers stay whole ("3,000" is "3000"), "%" is "percent".
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

import Stemmer

from retrieval.text.languages import DEFAULT
from retrieval.text.languages import language as language_of
from retrieval.text.scripts import SPACELESS

#: ISO 639-1 codes of the languages that Snowball stems, and its names for them
SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

#: raised whenever a text may get other terms than before: every index is then built anew
VERSION = 2

_WORD = re.compile(r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*|%")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")
#: letters that no decomposition takes apart, and Arabic letters that are written alike; a tatweel only draws words out
_LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i", "ð": "d", "Ð": "D",
        "đ": "d", "Đ": "D", "þ": "th", "Þ": "Th", "ß": "ss", "ẞ": "SS", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ŋ": "n",
        "Ŋ": "N", "ĸ": "k", "ə": "e", "Ə": "E", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ـ": None,
    }
)  # fmt: skip
#: words, and what stands between two spaces, that are kept as long as they are met, and as many again of those met before:
#: nearly all that is met twice, and full after a few hundred questions, so that memory does not grow for hours
_CACHE_SIZE = 30_000
#: characters between two spaces; longer runs are not kept
_LONGEST_CHUNK = 40
#: marks beside a word, none of which is part of one there
BESIDE = ".,;:!?()“”‘’\"'"


class _Chunks(dict[str, list[str]]):
    """The terms of what has been met between two spaces; what is new is learnt when it is looked up."""

    def __init__(self, learn: Callable[[str], list[str]]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, chunk: str) -> list[str]:
        return self._learn(chunk)


class Analyzer:
    """Turns text of one language into terms; keeps what it has stemmed, up to a bound."""

    def __init__(self, language: str) -> None:
        self.language = language
        algorithm = SNOWBALL.get(language)
        self._folds = bool(language_of(language).section("stemming").get("without_marks"))
        self._stem: Callable[[str], str] = Stemmer.Stemmer(algorithm, 0).stemWord if algorithm else str
        self._known: dict[str, str] = {}
        self._known_before: dict[str, str] = {}
        self._chunks: dict[str, list[str]] = _Chunks(self._learn_chunk)
        self._chunks_before: dict[str, list[str]] = {}

    def terms(self, text: str) -> list[str]:
        """Return the terms of `text` in order, repeats included.

        >>> Analyzer("en").terms("The mayor's 3,000 ferries")
        ['the', 'mayor', '3000', 'ferri']
        """
        # no word holds white space, and most of what stands between two spaces has been met before
        return list(chain.from_iterable(map(self._chunks.__getitem__, text.split())))

    def holding(self, chunks: Iterable[str], wanted: frozenset[str]) -> set[str]:
        """Return those of what stands between two spaces each that have one of some terms."""
        return {chunk for chunk in chunks if not wanted.isdisjoint(self._chunks[chunk])}

    def _learn_chunk(self, chunk: str) -> list[str]:
        terms = self._chunks_before.get(chunk)
        if terms is None:
            terms = self._taken_apart(chunk)
        if len(chunk) <= _LONGEST_CHUNK:
            if len(self._chunks) >= _CACHE_SIZE:
                self._chunks_before, self._chunks = self._chunks, _Chunks(self._learn_chunk)
            self._chunks[chunk] = terms
        return terms

    def _taken_apart(self, chunk: str) -> list[str]:
        word = chunk.strip(BESIDE)
        if word.isascii() and word.isalpha():  # as most are
            return [self._known.get(word) or self._learn(word)]
        # letters and their marks, and full-width figures, may come apart or in one
        words = _WORD.findall(chunk if chunk.isascii() else unicodedata.normalize("NFKC", chunk))
        if not chunk.isascii() and SPACELESS.search(chunk):
            words = [part for word in words for part in _bigrams(word)]
        known = self._known
        return [known.get(word) or self._learn(word) for word in words]

    def terms_of(self, texts: Iterable[str]) -> list[list[str]]:
        """Return the `terms` of each text."""
        return [self.terms(text) for text in texts]

    def words_of(self, texts: Iterable[str]) -> list[list[tuple[str, int, int]]]:
        """Return the `words` of each text."""
        return [self.words(text) for text in texts]

    def words(self, text: str) -> list[tuple[str, int, int]]:
        """Return the terms of `text` with the offsets of the words they come from, in order, repeats included.

        >>> Analyzer("en").words("20% more")
        [('20', 0, 2), ('percent', 2, 3), ('more', 4, 8)]
        """
        if not text.isascii() and SPACELESS.search(text):
            return [
                (self.terms(part)[0], match.start(), match.end())
                for match in _WORD.finditer(text)
                for part in _bigrams(match.group())
                if self.terms(part)
            ]
        known, learn = self._known.get, self._learn
        spans = [match.span() for match in _WORD.finditer(text)]
        return [(known(word := text[a:b]) or learn(word), a, b) for a, b in spans]

    def _learn(self, word: str) -> str:
        term = self._known_before.get(word) or self._analyse(word)
        if len(self._known) >= _CACHE_SIZE:
            self._known_before, self._known = self._known, {}
        self._known[word] = term
        return term

    def _analyse(self, word: str) -> str:
        if word == "%":
            return "percent"
        if word[0].isdigit():
            return _THOUSANDS.sub("", word)
        if word == "US" or word.upper() == "U.S.":  # the country, not the pronoun
            return "u.s"
        word = word.replace(".", "").replace("’", "'").lower()
        if word.endswith("'s"):
            word = word[:-2]
        word = word.replace("'", "") or "s"
        # Snowball's English knows no marks, and Arabic is written in several ways; other languages' stemmers need theirs
        if self._folds:
            return self._stem(fold(word)) or word
        return fold(self._stem(word)) or word


def fold(word: str) -> str:
    """Return `word` without marks: "Beyoncé" and "Beyonce" are one term, and so are "Søren" and "Soren".

    >>> fold("Orlé"), fold("Łukasz Kjær"), fold("Straße")
    ('Orle', 'Lukasz Kjaer', 'Strasse')
    """
    return word if word.isascii() else without_accents(word).translate(_LETTERS)


def without_accents(word: str) -> str:
    """Return `word` without what Unicode takes apart alone: the "ø" of "Ørlé" stays."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _bigrams(word: str) -> list[str]:
    """Split a word at runs of scripts without spaces and give those runs as overlapping pairs of characters."""
    parts: list[str] = []
    a = 0
    for run in SPACELESS.finditer(word):
        if run.start() > a:
            parts.append(word[a : run.start()])
        characters = run.group()
        parts.extend(
            [characters] if len(characters) == 1 else [characters[i : i + 2] for i in range(len(characters) - 1)]
        )
        a = run.end()
    if a < len(word):
        parts.append(word[a:])
    return parts


@cache
def analyzer(language: str) -> Analyzer:
    """Return the analyzer of a language (ISO 639-1); unknown languages are not stemmed.

    >>> analyzer("de").terms("Die Fähren")
    ['die', 'fahr']
    >>> analyzer("xx").terms("Unknown tongues")
    ['unknown', 'tongues']
    """
    return Analyzer(language if language in SNOWBALL else "")


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """A word of a question and every term it may have in the archive's languages."""

    text: str
    start: int
    end: int
    terms: tuple[str, ...]


def question_words(text: str, languages: Iterable[str] = (DEFAULT,)) -> list[QuestionWord]:
    """Analyse a question with the analyzer of every language of the archive; the question's own is never guessed.

    >>> [word.terms for word in question_words("ferries?", ("en", "de"))]
    [('ferri',)]
    """
    analyzers = [analyzer(code) for code in dict.fromkeys(languages)] or [analyzer(DEFAULT)]
    words: list[QuestionWord] = []
    for match in _WORD.finditer(text):
        for part in _bigrams(match.group()):
            terms = tuple(dict.fromkeys(t for a in analyzers for t in a.terms(part)))
            if terms:
                words.append(QuestionWord(part, match.start(), match.end(), terms))
    return words
