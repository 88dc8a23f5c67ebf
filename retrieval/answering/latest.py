"""The handler of what is new: the newest articles of a story or on a topic, newest first, with what each tells first."""

from collections.abc import Sequence

from retrieval.answering.sources import Sources
from retrieval.answering.story_lists import nothing_about
from retrieval.answering.topic_articles import articles_on
from retrieval.domain import Answer, AnswerKind, Citation, Evidence, Latest
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import analyzer

#: articles that are shown, and those that are looked at for them
SHOWN, LOOKED_AT = 5, 15
#: an opening that shares this much of the shorter one's terms with that of a newer article tells nothing new
SAME = 0.7


def answer_latest(request: Latest, sources: Sources) -> Answer:
    """Answer with the newest articles and the first sentence of each that says something of the topic."""
    cited = articles_on(request.story, sources)[:LOOKED_AT]
    if not cited:
        return nothing_about(request.story.words, sources)
    terms = frozenset(sources.search.analyse(request.story.words).terms) if request.story.words else frozenset[str]()
    openings = sources.stories().openings([one.article_id for one in cited], terms)
    kept = _distinct(cited, openings)[:SHOWN]
    sentences = tuple(openings[one.article_id] for one in kept if one.article_id in openings)
    return Answer(
        AnswerKind.STORIES, abstained=False, sentences=sentences, citations=tuple(kept), probability=1.0
    )  # fmt: skip


def _distinct(cited: Sequence[Citation], openings: dict[str, Evidence]) -> list[Citation]:
    """Leave out articles that begin as a newer one does: the same copy elsewhere."""
    kept: list[Citation] = []
    seen: list[frozenset[str]] = []
    for one in cited:
        opening = openings.get(one.article_id)
        terms = frozenset(analyzer(DEFAULT).terms(opening.text)) if opening else frozenset[str]()
        if terms and any(len(terms & other) > SAME * min(len(terms), len(other)) for other in seen):
            continue
        seen.append(terms)
        kept.append(one)
    return kept
