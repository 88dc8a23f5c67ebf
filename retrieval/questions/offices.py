"""Which office a question asks the holder of: "who is the health minister of Velmora", "Lome's mayor", "Norrwind CEO"."""

import re
from dataclasses import dataclass, replace
from functools import cache

from retrieval.questions.patterns import ASKING, Pattern
from retrieval.questions.words import STOP_TERMS
from retrieval.text.languages import DEFAULT, language
from retrieval.text.languages.calendar import alternatives
from retrieval.text.terms import analyzer

#: the most words before and behind the title, and of an office that is named without a question
BESIDE, BARE = 5, 7
_I = re.IGNORECASE
_PEOPLE = language(DEFAULT).section("questions.people")
_ASKED = Pattern(
    r"^\W*(?:(?:and|so|ok|then|please|tell me)\b\W*)*(?:who(?:(?:'|’)?s|\s+(?:is|was|are|were))|"
    r"(?:what(?:(?:'|’)?s|\s+(?:is|was))\s+)?(?:the\s+)?(?:full\s+)?names?\s+of)\s+"
    r"(?:(?P<now>currently|now)\s+)?(?P<office>[^?.!;,]{4,90}|[^?!;,]{4,90})\W*$",
    _I,
    signs="who name",
)
#: the same by what they do: "who runs Norrwind"
_HEADING = Pattern(
    r"^\W*(?:(?:and|so|ok|then|please|tell me)\b\W*)*who(?:(?:'|’)?s|\s+is)?\s+(?:currently\s+|now\s+)?"
    r"(?:(?:runs|heads|manages|in\s+charge\s+of|at\s+the\s+(?:head|helm|top)\s+of)\s+"
    r"|the\s+boss\s+(?:of|at)\s+)(?P<what>[^?.!;,]{2,60})\W*$|"
    r"^\W*who(?:(?:'|’)?s|\s+is)\s+(?P<whose>[^?.!;,]{2,60}?)(?:['’]?s)?\s+boss\W*$",
    _I,
    signs="who",
)
_WAS = Pattern(r"^\W*(?:\w+\W+)?who\s+(?:was|were)\b", _I, signs="who")
_WORD = re.compile(r"(?:[A-Z]\.){2,5}|[^\W_][^\s,;:?!()\"“”]*")
_SAYS = Pattern(
    rf"\b(?:{ASKING}|that|say|said|says|did|does|do|has|had|was|were|will|would|about|and|or|vs|versus)\b", _I
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office: the ways in which its title is written, what stands with the title, and what it is an office of.

    `posts` are the terms by which it is told from others of its title ("health"); `of` those of what has it, in any words;
    `now` is whether its present holder is asked for. `said` are the words of `of` as they were typed, `beside` those of both.
    `any_head` is whether whoever is at the head is asked for, by whatever title: one of a department is not.
    """

    titles: tuple[str, ...]
    posts: frozenset[str]
    of: frozenset[str]
    said: tuple[str, ...]
    beside: tuple[str, ...]
    now: bool
    any_head: bool = False

    @property
    def any_of_its_title(self) -> "Office":
        """Any office that has this title."""
        return replace(self, posts=frozenset(), of=frozenset())


def office_asked(text: str) -> Office | None:
    """Return the office whose holder a question asks for, None where it asks for none, or for one that nothing tells apart.

    >>> office = office_asked("who is the health minister of Velmora?")
    >>> office.titles, sorted(office.posts), office.said
    (('minister',), ['health'], ('Velmora',))
    >>> office_asked("who runs norrwind").said, office_asked("who runs norrwind").any_head
    (('norrwind',), True)
    >>> office_asked("who's Norrwind's ceo").said, office_asked("Who is the minister?") is None
    (('Norrwind',), True)
    """
    if headed := _HEADING.match(text):
        return _head_of(_WORD.findall(headed["what"] or headed["whose"]))
    match = _ASKED.match(text)
    return _read(match["office"], now=not _WAS.match(text)) if match else None


def office_named(text: str) -> Office | None:
    """Return the office that is named and nothing else, None where words are no office or nothing tells which.

    >>> office_named("Mayor of Port Ellary").said, office_named("the mayor said no") is None
    (('Port', 'Ellary'), True)
    """
    return None if len(text.split()) > BARE or _SAYS.search(text) else _read(text, now=True)


def _read(words: str, *, now: bool) -> Office | None:
    """Read an office: words that tell which, its title, and what it is of."""
    words = _one_name(words.strip(" ?!"))
    for match in _title().finditer(words):
        before, behind = words[: match.start()], words[match.end() :]
        of = _OF.match(behind)
        if not (of or re.fullmatch(r"\W*", behind)):
            continue
        beside = [*_WORD.findall(before)]
        whose = _WORD.findall(of["what"]) if of else []
        if len(beside) > BESIDE or len(whose) > BESIDE or not _tells_which(beside):
            return None
        titles = next(line for line in titles_known() if match["title"].lower() in line)
        return _office(titles, beside, whose, now)
    return None


_OF = Pattern(r"\s+(?:of|for|at|in|from)\s+(?P<what>[^,;:?!]{2,60})$", _I)


def _office(titles: tuple[str, ...], beside: list[str], whose: list[str], now: bool) -> Office | None:
    terms = analyzer(DEFAULT).terms
    named = [word for word in (*beside, *whose) if word.lower() not in _silent()]
    posts = [word for word in named if word.lower() in post_words()]
    said = [re.sub(r"['’]s?$", "", word) for word in named if word not in posts]
    of = frozenset(term for word in said for term in terms(word)) - STOP_TERMS
    told = frozenset(term for word in posts for term in terms(word))
    return Office(titles, told, of, tuple(said), tuple(named), now) if of or told else None


def _head_of(whose: list[str]) -> Office | None:
    """Return the office of whoever is at the head of something, None where it is not named."""
    office = _office(_heads(), [], whose, now=True) if len(whose) <= BESIDE else None
    return replace(office, any_head=True) if office and office.of else None


@cache
def _heads() -> tuple[str, ...]:
    """Return the titles of whoever is at the head of something, however they are written."""
    heads = _PEOPLE["heads"].split()
    lines = (line for line in titles_known() if not set(heads).isdisjoint(line))
    return tuple(dict.fromkeys([*(title for line in lines for title in line), *heads, *_managing()]))


def _managing() -> tuple[str, ...]:
    return tuple(title.replace("_", " ") for title in _PEOPLE["managing"].split())


@cache
def countries() -> tuple[tuple[str, ...], ...]:
    """Return the names of countries that have several, each with the one that stands for them first."""
    return tuple(
        tuple(name.replace("_", " ") for name in line.split())
        for line in language(DEFAULT).lines("questions.people", "countries")
    )


def _one_name(words: str) -> str:
    """Return words with countries under one name: "the US" and "america" as "U.S."."""
    for first, *others in countries():
        names = alternatives((first, first.replace(".", ""), *others))
        words = re.sub(rf"(?<![\w.])(?:{names})(?![\w.])", first, words, flags=_I)
    return words


def _tells_which(words: list[str]) -> bool:
    """Tell whether words before a title are its own, and not those of a rank, a pronoun or another clause."""
    return not any(word.lower() in _others() for word in words)


@cache
def _silent() -> frozenset[str]:
    return frozenset(("the", "a", "an", "of", "for", "in", "at", "from", *_PEOPLE["present"].split()))


@cache
def _others() -> frozenset[str]:
    return frozenset(_PEOPLE["no_office"].split())


@cache
def post_words() -> frozenset[str]:
    """Return the words by which offices of one title are told apart."""
    known = language(DEFAULT).section("quotations.people")
    return (
        frozenset((*known["modifiers"].split(), *known["departments"].split(), *_PEOPLE["posts"].split())) | demoting()
    )


@cache
def demoting() -> frozenset[str]:
    """Return the words that make another office of a title: "vice", "former"."""
    return frozenset(_PEOPLE["demoting"].split())


@cache
def titles_known() -> tuple[tuple[str, ...], ...]:
    """Return the titles of offices, each with the other ways in which it is written."""
    return tuple(
        tuple(title.replace("_", " ") for title in line.split())
        for line in language(DEFAULT).lines("questions.people", "titles")
    )


@cache
def _title() -> "re.Pattern[str]":
    every = sorted((title for line in titles_known() for title in line), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?P<title>{alternatives(tuple(every))})(?![\w-])", _I)
