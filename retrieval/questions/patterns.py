"""Patterns that are compiled when they are first used: compiling them all would take longer than answering a question."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Pattern:
    r"""A regular expression that is compiled on first use, and tried only where one of its `signs` stands in the text.

    >>> Pattern(r"\bferr(?:y|ies)\b").search("two ferries").span()
    (4, 11)
    """

    def __init__(self, pattern: str, flags: int = 0, signs: str = "") -> None:
        self._pattern, self._flags = pattern, flags
        self._signs = tuple(signs.split())

    @cached_property
    def _compiled(self) -> "re.Pattern[str]":
        return re.compile(self._pattern, self._flags)

    def _may(self, text: str) -> bool:
        if not self._signs:
            return True
        lower = text.lower()
        return any(sign in lower for sign in self._signs)

    def match(self, text: str, start: int = 0) -> "re.Match[str] | None":
        """Match at the start of the text, or at a place in it."""
        return self._compiled.match(text, start) if self._may(text) else None

    def search(self, text: str) -> "re.Match[str] | None":
        """Find the first match."""
        return self._compiled.search(text) if self._may(text) else None

    def finditer(self, text: str) -> "Iterator[re.Match[str]]":
        """Yield every match."""
        return self._compiled.finditer(text) if self._may(text) else iter(())

    def findall(self, text: str) -> list[str]:
        """Find every match."""
        return self._compiled.findall(text) if self._may(text) else []

    def fullmatch(self, text: str) -> "re.Match[str] | None":
        """Match the whole text."""
        return self._compiled.fullmatch(text) if self._may(text) else None

    def sub(self, replacement: "str | Callable[[re.Match[str]], str]", text: str, count: int = 0) -> str:
        """Replace matches."""
        return self._compiled.sub(replacement, text, count)
