"""Words that are passed on: who speaks where somebody else quotes, "the agency quoted Smith as saying"."""

import re

from retrieval.quotations import mentions
from retrieval.quotations.cues import Cue
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.reported import Attribution
from retrieval.quotations.tagged import Sentence

_AS_SAYING = re.compile(r"[NTwdOfi#aZ&,]{1,16}sG")
#: "quoted the minister, Ann Smith: “…”", "zitierte Smith mit den Worten: „…“"
_WORDS_BEHIND = re.compile(r"([TNwdOf#aZ,]{0,12}?N{1,4})(?:id?w)?:?(Q)")
_FINITE = re.compile(r"[VSX]")


def quoted_speaker(sentence: Sentence, cue: Cue) -> Phrase | None:
    """Return who speaks after a verb of quoting: "the agency quoted Smith as saying"."""
    found = _AS_SAYING.match(sentence.tags, cue.token + 1)
    if found is None:
        return None
    at = found.end() - 2
    return cue.token + 1, at - 1 if sentence.tags[at - 1] == "," else at


def words_behind(sentence: Sentence, cue: Cue) -> Attribution | None:
    """Read "the agency quoted Smith: “…”", where the words stand right behind whose they are."""
    found = _WORDS_BEHIND.match(sentence.tags, cue.token + 1)
    if found is None:
        return None
    via = mentions.before(sentence, cue.token)[0]
    return Attribution(found.span(1), [found.span(2)], (cue.token, cue.token + 1), via=via)


def passed_on(sentence: Sentence, at: int, lexicon: Lexicon) -> tuple[Phrase | None, Phrase | None]:
    """Return who speaks and who passes it on where "as saying" begins at token `at`."""
    for k in range(at - 1, -1, -1):
        if not _FINITE.match(sentence.tags[k]) or lexicon.bases.get(sentence.word(k)) not in lexicon.quoting:
            continue
        group = k
        while group and sentence.tags[group - 1] in "xXnaY":
            group -= 1
        if "X" in sentence.tags[group:k]:
            # "Smith was quoted by the agency as saying"
            return mentions.before(sentence, k)[0], quoter(sentence, k)
        return mentions.ending(sentence, at) if at > k + 1 else None, mentions.before(sentence, k)[0]
    return None, None


def quoter(sentence: Sentence, k: int) -> Phrase | None:
    """Return who quotes after the participle at token `k`: "quoted by the agency", "quoted as saying by the agency"."""
    if sentence.tags[k + 1 : k + 3] == "sG":
        k += 2
    if sentence.tags[k + 1 : k + 2] != "i" or sentence.word(k + 1) not in ("by", "in"):
        return None
    return mentions.after(sentence, k + 2)


def quoted_beside(sentence: Sentence, phrase: Phrase, lexicon: Lexicon) -> tuple[Phrase, Phrase | None]:
    """Part a speaker from who quotes in the apposition behind: "Smith, quoted by the agency, said"."""
    start, end = phrase
    if ",V" not in sentence.tags[start:end]:
        return phrase, None
    for k in range(start + 2, end):
        if sentence.tags[k - 1 : k + 1] == ",V" and lexicon.bases.get(sentence.word(k)) in lexicon.quoting:
            return (start, k - 1), quoter(sentence, k)
    return phrase, None
