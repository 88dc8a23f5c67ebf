"""Which articles argue for their author's view: what such a piece says, its author says."""

import re
from collections.abc import Iterable
from functools import cache

from retrieval.text.languages import DEFAULT, language


@cache
def _label(code: str) -> re.Pattern[str] | None:
    labels = language(code).lines("opinions", "labels")
    return re.compile(rf"(?:{'|'.join(map(re.escape, labels))})\b", re.I) if labels else None


def is_opinion(headline: str | None, sections: Iterable[str] = (), code: str | None = None) -> bool:
    """Tell whether an article is an opinion piece, by the label before its headline or by its section.

    >>> is_opinion("Opinion: Close the harbour"), is_opinion("Opinion on the harbour is divided")
    (True, False)
    >>> is_opinion("Schließt den Hafen", ["Meinung"], "de")
    True
    """
    label = _label(code or DEFAULT)
    if label is None:
        return False
    if any(label.fullmatch(section.strip()) for section in sections):
        return True
    found = label.match(headline or "")
    return found is not None and re.match(r"\s*[:|：]|\s+[-–—]\s", (headline or "")[found.end() :]) is not None
