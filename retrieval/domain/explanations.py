"""Why an answer was given: what was looked for, what of it stands where, and what else came near."""

from dataclasses import dataclass

from retrieval.domain.answers import Answer
from retrieval.domain.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Explanation:
    """What spoke for the first sentence of an answer, or for the nearest one where nothing surely answers.

    `wanted` is the type of answer that was looked for ("place"), None where the question tells none, and `found` the words of
    the sentence that are one. Of the question's words `inside` stand in the sentence, `around` in the rest of its article and
    `nowhere` in neither. `place` is how near the sentence is in meaning among those that were read, from 1; None where
    nothing was read for its meaning. `others` are further sentences that came near, `speakers` further people quoted;
    `whose` words were asked for.
    """

    answer: Answer
    first: Evidence
    wanted: str | None = None
    found: str | None = None
    inside: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    place: int | None = None
    read: int = 0
    others: tuple[Evidence, ...] = ()
    speakers: tuple[str, ...] = ()
    whose: str | None = None
