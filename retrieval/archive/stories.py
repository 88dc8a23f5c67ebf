"""The stories that articles have been grouped into: reading them, and the statements by which grouping writes them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, delete, exists, func, select, update

from retrieval.archive import schema
from retrieval.archive.batches import MANY, parts, searched_words
from retrieval.archive.database import Database, rows_of
from retrieval.archive.headlines import Headlines
from retrieval.archive.inserting import insert_rows
from retrieval.archive.soundness import STORY, check_types, readable
from retrieval.domain import Story

_a, _s, _m, _t = schema.article.c, schema.story.c, schema.story_article.c, schema.story_term.c
_ids: Any = bindparam("ids", expanding=True)
_STORY = (_s.number, _s.id, _s.first, _s.last, _s.articles, _a.id.label("central"), _a.headline)
_STORIES = select(*_STORY).outerjoin_from(schema.story, schema.article, _s.central == _a.number)
# made once: making a statement takes longer than carrying it out
_BY_ID = _STORIES.where(_s.id.in_(_ids))
_OF_ARTICLES = (
    select(_a.id, _s.id.label("story"))
    .join_from(schema.article, schema.story_article, _m.article == _a.number)
    .join(schema.story, _m.story == _s.number)
    .where(_a.id.in_(_ids))
)
_OUTLETS = (
    select(_m.story, _a.outlet)
    .join_from(schema.story_article, schema.article, _m.article == _a.number)
    .where(_m.story.in_(_ids), _a.outlet.is_not(None))
    .group_by(_m.story, _a.outlet)
    .order_by(func.count().desc(), _a.outlet)
)
#: stories that are the latest, and headlines from which a word is one that many stories have
LATE = 2_000
_place = func.row_number().over(partition_by=_t.term, order_by=(_t.day.desc(), _t.article.desc())).label("place")
_NEAR = (
    select(_t.term, _t.day, _t.article, _t.weight, _place)
    .where(_t.term.in_(_ids), _t.day.between(bindparam("first"), bindparam("last")))
    .subquery()
)
_POSTINGS = select(_NEAR.c.term, _NEAR.c.day, _NEAR.c.article, _NEAR.c.weight).where(_NEAR.c.place <= bindparam("most"))
_MEMBERS = select(_m.article, _m.story, _m.day, _m.centrality, _m.terms).where(_m.article.in_(_ids))
#: the last day of the story with which the latest end
_LATE = select(_s.last).order_by(_s.last.desc(), _s.number.desc()).limit(1).offset(LATE).scalar_subquery()
# naming a table anew for each search would take longer than most of the search
_member, _article = schema.story_article.alias(), schema.article.alias()
_named_member, _named_article = schema.story_article.alias(), schema.article.alias()
_NAMED = select(_named_member.c.story).join_from(
    _named_article, _named_member, _named_member.c.article == _named_article.c.number
)
#: when the latest article of a story was published, for the order within a day, which the index does not hold
_LATEST: ColumnElement[str | None] = case(
    (
        _s.last > 0,
        select(func.max(_article.c.published))
        .join_from(_member, _article, _member.c.article == _article.c.number)
        .where(_member.c.story == _s.number, _member.c.day == _s.last)
        .correlate(schema.story)
        .scalar_subquery(),
    ),
    else_="",
)
#: the articles of the story of this id, or of that to which the article of this id belongs
_TOLD_WITH = (
    select(_a.id)
    .join_from(schema.story_article, schema.article, _m.article == _a.number)
    .where(
        _m.story
        == func.coalesce(
            select(_s.number).where(_s.id == bindparam("which")).scalar_subquery(),
            select(_member.c.story)
            .join_from(_member, _article, _member.c.article == _article.c.number)
            .where(_article.c.id == bindparam("which"))
            .scalar_subquery(),
        )
    )
    .order_by(_m.centrality.desc(), _a.number)
    .limit(bindparam("most"))
)
_REMOVE_POSTING = delete(schema.story_term).where(
    _t.term == bindparam("t"), _t.day == bindparam("d"), _t.article == bindparam("a")
)
_REFRESH = (
    update(schema.story)
    .where(_s.number == bindparam("n"))
    .values({"articles": bindparam("c"), "first": bindparam("f"), "last": bindparam("l"), "central": bindparam("m")})
)


@dataclass(frozen=True, slots=True)
class Membership:
    """An article's place in a story, by numbers; `day` is an ordinal, `terms` those it is grouped by."""

    article: int
    story: int
    day: int
    centrality: float
    terms: tuple[str, ...]


class StoryReader:
    """Reads stories from the archive's database."""

    def __init__(self, database: Database) -> None:
        self._database, self._headlines = database, Headlines()

    def count(self) -> int:
        """Return the number of stories."""
        with self._database.reading() as connection:
            return int(connection.scalar(select(func.count()).select_from(schema.story)) or 0)

    def newest(self, limit: int, offset: int = 0, matching: str | None = None) -> list[Story]:
        """Return stories, the latest first and undated ones last.

        `matching`: a headline of theirs holds each of its words, of which the first `MOST_WORDS` different ones count.
        """
        query = _STORIES.order_by(_s.last.desc(), _LATEST.desc(), _s.number.desc()).limit(limit).offset(offset)
        words = sorted(searched_words(matching), key=len, reverse=True)
        for word in words:
            query = query.where(_has_headline(word))
        with self._database.reading() as connection:
            if not words:
                return _stories(connection, connection.execute(query).all())
            # looking through all headlines once is cheaper than into the articles of story after story
            named = self._with_headlines(connection, words[0])
            if named is not None:
                return _stories(connection, connection.execute(query.where(_s.number.in_(named))).all())
            # what many stories have, the latest have
            rows = connection.execute(query.where(_s.last >= _LATE)).all()
            if len(rows) < limit:
                rows = connection.execute(query.where(_s.number.in_(_named(words[0])))).all()
            return _stories(connection, rows)

    def _with_headlines(self, connection: Connection, word: str) -> list[int] | None:
        """Return the stories that have a headline with a word; None where `LATE` headlines have it or more."""
        articles = self._headlines.holding(connection, word, LATE)
        if articles is None:
            named = list(connection.scalars(_named(word).limit(LATE)))
            return named if len(named) < LATE else None
        return [row.story for row in rows_of(connection, _MEMBERS, articles)] if len(articles) < LATE else None

    def get(self, ids: Iterable[str]) -> dict[str, Story]:
        """Return the stories of these ids that exist, in the order asked for."""
        wanted = list(dict.fromkeys(ids))
        with self._database.reading() as connection:
            rows = rows_of(connection, _BY_ID, wanted)
            found = {story.id: story for story in _stories(connection, rows)}
        return {story_id: found[story_id] for story_id in wanted if story_id in found}

    def of_articles(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return the id of the story that each of these articles belongs to."""
        with self._database.reading() as connection:
            return {row.id: row.story for row in rows_of(connection, _OF_ARTICLES, article_ids)}

    def article_ids(self, which: str, limit: int = 1_000) -> list[str]:
        """Return the articles of a story, or of that of an article, by its id; the most central first."""
        with self._database.reading() as connection:
            return list(connection.scalars(_TOLD_WITH, {"which": which, "most": limit}).all())


_LAST = select(func.max(_s.number))
_DAYS = func.min(_m.day).filter(_m.day > 0).label("first"), func.max(_m.day).label("last")
_COUNTED = select(_m.story, func.count().label("articles"), *_DAYS).where(_m.story.in_(_ids)).group_by(_m.story)
_PLACE = func.row_number().over(partition_by=_m.story, order_by=(_m.centrality.desc(), _m.article)).label("place")
_RANKED = select(_m.story, _m.article, _PLACE).where(_m.story.in_(_ids)).subquery()
_CENTRAL = select(_RANKED.c.story, _RANKED.c.article).where(_RANKED.c.place == 1)


class StoryTables:
    """What grouping reads and writes within one transaction, by numbers, many rows a statement."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def postings(self, terms: Iterable[str], first: int, last: int, most: int) -> list[tuple[str, int, int, float]]:
        """Return (term, day, article, weight) of these days, for each term the latest `most`."""
        span = {"first": first, "last": last, "most": most}
        rows = rows_of(self._connection, _POSTINGS, list(terms), span)
        return [(row.term, row.day, row.article, row.weight) for row in rows]

    def memberships(self, articles: Iterable[int]) -> dict[int, Membership]:
        """Return which story each of these articles belongs to."""
        rows = rows_of(self._connection, _MEMBERS, list(articles))
        return {r.article: Membership(r.article, r.story, r.day, r.centrality, tuple(r.terms.split())) for r in rows}

    def next_story(self) -> int:
        """Return the number of the next story."""
        return int(self._connection.scalar(_LAST) or 0) + 1

    def taken(self, ids: Iterable[str]) -> set[str]:
        """Return which of these story ids are in use."""
        return {row.id for row in rows_of(self._connection, select(_s.id).where(_s.id.in_(_ids)), list(ids))}

    def add_stories(self, ids: Mapping[int, str]) -> None:
        """Add stories by number; `refresh` fills in what their articles say."""
        rows = [{"number": number, "id": id_, "articles": 0, "first": 0, "last": 0} for number, id_ in ids.items()]
        if rows:
            insert_rows(self._connection, schema.story, rows)

    def add_members(self, members: Sequence[Membership], weights: Sequence[Mapping[str, float]]) -> None:
        """Add articles to their stories, with the weights of the terms they are found by."""
        if not members:
            return
        rows = [
            {
                "article": m.article,
                "story": m.story,
                "day": m.day,
                "centrality": m.centrality,
                "terms": " ".join(m.terms),
            }
            for m in members
        ]
        insert_rows(self._connection, schema.story_article, rows)
        postings = [
            {"term": term, "day": m.day, "article": m.article, "weight": weight}
            for m, weighed in zip(members, weights, strict=True)
            for term, weight in weighed.items()
        ]
        if postings:
            insert_rows(self._connection, schema.story_term, postings)

    def raise_centrality(self, gains: Mapping[int, float]) -> None:
        """Add to the centrality of articles."""
        rows = [{"which": article, "gain": gain} for article, gain in gains.items()]
        if rows:
            raised = update(schema.story_article).where(_m.article == bindparam("which"))
            self._connection.execute(raised.values(centrality=_m.centrality + bindparam("gain")), rows)

    def remove_members(self, members: Iterable[Membership]) -> None:
        """Take articles out of their stories; `refresh` the stories afterwards."""
        gone = list(members)
        if not gone:
            return
        postings = [{"t": term, "d": m.day, "a": m.article} for m in gone for term in m.terms]
        if postings:
            self._connection.execute(_REMOVE_POSTING, postings)
        for part in parts([m.article for m in gone], MANY):
            self._connection.execute(delete(schema.story_article).where(_m.article.in_(part)))

    def refresh(self, stories: Iterable[int]) -> None:
        """Count the articles of stories anew, with their days and the most central; one without any is deleted."""
        wanted = list(dict.fromkeys(stories))
        rows = rows_of(self._connection, _COUNTED, wanted)
        central = {row.story: row.article for row in rows_of(self._connection, _CENTRAL, wanted)}
        values = [{"n": r.story, "c": r.articles, "f": r.first or 0, "l": r.last, "m": central[r.story]} for r in rows]
        if values:
            self._connection.execute(_REFRESH, values)
        empty = set(wanted) - {row.story for row in rows}
        for part in parts(sorted(empty), MANY):
            self._connection.execute(delete(schema.story).where(_s.number.in_(part)))


def leave_stories(connection: Connection, articles: Iterable[int]) -> None:
    """Take articles, by number, out of their stories before they are deleted; a story without any goes too."""
    tables = StoryTables(connection)
    gone = tables.memberships(articles)
    tables.remove_members(gone.values())
    tables.refresh(membership.story for membership in gone.values())


def _has_headline(word: str) -> ColumnElement[bool]:
    """Return the condition that a headline of a story holds a word."""
    return (
        exists()
        .where(_m.story == _s.number)
        .where(_article.c.number == _m.article)
        .where(_article.c.headline.icontains(word, autoescape=True))
    )


def _named(word: str) -> Any:
    """Return the query of the stories that have a headline with a word."""
    return _NAMED.where(_named_article.c.headline.icontains(word, autoescape=True))


def _stories(connection: Connection, rows: Sequence[Any]) -> list[Story]:
    outlets: dict[int, list[str]] = {}
    for row in rows_of(connection, _OUTLETS, [row.number for row in rows]):
        if isinstance(row.outlet, str):
            outlets.setdefault(row.story, []).append(row.outlet)
    return [
        Story(
            row.id, row.headline, row.central, _day(row.first), _day(row.last), row.articles,
            tuple(outlets.get(row.number, ())),
        )
        for row, _ in readable(rows, _sound, "story")
    ]  # fmt: skip


def _sound(rows: Sequence[Any]) -> Sequence[Any]:
    check_types(rows, STORY)
    return rows


def _day(ordinal: int) -> str | None:
    return dt.date.fromordinal(ordinal).isoformat() if ordinal else None
