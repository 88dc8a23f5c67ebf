"""Noun phrases beside a cue: who is its subject, before it or (in an inversion) after it.

All positions are numbers of tokens of a tagged sentence; see `lexicon` for the letters.
"""

import re

from retrieval.quotations.noun_phrases import FINITE, LAST_NAME, NOUN, Phrase, clause_start, phrase_ending
from retrieval.quotations.tagged import Sentence

__all__ = ["Phrase", "after", "before", "clause_start", "ending", "main_subject"]

#: what may stand between a subject and its cue
_SKIPPED = frozenset("xXnaY")
_FINITE_OR_PAST = re.compile(r"[vVSxXpe]")
_APPOSITIVE = frozenset("dNTwiY#aZf(&O")
_OPENERS = {",": ",", ")": "(", "-": "-"}
_CORE = r"d{0,2}[#a]?e?(?:[NTwZ#]&?)*[NTw#](?:(?<=d)w)?"
_NAMED = re.compile(rf"(?:{_CORE}|d(?=f))(?:f{_CORE})*")
_ATTACHED = re.compile(rf"(?:(?:[if]|(?<=T)m){_CORE})+")
#: "filed by the attorney", "speaking to reporters" after a noun
_REDUCED = re.compile(rf"[VweG][im]{_CORE}")
_BY_NOUN = re.compile(rf"[im]{_CORE}")
_APPOSED = re.compile(r",(?:(?=[dTw#])[^Q;:.VSGxXvpP]*?|h[^Q;:.VSG]*?)(?=,[Q&GP]|Q|\.|;|$|,[^,Q.]*[VSG])")
_THEN_SUBJECT = re.compile(rf"[daY#]{{0,60}},a?(?=(?:P|{_CORE}(?:f{_CORE})*)[xXnaY]*[vVSBwe])")
#: "42% say", "those surveyed say", "those close to him say", "one of them said"
_COUNTED = re.compile(r"#!?$|de$|[d#]fO$|(?:d|(?<![NTw])[NTw])w?[im]O$")
#: "the man who sold it": the pronoun is the object
_IN_RELATIVE = re.compile(r"(?<=[NTw])[ht][xXnaY]*[vVSBwe][ifma]*P$")
#: "the man who met Ann Smith", "the officer who spoke with Smith": no verb of saying, behind which a clause could begin
_MET = re.compile(r"(?<=[NTw])h[xXna]{0,3}(?:[vwe](?:a?[imf])?|[VSB]a?[im])d?[#a]?[NTwZ]{1,6}$")
#: so many tokens are those of such a clause at most
_MET_WITHIN = 16
#: what was sent to somebody, or stands in something
_SENT_TO = re.compile(r"([wT])[mi]d?$")
#: a preposition of place behind a noun: what it leads to does not speak
_PLACED = re.compile(r"[NTw](?:id?|fd|id?N{1,4},)$")
#: "who in 2010 said"
_INSERTED = re.compile(r"[ht]i[#NTwYd]{1,4}$")
#: "Smith, who followed Jones": Jones is within a clause on Smith
_IN_CLAUSE = re.compile(r"(?<=[NTw]),h[^,;.Q]{1,38}$")
#: "Ann Smith hatte vor dem Spiel erklärt", "Smith has in recent days said"
_BRACKET = re.compile(r"x[aYn]{0,3}(?:[im][d#ae]{0,3}[wNTY]{1,3}){1,2}$")
_BRACKET_WITHIN = 16
#: "the experts I interviewed"
_UNSAID_RELATIVE = re.compile(r"[NTw]P[xXna]{0,2}[veV]$")
#: "the survivor, Ann Smith"
_NAME_APPOSED = re.compile(r",N+(?=[,.Q;]|$)")
_VERB_LIKE = re.compile(r"d?[TwN]{0,60}Nw")
#: a name with what it is of, without a second comma
_NAME_OF = re.compile(rf"(?:(?<=^)|(?<=[,.;&bQ]))(?:d?[Te]{{0,4}}N{{2,4}}),f{_CORE}(?:f{_CORE})*$")
_BEHIND_VERB = re.compile(r"[dOPim.Z:]|$|a*&[aX]*[vVSx]")
_PLACE_LABEL = re.compile(r"N{1,3}:(?!Q)")
_REDUCED_BEFORE = re.compile(r"[NTw]((?:G|[Vvwe][im])[a-z#NTZ]{0,4}?[imf]?|G)$")
_INITIALS = re.compile(r"(?<=[NTw])\(N{1,4}\)$")
_LISTED_AFTER = re.compile(r"(?:,[Td]{0,20}N{1,20}){1,40},?&[Td]{0,20}N{1,20}(?=[,.;:Q]|$)")
_LEADING = frozenset("&bai,Yn-(.!Q")
_PARTICIPLES = frozenset(
    ("known", "given", "held", "made", "run", "led", "written", "seen", "sent", "shown", "taken", "found", "shared")
)


def before(sentence: Sentence, k: int) -> tuple[Phrase | None, Phrase | None]:
    """Return the subject of the finite cue at token `k`, looking left of it, and what a relative "who" there stands for."""
    tags = sentence.tags
    j = _past_adverbials(tags, k)
    if not j:
        return None, None
    left = tags[j - 1]
    if left == "Q" and j > 1 and tags[j - 2] in "NZdw":
        # a title within the phrase: the author of “The Long Way” said
        tags = f"{tags[: j - 1]}N{tags[j:]}"
        return phrase_ending(tags, j), None
    if inserted := _INSERTED.search(tags, max(0, j - 6), j):
        return _relative(sentence, tags, inserted.start())
    if left in "Pp":
        return _of_pronoun(sentence, j), None
    if left in "ht":
        return _relative(sentence, tags, j - 1)
    if left in ",)-":
        return _around_apposition(tags, j - 1), None
    if left in NOUN or left == "z":
        return _around_met(tags, j) or ending(sentence, j) or _with_relative(tags, j), None
    if counted := _COUNTED.search(tags, max(0, j - 5), j):
        return counted.span(), None
    if left in "veV" and (met := _UNSAID_RELATIVE.search(tags, max(0, j - 6), j)):
        return phrase_ending(tags, met.start() + 1), None
    if left in "eV" and j > 1 and tags[j - 2] in "wNT" and _is_participle(sentence.word(j - 1)):
        return phrase_ending(tags, j - 1), None  # "A court document filed on Thursday says"
    if left == "d" and (found := _of_determiner(sentence, j)):
        return found, None
    return _with_relative(tags, j), None


def _of_determiner(sentence: Sentence, j: int) -> Phrase | None:
    """Return the subject that ends in a word like "both": "Smith and Jones both said", "a friend of both said", "some said"."""
    tags = sentence.tags
    if tags[j - 2 : j - 1] == "f":
        return phrase_ending(f"{tags[: j - 1]}w{tags[j:]}", j)
    if sentence.word(j - 1) in ("the", "a", "an"):
        return None
    return (ending(sentence, j - 1) if j > 1 and tags[j - 2] in "NT" else None) or (j - 1, j)


def _of_pronoun(sentence: Sentence, j: int) -> Phrase | None:
    """Return the subject that ends in the pronoun before token `j`: in "the man who sold it says" it is not the subject."""
    tags = sentence.tags
    if tags[j - 2 : j - 1] == "&" and sentence.word(j - 2) == "/":
        return None  # "he/she"
    return (_with_relative(tags, j) if _IN_RELATIVE.search(tags, 0, j) else None) or (j - 1, j)


def _past_adverbials(tags: str, k: int) -> int:
    """Return where the verb group of the cue at token `k` begins, with adverbs and times: "Smith on Monday said"."""
    j = k
    while j and (tags[j - 1] in _SKIPPED or (tags[j - 1] == "i" and tags[j : j + 1] == "Y")):
        j -= 1
    bracket = _BRACKET.search(tags, max(0, j - _BRACKET_WITHIN), j)
    return bracket.start() if bracket else j


def _around_met(tags: str, j: int) -> Phrase | None:
    """Return the subject of "the man who met Ann Smith said", who is not whom a clause on him names."""
    if tags.find("h", max(0, j - _MET_WITHIN), j) < 0:
        return None
    met = _MET.search(tags, max(0, j - _MET_WITHIN), j)
    return phrase_ending(tags, met.start()) if met else None


def _relative(sentence: Sentence, tags: str, j: int) -> tuple[Phrase | None, Phrase | None]:
    if tags[j - 2 : j + 1] == "dfh":
        return (j - 2, j + 1), None  # "most of whom"
    end = j - 1 if j and tags[j - 1] == "," else j
    if not end or tags[end - 1] not in NOUN:
        return (j, j + 1) if tags[j] == "h" else None, None
    i = end
    while i and tags[i - 1] in NOUN:
        i -= 1
    if sent := _SENT_TO.search(tags, 0, i) if tags[j] == "t" else None:
        return (j, j + 1), sent.span(1)  # "issued a statement to the agency which said"
    if tags[j] == "t" and "f" in tags[max(0, i - 3) : i] and (outer := phrase_ending(tags, end)):
        begin = max(outer[0], tags.rfind("i", outer[0], end) + 1)
        return (j, j + 1), (begin, end)  # "protests by the Council of Lome, which said"
    placed = _PLACED.search(tags, 0, i) if tags[j] == "h" else None
    if placed and sentence.word(placed.start() + 1) != "by" and (outer := phrase_ending(tags, placed.start() + 1)):
        return (j, j + 1), (_with_name(tags, outer[0]), end)  # "Ann Smith, a baker in Lome, who said"
    last = LAST_NAME.search(tags, i, end)
    if tags[j] == "h" and i and tags[i - 1] == "d":
        return (j, j + 1), (i - 1, end)  # "The Larrow Republican, who has said"
    return (j, j + 1), (last.start() if last else i, end)


def _with_relative(tags: str, j: int) -> Phrase | None:
    """Return the subject of "the groups who wrote to her on Thursday say"."""
    relative = max(tags.rfind("h", 0, j), tags.rfind("t", 0, j))
    if relative < 1 or tags[relative - 1] not in NOUN or not set(tags[relative:j]).isdisjoint(",;:Q"):
        return None
    found = phrase_ending(tags, relative)
    return found if found and _FINITE_OR_PAST.search(tags, relative, j) else None


def _around_apposition(tags: str, j: int) -> Phrase | None:
    """Step over "X, a lawyer from Y, said": the subject stands before the apposition, and the mention takes both in."""
    closing = tags[j]
    at = j
    for _ in range(4):
        at = tags.rfind(_OPENERS[closing], 0, at)
        if at <= 0:
            return None
        inside = tags[at + 1 : j]
        if not inside or ("Q" in inside and inside[0] not in "ht"):
            continue
        if tags[at - 1] == "#" and tags[at - 2 : at - 1] == ",":
            at -= 2  # an age between name and apposition: "Ann Smith, 45, a baker, said"
            inside = tags[at + 1 : j]
            if not at:
                return None
        if closing == "," and (initials := _INITIALS.search(tags, 0, at)):
            at = initials.start()  # "the secretary of the Bakers' Union (BU), Ann Smith, said"
        clause = inside.partition("h")[0]
        plain = not FINITE.search(clause.replace("iS", "iw").replace("Vi", "ei") if clause[:1] == "i" else clause)
        if tags[at - 1] in NOUN and (
            inside[0] in "ht"
            or closing == ")"
            or (plain and inside[0] in _APPOSITIVE | {"G", "#"})
            or (inside[:2] == "Vi" and not FINITE.search(inside, 1))
        ):
            found = phrase_ending(tags, at)
            within = _IN_CLAUSE.search(tags, max(0, found[0] - 40), found[0]) if found and inside[0] == "h" else None
            if within:  # "Smith, who followed Jones, who left, said": the clause of a clause
                found = phrase_ending(tags, within.start())
            if found and (found[0] == 0 or tags[found[0] - 1] not in "ifm" or closing == ")"):
                return _with_name(tags, found[0]), j + 1 if closing == ")" else j
        if tags[at - 1] in "pP" and plain:
            told_of = _with_relative(tags, at) if _IN_RELATIVE.search(tags, 0, at) else None
            return (told_of[0], j) if told_of else (at - 1, at)
        if tags[max(0, at - 3) : at] == "dfO":
            # "one of them, a judge, said"
            return at - 3, j
    return None


def _with_name(tags: str, i: int) -> int:
    """Return where the name begins that an apposition at token `i` stands behind: "X, a lawyer at Y, Z" with a comma within."""
    if tags[i - 2 : i] == "#," and tags[i - 3 : i - 2] == ",":
        i = i if tags[i] != "d" or tags[i - 4 : i - 3] != "N" else i - 2  # "Ann Smith, 45, a baker"
    if i < 2 or tags[i] not in "d#" or tags[i - 1] != "," or tags[i - 2] != "N":
        return i
    outer = phrase_ending(tags, i - 1)
    return outer[0] if outer and (outer[0] == 0 or tags[outer[0] - 1] not in "ifm&,") else i


def main_subject(sentence: Sentence, start: int, end: int) -> Phrase | None:
    """Return the subject of the main clause of tokens start to end, past what leads up to it ("In Paris", "When …,")."""
    tags = sentence.tags
    at = _past_leading(tags, start, end)
    for _ in range(3):
        if at >= end or tags[at] in "Pph":
            break
        found = _NAMED.match(tags, at, end)
        # "Last year, he played it down": what stands before a comma, a subject and its verb only leads up to them
        comma = _THEN_SUBJECT.match(tags, found.end() if found else at, end)
        if comma is None:
            break
        at = comma.end()
    if at < end and tags[at] in "Pph":
        return at, at + 1
    found = _NAMED.match(tags, at, end)
    if not found:
        return None
    stop = _without_verb(tags, at, found.end())
    more = _ATTACHED.match(tags, stop, end)
    return at, more.end() if more and tags[more.end() : more.end() + 1] != "," else stop


def _without_verb(tags: str, at: int, stop: int) -> int:
    """Leave out a verb that no list has and that looks like a noun: "Captain Runar Vik shook his head", "Smith wept."""
    verb = _VERB_LIKE.fullmatch(tags, at, stop)
    return stop - 1 if verb and _BEHIND_VERB.match(tags, stop) else stop


def _past_leading(tags: str, start: int, end: int) -> int:
    place = _PLACE_LABEL.match(tags, start, end)
    at = place.end() if place else start
    while at < end:
        tag = tags[at]
        if tag in "sgGVvmAe":
            comma = tags.find(",", at, end)
            if comma < 0:
                return end
            at = comma + 1
        elif tag == "i":
            skipped = _NAMED.match(tags, at + 1, end)
            comma = tags.find(",", at, end)
            at = comma + 1 if 0 <= comma - at < 12 else (skipped.end() if skipped else at + 1)
        elif tag in _LEADING or (tag == "#" and at > start and tags[at - 1] in "Y,"):
            at += 1
        else:
            break
    return at


def ending(sentence: Sentence, j: int) -> Phrase | None:
    """Return the noun phrase whose last token is before `j`, with a participle that belongs to it."""
    tags = sentence.tags
    if ",f" in tags and (placed := _NAME_OF.search(tags, 0, j)):
        return placed.start(), j  # "Ann Smith, of Lome said"
    found = phrase_ending(tags, j)
    if not found or not found[0]:
        return found
    reduced = _REDUCED_BEFORE.search(tags, max(0, found[0] - 8), found[0])
    if reduced and _is_participle(sentence.word(reduced.start(1))):
        outer = phrase_ending(tags, reduced.start(1))
        if outer:
            return outer[0], j
    return found


def _is_participle(word: str) -> bool:
    return word.endswith(("ing", "ed")) or word in _PARTICIPLES


def after(sentence: Sentence, k: int) -> Phrase | None:
    """Return the noun phrase that starts at token `k`, with the apposition that follows it."""
    tags = sentence.tags
    if k < len(tags) and tags[k] in "Pp":
        return k, k + 1
    found = _NAMED.match(tags, k)
    if not found:
        alone = tags[k : k + 1] == "d" and tags[k + 1 : k + 2] in ("", ".", ",", ";")
        return (k, k + 1) if alone else None
    end = found.end()
    if listed := _LISTED_AFTER.match(tags, end):
        return k, listed.end()
    if tags[end - 1] in "Tw":
        end = more.end() if (more := _ATTACHED.match(tags, end)) else end
    if end < len(tags) and _is_participle(sentence.word(end - 1)) and tags[end - 1] in "we":
        more = _BY_NOUN.match(tags, end)
        end = more.end() if more else end
    elif end < len(tags) and tags[end] in "VGe":
        more = _REDUCED.match(tags, end)
        end = more.end() if more else end
    if tags[end : end + 1] == "(":
        close = tags.find(")", end)
        end = close + 1 if close >= 0 else end
        while tags[end : end + 1] == "N":
            end += 1  # "Robert (Bob) Smith"
    apposition = _APPOSED.match(tags, end) or (
        _NAME_APPOSED.match(tags, end) if tags[end - 1] in "Tw" or (tags[k] == "d" and "f" in tags[k:end]) else None
    )
    if apposition:
        end = apposition.end()
    while tags[end - 1] == ",":
        end -= 1
    return k, end
