"""From text as it came to text that may be kept: no control characters, and known which stretches are the article."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from retrieval.domain import Block, BlockKind, Span
from retrieval.text.captions import labels, split_credit
from retrieval.text.datelines import LONGEST_DATELINE
from retrieval.text.furniture import SIGNS, is_invitation_or_notice, is_label, is_link
from retrieval.text.joined_links import joined_links
from retrieval.text.notices import is_staff_line
from retrieval.text.scores import is_score
from retrieval.text.scripts import FOREIGN
from retrieval.text.sentences import is_ended

# C0 and C1 controls but tab and line ends; soft hyphens; zero-width characters, marks and overrides of direction; byte order
# marks; interlinear and tag characters; halves of surrogate pairs
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]+"
)
# joiners stay between letters of the scripts that spell with them (Arabic, the scripts of India), and in emoji made of several
_JOINED = "\u0600-\u06ff\u0900-\u0dff"
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINERS = re.compile(
    f"(?<![{_JOINED}{_EMOJI}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}{_EMOJI}])|"
    f"(?<=[{_EMOJI}])(?:\u200c[\u200c\u200d]*|\u200d[\u200c\u200d]+)"
)
_LINE_ENDS = re.compile("[\x0b\x0c\x85]")
# none of those: most texts hold nothing else, which is quicker to see
_NOT_PLAIN = re.compile("[^ -~\n\t\xa0-\xac\xae-\u024f\u2010-\u2027\u2030-\u205f]")


def strip_controls(text: str) -> str:
    r"""Return `text` without characters that are not seen: controls, zero-width characters, overrides of direction.

    >>> strip_controls("The\x00 quay\u200b at dawn")
    'The quay at dawn'
    """
    if _NOT_PLAIN.search(text) is None:
        return text
    text = _CONTROLS.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub("", text)
    return _LINE_ENDS.sub("\n", text)


_LINE = re.compile(r"[^\n]+")


def _least(signs: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return of `signs` those that hold no other one, which stand on the same lines, and those of them for English texts."""
    given = list(signs)
    least = tuple([sign for sign in given if not any(other != sign and other in sign for other in given)])
    return least, tuple([sign for sign in least if FOREIGN.search(sign) is None])


_SUSPECT = _least(SIGNS)


@cache
def _labels() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return _least(labels())


#: a subheading has so many words and characters at most
_HEADING_WORDS, _HEADING_LENGTH = 12, 100


def blocks_of(text: str, headline: str | None = None) -> tuple[Block, ...]:
    r"""Return the paragraphs, captions and subheadings of a news text, in order; what is in no block is furniture.

    Nothing is left out without a positive sign: a credit, an invitation, a label, a link to another story, or the
    headline repeated.

    >>> text = "The ferry was late on Friday, the harbour master said.\n\nNobody knew why."
    >>> [text[block.start : block.end] for block in blocks_of(text)]
    ['The ferry was late on Friday, the harbour master said.', 'Nobody knew why.']
    """
    lines = [match.span() for match in _LINE.finditer(text)]
    title = _bare(headline) if headline else None
    small = text.lower()
    plain = FOREIGN.search(small) is None
    suspects = _lines_with(_SUSPECT[plain], text, small, lines)
    labelled = _lines_with(_labels()[plain], text, small, lines)
    trimmed = [_trim(text, first, last) for first, last in lines]
    links = joined_links([text[start:end] for start, end in trimmed])
    kinds: list[tuple[BlockKind | None, int, int]] = []
    for number, (start, end) in enumerate(trimmed):
        if start < end:
            line, suspect = text[start:end], number in suspects
            kind = None if number in links else _kind(line, title, suspect=suspect, labelled=number in labelled)
            kinds.append((kind, start, end))
    return tuple(
        Block(BlockKind.HEADING if _is_heading(kinds, number, text) else kind, start, end)
        for number, (kind, start, end) in enumerate(kinds)
        if kind is not None
    )


def _lines_with(signs: Sequence[str], text: str, small: str, lines: Sequence[Span]) -> set[int]:
    """Return the numbers of the lines that hold one of `signs`, found in one go over the text in small letters."""
    if len(small) != len(text):  # a few letters of Turkish grow when made small
        return set(range(len(lines)))
    starts = [start for start, _ in lines]
    found: set[int] = set()
    for sign in signs:
        at = small.find(sign)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            found.add(number)
            at = small.find(sign, lines[number][1])
    return found


def _kind(line: str, title: str | None, *, suspect: bool, labelled: bool) -> BlockKind | None:
    if line.endswith(("—", "–")) and len(line) <= LONGEST_DATELINE:  # on a line of its own, above the report
        return None
    if title and len(line) <= len(title) + 40 and _bare(line) == title:
        return None
    if is_label(line) or is_link(line) or is_staff_line(line) or (suspect and is_invitation_or_notice(line)):
        return None
    credited = split_credit(line, may_be_labelled=labelled)
    if credited is not None:
        return BlockKind.CAPTION if credited[0] else None
    return BlockKind.PARAGRAPH


def _is_heading(kinds: list[tuple[BlockKind | None, int, int]], number: int, text: str) -> bool:
    """A short line without a full stop, alone between sentences; several in a row are a list, which is text."""
    kind, start, end = kinds[number]
    if kind is not BlockKind.PARAGRAPH or not _is_titular(text[start:end]):
        return False
    if number + 1 == len(kinds):
        return False
    _, after, stop = kinds[number + 1]
    before = kinds[number - 1] if number else None
    return not _is_titular(text[after:stop]) and not (
        before and before[0] is BlockKind.PARAGRAPH and _is_titular(text[before[1] : before[2]])
    )


def _is_titular(line: str) -> bool:
    """A few words and letters among them, no colon and no full stop; no score, which is told."""
    if len(line) >= _HEADING_LENGTH or len(line.split()) > _HEADING_WORDS or ":" in line:
        return False
    return any(map(str.isalpha, line)) and not is_ended(line) and not is_score(line)


def _bare(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().casefold()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
