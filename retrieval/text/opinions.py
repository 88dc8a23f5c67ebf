"""Which articles argue for their author's view: what such a piece says, its author says."""

import re
from collections.abc import Iterable
from functools import cache

from retrieval.text.languages import DEFAULT, language


@cache
def _label(code: str) -> re.Pattern[str] | None:
    labels = language(code).lines("opinions", "labels")
    return re.compile(rf"(?:{'|'.join(map(re.escape, labels))})\b", re.I) if labels else None


def writer(author: str, code: str | None = None) -> str:
    """Return the name of an opinion piece's author without what a page puts around it.

    >>> writer("Opinion by Ana Brill"), writer("Ana Brill For Harbour Business"), writer("Columba Opin")
    ('Ana Brill', 'Ana Brill', 'Columba Opin')
    """
    label = _label(code or DEFAULT)
    found = label.match(author) if label else None
    name = re.sub(r"^\W*(?:by\b\s*)?", "", author[found.end() :], flags=re.I) if found else author
    return re.sub(r"\s+[Ff]or\s+[A-Z].*$", "", name).strip() or author


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
