"""Noun phrases in the letters of a sentence: where the one begins that ends at a token."""

import re

Phrase = tuple[int, int]

NOUN = frozenset("NTw#Z")
FINITE = re.compile(r"[vVSxXp]")
LAST_NAME = re.compile(r"[TN]{0,60}N$")
#: further ones who speak: "Ann Smith, Bob Jones and Eve Brown"
_LISTED_BEFORE = re.compile(r"(?:^|(?<=[.;:Q-]))((?:d?[TN]*N,)+)$")


def clause_start(tags: str, j: int) -> int:
    """Return where the clause that holds token `j` begins: after the last subordinator, semicolon or quotation."""
    at = j
    while at and tags[at - 1] not in ";:sQ":
        at -= 1
    return at


def phrase_ending(tags: str, j: int) -> Phrase | None:
    """Return the noun phrase whose last token is before `j`, None where none ends there."""
    i = j
    while i:
        step = _step_left(tags, i, j)
        if step == i:
            break
        i = step
    if i == j:
        return None
    if i and tags[i - 1] in "fi":
        # "In a statement Smith said": what stands last is the subject
        last = LAST_NAME.search(tags, i, j)
        if last and last.start() > i:
            return last.start(), j
    while i < j and tags[i] in "&z":
        i += 1
    listed = _LISTED_BEFORE.search(tags, 0, i) if "&" in tags[i:j] else None
    return (listed.start(1) if listed else i, j) if i < j else None


def _step_left(tags: str, i: int, j: int) -> int:
    """Return where the phrase that reaches from `i` to `j` begins one token or joint further left; `i` if it ends here."""
    tag = tags[i - 1]
    if tag in NOUN or tag == "z":
        return i if i < j and tags[i] == "d" else i - 1
    joined = i > 1 and tags[i - 2] in NOUN
    if tag == "d":
        return i - 1 if i == j or tags[i] != "d" else i
    if tag == "m" and i > 2 and tags[i - 2] == "w" and tags[i - 3] in "NTw" and i < j and tags[i] in "dN":
        return i - 2  # "sources close to the talks"
    if tag in "fi" or (tag == "m" and i > 1 and tags[i - 2] == "T"):
        # "an aide to Smith" as well, and "one of the aides"
        alone = tag == "f" and i > 1 and tags[i - 2] == "d" and (i == 2 or tags[i - 3] in ",Q.;&-")
        return i - 1 if (joined or alone) and i < j else i
    if tag == "&":
        clause = clause_start(tags, i - 1)
        return i - 1 if joined and i < j and not FINITE.search(tags, clause, i - 1) else i
    if tag == "e":
        return i - 1 if i < j and tags[i] in "wNT" and (i == 1 or tags[i - 2] in "d#aew&if") else i
    if tag == "a" and i > 1 and tags[i - 2] == "d" and i < j:
        return i - 1
    return i
