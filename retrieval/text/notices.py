"""Notices in small print: copyright, corrections, commissions, cookies, terms of use. Positive signs only."""

import re
from collections.abc import Sequence


def any_of(*alternatives: str) -> str:
    """Return a pattern that matches what one of these does."""
    return "(?:" + "|".join(alternatives) + ")"


_NOTICE = re.compile(
    r"\W{0,20}"
    + any_of(
        r"(?:copyright\b|©|\(c\)\s{0,12}\d{4}|ⓒ).*",
        r"(?:the )?(?:associated press|reuters|afp) contributed to this (?:report|story)\.?",
        r"contribut(?:ing|ors?|ed):.{2,200}|(?:from|by) (?:.{0,40}\b)?(?:staff|wire)(?:,? and (?:wire|"
        r"staff))? (?:reports?|services?)\.?",
        r"from .{0,40}\bnetwork and wire reports\.?",
        r"(?:a )?version of this (?:story|article|report) (?:appears|appeared|ran) in (?:print|the)\b.*",
        r"privacy notice:.*|.{3,120}\bcontributed (?:reporting|research)\b.{0,80}",
        r"this (?:story|article|report|post|headline)(?: and headline)? (?:has been|have been|was) (?:updated|"
        r"corrected)"
        r"\b(?: (?:with|to|throughout|on)\b.{0,160})?\.?|"
        r"this story (?:is developing|will be updated)\b.{0,80}",
        r"the following content (?:has been|was|is) (?:published|provided) by .{2,80}|"
        r".{2,80}\bwas not involved in the creation of .{2,80}",
        r"(?:this )?(?:material|story|article|content|report) may not be (?:published|reproduced).*",
        r"(?:editor['’]?s['’]?|editors['’]?) note:?.{0,400}\b(?:newsletter|opinions expressed|sign up|"
        r"views expressed|podcast).*",
        r"(?:the )?(?:views|opinions) expressed\b.*|read more opinion\b.*",
        r"(?:prices|products|deals?)\b.{0,80}\b(?:at the time (?:of|this)|independently (?:chosen|selected)|"
        r"subject to change).*",
        r"our fact[- ]check (?:work|sources?)\b.{0,80}|thank you for (?:supporting|reading|subscribing|"
        r"signing|visiting)\b.*",
        r"(?:if you wish to object|we will use the (?:details|information)"
        r"|by (?:signing up|submitting|clicking|subscribing|entering|registering|continuing))\b.*",
        r"(?:accept|manage|reject)(?: all)? cookies.*",
        r"(?:this (?:site|form) is protected by recaptcha|protected by recaptcha).*",
        r"(?:please )?(?:enable|turn on) javascript.*|"
        r"your browser (?:does not|doesn['’]t) support.*",
        r"(?:we (?:noticed|see) you['’]re using|please (?:disable|turn off))\b.{0,30}\bad[- ]?block.*",
        r"this (?:video|content|feature) (?:is not|isn['’]t|cannot|can['’]t)\b.{0,80}|"
        r"(?:an )?error (?:has )?occurred.{0,60}",
        r"invalid email.{0,40}|(?:enter )?your e-?mail(?: address)?.{0,40}|e-?mail address\W{0,20}",
        r"subscribers? only.{0,40}",
        r"(?:are|were|have) you (?:been )?(?:affected|involved|in the area)\b[^?]{0,80}\?.{0,200}",
        r"(?:please )?(?:share|tell us|send us|send) your (?:experiences?|stor(?:y|ies)|views|photos|pictures)\b.{0,200}",
        r"please include (?:a|your) (?:contact|phone|telephone)\b.{0,120}",
    ),
    re.I | re.S,
)
#: notices known by words further on, which are looked for first
_NOTICES_INSIDE = tuple(
    (words, re.compile(rf"\W{{0,20}}(?:{pattern})", re.I | re.S))
    for words, pattern in (
        (("all rights reserved",), r".{0,200}\ball rights reserved\b.*"),
        (("©",), r".{0,80}©\s{0,12}(?:copyright\s{0,12})?\d{4}.*"),
        (
            ("contribute",),
            r".{3,160}\b(?:contributed|helped contribute) to this (?:report|story|article|piece|post|"
            r"fact check)\.?.{0,120}",
        ),
        (("click here",), r".{0,160}\bclick here\W{0,20}"),
        (("opinion",), r".{0,200}\bopinions? (?:on|at) [a-z]{1,60}\.?"),
        (("commission",), r".{0,120}\b(?:may|might|could) (?:earn|receive|make)\b.{0,30}\bcommissions?\b.*"),
        (("recommendations are",), r".{0,80}\brecommendations are independently\b.*"),
        (("content partner",), r".{0,60}is an? .{0,40}content partner\b.*"),
        (
            ("cookies",),
            r".{0,60}\b(?:we|this (?:site|website|page))\b.{0,30}\b(?:uses? cookies|serve cookies)\b.*",
        ),
        (
            ("terms of", "privacy"),
            r".{0,80}\b(?:terms of (?:use|service)|privacy (?:policy|notice))\b[^.]{0,60}\.?\s{0,12}",
        ),
        (("javascript",), r".{0,40}\brequires? javascript\b.*"),
        (("blocker",), r".{0,60}\b(?:ad[- ]?blocker)\b.{0,60}"),
        (
            ("not been edited", "syndicated feed", "agency feed", "wire feed"),
            r".{0,160}\b(?:(?:story|article|report|content) has not been edited by|"
            r"from an? (?:syndicated|agency|wire) feed)\b.{0,160}",
        ),
        (
            ("contact us",),
            r".{0,400}\bcontact us (?:for|to)\b.{0,20}\b(?:subscri|licen[cs]|permission|reprint).{0,80}",
        ),
        (("has been added",), r".{0,40}\bhas been added to your\b.{0,40}"),
        (("source:",), r".{0,200}\b\d{1,2}:\d\d\s{0,12}-\s{0,12}Source:\s{0,12}\S.{0,60}"),
    )
)
#: who wrote, edited or drew what: the names follow
_STAFF = re.compile(
    r"\W{0,20}(?:additional |with )?(?:reporting|writing|editing|compiled|written|edited|translated|produced|"
    r"reported|graphics?)"
    r"(?: and (?:writing|editing|reporting))? by:? (?-i:[A-Z])[^.]{2,160}(?:; .{2,160})?\.?|"
    r"\W{0,20}with (?:assistance|help|reporting) (?:from|by) (?-i:[A-Z])[^.]{2,160}\.?",
    re.I,
)
#: "by" stands so early in a line about the staff
_OPENING = 40
_CREDITING = (" by ", " by:", " from ")
_VIDEO = re.compile(r"video ad feedback\b.*", re.I | re.S)


def is_notice(line: str, small: str) -> bool:
    """Tell a notice in a whole line; `small` is the line in small letters."""
    if _NOTICE.fullmatch(line) or _VIDEO.fullmatch(line):
        return True
    return any(holds(small, words) and pattern.fullmatch(line) is not None for words, pattern in _NOTICES_INSIDE)


def holds(small: str, words: Sequence[str]) -> bool:
    """Tell whether one of the words stands in a line made small: a cheap test before a dear one."""
    return any(map(small.__contains__, words))


def is_staff_line(line: str) -> bool:
    """Tell "Reporting by Ana Ruiz; Editing by Bo Lind" from "Written by Ana Ruiz in 1969, the song …".

    >>> is_staff_line("Reporting by Ana Ruiz; Editing by Bo Lind")
    True
    >>> is_staff_line("Written by Ana Ruiz in 1969, the song was never played.")
    False
    """
    if not holds(line[:_OPENING], _CREDITING) or not _STAFF.fullmatch(line):
        return False
    words = line.split()
    return sum(word[0].islower() for word in words) <= 0.5 * len(words)
