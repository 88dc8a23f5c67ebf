"""Headlines whose words all have capitals."""

#: words of so many letters have small letters in headlines too
_SHORT = 3
#: a heading in marks has so many words at most
_FEW = 8
_CLOSING, _STOPS = "”\"’'»", ".!?…,:;-–—"


def is_titled(line: str) -> bool:
    """Say whether every longer word of a line has a capital, as in some headlines.

    >>> is_titled("Mayor Brill Says Bridge Is Safe"), is_titled("Mayor Brill says the bridge is safe")
    (True, False)
    """
    words = [word for word in line.split() if len(word) > _SHORT]
    return len(words) > _SHORT and all(not word[0].islower() for word in words)


def is_heading(text: str, start: int, end: int) -> bool:
    """Say whether words in marks that are a line of their own are a heading: few, and without a stop.

    >>> is_heading("‘A broken promise’", 0, 18), is_heading("“I will not go.”", 0, 16)
    (True, False)
    """
    alone = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
    inner = text[start:end].rstrip(_CLOSING)
    closed, inner = len(inner) < end - start, inner.rstrip()  # "« Je reste. »"
    return alone and closed and inner[-1:] not in _STOPS and len(inner.split()) <= _FEW
