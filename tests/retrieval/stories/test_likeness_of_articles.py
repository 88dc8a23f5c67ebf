"""How alike two articles have to be, and how near in time, to tell one story: against every pair, compared one by one."""

import math
from collections.abc import Iterable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.stories import Membership
from retrieval.index.interface import CollectionStatistics
from retrieval.stories.grouping import ALIKE, ALIKE_UNDATED, APART, CENTRAL, WINDOW, Arrival, StoryGrouper
from retrieval.stories.signatures import COMMONEST, IMAGINED_PASSAGES, KEPT, weigh

MONDAY = 739_300


class Tables:
    """The tables that stories are kept in, in memory."""

    def __init__(self) -> None:
        self.members: dict[int, Membership] = {}
        self.weights: dict[int, Mapping[str, float]] = {}
        self.ids: dict[int, str] = {}
        self.centrality: dict[int, float] = {}

    def memberships(self, articles: Iterable[int]) -> dict[int, Membership]:
        return {one: self.members[one] for one in articles if one in self.members}

    def remove_members(self, members: Iterable[Membership]) -> None:
        for one in list(members):
            del self.members[one.article], self.weights[one.article]

    def postings(self, terms: Iterable[str], first: int, last: int, most: int) -> list[tuple[str, int, int, float]]:
        near = sorted((m for m in self.members.values() if first <= m.day <= last), key=lambda m: (-m.day, -m.article))
        found = []
        for term in terms:
            holding = [m for m in near if term in self.weights[m.article]][:most]
            found += [(term, m.day, m.article, self.weights[m.article][term]) for m in holding]
        return found

    def next_story(self) -> int:
        return max(self.ids, default=0) + 1

    def taken(self, ids: Iterable[str]) -> set[str]:
        return set(ids) & set(self.ids.values())

    def add_stories(self, ids: Mapping[int, str]) -> None:
        self.ids.update(ids)

    def add_members(self, members: Sequence[Membership], weights: Sequence[Mapping[str, float]]) -> None:
        for member, weighed in zip(members, weights, strict=True):
            self.members[member.article], self.weights[member.article] = member, weighed

    def raise_centrality(self, gains: Mapping[int, float]) -> None:
        for article, gain in gains.items():
            self.centrality[article] = self.centrality.get(article, 0.0) + gain

    def refresh(self, stories: Iterable[int]) -> None:
        list(stories)

    def story(self, article: int) -> int:
        return self.members[article].story


def counted(terms: Iterable[str]) -> CollectionStatistics:
    return CollectionStatistics(0, 20.0, dict.fromkeys(terms, 0))


def grouped(*articles: tuple[int, Mapping[str, float]], at_once: bool = False) -> Tables:
    """Group articles, given as (day, prominence of terms), numbered from 1."""
    tables = Tables()
    arrivals = [Arrival(n, f"a{n}", day, terms) for n, (day, terms) in enumerate(articles, 1)]
    for batch in [arrivals] if at_once else [[one] for one in arrivals]:
        StoryGrouper(tables).place(batch, counted)  # type: ignore[arg-type]
    return tables


def alike(likeness: float) -> tuple[dict[str, float], dict[str, float]]:
    """Two articles whose signatures have this cosine: one is a term, the other has it and one of its own."""
    return {"flood": 1.0}, {"flood": likeness, "other": math.sqrt(1 - likeness * likeness)}


def together(likeness: float, gap: int, day: int = MONDAY) -> bool:
    one, other = alike(likeness)
    tables = grouped((day, one), (day + gap, other))
    return tables.story(1) == tables.story(2)


def test_the_figures_are_those_that_were_chosen() -> None:
    assert (WINDOW, ALIKE, ALIKE_UNDATED, APART, CENTRAL) == (6, 0.35, 0.45, 0.85, 0.1)


def test_from_a_likeness_on_an_article_joins_the_story() -> None:
    assert together(ALIKE + 0.01, gap=0)
    assert not together(ALIKE - 0.01, gap=0)


def test_without_dates_two_articles_have_to_be_more_alike() -> None:
    assert together(ALIKE_UNDATED + 0.01, gap=0, day=0)
    assert not together(ALIKE_UNDATED - 0.01, gap=0, day=0)


@pytest.mark.parametrize("gap", range(1, WINDOW + 1))
def test_likeness_is_worth_less_for_every_day_between(gap: int) -> None:
    left = APART ** (gap / WINDOW)
    assert together(ALIKE / left + 0.01, gap)
    assert not together(ALIKE / left - 0.01, gap)


def test_beyond_the_window_nothing_is_alike() -> None:
    assert together(1.0, WINDOW)
    assert not together(1.0, WINDOW + 1)


def test_a_dated_article_does_not_join_an_undated_one() -> None:
    tables = grouped((0, {"flood": 1.0}), (MONDAY, {"flood": 1.0}))
    assert tables.story(1) != tables.story(2)


def test_the_story_of_the_most_alike_article_is_joined() -> None:
    tables = grouped(
        (MONDAY, {"flood": 1.0, "brunn": 0.5}), (MONDAY, {"chess": 1.0}), (MONDAY, {"flood": 0.6, "chess": 0.8})
    )
    assert tables.story(3) == tables.story(2) != tables.story(1)


def test_both_of_two_alike_articles_are_more_central_and_by_their_likeness() -> None:
    one, other = alike(0.6)
    tables = grouped((MONDAY, one), (MONDAY, other))
    assert tables.centrality == pytest.approx({1: 0.6, 2: 0.6})
    later = grouped((MONDAY, one), (MONDAY + WINDOW, other))
    assert later.centrality == pytest.approx({1: 0.6 * APART, 2: 0.6 * APART})


def test_centrality_is_raised_only_by_articles_that_are_somewhat_alike() -> None:
    near, far = {"flood": 1.0, "x": 0.3}, {"flood": 0.05, "x": 1.0, "y": 1.0}
    tables = grouped((MONDAY, {"flood": 1.0}), (MONDAY, near), (MONDAY, {**far, "flood": 0.04}))
    assert set(tables.centrality) == {1, 2}


TERMS = [f"term{n}" for n in range(6)]
article = st.tuples(
    st.sampled_from([0, MONDAY, MONDAY + 2, MONDAY + 6, MONDAY + 7, MONDAY + 30]),
    st.dictionaries(st.sampled_from(TERMS), st.sampled_from([0.5, 1.0, 2.0]), min_size=1),
)


def slowly(articles: Sequence[tuple[int, Mapping[str, float]]]) -> list[int]:
    """Compare every article with every one before it; return the story of each, numbered as they begin."""
    stories: list[int] = []
    for n, (day, terms) in enumerate(articles):
        best, story = ALIKE if day else ALIKE_UNDATED, max(stories, default=0) + 1
        for m, (other_day, other) in enumerate(articles[:n]):
            length = math.sqrt(sum(x * x for x in terms.values()) * sum(x * x for x in other.values()))
            cosine = sum(weight * other.get(term, 0.0) for term, weight in terms.items()) / length
            gap = abs(day - other_day)
            likeness = cosine * APART ** (gap / WINDOW) if gap <= WINDOW else 0.0
            if likeness > best + 1e-9:
                best, story = likeness, stories[m]
        stories.append(story)
    return stories


def ambiguous(articles: Sequence[tuple[int, Mapping[str, float]]]) -> bool:
    """Tell whether two articles are as alike as each other to a third, or just at the threshold."""
    seen: set[float] = set()
    for n, (day, terms) in enumerate(articles):
        found = []
        for other_day, other in articles[:n]:
            length = math.sqrt(sum(x * x for x in terms.values()) * sum(x * x for x in other.values()))
            cosine = sum(weight * other.get(term, 0.0) for term, weight in terms.items()) / length
            gap = abs(day - other_day)
            found.append(round(cosine * APART ** (gap / WINDOW) if gap <= WINDOW else 0.0, 6))
        high = [one for one in found if one > 0.3]
        seen.update(
            one for one in high if high.count(one) > 1 or abs(one - ALIKE) < 1e-4 or abs(one - ALIKE_UNDATED) < 1e-4
        )
    return bool(seen)


@given(st.lists(article, max_size=8))
def test_articles_that_come_one_by_one_are_grouped_as_if_every_pair_were_compared(
    articles: list[tuple[int, dict[str, float]]],
) -> None:
    if not ambiguous(articles):
        tables = grouped(*articles)
        assert [tables.story(n) for n in range(1, len(articles) + 1)] == slowly(articles)


@given(st.lists(article, max_size=8))
def test_articles_that_come_at_once_are_grouped_by_day_as_if_every_pair_were_compared(
    articles: list[tuple[int, dict[str, float]]],
) -> None:
    articles.sort(key=lambda one: one[0])
    signatures = weigh(dict(enumerate(articles)), counted)
    weighed = [(signature.day, signature.weights) for signature in signatures]
    if not ambiguous(weighed):
        tables = grouped(*articles, at_once=True)
        assert [tables.story(n) for n in range(1, len(articles) + 1)] == slowly(weighed)


def test_a_signature_is_of_length_one_and_keeps_the_weightiest_terms() -> None:
    prominence = {f"term{n}": 1.0 + n / 100 for n in range(KEPT + 10)}
    (signature,) = weigh({1: (MONDAY, prominence)}, counted)
    assert set(signature.weights) == {f"term{n}" for n in range(10, KEPT + 10)}
    assert sum(weight**2 for weight in signature.weights.values()) == pytest.approx(1)


def test_a_term_weighs_by_its_prominence_and_its_rarity_in_the_archive() -> None:
    def held(terms: Iterable[str]) -> CollectionStatistics:
        return CollectionStatistics(9_000, 20.0, {"rare": 3, "usual": 80, "everywhere": 9_000})

    prominence = {"rare": 1.0, "usual": 2.0, "everywhere": 1.0}
    (signature,) = weigh({1: (MONDAY, prominence)}, held)
    total = 9_000 + 1 + IMAGINED_PASSAGES
    raw = {
        "rare": math.log(total / (1 + 1 + 3)),
        "usual": 2 * math.log(total / (1 + 1 + 80)),
        "everywhere": COMMONEST,
    }
    length = math.sqrt(sum(value**2 for value in raw.values()))
    assert signature.weights == pytest.approx({term: value / length for term, value in raw.items()})
