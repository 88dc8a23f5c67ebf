"""A sentence as its tokens and one letter for each, which patterns of grammar are matched against."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.domain import Span
from retrieval.quotations.marks import Marked

#: tokens seen are remembered in lower case, those of so many characters are not worth it
_MEMORY, _LONG = 60_000, 60


class _Lowered(dict[str, str]):
    """The tokens seen so far in lower case, with straight apostrophes and without the space before them."""

    def __missing__(self, piece: str) -> str:
        low = piece.lstrip().lower()
        if "’" in low:
            low = low.replace("’", "'")
        if len(piece) > _LONG:
            return low
        if len(self) > _MEMORY:
            self.clear()
        self[piece] = low
        return low


_LOWERED = _Lowered()


@dataclass(slots=True)
class Sentence:
    """A sentence of `text`: its tokens, a letter each in `tags`, and which of them are words in marks.

    A token has in `pieces` the space before it as well, so that the pieces follow each other without a gap, and ends in the
    text where `ends` says.
    """

    text: str
    tags: str
    pieces: list[str]
    ends: list[int]
    marked: Sequence[Marked]
    quoted: list[int]

    def word(self, token: int) -> str:
        """Return a token in lower case, with straight apostrophes."""
        return _LOWERED[self.pieces[token]]

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of text that the tokens from `start` up to `end` cover."""
        return self.ends[start] - len(self.pieces[start].lstrip()), self.ends[end - 1]

    def inner(self, token: int) -> Span:
        """Return what words in marks say, without the marks."""
        start = self.span(token, token + 1)[0]
        return next(piece.inner for piece in self.marked if piece.start == start)
