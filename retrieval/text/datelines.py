"""The dateline that opens a news report: where it was written and by which agency ("KIEV (Reuters) - …")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_AGENCIES = (
    "Xinhua|Reuters|Associated Press|AP|AFP|Agence France[- ]Presse|dpa|DPA|UPI|IANS|PTI|ANI|TASS|ITAR-TASS|"
    "RIA Novosti|Interfax|"
    "Kyodo|Kyodo News|Jiji|Yonhap|Bernama|Anadolu|Bloomberg|EFE|ANSA|APA|ANP|PA|PA Media|AAP|CNA|UNI|MENA|WAM|CNN|BBC|"
    "CNN Business|EUROPE PRESS|PRNewswire|PR Newswire|GLOBE NEWSWIRE|Business Wire|BUSINESS WIRE"
)
#: news agencies and wires, as datelines and bylines write them
AGENCY = re.compile(rf"(?:{_AGENCIES})(?![\w])")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|\d{{1,2}}\.?\s+[^\W\d_]{{3,10}})"
_CAPITALISED = rf"(?!(?:{_AGENCIES}|{_MONTH})(?!\w))[^\W\d_a-z][\w.'’-]*"
_PLACE = rf"{_CAPITALISED}(?:(?:[ /]|, )(?:{_CAPITALISED}|de|du|del|di|la|le|al|el|of|the|on|am|an|der|upon|sur|and))*"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})"
    rf"(?:,?\s+{_DATE})?"
    rf"\s*(?:\(\s*(?P<agency>[^()\n]{{2,40}})\s*\)|,?\s+(?P<bare>CNN Business|CNN|AP|AFP|Reuters))?"
    rf"(?P<mark>\s*(?:[—–:]|--+|-(?=\s))\s*|\s+(?=[^\W\d_a-z]|[\"“])|(?<=\))(?=[^\W\d_a-z]))",
)
_BARE_AGENCY = re.compile(rf"\(?(?P<agency>{_AGENCIES})\)?\s*(?:[—–]|--|-(?=\s)|(?<=\)))\s*")
_TURN = re.compile(r"[^\W\d_a-z]{2,}(?:[ .][^\W\d_a-z]+){0,3}:\s")
#: what stands in capitals before a colon and is not a place
_LABEL_WORDS = """
what where when who why how breaking update updated exclusive opinion analysis watch read more related note correction today
video photos live alert latest new review interview comment editorial warning spoiler question answer fact claim verdict
"""
_LABELS = frozenset(_LABEL_WORDS.split())
#: a dateline is short; a sentence that happens to hold a colon or a dash is not one
LONGEST_DATELINE = 60


@dataclass(frozen=True, slots=True)
class Dateline:
    """`length` characters of the paragraph are the dateline with what sets it off; the report begins after them."""

    place: str | None
    agency: str | None
    length: int


def dateline_of(paragraph: str) -> Dateline | None:
    """Return the dateline that the paragraph starts with, None where there is none.

    A place counts in capitals ("CORFU: "), with its agency ("New Delhi, March 23 (IANS) ") or before a dash
    ("Beirut, Lebanon CNN — "). "Question: what now" and "He - or she" are none.

    >>> dateline_of("PORT ELLARY: The ferry was late.")
    Dateline(place='PORT ELLARY', agency=None, length=13)
    >>> dateline_of("Brannock, March 3 (Reuters) - The ferry was late.").agency
    'Reuters'
    >>> dateline_of("Question: what now?")
    """
    head = paragraph[:160]
    bare = _BARE_AGENCY.match(head)
    if bare and bare.end() < len(paragraph):
        return Dateline(None, bare["agency"], bare.end())
    match = _DATELINE.match(head)
    if not match or match.end() > 2 * LONGEST_DATELINE or len(match["place"]) > LONGEST_DATELINE:
        return None
    place, agency, mark = match["place"], match["agency"] or match["bare"], match["mark"].strip()
    if agency and not (AGENCY.fullmatch(agency) or agency[:1].isupper()):
        return None
    if not (_is_in_capitals(place) and mark) and not (agency and (mark or AGENCY.fullmatch(agency))):
        return None
    if place.lower() in _LABELS or (mark == ":" and place.split()[0].lower() in _LABELS):
        return None
    if not paragraph[match.end() : match.end() + 1].strip():
        return None
    return Dateline(place, agency, match.end())


def _is_in_capitals(place: str) -> bool:
    """ "BEIRUT, Lebanon" counts: the city is in capitals, what follows the comma need not be."""
    city = place.split(",")[0]
    letters = [c for c in city if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters) and len(city.split()) <= 4


def dateline_alone(text: str) -> Dateline | None:
    r"""Return the dateline that stands on the first line by itself, set off by a dash: "Velmora CNN —".

    >>> dateline_alone("Velmora CNN —\nThe ferry was late.").place
    'Velmora'
    """
    line = text[: 2 * LONGEST_DATELINE].lstrip().split("\n", 1)[0].rstrip()
    return dateline_of(f"{line} A") if line.endswith(("—", "–")) else None


def dateline_among(paragraphs: Sequence[str]) -> Dateline | None:
    """Return the dateline of the first paragraph; in a transcript, where others begin with a name and a colon too, none.

    >>> dateline_among(["BRILL: We won.", "RENN: We lost."])
    """
    found = dateline_of(paragraphs[0]) if paragraphs else None
    if found is None or found.agency or not paragraphs[0][: found.length].rstrip().endswith(":"):
        return found
    turns = sum(_TURN.match(paragraph) is not None for paragraph in paragraphs[1:12])
    return None if turns else found
