"""How quotations on a topic are ordered: by their words, the sentences around them, the headline and BM25."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.factoid.candidates import count_candidates
from retrieval.answering.quotes.ranking import (
    AFTER,
    AROUND,
    HEADLINE,
    OWN,
    RANK,
    ScoredQuotation,
    _is_fragment,
    _Places,
    distinct_quotations,
    score_quotations,
)
from retrieval.answering.search import Retrieved
from retrieval.domain import BlockKind, Hit, Passage, Quotation, QuotationKind, Speaker, overlaps
from retrieval.index.interface import CollectionStatistics
from retrieval.questions import analyse
from retrieval.ranking import bm25, inverse_document_frequencies
from retrieval.text.terms import analyzer


class World:
    """An article of sentences, one space between two, and quotations in it that are whole sentences."""

    def __init__(
        self, sentences: list[str], topic: str, headline: str = "", gaps: dict[int, str] | None = None
    ) -> None:
        self.text, self.spans = "", []
        for n, sentence in enumerate(sentences):
            self.text += (gaps or {}).get(n, " ") if n else ""
            self.spans.append((len(self.text), len(self.text) + len(sentence)))
            self.text += sentence
        terms = tuple(tuple(analyzer("en").terms(one)) for one in sentences)
        heading = tuple(analyzer("en").terms(headline))
        passage = Passage("a", 0, BlockKind.PARAGRAPH, tuple(self.spans), terms, heading)
        analysis = analyse(topic)
        statistics = CollectionStatistics(1000, 20.0, dict.fromkeys(analysis.terms, 20))
        hits = [Hit(passage, 1.0)]
        candidates = count_candidates(analysis, hits, statistics)
        self.found = Retrieved(analysis, hits, statistics, candidates)
        self.weight = dict(zip(analysis.terms, candidates.weights.tolist(), strict=True))

    def said(self, n: int, name: str | None = "Ana Brill", confidence: float = 1.0) -> Quotation:
        start, end = self.spans[n]
        speaker = Speaker(name or "she", start, start + 1, name)
        return Quotation(QuotationKind.DIRECT, ((start, end),), self.text[start:end], speaker, None, confidence, "a")

    def score(
        self, *quotations: Quotation, everyone: dict[str, list[Quotation]] | None = None
    ) -> dict[str, ScoredQuotation]:
        return {one.quotation.text: one for one in score_quotations(self.found, quotations, everyone)}

    def bm25(self, *texts: str) -> list[float]:
        terms = [analyzer("en").terms(text) for text in texts]
        scores = bm25(
            self.found.analysis.terms,
            terms,
            inverse_document_frequencies(self.found.statistics.passages, self.found.statistics.document_frequency),
            25.0,
        )
        return [score / (max(scores) or 1.0) for score in scores]


def test_a_score_is_what_its_words_its_neighbours_its_headline_and_bm25_add_up_to() -> None:
    world = World(
        ["The ferry sank.", "It was old.", "Fog came.", "The harbour closed."], "ferry fog harbour reef", "Reef"
    )
    old, fog = world.said(1), world.said(2, confidence=0.5)
    found = world.score(old, fog)
    ferry, foggy, harbour, reef = (world.weight[term] for term in ("ferri", "fog", "harbour", "reef"))
    old_rank, fog_rank = world.bm25(old.text, fog.text)
    covered = ferry + AFTER * foggy
    assert found[old.text].covered == pytest.approx(covered)
    assert found[old.text].score == pytest.approx(AROUND * covered + HEADLINE * (covered + reef) + RANK * old_rank)
    covered = ferry + foggy + AFTER * harbour
    assert found[fog.text].covered == pytest.approx(covered)
    assert found[fog.text].score == pytest.approx(
        (OWN * foggy + AROUND * covered + HEADLINE * (covered + reef) + RANK * fog_rank) * 0.5**0.25
    )


def test_a_word_or_two_in_marks_count_less_than_a_sentence_of_as_many() -> None:
    world = World(["Quite ferry.", "quite ferry", "and quite a ferry"], "ferry")
    sentence, words, longer = world.said(0), world.said(1), world.said(2)
    assert world.score(words)["quite ferry"].score == pytest.approx(0.6 * world.score(sentence)["Quite ferry."].score)
    assert world.score(longer)["and quite a ferry"].score > world.score(words)["quite ferry"].score


def test_only_two_sentences_before_and_one_after_are_looked_at() -> None:
    world = World(
        ["The ferry sank.", "It rained.", "It snowed.", "It was old.", "It hailed.", "Fog came."], "ferry fog"
    )
    assert world.score(world.said(3))["It was old."].covered == 0.0


def test_the_best_comes_first() -> None:
    world = World(["It rained.", "The ferry sank in fog.", "It snowed.", "It hailed.", "The ferry left."], "ferry fog")
    order = score_quotations(world.found, [world.said(4), world.said(0), world.said(1)])
    assert order[0].quotation.text == "The ferry sank in fog."
    assert [one.score for one in order] == sorted((one.score for one in order), reverse=True)
    assert score_quotations(world.found, []) == []


def test_a_sentence_in_which_somebody_else_speaks_says_nothing_of_these_words() -> None:
    gaps = {1: "\n\n", 2: "\n\n"}
    world = World(["The ferry sank.", "It was old.", "Fog came."], "ferry fog", gaps=gaps)
    mine, before, after = world.said(1), world.said(0, "Ola Renn"), world.said(2, "Ola Renn")
    assert world.score(mine)["It was old."].covered == pytest.approx(
        world.weight["ferri"] + AFTER * world.weight["fog"]
    )
    others = {"a": [before, mine, after]}
    assert world.score(mine, everyone=others)["It was old."].covered == 0.0
    own = {"a": [world.said(0), mine, world.said(2)]}
    assert world.score(mine, everyone=own)["It was old."].covered > 0


def test_a_question_put_to_them_in_the_same_paragraph_does() -> None:
    world = World(["The ferry sank.", "It was old.", "Fog came."], "ferry fog")
    mine = world.said(1)
    others = {"a": [world.said(0, "Ola Renn"), mine, world.said(2, "Ola Renn")]}
    assert world.score(mine, everyone=others)["It was old."].covered == pytest.approx(world.weight["ferri"])


def test_nobody_without_a_name_has_others() -> None:
    world = World(["The ferry sank.", "It was old."], "ferry", gaps={1: "\n\n"})
    mine = world.said(1, None)
    others = {"a": [world.said(0, "Ola Renn"), mine]}
    assert world.score(mine, everyone=others)["It was old."].covered == pytest.approx(world.weight["ferri"])


def scored(text: str) -> ScoredQuotation:
    return ScoredQuotation(Quotation(QuotationKind.DIRECT, ((0, 1),), text), 0.0, 0.0)


def test_the_same_words_are_given_once_and_no_more_than_asked_for() -> None:
    words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet"]
    first, near, far = " ".join(words), " ".join([*words[:8], "x", "y"]), " ".join([*words[:7], "x", "y", "z"])
    given = [one.quotation.text for one in distinct_quotations([scored(first), scored(near), scored(far)])]
    assert given == [first, far]
    listed = [scored(f"word{n}") for n in range(9)]
    assert len(distinct_quotations(listed)) == 5
    assert distinct_quotations(listed, 2) == listed[:2]


def test_seven_in_ten_words_are_no_copy_and_one_more_is() -> None:
    words = [f"word{n}" for n in range(30)]
    first, seven, eight = " ".join(words[:10]), " ".join(words[3:13]), " ".join(words[2:12])
    assert len(distinct_quotations([scored(first), scored(seven)])) == 2
    assert len(distinct_quotations([scored(first), scored(eight)])) == 1


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("substantial", True),
        ("a grave loss", True),
        ("a grave loss indeed", False),
        ("Substantial", False),
        ("…", False),
    ],
)
def test_a_few_words_that_begin_no_sentence_are_a_fragment(words: str, fragment: bool) -> None:
    assert _is_fragment(Quotation(QuotationKind.DIRECT, ((0, len(words)),), words)) is fragment


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9)), max_size=12),
    st.randoms(),
    st.integers(0, 60),
    st.integers(0, 30),
)
def test_sentences_that_touch_a_stretch_are_found_in_whatever_order_they_rank(steps, chance, first, length) -> None:
    spans, at = [], 0
    for gap, size in steps:
        spans.append((at + gap, at + gap + size))
        at += gap + size
    chance.shuffle(spans)
    rows = {row: (*span, 0) for row, span in enumerate(spans)}
    touching = set(_Places(rows).touching(first, first + length))
    assert touching == {row for row, span in enumerate(spans) if overlaps((first, first + length), span)}
