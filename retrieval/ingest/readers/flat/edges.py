"""What stands at the edges of an article's paragraphs without being any: end marks, teasers, notes, lines below a headline."""

import re
from dataclasses import replace

from retrieval.domain import BlockKind
from retrieval.ingest.readers.page import Part
from retrieval.text.captions import without_end_mark
from retrieval.text.datelines import dateline_of
from retrieval.text.scripts import DENSE

ENDS_A_SENTENCE = re.compile(r"[.!?…:。！？।؟][\"'”’“»«›‹)\]]*(?:\s\([^()]{3,60}\))?\s*$")
#: a report has so many paragraphs, notes so many and so many words
_REPORT, _NOTES = 3, (2, 50)
#: of the paragraphs of a report, such a share ends as sentences do
MOSTLY = 0.75
#: a teaser that breaks off has so many words at least
TEASER = 10
#: what is set below a headline without a full stop has so many words at most
_LONGEST_TITLE = 25


def drop_end_mark(parts: list[Part]) -> None:
    """Take off the mark that agencies set behind the last paragraph."""
    for number in range(len(parts) - 1, -1, -1):
        if parts[number].kind is BlockKind.PARAGRAPH:
            parts[number] = replace(parts[number], text=without_end_mark(parts[number].text))
            return


def drop_teasers(parts: list[Part], related: list[str]) -> None:
    """Move two or more last paragraphs that break off to the related ones, where those before them end as sentences do."""
    cut = len(parts)
    while cut and not ENDS_A_SENTENCE.search(parts[cut - 1].text) and len(parts[cut - 1].text.split()) >= TEASER:
        cut -= 1
    if len(parts) - cut >= 2 and cut >= 2 and all(ENDS_A_SENTENCE.search(part.text) for part in parts[cut - 2 : cut]):
        related.extend(part.text for part in parts[cut:])
        del parts[cut:]


def drop_notes(parts: list[Part], rule: int) -> None:
    """Drop the few words below the last rule of a report: corrections, and who helped with it."""
    below = parts[rule:]
    if rule > _REPORT and len(below) <= _NOTES[0] and sum(len(part.text.split()) for part in below) <= _NOTES[1]:
        del parts[rule:]


def drop_last_titles(parts: list[Part]) -> None:
    """Drop one or two last lines that end as no sentence does: a subheading has something below it.

    Where such lines are more than a few, as in tables and poems, they stay.
    """
    texts = [part.text for part in parts if part.kind is BlockKind.PARAGRAPH]
    ended = [ENDS_A_SENTENCE.search(text) is not None for text in texts]
    if len(texts) <= _REPORT or sum(ended) < MOSTLY * len(texts) or any(DENSE.search(text) for text in texts[-2:]):
        return
    while len(parts) > 1 and parts[-1].kind is BlockKind.PARAGRAPH and not _is_whole(parts[-1].text):
        if len(parts[-1].text.split()) > TEASER:
            return
        parts.pop()


def _is_whole(text: str) -> bool:
    """Tell a sentence, or a remark in round brackets with figures: "($1 = 9.56 crowns)"."""
    return ENDS_A_SENTENCE.search(text) is not None or (
        text.startswith("(") and text.endswith(")") and any(map(str.isdigit, text))
    )


def drop_first_titles(parts: list[Part]) -> None:
    """Drop a first line that ends as no sentence does, where the others do: what is set below a headline."""
    texts = [part.text for part in parts if part.kind is BlockKind.PARAGRAPH]
    ended = sum(ENDS_A_SENTENCE.search(text) is not None for text in texts)
    first = parts[0].text if parts and parts[0].kind is BlockKind.PARAGRAPH else ""
    if len(texts) <= _REPORT or ended < MOSTLY * len(texts) or not first[-1:].isalnum() or DENSE.search(first):
        return
    if len(first.split()) <= _LONGEST_TITLE and dateline_of(first) is None:
        del parts[0]
