"""What speaks for a sentence of the candidates being the answer, as far as it can be counted without reading its text.

Each feature is a column: a number for each sentence, most of them from 0 to 1. None grows with the collection: coverage is a
share of the question's weight, and passages are compared with the best one.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from retrieval.answering.factoid.candidates import SAME_EVENT, Candidates, Numbers, Places
from retrieval.answering.factoid.registry import Registry
from retrieval.index.stored import numbers_and_days
from retrieval.questions import Analysis

#: candidates with this share of the best one's BM25 say how new the news can be
GOOD = 0.5
#: days in which news grows old by one step of the logarithm, and those after which it is as old as it gets
MONTH, DECADE = 30, 3650
#: the power of a passage's share of the best BM25 by which it counts as on the same event: 6 leaves .26 of .8, .02 of .5
SHARPNESS = 6
#: days after a time in which it is still told of
LATER = 10
#: other articles of the same days that make an event certain
CERTAIN = 2


@dataclass(frozen=True)
class Counts:
    """A question and its candidates, with what several features share; a row is a sentence, a column one of its terms."""

    analysis: Analysis
    candidates: Candidates

    @cached_property
    def headline(self) -> Numbers:
        """The question's terms in the headline above each sentence."""
        return self.candidates.headlines[self.candidates.owner]

    @cached_property
    def before(self) -> Numbers:
        """The terms in the sentence before, within the passage."""
        found, owner = self.candidates.found, self.candidates.owner
        before = np.zeros_like(found)
        same = owner[1:] == owner[:-1]
        before[1:][same] = found[:-1][same]
        return before

    @cached_property
    def share(self) -> Numbers:
        """The BM25 of each passage as a share of the best one's."""
        scores = self.candidates.scores
        return np.asarray(scores / (scores.max() or 1.0))

    @cached_property
    def owners(self) -> Places:
        """The article of each sentence, as a number."""
        return self.candidates.articles[self.candidates.owner]

    @cached_property
    def days(self) -> Numbers:
        """The day of publication of each passage, 0 where it has none."""
        return np.asarray(self._numbers_and_days[1])

    @cached_property
    def numbers(self) -> Numbers:
        """The place in its article of each sentence's passage, from 0."""
        return np.asarray(self._numbers_and_days[0][self.candidates.owner])

    @cached_property
    def _numbers_and_days(self) -> Numbers:
        """Two rows: the place in its article, and the day of publication, of each passage."""
        return np.array(numbers_and_days(self.candidates.passages), dtype=np.float64).reshape(-1, 2).T

    @cached_property
    def ages(self) -> Numbers:
        """How far each passage's article is behind the newest good candidate, on a logarithmic scale: 1 for ten years."""
        newest = self.days[self.share > GOOD].max(initial=0.0)  # none is good where no word is shared
        behind = np.log1p(np.clip(newest - self.days, 0, None) / MONTH) / np.log1p(DECADE / MONTH)
        return np.asarray(np.where(self.days > 0, behind, 0.5 if newest else 0.0))

    @cached_property
    def within(self) -> Numbers:
        """How much each term tells the sentences of an article apart: a row an article, weighed by rarity in the collection.

        The inverse sentence frequency of Neto et al. (2000) over the article's sentences among the candidates, from 0 for a
        term in all of them to 1 for one in a dozen.
        """
        found = self.candidates.found
        size = int(self.candidates.articles.max()) + 1
        holding = np.zeros((size, found.shape[1]))
        np.add.at(holding, self.owners, found)
        sentences = np.bincount(self.owners, minlength=size)[:, None]
        rarity = np.log((sentences + 1) / (holding + 0.5)) / np.log(12)
        weighed: Numbers = np.clip(rarity, 0.0, None) * self.candidates.weights * (holding > 0)
        return weighed


COUNTED: Registry[Counts] = Registry()


def _column(values: npt.ArrayLike) -> Numbers:
    return np.asarray(values, dtype=np.float64)


@COUNTED.register("passage")
def passage(counts: Counts) -> Numbers:
    """Return the BM25 of the sentence's passage as a share of the best passage's."""
    return counts.share[counts.candidates.owner]


@COUNTED.register("coverage")
def coverage(counts: Counts) -> Numbers:
    """Return the share of the question's weight that the sentence itself holds."""
    return _column(counts.candidates.found @ counts.candidates.weights)


@COUNTED.register("before")
def before(counts: Counts) -> Numbers:
    """Return the share of the question's weight in the sentence before."""
    return _column(counts.before @ counts.candidates.weights)


@COUNTED.register("around")
def around(counts: Counts) -> Numbers:
    """Return the share of the question's weight in the sentence, the one before and the headline together."""
    together = np.maximum(np.maximum(counts.candidates.found, counts.before), counts.headline)
    return _column(together @ counts.candidates.weights)


@COUNTED.register("focus")
def focus(counts: Counts) -> Numbers:
    """Return the share, of the weight of the terms in the sentence that asks, that the sentence holds."""
    asking = np.array([term in counts.analysis.focus for term in counts.analysis.terms]) * counts.candidates.weights
    return _column(counts.candidates.found @ (asking / (asking.sum() or 1.0)))


@COUNTED.register("telling")
def telling(counts: Counts) -> Numbers:
    """Return the weight of the question's terms in the sentence, each by how few sentences of the article hold it.

    Words that name the story stand all over its article and choose no sentence of it.
    """
    return np.asarray((counts.candidates.found * counts.within[counts.owners]).sum(axis=1))


@COUNTED.register("telling_share")
def telling_share(counts: Counts) -> Numbers:
    """Return `telling` as a share of what all terms that the article holds could add up to."""
    most = counts.within.sum(axis=1)
    return _column(telling(counts) / np.maximum(most, 0.05)[counts.owners])


@COUNTED.register("spread")
def spread(counts: Counts) -> Numbers:
    """Return the share of the question's weight anywhere in the article's candidates and its headline."""
    candidates = counts.candidates
    whole = np.zeros((int(candidates.articles.max()) + 1, len(candidates.weights)))
    np.maximum.at(whole, counts.owners, candidates.found)
    np.maximum.at(whole, candidates.articles, candidates.headlines)
    return _column((whole @ candidates.weights)[counts.owners])


@COUNTED.register("event")
def event(counts: Counts) -> Numbers:
    """Return how many other articles of the same days are good candidates too, up to 1: what many report is what is asked.

    A kernel over time as in time-based language models (Li and Croft 2003), a window of SAME_EVENT days.
    """
    candidates = counts.candidates
    best = np.zeros(int(candidates.articles.max()) + 1)
    np.maximum.at(best, candidates.articles, counts.share**SHARPNESS)
    day = np.zeros(len(best))
    day[candidates.articles] = counts.days
    near = (np.abs(day[:, None] - day[None, :]) <= SAME_EVENT) & (day > 0)[None, :]
    np.fill_diagonal(near, val=False)
    return _column(np.minimum(1.0, (near @ best) / CERTAIN)[counts.owners])


@COUNTED.register("opening")
def opening(counts: Counts) -> Numbers:
    """Return 1 for the two sentences that open an article."""
    return _column((counts.numbers == 0) & (counts.candidates.place < 2))


@COUNTED.register("first")
def first(counts: Counts) -> Numbers:
    """Return 1 for the article's first passage, a half for its second, and so on."""
    return _column(1 / (1 + counts.numbers))


@COUNTED.register("old")
def old(counts: Counts) -> Numbers:
    """Return how far the article is behind the newest good candidate, on a logarithmic scale: 1 for ten years."""
    return _column(counts.ages[counts.candidates.owner])


@COUNTED.register("old_for_news")
def old_for_news(counts: Counts) -> Numbers:
    """Return `old` where the question asks for what is recent, by how plainly it does; otherwise 0."""
    return _column(old(counts) * counts.analysis.when.recent)


@COUNTED.register("away")
def away(counts: Counts) -> Numbers:
    """Return how much further an article is from the days or years that the question names than the nearest one is, up to 1.

    How near it is halves in a MONTH, so that of times long before the archive's own every article is as far. An article
    without a date is half as far as any may be; where no time is named, all are 0.
    """
    first, last = _named_days(counts.analysis)
    if not last:
        return np.zeros(len(counts.candidates.owner))
    off = np.maximum(0.0, np.maximum(first - counts.days, counts.days - last - LATER))
    near = np.where(counts.days > 0, 1 / (1 + off / MONTH), 0.0)
    nearest = float(near.max(initial=0.0))
    further = np.where(counts.days > 0, nearest - near, nearest / 2)
    return _column(further[counts.candidates.owner])


def _named_days(analysis: Analysis) -> tuple[int, int]:
    """Return the first and last day that a question names, as ordinals; zeros where it names none."""
    when = analysis.when
    if when.days:
        return when.days
    if not when.years:
        return 0, 0
    return dt.date(min(when.years), 1, 1).toordinal(), dt.date(max(when.years), 12, 31).toordinal()


def counted_values(counts: Counts) -> dict[str, Numbers]:
    """Return the value of each feature for each sentence of the candidates."""
    return {name: feature(counts) for name, feature in COUNTED.items()}
