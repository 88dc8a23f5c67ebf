"""The weights of the ranking: few, named, and set by hand or by `onrecord tune`. config/ranking.yaml holds the same names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: what each feature adds to a sentence's score, in nats of the odds that it is the sentence that answers
SENTENCE = {
    "passage": 2.46, "before": -0.96, "after": 0.58, "around": 1.91, "focus": 1.76, "names": -0.24,
    "density": 1.29, "spread": 2.05, "event": 0.54, "opening": 0.63, "first": 0.4, "short": -0.36,
    "caption": 0.31, "old": -1.86, "old_for_news": -1.54, "year": 0.54, "pairs": 1.09, "fitness": 1.59,
    "member": 2.6, "proximity": 0.68, "vote": 1.27, "feedback": 1.07, "echo": -0.51,
}  # fmt: skip
#: the same for sentences that come without an archive, a headline, a date or neighbours
ALONE = {
    "passage": 1.33, "around": 0.91, "focus": 0.91, "names": 0.79, "density": 0.17, "spread": 0.91, "short": 0.05,
    "pairs": 0.46, "fitness": 0.8, "member": 0.3, "proximity": 0.57, "vote": 1.07, "feedback": 0.95,
    "echo": -0.02,
}  # fmt: skip
#: what speaks for the answer being there at all, in nats of its odds
PROBABILITY = {
    "bias": -9.87, "around": 1.72, "spread": 3.18, "most_around": 2.3, "most_spread": 2.74, "score": 3.22,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything in ranking and abstaining that is set by data. Unknown names are ignored, missing ones count nothing."""

    sentence: Mapping[str, float] = field(default_factory=lambda: dict(SENTENCE))
    alone: Mapping[str, float] = field(default_factory=lambda: dict(ALONE))
    probability: Mapping[str, float] = field(default_factory=lambda: dict(PROBABILITY))
    #: below this probability that the answer is there, the bot says that it has none
    minimum_probability: float = 0.411
    #: how many sentences are read closely
    sentences_read: int = 24
