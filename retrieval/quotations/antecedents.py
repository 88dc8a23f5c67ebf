"""Whom "he" and "she" stand for, by salience: how near somebody was mentioned, as what, and whether the gender agrees.

After S. Lappin, H. Leass: An Algorithm for Pronominal Anaphora Resolution, Computational Linguistics 20 (1994), with the one
who spoke last as a further factor. What two candidates leave open stays open.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from retrieval.domain import Span
from retrieval.quotations.bearers import Bearer
from retrieval.quotations.genders import gender_by_grammar
from retrieval.quotations.kin import begun_as_kin, kin_before, kin_of
from retrieval.quotations.lexicon import Lexicon

#: how far back, in characters, a pronoun may reach
REACH = 1500
#: what counts for and against a candidate
_SENTENCE, _PARAGRAPH, _SUBJECT, _SPEAKER = -1.0, -1.2, 1.0, 1.4
_GENDER, _QUOTED, _POSSESSIVE, _UNPROVEN = 1.5, -2.0, -0.8, -1.0
#: who stands within a clause on something else is hardly whom the text is about
_WITHIN_CLAUSE = -1.6
#: who comes in as somebody's relative is not whom the text is about
_RELATIVE = -0.8
#: a gender that the text hints at, and one that the form of the given name does
_HINTED, _FORMED = 1.2, 0.9
#: of whom nothing tells the gender, half may be meant by either pronoun
_UNTOLD_GENDER = 0.5
#: so many sentences and paragraphs back, those further back than this count the same
_FURTHEST = 4
#: how sure a lead over the second is: at least this lead, this much
_LEADS = ((2.0, 0.95), (1.2, 0.9), (0.7, 0.8), (0.35, 0.65))
_OPEN = 0.5
#: between two of whom nothing tells the gender: the most, unless the lead is beyond doubt
_UNTOLD, _BEYOND_DOUBT = 0.65, 3.0
#: who has a gender that agrees and so little less merit may be meant instead of whom nothing tells the gender
_RIVAL = 1.6
#: what the way to the sentence before, in the paragraph or the one before, counts at least
_NEAR = _SENTENCE + _PARAGRAPH - 0.1
#: no mention has a greater merit
_MOST = _SPEAKER + _GENDER
_STOP = re.compile(r"[.!?…\n](?:(?<!\n)['\"”’)]*\s+|(?<=\n)\s*)")  # one set of characters first: quicker
_LINE = re.compile(r"\n\s*")
#: a name this near to the start of its sentence, behind a title at most, is taken for its subject
NEAR_START = 24
_OWN = re.compile(r"[^.!?\n]{0,90}?\b(he|him|his|himself|she|her|herself)\b")
#: "Ann Smith came in 1960 and stayed. Her boat": nobody else is named in between, or before in the paragraph
_OWN_NEXT = re.compile(r"[^.!?\nA-Z“\"]{0,160}[.!?] (He|She|His|Her) ([a-z]{1,20})")
_APPOSED = re.compile(r",\s(?:his|her)\s[^,.\n]{1,60}(?=[,.\n])")
#: "the dress that Ann Smith wore"
_EMBEDDED = re.compile(r"([a-z]{2,20}) (?:that|which|whom) $")
_OBJECT_BEHIND = re.compile(r" (?:an?|the|his|her|its|that) ")
_VERB_BEFORE = re.compile(r"[A-Z][\w’'-]{1,20} ([a-z]{2,20}ed) $")
_WORD = re.compile(r"\w+")
_NEXT = re.compile(r" ([a-z]+)")
#: the word behind an adverb or conjunction that begins a sentence, and the letters of those
_SECOND, _LIGHT = re.compile(r",? (\w+)"), frozenset("a&b")
_MARKS = re.compile(r"[“”\"]")


class Mentioned(NamedTuple):
    """A person who may be meant: where they were mentioned last, and whether they spoke there."""

    start: int
    end: int
    bearer: Bearer
    spoke: bool = False
    #: whether anything but the form of the name tells that it is a person
    named: bool = True
    #: how sure that is where it is a pronoun that begins a sentence, as its topic, or one that speaks; 0 where it is a name
    topic: float = 0.0


class Salience:
    """Weighs the people of one text: where its sentences and paragraphs end is found once."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self.text = text
        self.words = words
        #: where sentences end, and the next ones begin
        self._stops = list(map(re.Match.span, _STOP.finditer(text)))
        self._places: dict[int, float] = {}
        self._lines = [line.start() for line in _LINE.finditer(text)]

    def antecedent(
        self, at: int, kind: str, mentions: Iterable[Mentioned], said: Sequence[Span]
    ) -> tuple[Bearer, float] | None:
        """Return whom the pronoun of gender `kind` at `at` stands for and how surely (0 to 1), None where nobody fits.

        `mentions` are those of people before it, who spoke last and then the nearest first; names inside `said`, the
        quotation beside the pronoun, do not count.
        """
        best: dict[Bearer, float] = {}
        proven: set[Bearer] = set()
        carried: dict[Bearer, float] = {}
        # what a further one must reach to change who leads, or by how much it matters
        least = float("-inf")
        first, last = (said[0][0], said[-1][1]) if said else (0, 0)
        sentence, paragraph = bisect_left(self._stops, (at,)), bisect_left(self._lines, at)
        for one in mentions:
            bearer = one.bearer
            if bearer.gender not in (None, kind) or at - one.start > REACH:
                continue
            if first <= one.start < last and any(a <= one.start < b for a, b in said):
                continue
            most = self._nearness(one.end, sentence, paragraph) + _MOST
            if most <= least and not one.spoke and not one.topic:
                break
            known = best.get(bearer, float("-inf"))
            if most <= known:
                continue
            merit = most - _MOST + self._merit(kind, one)
            far = most - _MOST <= _NEAR and not one.spoke and not one.topic
            told = one.named or one.spoke or bearer.spoken or len(bearer.mentions) > 1 or len(bearer.name.words) > 1
            if not far or (told and self._is_told(bearer)):
                proven.add(bearer)
            if merit > known:
                best[bearer] = merit
                carried[bearer] = one.topic or 1.0
                ranks = sorted(best.values())
                least = max(ranks[-1] - _BEYOND_DOUBT, ranks[-2] if len(ranks) > 1 else float("-inf"))
        if not best:
            return None
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if ranked[0][0] not in proven or self._contradicts(ranked[0][0], kind):
            return ranked[0][0], min(_UNTOLD, carried[ranked[0][0]])  # one word far away, or "his widow, Ann, said he"
        lead = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else _LEADS[0][0]
        sure = next((sure for least, sure in _LEADS if lead >= least), _OPEN)
        if len(ranked) > 1 and lead < _BEYOND_DOUBT and not self._is_told(ranked[0][0]):
            others = [one for one, merit in ranked[1:] if ranked[0][1] - merit < _RIVAL]
            if not self._is_told(ranked[1][0]) or any(self._agrees(one, kind) for one in others):
                sure = min(sure, _UNTOLD)
        return ranked[0][0], min(sure, carried[ranked[0][0]])

    def starts_before(self, at: int, most: int) -> Iterator[int]:
        """Return where up to so many sentences before that of `at` begin, the latest first."""
        n = self._sentence(at)
        for _, begin in reversed(self._stops[max(0, n - most - 1) : max(0, n - 1)]):
            yield begin
        if 0 < n <= most:
            yield 0

    def topic_before(self, at: int, kind: str) -> Span | None:
        """Return the pronoun of gender `kind` that begins one of the last two sentences before that of `at`."""
        n = self._sentence(at)
        for _, begin in reversed(self._stops[max(0, n - 3) : max(0, n - 1)]):
            word = _WORD.match(self.text, begin)
            if word and self.words.tags.get(word.group().lower()) in _LIGHT:
                word = _SECOND.match(self.text, word.end())  # "Instead she wrote"
            if (
                word
                and self.words.pronouns.get(word.group(word.lastindex or 0).lower()) == kind
                and not is_quoted(self.text, begin)
            ):
                return word.span(word.lastindex or 0)
        return None

    def _is_told(self, bearer: Bearer) -> bool:
        """Say whether anything tells the gender of a bearer."""
        return bearer.gender is not None or bool(leaning_of(self.text, bearer, self.words))

    def _contradicts(self, bearer: Bearer, kind: str) -> bool:
        """Say whether a bearer comes in as a relative of another gender than that of a pronoun: "Her widow, Ann"."""
        others = self.words.female_titles if kind == "m" else self.words.male_titles
        start, end = bearer.mentions[0] if bearer.mentions else (0, 0)
        return bearer.gender is None and (kin_of(self.text, start, end) or begun_as_kin(self.text, start)) in others

    def _agrees(self, bearer: Bearer, kind: str) -> bool:
        """Say whether what tells the gender of a bearer, if only the form of the name, agrees with a pronoun."""
        return kind in (bearer.gender, leaning_of(self.text, bearer, self.words).lower())

    def _nearness(self, end: int, sentence: int, paragraph: int) -> float:
        """Return what the way from `end` to a pronoun in the sentence and paragraph of these numbers counts."""
        sentences = sentence - bisect_left(self._stops, (end,))
        paragraphs = paragraph - bisect_left(self._lines, end)
        return _SENTENCE * min(sentences, _FURTHEST) + _PARAGRAPH * min(paragraphs, 2)

    def sentence_start(self, at: int) -> int:
        """Return where the sentence begins that `at` stands in."""
        n = self._sentence(at)
        return self._stops[n - 1][1] if n else 0

    def _sentence(self, at: int) -> int:
        """Return the number of the sentence that `at` stands in."""
        n = bisect_left(self._stops, (at + 1,))
        return n - 1 if n and self._stops[n - 1][1] > at else n

    def _place(self, one: Mentioned) -> float:
        """Return what a mention counts by where it stands: as a subject, as an owner, inside quotation marks."""
        known = self._places.get(one.start)
        if known is None:
            known = 0.0
            near = one.start - self.sentence_start(one.start) <= NEAR_START and not self._is_object(one.start)
            if near or self._follows_comma(one):
                known += _SUBJECT
            if self.text[one.end : one.end + 2] in ("'s", "’s"):
                known += _POSSESSIVE
            elif kin_before(self.text, one.start, one.end) in self.words.serving:
                known += _RELATIVE
            if is_quoted(self.text, one.start):
                known += _QUOTED
            within = _EMBEDDED.search(self.text, max(0, one.start - 40), one.start)
            if within and within.group(1) not in self.words.bases:
                known += _WITHIN_CLAUSE
            self._places[one.start] = known
        return known

    def _is_object(self, at: int) -> bool:
        """Say whether somebody does something to whom a name at `at` means: "Smith hammered Jones"."""
        if self.text[at - 3 : at] != "ed ":
            return False
        verb = _VERB_BEFORE.search(self.text, max(0, at - NEAR_START), at)
        return verb is not None and verb.group(1) not in self.words.bases

    def _follows_comma(self, one: Mentioned) -> bool:
        """Say whether a name is the subject behind words that lead up to it: "Even in May, Smith was"."""
        if self.text[one.start - 2 : one.start] != ", ":
            return False
        verb = _NEXT.match(self.text, one.end)
        if verb is None:
            return False
        if verb.group(1).endswith("s") and _OBJECT_BEHIND.match(self.text, verb.end()):
            return True  # "Hours later, after lunch, Smith makes a statement"
        begin = self.sentence_start(one.start)
        return (
            (self.words.tags.get(verb.group(1), "w") in "vVSxX" or verb.group(1).endswith("ed"))
            and self.words.tags.get(_first_word(self.text, begin).lower(), "w") in "aisGgYb&"
            and self.text.find(",", begin, one.start - 2) < 0
        )

    def _merit(self, kind: str, one: Mentioned) -> float:
        """Return what counts for a mention wherever it stands: as what somebody is mentioned, and the gender."""
        if one.topic and not one.spoke:
            return _SUBJECT + _HINTED
        text = self.text
        score = _SPEAKER if one.spoke else self._place(one)
        if one.bearer.gender == kind:
            return score + _GENDER
        leaning = leaning_of(text, one.bearer, self.words)
        # "Tarn grew up here, he said": the pronoun behind a name tells that it is a person's
        score += 0.0 if one.named or leaning.islower() else _UNPROVEN
        if not leaning:
            return score + (_UNTOLD_GENDER if one.named else 0.0)
        weight = _FORMED if leaning.isupper() else _HINTED
        return score + (weight if leaning.lower() == kind else -weight)


def _first_word(text: str, begin: int) -> str:
    word = _WORD.match(text, begin)
    return word.group() if word else ""


def is_quoted(text: str, at: int) -> bool:
    """Say whether a mention stands in quotation marks, as far as its line tells."""
    begin = max(text.rfind("\n", 0, at), at - 600) + 1
    marks = _MARKS.findall(text, begin, at)
    return bool(marks) and (marks[-1] == "“" or (marks[-1] == '"' and marks.count('"') % 2 == 1))


def leaning_of(text: str, bearer: Bearer, words: Lexicon) -> str:
    """Return the gender that a text hints at, "f" or "m", or else the form of a given name, "F" or "M"; "" for none."""
    if bearer.leaning is None:
        bearer.leaning = _leaning(text, bearer, words)
    return bearer.leaning


def _leaning(text: str, bearer: Bearer, words: Lexicon) -> str:
    for start, end in bearer.mentions[:3]:
        kin = kin_of(text, start, end) or begun_as_kin(text, start)
        if kin in words.female_titles or kin in words.male_titles:
            return "f" if kin in words.female_titles else "m"
        apposed = _APPOSED.match(text, end)
        own = _OWN.match(text, apposed.end() if apposed else end)
        if own:
            return "f" if own.group(1) in ("she", "her", "herself") else "m"
        following = _OWN_NEXT.match(text, end) if text[start - 1 : start] in ("", "\n") else None
        if following and following.group(2) not in words.bases:  # whose words "she said" are is the question
            return "f" if following.group(1) in ("She", "Her") else "m"
    if words.has_gender and (told := gender_by_grammar(text, bearer.mentions[:3], words)):
        return told
    given = bearer.name.words[0].lower() if len(bearer.name.words) > 1 else ""
    if given.endswith(words.female_endings):
        return "F"
    return "M" if given.endswith(words.male_endings) else ""
