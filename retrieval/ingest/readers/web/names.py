"""Names of authors out of what metadata and bylines say: one by one, without roles, addresses, markup and the outlet."""

import re
from collections.abc import Iterable, Iterator

from retrieval.ingest.readers.web.elements import bare
from retrieval.ingest.readers.web.signs import anywhere, beginning
from retrieval.text.datelines import AGENCY

_TAG = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"\(?\b[\w.+-]+@[\w-]+\.[\w.]+\)?|(?:https?:)?//\S+|\bwww\.\S+|(?<!\w)@\w+|\+?\(?\d[\d() .-]{6,}")
#: what parts names in every language; a dash, a bar or a dot sets off what is no name
_BETWEEN = re.compile(
    r"\s{0,12}[;、，;]\s{0,12}|\s{0,12},\s{1,12}(?!(?:Jr|Sr|MD|M\.D|PhD|Ph\.D|I{2,3})\b)|\s{0,12}(?:&|\+)\s{0,12}|\s{1,12}(?i:and|und|et|with)\s{1,12}|\s/\s|(?<=\w{3})/(?=\w{3})"
)
#: words that part names, and stand within some: they do where a full name is on either side
_MAYBE = re.compile(r"\s{1,12}(?:y|e|i|en|og|och|и|та|а также|ve|dan|và|и также|mit|con|avec|и)\s{1,12}", re.I)
_SET_OFF = re.compile(
    r"\s{1,12}(?:-|–|—|\||•|·|:)\s{1,12}|\s{0,12}[|•·]\s{0,12}|\s{0,12}[(\[].*|\s{1,12}(?:in|from|for|aus|à|für|pour|para)\s{1,12}(?=[^\W\d_a-z])|\s{1,12}(?i:foto|photos?|bild|text)\s?:.*"
)
#: "transport reporter Ada Lund": a role in small letters before a name
_ROLE_FIRST = re.compile(
    r"(?:[^\W\d_A-Z][\w'’-]*\s+){0,3}(?P<last>[^\W\d_A-Z][\w'’-]*)\s+(?=[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐŞİ])"
)
_LETTERS = re.compile(r"[^\W\d_]+")
#: "Karim B."
_INITIAL = re.compile(r"\w \w\.$")
_LOGIN = re.compile(r"[a-z0-9._-]+|.*\d.*")
_NO_WORD = re.compile(r"[^\w]+|unknown|none|null|undefined|n/a|anonymous|(?:guest |the )?(?:author|blogger|user)", re.I)
#: small words within names
_PARTICLES = frozenset(
    ("de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "las", "los", "el", "al", "van", "von",
     "der", "den", "ten", "ter", "te", "zu", "zum", "zur", "af", "av", "bin", "ibn", "bint", "ben", "e", "y", "i",
     "und", "d", "of")
)  # fmt: skip
#: a name has so many characters and words at most
_LONGEST, _WORDS = 60, 6
#: what is longer names nobody behind so many characters
_LONGEST_BYLINE = 1_000
_TITLES = re.compile(r"\b(?:Dr|Prof|Sir|Dame)\b\.?", re.I)


def author_names(stated: Iterable[str], outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names of persons, each once, in order.

    >>> author_names(["By Ada Lund and Bo Reyes, staff writers"])
    ('Ada Lund', 'Bo Reyes')
    >>> author_names(["Von Eva Rau und Jan Petz", "eva.rau@tollan.example"])
    ('Eva Rau', 'Jan Petz')
    >>> author_names(["The Tollan Bell"], ["The Tollan Bell"])
    ()
    """
    own = {bare(outlet) for outlet in outlets if outlet}
    names: dict[str, str] = {}
    for text in stated:
        found = [name for name in _parted(_plain(text[:_LONGEST_BYLINE])) if _is_name(name) and bare(name) not in own]
        # "Anna Rost und Jan Petz, Marn": behind whole names a word alone is a place
        placed = len(found) > 1 and " " in found[0] and " " not in found[-1] and found[-1].isascii()
        names.update(
            (bare(name), _titled(name)) for name in (found[:-1] if placed else found) if bare(name) not in names
        )
    return tuple(names.values())


def _titled(name: str) -> str:
    """Return a name set in capitals as names are written."""
    if not name.isupper() or " " not in name:
        return name
    return _LETTERS.sub(lambda word: word[0][:1] + word[0][1:].lower(), name)


def agencies_in(stated: Iterable[str]) -> str | None:
    """Return the first news agency among what a byline names, None where there is none."""
    parts = (
        part.strip(" .") for text in stated for part in _BETWEEN.split(_without_by(_plain(text[:_LONGEST_BYLINE])))
    )
    return next((part for part in parts if _is_agency(part)), None)


def is_byline(line: str) -> bool:
    """Tell a line that says by whom a story is, and nothing else: "By Ada Lund, Harrow correspondent"."""
    opened = beginning("byline", "before").match(line)
    return opened is not None and len(line) < 2 * _LONGEST and line[-1:] not in ".!?" and bool(author_names([line]))


def _plain(text: str) -> str:
    return " ".join(_ADDRESS.sub(" ; ", _TAG.sub(" ", text)).split())


def _without_by(text: str) -> str:
    for _ in range(2):
        match = beginning("byline", "before").match(text)
        if match is None or not (rest := text[match.end() :].lstrip(" :：|–—-")):
            break
        text = rest
    return text


def _without_role(text: str) -> str:
    role = _ROLE_FIRST.match(text)
    return text[role.end() :] if role and anywhere("byline", "roles").fullmatch(role["last"]) else text


def _parted(text: str) -> Iterator[str]:
    for part in _BETWEEN.split(_without_by(text)):
        part = part.strip()
        part = part[1:-1] if part.startswith("(") and part.endswith(")") else part
        name = _SET_OFF.split(_without_role(_without_by(part)))[0].lstrip(" .,:-–—*/").rstrip(" ,:-–—*/")
        name = name if _INITIAL.search(name) else name.rstrip(" .")
        pieces = _MAYBE.split(name)
        yield from pieces if len(pieces) > 1 and all(" " in piece.strip() for piece in pieces) else [name]


def _is_agency(name: str) -> bool:
    return AGENCY.fullmatch(name) is not None or (name.isupper() and AGENCY.fullmatch(name.title()) is not None)


def _is_name(name: str) -> bool:
    return (
        1 < len(name) <= _LONGEST
        and name.count(" ") < _WORDS
        and not (_LOGIN.fullmatch(name) or _NO_WORD.fullmatch(name) or _is_agency(name))
        and not anywhere("byline", "roles").search(name)
        and name[0].isalpha()
        and not _is_described(name)
        and not (name[0].islower() and name.count(" ") < 2 and not name.startswith(("d'", "d’")))
        and beginning("byline", "before").fullmatch(name) is None
    )


def _is_described(name: str) -> bool:
    """Tell "The Syrian defense ministries" from a name: articles and small words that are no particles are of no name."""
    words = name.split()
    small = [word for word in words if word[:1].islower() and word.casefold() not in _PARTICLES]
    return words[0].casefold() == "the" or (0 < len(small) < len(words) and "'" not in name and "’" not in name)
