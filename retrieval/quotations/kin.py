"""Relatives: as whose a text brings somebody in: "his wife, Ann Smith", "Ann Smith, his wife", "Her widow, Ann"."""

import re

#: so many characters before a name, "his", "her" or somebody's possessive tells that a relative follows
_RELATIVES = 60
_KIN = re.compile(r"(?:\b(?:his|her|their|whose)|[’']s?)\s+(?:[\w-]+\s+){0,2}([a-z-]+),?\s+$")
_KIN_FIRST = re.compile(r"\b(?:His|Her|Their) (?:[\w-]{1,20} ){0,2}([a-z-]{2,20}),? $")
_KIN_AFTER = re.compile(
    r",\s(?:(?:his|her|their)|(?:[\w’'-]+\s){1,3}?[\w-]+[’']s?)\s(?:[\w-]+\s){0,2}?([a-z-]+)(?=[,.;]|$)"
)
_OWNER = re.compile(r"([^\W\d_a-z][\w-]{1,40})[’']s (?:[\w-]+ ){0,2}[a-z]+, $")


def kin_of(text: str, start: int, end: int) -> str:
    """Return as whose relative a mention comes in, "" for none: "wife" for "his wife, Ann Smith" and "Ann Smith, his wife"."""
    apposed = _KIN_AFTER.match(text, end) if text[end : end + 1] == "," else None
    return kin_before(text, start, end) or (apposed.group(1) if apposed else "")


def kin_before(text: str, start: int, end: int) -> str:
    """Return as whose relative the words before a mention bring it in: "wife" for "his wife, Ann Smith"."""
    behind = text[start - 2 : start - 1]
    if not (behind == "," or behind.islower()) or text[end : end + 2] in ("'s", "’s"):
        return ""
    before = text[start - _RELATIVES if start > _RELATIVES else 0 : start].lower()
    # spelt out: asked for nearly every name of a text
    if not (
        "'" in before or "’" in before or "his" in before or "her" in before or "their" in before or "whose" in before
    ):
        return ""
    led = _KIN.search(text, max(0, start - _RELATIVES), start)
    return led.group(1) if led else ""


def begun_as_kin(text: str, start: int) -> str:
    """Return as whose relative a sentence brings in who is named at `start`, "" for none: "widow" for "Her widow, Ann"."""
    behind = text[start - 2 : start - 1]
    if not (behind == "," or behind.islower()):
        return ""
    before = text[start - _RELATIVES if start > _RELATIVES else 0 : start]
    if not ("His " in before or "Her " in before or "Their " in before):
        return ""
    led = _KIN_FIRST.search(text, max(0, start - _RELATIVES), start)
    return led.group(1) if led else ""


def is_of_others(text: str, at: int, surname: str) -> bool:
    """Say whether a name at `at` comes in as the relative of somebody with another surname: "Ann Smith's son, Bo"."""
    if text[at - 2 : at] != ", ":
        return False
    owner = _OWNER.search(text, max(0, at - _RELATIVES), at)
    return owner is not None and owner.group(1).lower() != surname
