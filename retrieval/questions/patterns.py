"""Patterns that are compiled when they are first used: compiling them all would take longer than answering a question."""

import re
from collections.abc import Callable, Iterator

#: the words that ask, as alternatives of a pattern
ASKING = "who|whom|whose|what|which|when|where|why|how"
_CALLED = ("match", "search", "finditer", "findall", "fullmatch", "sub")


class Pattern:
    r"""A regular expression that is compiled on first use: with `signs`, on the first text in which one of these stands.

    A sign is a part of a word without which the expression cannot match. They spare the compiling to whoever asks one question;
    whoever asks a second will ask more, and looking for signs in each would take longer than matching.

    >>> Pattern(r"\bferr(?:y|ies)\b").search("two ferries").span()
    (4, 11)
    """

    def __init__(self, pattern: str, flags: int = 0, signs: str = "") -> None:
        self._pattern, self._flags = pattern, flags
        self._signs = tuple(signs.split())
        self._spared = False

    def has_sign(self, text: str) -> bool:
        """Tell whether one of the signs stands in the text, in any case."""
        lower = text.lower()
        return any(sign in lower for sign in self._signs)

    def _cannot(self, text: str) -> bool:
        """Tell whether the expression need not be compiled for a text, which is so of the first without a sign."""
        if self._spared or not self._signs or self.has_sign(text):
            return False
        self._spared = True
        return True

    def _ready(self) -> "re.Pattern[str]":
        """Compile the expression; every later call goes straight to it."""
        compiled = re.compile(self._pattern, self._flags)
        vars(self).update({name: getattr(compiled, name) for name in _CALLED})
        return compiled

    def match(self, text: str, start: int = 0) -> "re.Match[str] | None":
        """Match at the start of the text, or at a place in it."""
        return None if self._cannot(text) else self._ready().match(text, start)

    def search(self, text: str) -> "re.Match[str] | None":
        """Find the first match."""
        return None if self._cannot(text) else self._ready().search(text)

    def finditer(self, text: str) -> "Iterator[re.Match[str]]":
        """Yield every match."""
        return iter(()) if self._cannot(text) else self._ready().finditer(text)

    def findall(self, text: str) -> list[str]:
        """Find every match."""
        return [] if self._cannot(text) else self._ready().findall(text)

    def fullmatch(self, text: str) -> "re.Match[str] | None":
        """Match the whole text."""
        return None if self._cannot(text) else self._ready().fullmatch(text)

    def sub(self, replacement: "str | Callable[[re.Match[str]], str]", text: str, count: int = 0) -> str:
        """Replace matches."""
        return text if self._cannot(text) else self._ready().sub(replacement, text, count)
