"""Who may be meant by a pronoun: people named before it, who has the floor, and who is the topic of the sentences before."""

import re
from collections.abc import Iterator, Sequence

from retrieval.domain import Span
from retrieval.quotations.antecedents import REACH, Mentioned, Salience
from retrieval.quotations.bearers import Bearer
from retrieval.quotations.cast import Cast
from retrieval.quotations.names import Name

#: how many mentions back a pronoun looks
_LOOK = 30
#: so many sentences back, the topic is carried on by pronouns
_DEEPEST = 12
#: a verb behind a name: "Odo Tarn met", "Odo Tarn, his coat wet, nodded"
_ACTS = re.compile(
    r"(?:,[^,.;\n]{1,60},)?\s(?:[a-z]+ed|said|says|met|told|was|is|had|has|went|came|took|gave|stood|sat|grew|sold|won|died"
    r"|lost|left|made|became|began|ran|held|led|spoke|wrote|saw|knew|thought|felt|kept|got|put|wore|drove|fell|lives|plays"
    r"|runs|works|believes|thinks|hopes|wants|knows|fears|loves|likes|remembers|recalls|sees|feels|stands|sits)\b"
)
#: what is done to people alone: "married Odo Tarn"
_MET = re.compile(
    r"\b(?:met|married|wed|told|asked|thanked|hugged|kissed|loved|hired|sued|accused|interviewed|questioned|arrested|befriended)"
    r" (?:the [a-z]+ )?$"
)
_OWNED = re.compile(r"['’]s ([a-z]+)")
_PLACED = re.compile(r"\b(?:in|at|near|from|across|outside|to|the|many|some|most|all) $")
#: "Larrow said it would"
_AS_BODY = re.compile(r"\s[a-z]+(?: that)? its? ")
_NOBODY = Mentioned(0, 0, Bearer(Name(()), (), None, None), named=False)


class Candidates:
    """Finds the antecedents of the pronouns of one text, whose people and bodies are the `cast`."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.text = cast.text
        self.words = cast.words
        #: who spoke last
        self.floor: Mentioned | None = None
        self._salience = Salience(cast.text, cast.words)
        #: whom pronouns that begin a sentence stand for, by where they begin
        self._topics: dict[int, tuple[Bearer, float] | None] = {}
        #: the mentions that a pronoun was sought among, by where they end
        self._mentioned: dict[int, Mentioned] = {}

    def antecedent(self, at: int, kind: str, said: Sequence[Span] = (), depth: int = 0) -> tuple[Bearer, float] | None:
        """Return whom the pronoun of gender `kind` at `at` stands for and how surely (0 to 1), None where nobody fits.

        `said` are the fragments of the quotation beside it. A pronoun that begins a sentence before it means whom it means.
        """
        before = self._salience.topic_before(at, kind) if depth < _DEEPEST else None
        topic: Mentioned | None = None
        if before:
            if before[0] not in self._topics:
                self._topics[before[0]] = self.antecedent(before[0], kind, depth=depth + 1)
            found = self._topics[before[0]]
            topic = Mentioned(*before, found[0], topic=found[1]) if found else None
        return self._salience.antecedent(at, kind, self._candidates(at, topic), said)

    def _candidates(self, at: int, topic: Mentioned | None) -> Iterator[Mentioned]:
        if self.floor is not None and self.floor.start < at and self.cast.is_person(self.floor.bearer):
            yield self.floor
        if topic is not None:
            yield topic
        for start, end, bearer in self.cast.before(at, _LOOK):
            if at - start > REACH:
                return
            known = self._mentioned.get(end)
            if known is None or not known.named:
                known = self._mentioned[end] = self._meaning(start, end, bearer, known)
            if known.end:
                yield known

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
        if bearer.name.organisation or not (
            _ACTS.match(self.text, end) or self._is_owner(end) or _MET.search(self.text, max(0, start - 24), start)
        ):
            return False
        if len(bearer.name.words) > 1:
            return True
        places = bearer.mentions
        return not any(_PLACED.search(self.text, max(0, a - 9), a) or _AS_BODY.match(self.text, b) for a, b in places)

    def _is_owner(self, end: int) -> bool:
        owned = _OWNED.match(self.text, end)
        return owned is not None and owned.group(1) in self.words.bodily
