"""Sentences as strings of one letter a word, which patterns of grammar can be matched against.

What stands between quotation marks becomes a single letter, so a cue inside the marks is never taken for a cue.
"""

import itertools
import re
from collections.abc import Callable, Sequence

from retrieval.domain import Span
from retrieval.quotations.constructions import Constructions
from retrieval.quotations.lexicon import (
    ACCORDING,
    AUXILIARY,
    CONTRACTED,
    DETERMINER,
    NAME,
    NUMBER,
    PARTICIPLE_OR_PAST,
    PAST,
    POSSESSIVE,
    PRESENT,
    QUOTED,
    ROLE,
    SUBJECT,
    TIME,
    WHO,
    WORD,
    Lexicon,
)
from retrieval.quotations.marks import Marked
from retrieval.quotations.nicknames import is_nickname
from retrieval.quotations.tagged import Sentence
from retrieval.quotations.tokens import token_pattern

_PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", "-": "-", "–": "-", "—": "-", "―": "-", "(": "(", ")": ")", "[": "(", "]": ")", ".": ".",
    "!": ".", "?": ".", "…": "-", "’": "z", "'": "z", "&": "&", "/": "&",
}  # fmt: skip
_NOUN_CUE = re.compile(
    r"[dZ](?:BB|[we]{0,2}[BS])(?!t)|(?<!,)[dZ]N{1,2}[BS](?=[:.,if]|$)|QB(?=[wNT])|dTB(?=[,.:if]|$)|,B(?=w[VS](?:[.,]|$))"
)
#: what has the form of a verb behind a determiner or preposition is a noun
_NOUN_AFTER = re.compile(r"(?<=[di])[SV](?=[wTNf,.)]|$)")
#: an article between a role and a noun: "der Sprecher der Feuerwehr"
_OF_ROLE = re.compile(r"(?<=T)d(?=[NT])")
#: a word before a time that belongs to it: "last week"
_BEFORE_TIME = re.compile(r"[wN](?=Y)")
#: "Said Ann Smith, a baker: “…”", "Said the mayor: “…”"
_SAID_FIRST = re.compile(r"N(?:[dT]|N{1,3},d)[^.;:VSXxvpPQ]{0,40}:Q")
#: ", per Inspector Smith"
_SET_OFF = re.compile(r",A(?:[NT]|d[TN])")
#: a role that looks like a verb of saying, and whose it is: "defence counsel Ann Smith said"
_ROLE_CUE = re.compile(r"(?<=[wNTdZ])[BS](?=N{1,4}(?:,|[VSxX]))")
#: an adverb between a subject and its verb: "Smith once said"
_ONCE = re.compile(r"(?<=[NTwP])s(?=a?[VS])")
#: what may be a degree, behind a name or another degree
_DEGREE = re.compile(r"(?<=N),N(?=,)")
_CLITICS = {"s", "d", "ll", "ve", "re", "m"}
#: the name of a ship or firm has so many words at most
_NAMED = 3
#: words seen are remembered with their letters; news repeats itself
_MEMORY = 60_000


class _Letters(dict[str, str]):
    """The letters of words seen so far; a new word gets its letter when it is looked up."""

    def __init__(self, classify: Callable[[str], str]) -> None:
        super().__init__()
        self._classify = classify

    def __missing__(self, word: str) -> str:
        if len(self) > _MEMORY:
            self.clear()
        letter = self[word] = self._classify(word.lstrip())
        return letter


class Tagger:
    """Gives every word of a language its letter; with `shouting`, capitals tell nothing because there is nothing else."""

    def __init__(self, lexicon: Lexicon, shouting: bool = False) -> None:
        self.lexicon = lexicon
        self.shouting = shouting
        self._letters = _Letters(self._classify)
        self._tokens = token_pattern(lexicon)
        #: a token with the space before it, or what is left at the end; none where a token may leave out what is neither
        self._spaced = (
            None
            if lexicon.constructions.enclitics
            else re.compile(rf"\s*+(?:{self._tokens.pattern}|\Z)", self._tokens.flags)
        )
        self._functions = "pPOdthfim&bsXxnaA"
        forms = lexicon.constructions
        #: whether months and days have capitals wherever they stand
        self._times_in_capitals = forms.nouns_in_capitals or not forms.verb_first

    def letter(self, word: str) -> str:
        """Return the letter of one token as it is written."""
        return self._letters[word]

    def _classify(self, word: str) -> str:
        mark = _PUNCTUATION.get(word)
        if mark:
            return mark
        if not word[0].isalnum():
            return "-" if word[0] in "-." else "!"
        if word[0].isdigit():
            return NUMBER
        low = word.lower().replace("’", "'")
        tag = self.lexicon.tags.get(low)
        if tag is None and "'" in low:
            clitic = self._clitic(word, low)
            if clitic:
                return clitic
        if self.shouting or not word[0].isupper():
            return tag or self._unlisted(low)
        if len(word) > 1 and word.isupper() and tag != SUBJECT:
            return tag if tag == ROLE else NAME
        if tag is None:
            return NAME
        if tag in self._functions:
            named = low in ("will", "may", "can", "yet") or low in self.lexicon.constructions.set_off  # "Per Smith"
            return NAME if named or low in self.lexicon.before_titles else tag
        return tag if tag == ROLE or (tag == TIME and self._times_in_capitals) else NAME

    def _unlisted(self, low: str) -> str:
        """Return the letter of a word that is in no list; where nouns have capitals, it is some other word."""
        return PARTICIPLE_OR_PAST if self.lexicon.constructions.nouns_in_capitals else _by_ending(low)

    def _clitic(self, word: str, low: str) -> str | None:
        stem, _, ending = low.rpartition("'")
        if ending == "t" and stem.endswith("n"):
            return AUXILIARY
        if ending not in _CLITICS or not stem:
            return None
        tag = self.letter(word[: len(stem)])
        if tag in (SUBJECT, WHO):
            return CONTRACTED if tag == SUBJECT else tag
        if ending == "s":
            return "Y" if tag == "Y" else (POSSESSIVE if tag in "NTwY#GB" else tag)
        return tag

    def tag(self, text: str, start: int, end: int, marked: Sequence[Marked] = ()) -> Sentence:
        """Return the tokens of text[start:end]; every one of the `marked` spans inside is a single token."""
        letter = self._letters.__getitem__
        quoted: list[int] = []
        at, tags, pieces = start, "", []
        for mark in marked:
            found = self._pieces(text, at, mark.start)
            tags += "".join(map(letter, found))
            pieces += found
            named = self._is_name(text, mark, tags)
            if not named:
                quoted.append(len(pieces))
            tags += NAME if named else QUOTED
            pieces.append(text[at + sum(map(len, found)) : mark.end])
            at = mark.end
        found = self._pieces(text, at, end)
        tags += "".join(map(letter, found))
        pieces = pieces + found if pieces else found
        if tags[:1] == NAME:
            tags = self._begun(tags, pieces)
        if tags[:2] in ("iN", "iT") and self._begins_title(pieces):
            tags = NAME + tags[1:]
        ends = list(itertools.accumulate(map(len, pieces), initial=start))
        del ends[0]
        sentence = Sentence(text, tags, pieces, ends, marked, quoted)
        if "Y" in tags:
            sentence.tags = _BEFORE_TIME.sub(
                lambda found: "Y" if sentence.word(found.start()) in self.lexicon.before_times else found[0], tags
            )
        if self.lexicon.constructions.verb_first:
            self._settle(sentence)
        elif ACCORDING in tags:
            self._settle_sources(sentence)
        if "B" in sentence.tags or "S" in sentence.tags:
            self._settle_nouns(sentence)
        if "s" in sentence.tags:
            sentence.tags = _ONCE.sub(
                lambda found: "a" if sentence.word(found.start()) in self.lexicon.also_adverbs else "s", sentence.tags
            )
        if ",N," in sentence.tags:
            self._settle_degrees(sentence)
        return sentence

    def _settle_nouns(self, sentence: Sentence) -> None:
        """Tell nouns from verbs of saying."""
        for match in _NOUN_CUE.finditer(sentence.tags):
            both = match.end() - match.start() > 2 and match.group()[-2] == "B"  # "a blog post"
            for end in (match.end() - 1, match.end()) if both else (match.end(),):
                if self._is_noun(sentence, match.start(), end - 1):
                    sentence.tags = f"{sentence.tags[: end - 1]}{WORD}{sentence.tags[end:]}"
        for match in _ROLE_CUE.finditer(sentence.tags):
            if sentence.word(match.start()) in self.lexicon.roles:
                sentence.tags = f"{sentence.tags[: match.start()]}{ROLE}{sentence.tags[match.end() :]}"

    def _settle_degrees(self, sentence: Sentence) -> None:
        """Take a degree and the comma before it for words of the name: "Ann Smith, Ph.D., a historian, said"."""
        for found in _DEGREE.finditer(sentence.tags):
            if sentence.word(found.start() + 1).replace(".", "") in self.lexicon.degrees:
                sentence.tags = f"{sentence.tags[: found.start()]}N{sentence.tags[found.start() + 1 :]}"

    def _pieces(self, text: str, start: int, end: int) -> list[str]:
        """Return the tokens of text[start:end], each with what stands before it."""
        if self._spaced is not None:
            pieces = self._spaced.findall(text, start, end)
            while pieces and not pieces[-1].strip():
                pieces.pop()
            return pieces
        pieces = []
        for match in self._tokens.finditer(text, start, end):
            pieces.append(" " * (match.start() - start) + match.group())
            start = match.end()
        return pieces

    def _begun(self, tags: str, pieces: Sequence[str]) -> str:
        """Return the letters of a sentence whose first word has a capital only because it is the first."""
        first = pieces[0].lstrip().lower()
        tags = self._first(first, tags[1:2]) + tags[1:]
        if _SAID_FIRST.match(tags) and self.lexicon.tags.get(first) == PAST:
            return PAST + tags[1:]
        return tags

    def of_title(self, sentence: Sentence) -> str:
        """Return the letters of a headline whose words all have capitals, where a verb of saying looks like a name."""
        verbs = self.lexicon.tags
        return "".join(
            verbs[word] if at and tag == NAME and verbs.get(word := sentence.word(at)) in (PAST, PRESENT) else tag
            for at, tag in enumerate(sentence.tags)
        )

    def _begins_title(self, pieces: Sequence[str]) -> bool:
        """Say whether a preposition belongs to the title behind it: "Under Secretary Ann Smith"."""
        first, second = (piece.lstrip().lower() for piece in pieces[:2])
        return first in self.lexicon.before_titles and second in self.lexicon.titles

    def _settle_sources(self, sentence: Sentence) -> None:
        for k in (k for k, tag in enumerate(sentence.tags) if tag == ACCORDING):
            if source_at(sentence, k, self.lexicon.constructions) is None:
                letter = self.lexicon.otherwise.get(sentence.word(k), WORD)
                sentence.tags = sentence.tags[:k] + letter + sentence.tags[k + 1 :]

    def _settle(self, sentence: Sentence) -> None:
        """Decide by a word's neighbours: "après" without "d'" is no source, "le juge" and "nel comunicato" are no verbs."""
        self._settle_sources(sentence)
        forms, tags = self.lexicon.constructions, sentence.tags
        for k in (k for k, tag in enumerate(tags) if tag == SUBJECT and tags[k + 1 : k + 2] in ("N", "T")):
            if sentence.word(k) in self.lexicon.possessives:
                tags = tags[:k] + DETERMINER + tags[k + 1 :]
        if forms.genitives:
            tags = _OF_ROLE.sub(lambda found: "f" if sentence.word(found.start()) in forms.genitives else "d", tags)
        sentence.tags = tags if forms.nouns_in_capitals else _NOUN_AFTER.sub(WORD, tags)

    def _is_name(self, text: str, piece: Marked, before: str) -> bool:
        """Say whether marks hold the name of what the noun before them says: "компания «Вельмор»", "die Fähre „Amaranth“"."""
        if before[-1:] == NAME and is_nickname(text, piece.start, piece.end):
            return True
        if not self.lexicon.constructions.verb_first or before[-1:] not in tuple("wTN"):
            return False
        words = text[slice(*piece.inner)].split()
        return 0 < len(words) <= _NAMED and words[0][0].isupper() and words[-1][-1].isalnum()

    def _is_noun(self, sentence: Sentence, first: int, token: int) -> bool:
        """ "the state department", "his comments": what looks like a verb of saying after a determiner is a noun."""
        if self.lexicon.bases.get(sentence.word(token)) not in self.lexicon.nouns:
            return False
        if sentence.tags[first + 1 : first + 2] == ROLE and sentence.word(first + 1).endswith(("s", "men", "people")):
            return False  # "the officers claim"
        return sentence.word(first) not in self.lexicon.quantifiers

    def _first(self, low: str, following: str) -> str:
        """A sentence's first word has a capital whatever it is."""
        tag = self.lexicon.tags.get(low.replace("’", "'"))
        if tag is None and low.endswith("ed") and len(low) > 5 and following in tuple("ifm"):
            return PARTICIPLE_OR_PAST
        if tag is None and low.endswith("ing") and len(low) > 6 and following not in tuple("vVSxX"):
            return "g"
        if low in ("will", "may") and following in ("V", "S"):
            return NAME  # "Will said"
        if tag is None:
            return "a" if low.endswith("ly") and following not in tuple("vVSxX") else NAME
        return tag if tag not in "BS" and (tag != "V" or low.endswith("ed")) else NAME


def source_at(sentence: Sentence, k: int, forms: Constructions) -> Span | None:
    """Return the tokens of "according to", "по словам", "zufolge" of which token `k` is one."""
    if sentence.word(k) in forms.sources_after:
        return k, k + 1
    for phrase in forms.sources:
        word = max(phrase, key=len)
        if sentence.word(k) != word:
            continue
        if len(phrase) > 1 and k > 1 and sentence.tags[k - 1] in "OP" and sentence.word(k - 2) == phrase[0]:
            return k - 2, k + 1  # "по его словам"
        first = k - phrase.index(word)
        end = first + len(phrase)
        if (
            first < 0
            or end > len(sentence.tags)
            or any(sentence.word(first + n) != one for n, one in enumerate(phrase))
        ):
            continue
        if word in forms.set_off and not _SET_OFF.match(sentence.tags, max(0, first - 1)):
            return None
        # "no segundo dia": a number, not a source
        if len(phrase) > 1 or not first or sentence.tags[first - 1] not in "d#ifY":
            return first, end
    return None


def _by_ending(low: str) -> str:
    if len(low) > 4 and low.endswith(("ly", "ed")):
        return "a" if low.endswith("ly") else PARTICIPLE_OR_PAST
    return WORD
