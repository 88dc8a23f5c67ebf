"""The name of the outlet, where a flattened page states it: over the page, or in its copyright notice."""

import re
from collections.abc import Sequence

from retrieval.ingest.readers.dates import stated_time
from retrieval.ingest.readers.flat.lines import Line
from retrieval.text.datelines import AGENCY

#: a nameplate is one of the page's first lines
_REACH = 4
_NOUNS = (
    "advertiser|argus|bee|bugle|bulletin|chronicle|citizen|clarion|courier|dispatch|echo|enquirer|examiner|"
    "express|gazette|globe|guardian|herald|independent|inquirer|journal|ledger|mail|mercury|mirror|monitor|"
    "observer|pioneer|post|recorder|register|reporter|review|sentinel|spectator|standard|star|statesman|sun|"
    "telegraph|times|tribune|voice|zeitung|tagblatt|anzeiger|kurier"
)
#: a newspaper's name ends in such a noun; these others make one only with "The" before them
_NEWSPAPER = re.compile(rf".+ (?:{_NOUNS})|the .*(?:news|press|daily|weekly|record|leader|world)", re.I)
#: menus say "Contact the Post", "Your Sun"
_OF_MENUS = re.compile(
    r"(?:about|all|advertise|become|buy|contact|follow|get|join|latest|learn|more|my|our|read|see|sign|subscribe|support|"
    r"this|today|visit|welcome|why|your)\b", re.I
)  # fmt: skip
_NAME = r"(?:[A-Z0-9][\w'’.&-]{0,60})(?: (?:[A-Z0-9][\w'’.&-]{0,60}|of|the|and|for|&)){0,6}"
_NAMEPLATE = re.compile(_NAME)
_NOTICE = re.compile(
    rf"(?:copyright\s{{0,12}}(?:©|\(c\))?|©|ⓒ|\(c\))\s{{0,12}}(?:\d{{4}}(?:\s{{0,12}}[-–]\s{{0,12}}\d{{4}})?,?\s{{0,12}})?(?:by\s{{1,12}})?(?P<name>{_NAME})",
    re.I,
)
_COMPANY = re.compile(
    r"[,.]?\s{1,12}(?:inc|ltd|llc|plc|limited|gmbh|corp|corporation|company|co)\b.*|\s{0,12}\b(?:all rights|rights reserved).*",
    re.I,
)
_LONGEST = 60


def nameplate(lines: Sequence[Line], headline: int | None, end: int) -> tuple[str | None, int | None]:
    """Return the outlet's name and the number of the line it heads the page on, each None where the page does not say.

    `headline` is the number of the line above which a nameplate must stand; `end` that of the article's end.
    """
    seen = 0
    for number, line in enumerate(lines[: headline if headline is not None else _REACH * 3]):
        text = " ".join(line.text.split())
        if not text:
            continue
        seen += 1
        if seen > _REACH:
            break
        if _is_nameplate(text):
            return text, number
    for line in lines[end:]:
        name = _holder(line.text)
        if name:
            return name, None
    return None, None


def _is_nameplate(text: str) -> bool:
    return (
        len(text) < _LONGEST
        and 2 <= len(text.split()) <= 6
        and _NAMEPLATE.fullmatch(text) is not None
        and _is_newspaper(text)
        and stated_time(text) is None
    )


def _is_newspaper(name: str) -> bool:
    return _NEWSPAPER.fullmatch(name) is not None and _OF_MENUS.match(name) is None and not AGENCY.search(name)


def _holder(text: str) -> str | None:
    """Return the outlet that a copyright notice names: a newspaper's name, not a company's or a person's."""
    match = _NOTICE.search(text) if len(text) < 4 * _LONGEST else None
    if match is None:
        return None
    name = _COMPANY.sub("", match["name"]).strip(" .,")
    return name if _is_newspaper(name) else None
