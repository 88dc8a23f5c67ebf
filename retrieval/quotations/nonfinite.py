"""Cues that are no verb with a subject of its own: "adding that", "went on to say", "was quoted as saying"."""

import re

from retrieval.quotations import mentions
from retrieval.quotations.contents import bounded, content_of
from retrieval.quotations.cues import Cue, is_medium
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.quoting import passed_on, quoter
from retrieval.quotations.reported import Attribution
from retrieval.quotations.tagged import Sentence
from retrieval.quotations.unsaid import negated

#: "told by his doctor that"
_BY_WHOM_THAT = re.compile(r",?t")
#: what may stand between a passive and what was said: "was asked on Monday whether"
_NEXT_TO_CUE = re.compile(r"[aY]*(?:i(?=[dN#]?[wNY])[dNw#]?[wNY]{1,3}(?=[tsmh]|i))*[tsmifh]")
_MAIN_CLAUSE = re.compile(r",a?(?=(?:P|[dZ]?[TNw#]+(?:fd?[TNw]+)*)[xXnaY]*[vVSBwexX])")
_AFTER_LED = re.compile(r",|(?<=Q)(?=[PNTd])")
_SAYS = re.compile(r"[VS]")
_READ = frozenset(("read",))
_AS = frozenset(("as", "wie"))
_NAME_LAST = re.compile(r"[TN]{0,60}N$")


def participle(sentence: Sentence, cue: Cue, lexicon: Lexicon, found: list[Attribution]) -> Attribution | None:
    """Read ", adding that …" and "by saying that …": the subject is that of the clause before."""
    tags, k, j = sentence.tags, cue.token, cue.group
    content, about = content_of(sentence, cue, lexicon)
    if not content or (about and not j):
        return None
    left = tags[j - 1] if j else ""
    if about and (left == "f" or (left in "w#e" and tags[k + 1 : k + 2] == "w")):
        return None  # "the cost of raising a child", "two-time defending champions": nobody speaks
    if about and (cue.base in lexicon.aside or sentence.word(content[0]) in lexicon.reflexive):
        return None
    subject: Phrase | None = None
    via: Phrase | None = None
    if left == "p":
        subject = (j - 1, j)
    elif left == "v":
        subject = mentions.before(sentence, j - 1)[0]
    elif left and left in "wTN":
        subject = _inscribed(sentence, cue, lexicon) or _subject_of_participle(sentence, j)
    elif left == "s" and sentence.word(j - 1) in _AS:
        # "was quoted as saying", "quoted the minister as saying"
        subject, via = passed_on(sentence, j - 1, lexicon)
        subject = subject or mentions.ending(sentence, j - 1) or mentions.before(sentence, j - 2)[0]
    if subject is None:
        subject = next((one.subject for one in reversed(found) if one.subject and not one.antecedent), None)
    if subject is None and j:
        subject = mentions.main_subject(sentence, 0, j)
    if subject is None and tags[:j].strip("ibs&,") == "":
        content, subject = _leading(sentence, k, content)
    return Attribution(subject, [content], (k, k + 1), None, about, via=via)


def _inscribed(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> Phrase | None:
    """Return what bears the words: "wore a shirt saying “…”", "a note reading “…”"."""
    if not (sentence.word(cue.group - 1) in lexicon.inscribed or cue.base in _READ):
        return None
    found = mentions.ending(sentence, cue.group)
    return found if found and "N" not in sentence.tags[found[1] - 1 : found[1]] else None


def _leading(sentence: Sentence, k: int, content: Phrase) -> tuple[Phrase, Phrase | None]:
    """Read what leads up to its clause: "In declaring it over, she went too far", "Writing in May, he was harsh: “…”"."""
    tags = sentence.tags
    comma = tags.find(",", k, content[0])
    if comma > 0 and tags[content[0]] == "Q" and not _SAYS.search(tags, comma, content[0]):
        return content, mentions.main_subject(sentence, comma + 1, content[0])
    stop = _AFTER_LED.search(tags, content[0] + 1)
    if stop is None:
        return content, None
    return (content[0], stop.start()), mentions.main_subject(sentence, stop.end(), len(tags))


def _subject_of_participle(sentence: Sentence, j: int) -> Phrase | None:
    """Return the noun before "saying" where it speaks itself: "with Smith saying", not "released a statement saying"."""
    found = mentions.ending(sentence, j)
    if found is None or found[0] == 0:
        return found
    is_noun = sentence.tags[found[0]] == "d" and not set(sentence.tags[found[0] : j]) & set("if")
    if (sentence.tags[found[0] - 1] == "X" and is_noun) or sentence.word(found[0] - 1) == "with":
        return found  # "what they get is a message saying", "with one supporter writing"
    if sentence.tags[found[0] - 1 : found[0] + 1] == ",d" and is_noun:
        return found  # "Smith left, her letter saying"
    last = _NAME_LAST.search(sentence.tags, found[0], j)
    if last is None or (sentence.tags[found[0] - 1] == "m" and "f" not in sentence.tags[found[0] : j]):
        return None  # "spoke to Smith saying"
    if sentence.tags[last.start() - 1] == "m":
        return found  # "a letter to Smith saying"
    return (last.start(), j) if sentence.tags[found[0] - 1] in "if" or found[0] < last.start() else found


def infinitive(sentence: Sentence, cue: Cue, lexicon: Lexicon, found: list[Attribution]) -> Attribution | None:
    """Read "went on to say": only after words that tell that it was said."""
    for j in range(cue.group - 2, max(-1, cue.group - 9), -1):
        if sentence.word(j) in lexicon.asserting:
            subject = mentions.before(sentence, j)[0] or (found[-1].subject if found else None)
            content, about = content_of(sentence, cue, lexicon)
            if content is None or (about and "Q" not in sentence.tags[slice(*content)]):
                return None  # "the fire continues to challenge firefighters"
            return Attribution(subject, [content], (cue.token, cue.token + 1), None, about)
    content, about = content_of(sentence, cue, lexicon)
    if content is None or "Q" not in sentence.tags[content[0] : content[1]]:
        return None
    subject = mentions.main_subject(sentence, 0, cue.group)
    return Attribution(subject, [content], (cue.token, cue.token + 1), None, about, 0.4)


def passive(sentence: Sentence, cue: Cue, lexicon: Lexicon, found: list[Attribution]) -> Attribution | None:
    """Read "the move was first reported by X"; "Smith was asked" has no speaker, least of all Smith."""
    tags, k = sentence.tags, cue.token
    if tags[k + 1 : k + 2] != "i" or sentence.word(k + 1) != "by" or is_medium(sentence, k + 2, lexicon):
        if cue.base in lexicon.quoting and "sG" in tags[k:]:
            return _quoted_as(sentence, cue)
        return _unnamed(sentence, cue, lexicon)
    if cue.base in lexicon.quoting and ("sG" in tags[k:] or tags[cue.group - 1 : cue.group] == ","):
        return _quoted_as(sentence, cue)
    subject = mentions.after(sentence, k + 2)
    if subject and (told := _BY_WHOM_THAT.match(tags, subject[1])):
        content = _asked(sentence, told.end() - 1)
        return Attribution(subject, [content], (k, k + 1)) if content else None
    content = mentions.main_subject(sentence, mentions.clause_start(tags, cue.group), cue.group)
    if not subject or not content or tags[slice(*content)] in ("P", "h") or cue.base not in lexicon.object:
        return None
    return Attribution(subject, [content], (k, k + 1), None, about=True)


def _unnamed(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> Attribution | None:
    """Read what nobody is named for: "was told that", "asked whether", "asked about the tax", "was accused of lying"."""
    content, about = content_of(sentence, cue, lexicon)
    k = cue.token
    main = _MAIN_CLAUSE.search(sentence.tags, k)
    leads_up = not sentence.tags[: cue.group].strip("s")  # "Asked whether …, she said", "When asked …, she said"
    end = min(content[1], main.start()) if content and main and leads_up else content[1] if content else 0
    quoted = [(q, q + 1) for q in sentence.quoted if content and content[0] <= q < end]
    if quoted:
        return Attribution(None, quoted, (k, k + 1), None, about, 0.4)
    following = _NEXT_TO_CUE.match(sentence.tags, k + 1)
    if content is None or following is None or negated(sentence, cue):
        return None
    opens, word = following.end() - 1, sentence.word(following.end() - 1)
    asks = cue.base in lexicon.question and (
        sentence.tags[opens] in "th" or word in lexicon.question_words or word in lexicon.conditions
    )
    told = sentence.tags[opens] == "t" and cue.base in lexicon.clause | lexicon.person
    bidden = sentence.tags[opens] == "m" and cue.base in lexicon.person & lexicon.infinitive | lexicon.question
    spoken_of = word in lexicon.prepositional.get(cue.base, ()) and cue.base in lexicon.question | lexicon.charging
    if not (asks or told or bidden or spoken_of):
        return None
    clause = _asked(sentence, opens + spoken_of)
    return Attribution(None, [clause], (k, k + 1), None, spoken_of, 0.7) if clause else None


def _asked(sentence: Sentence, p: int) -> Phrase | None:
    """Return the content at token `p`, which ends before the main clause: "Asked whether it was late, she nodded"."""
    content = bounded(sentence, p)
    main = _MAIN_CLAUSE.search(sentence.tags, p) if content else None
    return (content[0], min(content[1], main.start())) if content and main and main.start() > content[0] else content


def _quoted_as(sentence: Sentence, cue: Cue) -> Attribution | None:
    """Read "“…,” Smith was quoted by the agency as saying"; "Smith, quoted by the agency, said" is read with "said"."""
    tags, k = sentence.tags, cue.token
    subject = mentions.before(sentence, k)[0]
    if subject is None or not subject[0] or tags[subject[0] - 1] not in ",-Q" or "sG" not in tags[k:]:
        return None
    end = subject[0] - 1 if tags[subject[0] - 1] in ",-" else subject[0]
    return Attribution(subject, [(0, end)], (k, k + 1), via=quoter(sentence, k)) if end else None
