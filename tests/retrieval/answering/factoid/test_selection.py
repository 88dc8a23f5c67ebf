"""Which sentences of an answer follow the best one: those that add something, and never a copy."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.factoid.selection import REPEATING, SAME, select
from retrieval.questions.words import STOP_TERMS

WORDS = ["ferri", "fog", "reef", "harbour", "mayor", "the", "of", "captain", "rescu"]
sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7)
scores = st.integers(-20, 20).map(lambda n: n / 4)
candidates = st.lists(st.tuples(scores, sentence), max_size=7)


def slowly(found: Sequence[tuple[float, Sequence[str]]], given_terms: frozenset[str], limit: int) -> list[int]:
    """Maximal marginal relevance by the book: everything is worked out anew for each choice."""
    words = [frozenset(terms) - STOP_TERMS or frozenset(terms) for _, terms in found]

    def overlap(one: frozenset[str], other: frozenset[str]) -> float:
        return len(one & other) / max(1, min(len(one), len(other)))

    chosen: list[int] = []
    while len(chosen) < limit:
        best: tuple[float, int] | None = None
        for n, (score, _) in enumerate(found):
            if n in chosen or any(len(words[n] & words[c]) > SAME * min(len(words[n]), len(words[c])) for c in chosen):
                continue
            said = max((overlap(words[n] - given_terms, words[c] - given_terms) for c in chosen), default=0.0)
            if best is None or score - REPEATING * said > best[0]:
                best = (score - REPEATING * said, n)
        if best is None:
            break
        chosen.append(best[1])
    return chosen


@given(candidates, st.frozensets(st.sampled_from(WORDS), max_size=3), st.integers(0, 5))
def test_the_choice_is_that_of_the_book(
    found: list[tuple[float, list[str]]], given_terms: frozenset[str], limit: int
) -> None:
    chosen = select([score for score, _ in found], [terms for _, terms in found], given_terms, limit)
    assert chosen == slowly(found, given_terms, limit)


def test_the_best_comes_first_and_of_equals_the_first() -> None:
    assert select([1.0, 3.0, 3.0], [["a"], ["b"], ["c"]], frozenset(), 2) == [1, 2]


def test_what_repeats_the_first_gives_way_to_what_adds_something() -> None:
    terms = [["ferri", "reef", "fog", "captain"], ["ferri", "reef", "mayor", "rescu"], ["harbour", "mayor"]]
    assert select([3.0, 2.0, 1.6], terms, frozenset(), 3) == [0, 2, 1]
    # half of the second was said, which costs half a nat
    assert select([3.0, 2.0, 1.4], terms, frozenset(), 3) == [0, 1, 2]


def test_what_repeats_only_the_question_repeats_nothing() -> None:
    terms = [["ferri", "reef", "fog", "captain"], ["ferri", "reef", "mayor", "rescu"], ["harbour", "mayor"]]
    assert select([3.0, 2.0, 1.6], terms, frozenset({"ferri", "reef"}), 3) == [0, 1, 2]


def test_a_near_copy_is_left_out_whatever_it_scores() -> None:
    words = [f"word{n}" for n in range(20)]
    first = words[:10]
    assert select([3.0, 2.9], [first, words[3:13]], frozenset(), 2) == [0, 1]  # 7 of 10
    assert select([3.0, 2.9], [first, words[2:12]], frozenset(), 2) == [0]  # 8 of 10
    assert select([3.0, 2.9], [first, words[:3]], frozenset(), 2) == [0]  # all of the shorter one


def test_function_words_do_not_make_a_copy() -> None:
    assert select([2.0, 1.0], [["the", "ferri"], ["the", "reef"]], frozenset(), 2) == [0, 1]
