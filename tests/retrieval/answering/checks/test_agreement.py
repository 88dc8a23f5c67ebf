"""Which sentences are shown beside a claim: those of the nearest one's event, no outlet twice on the same, none far behind."""

from dataclasses import replace

import pytest

from retrieval.answering.checks.agreement import comparable, distinct
from retrieval.answering.checks.beside import Near
from retrieval.claims.comparing import Pair
from retrieval.domain import Citation, DetailKind, Evidence, Quotation, QuotationKind, Speaker

NUMBER, OTHER, NAME = (next(kind for kind in DetailKind if kind is not DetailKind.NAME), (10, 12), DetailKind.NAME)


def pair(claimed=(0, 2), stated=(0, 3), *, differs: bool = False, kind: DetailKind = NUMBER) -> Pair:
    return Pair(kind, claimed, stated, differs=differs)


def near(article: str, value: float, *pairs: Pair, text: str | None = None, strong: bool = True) -> Near:
    words = text or f"{article} says 40 of it"
    return Near(Evidence(article, 0, len(words), words, value), value, pairs, strong=strong)


def cited(**days: str | None) -> dict[str, Citation]:
    return {id_: Citation(id_, id_, f"Outlet {id_}", day, None) for id_, day in days.items()}


SAME_DAYS = cited(a="2024-03-01", b="2024-03-05", c="2024-03-06", d=None)


def details(found: list[Near]) -> dict[str, int]:
    return {one.evidence.article_id: len(one.pairs) for one in found}


def test_only_articles_of_the_nearest_ones_days_keep_their_details() -> None:
    found = comparable([near(id_, 0.9, pair(differs=True)) for id_ in "abcd"], SAME_DAYS, {})
    assert details(found) == {"a": 1, "b": 1, "c": 0, "d": 0}
    assert comparable([], SAME_DAYS, {}) == []


def test_articles_of_one_story_are_on_one_event_whatever_their_days() -> None:
    listed = [near(id_, 0.9, pair(differs=True)) for id_ in "abcd"]
    assert details(comparable(listed, SAME_DAYS, {"a": "s", "c": "s", "d": "s"})) == {"a": 1, "b": 1, "c": 1, "d": 1}
    assert details(comparable(listed, SAME_DAYS, {"a": "s", "c": "t"})) == {"a": 1, "b": 1, "c": 0, "d": 0}
    assert details(comparable(listed, SAME_DAYS, {"c": "s"})) == {"a": 1, "b": 1, "c": 0, "d": 0}


def test_an_article_that_agrees_on_a_detail_does_not_differ_on_it_elsewhere() -> None:
    agrees, differs = near("b", 0.9, pair()), near("b", 0.8, pair(differs=True), text="b says 50")
    found = comparable([near("a", 0.95), agrees, differs], SAME_DAYS, {})
    assert [len(one.pairs) for one in found] == [0, 1, 0]
    other = near("b", 0.8, pair(claimed=(5, 6), differs=True), text="b says 50")
    assert [len(one.pairs) for one in comparable([near("a", 0.95), agrees, other], SAME_DAYS, {})] == [0, 1, 1]


@pytest.mark.parametrize(("value", "kept"), [(0.59, 0), (0.6, 1)])
def test_what_the_nearest_article_agrees_on_is_contradicted_only_by_what_is_surely_near(
    value: float, kept: int
) -> None:
    found = comparable([near("a", 0.9, pair()), near("b", value, pair(differs=True))], SAME_DAYS, {})
    assert details(found) == {"a": 1, "b": kept}


def test_a_sentence_that_was_near_for_a_detail_alone_is_left_out_with_it() -> None:
    weak = near("c", 0.5, pair(differs=True), strong=False)
    assert details(comparable([near("a", 0.9), weak], SAME_DAYS, {})) == {"a": 0}
    assert details(comparable([near("a", 0.9), replace(weak, strong=True)], SAME_DAYS, {})) == {"a": 0, "c": 0}
    held = near("b", 0.5, pair(differs=True), strong=False)
    assert details(comparable([near("a", 0.9), held], SAME_DAYS, {})) == {"a": 0, "b": 1}
    named = near("b", 0.5, pair(kind=NAME), strong=False)
    assert details(comparable([near("a", 0.9), named], SAME_DAYS, {})) == {"a": 0}


def shown(listed: list[Near], of: dict[str, Citation] = SAME_DAYS) -> list[str]:
    return [one.evidence.article_id for one in distinct(listed, of)]


@pytest.mark.parametrize(("value", "kept"), [(0.7, True), (0.69, False)])
def test_what_is_far_behind_the_nearest_is_not_shown_unless_it_is_on_a_detail(value: float, kept: bool) -> None:
    assert shown([near("a", 1.0), near("b", value)]) == (["a", "b"] if kept else ["a"])
    assert shown([near("a", 1.0), near("b", value, pair())]) == ["a", "b"]


def test_the_same_words_are_shown_once_whatever_their_case_and_spaces() -> None:
    assert shown([near("a", 0.9, text="It rained."), near("b", 0.9, text="it  RAINED.")]) == ["a"]


def test_an_outlet_is_shown_again_only_where_it_is_on_a_further_detail_or_says_another_thing() -> None:
    of = {id_: replace(SAME_DAYS["a"], article_id=id_) for id_ in "abcd"}
    first = near("a", 0.9, pair(), text="40 goats")
    assert shown([first, near("b", 0.9, text="It rained.")], of) == ["a"]
    assert shown([first, near("b", 0.9, pair(), text="40 fish")], of) == ["a"]
    assert shown([first, near("b", 0.9, pair(), text="50 fish")], of) == ["a", "b"]
    assert shown([first, near("b", 0.9, pair(stated=(0, 2)), text="40")], of) == ["a", "b"]
    assert shown([first, near("b", 0.9, pair(claimed=(7, 9)), text="40 fish")], of) == ["a", "b"]
    assert shown([first, near("b", 0.9, pair(kind=NAME), text="Ana lied")], of) == ["a"]
    assert shown([near("a", 0.9), near("b", 0.9, text="It rained.")], {}) == ["a", "b"]


def test_the_words_on_a_name_are_the_speakers_whole_name() -> None:
    speaker = Speaker("Brill", 5, 10, "Ana Brill")
    said = Quotation(QuotationKind.DIRECT, ((0, 4),), "x", speaker)
    one = Near(Evidence("a", 0, 20, "yes, Brill said it.", 0.9), 0.9, (), said)
    assert one.words(pair(stated=(5, 10), kind=NAME)) == "Ana Brill"
    assert one.words(pair(stated=(5, 10))) == "Brill"
    assert one.words(pair(stated=(0, 3), kind=NAME)) == "yes"
    assert replace(one, speaker=None).words(pair(stated=(5, 10), kind=NAME)) == "Brill"
    late = Near(Evidence("a", 100, 120, "yes, Brill said it.", 0.9), 0.9)
    assert late.words(pair(stated=(105, 110))) == "Brill"
    assert one.is_on_detail is False
    assert replace(one, pairs=(pair(kind=NAME),)).is_on_detail is False
    assert replace(one, pairs=(pair(kind=NAME), pair())).is_on_detail
