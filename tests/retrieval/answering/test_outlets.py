"""Which outlets tell a story, in which order: those with most articles, then who was first, then by name."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.outlets import outlet_counts
from retrieval.domain import Citation, Source

citation = st.builds(
    Citation,
    article_id=st.integers(0, 10**6).map(str),
    headline=st.just("Pier"),
    outlet=st.sampled_from([None, "Echo", "Gazette", "Herald", "Post"]),
    published=st.sampled_from([None, "2024-01-02", "2024-01-03T08:00Z", "2024-02-01"]),
    url=st.none(),
)


def cited(outlet: str | None, published: str | None, *also: str) -> Citation:
    copies = tuple(Source(one, None, None) for one in also)
    return Citation(f"{outlet} {published}", "Pier", outlet, published, None, also=copies)


def order(*citations: Citation) -> list[str | None]:
    return [one.outlet for one in outlet_counts(citations)]


def test_who_has_more_articles_comes_before_who_was_first() -> None:
    later = cited("Post", "2024-01-02"), cited("Post", "2024-01-03")
    assert order(cited("Echo", "2024-01-01"), *later) == ["Post", "Echo"]


def test_of_those_with_as_many_the_first_comes_first_and_the_undated_last() -> None:
    undated = cited("Allday", None)
    assert order(undated, cited("Echo", "2024-01-03"), cited("Herald", "2024-01-02")) == ["Herald", "Echo", "Allday"]


def test_of_those_of_one_day_the_names_decide() -> None:
    day = "2024-01-02"
    assert order(cited("Post", day), cited("Echo", day), cited(None, day), cited("Herald", day)) == [
        None, "Echo", "Herald", "Post",
    ]  # fmt: skip


def test_a_copy_counts_for_who_carried_it_and_once() -> None:
    found = outlet_counts([cited("Post", "2024-01-02", "Echo", "Echo", "Post")])
    assert {one.outlet: one.articles for one in found} == {"Post": 1, "Echo": 1}


@given(st.lists(citation, max_size=12))
def test_every_article_is_counted_and_the_counts_never_rise(citations: list[Citation]) -> None:
    found = outlet_counts(citations)
    assert {one.outlet: one.articles for one in found} == Counter(one.outlet for one in citations)
    assert [one.articles for one in found] == sorted((one.articles for one in found), reverse=True)
