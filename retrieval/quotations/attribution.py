"""Which words of a sentence a cue attributes to whom."""

import re

from retrieval.quotations import mentions
from retrieval.quotations.contents import (
    behind,
    bounded,
    content_end,
    content_of,
    told_end,
    without_author,
)
from retrieval.quotations.coordination import whole_list
from retrieval.quotations.cues import Cue, Use, cues
from retrieval.quotations.embedding import claimed, nested, of_nobody, without_denied
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.nominal import nominal
from retrieval.quotations.nonfinite import infinitive, participle, passive
from retrieval.quotations.postposed import as_said, postposed
from retrieval.quotations.quoting import quoted_beside, quoted_speaker, words_behind
from retrieval.quotations.reported import Attribution
from retrieval.quotations.sources import according
from retrieval.quotations.tagged import Sentence
from retrieval.quotations.unsaid import denied, is_unsaid, named_so, negated

_QUOTED_REST = re.compile(r"$|[,.Q;:\-)]|[iYGsham&eV]")
_INVERTED_REST = re.compile(r"$|[,.Q;:\-)]|[iYGsham&]")
#: "posted on Monday said", "posted online read"
_REDUCED = re.compile(r"(?:[aY]|[im]d?[wN#]{0,3}[wNY]){1,3}[VSB](?=[,:]?Q|t|[dNTPw])")
_READ = frozenset(("read",))
#: a verb whose subject is left out
_UNSAID = re.compile(r"[aY]*(?:[.,;]|$)")
_SPOKEN_TO_REST = re.compile(r"$|[,.Q;:\-)]|[iYGsham&eVdOt]")
_CLOSED = re.compile(r"[aYn]*(?:O|[if].*|m(?:d|N|O|w).*)?(?:,?[si][^Q]*|,?G.*|,d[^.Q,]*h.*|,[th].*)?[.!-]?[z)]?$")
#: "Smith said in a letter, they may leave"
_ADVERBIALS_THEN = re.compile(r"[aY]{0,60}[if](?:d?[#a]{0,60}[wNTYZ#]){1,4},(?=(?:P|d?[wNT]{1,60})[xXnvVS])")
_THEN_CLAUSE = re.compile(r",[^,;]{1,16}[vVSxXp]")
_ONE_OR_NAME = re.compile(r"P|N{1,4}")
_THEN_VERB = re.compile(r",[xX]?n?[vVSxXe]")
_NEW_CLAUSE = re.compile(r",(P|[TN]+)(?=[xXna]*[vVSwe])")
_APPOSED_FIRST = re.compile(r",d[^.;:VSXxvpPQ]{0,40}(?=:Q)")
_BEGINS = re.compile(r"[&b,(]*.$")
#: what may stand between a subject and its verb, and how sure it is who spoke where nothing else does
_HELPERS, _PLAIN = frozenset("xXaY"), 0.75
_AS = frozenset(("as", "wie"))
_ANY_VERB = re.compile(r"[vVSBxXpGwe]")
#: "At a rally on Friday in Lome, Larrow, Smith asked"
_LEADS_UP = re.compile(r"id?[#a]?[wTNY]{1,4}(?:[if]d?[wTNY#]{1,4}){0,4}(?:,N{1,2})?")
_FINITE_VERB = re.compile(r"[vVSxXp]")
#: "Bemoaning the “system,” Smith accused Brill of it"
_LEADING_PARTICIPLE = re.compile(r"[Ge][^,.;:vVSxXpQ]*Q,?$")
_GOES_ON = re.compile(r"(?:[^VSBGAQ]*[,:\-;.])?[&ba]*$")


def attributions(sentence: Sentence, lexicon: Lexicon) -> list[Attribution]:
    """Return the attributions of a sentence in the order of their cues."""
    found: list[Attribution] = []
    for cue in cues(sentence, lexicon):
        read = _READERS[cue.use](sentence, cue, lexicon, found)
        if not read or not read.contents:
            continue
        if is_unsaid(sentence, cue, read, lexicon):
            read = of_nobody(sentence, read)
        elif read.subject and read.cue:
            read.subject = whole_list(sentence, read.subject, read.cue[0])
            if lexicon.authorial and read.cue[1] <= read.contents[0][0]:
                read.contents = [without_author(sentence, one, lexicon) for one in read.contents]
        if read:
            found.append(read)
    found += nominal(sentence, lexicon, found)
    if len(found) == 1 and found[0].about and _is_plain(sentence, found[0]):
        found[0].confidence = _PLAIN
    return nested(without_denied(sentence, claimed(sentence, found), lexicon)) if len(found) > 1 else found


def _is_plain(sentence: Sentence, one: Attribution) -> bool:
    """Say whether subject, verb and words in marks stand side by side: "Smith has called the plan “a hole”"."""
    (start, end), subject = one.contents[0], one.subject
    if subject is None or one.cue is None or start != one.cue[1] or "Q" not in sentence.tags[start:end]:
        return False
    return subject[1] <= one.cue[0] and set(sentence.tags[subject[1] : one.cue[0]]) <= _HELPERS


def _finite(sentence: Sentence, cue: Cue, lexicon: Lexicon, found: list[Attribution]) -> Attribution | None:
    k = cue.token
    inverted = _inverted(sentence, cue, lexicon)
    if inverted:
        return inverted
    if lexicon.constructions.verb_first and (behind_verb := postposed(sentence, cue, lexicon)):
        return behind_verb
    if cue.base in lexicon.quoting and (speaker := quoted_speaker(sentence, cue)):
        return _quoted_before(sentence, cue, speaker)
    if cue.base in lexicon.quoting and (quoted := words_behind(sentence, cue)):
        return quoted
    subject, antecedent = mentions.before(sentence, k)
    if subject is None and cue.group and sentence.tags[cue.group - 1] in "&b,":
        subject = _coordinated(sentence, cue.group, found)
    if subject is None:
        return None
    if (
        subject[0]
        and cue.base in lexicon.clause
        and _BEGINS.match(sentence.tags, 0, subject[0])
        and (told := as_said(sentence, cue, subject, lexicon))
    ):
        return told
    subject, via = quoted_beside(sentence, subject, lexicon)
    closing = None if antecedent else _parenthetical(sentence, cue, subject, lexicon)
    if closing:
        closing.via = via
        return None if negated(sentence, cue) and "Q" not in sentence.tags else closing
    if named_so(sentence, cue, subject, lexicon) or _is_reduced(sentence, cue, lexicon):
        return None
    content, about = content_of(sentence, cue, lexicon)
    if content is None or denied(sentence, cue, lexicon, content):
        return None
    if _is_only_object(sentence, content, lexicon, about=about):
        return None
    return Attribution(subject, [content], (k, k + 1), antecedent, about, 0.6 if about else 0.9, via)


def _is_only_object(sentence: Sentence, content: Phrase, lexicon: Lexicon, *, about: bool) -> bool:
    """Say whether nothing is said: "thanked them", "defended himself", "the clerk who wrote it, Ann Smith, said"."""
    tags = sentence.tags[slice(*content)]
    if about and (tags in ("O", "d", "Y", "a") or sentence.word(content[0]) in lexicon.reflexive):
        return True
    return tags[:2] in ("O,", "P,") and "Q" not in tags


def _is_reduced(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    """Say whether a participle only tells of what speaks: "the letter posted on Monday said"."""
    if cue.base not in lexicon.written or cue.group < cue.token or sentence.tags[cue.token] != "V":
        return False
    verb = _REDUCED.match(sentence.tags, cue.token + 1)
    return verb is not None and lexicon.bases.get(sentence.word(verb.end() - 1)) in lexicon.clause | _READ


def _opening(sentence: Sentence, cue: Cue) -> Attribution | None:
    """Read "Said the mayor, Ann Smith: “…”"."""
    subject = mentions.after(sentence, 1)
    if subject and (apposed := _APPOSED_FIRST.match(sentence.tags, subject[1])):
        subject = subject[0], apposed.end()
    if subject is None or sentence.tags[subject[1] : subject[1] + 2] != ":Q":
        return None
    content = bounded(sentence, subject[1] + 1)
    return Attribution(subject, [content], (0, 1)) if content else None


def _quoted_before(sentence: Sentence, cue: Cue, speaker: Phrase) -> Attribution | None:
    """Read "“…,” the agency quoted Smith as saying"; what stands behind "as saying" is read with it."""
    via = mentions.before(sentence, cue.token)[0]
    if via is None or not via[0]:
        return None
    end = via[0] - 1 if sentence.tags[via[0] - 1] in ",-" else via[0]
    if not end or sentence.tags[cue.token + 1 :].rpartition("G")[2].strip(".aiY"):
        return None
    return Attribution(speaker, [(0, end)], (cue.token, cue.token + 1), via=via)


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


def _inverted(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> Attribution | None:
    """Read "…," said Smith, a lawyer."""
    if not cue.token:
        return _opening(sentence, cue)
    tags, verb_first = sentence.tags, lexicon.constructions.verb_first
    k = cue.group if verb_first else cue.token
    left = tags[k - 1] if k else ""
    if verb_first and left and left in ",-" and tags[k - 2 : k - 1] in ("-", ","):
        k -= 1  # «…», — сказал …
    quoted = left == "Q" or (left in ",-" and k > 1 and tags[k - 2] == "Q")
    unmarked = left and left in ",-" and (cue.base in lexicon.inverted or _is_reported(sentence, k, lexicon))
    if not (quoted or unmarked) or cue.base in lexicon.addressed:
        return None
    subject = mentions.after(sentence, behind(sentence, cue, lexicon))
    if quoted and subject is None and verb_first and _UNSAID.match(tags, cue.token + 1):
        # “…,” dijo: whoever spoke before
        return Attribution(None, [(0, k - 1 if left in ",-" else k)], (cue.token, cue.token + 1), confidence=0.6)
    if not subject or not (_rest_of(lexicon) if quoted else _INVERTED_REST).match(tags, subject[1]):
        return None
    if not quoted and _is_before(sentence, k):
        return None
    if not quoted and not (_CLOSED.match(tags[subject[1] :]) and set(tags[slice(*subject)]) & set("dPNT")):
        return None
    end = k - 1 if left in ",-" else k
    bracket = tags.rfind("(", 0, end) + 1
    begin = bracket if ")" not in tags[bracket:end] else 0
    contents = [(begin, end)] if begin < end else []
    return Attribution(subject, contents + _rest(sentence, subject[1]), (cue.token, cue.token + 1))


def _is_before(sentence: Sentence, k: int) -> bool:
    """Say whether a subject with an apposition leads up to its verb: "Ann Smith, a lawyer, said aides plan to leave"."""
    subject = mentions.before(sentence, k)[0]
    return subject is not None and subject == (0, k - 1) and not _FINITE_VERB.search(sentence.tags, *subject)


def _is_reported(sentence: Sentence, end: int, lexicon: Lexicon) -> bool:
    """Say whether what stands before token `end` is in the subjunctive: "Man müsse handeln, forderte Smith"."""
    moods = lexicon.constructions.subjunctive
    return bool(moods) and any(sentence.word(n) in moods for n in range(end))


def _rest_of(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what may follow a subject behind its verb: where it does often, somebody spoken to as well."""
    return _SPOKEN_TO_REST if lexicon.constructions.verb_first else _QUOTED_REST


def _rest(sentence: Sentence, p: int) -> list[Phrase]:
    """Return what goes on after an attribution in the middle: “…,” he said, “…”."""
    tags = sentence.tags
    q = tags.find("Q", p)
    if q < 0 or not _GOES_ON.match(tags[p:q]):
        return []
    return [(q, content_end(sentence, q))]


def _parenthetical(sentence: Sentence, cue: Cue, subject: Phrase, lexicon: Lexicon) -> Attribution | None:
    """Read "…, Smith said." and "…, he said, …"."""
    tags, k, s = sentence.tags, cue.token, subject[0]
    if s and sentence.word(s - 1) in _AS:
        s -= 1
    while s and tags[s - 1] in "ax":  # "…, a-t-il dit"
        s -= 1
    if not s or tags[s - 1] not in ",Q-":
        return None
    if tags[s - 1] == "Q" and tags[s - 2 : s - 1] == "d" and tags[s] == "w":
        return None  # "The “Archive” section explains"
    end = s if tags[s - 1] == "Q" else s - 1
    if end and tags[end - 1] == ",":
        end -= 1
    content = tags[:end]
    p = k + 1
    if "Q" not in content and (not _ANY_VERB.search(content) or _LEADS_UP.fullmatch(content)):
        # "Otherwise, she said, they may leave"
        goes_on = _THEN_CLAUSE.match(tags, p) or (
            _ONE_OR_NAME.fullmatch(tags[slice(*subject)]) and _THEN_VERB.match(tags, p)
        )
        return _in_the_middle(sentence, subject, end, k, p) if goes_on else None
    if content.endswith("Q") and _LEADING_PARTICIPLE.match(content) and not _CLOSED.match(tags[p:]):
        return None
    if content.endswith("Q"):
        # "Smith scolded him: “…,” she said" gives her what stands after the colon
        colon = content.rfind(":", 0, content.index("Q"))
        return Attribution(subject, [(colon + 1, end), *_rest(sentence, told_end(sentence, p))], (k, k + 1))
    outer = mentions.ending(sentence, s - 1) if tags[s - 1] == "," else None
    if outer and outer[0] and (tags[outer[0] - 1] == "Q" or tags[outer[0] - 2 : outer[0]] == "Q,"):
        # “…,” Smith, the mayor of Lome told the council: an apposition without its second comma
        end = outer[0] - (1 if tags[outer[0] - 1] == "," else 0)
        return Attribution((outer[0], subject[1]), [(0, end), *_rest(sentence, told_end(sentence, p))], (k, k + 1))
    if "Q" not in content and cue.base not in lexicon.clause and cue.base not in lexicon.question:
        return None
    return _reported_before(sentence, cue, subject, lexicon, end)


def _reported_before(sentence: Sentence, cue: Cue, subject: Phrase, lexicon: Lexicon, end: int) -> Attribution | None:
    """Read words without marks before a cue's subject: "The bridge is safe, Smith told the council."."""
    tags, k, p = sentence.tags, cue.token, cue.token + 1
    if cue.base in lexicon.person:
        p = told_end(sentence, p)
    rest = tags[p:].partition(";")[0]
    if rest.startswith("m") and cue.base in lexicon.infinitive:
        return None  # "after the ruling, he urged them to obey"
    middle = _ADVERBIALS_THEN.match(tags, p)
    if middle:
        return _in_the_middle(sentence, subject, end, k, middle.end() - 1)
    if lexicon.bases.get(sentence.word(0)) in lexicon.question and tags[0] == "V":
        return None  # "Asked whether it was late, she laughed"
    leads_up = tags[0] in "siYG" and rest.strip(".") and mentions.main_subject(sentence, 0, end) is None
    if leads_up and not rest.startswith(","):
        return None  # "In earlier testimony, aides described how he left", "As he spoke, several threatened to leave"
    if _CLOSED.match(rest) and "t" not in rest[:12]:
        return Attribution(subject, [(0, end)], (k, k + 1))
    if rest.startswith(",") and len(rest) > 3 and rest[1] != "G":
        return _in_the_middle(sentence, subject, end, k, p)
    return None


def _in_the_middle(sentence: Sentence, subject: Phrase, end: int, k: int, p: int) -> Attribution:
    """Return what stands around words of attribution in the middle: "The bridge, Smith said, is safe"."""
    return Attribution(subject, [(0, end), (p + 1, content_end(sentence, p + 1))], (k, k + 1))


_READERS = {
    Use.FINITE: _finite,
    Use.PASSIVE: passive,
    Use.PARTICIPLE: participle,
    Use.INFINITIVE: infinitive,
    Use.ACCORDING: according,
}
