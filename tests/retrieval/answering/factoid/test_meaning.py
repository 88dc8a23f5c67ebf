"""What an encoder adds to the scores: which texts it is given, in which order, and what becomes of its answers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from retrieval.answering.factoid.candidates import OPENED
from retrieval.answering.factoid.scoring import (
    CONTEXT,
    FEATURES,
    GAP,
    MEANING,
    OWN,
    TENTHS,
    WHOLE,
    WITHOUT_READER,
    Scored,
    Scorer,
    rescored,
    score_sentences,
)
from retrieval.answering.factoid.standalone import FEWEST, rank_sentences, score_alone
from retrieval.answering.factoid.weights import Weights
from retrieval.reading.reader import Likeness

from ..memory_archive import MemoryArchive, sources_of

STORIES = [
    {
        "id": "fog",
        "headline": "Ferry sinks",
        "text": "The ferry Marisol sank in fog near Port Ellary. Nobody was hurt.",
    },
    {"id": "bare", "text": "The ferry had been painted in May."},
]
QUESTION = "Where did the ferry sink?"


class Told:
    """A reader that gives what it was told for a text, and remembers what it was given."""

    languages: frozenset[str] = frozenset()

    def __init__(self, answers: dict[str, Likeness | None]) -> None:
        self.answers, self.given = answers, []

    def read(self, question: str, texts: Sequence[str], until: float | None = None) -> list[Likeness | None]:
        self.given += list(texts)
        return [next((one for words, one in self.answers.items() if words in text), None) for text in texts]


def likeness(whole: float, tokens: Sequence[float], own: Sequence[float]) -> Likeness:
    return Likeness(whole, np.array(tokens), np.array(own))


def score(reader: Any, weights: Weights | None = None, stories: Sequence[dict[str, str]] = STORIES) -> Scored:
    sources = sources_of(MemoryArchive(stories))
    found = sources.search.retrieve(sources.search.analyse(QUESTION))
    scored = score_sentences(found.analysis, found.candidates, Scorer(sources.archive, weights or Weights(), reader), 9)
    assert scored is not None
    return scored


def at(scored: Scored, words: str) -> int:
    return next(n for n, text in enumerate(scored.reading.texts) if words in text)


def test_sentences_are_read_below_their_headlines_the_most_promising_first() -> None:
    reader = Told({})
    scored = score(reader)
    texts = scored.reading.texts
    below = {text: f"Ferry sinks.\n{text}" if "painted" not in text else text for text in texts}
    assert reader.given == [below[texts[n]] for n in scored.order]
    assert scored.scores[scored.order].tolist() == sorted(scored.scores.tolist(), reverse=True)


def test_who_speaks_stands_before_a_sentence_that_does_not_name_them_where_words_are_asked_for() -> None:
    text = (
        "Mayor Ana Brill opened the pier. “The ferry sank,” she said. Brill said it rained. Ana Brill said it was late."
    )
    sources = sources_of(MemoryArchive([{"id": "one", "headline": "Ferry", "text": text}]))
    for question, before in (
        ("Who said that the ferry sank?", "Ana Brill, Mayor: "),
        ("Where did the ferry sink?", ""),
    ):
        reader = Told({})
        found = sources.search.retrieve(sources.search.analyse(question))
        score_sentences(found.analysis, found.candidates, Scorer(sources.archive, Weights(), reader), 9)
        assert f"Ferry.\n{before}“The ferry sank,” she said." in reader.given
        assert "Ferry.\nAna Brill said it was late." in reader.given


def test_where_nothing_was_reached_in_time_no_encoder_took_part() -> None:
    scored = score(Told({}))
    assert not scored.meant
    assert not {MEANING, OWN, WHOLE, CONTEXT, GAP} & scored.values.keys()
    assert scored.scores.tolist() == score(None).scores.tolist()


def test_what_an_encoder_gives_is_in_tenths_and_what_was_not_reached_is_as_far_as_any() -> None:
    near, far = likeness(0.8, [0.9, 0.5], [0.7, 0.3]), likeness(0.6, [0.5, 0.6], [0.2, 0.2])
    scored = score(Told({"Marisol": near, "painted": far, "hurt": None}))
    assert scored.meant
    ferry, painted, hurt = at(scored, "Marisol"), at(scored, "painted"), at(scored, "hurt")

    def values(name: str) -> list[float]:
        return [scored.values[name][n] / TENTHS for n in (ferry, painted, hurt)]

    assert values(MEANING) == pytest.approx([0.7, 0.55, 0.55])
    assert values(OWN) == pytest.approx([0.5, 0.2, 0.2])
    assert values(WHOLE) == pytest.approx([0.8, 0.6, 0.6])
    # the second token is nearer in the other sentence by .1
    assert values(GAP) == pytest.approx([0.05, 0.2, 0.05])


def test_a_sentence_takes_up_what_those_before_it_say() -> None:
    """The nearest token counts of a sentence, its headline, or the two sentences before: not of those behind it."""
    text = "Anna Velde spoke. The ferry sank. She was 34. It rained in Brunn."
    reader = Told(
        {
            "spoke": likeness(0.5, [0.9, 0.1, 0.1], [0.8, 0.1, 0.1]),
            "sank": likeness(0.5, [0.2, 0.9, 0.2], [0.2, 0.7, 0.2]),
            "34": likeness(0.5, [0.3, 0.3, 0.6], [0.3, 0.3, 0.6]),
            "rained": likeness(0.5, [0.1, 0.1, 0.1], [0.1, 0.1, 0.1]),
        }
    )
    scored = score(reader, stories=[{"id": "one", "headline": "Ferry", "text": text}])
    context = {words: scored.values[CONTEXT][at(scored, words)] / TENTHS for words in ("spoke", "sank", "34", "rained")}
    assert context["spoke"] == pytest.approx(np.mean([0.9, 0.1, 0.1]))
    assert context["sank"] == pytest.approx(np.mean([0.8, 0.9, 0.2]))
    assert context["34"] == pytest.approx(np.mean([0.8, 0.7, 0.6]))
    assert context["rained"] == pytest.approx(np.mean([0.3, 0.7, 0.6]))


def test_where_an_encoder_took_part_the_scores_are_by_the_weights_that_know_of_it() -> None:
    weights = Weights(sentence_with_reader={MEANING: 1.0, "coverage": 2.0})
    scored = score(Told({"": likeness(0.8, [0.9, 0.5], [0.7, 0.3])}), weights)
    expected = scored.values[MEANING] + 2.0 * scored.values["coverage"]
    assert scored.scores.tolist() == pytest.approx(expected.tolist())


def test_every_feature_has_one_name_and_those_of_the_encoder_come_last() -> None:
    assert len(set(FEATURES)) == len(FEATURES)
    assert (*WITHOUT_READER, MEANING, OWN, CONTEXT, WHOLE) == FEATURES


def test_other_weights_put_the_same_sentences_in_another_order() -> None:
    scored = score(None)
    up, down = rescored(scored, {"coverage": 1.0}, meant=False), rescored(scored, {"coverage": -1.0}, meant=True)
    assert up.scores.tolist() == pytest.approx((-down.scores).tolist())
    for one in (up, down):
        assert one.scores[one.order].tolist() == sorted(one.scores.tolist(), reverse=True)
    assert (up.meant, down.meant) == (False, True)


def test_no_sentence_is_scored_where_there_is_none() -> None:
    sources = sources_of(MemoryArchive(STORIES))
    found = sources.search.retrieve(sources.search.analyse("zebra"))
    assert score_sentences(found.analysis, found.candidates, Scorer(sources.archive, Weights()), 9) is None
    assert score_alone(QUESTION, [], Weights()) is None


def test_a_sentence_that_has_gone_is_not_scored() -> None:
    archive = MemoryArchive(STORIES)
    sources = sources_of(archive)
    found = sources.search.retrieve(sources.search.analyse(QUESTION))
    del archive.kept["bare"]
    scored = score_sentences(found.analysis, found.candidates, Scorer(archive, Weights()), 9)
    assert scored is not None
    assert not any("painted" in text for text in scored.reading.texts)
    archive.kept.clear()
    assert score_sentences(found.analysis, found.candidates, Scorer(archive, Weights()), 9) is None


def test_only_the_best_by_counting_are_read() -> None:
    sources = sources_of(MemoryArchive(STORIES))
    found = sources.search.retrieve(sources.search.analyse(QUESTION))
    for keep in (1, 2):
        scored = score_sentences(found.analysis, found.candidates, Scorer(sources.archive, Weights()), keep)
        assert scored is not None
        best = sorted(scored.counted.tolist(), reverse=True)[:keep]
        assert scored.counted[scored.reading.rows].tolist() == best


def test_each_of_a_list_has_a_score_and_what_was_not_read_the_least() -> None:
    texts = ["It rained.", "The ferry Marisol sank near Port Ellary.", "The ferry was painted."]
    scores = rank_sentences(QUESTION, texts)
    assert max(scores) == scores[1]
    assert len(scores) == len(texts)
    alone = score_alone(QUESTION, texts, replace(Weights(), sentence=Weights().alone))
    assert alone is not None
    assert sorted(scores) == pytest.approx(sorted(alone.scores.tolist()))
    many = rank_sentences(QUESTION, [*texts, *(["It rained."] * OPENED)])
    assert many[-1] == pytest.approx(min(many[:OPENED]) - 1)
    assert rank_sentences("?", ["", "of the"]) == [0.0, 0.0]


def test_a_term_of_every_candidate_still_tells_something() -> None:
    """Alone, a few sentences are taken for some of fifty: a term in all of them is no rarer than one in fifty."""
    few = score_alone("Which ferry sank?", ["The ferry sank.", "The ferry left."], Weights())
    assert few is not None
    weights = dict(zip(few.reading.analysis.terms, few.candidates.weights.tolist(), strict=True))
    assert FEWEST == 50
    assert 0 < weights["ferri"] < weights["sank"]
