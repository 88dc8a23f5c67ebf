"""Authors as feeds state them: names, addresses of mail with or without a name, several in one, in objects of any shape."""

import re
from collections.abc import Iterable, Iterator

from retrieval.ingest.readers.flat.bylines import people_in
from retrieval.text.cleaning import strip_controls

_MAIL = re.compile(r"[<(\[]?\s{0,9}(?:mailto:)?[^\s@<>()\[\]]{1,80}@[^\s@<>()\[\]]++\s*+[>)\]]?")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|\bwww\.\S+")
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_BY = re.compile(r"(?:by|von|por|par|di|door)\s+(?=(?-i:[^\W\d_a-z]))", re.I)
#: no name is longer, and no article has more authors
_LONGEST, _MOST = 200, 20


def names_of(stated: object, outlets: Iterable[str | None] = ()) -> tuple[str, ...]:
    """Return the names of authors in whatever states them: a string, an object with a name, or a list of such.

    Addresses, markup and the name of the outlet itself are left out, several names in one are taken apart.

    >>> names_of(["ana@bay.example (Ana Ruiz)", {"name": "Bo Lind and Eva Holm"}, "Bay Herald"], ["Bay Herald"])
    ('Ana Ruiz', 'Bo Lind', 'Eva Holm')
    """
    own = {outlet.casefold() for outlet in outlets if outlet}
    found = (name for text in _strings(stated) for name in _names_in(text))
    return tuple(dict.fromkeys(name for name in found if name.casefold() not in own))[:_MOST]


def _strings(stated: object, depth: int = 0) -> Iterator[str]:
    if isinstance(stated, str):
        yield stated
    elif isinstance(stated, dict):
        yield from _strings(stated.get("name"), depth + 1)
    elif isinstance(stated, list | tuple) and depth < 2:
        for one in stated[: 2 * _MOST]:
            yield from _strings(one, depth + 1)


def _names_in(stated: str) -> Iterator[str]:
    from html import unescape

    text = _TAG.sub(" ", unescape(stated[: 5 * _LONGEST]))
    text = _ADDRESS.sub(" ", _MAIL.sub(" ", text))
    text = _BY.sub("", " ".join(strip_controls(text).split()).strip(" ,;:|/-–—"))
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    if not any(map(str.isalpha, text)):
        return
    people = (
        people_in(re.sub(r"\s*/\s*", ", ", text))
        if re.search(r"[,;&/]|\s(?:and|und|y|e|et|og|och|ve|и)\s", text)
        else ()
    )
    if len(people) > 1:
        yield from people
    else:
        yield text[:_LONGEST]
