"""Texts that a pattern may be slow on, made from the pattern: long runs of what its own repetitions match."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: a character of each kind that patterns tell apart
_PROBES = "aAé中1 \n\t.,;:-_–'’\"“”()[]<>/@=&#|*»?!%+{}\\•年"
_ONE = {codes.ANY, codes.LITERAL, codes.NOT_LITERAL, codes.IN}
_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
#: what repeats less often is no run; so many characters of a class are tried
_WIDE, _OF_CLASS = 16, 8


@cache
def texts(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """Return pairs of what stands once and what is repeated behind it."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    found: dict[tuple[str, str], None] = {}
    for before, units in _repeats(list(parser.parse(source, pattern.flags & ~re.UNICODE)), pattern.flags, ""):
        for unit in units[:_OF_CLASS]:
            for pair in (
                ("", unit),
                (before, unit),
                ("", before + unit),
                ("", unit + unit + "\n"),
                ("", before + unit + " "),
            ):
                found.setdefault(pair)
    return list(found)


def _matched(node: tuple[Any, Any], flags: int) -> list[str]:
    """Return the probes that a node of one character matches; its own come first."""
    if node[0] is codes.LITERAL:
        return [chr(node[1])]
    own = [chr(value) for code, value in (node[1] if node[0] is codes.IN else [node]) if code is codes.LITERAL]
    matches = matcher_of(node, flags)
    return [probe for probe in dict.fromkeys([*own[:4], *_PROBES]) if matches(probe)]


def matcher_of(node: tuple[Any, Any], flags: int) -> Any:
    kind, value = node
    if kind is codes.ANY:
        return lambda probe: probe != "\n" or bool(flags & re.S)
    if kind in (codes.LITERAL, codes.NOT_LITERAL):
        return lambda probe: (probe == chr(value)) == (kind is codes.LITERAL)
    negated = any(code is codes.NEGATE for code, _ in value)
    return lambda probe: any(_is_in(probe, code, item) for code, item in value) != negated


def _is_in(probe: str, code: Any, item: Any) -> bool:
    if code is codes.LITERAL:
        return ord(probe) == item
    if code is codes.RANGE:
        return bool(item[0] <= ord(probe) <= item[1])
    if code is codes.CATEGORY:
        return re.match(f"\\{_CATEGORIES[item]}", probe) is not None
    return False


_CATEGORIES = {
    codes.CATEGORY_DIGIT: "d", codes.CATEGORY_NOT_DIGIT: "D", codes.CATEGORY_SPACE: "s", codes.CATEGORY_NOT_SPACE: "S",
    codes.CATEGORY_WORD: "w", codes.CATEGORY_NOT_WORD: "W",
}  # fmt: skip


def _sample(nodes: Iterable[tuple[Any, Any]], flags: int, *, last: bool = False) -> str:
    """Return a text that the nodes match, by their first alternatives or their last."""
    return "".join(_sample_of(kind, value, flags, last=last) for kind, value in nodes)


def _sample_of(kind: Any, value: Any, flags: int, *, last: bool) -> str:
    if kind in _ONE:
        return (_matched((kind, value), flags) or [""])[-1 if last else 0]
    if kind is codes.SUBPATTERN:
        return _sample(value[3], flags, last=last)
    if kind is codes.ATOMIC_GROUP:
        return _sample(value, flags, last=last)
    if kind is codes.BRANCH:
        return _sample(value[1][-1 if last else 0], flags, last=last)
    if kind in _REPEATS:
        return _sample(value[2], flags, last=last) * max(value[0], int(last))
    return ""


def _repeats(nodes: list[tuple[Any, Any]], flags: int, before: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands before each wide repetition, and what it may repeat."""
    ahead = before
    for kind, value in nodes:
        if kind in _REPEATS:
            item = list(value[2])
            if value[1] >= _WIDE:
                single = len(item) == 1 and item[0][0] in _ONE
                units = _matched(item[0], flags) if single else [_sample(item, flags), _sample(item, flags, last=True)]
                yield ahead, [unit for unit in units if unit]
            yield from _repeats(item, flags, ahead)
        for inner in _inside(kind, value):
            yield from _repeats(list(inner), flags, ahead)
        ahead += _sample_of(kind, value, flags, last=False)


def _inside(kind: Any, value: Any) -> list[Any]:
    if kind is codes.SUBPATTERN:
        return [value[3]]
    if kind is codes.ATOMIC_GROUP:
        return [value]
    if kind is codes.BRANCH:
        return list(value[1])
    return [value[1]] if kind in (codes.ASSERT, codes.ASSERT_NOT) else []
