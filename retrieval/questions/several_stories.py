"""Questions over several stories: the latest on something, which outlets, how often, side by side, who sees it otherwise.

Their forms are those of a language's file (`questions.several`): regular expressions over the whole question, without its
marks, small words of courtesy and slips of the keyboard. What they are of is taken from the question as it was typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby

from retrieval.questions.courtesy import MARKS, without_courtesy
from retrieval.questions.patterns import ASKING, Pattern
from retrieval.questions.spelling import slips
from retrieval.text.languages import DEFAULT, language

_SECTION = "questions.several"
_LIST = re.compile(r"\{([a-z_]+)\}")
_GROUP = re.compile(r"(?<!\?P)<([a-z]+)>")
_TOKEN = re.compile(r"[^\W_]+(?:['’.](?!s\b)[^\W_]+)*|['’]s\b|&")
_PLAIN = re.compile(r"[^\W_]+|&")
_KEYWORD = re.compile(r"[a-z]{4,}")
_CONTRACTED = frozenset(language(DEFAULT).words("questions.asking", "contracted"))
#: a word of fewer letters is taken as it stands
_SHORTEST = 4
#: words that were looked at for slips and are kept: people type what they like
_MENDED = 10_000
_PARTICLES = frozenset(language(DEFAULT).words("names", "particles"))
_LONGEST_NAME = 5
#: a topic of more words is a sentence of its own
_MOST_WORDS = 12
_I = re.IGNORECASE
_THIS = Pattern(
    r"^(?:it|this|that|them|these|those|here|there|(?:this|that|the|same) (?:story|one|event|matter|news|article|case))$",
    _I,
)
_STORY = Pattern(
    r"^(?:(?:the |this )?(?:story|news|events?|article) (?:of|about|on|with|in) )|\s{1,12}(?:story|news|stories)$", _I
)
#: what begins a clause, and not the name of something
_CLAUSE = Pattern(rf"^(?:{ASKING}|if|whether|to|been|being|no|not|most)\b", _I)
_ANOTHER = Pattern(rf"[.!;?] |\b(?:{ASKING})\b", _I)
_AND = re.compile(r"\s{0,12},\s{0,12}(?:and\s{1,12})?|\s{1,12}(?:and|&)\s{1,12}", _I)
_SPOKEN = Pattern(r"\b(?:say|said|saying|says|think|thought|tell|told|claim(?:ed)?|comment(?:ed)?|stand)\b")
#: not inside the name of somebody: there is more than a name
_SAYING = Pattern(rf"\b(?:say|said|says|think|thinks|tell|told|about|{ASKING}|did|does|do)\b", _I)


class Several(StrEnum):
    """What is asked of several stories; the values are the keys of the language's file."""

    SIDE_BY_SIDE = "side_by_side"
    LAST_QUOTED = "last_quoted"
    QUOTED_HOW_OFTEN = "quoted_how_often"
    NAMED_HOW_OFTEN = "named_how_often"
    COMPARISON = "comparison"
    OUTLETS = "outlets"
    OTHERS = "others"
    TIMELINE = "timeline"
    LATEST = "latest"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class OverStories:
    """A question over several stories: its kind, whose words, and what it is of, None where the conversation tells."""

    kind: Several
    topic: str | None = None
    speakers: tuple[str, ...] = ()


def over_stories(text: str) -> OverStories | None:
    """Return what a question asks of several stories, None where it is no such question.

    >>> over_stories("wich outlets reported on the ferry")
    OverStories(kind=<Several.OUTLETS: 'outlets'>, topic='the ferry', speakers=())
    >>> over_stories("When was the ferry last inspected?") is None
    True
    """
    words = _Words(without_courtesy(text))
    for kind in Several:
        if words.has_sign(kind):
            for form in _forms()[kind]:
                if (match := form.fullmatch(words.text)) and (found := _read(kind, match, words)):
                    return found
    return None


class _Words:
    """A question as it is compared with the forms, and where its words stand in what was typed."""

    def __init__(self, typed: str) -> None:
        self._typed = typed
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        self.text, last = "", 0
        for match in _TOKEN.finditer(typed):
            if self.text:
                self.text += ", " if "," in typed[last : match.start()] else " "
            self._starts[len(self.text)] = match.start()
            self.text += _written(match.group().lower().replace("’", "'"), self.text)
            last = self._ends[len(self.text)] = match.end()
        self._words = frozenset(_PLAIN.findall(self.text))

    def has_sign(self, kind: Several) -> bool:
        """Tell whether a word is there without which the question is not of this kind."""
        return not _signs()[kind].isdisjoint(self._words)

    def typed(self, span: tuple[int, int]) -> str:
        """Return the words of a span as they were typed."""
        start, end = span
        return self._typed[self._starts.get(start, 0) : self._ends.get(end, len(self._typed))].strip(MARKS)


def _read(kind: Several, match: "re.Match[str]", words: _Words) -> OverStories | None:
    given = {name: words.typed(match.span(name)) for name, value in match.groupdict().items() if value}
    topic = _topic(given.get("topic") or given.get("affair"))
    if topic is not None and not _names_something(topic):
        return None
    named = [given[name] for name in ("speaker", "other", "whom") if name in given]
    if "speakers" in given:
        named = [part for part in _AND.split(given["speakers"]) if part]
        if len(named) < 2:
            return None
        named[0] = re.sub(r"^both\s+", "", named[0], flags=_I)
    if kind is Several.SIDE_BY_SIDE and not (_SPOKEN.search(match.group()) or all(map(_is_name, named))):
        return None
    if any(_SAYING.search(name) for name in named):
        return None
    return OverStories(kind, topic, tuple(named))


def _is_name(words: str) -> bool:
    """Tell whether words that nothing says are somebody's are a name, by their capitals."""
    first, *rest = words.split()
    return (
        first[:1].isupper()
        and len(rest) < _LONGEST_NAME
        and all(one[:1].isupper() or one in _PARTICLES for one in rest)
    )


def _topic(words: str | None) -> str | None:
    """Return what a question is of without "the story of"; None where that is what the conversation is about."""
    if words is None or _THIS.match(words):
        return None
    return _STORY.sub("", words).strip(MARKS) or None


def _names_something(topic: str) -> bool:
    return len(topic.split()) <= _MOST_WORDS and not _CLAUSE.match(topic) and not _ANOTHER.search(topic)


@cache
def _sources() -> Mapping[Several, tuple[str, ...]]:
    """Return the forms of each kind, their lists filled in."""
    listed = language(DEFAULT).section(f"{_SECTION}.lists")

    def filled(form: str) -> str:
        while (done := _LIST.sub(lambda found: listed[found[1]], form)) != form:
            form = done
        return _GROUP.sub(r"(?P<\1>.+?)", form)

    return {kind: tuple(map(filled, language(DEFAULT).lines(_SECTION, kind))) for kind in Several}


@cache
def _signs() -> Mapping[Several, frozenset[str]]:
    return {kind: frozenset(language(DEFAULT).words(f"{_SECTION}.signs", kind)) for kind in Several}


@cache
def _forms() -> Mapping[Several, tuple[Pattern, ...]]:
    """Return the patterns of each kind; each is compiled when it is first tried."""
    return {kind: tuple(map(Pattern, sources)) for kind, sources in _sources().items()}


@cache
def _keywords() -> frozenset[str]:
    """Return the words that the forms are made of."""
    return frozenset(word for forms in _sources().values() for form in forms for word in _KEYWORD.findall(form))


def _written(word: str, before: str) -> str:
    """Return a word as the forms have it: "what's" in full, slips of the keyboard mended."""
    if word == "'s":
        return "is" if before.strip().rpartition(" ")[2] in _CONTRACTED else word
    return "what is" if word == "whats" else _mended(word)


@lru_cache(_MENDED)
def _mended(word: str) -> str:
    """Return the word of the forms for which another, of one slip more, has been typed; any other as it is."""
    known = _keywords()
    if len(word) < _SHORTEST or word in known or not word.isalpha():
        return word
    letters = set(word)
    return next(
        (
            one
            for one in _keywords_by_letter().get(word[0], ())
            # a slip puts in one letter at most, and takes out one
            if abs(len(one) - len(word)) < 2 and len(letters.difference(one)) < 2 and slips(word, one) < 2
        ),
        word,
    )


@cache
def _keywords_by_letter() -> Mapping[str, tuple[str, ...]]:
    """Return the words that the forms are made of by their first letter, in order."""
    return {letter: tuple(words) for letter, words in groupby(sorted(_keywords()), key=lambda word: word[0])}
