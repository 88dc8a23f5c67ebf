"""The agency that lines about an article name: alone, beside the outlet or the place, in the byline or the desk's mark."""

import re
from collections.abc import Sequence

from retrieval.text.agencies import AGENCIES, AGENCY, agency_in
from retrieval.text.languages.page_words import page_words

_AGENCY_LINE = re.compile(r"[(\[]\s*(?P<name>[A-Z][\w.& ]{1,40}?)\s*[)\]]")
_AGENCY_AND_DATE = re.compile(
    r"(?:\d+ comments?)?(?:print)?(?: ?e-?mail)?\s*(?P<name>[A-Z][\w.& ]{1,30}?),\s+(?=[A-Z][a-z]+\.? \d)", re.I
)
#: "Marn (AFP) – 11/06/2031"
_AGENCY_LAST = re.compile(rf"(?:source|quelle|fuente|fonte|источник)\s*:\s*(?P<name>{AGENCIES})$", re.I)
_AGENCY_BEHIND_PLACE = re.compile(rf"[^\W\d_][^|()]{{1,30}} \| (?P<name>{AGENCIES})", re.I)
_AGENCY_BRACKETED = re.compile(rf"\((?P<name>{AGENCIES})\)")
#: "Source: Xinhua", "Von: dpa", "Le Monde avec AFP", "Redazione ANSA", "AP"
_AGENCY_NAMED = re.compile(
    rf"(?:(?:source|quelle|fuente|fonte|источник|来源|來源|redazione|agenzia|agencia|agence|agentur|{page_words('by')}|from)"
    rf"\s{{0,12}}[:：]?\s{{0,12}}|(?:.{{2,30}}\s)?(?:with|avec|mit|con|com|met|med|und|et|and|y|e|"
    rf"/)\s{{1,12}})?(?:the )?(?P<name>{AGENCIES})"
    rf"(?: staff|(?:, | (?:et|and|und|y|e|och|og|en|и) )(?:{AGENCIES})){{0,3}}\s{{0,12}}(?:$|[|,–—-])", re.I,
)  # fmt: skip
#: letters of a name that is set in capitals anywhere
_ACRONYM = 4
#: these are agencies in datelines, elsewhere outlets
_OUTLETS = frozenset(("BBC", "CNN", "CNN Business"))


#: the last words of agencies' names
_LAST = frozenset(name.replace("\\", "").rsplit(" ", 1)[-1].casefold() for name in AGENCIES.split("|")) | {"staff"}
_SHORT = 60


def names_agency_alone(text: str) -> bool:
    """Tell "(Reuters)", "[AP]", "EFE", "The Bell with AFP" from other lines."""
    if len(text) > _SHORT or not (
        text.endswith((")", "]")) or text.rstrip(" |,–—-").rsplit(" ", 1)[-1].casefold() in _LAST
    ):
        return False
    if (shared := _AGENCY_NAMED.fullmatch(text)) is not None and " " in text:
        return shared["name"] not in _OUTLETS
    if _AGENCY_BEHIND_PLACE.fullmatch(text) is not None:
        return True
    return _AGENCY_LINE.fullmatch(text) is not None or (AGENCY.fullmatch(text) is not None and text not in _OUTLETS)


def agency(lines: Sequence[str]) -> str | None:
    """Return the agency that the lines about an article name."""
    for text in lines:
        text = text.strip()
        match = _AGENCY_LINE.fullmatch(text) or _AGENCY_AND_DATE.match(text)
        if match and (match.re is _AGENCY_LINE or AGENCY.fullmatch(match["name"]) or match["name"].isupper()):
            return match["name"].strip()
        match = _AGENCY_LAST.search(text) if len(text) < 80 else None
        if match and match["name"] not in _OUTLETS:
            return match["name"]
        match = _AGENCY_BEHIND_PLACE.fullmatch(text)
        if match and match["name"] not in _OUTLETS:
            return (
                match["name"].capitalize()
                if match["name"].isupper() and len(match["name"]) > _ACRONYM
                else match["name"]
            )
        match = _AGENCY_BRACKETED.search(text) if len(text) < 80 and any(map(str.isdigit, text)) else None
        if match and match["name"] not in _OUTLETS:
            return match["name"]
        match = _AGENCY_NAMED.match(text) if len(text) < 80 else None
        if match and match["name"] not in _OUTLETS:
            return match["name"]
    return None


def agency_of_desk(text: str) -> str | None:
    """Return the agency in a desk's mark: "abe/dpa"."""
    return next((found for part in re.split("[/-]", text) if (found := agency_in(part))), None)
