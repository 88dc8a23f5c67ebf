"""The choice of a summary's sentences, against one that tries every set's worth anew, and what each weight does."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.summary.candidates import Candidate
from retrieval.summary.selection import DEFAULT_WEIGHTS, FUNCTION_WORDS, SummaryWeights, choose

WORDS = ["ferri", "reef", "fog", "harbour", "captain", "rescu", "the", "of", "7", "x"]
candidate = st.builds(
    Candidate,
    terms=st.lists(st.sampled_from(WORDS), max_size=8).map(tuple),
    position=st.integers(0, 12),
    quoted=st.sampled_from([0.0, 0.5, 1.0]),
    leans=st.booleans(),
    asks=st.booleans(),
    unfinished=st.booleans(),
    notice=st.booleans(),
)


def worth_of(sentences: Sequence[Candidate], headline: frozenset[str], w: SummaryWeights) -> dict[object, float]:
    """The chance of every term and pair to be retold, as the weights' docstring says it."""
    worth: dict[object, float] = {}
    for unit in {u for s in sentences for u in (*s.terms, *pairwise(s.terms))}:
        holding = [s for s in sentences if unit in (*s.terms, *pairwise(s.terms))]
        decay = w.floor + (1 - w.floor) * 0.5 ** (min(s.position for s in holding) / w.half_life)
        odds = len(holding) ** w.repetition * decay
        for term in unit if isinstance(unit, tuple) else (unit,):
            if term in FUNCTION_WORDS or (len(term) == 1 and not term.isdigit()):
                odds *= w.function_word
        if isinstance(unit, tuple):
            odds *= w.pair_odds
            worth[unit] = w.pair_worth * odds / (1 + odds)
        else:
            odds *= w.odds * (w.headline if unit in headline and unit not in FUNCTION_WORDS else 1)
            worth[unit] = odds / (1 + odds)
    return worth


def slowly(sentences: Sequence[Candidate], count: int, headline: frozenset[str], w: SummaryWeights) -> list[int]:
    worth = worth_of(sentences, headline, w)

    def value(chosen: Sequence[int]) -> float:
        held = {unit for n in chosen for unit in (*sentences[n].terms, *pairwise(sentences[n].terms))}
        extras = sum(
            w.lead * 0.5 ** (s.position / w.lead_half_life)
            - w.quoted * s.quoted - w.question * s.asks - w.leans * s.leans - w.unfinished * s.unfinished
            for s in (sentences[n] for n in chosen)
        )  # fmt: skip
        length = w.expected_length * count / 3 + sum(len(sentences[n].terms) for n in chosen)
        return (sum(worth[unit] for unit in held) + extras) / length

    told = [n for n, s in enumerate(sentences) if s.terms]
    pool = [n for n in told if not sentences[n].notice] or told
    chosen: list[int] = []
    while pool and len(chosen) < count:
        best = max(pool, key=lambda n: (round(value([*chosen, n]), 9), -n))
        pool.remove(best)
        chosen.append(best)
    return sorted(chosen)


@given(st.lists(candidate, max_size=7), st.integers(0, 4), st.frozensets(st.sampled_from(WORDS), max_size=2))
def test_the_choice_is_the_one_that_works_everything_out_anew(
    sentences: list[Candidate], count: int, headline: frozenset[str]
) -> None:
    chosen = choose(sentences, count, headline)
    expected = slowly(sentences, count, headline, DEFAULT_WEIGHTS)
    if chosen != expected:  # equals may be chosen either way
        assert len(chosen) == len(expected)
        values = [sorted((sentences[n].terms, sentences[n].position) for n in one) for one in (chosen, expected)]
        assert (
            values[0] == values[1]
            or any(sentences[a] == sentences[b] for a in chosen for b in range(len(sentences)) if a != b)
            or _worth_the_same(sentences, chosen, expected, headline)
        )


def _worth_the_same(
    sentences: Sequence[Candidate], one: Sequence[int], other: Sequence[int], headline: frozenset[str]
) -> bool:
    worth = worth_of(sentences, headline, DEFAULT_WEIGHTS)
    sums = []
    for chosen in (one, other):
        held = {unit for n in chosen for unit in (*sentences[n].terms, *pairwise(sentences[n].terms))}
        sums.append(sum(worth[unit] for unit in held) / (1 + sum(len(sentences[n].terms) for n in chosen)))
    return sums[0] == pytest.approx(sums[1], rel=1e-6)


PLAIN = SummaryWeights(lead=0.0)
ONE, OTHER = Candidate(("ferri", "reef"), 1), Candidate(("harbour", "fog"), 1)


@pytest.mark.parametrize("fault", ["leans", "asks", "unfinished"])
def test_of_two_alike_the_one_without_a_fault_is_chosen(fault: str) -> None:
    assert choose([replace(ONE, **{fault: True}), OTHER], 1, (), PLAIN) == [1]
    assert choose([ONE, replace(OTHER, **{fault: True})], 1, (), PLAIN) == [0]


def test_quoted_words_count_against_a_sentence_by_their_share() -> None:
    assert choose([replace(ONE, quoted=0.6), replace(OTHER, quoted=0.5)], 1, (), PLAIN) == [1]


def test_terms_of_the_headline_and_terms_used_again_are_worth_more() -> None:
    assert choose([ONE, OTHER], 1, {"fog"}, PLAIN) == [1]
    assert choose([ONE, OTHER, Candidate(("captain", "fog"), 1)], 1, (), PLAIN) != [0]


def test_earlier_sentences_are_worth_more() -> None:
    assert choose([replace(ONE, position=9), OTHER], 1, (), PLAIN) == [1]
    assert choose([replace(ONE, position=1), replace(OTHER, position=0)], 1) == [1]


def test_what_has_been_said_is_worth_nothing_again() -> None:
    assert choose([ONE, ONE, OTHER], 2, (), PLAIN) in ([0, 2], [1, 2])


def test_notices_are_chosen_only_where_there_is_nothing_else() -> None:
    notice = replace(ONE, notice=True)
    assert choose([notice, OTHER], 2) == [1]
    assert choose([notice], 1) == [0]


def test_no_sentences_are_chosen_where_none_is_asked_for_or_none_says_anything() -> None:
    assert choose([ONE], 0) == choose([ONE], -1) == choose([], 3) == choose([Candidate((), 0)], 1) == []
