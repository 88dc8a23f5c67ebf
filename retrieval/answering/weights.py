"""The weights of the ranking: few, named, and set by hand or by `onrecord tune`. config/ranking.yaml holds the same names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: what each feature adds to a sentence's score, in nats of the odds that it is the sentence that answers
SENTENCE = {
    "passage": 1.1, "rank": 0.8, "coverage": 1.0, "before": 0.0, "headline": 0.8, "around": 0.5, "focus": 1.8,
    "focus_around": 0.4, "names": -0.6, "pairs": 0.6, "bm25": 0.9, "fits": 1.7, "fits_best": 1.7, "proximity": 1.1,
    "noun": 0.0, "noun_near": 0.5, "support": 0.0, "spread": 2.5, "vote": 0.7, "feedback": 1.0, "opening": 1.3,
    "short": -0.8, "long": 0.3, "caption": -0.5, "question": -1.2, "new": 0.0, "density": 1.2, "any_name": 0.0, "any_number": 0.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything in ranking and abstaining that is set by data. Unknown names are ignored, missing ones count nothing."""

    sentence: Mapping[str, float] = field(default_factory=lambda: dict(SENTENCE))
    #: the same for sentences that come without an archive
    alone: Mapping[str, float] = field(default_factory=lambda: dict(SENTENCE))
    probability: Mapping[str, float] = field(default_factory=dict)
    #: below this probability that the answer is there, the bot says that it has none
    minimum_probability: float = 0.5
    #: how many sentences are read closely
    sentences_read: int = 48
