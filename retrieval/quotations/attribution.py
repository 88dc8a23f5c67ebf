"""Which words of a sentence a cue attributes to whom."""

import re

from retrieval.quotations import mentions
from retrieval.quotations.contents import behind, bounded, content_end, content_of, reported_without_that, told_end
from retrieval.quotations.cues import Cue, Use, cues
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.reported import Attribution
from retrieval.quotations.sources import according, without_clause
from retrieval.quotations.tagging import Sentence

_QUOTED_REST = re.compile(r"$|[,.Q;:\-)]|[iYGsham&eV]")
_INVERTED_REST = re.compile(r"$|[,.Q;:\-)]|[iYGsham&]")
#: a verb whose subject is left out
_UNSAID = re.compile(r"[aY]*(?:[.,;]|$)")
_SPOKEN_TO_REST = re.compile(r"$|[,.Q;:\-)]|[iYGsham&eVdOt]")
#: what may stand between a subject behind its verb and what it says
_SAID_NEXT = re.compile(r"[aY]*(?:[if]d?[#a]*[wNT#]+)*(?:[,:-]+(?=Q)|,?-?(?=Q)|,?t)")
_CLOSED = re.compile(r"[aYn]*(?:O|[if].*|m(?:d|N|O|w).*)?(?:,?[Gsi][^Q]*)?[.!-]?[z)]?$")
_NEW_CLAUSE = re.compile(r",(P|[TN]+)(?=[xXna]*[vVSwe])")
_AS = frozenset(("as", "wie"))
_NAME_LAST = re.compile(r"[TN]*N$")
_NOMINAL = re.compile(r"[Zd][we]{0,2}[wTBS]t")
_POSSESSIVE = frozenset(("his", "her", "their", "its"))
_GOES_ON = re.compile(r"(?:[^VSBGAQ]*[,:\-;.])?[&ba]*$")


def attributions(sentence: Sentence, lexicon: Lexicon) -> list[Attribution]:
    """Return the attributions of a sentence in the order of their cues."""
    found: list[Attribution] = []
    for cue in cues(sentence, lexicon):
        read = _READERS[cue.use](sentence, cue, lexicon, found)
        if read and read.contents:
            found.append(read)
    for noun in _NOMINAL.finditer(sentence.tags):
        if sentence.word(noun.end() - 2) in lexicon.nominal:
            read = _nominal(sentence, noun.start(), noun.end() - 2)
            if read:
                found.append(read)
    return found


def _nominal(sentence: Sentence, start: int, noun: int) -> Attribution | None:
    """Read "Smith's claim that …": the possessor is the speaker."""
    content = bounded(sentence, noun + 1)
    first = sentence.word(start)
    if sentence.tags[start] == "d" and first not in _POSSESSIVE:
        return None
    subject = (start, start + 1) if sentence.tags[start] == "d" else mentions.ending(sentence, start + 1)
    return Attribution(subject, [content], (noun, noun + 1), confidence=0.7) if subject and content else None


def _finite(sentence: Sentence, cue: Cue, lexicon: Lexicon, found: list[Attribution]) -> Attribution | None:
    k = cue.token
    inverted = _inverted(sentence, cue, lexicon)
    if inverted:
        return inverted
    if postposed := _postposed(sentence, cue, lexicon):
        return postposed
    subject, antecedent = mentions.before(sentence, k)
    if subject is None and cue.group and sentence.tags[cue.group - 1] in "&b,":
        subject = _coordinated(sentence, cue.group, found)
    if subject is None:
        return None
    if as_said := _as_said(sentence, cue, subject, lexicon):
        return as_said
    closing = None if antecedent else _parenthetical(sentence, cue, subject)
    if closing:
        return None if _negated(sentence, cue) and "Q" not in sentence.tags else closing
    if cue.base in lexicon.quoting and "sG" in sentence.tags[k:]:
        return None
    if _named_so(sentence, cue, subject, lexicon):
        return None
    content, about = content_of(sentence, cue, lexicon)
    if content is None or _denied(sentence, cue, lexicon, content):
        return None
    if about and sentence.tags[slice(*content)] in ("O", "d", "Y", "a"):
        return None  # "thanked them"
    return Attribution(subject, [content], (k, k + 1), antecedent, about, 0.6 if about else 0.9)


def _named_so(sentence: Sentence, cue: Cue, subject: Phrase, lexicon: Lexicon) -> bool:
    """Say whether a participle only names something: "they wanted a formula called the “chain”"."""
    start, tags = subject[0], sentence.tags
    if sentence.word(cue.token) not in lexicon.naming or start == 0 or cue.group < cue.token:
        return False
    named = tags[cue.token + 1 : cue.token + 2] == "N" and tags[start - 1] == ","
    return sentence.word(start) in ("a", "an") and (named or tags[start - 1] in "vVeXxwif")


def _coordinated(sentence: Sentence, j: int, found: list[Attribution]) -> Phrase | None:
    """Return the subject of "Smith praised it and said", which is not that of "When Jones said no, Smith left and said"."""
    last = next((one for one in reversed(found) if one.subject is not None and one.cue is not None), None)
    if last is None or last.cue is None:
        return mentions.main_subject(sentence, 0, j)
    if "s" in sentence.tags[: last.cue[0]]:
        later = list(_NEW_CLAUSE.finditer(sentence.tags, last.cue[1], j))
        if later:
            return later[-1].span(1)
    return last.subject


def _denied(sentence: Sentence, cue: Cue, lexicon: Lexicon, content: Phrase) -> bool:
    """Say whether the clause is what somebody did not say: "did not say that …"."""
    if cue.base not in lexicon.clause or "Q" in sentence.tags[content[0] : content[1]]:
        return False
    return _negated(sentence, cue)


def _negated(sentence: Sentence, cue: Cue) -> bool:
    helpers = range(cue.group, cue.token)
    return any(sentence.tags[i] == "n" or sentence.word(i).endswith("n't") for i in helpers)


def _inverted(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> Attribution | None:
    """Read "…," said Smith, a lawyer."""
    tags, verb_first = sentence.tags, lexicon.constructions.verb_first
    k = cue.group if verb_first else cue.token
    left = tags[k - 1] if k else ""
    if verb_first and left and left in ",-" and tags[k - 2 : k - 1] in ("-", ","):
        k -= 1  # «…», — сказал …
    quoted = left == "Q" or (left in ",-" and k > 1 and tags[k - 2] == "Q")
    if (not quoted and not (left and left in ",-" and cue.base in lexicon.inverted)) or cue.base in lexicon.addressed:
        return None
    subject = mentions.after(sentence, behind(sentence, cue, lexicon))
    if quoted and subject is None and verb_first and _UNSAID.match(tags, cue.token + 1):
        # “…,” dijo: whoever spoke before
        return Attribution(None, [(0, k - 1 if left in ",-" else k)], (cue.token, cue.token + 1), confidence=0.6)
    if not subject or not (_rest_of(lexicon) if quoted else _INVERTED_REST).match(tags, subject[1]):
        return None
    if not quoted and not (_CLOSED.match(tags[subject[1] :]) and set(tags[slice(*subject)]) & set("dPNT")):
        return None
    end = k - 1 if left in ",-" else k
    bracket = tags.rfind("(", 0, end) + 1
    begin = bracket if ")" not in tags[bracket:end] else 0
    contents = [(begin, end)] if begin < end else []
    return Attribution(subject, contents + _rest(sentence, subject[1]), (cue.token, cue.token + 1))


def _rest_of(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what may follow a subject behind its verb: where it does often, somebody spoken to as well."""
    return _SPOKEN_TO_REST if lexicon.constructions.verb_first else _QUOTED_REST


def _postposed(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> Attribution | None:
    """Read "Auf die Frage antwortete Smith: “…”" and "Dijo Smith que …", where the subject stands behind its verb."""
    tags = sentence.tags
    if not lexicon.constructions.verb_first or mentions.main_subject(sentence, 0, cue.group) is not None:
        return None
    subject = mentions.after(sentence, behind(sentence, cue, lexicon))
    if subject and lexicon.constructions.subjunctive:
        subject = without_clause(tags, subject)
    said = _SAID_NEXT.match(tags, subject[1]) if subject else None
    content = bounded(sentence, said.end()) if said else None
    if subject and content is None and tags[subject[1] : subject[1] + 1] == ",":
        content = reported_without_that(sentence, subject[1], lexicon)
    return Attribution(subject, [content], (cue.token, cue.token + 1)) if content else None


def _as_said(sentence: Sentence, cue: Cue, subject: Phrase, lexicon: Lexicon) -> Attribution | None:
    """Read "Wie Smith sagte, …"."""
    k = cue.token
    if subject[0] != 1 or sentence.word(0) not in lexicon.constructions.as_said or sentence.tags[k + 1 : k + 2] != ",":
        return None
    content = bounded(sentence, k + 2)
    return Attribution(subject, [content], (k, k + 1)) if content else None


def _rest(sentence: Sentence, p: int) -> list[Phrase]:
    """Return what goes on after an attribution in the middle: “…,” he said, “…”."""
    tags = sentence.tags
    q = tags.find("Q", p)
    if q < 0 or not _GOES_ON.match(tags[p:q]):
        return []
    return [(q, content_end(sentence, q))]


def _parenthetical(sentence: Sentence, cue: Cue, subject: Phrase) -> Attribution | None:
    """Read "…, Smith said." and "…, he said, …"."""
    tags, k, s = sentence.tags, cue.token, subject[0]
    if s and sentence.word(s - 1) in _AS:
        s -= 1
    while s and tags[s - 1] in "ax":  # "…, a-t-il dit"
        s -= 1
    if not s or tags[s - 1] not in ",Q-":
        return None
    end = s if tags[s - 1] == "Q" else s - 1
    if end and tags[end - 1] == ",":
        end -= 1
    content = tags[:end]
    if "Q" not in content and not re.search(r"[vVSBxXpGwe]", content):
        return None
    p = k + 1
    if content.endswith("Q"):
        # "Smith scolded him: “…,” she said" gives her what stands after the colon
        colon = content.rfind(":", 0, content.index("Q"))
        return Attribution(subject, [(colon + 1, end), *_rest(sentence, told_end(sentence, p))], (k, k + 1))
    outer = mentions.ending(sentence, s - 1) if tags[s - 1] == "," else None
    if outer and outer[0] and (tags[outer[0] - 1] == "Q" or tags[outer[0] - 2 : outer[0]] == "Q,"):
        # “…,” Smith, the mayor of Lome told the council: an apposition without its second comma
        end = outer[0] - (1 if tags[outer[0] - 1] == "," else 0)
        return Attribution((outer[0], subject[1]), [(0, end), *_rest(sentence, told_end(sentence, p))], (k, k + 1))
    rest = tags[p:]
    if _CLOSED.match(rest) and "t" not in rest[:12]:
        return Attribution(subject, [(0, end)], (k, k + 1))
    if rest.startswith(",") and len(rest) > 3 and rest[1] != "G":
        return Attribution(subject, [(0, end), (p + 1, content_end(sentence, p + 1))], (k, k + 1))
    return None


def _participle(sentence: Sentence, cue: Cue, lexicon: Lexicon, found: list[Attribution]) -> Attribution | None:
    """Read ", adding that …" and "by saying that …": the subject is that of the clause before."""
    tags, k, j = sentence.tags, cue.token, cue.group
    content, about = content_of(sentence, cue, lexicon)
    if not content or (about and not j):
        return None
    left = tags[j - 1] if j else ""
    subject: Phrase | None = None
    if left == "p":
        subject = (j - 1, j)
    elif left == "v":
        subject = mentions.before(sentence, j - 1)[0]
    elif left and left in "wTN":
        subject = _subject_of_participle(sentence, j)
    elif left == "s" and sentence.word(j - 1) in _AS:
        # "was quoted as saying", "quoted the minister as saying"
        subject = mentions.ending(sentence, j - 1) or mentions.before(sentence, j - 2)[0]
    if subject is None:
        subject = next((one.subject for one in reversed(found) if one.subject and not one.antecedent), None)
    if subject is None and j:
        subject = mentions.main_subject(sentence, 0, j)
    if subject is None and tags[:j].strip("ibs&,") == "":
        # "In declaring it over, the mayor went too far"
        stop = re.compile(r",|(?<=Q)(?=[PNTd])").search(tags, content[0] + 1)
        if stop:
            content = (content[0], stop.start())
            subject = mentions.main_subject(sentence, stop.end(), len(tags))
    return Attribution(subject, [content], (k, k + 1), None, about)


def _subject_of_participle(sentence: Sentence, j: int) -> Phrase | None:
    """Return the noun before "saying" where it speaks itself: "with Smith saying", not "released a statement saying"."""
    found = mentions.ending(sentence, j)
    if found is None or found[0] == 0:
        return found
    last = _NAME_LAST.search(sentence.tags, found[0], j)
    if last is None:
        return None
    return (last.start(), j) if sentence.tags[found[0] - 1] in "if" or found[0] < last.start() else found


def _infinitive(sentence: Sentence, cue: Cue, lexicon: Lexicon, found: list[Attribution]) -> Attribution | None:
    """Read "went on to say": only after words that tell that it was said."""
    for j in range(cue.group - 2, max(-1, cue.group - 9), -1):
        if sentence.word(j) in lexicon.asserting:
            subject = mentions.before(sentence, j)[0] or (found[-1].subject if found else None)
            content, about = content_of(sentence, cue, lexicon)
            return Attribution(subject, [content], (cue.token, cue.token + 1), None, about) if content else None
    content, about = content_of(sentence, cue, lexicon)
    if content is None or "Q" not in sentence.tags[content[0] : content[1]]:
        return None
    subject = mentions.main_subject(sentence, 0, cue.group)
    return Attribution(subject, [content], (cue.token, cue.token + 1), None, about, 0.4)


def _passive(sentence: Sentence, cue: Cue, lexicon: Lexicon, found: list[Attribution]) -> Attribution | None:
    """Read "the move was first reported by X"; "Smith was asked" has no speaker, least of all Smith."""
    tags, k = sentence.tags, cue.token
    if tags[k + 1 : k + 2] != "i" or sentence.word(k + 1) != "by":
        content, about = content_of(sentence, cue, lexicon)
        quoted = [(q, q + 1) for q in sentence.quoted if content and content[0] <= q < content[1]]
        return Attribution(None, quoted, (k, k + 1), None, about, 0.4) if quoted else None
    subject = mentions.after(sentence, k + 2)
    content = mentions.main_subject(sentence, mentions.clause_start(tags, cue.group), cue.group)
    if not subject or not content:
        return None
    return Attribution(subject, [content], (k, k + 1), None, about=True)


_READERS = {
    Use.FINITE: _finite,
    Use.PASSIVE: _passive,
    Use.PARTICIPLE: _participle,
    Use.INFINITIVE: _infinitive,
    Use.ACCORDING: according,
}
