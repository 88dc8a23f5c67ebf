"""Telling a story, or one article: in a few sentences, in order of time, its outlets side by side."""

from collections.abc import Sequence

from retrieval.archive.archive import Archive
from retrieval.archive.stories import StoryReader
from retrieval.domain import Answer, Comparison, Evidence, Story, Timeline, overlaps
from retrieval.stories.comparing import cited, compare
from retrieval.stories.course import moments_of
from retrieval.stories.openings import opening_of
from retrieval.stories.sentences import READ, StorySentence, story_sentences
from retrieval.stories.summaries import summary_answer
from retrieval.text.digests import item_about

#: articles of a story that are read, the most central ones: a story of thousands is told by these
ARTICLES = 12
#: outlets that are set side by side, and articles of each
OUTLETS, OF_AN_OUTLET = 6, 2
#: articles that a timeline is made from
COURSE = 20
#: sentences that are read of each when several are told together
OPENING = 12


class Telling:
    """Tells the stories of an archive: what is asked for is a story, or the id of an article where `story` is None."""

    def __init__(self, archive: Archive, reader: StoryReader) -> None:
        self._archive, self._reader = archive, reader

    def openings(self, article_ids: Sequence[str], terms: frozenset[str]) -> dict[str, Evidence]:
        """Return for each article the first sentence that tells its news, one with some of the terms where there is one."""
        told = {id_: opening_of(self._sentences([id_], OPENING), terms) for id_ in article_ids}
        return {id_: opening for id_, opening in told.items() if opening is not None}

    def summary(
        self, which: str, story: Story | None, sentences: int, since: str | None, about: frozenset[str] = frozenset()
    ) -> Answer | None:
        """Tell it in so many sentences, in order and with their citations; None where there is nothing to tell.

        Articles before the day `since` (ISO 8601) are left out, and of digests all but the items on the terms `about`.
        """
        ids = self._reader.article_ids(which) if story else [which]
        if since is not None:
            ids = [c.article_id for c in self._archive.citations(ids).values() if (c.published or "") >= since]
        told = self._sentences(ids[:ARTICLES], READ if len(ids) == 1 else OPENING, about)
        if not told:
            return None
        headline = story.headline if story else told[0].article.headline
        shown = self._archive.citations(ids[:ARTICLES]).values()
        return summary_answer(told, list(shown), headline, sentences)

    def timeline(
        self, which: str, story: Story | None, most: int, others: Sequence[Story], about: frozenset[str] = frozenset()
    ) -> Timeline:
        """Return up to `most` dated sentences of it and of the `others`, in order of time; none of what is unknown.

        Of digests only the items on the terms `about` are told.
        """
        ids = self._reader.article_ids(which, COURSE) if story else [which]
        ids = [*ids, *(id_ for other in others for id_ in self._reader.article_ids(other.id, COURSE))][:COURSE]
        moments = moments_of(self._sentences(ids, OPENING if story and len(ids) > 1 else READ, about), most)
        shown = dict.fromkeys(moment.evidence.article_id for moment in moments)
        return Timeline(story, moments, tuple(self._archive.citations(shown).values()))

    def side_by_side(self, story: Story) -> Comparison:
        """Set a story's outlets side by side; empty where only one outlet tells it."""
        told = self._archive.citations(self._reader.article_ids(story.id))
        by_outlet: dict[str, list[str]] = {}
        for citation in told.values():
            listed = by_outlet.setdefault(citation.outlet or citation.article_id, [])
            if len(listed) < OF_AN_OUTLET:
                listed.append(citation.article_id)
        read = [article_id for listed in list(by_outlet.values())[:OUTLETS] for article_id in listed]
        return cited(compare(story, self._sentences(read, OPENING)), told)

    def _sentences(self, ids: Sequence[str], most: int, about: frozenset[str] = frozenset()) -> list[StorySentence]:
        """Return the sentences of these articles, up to `most` of each, article by article; of digests those `about` terms."""
        articles = self._archive.articles(ids)
        said = self._archive.quotations(articles)
        told: list[StorySentence] = []
        for id_, article in articles.items():
            item = item_about(article, about)
            every = story_sentences(article, said.get(id_, ()), most if item is None else None)
            told += [one for one in every if item is None or overlaps(one.span, item)][:most]
        return told
