"""Which articles argue for their author's view: what such a piece says, its author says."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from retrieval.text.languages import DEFAULT, language

#: letters of "and" in most languages, at most
_LONGEST_AND = 3
_NAME_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


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


def writers(authors: Sequence[str], code: str | None = None) -> tuple[str, ...]:
    """Return who wrote an opinion piece, everybody once: a name that only joins those of others ("A B", "A", "B") goes.

    >>> writers(["Ana Brill Bo Renn", "Opinion by Ana Brill", "Bo Renn", "ana brill"])
    ('Ana Brill', 'Bo Renn')
    """
    names: dict[str, str] = {}
    for author in authors:
        name = writer(author, code)
        names.setdefault(name.casefold(), name)
    return tuple(name for low, name in names.items() if not _joins(low, names.keys() - {low}))


def _joins(name: str, others: Iterable[str]) -> bool:
    """Tell whether a name is made of several others, with nothing but a short word ("and") between two of them."""
    left, count = f" {' '.join(_NAME_WORD.findall(name))} ", 0
    for other in sorted(others, key=len, reverse=True):
        words = f" {' '.join(_NAME_WORD.findall(other))} "
        if words in left:
            left, count = left.replace(words, "  ", 1), count + 1
    between = left.split()
    return count > 1 and len(between) < count and all(len(word) <= _LONGEST_AND for word in between)


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


def opinion_by(
    articles: Iterable[tuple[str | None, Sequence[str], Sequence[str], str | None]],
) -> list[tuple[str, ...]]:
    """Return who argues for their own view in each article, given as headline, section, authors and language.

    >>> opinion_by([("Opinion: No harbour", ("News",), ("Ana Brill",), "en"), ("No harbour", (), ("Bo Renn",), "en")])
    [('Ana Brill',), ()]
    """
    return [
        writers(authors, code) if is_opinion(headline, section, code) else ()
        for headline, section, authors, code in articles
    ]
