"""The weights of the ranking: few, named, and set by hand or by `onrecord tune`. config/ranking.yaml holds the same names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: what each feature adds to a sentence's score, in nats of the odds that it is the sentence that answers
SENTENCE = {
    "passage": 2.19, "before": -0.85, "after": 0.37, "around": 2.05, "focus": 1.95, "names": -0.18,
    "density": 1.28, "spread": 1.84, "event": 0.49, "opening": 0.61, "first": 0.5, "short": -0.32,
    "caption": 0.09, "old": -1.45, "old_for_news": -1.46, "year": 0.53, "days": 1.0, "pairs": 1.02, "fitness": 1.65,
    "member": 2.96, "proximity": 0.82, "vote": 1.19, "feedback": 1.06, "echo": -0.56,
}  # fmt: skip
#: the same for sentences that come without an archive, a headline, a date or neighbours
ALONE = {
    "passage": 1.29, "around": 0.84, "focus": 0.84, "names": 0.76, "density": 0.15, "spread": 0.84, "short": 0.04,
    "pairs": 0.42, "fitness": 0.79, "member": 0.3, "proximity": 0.53, "vote": 1.07, "feedback": 0.97,
    "echo": -0.02,
}  # fmt: skip
#: what an article as a whole adds to its passages' values in a search
ARTICLE = {"together": 1.0, "passage": 2.9, "headline": 1.9, "spread": 3.4}
#: what speaks for the answer being there at all, in nats of its odds
PROBABILITY = {
    "bias": -9.94, "around": 1.71, "spread": 2.89, "most_around": 2.27, "most_spread": 3.08, "score": 3.35,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything in ranking and abstaining that is set by data. Unknown names are ignored, missing ones count nothing."""

    sentence: Mapping[str, float] = field(default_factory=lambda: dict(SENTENCE))
    alone: Mapping[str, float] = field(default_factory=lambda: dict(ALONE))
    probability: Mapping[str, float] = field(default_factory=lambda: dict(PROBABILITY))
    article: Mapping[str, float] = field(default_factory=lambda: dict(ARTICLE))
    #: below this probability that the answer is there, the bot says that it has none
    minimum_probability: float = 0.386
    #: how many sentences are read closely
    sentences_read: int = 24
