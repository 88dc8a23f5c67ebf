"""Bylines that take several lines, and those below an article."""

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.ingest.readers.flat.bylines import BY, NAME, WORD_OF_NAME, people_in
from retrieval.text.languages.page_words import page_words

#: lines that a byline over several has between its names and behind them
_AND = re.compile(r"(?:and|und|et|y|e|en|og|och|i|и|та|&)", re.I)
#: "Ada Lund and", with the next name on the line below
_OPEN = re.compile(rf"(?P<names>(?:by )?{NAME.pattern}),? (?:and|und|et|y|e|og|och|i|&)", re.I)
_PLACED = re.compile(rf"(?:{page_words('within')}|à|en|a|w|в|из|i) {WORD_OF_NAME}(?: {WORD_OF_NAME}){{0,2}}")
_NAMED_LAST = re.compile(rf"(?:^|\s){NAME.pattern}$")
_MAIL = re.compile(r"(?:e-?mail: ?)?[\w.+-]{1,60}@[\w.-]{3,60}", re.I)


def signed_below(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the authors named below an article: behind "By" or "Authors" on a line of its own, or above their address."""
    for text, below in pairwise(lines):
        if BY.fullmatch(text) and (people := people_in(below, alone=True)):
            return people
        if NAME.fullmatch(text) and _MAIL.fullmatch(below):
            return people_in(text, alone=True)
    return ()


def joined(lines: Sequence[str]) -> list[str]:
    """Return lines with a byline on several put on one: "Ada Lund", "in Marn", "and", "Tom Birch", "in Karst"."""
    found: list[str] = []
    for number, text in enumerate(lines):
        if number and found and (opened := _OPEN.fullmatch(found[-1])) and NAME.match(text):
            found[-1] = f"{opened['names']} and {text.partition(',')[0]}"
            continue
        is_joined = number and (_AND.fullmatch(lines[number - 1]) or _AND.fullmatch(text) or _PLACED.fullmatch(text))
        if is_joined and found and (_NAMED_LAST.search(found[-1]) or _AND.fullmatch(lines[number - 1])):
            found[-1] = f"{found[-1]} {text}" if not _PLACED.fullmatch(text) else found[-1]
        else:
            found.append(text)
    return found
