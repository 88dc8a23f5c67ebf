"""The weights of the ranking: few, named, and set by hand or by `onrecord tune`. config/ranking.yaml holds the same names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: what each feature adds to a sentence's score, in nats of the odds that it is the sentence that answers
SENTENCE = {
    "passage": 3.6, "coverage": 0.2, "before": -0.3, "around": 2.6, "focus": 1.2, "telling": 1.1,
    "telling_share": 1.1, "spread": 3.5, "event": 0.3, "opening": 0.1, "first": 0.4, "old": -0.5,
    "old_for_news": -2.3, "pairs": 0.3, "fitness": 1.4, "member": 2.3, "vote": 1.3, "feedback": 0.2, "spoken": 1.2,
    "speaker": 1.7,
}  # fmt: skip
#: the same where an encoder has read the sentences
SENTENCE_WITH_READER = {
    "passage": 1.0, "coverage": -2.4, "before": 0.4, "around": 0.4, "telling": -0.2, "telling_share": 0.4,
    "spread": 1.4, "event": 0.1, "first": 0.5, "old": -0.6, "old_for_news": -1.6, "pairs": -0.6, "fitness": 1.3,
    "member": 2.1, "vote": 1.0, "spoken": 0.7, "speaker": 3.1, "meaning": 2.4, "meaning_alone": 3.2,
    "meaning_whole": 1.0,
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
    "bias": -5.54, "score": 2.9, "margin": 0.38, "spread": 2.14, "fits": -0.45, "misses": -0.12,
    "misses_figure": -3.0, "rarest_unseen": 0.59,
}  # fmt: skip
#: the same where an encoder has read the sentences
PROBABILITY_WITH_READER = {
    "bias": -13.18, "score": 1.51, "margin": 0.59, "spread": 0.51, "meaning": 0.14, "meaning_alone": -0.36,
    "meaning_whole": 0.61, "elsewhere": -1.32, "most_elsewhere": 0.05, "fits": 0.15, "misses": -0.53,
    "misses_figure": -3.0, "rarest_unseen": 1.15,
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
    #: the same where an encoder has read the sentences
    minimum_probability_with_reader: float = 0.25
    #: how many sentences are read
    sentences_read: int = 48
