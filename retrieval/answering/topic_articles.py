"""The articles on a topic, newest first: all that are about it, and not only those that match it best."""

import datetime as dt
from collections.abc import Iterable, Sequence

import numpy as np

from retrieval.answering.factoid.candidates import Lines, Numbers
from retrieval.answering.search import Retrieved
from retrieval.answering.sources import Sources
from retrieval.domain import Citation, Hit, StoryOf
from retrieval.index.stored import lines_of, opening_lines
from retrieval.questions import Analysis

#: passages that are looked through
PASSAGES = 1_000
#: headlines with the words that are looked at beside these
NEWEST = 15
#: articles about the words that are so few that those of their stories are looked for
FEW = 8
#: an article is about the words where its headline, or headline and opening, hold this much of their weight
IN_HEADLINE, IN_OPENING = 0.6, 0.85
#: words of several in a headline by which it may be about all of them
FEWEST = 2
#: and speaks of them where a passage of it holds this much
SPEAKS = 0.99


def articles_on(story: StoryOf, sources: Sources) -> list[Citation]:
    """Return the articles of a story, or those about the words, newest first; where none is, those that speak of them.

    Words that no article is about, but that name a story together ("the ferry accident"), stand for its articles.
    """
    if story.id is not None:
        return newest_first(sources.stories().articles(story))
    about, speaking = _ids(story.words, sources)
    if about:
        return newest_first(_with_their_stories(about, sources))
    told = sources.stories().articles(story)
    return newest_first(told or sources.archive.citations(speaking).values())


def _with_their_stories(ids: Sequence[str], sources: Sources) -> Iterable[Citation]:
    """Return the articles, and where they are few those that tell the same stories in other words."""
    cited = sources.archive.citations(ids)
    if len(ids) <= FEW:
        for article_id in ids:
            cited |= {one.article_id: one for one in sources.stories().articles(StoryOf(id=article_id))}
    return cited.values()


def newest_first(cited: Iterable[Citation]) -> list[Citation]:
    """Return citations in order of publication, the newest first and undated ones last."""
    return sorted(cited, key=lambda one: published_key(one.published), reverse=True)


def published_key(published: str | None) -> str:
    """Return what orders times of publication (ISO 8601), wherever they were stated; empty for none.

    >>> published_key("2024-05-01T01:00+02:00") < published_key("2024-05-01T00:30Z")
    True
    """
    try:
        stated = dt.datetime.fromisoformat(published or "")
    except ValueError:
        return published or ""
    if stated.tzinfo is None:
        return published or ""
    return stated.astimezone(dt.UTC).replace(tzinfo=None).isoformat()


def _ids(words: str, sources: Sources) -> tuple[list[str], list[str]]:
    """Return the articles that are about the words, and where there is none those that speak of them."""
    search = sources.search
    found = search.retrieve_mended(search.analyse(words))
    hits = found.hits
    about: dict[str, None] = {}
    if len(hits) >= search.limit:
        hits = search.index.candidates(found.analysis.searched, PASSAGES)
        # of a topic with more passages than are looked through, those that best match are not the newest
        newest = sources.archive.newest(NEWEST, matching=_content(found.analysis))
        about |= dict.fromkeys(one.article_id for one in newest)
    columns = found.candidates.columns
    for hit, (headline, opening) in zip(hits, _beginning_shares(found, hits), strict=True):
        # of several words one in a headline is not enough: an oak is no oak fire
        of_several = headline >= SPEAKS or (
            headline >= IN_HEADLINE and len(columns.keys() & hit.passage.headline) >= FEWEST
        )
        if of_several or opening >= IN_OPENING:
            about[hit.passage.article_id] = None
    return list(about), [] if about else _speaking(found, hits)


def _content(analysis: Analysis) -> str:
    """Return the words of a topic that say something, as they were typed."""
    kept = frozenset(analysis.terms)
    return " ".join(word.text for word in analysis.words if word.terms[0] in kept)


def _beginning_shares(found: Retrieved, hits: Sequence[Hit]) -> list[tuple[float, float]]:
    """Return of each hit how much of the topic's weight its headline holds, and headline and first sentence together."""
    if not hits:
        return []
    weights = found.candidates.weights
    lines, held = _held(found, opening_lines([hit.passage for hit in hits]))
    headline = held[lines.first[:-1]]
    opening = np.maximum.reduceat(held, lines.first[:-1], axis=0)
    return list(zip((headline @ weights).tolist(), (opening @ weights).tolist(), strict=True))


def _speaking(found: Retrieved, hits: Sequence[Hit]) -> list[str]:
    """Return the articles of the hits that hold all that weighs anything."""
    if not hits:
        return []
    lines, held = _held(found, lines_of([hit.passage for hit in hits]))
    whole = np.maximum.reduceat(held, lines.first[:-1], axis=0) @ found.candidates.weights
    return list(
        dict.fromkeys(hit.passage.article_id for hit, share in zip(hits, whole, strict=True) if share >= SPEAKS)
    )


def _held(found: Retrieved, of_passages: Sequence[bytes]) -> tuple[Lines, Numbers]:
    """Return the lines of passages and a row for each of them: which of the topic's terms it holds."""
    lines = Lines.of_lines(of_passages, found.candidates.columns)
    held = np.zeros((len(lines.ends), len(found.candidates.weights)))
    held[lines.line, lines.column] = 1.0
    return lines, held
