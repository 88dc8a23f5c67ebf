"""The words by which claims are read: the section "claims" of a language's file."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from retrieval.text.languages import DEFAULT, language
from retrieval.text.languages.calendar import alternatives

#: words from which a caption may be a claim
LEAST = 5


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """What words of a claim stand for.

    `numbers`, `scales` and `shares` are values by their words; `units` the kind of a measure and the size of the unit;
    `hedges` say how exactly a figure is meant, by the words before it; `figures` are all words that are parts of one: numbers,
    scales, currencies and units. `grammar` has the small words of figures and dates by what they say: "old", "percent".
    All words are in small letters.
    """

    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    plurals: frozenset[str]
    vague: frozenset[str]
    shares: Mapping[str, float]
    suffixes: Mapping[str, float]
    none: frozenset[str]
    currencies: Mapping[str, str]
    units: Mapping[str, tuple[str, float]]
    harm: Mapping[str, tuple[str, ...]]
    people: frozenset[str]
    persons: frozenset[str]
    places: frozenset[str]
    particles: frozenset[str]
    hedges: tuple[tuple[str, re.Pattern[str]], ...]
    checks: re.Pattern[str]
    claimed: re.Pattern[str]
    asking: frozenset[str]
    grammar: Mapping[str, frozenset[str]]
    figures: frozenset[str]


@cache
def claim_words(code: str = DEFAULT) -> ClaimWords:
    """Return the words of a language (ISO 639-1), none where its file has none.

    >>> claim_words().units["km"]
    ('length', 1000.0)
    >>> claim_words("xx").units
    {}
    >>> "pc" in claim_words().grammar["percent"], "pc" in claim_words("xx").grammar["percent"]
    (True, False)
    """
    known = language(code)
    section = known.section("claims")
    ones, tens = known.words("numbers", "units"), known.words("numbers", "tens")
    numbers = {word: float(n) for n, word in enumerate(ones, 1)} | {word: 10.0 * n for n, word in enumerate(tens, 2)}
    scales: dict[str, float] = dict(known.section("numbers").get("scales", {}))
    plurals = frozenset((*known.words("numbers", "plurals"), *known.words("claims", "plurals")))
    currencies = {word: line.split()[0] for line in known.lines("claims", "currencies") for word in line.split()}
    sizes: Mapping[str, Mapping[str, float]] = section.get("units", {})
    units = {word: (kind, float(size)) for kind, of_kind in sizes.items() for word, size in of_kind.items()}
    return ClaimWords(
        numbers,
        scales,
        plurals,
        frozenset(known.words("claims", "vague")),
        dict(section.get("shares", {})),
        dict(section.get("suffixes", {})),
        frozenset(known.words("claims", "none")),
        currencies,
        units,
        {harm: tuple(stems.split()) for harm, stems in section.get("harm", {}).items()},
        frozenset(known.words("claims.words", "people")),
        frozenset(known.words("claims.words", "persons")),
        frozenset(known.words("claims.words", "places")),
        frozenset(known.words("claims.words", "particles")),
        tuple((kind, _before(known.lines("claims", kind))) for kind in ("above", "below", "about")),
        re.compile(rf"\W{{0,20}}(?:{_either(known.lines('claims.words', 'check'))})\W{{0,20}}", re.I),
        re.compile(rf"\W{{0,20}}(?:{_either(known.lines('claims.words', 'claimed'))})", re.I),
        frozenset(known.words("claims.words", "asking")),
        _grammar(known.section("claims.grammar")),
        frozenset((*numbers, *scales, *plurals, *currencies, *units)),
    )


def _grammar(section: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Return the words of each key; a language that lacks one has none."""
    return defaultdict(frozenset, {what: frozenset(listed.split()) for what, listed in section.items()})


def _either(patterns: tuple[str, ...]) -> str:
    return "|".join(patterns) or "(?!)"


def _before(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(phrases)})\s(?:the\s)?[$€£¥]?$", re.I)


def claim_in(text: str) -> str | None:
    """Return what is claimed in words that ask whether something is so, None where they do not.

    >>> claim_in("Is it true that the ferry sank in March?")
    'the ferry sank in March'
    >>> claim_in("Is it raining in Lindmar?")
    """
    match = claim_words().claimed.match(text)
    rest = text[match.end() :].strip(' "“”?') if match else ""
    return rest if len(rest.split()) > 2 else None


def is_claim(text: str) -> bool:
    """Say whether words claim something, as those below a picture do, and ask nothing.

    >>> is_claim("300 people were aboard the Marisol Grey"), is_claim("Who was aboard the Marisol Grey")
    (True, False)
    """
    words = text.split()
    asks = text.rstrip().endswith(("?", "؟", "？")) or bool(
        words and words[0].lower().strip("¿") in claim_words().asking
    )
    return len(words) >= LEAST and not asks and any(c.isdigit() or c.isupper() for c in text[1:])


def asks_to_check(text: str) -> bool:
    """Say whether words ask what there is to say of somebody else's words, and hold nothing else.

    >>> asks_to_check("is this true?"), asks_to_check("When did this happen?")
    (True, False)
    """
    return claim_words().checks.fullmatch(text) is not None
