"""Splitting text into sentences, as spans. sentencex does the work; its known misses in news are mended here."""

import itertools
import re

import sentencex

from retrieval.domain import Span

# sentencex ends a sentence after these; news does not: "10 a.m. Monday", "Ft. Worth", "J. Smith", "v. Wade".
_TIME = re.compile(r"\d\s?[ap]\.m\.\s*$", re.I)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"'“‘])(?:Ft|Mt|St|Ste|Pt|Gen|Lt|Col|Capt|Cmdr|Sgt|Maj|Adm|Rev|Hon|Sen|Rep|Gov|Pres|Supt|Det|Insp|Prof|Dr|Mr|Mrs|Ms|"
    r"vs?|No|Nos|Op|Art|Sec|Fig|Prop|Pct|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.\s*$"
)
_INITIAL = re.compile(r"(?:^|[\s(\[\"'“‘.-])[A-Z]\.\s*$")
# sentencex takes this for the abbreviation of "number" whatever follows
_NO = re.compile(r"(?<=\s)no\.[\"”’)]*\s+(?=[\"“‘(]?[A-Z])")
_DAY_OR_ZONE = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:E|C|M|P)[SD]?T\b|GMT\b|UTC\b|BST\b|CES?T\b|Eastern\b|Pacific\b|"
    r"(?:Jan|Febr)uary\b|March\b|April\b|May\b|June\b|July\b|August\b|(?:Septem|Octo|Novem|Decem)ber\b|[a-z(]"
)
_CAPITAL = re.compile(r"[.!?]\s+[^\W\d_a-z]")
_CAPITAL_INSIDE = re.compile(r"[a-z]+[A-Z]")
_BLANK_LINE = re.compile(r"\n\s*\n")
#: a quotation longer than this is split inside, so that one sentence never stands for a whole speech
_LONGEST = 500
_INSIDE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])")
#: an unbroken line of megabytes is taken in pieces, which keeps the splitter's time linear
_PIECE = 20_000


def split_sentences(text: str, start: int = 0, end: int | None = None, language: str = "en") -> list[Span]:
    """Return the sentences of text[start:end] as spans without surrounding white space, in order.

    A blank line always ends a sentence. Quotations stay whole up to 500 characters.
    """
    stop = len(text) if end is None else end
    spans: list[Span] = []
    for a, b in _pieces(text, start, stop):
        spans.extend(_split_piece(text, a, b, language))
    return spans


def _pieces(text: str, start: int, stop: int) -> list[Span]:
    """Cut at blank lines, and within what is still too long at the last white space before the limit."""
    cuts = [start, *(match.end() for match in _BLANK_LINE.finditer(text, start, stop)), stop]
    pieces: list[Span] = []
    for a, b in itertools.pairwise(cuts):
        while b - a > _PIECE:
            cut = text.rfind(" ", a + _PIECE // 2, a + _PIECE) + 1 or a + _PIECE
            pieces.append((a, cut))
            a = cut
        if a < b:
            pieces.append((a, b))
    return pieces


def _split_piece(text: str, start: int, stop: int, language: str) -> list[Span]:
    piece = text[start:stop]
    if not piece.strip():
        return []
    ends = [b["end_index"] for b in sentencex.get_sentence_boundaries(language, piece)]
    if " no." in piece:
        ends = sorted({*ends, *(match.end() for match in _NO.finditer(piece))})
    spans: list[Span] = []
    has_capitals = _CAPITAL.search(piece) is not None
    a = 0
    for number, b in enumerate(ends):
        before, after = piece[max(a, b - 12) : b], piece[b : b + 12]
        if number + 1 < len(ends) and (_is_false_end(before, after) or (has_capitals and _goes_on(before, after))):
            continue
        spans.extend(_trimmed(text, start + x, start + y) for x, y in _shorten(piece, a, b))
        a = b
    if piece[a:].strip():
        spans.append(_trimmed(text, start + a, stop))
    return [s for s in spans if s[0] < s[1]]


def _is_false_end(before: str, after: str) -> bool:
    if not before.rstrip().endswith("."):
        return False
    if _TIME.search(before):
        return _DAY_OR_ZONE.match(after) is not None
    return bool(_ABBREVIATION.search(before) or _INITIAL.search(before)) and after[:1].isalnum()


def _goes_on(before: str, after: str) -> bool:
    """A small letter after a space does not begin a sentence ("E! series", "D-Va. said"), but "iPhone" may."""
    return (
        after[:1].islower() and before[-1:].isspace() and "\n" not in before[-3:] and not _CAPITAL_INSIDE.match(after)
    )


def _shorten(piece: str, a: int, b: int) -> list[Span]:
    if b - a <= _LONGEST:
        return [(a, b)]
    cuts = [a, *(m.end() for m in _INSIDE.finditer(piece, a, b)), b]
    return list(itertools.pairwise(cuts))


def _trimmed(text: str, a: int, b: int) -> Span:
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    return a, b
