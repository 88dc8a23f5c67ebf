"""Grouping articles into stories as they arrive: an article joins the story of the article it is most like, or starts one.

Likeness is the cosine of two signatures, less for every day between the two. Only articles that share a term of their
signatures within a few days are compared, the latest of them for each term, so the work an article makes is bounded
however large the archive. Nothing is grouped again later, but for an article that has changed.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from retrieval.archive.stories import Membership, StoryTables
from retrieval.stories.signatures import Signature, Statistics, weigh

#: days between two reports of one event that may be grouped
WINDOW = 6
#: likeness at which an article joins a story; without dates to go by it has to be greater
ALIKE, ALIKE_UNDATED = 0.35, 0.45
#: what is left of the likeness of two articles a whole window apart
APART = 0.85
#: articles compared for each term
COMPARED = 60
#: likeness that makes the two articles of one story more central to it
CENTRAL = 0.1


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article to be grouped: its number and id in the archive, its day (an ordinal, 0 if undated), its prominent terms."""

    number: int
    article_id: str
    day: int
    prominence: Mapping[str, float]


@dataclass(slots=True)
class _Placing:
    """What is known and decided while a batch is placed.

    `postings` are those near the run at hand; `story_of` holds articles that were read and those placed so far; `before` the
    stories that changed articles were in.
    """

    before: Mapping[int, Membership]
    numbers: Iterator[int]
    postings: dict[str, list[tuple[int, int, float]]] = field(default_factory=dict)
    story_of: dict[int, int] = field(default_factory=dict)
    founders: dict[int, int] = field(default_factory=dict)
    gains: dict[int, float] = field(default_factory=dict)

    def place(self, signature: Signature) -> None:
        """Decide on the story of one article; later ones of the run are compared with it too."""
        story = _best_story(signature, self)
        if story is None:
            old = self.before.get(signature.number)
            if old and old.story not in self.story_of.values():
                story = old.story
            else:
                story = next(self.numbers)
                self.founders[story] = signature.number
        self.story_of[signature.number] = story
        for term, weight in signature.weights.items():
            self.postings.setdefault(term, []).append((signature.day, signature.number, weight))


class StoryGrouper:
    """Keeps the stories in step with the articles, within one transaction of the archive."""

    def __init__(self, tables: StoryTables) -> None:
        self._tables = tables

    def place(self, arrivals: Sequence[Arrival], statistics: Statistics) -> None:
        """Group articles that have just been added, or whose text has changed.

        `statistics` are the index's. A changed article that is like no other keeps the story it had to itself.
        """
        before = self._tables.memberships([arrival.number for arrival in arrivals])
        self._tables.remove_members(before.values())
        signatures = weigh({arrival.number: (arrival.day, arrival.prominence) for arrival in arrivals}, statistics)
        placing = _Placing(before, count(self._tables.next_story()))
        for run in _runs(signatures):
            self._load(run, placing)
            for signature in run:
                placing.place(signature)
        ids = {arrival.number: arrival.article_id for arrival in arrivals}
        self._tables.add_stories(self._named({story: ids[number] for story, number in placing.founders.items()}))
        members = [Membership(s.number, placing.story_of[s.number], s.day, 0.0, tuple(s.weights)) for s in signatures]
        self._tables.add_members(members, [s.weights for s in signatures])
        self._tables.raise_centrality(placing.gains)
        self._tables.refresh(m.story for m in (*members, *before.values()))

    def _load(self, run: Sequence[Signature], placing: _Placing) -> None:
        """Read what the run's articles may be like."""
        terms = dict.fromkeys(term for signature in run for term in signature.weights)
        reach = WINDOW if run[0].day else 0
        placed = placing.postings
        placing.postings = {}
        for term, day, article, weight in self._tables.postings(
            terms, run[0].day - reach, run[-1].day + reach, COMPARED
        ):
            placing.postings.setdefault(term, []).append((day, article, weight))
        near = {article for listed in placing.postings.values() for _, article, _ in listed} - placing.story_of.keys()
        placing.story_of.update({number: m.story for number, m in self._tables.memberships(near).items()})
        for term in terms:  # what this batch has placed is not in the tables yet
            placing.postings.setdefault(term, []).extend(placed.get(term, ())[-COMPARED:])

    def _named(self, founders: Mapping[int, str]) -> dict[int, str]:
        """Give each new story an id made from that of its first article."""
        named = {story: story_id(article_id) for story, article_id in founders.items()}
        taken = self._tables.taken(named.values())
        for story, article_id in founders.items():
            salt = 0
            while named[story] in taken:
                salt += 1
                named[story] = story_id(article_id, salt)
                taken |= self._tables.taken([named[story]])
            taken.add(named[story])
        return named


def story_id(article_id: str, salt: int = 0) -> str:
    """Return "s_" and ten letters and digits that stand for the article's id: it fits a link and a button."""
    digest = hashlib.blake2b(f"{salt or ''}{article_id}".encode(), digest_size=10).digest()
    return "s_" + base64.b32encode(digest)[:10].decode().lower()


def _runs(signatures: Iterable[Signature]) -> list[list[Signature]]:
    """Cut articles, by day, where a window lies between two or a run is two windows long."""
    runs: list[list[Signature]] = []
    for signature in sorted(signatures, key=lambda s: s.day):
        last = runs[-1] if runs else None
        if last and (signature.day - last[-1].day <= WINDOW and signature.day - last[0].day <= 2 * WINDOW):
            last.append(signature)
        else:
            runs.append([signature])
    return runs


def _best_story(signature: Signature, placing: _Placing) -> int | None:
    """Return the story of the most similar article, None where none is similar enough."""
    alike: dict[int, float] = {}
    days: dict[int, int] = {}
    for term, weight in signature.weights.items():
        for day, article, other in placing.postings.get(term, ()):
            alike[article] = alike.get(article, 0.0) + weight * other
            days[article] = day
    best, story = ALIKE if signature.day else ALIKE_UNDATED, None
    for article, likeness in alike.items():
        gap = abs(days[article] - signature.day)
        if gap > WINDOW or article not in placing.story_of:
            alike[article] = 0.0
            continue
        alike[article] = likeness = likeness * APART ** (gap / WINDOW)
        if likeness >= best:
            best, story = likeness, placing.story_of[article]
    if story is not None:
        _note_centrality(signature.number, story, alike, placing)
    return story


def _note_centrality(number: int, story: int, alike: Mapping[int, float], placing: _Placing) -> None:
    for article, likeness in alike.items():
        if likeness >= CENTRAL and placing.story_of.get(article) == story:
            placing.gains[article] = placing.gains.get(article, 0.0) + likeness
            placing.gains[number] = placing.gains.get(number, 0.0) + likeness
