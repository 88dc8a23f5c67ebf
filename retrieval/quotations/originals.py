"""Quotations that were found in a composed text, led back to the text as it is written."""

from bisect import bisect_left
from dataclasses import replace
from typing import Any

from retrieval.domain import Block, Quotation, joined
from retrieval.text.composition import Composed


def placed(block: Block, composed: Composed) -> Block:
    """Return a block of the original where it stands in the composed text."""
    starts = composed.starts
    return replace(block, start=bisect_left(starts, block.start), end=bisect_left(starts, block.end))


def in_original(text: str, one: Quotation, composed: Composed) -> Quotation:
    """Return a quotation with the spans and words of the original text; names stay composed."""

    def mention(start: int, end: int) -> dict[str, Any]:
        a, b = composed.original((start, end))
        return {"text": text[a:b], "start": a, "end": b}

    fragments = tuple(composed.original(span) for span in one.fragments)
    return replace(
        one,
        fragments=fragments,
        text=joined(text, fragments),
        speaker=one.speaker and replace(one.speaker, **mention(one.speaker.start, one.speaker.end)),
        cue=one.cue and replace(one.cue, **mention(one.cue.start, one.cue.end)),
    )
