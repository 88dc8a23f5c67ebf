"""The weights of the ranking: few, named, and set by hand or by `onrecord tune`. config/ranking.yaml holds the same names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: what each feature adds to a sentence's score, in nats of the odds that it is the sentence that answers
SENTENCE = {
    "passage": 3.4, "coverage": 0.1, "before": -0.6, "around": 2.6, "focus": 1.4, "telling": 1.1,
    "telling_share": 0.7, "spread": 3.0, "event": 0.3, "opening": 0.3, "first": 0.5, "old": -0.8,
    "old_for_news": -2.3, "away": -2.0, "pairs": 0.3, "fitness": 1.9, "member": 2.3, "described": 2.0, "vote": 1.1,
    "feedback": 0.2, "spoken": 1.0, "speaker": 2.1, "asked_of": 1.0, "question": -12.0, "after_question": 4.0, "unended": -2.0,
    "no_person": -4.0, "restated": -4.0,
}  # fmt: skip
#: the same where an encoder has read the sentences
SENTENCE_WITH_READER = {
    "passage": 0.2, "coverage": -1.9, "before": -0.3, "around": -0.5, "focus": 0.1, "telling": -0.3,
    "telling_share": 0.7, "spread": 1.2, "event": 0.1, "opening": 0.2, "first": 0.4, "old": -0.6,
    "old_for_news": -1.4, "away": -2.0, "pairs": -0.6, "fitness": 1.3, "member": 2.2, "described": 2.0, "vote": 1.1,
    "feedback": 0.1, "spoken": 0.5, "speaker": 2.8, "asked_of": 0.3, "question": -12.0, "after_question": 2.0, "unended": -2.0,
    "no_person": -5.0, "restated": -6.0,
    "meaning": 0.7, "meaning_alone": 2.6, "meaning_in_context": 3.8, "meaning_whole": 0.5,
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
    "bias": -1.15, "score": 0.96, "choice": -0.72, "around": 0.24, "spread": 1.56, "event": 0.67,
    "asks_person": -0.03, "asks_figure": -0.1, "lacks_figure": -3.5, "lacks_name": -1.0, "another_story": -6.0,
    "names_unseen": -0.9,
}  # fmt: skip
#: the same where an encoder has read the sentences
PROBABILITY_WITH_READER = {
    "bias": -10.25, "agreed": 0.6, "literal": 1.0,
    "score": 0.37, "choice": -0.65, "around": -0.91, "spread": -0.21, "event": 0.42,
    "meaning": -0.84, "meaning_alone": -1.15, "meaning_in_context": 2.47, "meaning_whole": 0.67,
    "elsewhere": -0.97, "asks_person": 0.55, "asks_figure": -0.55, "lacks_figure": -2.0, "lacks_name": -1.0,
    "another_story": -2.0, "names_unseen": -0.87,
}  # fmt: skip
#: the same for a question on the story at hand, which need not be told from others; and where an encoder has read it
PROBABILITY_AT_HAND = {"bias": 0.6, "choice": -0.65, "lacks_figure": -1.4, "asks_person": 0.3}
PROBABILITY_AT_HAND_WITH_READER = {
    "bias": 1.7, "choice": -1.0, "lacks_figure": -1.3, "lacks_name": -0.3, "asks_person": 0.9,
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
    probability_at_hand: Mapping[str, float] = field(default_factory=lambda: dict(PROBABILITY_AT_HAND))
    probability_at_hand_with_reader: Mapping[str, float] = field(
        default_factory=lambda: dict(PROBABILITY_AT_HAND_WITH_READER)
    )
    article: Mapping[str, float] = field(default_factory=lambda: dict(ARTICLE))
    #: below this probability that the answer is there, the bot says that it has none
    minimum_probability: float = 0.23
    #: the same where an encoder has read the sentences
    minimum_probability_with_reader: float = 0.33
    #: how many sentences are read
    sentences_read: int = 48
