"""The weights of the ranking: few, named, and set by hand or by `onrecord tune`. config/ranking.yaml holds the same names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: what each feature adds to a sentence's score, in nats of the odds that it is the sentence that answers
SENTENCE = {
    "passage": 3.61, "coverage": 0.2, "before": -0.32, "around": 2.56, "focus": 1.14, "telling": 1.09,
    "telling_share": 1.15, "spread": 3.6, "event": 0.3, "opening": 0.13, "first": 0.36, "old": -0.43,
    "old_for_news": -2.27, "pairs": 0.28, "fitness": 1.42, "member": 2.29, "vote": 1.33, "feedback": 0.21,
    "spoken": 1.16,
}  # fmt: skip
#: the same where an encoder has read the sentences
SENTENCE_WITH_READER = {
    "passage": 0.9, "coverage": -0.56, "before": 0.46, "around": -0.54, "focus": 0.26, "telling": 0.16,
    "telling_share": 0.78, "spread": 1.84, "event": 0.42, "opening": 0.01, "first": 0.34, "old": -0.55,
    "old_for_news": -1.68, "pairs": -0.22, "fitness": 0.93, "member": 2.37, "vote": 1.2, "feedback": 0.26,
    "spoken": 1.1, "meaning": 3.94, "meaning_whole": 2.81,
}  # fmt: skip
#: the same for sentences that come without an archive, a headline, a date or neighbours
ALONE = {
    "passage": 1.39, "coverage": 0.9, "around": 0.9, "focus": 0.89, "telling": 0.1, "telling_share": 0.82,
    "spread": 0.9, "pairs": 0.53, "fitness": 0.9, "member": 0.38, "vote": 0.97, "feedback": 0.61,
}  # fmt: skip
#: the same of these, where an encoder has read them
ALONE_WITH_READER = {
    "passage": 0.78, "coverage": 0.46, "around": 0.46, "focus": 0.45, "telling": 0.05, "telling_share": 0.36,
    "spread": 0.46, "pairs": 0.14, "fitness": 0.83, "member": 0.38, "vote": 0.78, "feedback": 0.55,
    "meaning": 1.18, "meaning_whole": 1.47,
}  # fmt: skip
#: what an article as a whole adds to its passages' values in a search
ARTICLE = {"together": 1.0, "passage": 2.9, "headline": 1.9, "spread": 3.4}
#: what speaks for the first sentence being right, in nats of its odds
PROBABILITY = {
    "bias": -5.96, "score": 2.62, "margin": 0.43, "spread": 2.4, "fits": -0.17, "misses": -0.61,
    "rarest_unseen": 0.61,
}  # fmt: skip
#: the same where an encoder has read the sentences
PROBABILITY_WITH_READER = {
    "bias": -22.87, "score": 1.68, "margin": 0.64, "spread": 0.66, "meaning": 0.43, "meaning_whole": 0.87,
    "fits": -0.08, "misses": -1.04, "rarest_unseen": 1.02,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything in ranking and abstaining that is set by data. Unknown names are ignored, missing ones count nothing.

    Those named `…_with_reader` stand in the place of the others where an encoder has read the candidates.
    """

    sentence: Mapping[str, float] = field(default_factory=lambda: dict(SENTENCE))
    sentence_with_reader: Mapping[str, float] = field(default_factory=lambda: dict(SENTENCE_WITH_READER))
    alone: Mapping[str, float] = field(default_factory=lambda: dict(ALONE))
    alone_with_reader: Mapping[str, float] = field(default_factory=lambda: dict(ALONE_WITH_READER))
    probability: Mapping[str, float] = field(default_factory=lambda: dict(PROBABILITY))
    probability_with_reader: Mapping[str, float] = field(default_factory=lambda: dict(PROBABILITY_WITH_READER))
    article: Mapping[str, float] = field(default_factory=lambda: dict(ARTICLE))
    #: below this probability that the answer is there, the bot says that it has none
    minimum_probability: float = 0.2
    #: how many sentences are read
    sentences_read: int = 48
