"""Subjects behind their verbs, and what they said as the sentence goes on: "Dijo Smith: “…”", "Como dijo Smith, …"."""

import re

from retrieval.quotations import mentions
from retrieval.quotations.contents import behind, bounded, reported_without_that
from retrieval.quotations.cues import Cue
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.reported import Attribution
from retrieval.quotations.sources import without_clause
from retrieval.quotations.tagged import Sentence

#: what may stand between a subject behind its verb and what it says
_SAID_NEXT = re.compile(r"[aYe]{0,60}(?:[if]d?[#a]{0,60}[wNT#]{1,60}){0,12}(?:[,:-]{1,60}(?=Q)|,?-?(?=Q)|,?t)")
#: "Auf die Frage, ob …, antwortete Ann Smith knapp: „…“"
_ANSWERED = re.compile(r"d?[Tw]{0,2}N{1,3}[aYe]{0,2}:Q")
_ADVERBS_THEN_COMMA = re.compile(r"[aYw]{0,3},")


def postposed(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> Attribution | None:
    """Read "Auf die Frage antwortete Smith: “…”" and "Dijo Smith que …", where the subject stands behind its verb."""
    tags = sentence.tags
    if cue.token == cue.group == 1 and sentence.word(0) in lexicon.constructions.as_said:
        return _said_as(sentence, cue, lexicon)
    asked = tags[cue.group - 1 : cue.group] == "," and _ANSWERED.match(tags, cue.token + 1)
    if not asked and mentions.main_subject(sentence, 0, cue.group) is not None:
        return None
    subject = mentions.after(sentence, behind(sentence, cue, lexicon))
    if subject and lexicon.constructions.subjunctive:
        subject = without_clause(tags, subject)
    said = _SAID_NEXT.match(tags, subject[1]) if subject else None
    content = bounded(sentence, said.end()) if said else None
    if subject and content is None and tags[subject[1] : subject[1] + 1] == ",":
        content = reported_without_that(sentence, subject[1], lexicon)
    return Attribution(subject, [content], (cue.token, cue.token + 1)) if content else None


def as_said(sentence: Sentence, cue: Cue, subject: Phrase, lexicon: Lexicon) -> Attribution | None:
    """Read "Wie Smith sagte, …"."""
    k = cue.token
    at = subject[0] - 1
    comma = _ADVERBS_THEN_COMMA.match(sentence.tags, k + 1)
    if comma is None or sentence.word(at) not in lexicon.constructions.as_said:
        return None
    content = bounded(sentence, comma.end())
    return Attribution(subject, [content], (k, k + 1)) if content else None


def _said_as(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> Attribution | None:
    """Read "Como dijo Smith, …"."""
    subject = mentions.after(sentence, behind(sentence, cue, lexicon))
    subject = without_clause(sentence.tags, subject) if subject else None
    content = bounded(sentence, subject[1]) if subject and sentence.tags[subject[1] : subject[1] + 1] == "," else None
    return Attribution(subject, [content], (cue.token, cue.token + 1)) if content else None
