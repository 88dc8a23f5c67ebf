"""Patterns that are compiled late: each way of matching is that of a regular expression, where a sign stands in the text."""

import functools
import random
import re
from collections.abc import Iterable
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from retrieval.questions import kinds, times
from retrieval.questions.patterns import Pattern
from tests.linearity.runs import matcher_of

TEXTS = ["", "ferry", "two ferries and a ferry", "FERRIES", "harbour", "the ferry"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("signs", ["", "ferr", "boat ferr"])
def test_every_way_of_matching_is_that_of_the_expression(text: str, signs: str) -> None:
    expected, found = re.compile(r"\bferr(y|ies)\b"), Pattern(r"\bferr(y|ies)\b", signs=signs)

    def span(match):
        return match and match.span()

    assert span(found.match(text)) == span(expected.match(text))
    assert span(found.match(text, 4)) == span(expected.match(text, 4))
    assert span(found.search(text)) == span(expected.search(text))
    assert span(found.fullmatch(text)) == span(expected.fullmatch(text))
    assert [span(one) for one in found.finditer(text)] == [span(one) for one in expected.finditer(text)]
    assert found.findall(text) == expected.findall(text)
    assert found.sub("boat", text) == expected.sub("boat", text)
    assert found.sub("boat", text, 1) == expected.sub("boat", text, 1)
    assert found.sub(lambda match: match[0].upper(), text) == expected.sub(lambda match: match[0].upper(), text)


@pytest.mark.parametrize("way", ["search", "match", "fullmatch", "findall", "finditer"])
def test_the_first_text_without_a_sign_is_not_tried_and_every_later_one_is(way: str) -> None:
    found = Pattern(r"\w+", re.IGNORECASE, signs="ferry boat")
    first = getattr(found, way)("harbour")
    assert not (list(first) if way == "finditer" else first)
    assert getattr(found, way)("harbour")
    assert next(found.finditer("harbour")).group() == "harbour"


@pytest.mark.parametrize("way", ["search", "match", "fullmatch", "findall", "finditer"])
def test_a_text_with_a_sign_in_any_case_is_tried_at_once(way: str) -> None:
    assert getattr(Pattern(r"\w+", re.IGNORECASE, signs="ferry boat"), way)("BOAT")


def test_matching_begins_at_the_start_or_at_the_place_that_is_given() -> None:
    for signs in ("", "ferry"):
        assert Pattern("ferry", signs=signs).match("a ferry") is None
        assert Pattern("ferry", signs=signs).match("a ferry", 2) is not None


def signed() -> list[Pattern]:
    """Return every pattern of ours that has signs."""
    values = [value for module in (kinds, times) for value in vars(module).values()]
    flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    flat += [one for pair in kinds._TALK for one in pair]
    return [one for one in flat if isinstance(one, Pattern) and one._signs]


def test_the_kinds_of_questions_have_signs() -> None:
    assert len(signed()) > 10


LETTERS = "abcdefghijklmnopqrstuvwxyz ABCDWTS0123456789'’.,:;!?-" + "привет здрав спасибо"


def written(nodes: Iterable[tuple[Any, Any]], flags: int, chance: random.Random) -> str:
    """Return a text as a parsed expression describes it, each choice by chance; what looks ahead or behind is left out."""
    return "".join(_written(kind, value, flags, chance) for kind, value in nodes)


def _written(kind: Any, value: Any, flags: int, chance: random.Random) -> str:
    if kind is codes.LITERAL:
        return chance.choice((chr(value), chr(value).upper())) if flags & re.IGNORECASE else chr(value)
    if kind in (codes.IN, codes.ANY, codes.NOT_LITERAL):
        return chance.choice(_characters(kind, tuple(value) if kind is codes.IN else value, flags))
    if kind is codes.SUBPATTERN:
        return written(value[3], flags, chance)
    if kind is codes.BRANCH:
        return written(chance.choice(value[1]), flags, chance)
    if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, item = value
        return "".join(written(item, flags, chance) for _ in range(chance.randint(least, min(most, least + 3))))
    return written(value, flags, chance) if kind is codes.ATOMIC_GROUP else ""


@functools.cache
def _characters(kind: Any, value: Any, flags: int) -> list[str]:
    """Return characters that a class matches, its own and some of the letters."""
    own = [chr(item) for code, item in value if code is codes.LITERAL] if kind is codes.IN else []
    matches = matcher_of((kind, value), flags)
    return [one for one in (*own, *LETTERS) if matches(one)]


@pytest.mark.parametrize("pattern", signed(), ids=lambda pattern: pattern._pattern[:30])
def test_what_a_pattern_matches_holds_one_of_its_signs(pattern: Pattern) -> None:
    expression, chance = re.compile(pattern._pattern, pattern._flags), random.Random(pattern._pattern)
    nodes = list(parser.parse(pattern._pattern, pattern._flags))
    texts = {written(nodes, pattern._flags, chance) for _ in range(200)}
    matched = [text for text in texts if expression.search(text)]
    assert matched
    assert not [text for text in matched if not pattern.has_sign(text)]


def test_once_compiled_an_expression_is_called_itself() -> None:
    found = Pattern(r"ferry", signs="ferry")
    assert found.search("the harbour") is None
    assert found.search("the ferry") is not None
    assert vars(found)["search"]("the ferry") is not None
