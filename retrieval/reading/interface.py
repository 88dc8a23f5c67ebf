"""What every encoder does: texts in, vectors out. Nothing else in the program knows what model that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A text as vectors of length 1: `pooled` for the whole, shape [d], and `tokens` for each of its tokens, shape [n, d].

    What the encoder itself puts around a text counts for the whole and is not among the tokens. There is always one: for a
    text without any it is the mark of its beginning. The first `heading` of them belong to the lines above the text's last one:
    a headline that a sentence is read below. At least one token belongs to the last line.
    """

    pooled: Floats
    tokens: Floats
    heading: int = 0


class Encoder(Protocol):
    """Turns texts into vectors that can be compared. A text gets the same vectors whatever it is encoded beside.

    Questions and sentences are encoded apart, since models want them marked differently; a caller gives the bare text.
    Safe to share between threads.
    """

    @property
    def identity(self) -> str:
        """Return what names the model's vectors: two encoders of one identity give the same vectors for a text."""
        ...

    @property
    def dimensions(self) -> int:
        """Return d, the length of every vector."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the vectors of each question."""
        ...

    def encode_sentences(self, texts: Sequence[str], until: float | None = None) -> list[Encoded | None]:
        """Return the vectors of each text, in order, None for those not reached by `until` (`time.monotonic`, seconds).

        Texts are read in the order given, so the most promising come first.
        """
        ...
