"""Attribution inside a quotation, and speech that a dash opens: “…, a dit X, …”, «…, — сказал X, — …», "—… —dijo X—. …".

Both become stretches of speech as quotation marks give them, with the words of attribution between.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.quotations.lexicon import Lexicon, lexicon
from retrieval.quotations.marks import Marked

_DASHES = "—–―-"
_LETTER = re.compile(r"[^\W_]")
#: a dash that sets something off: a long one, or a short one between spaces
_DASH = re.compile(r"\s{0,12}[—–―]|(?<=\s)-(?=\s)")
_COMMA_OR_STOP = re.compile(r"[,.!?]\s")
_AFTER_DASH = re.compile(r"[.,;:!?…]*\s*")
#: words of attribution between two commas are no longer than this, in characters
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What opens words of attribution: after a dash, after a comma inside marks, after the stop of a speech."""

    dash: re.Pattern[str]
    comma: re.Pattern[str]
    stop: re.Pattern[str]


def spoken_spans(text: str, start: int, end: int, marked: Sequence[Marked], words: Lexicon) -> list[Marked]:
    """Return the stretches of speech of the paragraph text[start:end], of which `marked` stand between quotation marks."""
    forms = words.constructions
    if forms.dash_dialogue and text[start] in _DASHES and not marked:
        return _dialogue(text, start, end, words)
    if not forms.interpolated:
        return list(marked)
    return [part for piece in marked for part in _parted(text, piece, words)]


def _parted(text: str, piece: Marked, words: Lexicon) -> list[Marked]:
    """Take the words of attribution out of a quotation that goes on around them."""
    patterns, (first, last) = _patterns(words.language), piece.inner
    opening = patterns.dash.search(text, first, last)
    if opening:
        closing = _DASH.search(text, opening.end(), last)
        return _around(text, piece, opening.start(), _AFTER_DASH.match(text, closing.end()).end() if closing else last)  # type: ignore[union-attr]
    opening = patterns.comma.search(text, first, last) if "," in words.constructions.interpolated else None
    if not opening:
        return [piece]
    closing = _COMMA_OR_STOP.search(text, opening.end(), min(last, opening.end() + _LONGEST))
    if closing is None and last - opening.end() > _LONGEST:
        return [piece]
    return _around(text, piece, opening.start(), closing.end() if closing else last)


def _around(text: str, piece: Marked, opens: int, closes: int) -> list[Marked]:
    while closes < piece.inner[1] and text[closes].isspace():
        closes += 1
    found = [Marked(piece.start, opens, (piece.inner[0], opens))]
    if closes < piece.inner[1]:
        found.append(Marked(closes, piece.end, (closes, piece.inner[1]), piece.open))
    return [part for part in found if _LETTER.search(text, *part.inner)]


def _dialogue(text: str, start: int, end: int, words: Lexicon) -> list[Marked]:
    """Read a paragraph that a dash opens as speech, where words of attribution show that it is one and no list."""
    patterns, first = _patterns(words.language), start + 1
    while first < end and text[first].isspace():
        first += 1
    opening = patterns.dash.search(text, first, end) or patterns.stop.search(text, first, end)
    if not opening:
        return []
    closing = _DASH.search(text, opening.end(), end)
    whole = Marked(start, end, (first, end))
    return _around(text, whole, opening.start(), _AFTER_DASH.match(text, closing.end()).end() if closing else end)  # type: ignore[union-attr]


@lru_cache(maxsize=16)
def _patterns(language: str) -> _Patterns:
    words = lexicon(language)
    assert words is not None
    tags = words.tags
    verbs = _any(word for word in words.bases if tags[word] in "VS")
    present = _any(word for word in words.bases if tags[word] == "S")
    helpers = _any(word for word, tag in tags.items() if tag in "xX")
    light = _any(word.rstrip("'") for word, tag in tags.items() if tag == "a" and len(word) < 4)
    before = _any(word for word, tag in tags.items() if tag in "dP")
    pronouns = _any(words.constructions.enclitics)
    gap, joint = r"(?:\s{1,12}|[’'])", r"-(?:t-)?"
    subject = rf"(?=\s{{1,12}}(?:(?:{before})(?:(?<=')|\b)|[^\W\d_a-z]))(?<=\w)"
    lead = rf"(?:(?:{light}){gap})?"
    joined = rf"(?:{helpers}){joint}(?:{pronouns})\s{{1,12}}(?:{verbs})\b|(?:{verbs}){joint}(?:{pronouns})\b"
    finite = rf"{lead}(?:(?:{helpers})\s{{1,12}}(?:{verbs})|(?:{present}))\b{subject}"
    told = rf"{lead}(?:(?:{helpers})\s{{1,12}})?(?:{verbs})\b"
    return _Patterns(
        dash=re.compile(rf"\s{{0,12}}[—–―]\s?(?={joined}|{told})|(?<=\s)-\s(?={joined}|{told})"),
        comma=re.compile(rf",\s(?={joined}|{finite})"),
        stop=re.compile(rf"(?<=[?!…,»])\s(?={joined}|{told}{subject})"),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"
