"""The weights of the ranking: few, named, and set by hand or by `onrecord tune`. config/ranking.yaml holds the same names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: what each feature adds to a sentence's score, in nats of the odds that it is the sentence that answers
SENTENCE = {
    "passage": 2.13, "before": -0.73, "after": 0.53, "around": 1.87, "focus": 1.93, "names": -0.21,
    "density": 1.27, "spread": 1.77, "event": 0.37, "opening": 0.6, "first": 0.5, "short": -0.67, "caption": 0.0,
    "old": -1.79, "old_for_news": -1.66, "year": 0.44, "days": 0.0, "pairs": 1.16, "fitness": 1.72,
    "member": 2.61, "proximity": 0.9, "vote": 1.3, "feedback": 0.78, "echo": -0.66,
}  # fmt: skip


#: what speaks for the answer being there at all, in nats of its odds
PROBABILITY = {
    "bias": -9.84, "around": 1.28, "spread": 3.01, "most_around": 2.58, "most_spread": 2.8, "score": 3.28,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything in ranking and abstaining that is set by data. Unknown names are ignored, missing ones count nothing."""

    sentence: Mapping[str, float] = field(default_factory=lambda: dict(SENTENCE))
    #: the same for sentences that come without an archive
    alone: Mapping[str, float] = field(default_factory=lambda: dict(SENTENCE))
    probability: Mapping[str, float] = field(default_factory=lambda: dict(PROBABILITY))
    #: below this probability that the answer is there, the bot says that it has none
    minimum_probability: float = 0.5
    #: how many sentences are read closely
    sentences_read: int = 24
