"""One character a letter: accents written as characters of their own are composed (NFC), and spans led back to the text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.domain import Span

_MARKS = r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_CLUSTER = re.compile(rf"[^\s{_MARKS}][{_MARKS}]+")


@dataclass(frozen=True, slots=True)
class Composed:
    """A text in composed form; `starts` holds for every character of it, and for its end, where it begins in the original."""

    text: str
    starts: Sequence[int]

    def original(self, span: Span) -> Span:
        """Return the span of the original text that a span of the composed one stands for."""
        return self.starts[span[0]], self.starts[span[1]]


def compose(text: str) -> Composed | None:
    """Return the text with composed letters, None where it has no others, as nearly every text.

    >>> compose("Zoe\\u0308 Tarn").text == "Zo\\u00eb Tarn"
    True
    >>> compose("Zo\\u00eb Tarn") is None
    True
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return None
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for cluster in _CLUSTER.finditer(text):
        begin, end = cluster.span()
        pieces.append(text[at:begin])
        starts.extend(range(at, begin))
        letter = unicodedata.normalize("NFC", cluster.group())
        pieces.append(letter)
        starts.extend([begin] * len(letter))
        at = end
    pieces.append(text[at:])
    starts.extend(range(at, len(text) + 1))
    return Composed("".join(pieces), starts)
