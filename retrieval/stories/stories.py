"""The door to the stories: listing and finding them, and having one told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from retrieval.archive.archive import Archive
from retrieval.archive.stories import StoryReader
from retrieval.domain import (
    Answer,
    AnswerKind,
    Citation,
    Comparison,
    ComparisonOf,
    Evidence,
    Hit,
    HowOften,
    Message,
    Said,
    Story,
    StoryOf,
    Summary,
    Timeline,
    TimelineOf,
)
from retrieval.index.interface import Index
from retrieval.index.languages import KnownLanguages
from retrieval.questions import Analysis
from retrieval.ranking import inverse_document_frequencies
from retrieval.stories.choice import Choice, Found
from retrieval.stories.coverage import Coverage, coverage_of, tally_of
from retrieval.stories.headlines import words_asked

if TYPE_CHECKING:
    from retrieval.stories.telling import Telling

#: passages that are asked of the index to find a story
PASSAGES = 100
#: sentences of a summary, where nothing is said of its length; a story of several articles gets one more
USUAL = 3
#: dated sentences of a timeline
MOMENTS = 20
#: articles of a story that are listed
MANY = 1_000
#: nearest headlines named where there is no such story
NEAREST = 3


class Stories:
    """The stories of an archive. Safe to use from several threads."""

    def __init__(self, archive: Archive, index: Index) -> None:
        self._archive = archive
        self._index = index
        self._languages = KnownLanguages(archive, index)
        self._reader = StoryReader(archive.database)

    def count(self) -> int:
        """Return the number of stories."""
        return self._reader.count()

    def newest(self, limit: int, offset: int = 0, matching: str | None = None) -> list[Story]:
        """Return stories, newest first; `matching`: those with each of its words in a headline."""
        return self._reader.newest(limit, offset, matching)

    def get(self, story_id: str) -> Story | None:
        """Return the story of this id, None where there is none."""
        return self._reader.get([story_id]).get(story_id)

    def of_article(self, article_id: str) -> Story | None:
        """Return the story that an article belongs to."""
        story_id = self._reader.of_articles([article_id]).get(article_id)
        return self.get(story_id) if story_id else None

    def of_articles(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the id of the story of each of these articles that is in one."""
        return self._reader.of_articles(article_ids)

    def citations(self, story_id: str, limit: int = 50) -> list[Citation]:
        """Return the articles of a story as they are cited, the most central first."""
        return list(self._archive.citations(self._reader.article_ids(story_id, limit)).values())

    def find(self, words: str, limit: int = 5) -> list[Found]:
        """Return the stories that are about `words`, best first; none where no story shares a term with them."""
        asked = words_asked(words, self._languages())
        hits = self._index.candidates(asked.searched, PASSAGES) if asked.terms else []
        if not hits:
            return []
        statistics = self._index.statistics(asked.searched)
        counted = asked.together(statistics.document_frequency, statistics.passages)
        weights = inverse_document_frequencies(statistics.passages, counted)
        return self._ranked(hits, asked, weights, limit)

    def tell(self, request: Summary) -> Answer:
        """Tell the story that is asked for.

        Where several stories fit its words equally well they are cited, to choose from, in an answer of the kind STORIES;
        where none does, the answer abstains with the nearest headlines.
        """
        which = request.story.id
        if which is None:
            choice = self._choice(request.story.words)
            fitting = choice.fitting()
            if not fitting:
                return self._nothing(choice.found)
            if len(fitting) > 1:
                return self._to_choose_from(fitting)
            story: Story | None = fitting[0]
        else:
            story = self._named(which)
        usual = USUAL + (story is not None and story.articles > 1)
        told = self._telling.summary(
            story.id if story else which or "",
            story,
            request.sentences or usual,
            request.since,
            self._terms(request.story.words),
        )
        return told or self.nothing(which or "")

    def in_time(self, request: TimelineOf) -> Answer:
        """Tell a story in order of time."""
        choice = self._choice(request.story.words)
        story = self._found(request.story, choice)
        if story is None:
            return self._nothing(choice.found)
        others = choice.continuing(story) if request.story.id is None else ()
        timeline = self._telling.timeline(story.id, story, MOMENTS, others, self._terms(request.story.words))
        return Answer(
            AnswerKind.TIMELINE, abstained=False, citations=timeline.citations, timeline=timeline, probability=1.0
        )

    def compared(self, request: ComparisonOf) -> Answer:
        """Set the outlets of a story side by side."""
        choice = self._choice(request.story.words)
        story = self._found(request.story, choice)
        if story is None:
            return self._nothing(choice.found)
        comparison = self.side_by_side(story.id)
        return Answer(
            AnswerKind.COMPARISON,
            abstained=False,
            citations=comparison.citations,
            comparison=comparison,
            probability=1.0,
        )

    def counted(self, request: HowOften) -> Answer:
        """Return how often somebody or something is in the stories, outlet by outlet."""
        tally = tally_of(self._archive, self._index, request.name)
        counted = tally.quotations if request.quoted else tally.articles
        if not counted:
            message = Message.NOT_QUOTED if request.quoted else Message.NO_STORY
            said = Said(message, speaker=request.name, topic=request.name[:60])
            return Answer(AnswerKind.CHAT, abstained=False, message=said)
        return Answer(AnswerKind.STORIES, abstained=False, tally=tally, probability=1.0)

    def articles(self, story: StoryOf) -> list[Citation]:
        """Return the articles of a story, those of the one article where it belongs to none; none of an unknown story."""
        which = story.id
        if which is None:
            best = self.best(story.words)
            return self.citations(best.id, MANY) if best else []
        return list(self._archive.citations(self._reader.article_ids(which, MANY) or [which]).values())

    def openings(self, article_ids: Sequence[str], terms: frozenset[str]) -> dict[str, Evidence]:
        """Return for each article the first sentence that tells its news, one with some of the terms where there is one."""
        return self._telling.openings(article_ids, terms)

    def _terms(self, words: str) -> frozenset[str]:
        """Return the terms that tell what a story is asked for by."""
        return frozenset(words_asked(words, self._languages()).terms)

    def _choice(self, words: str) -> Choice:
        return Choice(words, self._languages(), self.find)

    def _found(self, story: StoryOf, choice: Choice) -> Story | None:
        return (self.get(story.words) or choice.best()) if story.id is None else self._named(story.id)

    def _named(self, which: str) -> Story | None:
        """Return the story of this id, or that of the article of this id."""
        return self.get(which) or self.of_article(which)

    def _to_choose_from(self, stories: Sequence[Story]) -> Answer:
        cited = self._archive.citations([story.article_id for story in stories if story.article_id])
        newest = sorted(cited.values(), key=lambda one: one.published or "", reverse=True)
        return Answer(AnswerKind.STORIES, abstained=False, citations=tuple(newest), probability=1.0)

    def best(self, words: str) -> Story | None:
        """Return the story of this id, or the one that the words are about; None where they say little of any."""
        return self.get(words) or self._choice(words).best()

    def summary(self, which: str, sentences: int = 3, since: str | None = None) -> Answer:
        """Tell a story, or an article, in `sentences` sentences, in order and with their citations.

        `which` is the id of either; `since` a day (ISO 8601) before which its articles are left out. Where there is no such
        story the answer abstains and cites the nearest headlines.
        """
        return self._summary(self.get(which), which, sentences, since)

    def _summary(self, story: Story | None, which: str, sentences: int, since: str | None) -> Answer:
        return self._telling.summary(which, story, sentences, since) or self.nothing(which)

    def timeline(self, story_id: str, most: int = MOMENTS, others: Sequence[Story] = ()) -> Timeline:
        """Return up to `most` dated sentences of a story and `others`, or of an article, in order of time; none if unknown."""
        return self._telling.timeline(story_id, self.get(story_id), most, others)

    def side_by_side(self, story_id: str) -> Comparison:
        """Set a story's outlets side by side; empty for an unknown id, or where only one outlet tells the story."""
        story = self.get(story_id)
        if story is None:
            return Comparison(None, ())
        return self._telling.side_by_side(story)

    def coverage(self, name: str) -> Coverage:
        """Count the articles that name somebody or something, and the quotations of people so named, by outlet and day."""
        return coverage_of(self._archive, self._index, name)

    def nothing(self, words: str) -> Answer:
        """Return the answer that there is no such story, with the nearest headlines."""
        return self._nothing(self.find(words, NEAREST))

    def _nothing(self, found: Sequence[Found]) -> Answer:
        nearest = [one.story.article_id for one in found[:NEAREST] if one.story.article_id]
        cited = list(self._archive.citations(nearest).values()) or self._archive.newest(NEAREST)
        return Answer(AnswerKind.SUMMARY, abstained=True, citations=tuple(cited))

    @cached_property
    def _telling(self) -> Telling:
        from retrieval.stories.telling import Telling  # most questions are answered without telling a story

        return Telling(self._archive, self._reader)

    def _ranked(self, hits: Sequence[Hit], asked: Analysis, weights: dict[str, float], limit: int) -> list[Found]:
        """Rank the stories of the passages: by what of the words they hold, then by their best passages."""
        story_of = self._reader.of_articles(hit.passage.article_id for hit in hits)
        held: dict[str, set[str]] = {}
        scores: dict[str, list[float]] = {}
        meant = _meant_by_forms(weights, asked)
        forms = meant.keys()
        for hit in hits:
            story_id = story_of.get(hit.passage.article_id)
            if story_id is not None:
                named = held.setdefault(story_id, set())
                for form in forms & set(hit.passage.searched_terms()):
                    named.update(meant[form])
                scores.setdefault(story_id, []).append(hit.score)
        total = sum(weights.values()) or 1.0
        share = {story_id: sum(weights[term] for term in terms) / total for story_id, terms in held.items()}
        weight = {story_id: sum(sorted(listed)[-3:]) for story_id, listed in scores.items()}
        order = sorted(share, key=lambda story_id: (-round(share[story_id], 2), -weight[story_id]))[:limit]
        stories = self._reader.get(order)
        return [Found(stories[id_], share[id_], weight[id_]) for id_ in order if id_ in stories]


def _meant_by_forms(terms: Iterable[str], asked: Analysis) -> dict[str, list[str]]:
    """Return for each form of these terms of a question, themselves among them, which of them it counts as."""
    meant: dict[str, list[str]] = {}
    for term in terms:
        for form in (term, *asked.others.get(term, ())):
            meant.setdefault(form, []).append(term)
    return meant
