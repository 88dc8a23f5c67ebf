"""The weights of the ranking: few, named, and set by hand or by `onrecord tune`. config/ranking.yaml holds the same names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: what each feature adds to a sentence's score, in nats of the odds that it is the sentence that answers
SENTENCE = {
    "passage": 2.43, "before": -0.71, "after": 0.44, "around": 1.97, "focus": 1.88, "names": -0.22,
    "density": 1.3, "spread": 1.76, "event": 0.41, "opening": 0.62, "first": 0.46, "short": -0.33, "caption": 0.0,
    "old": -1.16, "old_for_news": -1.24, "year": 0.45, "days": 0.0, "pairs": 1.15, "fitness": 1.64,
    "member": 2.57, "proximity": 0.88, "vote": 1.24, "feedback": 0.98, "echo": -0.58,
}  # fmt: skip


#: the same for sentences that come without an archive, a headline, a date or neighbours
ALONE = {
    "passage": 1.33, "around": 0.91, "focus": 0.91, "names": 0.79, "density": 0.17, "spread": 0.91, "short": 0.05,
    "pairs": 0.46, "fitness": 0.8, "member": 0.3, "proximity": 0.57, "vote": 1.07, "feedback": 0.95,
    "echo": -0.02,
}  # fmt: skip
#: what speaks for the answer being there at all, in nats of its odds
PROBABILITY = {
    "bias": -9.84, "around": 1.28, "spread": 3.01, "most_around": 2.58, "most_spread": 2.8, "score": 3.28,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything in ranking and abstaining that is set by data. Unknown names are ignored, missing ones count nothing."""

    sentence: Mapping[str, float] = field(default_factory=lambda: dict(SENTENCE))
    alone: Mapping[str, float] = field(default_factory=lambda: dict(ALONE))
    probability: Mapping[str, float] = field(default_factory=lambda: dict(PROBABILITY))
    #: below this probability that the answer is there, the bot says that it has none
    minimum_probability: float = 0.5
    #: how many sentences are read closely
    sentences_read: int = 24
