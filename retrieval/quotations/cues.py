"""Words of saying: which of a sentence's words are cues, and how they are used."""

import re
from dataclasses import dataclass
from enum import Enum

from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.tagged import Sentence
from retrieval.quotations.tagging import source_at

_CUE = re.compile(r"[VSBGA]")
_ARTICLES = frozenset(("the", "a", "an"))
_JOINED_ADJECTIVE = re.compile(r"[d#Zi][we]&$")
#: "They left at noon, the Beacon reports."
_SAID_BEFORE = re.compile(r"[vVSxX][^;]{0,200},d?[NTZ]{1,40}$")
_TEAM_BEFORE = re.compile(r"[vVSxXP][^;,]{0,60},d[wNTZ]{1,6}(?:[if]d?[wNT]{1,6}){1,3}$")
#: "the call that changed it": a noun and what it did
_RELATIVE = re.compile(r"t(?:[vVSxXpn]|[we][dPOZ])")
_SAYS_IT = re.compile(r"[Tw]{0,2}N{1,4}:Q")
_RELATED = ("wSt", "wBt", "NSt", "NBt")
_BEFORE = frozenset("xXnaY")


class Use(Enum):
    """How a cue is used, which decides where its speaker stands."""

    FINITE = "finite"
    PASSIVE = "passive"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    ACCORDING = "according"


@dataclass(slots=True)
class Cue:
    """A cue: its token, the first token of its verb group ("has repeatedly said") or its words, its base form and its use."""

    token: int
    group: int
    base: str
    use: Use


def cues(sentence: Sentence, lexicon: Lexicon) -> list[Cue]:
    """Return the cues of a sentence in order, without nouns and adjectives that look like one."""
    found: list[Cue] = []
    for match in _CUE.finditer(sentence.tags):
        k = match.start()
        if match.group() == "A":
            source = source_at(sentence, k, lexicon.constructions)
            if source:
                found.append(Cue(source[1] - 1, source[0], "", Use.ACCORDING))
            continue
        group = k
        while group and sentence.tags[group - 1] in _BEFORE:
            group -= 1
        base = lexicon.bases.get(sentence.word(k))
        use = _use(sentence, k, group, base, lexicon) if base else None  # a possessive is tagged as its noun
        if base and use:
            found.append(Cue(k, group, base, use))
    return found


def _use(sentence: Sentence, k: int, group: int, base: str, lexicon: Lexicon) -> Use | None:
    tags = sentence.tags
    letter = tags[k]
    helpers = tags[group:k]
    if letter == "G":
        return _use_of_participle(tags, k, group)
    if letter == "V":
        by = tags[k + 1 : k + 2] == "i" and sentence.word(k + 1) == "by" and not is_medium(sentence, k + 2, lexicon)
        last = max(helpers.rfind("X"), helpers.rfind("x"))
        if by or (last >= 0 and helpers[last] == "X"):
            return Use.PASSIVE
        begins = group == k and (not k or tags[k - 1] in ",s")
        if base in lexicon.question and begins and tags[k + 1 : k + 2] in tuple("siYthm"):
            return Use.PASSIVE  # "Asked whether it was late", "when asked about it"
        if k and tags[k - 1] == "p" and _is_passive(sentence, k, lexicon):
            return Use.PASSIVE
        return None if _is_adjective(sentence, k, group, lexicon) else Use.FINITE
    if base in lexicon.nouns and not (_is_verb(tags, k, group, letter) or _bids(sentence, k, base, lexicon)):
        return None
    if base in lexicon.nouns and group == k and tags[k - 1 : k + 2] in _RELATED and sentence.word(k + 1) == "which":
        return None  # "a report which found"
    if base in lexicon.nouns and group == k and tags[k - 1 : k] == "w" and _is_related(sentence, k, letter, lexicon):
        return None  # "the phone call that woke the village"
    if letter == "B":
        if group and tags[group - 1] == "m":
            return Use.INFINITIVE
        return None if _is_noun(sentence, k, group) else Use.FINITE
    return Use.FINITE


def _use_of_participle(tags: str, k: int, group: int) -> Use | None:
    if "X" in tags[group:k]:
        return Use.FINITE
    if tags[k - 2 : k] == "dN" and (tags[k + 1 : k + 2] in tuple("vVSxX") or tags[k + 1 : k + 3] == "wd"):
        return None  # "the Smith warning protects"
    # "every warning", "the first defending champion": a noun, or beside one
    beside = group == k or tags[k + 1 : k + 2] == "w"
    return None if beside and group and tags[group - 1] in "dZ" else Use.PARTICIPLE


def is_medium(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Say whether a bare noun at `at` tells by what means something was said: "said by telephone that", "by letter"."""
    bare = sentence.tags[at : at + 1] == "w" or sentence.word(at) in lexicon.documents
    if not bare or sentence.tags[at + 1 : at + 2] not in ("t", "Q", ",", "P"):
        return False
    return not sentence.word(at).endswith(("s", "ing"))


def _is_related(sentence: Sentence, k: int, letter: str, lexicon: Lexicon) -> bool:
    """Say whether a word behind a noun is a noun itself, with a clause that tells of it: "the phone call that changed it"."""
    if _RELATIVE.match(sentence.tags, k + 1):
        return True
    before = sentence.word(k - 1)
    single = letter == "B" and sentence.tags[k - 2 : k - 1] == "d" and not before.endswith("s")
    return single and not (before in lexicon.organisations or before in lexicon.generic)


def _is_passive(sentence: Sentence, k: int, lexicon: Lexicon) -> bool:
    """Say whether the pronoun before a participle has a form of "be": "it's said that", "they're told", "he's called Odo"."""
    stem, _, clitic = sentence.word(k - 1).rpartition("'")
    named = clitic == "s" and sentence.word(k) in lexicon.naming
    return clitic in ("re", "m") or named or (clitic == "s" and lexicon.pronouns.get(stem) == "n")


def _bids(sentence: Sentence, k: int, base: str, lexicon: Lexicon) -> bool:
    """Say whether a word that is a noun as well promises or demands something: "Rabbis vow to leave"."""
    if sentence.tags[k + 1 : k + 2] != "m" or base not in lexicon.infinitive or not k or sentence.tags[k] == "V":
        return False
    plural = sentence.word(k - 1).endswith("s")
    return sentence.tags[k - 1] in "NTw" and plural == (sentence.tags[k] == "B")


def _is_adjective(sentence: Sentence, k: int, group: int, lexicon: Lexicon) -> bool:
    """ "the reported incident", "the accused": after a determiner, or between a preposition and a noun."""
    tags = sentence.tags
    if not group or group < k:
        return False
    if k == 1 and lexicon.constructions.verb_first and _SAYS_IT.match(tags, k + 1):
        return False  # "Das bestätigte Ann Smith: „…“"
    if _JOINED_ADJECTIVE.search(tags, max(0, k - 5), k) and sentence.word(k - 1) == "or":
        return True  # "at least 244 probable or confirmed cases"
    if tags[k - 1] in "dZ" and tags[k + 1 : k + 2] in tuple("wNTSB"):
        return sentence.word(k - 1) not in lexicon.quantifiers
    if tags[k - 1] == "#" and tags[k + 1 : k + 2] == "w":
        return True  # "300 pledged delegates"
    if tags[k - 1] == "d":
        return sentence.word(k - 1) in _ARTICLES
    return tags[k - 1] in "if" and tags[k + 1 : k + 2] in tuple("wNTSB")


def _is_noun(sentence: Sentence, k: int, group: int) -> bool:
    """ "a snappy retort": after a determiner and at most some adjectives, with nothing of a verb's before it."""
    tags = sentence.tags
    if set(tags[group:k]) & set("xn"):
        return False
    at = group
    while at and tags[at - 1] == "w":
        at -= 1
    if at < group and sentence.word(group - 1).endswith("s"):
        return False
    return at > 0 and tags[at - 1] == "d" and tags[k + 1 : k + 2] in ("", ".", ",", ":", "i", "f")


def _is_verb(tags: str, k: int, group: int, letter: str) -> bool:
    """Words that are nouns too ("claims", "report") are verbs only where a subject stands before and a clause after."""
    if set(tags[group:k]) & set("xn"):
        return True
    left = tags[group - 1] if group else ""
    right = tags[k + 1 : k + 2]
    if right == "(" and (close := tags.find(")t", k)) > 0:
        right = tags[close + 1]  # "Smith claims (Letters, May 4) that"
    if left in ("P", "h"):
        return True
    if letter == "S" and right in ("N", "T", "d") and (left == "Q" or tags[group - 2 : group] == "Q,"):
        return True  # “…,” laughs Ann Smith
    if left == "m":
        return letter == "B"
    if right in ("t", "P", "Q") or tags[k + 1 : k + 3] in (",Q", ":Q"):
        return left in tuple("NTwQ,)-")
    if left in ("N", "T", "w") and right in ("", ".", ",") and "Q" in tags[:group]:
        return True
    if letter == "S" and right == "i" and _TEAM_BEFORE.search(tags, 0, group):
        return True  # "They sleep, a team at Lome University reports in this week's Nature"
    if right in ("", ".") and _SAID_BEFORE.search(tags, 0, group):
        return True
    return left in ("N", "T") and right in ("d", "N", "O", "Z")
