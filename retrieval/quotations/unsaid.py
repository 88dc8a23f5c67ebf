"""What is no statement: words that somebody did not say, or that nobody says, or says only if."""

import re

from retrieval.quotations.cues import Cue, Use
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.reported import Attribution
from retrieval.quotations.tagged import Sentence

_FINITE = re.compile(r"[xn]*[vVSXxBa]")
_NAMED_THEN_VERB = re.compile(r"N{1,3}[xXvVS]")
_FIRST_NOUN = re.compile(r"d*w{0,2}?w(?=[^wNTvVSXx]|$)")
_VERBS = frozenset("vVSxXp")
#: "did Smith say it was late?" asks whether he did
_ASKS = frozenset(("did", "does", "do", "has", "have"))
_UNTRUE = frozenset(("untrue", "false", "rumour", "rumours", "rumor", "rumors", "myth"))
#: "an inn, formerly called The Heron"; "an inn, then called Smith" may be what somebody did next
_NAMED_TOO = frozenset(("also", "formerly", "originally", "previously", "sometimes", "often", "usually", "locally"))
_RELATIVES = frozenset(("which", "who", "whom", "whose"))
_WHATEVER = frozenset(("all", "whatever"))
_MODALS = frozenset(("could", "should", "would", "might"))
#: behind a negation, these tell that it was said: "not only said"
_NOT_ONLY = frozenset(("only", "just", "merely", "simply"))
#: words this far before a form of saying still bear on it: "stopped short of ever saying"
_REACH = 3


def is_unsaid(sentence: Sentence, cue: Cue, one: Attribution, lexicon: Lexicon) -> bool:
    """Say whether what a cue attributes was not said: "left without saying whether", "nobody said", "if Smith says"."""
    if cue.use in (Use.PARTICIPLE, Use.INFINITIVE):
        return _is_avoided(sentence, cue, lexicon)
    if cue.use is not Use.FINITE or one.subject is None:
        return False
    return _is_of_nobody(sentence, cue, one, one.subject, lexicon) or (
        _is_counterfactual(sentence, cue) or _is_forged(sentence, one.subject[0], lexicon)
    )


def _is_of_nobody(sentence: Sentence, cue: Cue, one: Attribution, subject: Phrase, lexicon: Lexicon) -> bool:
    """Say whether the subject of a verb of saying, or what stands before it, tells that nobody said so."""
    start, end = subject
    first = sentence.word(start)
    if first in lexicon.nobody or first in ("no", "not"):
        return True
    if (one.contents and _tells_nothing(sentence, *one.contents[0], lexicon)) or _are_denied(
        sentence, cue, one, lexicon
    ):
        return True
    if one.contents and _tells_of_noun(sentence, cue, one.contents[0]):
        return True
    between = range(end, cue.token)
    if sentence.tags[0] == "s" and sentence.word(0) in lexicon.conditions and _is_supposed(sentence, cue):
        return True
    if between and "Q" not in sentence.tags and any(sentence.word(at) in ("neither", "nor") for at in between):
        return True  # "would neither confirm nor deny that"
    before = sentence.word(start - 1) if start else ""
    if before in lexicon.nobody or before in ("no", "nor", "not"):
        return True
    if (before in lexicon.indefinite or before in _WHATEVER) and one.contents:
        return sentence.tags[one.contents[0][0]] in "xXvVS"  # "anything she said could be used against her"
    if before == "what" and one.contents and _is_judged(sentence.tags, start - 1, one.contents[0][0]):
        return True
    if before == "that" and _is_untrue(sentence, start - 1):
        return True
    if start == 1 and before in _ASKS and end <= cue.token:
        return True
    if before not in lexicon.conditions or end > cue.token:
        return False
    # "Had Smith said": only where it begins the clause
    return sentence.tags[start - 1] == "s" or start == 1


def _are_denied(sentence: Sentence, cue: Cue, one: Attribution, lexicon: Lexicon) -> bool:
    """Say whether words in marks are said not to have been said: "never said “no”", but "not only said “no”"."""
    if not sentence.quoted or cue.base in lexicon.denying or not negated(sentence, cue):
        return False
    if one.about and cue.base not in lexicon.calling:
        return False  # "did not address the “leak”": spoken of by somebody
    only = any(sentence.word(at) in _NOT_ONLY for at in range(cue.group, cue.token))
    return not only and any(a <= token < b for token in sentence.quoted for a, b in one.contents)


def _is_untrue(sentence: Sentence, that: int) -> bool:
    """Say whether what follows a "that" is said not to be so: "it is not true that Smith said", "the rumour that he said"."""
    before = sentence.word(that - 1) if that else ""
    return before in _UNTRUE or (
        before == "true" and that > 1 and sentence.word(that - 2) in ("not", "n't", "isn't", "isn’t")
    )


def _is_counterfactual(sentence: Sentence, cue: Cue) -> bool:
    """Say whether a verb group tells what was not said: "could have said"."""
    if cue.group > cue.token - 2:
        return False
    group = [sentence.word(at) for at in range(cue.group, cue.token)]
    return "have" in group and not _MODALS.isdisjoint(group)


def _is_forged(sentence: Sentence, subject: int, lexicon: Lexicon) -> bool:
    """Say whether what stands before a subject tells that it did not say so: "a fake letter claimed that Smith had said"."""
    for at in range(subject - 1, -1, -1):
        if sentence.tags[at] in ",;:&bQ":
            return False
        if sentence.word(at) in lexicon.forged:
            return True
    return False


def _is_supposed(sentence: Sentence, cue: Cue) -> bool:
    """Say whether a verb of saying tells what somebody would say: "If asked, Smith would say that"."""
    return any(sentence.word(at) in ("would", "might", "could") for at in range(cue.group, cue.token))


def _tells_nothing(sentence: Sentence, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether a content is no statement: "said nothing about it", "said no more", "said a prayer for the drowned"."""
    tags, first = sentence.tags, sentence.word(start)
    if first in ("nothing", "no", "little", "not") and tags[start:end] != "Q":
        return sentence.word(min(start + (first in ("no", "not")), end - 1)) in (
            "nothing",
            "more",
            "little",
            "much",
        ) and (start + 1 >= end or not _FINITE.match(tags, start + 1))
    noun = _FIRST_NOUN.match(tags, start, end) if tags[start] in "dw" else None
    return noun is not None and sentence.word(noun.end() - 1) in lexicon.spoken_things


def _tells_of_noun(sentence: Sentence, cue: Cue, clause: Phrase) -> bool:
    """Say whether a clause is told of a noun before it: "recalled the pills, which may be harmful"."""
    start, end = clause
    if sentence.word(start) not in _RELATIVES or cue.token + 1 >= start - 1 or sentence.tags[start - 1] != ",":
        return False
    return "that" not in map(sentence.word, range(start, end))  # "told the court, which was full, that"


def _is_avoided(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    tags, group = sentence.tags, cue.group
    if cue.use is Use.PARTICIPLE and group > 1 and sentence.word(group - 1) == "as":
        # "was quoted, wrongly, as saying", "was misquoted as saying"
        return any(sentence.word(at) in lexicon.forged for at in range(max(0, group - _REACH - 1), group - 1))
    for at in range(group - 1, max(-1, group - 1 - _REACH), -1):
        if tags[at] in ",;:Q":
            return False
        word = sentence.word(at)
        if word in lexicon.unsaid or (word in lexicon.declining and cue.use is Use.INFINITIVE):
            return tags[at - 1 : at] != "n"  # "never stopped saying"
    # "left before saying where": a question that was left open
    asks = tags[cue.token + 1 : cue.token + 2] == "s" and cue.base in lexicon.clause
    return asks and group > 0 and tags[group - 1] in "is" and cue.use is Use.PARTICIPLE


def named_so(sentence: Sentence, cue: Cue, subject: Phrase, lexicon: Lexicon) -> bool:
    """Say whether a participle only names something: "they wanted a formula called the “chain”"."""
    start, tags = subject[0], sentence.tags
    if sentence.word(cue.token) not in lexicon.naming:
        return False
    if cue.group < cue.token:  # "his first inn, also called The Heron, in Larrow"
        behind_noun = tags[max(0, cue.group - 2) : cue.group] in ("w,", "N,")
        return behind_noun and sentence.word(cue.group) in _NAMED_TOO
    if _NAMED_THEN_VERB.match(tags, cue.token + 1):
        return True  # "The village called Larrow has no shop"
    if start == 0:
        return sentence.word(0) in ("a", "an") and tags[cue.token + 1 : cue.token + 2] in ("Q", "N")
    if tags[start - 1] in "vVeXx" and tags[cue.token - 1] == "w" and tags[cue.token + 1 : cue.token + 2] == "Q":
        return True  # "That was the third print called “The Reaper”"
    named = tags[cue.token + 1 : cue.token + 2] in ("N", "Q") and tags[start - 1] in ",&b"
    return sentence.word(start) in ("a", "an") and (named or tags[start - 1] in "vVeXxwif")


def denied(sentence: Sentence, cue: Cue, lexicon: Lexicon, content: Phrase) -> bool:
    """Say whether the clause is what somebody did not say: "did not say that …"."""
    if cue.base not in lexicon.clause or "Q" in sentence.tags[content[0] : content[1]]:
        return False
    return negated(sentence, cue)


def negated(sentence: Sentence, cue: Cue) -> bool:
    """Say whether a verb of saying is negated."""
    if cue.group == cue.token:
        return False
    helpers = range(cue.group, cue.token)
    return any(sentence.tags[i] == "n" or sentence.word(i).endswith("n't") for i in helpers)


def _is_judged(tags: str, what: int, verb: int) -> bool:
    """Say whether the words behind a cue are said of the words, not in them: "What Brill said was wrong".

    In "the victim of what Brill said was fraud left" she said so: there the sentence has another verb.
    """
    if tags[verb] not in _VERBS:
        return False
    return _VERBS.isdisjoint(tags[:what]) and _VERBS.isdisjoint(tags[verb + 1 :])
