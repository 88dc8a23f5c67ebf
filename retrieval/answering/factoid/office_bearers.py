"""Who holds an office, by sentences that name somebody with its title: "Ostmark's health minister, Ida Falk".

The title of somebody else's office is no answer: a sentence counts where its title stands with what the question says the
office is of, or, standing with nothing, in an article that tells of that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.domain import Article, BlockKind, Span
from retrieval.questions.lexicon import lexicon
from retrieval.questions.offices import Office, countries, demoting, post_words
from retrieval.questions.words import FUNCTION_WORDS
from retrieval.text.languages import DEFAULT
from retrieval.text.languages.calendar import alternatives
from retrieval.text.passages import told_stretches
from retrieval.text.sentences import split_sentences
from retrieval.text.terms import analyzer

#: words before and behind a title that may belong to it
BESIDE = 7
#: characters before a title that are looked at for a name, and before a sentence, in which "its director" finds whose
BEFORE = 400
_TOKEN = re.compile(r"(?:[A-Z]\.){2,5}|[^\W_][^\s,;:()\"“”]*")
_NAME = r"(?P<name>(?:(?:[A-Z]\.|[A-Z][\w'’-]+|de|da|van|von|der|bin|al|el)\s+){0,4}[A-Z][\w'’-]+)"
_HONORIFICS = "Dr|Dr.|Professor|Prof.|Sir|Dame|Lord|Lady|Mr|Mr.|Mrs|Mrs.|Ms|Ms.|Rev.|Gen."
_NAMED_NEXT = re.compile(rf"[\s,]+(?:(?:is|was|named|called|{alternatives(_HONORIFICS.split('|'))})\s+)*{_NAME}")
_NAMED_BEFORE = re.compile(
    rf"(?<![\w'’-]){_NAME}(?:,\s*\d+)?(?:,\s+(?:(?:who\s+)?(?:is|was|became)\s+)?|\s+(?:is|was|became|as)\s+)"
    r"(?:(?:the|a|an|its|their|now)\s+)?$"
)
_LAST_CLAUSE = re.compile(r"[^;:()\"“”]*$")
#: another noun behind a title, or a verb: "the chief medical officer", "the mayor said"
_GOES_ON = re.compile(rf"\s+(?!(?:{alternatives(FUNCTION_WORDS)})\b)[a-z]")
_ONCE = re.compile(r"\s+(?:at the time|from \d{4}|in \d{4}|until|before)\b")
_OF = re.compile(r"\s+(?:of|for|at|in|from)\s+(?:the\s+)?")
_THEIR = frozenset(("its", "their", "his", "her"))
_PARTS = frozenset(("and", "the"))


@dataclass(frozen=True, slots=True)
class Bearer:
    """A sentence that names who holds an office: where it stands, and the name; `sure` where it says of what the office is."""

    kind: BlockKind
    span: Span
    name: Span
    sure: bool


def bearers(article: Article, office: Office) -> Iterator[Bearer]:
    """Yield the sentences of an article that name the holder of an office."""
    title = _title(office.titles)
    for kind, (start, end) in told_stretches(article):
        if not title.search(article.text, start, end):
            continue
        for sentence in split_sentences(article.text, start, end, article.language):
            told = article.text[slice(*sentence)]
            for match in () if told.endswith("?") else title.finditer(article.text, *sentence):
                found = _Title(article, office, sentence, match).held()
                if found is not None:
                    yield Bearer(kind, sentence, *found)


class _Title:
    """A title in a sentence, with the words that belong to it on either side."""

    def __init__(self, article: Article, office: Office, sentence: Span, match: "re.Match[str]") -> None:
        self._article, self._office, self._sentence = article, office, sentence
        self._at, self._title_end = match.span()
        self._end = self._title_end
        text = article.text
        self._before = _LAST_CLAUSE.search(text[max(sentence[0], self._at - BEFORE) : self._at])
        self._own = self._words_before()
        self._whose, self._end = self._words_behind(text[: min(sentence[1], self._at + BEFORE)])

    def held(self) -> tuple[Span, bool] | None:
        """Return the name of who holds the office, and whether it is said of what, None where it is another office."""
        name = self._name()
        if name is None or self._is_another():
            return None
        of = self._office.of
        if not of:
            return name, True
        if tied := [*self._own_of(), *self._whose]:
            if of <= _terms(tied):
                return name, True
            if any(of.isdisjoint(_terms([word])) for word in tied):
                return None  # that of something else; "museum director" may be of the museum that the story is about
        around = self._possessor() if self._is_theirs() else self._around()
        lead = self._article.text[:BEFORE] if tied else ""
        return (name, False) if of <= _terms([around, lead, *tied]) else None

    def _words_before(self) -> list[str]:
        """Return the words just before the title that belong to it, nearest first."""
        own: list[str] = []
        clause = self._before.group().rpartition(",")[2] if self._before else ""
        known = self._office.of
        for word in reversed(_TOKEN.findall(clause)[-BESIDE:]):
            low = word.lower()
            belongs = (
                word[0].isupper()
                or low in post_words()
                or re.search(r"['’]s?$", word)
                or not known.isdisjoint(_terms([word]))
                or (own and low == "and")
            )
            if not belongs or low in FUNCTION_WORDS - _PARTS:
                break
            own.append(word)
        return own

    def _words_behind(self, text: str) -> tuple[list[str], int]:
        """Return the words of "of the harbour board" behind the title, and where they end."""
        found: list[str] = []
        at = self._end
        while len(found) < BESIDE and (of := _OF.match(text, at)):
            words, end = self._run(text, of.end())
            if not words:
                break
            found, at = [*found, *words], end
        return found, at

    def _run(self, text: str, at: int) -> tuple[list[str], int]:
        """Return the words behind "of": departments alone, or one word and the capitals and known words after it."""
        words: list[str] = []
        while (token := _TOKEN.match(text, at)) and len(words) < BESIDE:
            word, low = token.group(), token.group().lower()
            if word[0].isdigit():
                break
            department = low in post_words() or low in _PARTS
            if words and all(one.lower() in post_words() | _PARTS for one in words) and not department:
                break
            if words and not (word[0].isupper() or department or not self._office.of.isdisjoint(_terms([word]))):
                break
            words.append(word)
            at = token.end()
            if text[at : at + 1] != " ":
                break
            at += 1
        return words, at if text[at - 1 : at] != " " else at - 1

    def _is_another(self) -> bool:
        """Tell whether the title is that of another office: of another department, or of a deputy."""
        beside = [*self._own, *self._whose]
        text = self._article.text
        if text[self._end : self._end + 1] == "-" or text[self._at - 1 : self._at] == "-":
            return True
        if self._office.any_head and any(word.lower() in post_words() for word in beside):
            return True
        if self._office.now and (_ONCE.match(text, self._end) or _ONCE.match(text, self._title_end)):
            return True
        told = _terms(beside) | (_terms([self._possessor()]) if self._is_theirs() else frozenset())
        other = {word.lower() for word in beside} & demoting()
        return not self._office.posts <= told or not _terms(sorted(other)) <= self._office.posts

    def _own_of(self) -> list[str]:
        """Return the words before the title that tell of what it is, and are no department."""
        return [
            word
            for word in self._own
            if word.lower() not in post_words() | _PARTS
            and (word[0].isupper() or not self._office.of.isdisjoint(_terms([word])))
        ]

    def _is_theirs(self) -> bool:
        before = _TOKEN.findall(self._before.group() if self._before else "")
        at = len(before) - len(self._own) - 1
        return at >= 0 and before[at].lower() in _THEIR

    def _possessor(self) -> str:
        """Return what stands before "its": in the sentence, and in the one before it."""
        return self._article.text[max(0, self._sentence[0] - BEFORE) : self._at]

    def _around(self) -> str:
        """Return what tells where the title belongs that stands alone: the headline, and what leads up to the sentence.

        One with a capital is part of a name, "President Falk", of whichever country; "Managing director Falk" only begins a
        sentence.
        """
        start, end = self._sentence
        text, headline = self._article.text, self._article.headline or ""
        last = re.split(r"[\s-]", text[self._at : self._title_end])[-1]
        return headline if last[:1].isupper() else f"{headline}. {text[max(0, start - BEFORE) : end]}"

    def _name(self) -> Span | None:
        """Return where the name stands: behind the title, or before it with a comma."""
        text, end = self._article.text, self._sentence[1]
        behind = _NAMED_NEXT.match(text[:end], self._end)
        if behind and not _is_no_name(behind["name"]):
            return behind.span("name")
        start = max(self._sentence[0], self._at - BEFORE)
        head = text[start : self._at]
        for word in self._own:
            head = head.rstrip()[: -len(word)]
        before = _NAMED_BEFORE.search(head)
        if before is None or _is_no_name(before["name"]) or _GOES_ON.match(text, self._end):
            return None
        return start + before.start("name"), start + before.end("name")


def _is_no_name(words: str) -> bool:
    return words.split()[0].lower() in FUNCTION_WORDS or words.isupper()


def _terms(words: Sequence[str]) -> frozenset[str]:
    return terms_told(" ".join(words))


def terms_told(text: str) -> frozenset[str]:
    """Return the terms of words with their other forms: "Ukrainian" for "Ukraine", "United States" for "U.S."."""
    found = set(analyzer(DEFAULT).terms(text))
    forms = lexicon().forms
    found |= {other for term in tuple(found) for other in forms.get(term, ())}
    for first, names in _countries():
        if any(name <= found for name in names):
            found.add(first)
    return frozenset(found)


@cache
def _countries() -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    terms = analyzer(DEFAULT).terms
    return tuple((terms(first)[0], tuple(frozenset(terms(name)) for name in names)) for first, *names in countries())


@cache
def _title(titles: tuple[str, ...]) -> "re.Pattern[str]":
    every = alternatives(titles).replace(r"\ ", r"[\s-]+")
    return re.compile(rf"\b(?:{every})s?\b", re.IGNORECASE)
