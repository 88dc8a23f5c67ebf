"""Where sentences end in a paragraph with quotation marks: never inside them, and not before who asked or shouted."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from retrieval.domain import Span
from retrieval.quotations.lexicon import SUBJECT, WORD, Lexicon
from retrieval.quotations.marks import Marked
from retrieval.text.sentences import ends_sentence

_BOUNDARY = re.compile(
    # one set of characters first, which lets the search skip everything else
    r"[.!?…\n](?:(?<!\n)[\"”’'»)\]“‘«›]*\s+(?=[\"“‘„‚«»'`(\[—–-]{0,3}\s?[\[($£€¥]{0,2}[^\W\d_a-z]|[\"“‘„«'`]{0,2}[$£€¥]?\d"
    r"|[\"“„«](?:…|\.\.\.))|(?<=\n)\s*\n\s*)"
)
_SPACED_CLOSER = re.compile(r"»\s{1,12}(?=[^\W\d_a-z])")
_LAST_WORD = re.compile(r"[\w.]*$")
_OPENING = ("“", '"', "„", "«")
_DASHES = ("-", "–", "—", "―")
#: no sentence has more characters
_LONGEST = 4000
#: an abbreviation has fewer characters
_LONGEST_ABBREVIATION = 8


def sentence_spans(text: str, start: int, end: int, marked: Sequence[Marked], lexicon: Lexicon) -> list[Span]:
    """Return the sentences of a paragraph; none ends inside quotation marks."""
    spans: list[Span] = []
    at = start
    for cut in _cuts(text, start, end, marked, lexicon):
        if cut < 0:
            cut = -cut
            if text[cut : cut + 1] in _DASHES:
                continue
            if text[at:cut].rstrip(" \n\"”’»'")[-1:] in "?!" and _goes_on(text, cut, end, lexicon):
                continue
        if text[at:cut].strip():
            spans.append((at, cut))
        at = cut
    if text[at:end].strip():
        spans.append((at, end))
    if end - start > _LONGEST and any(b - a > _LONGEST for a, b in spans):
        return [piece for a, b in spans for piece in _pieces(text, a, b, marked)]
    return spans


def _cuts(text: str, start: int, end: int, marked: Sequence[Marked], lexicon: Lexicon) -> list[int]:
    """Return where a paragraph may be cut; below zero where the stop is the last thing inside quotation marks."""
    cuts: list[int] = []
    opens = [piece.start for piece in marked]
    for stop in _BOUNDARY.finditer(text, start, end):
        at = stop.start()
        if (
            text[at] == "."
            and text[stop.end() : stop.end() + 1] not in _OPENING
            and _abbreviated(text, start, at, lexicon)
        ):
            continue
        n = bisect_left(opens, at + 1) - 1
        if n >= 0 and at < marked[n].end:
            # the stop is inside; it ends the sentence around only when it is the last thing inside
            behind = _SPACED_CLOSER.match(text, stop.end())
            if behind and behind.end() > marked[n].end == stop.end() + 1:
                cuts.append(-behind.end())  # « Non. » Le maire …
            if marked[n].end > stop.end() or marked[n].end - at > 3:
                continue
            cuts.append(-stop.end())
        else:
            cuts.append(stop.end())
    return cuts


def _pieces(text: str, start: int, end: int, marked: Sequence[Marked]) -> list[Span]:
    """Cut what is too long to be a sentence between words, so that the work on it stays in step with its length."""
    found: list[Span] = []
    ends = [piece.end for piece in marked]
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST) + 1 or start + _LONGEST
        n = bisect_right(ends, cut)
        if n < len(ends) and marked[n].start < cut:
            cut = ends[n]
        found.append((start, min(cut, end)))
        start = cut
    if start < end:
        found.append((start, end))
    return found


def _goes_on(text: str, at: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether words of attribution follow a quotation that ends with a full stop or question mark: “Why?” Smith asked."""
    words = text[at : min(end, at + 130)].split()[:13]
    for number, word in enumerate(words):
        low = word.lower().strip(",.:;")
        if number == 0 and lexicon.tags.get(low) == SUBJECT:
            return False
        if word[0].islower() and (low in lexicon.marked or (low in lexicon.bases and lexicon.tags[low] in "VS")):
            following = words[number + 1 : number + 2]
            return (number > 0 or text[at].islower()) and following != ["that"]
        if word[-1] in ".;:!?" and not (len(word) < 6 and low in lexicon.abbreviations):
            return False
        tag = lexicon.tags.get(low, WORD)
        if tag in "vXxshmb" or (tag == "i" and number == 0):
            return False
    return False


def _abbreviated(text: str, start: int, at: int, lexicon: Lexicon) -> bool:
    last = text[max(start, at - _LONGEST_ABBREVIATION) : at].rpartition(" ")[2]
    if len(last) > 1 and last.isalpha() and last.lower() not in lexicon.abbreviations:
        return False  # a word like any other
    ends = ends_sentence(text, at)
    if ends is not None:
        return not ends
    head = text[max(start, at - 8) : at]
    word = _LAST_WORD.search(head).group()  # type: ignore[union-attr]
    if len(word) == 1 and word.isalpha():
        return word.isupper() and word != "I"
    if word.lower() in ("no", "nos"):
        return text[at + 1 : at + 3].strip().isdigit()
    return word.lower() in lexicon.abbreviations and (len(head) < 8 or len(word) < 8)
