"""Who may be meant by a pronoun: people named before it, who has the floor, and who is the topic of the sentences before."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set

from retrieval.domain import Span
from retrieval.quotations.acting import acts
from retrieval.quotations.antecedents import NEAR_START, REACH, Mentioned, Salience, is_quoted
from retrieval.quotations.bearers import Bearer
from retrieval.quotations.bodies import has_article, is_noun
from retrieval.quotations.cast import Cast, Named
from retrieval.quotations.names import Name, bare
from retrieval.quotations.roles import is_role
from retrieval.text.languages import DEFAULT

#: how many mentions back a pronoun looks
_LOOK = 30
#: so many sentences back, the topic is carried on by pronouns
_DEEPEST = 12
#: what is done to people alone: "married Odo Tarn"
_MET = re.compile(
    r"\b(?:met|married|wed|told|asked|thanked|hugged|kissed|loved|hired|sued|accused|interviewed|questioned|arrested|befriended)"
    r" (?:the [a-z]+ )?$"
)
#: somebody without a name: "the late queen", no name behind it
_ROLE = re.compile(
    r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?) (?:([a-z-]{1,30}) )?([a-z-]{3,30})\b(?!,? [^\W\d_a-z]|['’]s)"
)
#: before "a woman", these tell what somebody with a name is
_IS_ONE = re.compile(r"(?:,|\b(?:is|was|as|be|been|became|become|being|like|not)) $")
#: "he told Smith", "she asked reporter Smith"
_TOLD = re.compile(r"[a-z]{2,4} ([a-z]+) (?:[a-z]+ )?(?=[^\W\d_a-z])")
#: who a sentence is about, behind its article, and so many sentences back somebody without a name may be meant
_STRANGER = re.compile(r"(A|The)n? ((?:[\w-]+ ){1,8})")
_STRANGERS = 2
#: a name alone on one of so many first lines is who wrote it
_BYLINES = 3
#: how sure a pronoun is at most that may mean somebody without a name
_RIVALLED = 0.6
#: how sure it is that somebody says of themselves what a pronoun says
_NOBODY_ELSE = 0.75
#: what may be a verb that no list has: "Ann Smith built a club"
_VERB_BEHIND = re.compile(
    r" (?!(?:of|and|in|for|at|on|to|by|with|from|or|as)\b)[a-z]{2,20} (?:an?|the|her|his|its|it|up|out|in|on)\b"
)
#: so many characters on, a pronoun still is that of who is named alone
_ALONE = 400
_OWN = re.compile(r"\b(he|she|his|her|He|She|His|Her) ([a-z]{1,20})")
_MARK = re.compile(r"[“”\"«»„]")
#: behind a noun that begins a sentence: "Shock would be an understatement"
_JUDGED = re.compile(r" (?:would|could|might|may|can|should) be\b")
_OWNED = re.compile(r"['’]s ([a-z]+)")
_PLACED = re.compile(r"\b(?:in|at|near|across|outside|the|many|some|most|all) $")
#: "they drove to Larrow", but not "the papers sent to Marla's lawyer"
_REACHED = re.compile(r"\b(?:to|from) $")
#: "Larrow said it would"
_AS_BODY = re.compile(r"\s[a-z]+(?: that)? its? ")
_NOBODY = Mentioned(0, 0, Bearer(Name(()), (), None, None), named=False)


class Candidates:
    """Finds the antecedents of the pronouns of one text, whose people and bodies are the `cast`."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.text = cast.text
        self.words = cast.words
        #: where the lines begin that are a name alone
        self._headings: list[int] | None = None
        #: who spoke last
        self.floor: Mentioned | None = None
        self._salience = Salience(cast.text, cast.words)
        #: whom pronouns that begin a sentence stand for, by where they begin
        self._topics: dict[int, tuple[Bearer, float] | None] = {}
        #: the mentions that a pronoun was sought among, by where they end
        self._mentioned: dict[int, Mentioned] = {}
        if cast.words.language == DEFAULT:
            self._learn_first()

    def antecedent(self, at: int, kind: str, said: Sequence[Span] = (), depth: int = 0) -> tuple[Bearer, float] | None:
        """Return whom the pronoun of gender `kind` at `at` stands for and how surely (0 to 1), None where nobody fits.

        `said` are the fragments of the quotation beside it. A pronoun that begins a sentence before it means whom it means.
        """
        before = self._salience.topic_before(at, kind) if depth < _DEEPEST else None
        topic: Mentioned | None = None
        if before:
            if before[0] not in self._topics:
                self._topics[before[0]] = self.antecedent(before[0], kind, depth=depth + 1)
            known = self._topics[before[0]]
            topic = Mentioned(*before, known[0], topic=known[1]) if known else None
        hearer = self._hearer(at)
        candidates = (one for one in self._candidates(at, topic) if one.bearer is not hearer)
        found = self._salience.antecedent(at, kind, candidates, said)
        if said and found is None:
            found = self._of_what_is_said(at, kind, said)
        if found and found[1] > _RIVALLED and self._is_rivalled(at, kind, found[0]):
            return found[0], _RIVALLED
        return found

    def _learn_first(self) -> None:
        """Take the gender of who is named first from a pronoun before anybody else is named: "Ann Smith built her boat"."""
        places = (one for one in self.cast.places if len(one[2].name.words) > 1 and not one[2].name.organisation)
        named = map(Named._make, places)
        passed: set[Bearer] = set()
        first = None
        for one in named:
            if self._may_be_person(one):
                first = one
                break
            passed.add(one.bearer)
        if first is None or first.bearer.gender is not None or is_quoted(self.text, first.start):
            return
        if passed - {first.bearer}:
            return
        end = next((one.start for one in named if one.bearer is not first.bearer), len(self.text))
        end = min(end, first.end + _ALONE)
        own = _OWN.search(self.text, first.end, end)
        if own is None or own.group(2) in self.words.bases or is_quoted(self.text, own.start()):
            return  # whose words "she said" are is the question
        between = self.text[first.end : own.start()].lower().split()
        if not any(is_role(bare(word), self.words) or bare(word) in self.words.serving for word in between):
            first.bearer.gender = self.words.pronouns.get(own.group(1).lower())

    def _may_be_person(self, one: Named) -> bool:
        return self.cast.is_person(one.bearer) or self._may_be_meant(one.bearer, one.start, one.end)

    def _hearer(self, at: int) -> Bearer | None:
        """Return who is spoken to right behind the pronoun at `at`, and so is not meant by it: "he told Smith"."""
        told = _TOLD.match(self.text, at)
        if told is None or told.group(1) not in self.words.bases:
            return None
        inside = self.cast.inside(told.end(), told.end() + 1)
        return inside[0].bearer if inside else None

    def _of_what_is_said(self, at: int, kind: str, said: Sequence[Span]) -> tuple[Bearer, float] | None:
        """Return the only person named in full in words reported before a pronoun: "Ann Smith would stay away, she said".

        Somebody else is likelier to say so; this holds where nobody else is there.
        """
        before = [(start, end) for start, end in said if end <= at]
        if not before or _MARK.search(self.text, before[0][0], at):
            return None
        named = {one.bearer for start, end in before for one in self.cast.inside(start, end)}
        people = [one for one in named if len(one.name.words) > 1 and one.gender in (None, kind)]
        return (people[0], _NOBODY_ELSE) if len(named) == len(people) == 1 and self.cast.is_person(people[0]) else None

    def _is_rivalled(self, at: int, kind: str, bearer: Bearer) -> bool:
        """Say whether somebody without a name who may be meant stands nearer in the sentence: "the late queen said she"."""
        begin = self._salience.sentence_start(at)
        nearest = max((end for _, end in bearer.mentions if end <= at), default=0)
        nouns = self.words.female_titles if kind == "f" else self.words.male_titles
        own = (bearer.role or "").lower()
        if self._spoke_since(bearer, nearest, at):
            return True
        if self._is_role_between(max(nearest, next(self._salience.starts_before(at, 1), begin)), begin, at, nouns, own):
            return True
        since = list(self._sentences_since(bearer, at))
        return any(self._is_stranger(start, nouns, own) for start in since) or (
            any(self._is_about_another(start, own) for start in since) and not self._was_subject(bearer, at)
        )

    def _is_role_between(self, start: int, begin: int, at: int, nouns: Set[str], own: str) -> bool:
        """Say whether somebody without a name stands between `start` and `at`; who is new may stand before `begin` too."""
        for role in _ROLE.finditer(self.text, start, at):
            new = self.text[role.start()] in "Aa"
            if new and _IS_ONE.search(self.text, max(0, role.start() - 8), role.start()):
                continue
            found = role.group(1) if role.group(1) in nouns else role.group(2)
            meant = (new or role.start() >= begin) and found in nouns and found not in own
            if meant and not is_quoted(self.text, role.start()):
                return True
        return False

    def _spoke_since(self, bearer: Bearer, nearest: int, at: int) -> bool:
        """Say whether somebody of whom nothing tells a person spoke last, and `bearer` was not named since."""
        last = self.floor
        if last is None or last.bearer is bearer or not nearest <= last.start < at:
            return False
        name = last.bearer.name
        if not any(last.start <= start < last.end for start, _ in last.bearer.mentions):
            return False  # a pronoun spoke
        return not (
            name.organisation or self.cast.is_person(last.bearer) or has_article(self.text, last.bearer, self.words)
        )

    def _sentences_since(self, bearer: Bearer, at: int) -> Iterator[int]:
        """Return where the last sentences before that of `at` begin, back to the one that `bearer` is the subject of."""
        spoke = self.floor.start if self.floor is not None and self.floor.bearer is bearer else 0
        for begin in self._salience.starts_before(at, _STRANGERS):
            if begin < spoke or any(begin <= start < begin + NEAR_START for start, _ in bearer.mentions):
                return
            yield begin

    def _is_stranger(self, begin: int, nouns: Set[str], own: str) -> bool:
        """Say whether a sentence is about somebody without a name: "A neighbour heard it", "The old man shrugged"."""
        found = _STRANGER.match(self.text, begin)
        if found is None:
            return False
        words = found.group(2).lower().split()
        for n, word in enumerate(words):
            known = word in nouns or (found.group(1) == "A" and is_role(word, self.words))
            if known and word not in own and word not in self.words.things:
                following = words[n + 1] if n + 1 < len(words) else ""
                return self.words.tags.get(following, "w") in "xXVSvhifaYG"
        return False

    def _is_about_another(self, begin: int, own: str) -> bool:
        """Say whether the subject of a sentence is a role that stands alone: "The Beacon Group owner told a paper"."""
        found = _STRANGER.match(self.text, begin)
        if found is None or found.group(1) != "The":
            return False
        words = found.group(2).split()
        for word, following in itertools.pairwise(words):
            if self.words.tags.get(following, "w") in "xXVSv" or following.endswith("ed"):
                singular = not (word.endswith("s") and is_role(word[:-1], self.words))
                known = singular and word not in self.words.things and word not in own
                return known and is_role(word, self.words)
        return False

    def _was_subject(self, bearer: Bearer, at: int) -> bool:
        """Say whether a sentence before `at` begins with somebody, or he or she has the floor."""
        if self.floor is not None and self.floor.bearer is bearer:
            return True
        starts = (start for start, _ in bearer.mentions if start < at)
        return any(start - self._salience.sentence_start(start) <= NEAR_START for start in starts)

    def _candidates(self, at: int, topic: Mentioned | None) -> Iterator[Mentioned]:
        begins = self._portrait(at)
        if self.floor is not None and begins <= self.floor.start < at and self.cast.is_person(self.floor.bearer):
            yield self.floor
        if topic is not None:
            yield topic
        for start, end, bearer in self.cast.before(at, _LOOK):
            if at - start > REACH or start < begins:
                return
            known = self._mentioned.get(end)
            if known is None or not known.named:
                known = self._mentioned[end] = self._meaning(start, end, bearer, known)
            if known.end:
                yield known

    def _portrait(self, at: int) -> int:
        """Return where the last line before `at` begins that is somebody's name alone, 0 where the text has no two such."""
        if self._headings is None:
            text = self.text
            behind = [(start, end) for start, end, _ in self.cast.places if text[end : end + 1] == "\n"]
            self._headings = [start for start, end in behind if self._is_line(start, end)]
        n = bisect_left(self._headings, at) if len(self._headings) > 1 else 0
        return self._headings[n - 1] if n else 0

    def _is_line(self, start: int, end: int) -> bool:
        """Say whether a name is a line of its own, below the first ones."""
        alone = self.text[start - 1 : start] == "\n" == self.text[end : end + 1]
        return alone and " " in self.text[start:end] and self.text.count("\n", 0, start) > _BYLINES

    def _meaning(self, start: int, end: int, bearer: Bearer, known: Mentioned | None) -> Mentioned:
        """Return a mention as one that a pronoun can mean, `_NOBODY` for none; what is `known` was found before."""
        if self.text[end : end + 1] == "/":
            return _NOBODY._replace(named=True)  # the credit of a picture: "Ann Tarn/Meridian"
        if self.cast.is_person(bearer):
            return Mentioned(start, end, bearer)
        if known is None:
            known = Mentioned(start, end, bearer, named=False) if self._may_be_meant(bearer, start, end) else _NOBODY
        return known

    def _may_be_meant(self, bearer: Bearer, start: int, end: int) -> bool:
        """Say whether somebody of whom nothing tells a person does what people do: "Odo Tarn met", "Odo Tarn's face"."""
        words = bearer.name.words
        if bearer.name.organisation or (len(words) > 1 and all(word.isupper() for word in words)):
            return False  # "DAILY LEDGER has reached out"
        opens = len(words) > 1 and start == self._salience.sentence_start(start) and _VERB_BEHIND.match(self.text, end)
        if not (
            opens
            or acts(self.text, end, self.words)
            or self._is_owner(end)
            or _MET.search(self.text, max(0, start - 24), start)
        ):
            return False
        if len(words) > 1:
            return not has_article(self.text, bearer, self.words)
        if len(bearer.mentions) == 1 and _JUDGED.match(self.text, end):
            return False
        if is_noun(self.text, bearer, self.words):
            return False  # "Folks lined up"
        return not any(self._is_place(a, b) or _AS_BODY.match(self.text, b) for a, b in bearer.mentions)

    def _is_place(self, start: int, end: int) -> bool:
        """Say whether what stands before a mention tells of a place."""
        if _PLACED.search(self.text, max(0, start - 9), start):
            return True
        return bool(_REACHED.search(self.text, max(0, start - 6), start)) and not _OWNED.match(self.text, end)

    def _is_owner(self, end: int) -> bool:
        owned = _OWNED.match(self.text, end)
        return owned is not None and owned.group(1) in self.words.bodily
