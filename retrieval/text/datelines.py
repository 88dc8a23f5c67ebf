"""The dateline that opens a news report: where it was written and by which agency ("KIEV (Reuters) - …")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.text.agencies import AGENCIES, AGENCY, agency_in
from retrieval.text.languages import DEFAULT, language
from retrieval.text.languages.calendar import alternatives, full, months, short

__all__ = [
    "AGENCY",
    "LONGEST_DATELINE",
    "Dateline",
    "dateline_alone",
    "dateline_among",
    "dateline_of",
    "place_before_date",
]

_CAPITAL = r"(?:(?![a-zß-öø-ÿα-ωа-ѿąćęłńśźżčšžřěůđ])[^\W\d_])"
#: agencies that stand in a dateline without brackets
_BARE = r"CNN Business|CNN|AP|AFP|Reuters|INTERFAX\.RU|INTERFAX|Интерфакс|ИНТЕРФАКС|РИА Новости|ТАСС|EFE|ANSA|dpa"
_BARE_AGENCY = re.compile(
    rf"\(?(?P<agency>{AGENCIES})(?:/[\w/]{{1,12}})?\)?\s{{0,12}}(?:[—–]|--|-(?=\s)|(?<=\)))\s{{0,12}}"
)
#: scripts that are written without spaces: "新华社柏林5月14日电（记者李明）", "【東京共同】", "(서울=연합뉴스) 홍길동 기자 = "
_UNSPACED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:据)?(?P<agency>{AGENCIES})(?P<place>[^\W\d]{{1,12}}?)(?:\d{{1,2}}月)?\d{{1,2}}日(?:电|電|讯|訊)"
        r"\s?(?:[（(](?:总社|總社)?(?:记者|記者)\s?(?P<names>[^（()）]{2,40})[)）])?\s{0,12}",
        rf"[【\[［](?P<place>[^\W\d]{{1,14}}?)[\s　]{{0,12}}(?:\d{{1,2}}月)?(?:[\d０-９]{{1,2}}日)?[\s　]{{0,12}}[=＝]?"
        rf"(?P<agency>{AGENCIES})[】\]］]\s{{0,12}}(?:-\s)?",
        rf"【(?:\d{{1,2}}月)?\d{{1,2}}日[\s　]{{0,12}}(?P<agency>{AGENCIES})】\s{{0,12}}",
        rf"\((?P<place>[^\W\d]{{1,12}})=(?P<agency>{AGENCIES})\)\s{{0,12}}(?:(?P<names>[^\W\d]{{2,4}}(?:\s[^\W\d]{{2,4}}){{0,3}})"
        r"\s기자\s{0,12})?=?\s{0,12}",
    )
)
_TURN = re.compile(r"[^\W\d_a-z]{2,}(?:[ .][^\W\d_a-z]+){0,3}:\s")
#: a dateline is short; a sentence that happens to hold a colon or a dash is not one
LONGEST_DATELINE = 60


@dataclass(frozen=True, slots=True)
class Dateline:
    """`length` characters of the paragraph are the dateline with what sets it off; the report begins after them.

    `authors` are reporters that the dateline names, as those of China and Korea do.
    """

    place: str | None
    agency: str | None
    length: int
    authors: tuple[str, ...] = ()


@cache
def _words(code: str, section: str, key: str) -> tuple[str, ...]:
    """Return the words of a language and of the default, whose forms foreign wires use."""
    return tuple(dict.fromkeys((*language(DEFAULT).words(section, key), *language(code).words(section, key))))


@cache
def _month(code: str) -> str:
    named = tuple(dict.fromkeys((*months(DEFAULT), *months(code))))
    return rf"(?:{alternatives(full(named))}|(?:{alternatives(short(named))})\.?)"


@cache
def _date(code: str) -> str:
    """Return the pattern of "May 14", "14 мая", "14. Mai 2024", "14 de mayo de 2024": mostly a number and a word."""
    month, of = _month(code), alternatives(_words(code, "dates", "of"))
    year = (
        rf"\d{{4}}(?:\s{{1,12}}(?:{alternatives(_words(code, 'dates', 'year'))})\.?)?"
        if _words(code, "dates", "year")
        else r"\d{4}"
    )
    return (
        rf"(?:{month}\s{{1,12}}\d{{1,2}}(?:,\s{{0,12}}\d{{4}})?|\d{{1,2}}(?:\.|º|er)?\s{{1,12}}(?:(?:{of})\s{{1,12}})?{month}(?:\s{{1,12}}(?:(?:{of})\s{{1,12}})?{year})?"
        r"|\d{1,2}\.\d{1,2}\.(?:\d{4})?|\d{1,2}(?:\.|º|er)?\s{1,12}(?:de\s{1,12})?[^\W\d_]{3,10}\.?(?:\s{1,12}(?:de\s{1,12})?\d{4})?)"
    )


@cache
def _place_pattern(code: str) -> str:
    capitalised = rf"(?!(?:{AGENCIES}|{_month(code)})(?!\w)){_CAPITAL}[\w.'’-]{{0,60}}"
    particle = rf"(?:{alternatives(_words(code, 'datelines', 'particles'))})(?!\w)"
    return (
        rf"{capitalised}(?:(?:[ /]|, )(?:{capitalised}|{particle})){{0,12}}"
        rf"(?:\s\((?:(?!{AGENCIES}){_CAPITAL}[^()\n]{{1,25}})\)(?=\s{{0,12}}\(|,?\s{{1,12}}\d|\s{{0,12}}[|]))?"
    )


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """Return the pattern of a dateline with the months of a language."""
    return re.compile(
        rf"(?P<place>{_place_pattern(code)})(?P<date>[,.]?\s{{1,12}}{_date(code)})?"
        rf"(?:\.?\s{{0,12}}\(\s{{0,12}}(?P<agency>[^()\n]{{2,40}})\s{{0,12}}\)|[.,]?\s{{0,12}}/\s{{0,12}}(?P<slashed>[^/\n]{{2,30}}?)\s{{0,12}}/|"
        rf"[,.]?\s{{1,12}}(?:[-–—]\s{{1,12}})?(?P<bare>{_BARE})(?!\w))?"
        r"(?P<mark>\s{0,12}(?:\.\s?[-–—]{1,60}|[—–:]|--{1,20}|-(?=\s))\s{0,12}|(?<=[/)])[.:]\s{1,12}|(?(bare)\.\s{1,12}|(?!))|"
        rf"\s{{1,12}}(?={_CAPITAL}|[\"“«])|(?<=\))(?={_CAPITAL}))"
    )


@cache
def _place_first(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<place>{_place_pattern(code)}(?: \([^()\n]{{2,25}}\))?)\s{{0,12}}(?:$|[-–—|]|,\s)")


def dateline_of(paragraph: str, language: str = DEFAULT) -> Dateline | None:
    """Return the dateline that the paragraph starts with, None where there is none.

    A place counts in capitals ("CORFU: "), with its agency ("New Delhi, March 23 (IANS) ") or with its country before a
    dash ("Beirut, Lebanon — "). "Question: what now" and "He - or she" are none.

    >>> dateline_of("PORT ELLARY: The ferry was late.").place
    'PORT ELLARY'
    >>> dateline_of("Brannock, March 3 (Reuters) - The ferry was late.").agency
    'Reuters'
    >>> dateline_of("Question: what now?")
    """
    head = paragraph[:160]
    bare = _BARE_AGENCY.match(head)
    if bare and bare.end() < len(paragraph):
        return _after_agency(paragraph, bare["agency"], bare.end(), language)
    match = _pattern(language).match(head)
    if not match or match.end() > 2 * LONGEST_DATELINE or len(match["place"]) > LONGEST_DATELINE:
        return _unspaced(head)
    agency = _agency(match)
    rest = paragraph[match.end() : match.end() + 1]
    if agency == "" or not _is_dateline(match, agency, language) or not rest.strip():
        return _unspaced(head)
    return Dateline(_place(match), agency, match.end())


def _place(match: re.Match[str]) -> str:
    """ "Москва. 14 мая": the full stop is the dateline's; "HAYWARD, Calif.": it is the place's."""
    place: str = match["place"]
    return place.rstrip(".") if "," not in place and (match["date"] or place.isupper()) else place


def _after_agency(paragraph: str, agency: str, start: int, code: str) -> Dateline:
    """ "(ANSA) - ROMA, 14 MAG - …": the agency stands first, and the place may follow it."""
    match = _pattern(code).match(paragraph, start, start + 120)
    if match and match["mark"].strip() in ("-", "–", "—", ".-") and paragraph[match.end() :].strip():
        place = _place(match)
        if match["date"] or _is_in_capitals(place):
            return Dateline(place, agency, match.end())
    return Dateline(None, agency, start)


def _agency(match: re.Match[str]) -> str | None:
    """Return the agency of a dateline, None where it gives none, "" where what stands in its place is no agency."""
    stated = match["agency"] or match["slashed"]
    if stated is None:
        return match["bare"]
    known = agency_in(stated) or (agency_in(stated.removeprefix("Корр. ")) if match["slashed"] else None)
    if known is not None:
        return known if match["slashed"] or re.search("[/,]", stated) else stated.strip()
    if (
        match["slashed"]
        and match["date"]
        and _is_in_capitals(match["place"].partition(",")[0])
        and stated[:1].isupper()
    ):
        return stated.strip()  # "MARN, Oct. 3, 2031 /Lanx Wire/ --"
    return stated.strip() if match["agency"] and stated[:1].isupper() else ""


def _is_dateline(match: re.Match[str], agency: str | None, code: str) -> bool:
    place, mark = match["place"], match["mark"].strip()
    labels = _words(code, "datelines", "labels")
    if place.lower() in labels or (mark == ":" and place.split()[0].lower() in labels):
        return False
    if agency:
        return bool(mark) or AGENCY.fullmatch(agency) is not None
    if _is_in_capitals(place):
        return bool(mark)
    rest = match.string[match.end() : match.end() + 1]
    return mark in ("–", "—") and 1 <= place.count(", ") <= 2 and len(place.split()) <= 6 and not rest.islower()


def _unspaced(head: str) -> Dateline | None:
    for pattern in _UNSPACED:
        match = pattern.match(head)
        if match and match.end() < len(head):
            said = match.groupdict()
            names = tuple(re.split(r"[\s、，,]+", said["names"].strip())) if said.get("names") else ()
            return Dateline(said.get("place"), said["agency"], match.end(), names)
    return None


def _is_in_capitals(place: str) -> bool:
    """ "BEIRUT, Lebanon" counts: the city is in capitals, what follows the comma need not be."""
    city = place.split(",")[0].split(" (")[0]
    letters = [c for c in city if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters) and len(city.split()) <= 4


def place_before_date(line: str, language: str = DEFAULT) -> str | None:
    """Return the place on a line above a report that holds nothing else, or its date: "Madrid - 14 May 2024", "Lagos | AFP".

    What is returned may be anything that is written with capitals: the caller knows whether the report names it.
    """
    match = _place_first(language).match(line)
    return match["place"].strip() if match and len(match["place"]) <= LONGEST_DATELINE else None


def dateline_alone(text: str, language: str = DEFAULT) -> Dateline | None:
    r"""Return the dateline that stands on the first line by itself, set off by a dash: "Velmora CNN —".

    >>> dateline_alone("Velmora CNN —\nThe ferry was late.").place
    'Velmora'
    """
    line = text[: 2 * LONGEST_DATELINE].lstrip().split("\n", 1)[0].rstrip()
    return dateline_of(f"{line} A", language) if line.endswith(("—", "–", ") -", ").-")) else None


def dateline_among(paragraphs: Sequence[str], language: str = DEFAULT) -> Dateline | None:
    """Return the dateline of the first paragraph; in a transcript, where others begin with a name and a colon too, none.

    >>> dateline_among(["BRILL: We won.", "RENN: We lost."])
    """
    found = dateline_of(paragraphs[0], language) if paragraphs else None
    if found is None or found.agency or not paragraphs[0][: found.length].rstrip().endswith(":"):
        return found
    turns = sum(_TURN.match(paragraph) is not None for paragraph in paragraphs[1:12])
    return None if turns else found
