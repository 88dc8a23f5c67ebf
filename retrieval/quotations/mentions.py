"""Noun phrases beside a cue: who is its subject, before it or (in an inversion) after it.

All positions are numbers of tokens of a tagged sentence; see `lexicon` for the letters.
"""

import re

from retrieval.quotations.tagging import Sentence

Phrase = tuple[int, int]

#: what may stand between a subject and its cue
_SKIPPED = frozenset("xXnaY")
_NOUN = frozenset("NTw#ZJ")
_FINITE = re.compile(r"[vVSxXpG]")
#: an apposition or relative clause between commas
_APPOSITION = re.compile(r"(?:[ht]|[#dNTwiYaZe&(fO]|(?<=.)m)[^;:.Q]*$")
_AFTER = re.compile(r"d?[#a]?[NTwZ#J]*[NTw#J](?:f(?:d?[#a]?[NTwZ#J&]*[NTw#]))*")
_LAST_NAME = re.compile(r"[TN]*N$")


def before(sentence: Sentence, k: int) -> Phrase | None:
    """Return the noun phrase that is the subject of the finite cue at token `k`, looking left of it."""
    tags = sentence.tags
    j = k
    while j and tags[j - 1] in _SKIPPED:
        j -= 1
    if not j:
        return None
    left = tags[j - 1]
    if left in "Pp":
        return j - 1, j
    if left in "ht":
        return _antecedent(tags, j - 1)
    if left in ",)-":
        return _around_apposition(tags, j - 1)
    if left in "&b":
        return coordinated(tags, j - 1)
    if left in _NOUN or left == "z":
        return _phrase_ending(tags, j)
    if left in "dO" and sentence.words[j - 1] not in ("the", "a", "an"):
        return j - 1, j
    return None


def _antecedent(tags: str, j: int) -> Phrase | None:
    """Return what "who" or "which" at token `j` refers to; the pronoun itself where nothing precedes it."""
    end = j - 1 if j and tags[j - 1] == "," else j
    if end and (tags[end - 1] in _NOUN):
        return _phrase_ending(tags, end)
    return None


def _around_apposition(tags: str, j: int) -> Phrase | None:
    """Step over "X, a lawyer from Y, said": the subject stands before the apposition, and the mention takes both in."""
    closing = tags[j]
    opener = {",": ",", ")": "(", "-": "-"}[closing]
    at = j
    for _ in range(4):
        at = tags.rfind(opener, 0, at)
        if at <= 0:
            return None
        inside = tags[at + 1 : j]
        if not inside:
            continue
        if tags[at - 1] in _NOUN:
            relative = inside[0] in "ht"
            if (
                relative
                or opener == "("
                or (not _FINITE.search(inside) and inside[0] in _APPOSITIVE and "Q" not in inside)
            ):
                found = _phrase_ending(tags, at)
                if found:
                    return found[0], j + 1 if closing == ")" else j
        if tags[at - 1] in "pP" and not _FINITE.search(inside):
            return at - 1, at
    return None


_APPOSITIVE = frozenset("dNTwiY#aZf(&O")


def coordinated(tags: str, j: int) -> Phrase | None:
    """Return the subject of the clause before the "and" at token `j`: "Smith praised it and said"."""
    start = clause_start(tags, j)
    return first_subject(tags, start, j)


def clause_start(tags: str, j: int) -> int:
    """Return where the clause that holds token `j` begins: after the last subordinator, semicolon or quotation."""
    at = j
    while at and tags[at - 1] not in ";:sQ":
        at -= 1
    return at


def first_subject(tags: str, start: int, end: int) -> Phrase | None:
    """Return the first noun phrase of tags[start:end] that a verb follows."""
    at = start
    while at < end and tags[at] in "&bai,Yn-(":
        if tags[at] == "i":
            comma = tags.find(",", at, end)
            skipped = _AFTER.match(tags, at + 1, end)
            at = comma + 1 if 0 <= comma - at < 9 else (skipped.end() if skipped else at + 1)
            continue
        at += 1
    if at < end and tags[at] in "Pp":
        return at, at + 1
    found = _AFTER.match(tags, at, end)
    return (at, found.end()) if found else None


def _phrase_ending(tags: str, j: int) -> Phrase | None:
    """Return the noun phrase whose last token is before `j`, as long as it can be."""
    i = j
    while i:
        tag = tags[i - 1]
        if tag in _NOUN or tag == "z":
            i -= 1
        elif tag == "d":
            i -= 1
            if not (i > 1 and tags[i - 1] in "fi" and tags[i - 2] in _NOUN):
                if i > 1 and tags[i - 1] == "&" and tags[i - 2] in _NOUN and not _FINITE.search(tags, 0, i - 1):
                    i -= 1
                    continue
                break
        elif tag in "fi":
            if i > 1 and tags[i - 2] in _NOUN:
                i -= 1
            else:
                break
        elif tag == "&":
            if i > 1 and tags[i - 2] in _NOUN and not _FINITE.search(tags, clause_start(tags, i - 1), i - 1):
                i -= 1
            else:
                break
        elif tag == "a" and i > 1 and tags[i - 2] == "d" and i < j:
            i -= 1
        else:
            break
    if i == j:
        return None
    if i and tags[i - 1] in "fi":
        # "In a statement Smith said": what stands last is the subject
        last = _LAST_NAME.search(tags, i, j)
        if last and last.start() > i:
            return last.start(), j
    while i < j and tags[i] in "&z":
        i += 1
    return (i, j) if i < j else None


def after(sentence: Sentence, k: int) -> Phrase | None:
    """Return the noun phrase that starts at token `k`, with the apposition that follows it."""
    tags = sentence.tags
    if k < len(tags) and tags[k] in "Pp":
        return k, k + 1
    found = _AFTER.match(tags, k)
    if not found:
        return None
    end = found.end()
    if tags[end - 1] in "Tw" and end < len(tags) and tags[end] == "i":
        more = re.compile(r"(?:[if]d?[#a]?[NTwZ#J&]*[NTw#])+").match(tags, end)
        if more:
            end = more.end()
    apposition = re.compile(r",(?=[dTw#h])[^Q;:.]*?(?=,[Q&GP]|Q|\.|;|$|,[^,Q.]*[VSG])").match(tags, end)
    if apposition and not re.search(r"[VSG]", apposition.group()):
        end = apposition.end()
    elif tags[end : end + 1] == "(":
        close = tags.find(")", end)
        end = close + 1 if close >= 0 else end
    while tags[end - 1] in ",":
        end -= 1
    return k, end
