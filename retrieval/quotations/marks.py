"""Quotation marks: which stretches of a paragraph stand between them, with broken pairs mended.

Every style that news uses is read: curly, straight and single marks, « », „ “, » «. Only the outermost pair counts; what
stands in marks inside marks belongs to the quotation around it.
"""

import re
from dataclasses import dataclass

from retrieval.domain import Span

#: every character that may open or close; single marks only where they are no apostrophe
_MARK = re.compile(
    # one set of characters first and the conditions behind it, which lets the search skip everything else
    r"[\"“”„‟«»‹›‘‚’'`](?:(?<=[\"“”„‟«»‹›])|(?<=')'(?!')|(?<=`)`|(?<=’)’|(?<=‘)‘"
    r"|(?<=[‘‚'])(?<![\w.,!?…].)(?!\d\ds?\b|[nN]\b|[tT](?:is|was)?\b|em\b)(?=[\w\[“\"…$£€])"
    r"|(?<=[‘’'])(?<=[\w.,!?…\]”\"].)(?!\w))",
    re.S,
)
_SINGLE = frozenset("‘‚'’‹›")
_CLOSERS = {
    "“": '”"’’',
    '"': '"”“',
    "„": '“”"‟',
    "‟": '”"',
    "«": "»",
    "»": "«",
    "‘": "’'",
    "‚": "‘’",
    "'": "'’",
    "‹": "›",
    "›": "‹",
    "``": "''\"’’",
    "‘‘": "’’''\"",
    "’’": "’’''",
    "''": "''\"",
    "”": '”"',
}
_SENTENCE_END = re.compile(r"[.!?…][\"”’]?\s")
_ANY = re.compile("[\"“”„‟«»‘’'‹›`]")
_LETTER = re.compile(r"[^\W_]")
_QUOTE = re.compile(r"(?<!\d)\"")
#: an unclosed mark in a paragraph longer than this closes at the first end of a sentence
_LONGEST = 3000
#: between single marks fewer characters are a letter left out: rock 'n' roll
_SHORTEST_SINGLE = 3


@dataclass(slots=True)
class Marked:
    """Words between quotation marks: the span with its marks, and without them.

    `open` says that the paragraph ended before a closing mark came (the next one may reopen it).
    """

    start: int
    end: int
    inner: Span
    open: bool = False


def has_marks(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] holds any character that can be a quotation mark.

    >>> has_marks("“We won,” she said.", 0, 19)
    True
    >>> has_marks("We won.", 0, 7)
    False
    """
    return _ANY.search(text, start, end) is not None


def marked_spans(text: str, start: int, end: int, carried: bool = False) -> list[Marked]:
    """Return what stands between quotation marks in the paragraph text[start:end], in order, never overlapping.

    With `carried`, the paragraph before ended inside a quotation without closing it.

    >>> text = "“We won,” she said, “and they lost.”"
    >>> [text[slice(*marked.inner)] for marked in marked_spans(text, 0, len(text))]
    ['We won,', 'and they lost.']
    """
    marks = list(_MARK.finditer(text, start, end))
    found: list[Marked] = []
    k = 0
    while k < len(marks):
        k = _take(text, start, end, marks, k, found, carried)
    return [piece for piece in found if _LETTER.search(text, *piece.inner)]


def _take(
    text: str, start: int, end: int, marks: list[re.Match[str]], k: int, found: list[Marked], carried: bool
) -> int:
    """Read the pair that begins at mark `k`; return the number of the next mark to look at."""
    mark = marks[k]
    sign, at = mark.group(), mark.start()
    floor = found[-1].end if found else start
    if sign in _SINGLE:
        return _take_single(text, marks, k, found)
    if _inches(text, at, sign, floor):
        return k + 1
    if at and text[at - 1] == "=":
        return k + 2
    if not _can_open(text, at, mark.end(), sign, start, end):
        _open_before(text, mark, start if carried and not found else floor, found)
        return k + 1
    return _close(text, marks, k, found, end)


def _open_before(text: str, mark: re.Match[str], floor: int, found: list[Marked]) -> None:
    """Mend a closing mark that nothing opened: what stands before it in its sentence was said."""
    if found and mark.group() == '"':
        return
    begin = _sentence_start(text, floor, mark.start())
    if text[begin : mark.start()].strip():
        found.append(Marked(begin, mark.end(), (begin, mark.start())))


def _close(text: str, marks: list[re.Match[str]], k: int, found: list[Marked], end: int) -> int:
    """Find the mark that closes mark `k`; return the number of the next mark to look at."""
    mark = marks[k]
    sign = mark.group()
    closers = _CLOSERS[sign]
    depth = 0
    for n in range(k + 1, len(marks)):
        other = marks[n]
        closing = other.group()
        if closing in _SINGLE:
            continue
        wrong = closing == sign == "“" and _only_closes(text, other.start(), end)
        if closing == sign and sign != '"' and sign not in closers and not wrong:
            if not _nested(marks, n, sign, closers):
                return _mend(text, mark, other.start(), found, n)
            depth += 1
        elif closing in closers or wrong:
            if closing == '"' == sign and _only_opens(text, other.start(), end) and n + 1 < len(marks):
                return _mend(text, mark, other.start(), found, n)
            if depth:
                depth -= 1
                continue
            found.append(Marked(mark.start(), other.end(), (mark.end(), other.start())))
            return n + 1
    return _unclosed(text, mark, end, found, len(marks))


def _take_single(text: str, marks: list[re.Match[str]], k: int, found: list[Marked]) -> int:
    """Single marks count where an opening one has a closing one that is no apostrophe."""
    mark = marks[k]
    sign = mark.group()
    if sign not in "‘‚'‹" or not text[mark.end() : mark.end() + 1].strip():
        return k + 1
    if mark.start() and text[mark.start() - 1].isalnum():
        return k + 1
    best = None
    for n in range(k + 1, min(len(marks), k + 40)):
        other = marks[n]
        closing = other.group()
        if closing not in _SINGLE:
            if closing in '“"' and best is None:
                continue
            continue
        if closing not in _CLOSERS[sign]:
            break
        if text[other.start() - 1] in ".,!?…" or not (text[other.start() - 1] == "s" and best is None):
            best = n
            break
        best = n
    if best is None:
        return k + 1
    other = marks[best]
    if other.start() - mark.end() < _SHORTEST_SINGLE:
        return best + 1
    if "\n" in text[mark.start() : other.start()] and other.start() - mark.start() > _LONGEST:
        return k + 1
    found.append(Marked(mark.start(), other.end(), (mark.end(), other.start())))
    return best + 1


def _inches(text: str, at: int, sign: str, floor: int) -> bool:
    return (
        sign in "\"”''" and at > floor and text[at - 1].isdigit() and not _QUOTE.search(text, max(floor, at - 300), at)
    )


def _can_open(text: str, at: int, after: int, sign: str, start: int, end: int) -> bool:
    if sign in ("“", "„", "«", "``", "‟", "‘‘"):
        return True
    follows = after < end and not text[after].isspace()
    if sign == "»":
        return follows and (at == start or not text[at - 1].isalnum())
    if sign == "”":
        return follows and text[after].isalnum() and (at == start or text[at - 1].isspace())
    return (
        follows
        and (at == start or not text[at - 1].isalnum() or text[at - 1] in "—–")
        and not (text[at - 1 : at] in (",", ".", "!", "?") and not text[after].isalnum())
    )


def _only_opens(text: str, at: int, end: int) -> bool:
    """Say whether a straight mark stands where only an opening one does: after a space, before a word."""
    return text[at - 1].isspace() and at + 1 < end and text[at + 1].isalnum()


def _only_closes(text: str, at: int, end: int) -> bool:
    """Say whether a mark stands where only a closing one does: after a word or stop, before a space."""
    return not text[at - 1].isspace() and (at + 1 >= end or text[at + 1].isspace() or text[at + 1] in ",.;:)")


def _nested(marks: list[re.Match[str]], n: int, sign: str, closers: str) -> bool:
    """Say whether the pair opened at mark `n` closes, and the one around it too, before a third one opens."""
    closed = 0
    for other in marks[n + 1 : n + 20]:
        if other.group() == sign:
            return False
        if other.group() in closers:
            closed += 1
            if closed == 2:
                return True
    return False


def _mend(text: str, mark: re.Match[str], before: int, found: list[Marked], n: int) -> int:
    """Close at the end of the first sentence what the next opening mark shows to be unclosed."""
    stop = _SENTENCE_END.search(text, mark.end(), before)
    close = stop.end() - 1 if stop else before
    while close > mark.end() and text[close - 1].isspace():
        close -= 1
    if close > mark.end():
        found.append(Marked(mark.start(), close, (mark.end(), close)))
    return n


def _unclosed(text: str, mark: re.Match[str], end: int, found: list[Marked], total: int) -> int:
    """Keep the rest of the paragraph, which the next paragraph may carry on."""
    close = end
    if end - mark.end() > _LONGEST:
        stop = _SENTENCE_END.search(text, mark.end(), end)
        close = stop.end() - 1 if stop else mark.end()
    while close > mark.end() and text[close - 1].isspace():
        close -= 1
    if close > mark.end() and any(c.isalnum() for c in text[mark.end() : min(close, mark.end() + 200)]):
        found.append(Marked(mark.start(), close, (mark.end(), close), open=True))
    return total


def _sentence_start(text: str, floor: int, at: int) -> int:
    begin = floor
    for stop in _SENTENCE_END.finditer(text, max(floor, at - 1000), at):
        if text[stop.end() : at].strip():
            begin = stop.end()
    while begin < at and (text[begin].isspace() or text[begin] in ".,;:"):
        begin += 1
    return begin
