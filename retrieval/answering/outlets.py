"""The handlers of which outlets tell a story: outlet by outlet, with how many articles and since when, or side by side."""

from collections.abc import Iterable

from retrieval.answering.sources import Sources
from retrieval.answering.story_lists import nothing_about
from retrieval.answering.topic_articles import articles_on, published_key
from retrieval.domain import Answer, AnswerKind, Citation, ComparisonOf, OutletCount, OutletsOn, Tally


def answer_outlets(request: OutletsOn, sources: Sources) -> Answer:
    """Answer with the outlets, those with most articles first, and the first article of each."""
    cited = articles_on(request.story, sources)
    if not cited:
        return nothing_about(request.story.words, sources)
    counts = outlet_counts(cited)
    first = {one.article_id: one for one in cited}
    shown = dict.fromkeys(first[one.article_id] for one in counts if one.article_id in first)
    tally = Tally(request.story.words or cited[0].headline or "", counts)
    return Answer(AnswerKind.STORIES, abstained=False, citations=tuple(shown), tally=tally, probability=1.0)


def answer_comparison(request: ComparisonOf, sources: Sources) -> Answer:
    """Set the outlets of a story side by side; where one alone tells it, tell which write about the words at all."""
    answer = sources.stories().compared(request)
    alone = answer.comparison is not None and len(answer.comparison.outlets) < 2
    if request.story.id is not None or not alone:
        return answer
    told = answer_outlets(OutletsOn(request.story), sources)
    return told if told.tally is not None and len(told.tally.outlets) > 1 else answer


def outlet_counts(cited: Iterable[Citation]) -> tuple[OutletCount, ...]:
    """Count articles by outlet, copies that others carried as theirs; those with most first, then the earliest."""
    by_outlet: dict[str | None, list[Citation]] = {}
    for one in cited:
        for outlet in dict.fromkeys([one.outlet, *(copy.outlet for copy in one.also if copy.outlet)]):
            by_outlet.setdefault(outlet, []).append(one)
    counts = [_count(outlet, listed) for outlet, listed in by_outlet.items()]
    return tuple(sorted(counts, key=lambda one: (-one.articles, one.first or "9999", one.outlet or "")))


def _count(outlet: str | None, cited: list[Citation]) -> OutletCount:
    dated = sorted((one for one in cited if one.published), key=lambda one: published_key(one.published))
    first, last = (dated[0], dated[-1]) if dated else (cited[0], cited[0])
    return OutletCount(
        outlet, len(cited), 0, (first.published or "")[:10] or None, (last.published or "")[:10] or None, first.article_id
    )  # fmt: skip
