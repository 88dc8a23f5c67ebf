"""Words that name where something comes from, without a verb of saying: "according to", "laut", "по словам"."""

import re

from retrieval.quotations import mentions
from retrieval.quotations.contents import bounded, content_end
from retrieval.quotations.cues import Cue
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.reported import Attribution
from retrieval.quotations.tagged import Sentence

_NAME_THEN_COMMA = re.compile(r",N+(?=,)")
_FIRST_NOUN = re.compile(r"d*(?:N+|[wT]N*)(?:fd?(?:N+|[wT]))*(?=[^.]{3})")
#: "dem Sprecher der Feuerwehr, Jens Aal, wurden …": a genitive without "of", and the name
_GENITIVE = re.compile(r"(?:[df][wN]+)*(?:,N+(?=,[xXvVp]))?")
_ANY_VERB = re.compile(r"[vVSxXQBpGwe]")
_SAID = re.compile(r",[xXnaY]*[VSB]")
#: "The bridge, according to Smith, is safe"
_THEN_CLAUSE = re.compile(r",[^,;:]{0,12}[vVSxXp]")
_ATTRIBUTED = re.compile(r"(?:Q,?)?(?:P|d?[NTwZ#]+)[VS][aY]{0,2}|(?:Q,?)?[VS]d?[NTwZ#]+")


def without_clause(tags: str, subject: Phrase) -> Phrase:
    """Cut what looks like an apposition and is the clause that follows: "По словам мэра, три человека пострадали"."""
    rest = tags[subject[1] :].strip(".")
    if (rest and not rest.startswith("Q")) or "," not in tags[slice(*subject)]:
        return subject
    comma = tags.index(",", *subject)
    named = _NAME_THEN_COMMA.match(tags, comma)
    return subject[0], named.end() if named else comma


def _unset(sentence: Sentence, g: int, p: int) -> Attribution | None:
    """Read "Secondo il rapporto mancavano due milioni", where nothing sets off what the source says."""
    named = _FIRST_NOUN.match(sentence.tags, p)
    content = bounded(sentence, named.end()) if named else None
    return Attribution(named.span(), [content], (g, p), confidence=0.6) if named and content else None


def according(sentence: Sentence, cue: Cue, lexicon: Lexicon, found: list[Attribution]) -> Attribution | None:
    """Read "…, according to Smith", "According to Smith, …" and "Smith zufolge …"."""
    tags, g, p = sentence.tags, cue.group, cue.token + 1
    if sentence.word(cue.token) in lexicon.constructions.sources_after:
        named, rest = mentions.ending(sentence, g), bounded(sentence, p)
        return Attribution(named, [rest], (g, p)) if named and rest else None
    if cue.token - g == 2 and tags[cue.token] == "A" and sentence.word(cue.token - 1) in lexicon.pronouns:
        subject: Phrase | None = (cue.token - 1, cue.token)  # "по его словам"
    elif tags[p : p + 1] == "O":
        subject = (p, p + 1)  # "selon lui"
    else:
        subject = mentions.after(sentence, p)
    if not subject:
        return None
    if lexicon.constructions.nouns_in_capitals:
        subject = subject[0], _GENITIVE.match(tags, subject[1]).end()  # type: ignore[union-attr]
    elif lexicon.constructions.verb_first:
        subject = without_clause(tags, subject)
    if g and tags[g - 1] not in "&b" and _ANY_VERB.search(tags, 0, g):
        end = g - 1 if tags[g - 1] == "," else g
        # nothing is the paper's in "Smith said, according to the paper" and "Smith came and, according to the paper, said"
        said = _ATTRIBUTED.fullmatch(tags, 0, end) or (g > 1 and tags[g - 2] in "&b" and _SAID.match(tags, subject[1]))
        if said:
            return None
        middle = tags[g - 1] == "," and _THEN_CLAUSE.match(tags, subject[1])
        more = [(subject[1] + 1, content_end(sentence, subject[1] + 1))] if middle else []
        return Attribution(subject, [(0, end), *more], (g, p))
    if not g and "," not in tags and lexicon.constructions.verb_first and not lexicon.constructions.nouns_in_capitals:
        return _unset(sentence, g, p)
    comma = tags.find(":" if tags[subject[1] : subject[1] + 2] == ":Q" else ",", subject[1] - 1)
    content = bounded(sentence, comma + 1) if comma >= 0 else None
    if comma < 0 and lexicon.constructions.nouns_in_capitals:
        content = bounded(sentence, subject[1])  # the verb follows at once: "Laut Smith wurden drei Menschen verletzt"
    return Attribution(subject, [content], (g, p)) if content else None
