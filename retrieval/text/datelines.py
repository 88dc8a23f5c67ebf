"""The dateline that opens a news report: where it was written and by which agency ("KIEV (Reuters) - …")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.text.languages import DEFAULT, language
from retrieval.text.languages.calendar import alternatives, full, months, short

_AGENCIES = (
    "Xinhua|Reuters|Associated Press|AP|AFP|Agence France[- ]Presse|dpa|DPA|UPI|IANS|PTI|ANI|TASS|ITAR-TASS|"
    "RIA Novosti|Interfax|"
    "Kyodo|Kyodo News|Jiji|Yonhap|Bernama|Anadolu|Bloomberg|EFE|ANSA|APA|ANP|PA|PA Media|AAP|CNA|UNI|MENA|WAM|CNN|BBC|"
    "CNN Business|EUROPE PRESS|PRNewswire|PR Newswire|GLOBE NEWSWIRE|Business Wire|BUSINESS WIRE"
)
#: news agencies and wires, as datelines and bylines write them
AGENCY = re.compile(rf"(?:{_AGENCIES})(?![\w])")
_BARE_AGENCY = re.compile(rf"\(?(?P<agency>{_AGENCIES})\)?\s*(?:[—–]|--|-(?=\s)|(?<=\)))\s*")
_TURN = re.compile(r"[^\W\d_a-z]{2,}(?:[ .][^\W\d_a-z]+){0,3}:\s")
#: a dateline is short; a sentence that happens to hold a colon or a dash is not one
LONGEST_DATELINE = 60


@dataclass(frozen=True, slots=True)
class Dateline:
    """`length` characters of the paragraph are the dateline with what sets it off; the report begins after them."""

    place: str | None
    agency: str | None
    length: int


@cache
def _words(code: str, section: str, key: str) -> tuple[str, ...]:
    """Return the words of a language and of the default, whose forms foreign wires use."""
    return tuple(dict.fromkeys((*language(DEFAULT).words(section, key), *language(code).words(section, key))))


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """Return the pattern of a dateline with the months of a language."""
    named = tuple(dict.fromkeys((*months(DEFAULT), *months(code))))
    month = rf"(?:{alternatives(full(named))}|(?:{alternatives(short(named))})\.?)"
    of = alternatives(_words(code, "dates", "of"))
    date = (
        rf"(?:{month}\s+\d{{1,2}}(?:,\s*\d{{4}})?|\d{{1,2}}\.?\s+(?:(?:{of})\s+)?{month}(?:\s+\d{{4}})?"
        r"|\d{1,2}\.?\s+[^\W\d_]{3,10})"
    )
    capitalised = rf"(?!(?:{_AGENCIES}|{month})(?!\w))[^\W\d_a-z][\w.'’-]*"
    particles = alternatives(_words(code, "datelines", "particles"))
    return re.compile(
        rf"(?P<place>{capitalised}(?:(?:[ /]|, )(?:{capitalised}|{particles}))*)"
        rf"(?:,?\s+{date})?"
        rf"\s*(?:\(\s*(?P<agency>[^()\n]{{2,40}})\s*\)|,?\s+(?P<bare>CNN Business|CNN|AP|AFP|Reuters))?"
        rf"(?P<mark>\s*(?:[—–:]|--+|-(?=\s))\s*|\s+(?=[^\W\d_a-z]|[\"“])|(?<=\))(?=[^\W\d_a-z]))",
    )


def dateline_of(paragraph: str, language: str = DEFAULT) -> Dateline | None:
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
    match = _pattern(language).match(head)
    if not match or match.end() > 2 * LONGEST_DATELINE or len(match["place"]) > LONGEST_DATELINE:
        return None
    place, agency, mark = match["place"], match["agency"] or match["bare"], match["mark"].strip()
    if agency and not (AGENCY.fullmatch(agency) or agency[:1].isupper()):
        return None
    if not (_is_in_capitals(place) and mark) and not (agency and (mark or AGENCY.fullmatch(agency))):
        return None
    labels = _words(language, "datelines", "labels")
    if place.lower() in labels or (mark == ":" and place.split()[0].lower() in labels):
        return None
    if not paragraph[match.end() : match.end() + 1].strip():
        return None
    return Dateline(place, agency, match.end())


def _is_in_capitals(place: str) -> bool:
    """ "BEIRUT, Lebanon" counts: the city is in capitals, what follows the comma need not be."""
    city = place.split(",")[0]
    letters = [c for c in city if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters) and len(city.split()) <= 4


def dateline_alone(text: str, language: str = DEFAULT) -> Dateline | None:
    r"""Return the dateline that stands on the first line by itself, set off by a dash: "Velmora CNN —".

    >>> dateline_alone("Velmora CNN —\nThe ferry was late.").place
    'Velmora'
    """
    line = text[: 2 * LONGEST_DATELINE].lstrip().split("\n", 1)[0].rstrip()
    return dateline_of(f"{line} A", language) if line.endswith(("—", "–")) else None


def dateline_among(paragraphs: Sequence[str], language: str = DEFAULT) -> Dateline | None:
    """Return the dateline of the first paragraph; in a transcript, where others begin with a name and a colon too, none.

    >>> dateline_among(["BRILL: We won.", "RENN: We lost."])
    """
    found = dateline_of(paragraphs[0], language) if paragraphs else None
    if found is None or found.agency or not paragraphs[0][: found.length].rstrip().endswith(":"):
        return found
    turns = sum(_TURN.match(paragraph) is not None for paragraph in paragraphs[1:12])
    return None if turns else found
