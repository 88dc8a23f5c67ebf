"""Ranking quotations on a topic, by their own words and by what stands around them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from retrieval.answering.factoid.candidates import Candidates, Numbers
from retrieval.answering.search import Retrieved
from retrieval.domain import Quotation, QuotationKind, Span, overlaps
from retrieval.questions.following import is_pronoun
from retrieval.quotations.people import people_of
from retrieval.ranking import bm25, inverse_document_frequencies
from retrieval.text.holding import hold_any
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import analyzer

#: quotations of an answer
QUOTATIONS = 5
#: sentences before a quotation that may say what it is about
BEFORE = 2
#: how much the sentence after it counts: alone it is not enough
AFTER = 0.3
#: fewer words than this that begin no sentence ("substantial") say little: what they count beside a whole quotation
FEWEST_WORDS, FRAGMENT = 4, 0.6
#: how much the words themselves, the sentences around them, the headline and BM25 count
OWN, AROUND, HEADLINE, RANK = 1.0, 0.5, 0.2, 0.5
_WORD = re.compile(r"\w[\w'’-]*")
#: candidate sentences of an article by row: start, end, passage
_Spans = Mapping[int, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class ScoredQuotation:
    """A quotation, how much of the topic it covers with what is around it, and its score; `under`: with the headline too."""

    quotation: Quotation
    covered: float
    score: float
    under: float = 0.0


def score_quotations(
    found: Retrieved, quotations: Sequence[Quotation], everyone: Mapping[str, Sequence[Quotation]] | None = None
) -> list[ScoredQuotation]:
    """Rank quotations on a topic: BM25 of their words, coverage by them, by the sentences around and by the headline.

    `found` are the candidates counted for the topic; `everyone` all quotations of the articles: sentences in which somebody
    else speaks say nothing of these.
    """
    if not quotations:
        return []
    topic, candidates = found.analysis, found.candidates
    words, terms_of = [q.text for q in quotations], analyzer(DEFAULT).terms
    # words without a term of the topic count for nothing, whatever they are
    holding = hold_any(words, candidates.columns)
    texts = [terms_of(text) if holds else [] for text, holds in zip(words, holding, strict=True)]
    weights = inverse_document_frequencies(found.statistics.passages, found.statistics.document_frequency)
    scores = np.array(bm25(topic.terms, texts, weights, 25.0))
    scores /= scores.max() or 1.0
    places, owns = _places(candidates), _Owns(candidates)
    speaking = _speaking(everyone or {})
    spoken: list[ScoredQuotation] = []
    for quotation, terms, score in zip(quotations, texts, scores.tolist(), strict=True):
        own, of_own = owns[frozenset(map(candidates.columns.get, terms))]
        covered = of_headline = of_own
        if there := places.get(quotation.article_id or ""):
            around, headline = _around(quotation, candidates, there, own, _of_others(quotation, speaking))
            covered, of_headline = float(around @ candidates.weights), float(headline @ candidates.weights)
        value = OWN * of_own + AROUND * covered + HEADLINE * of_headline + RANK * score
        whole = FRAGMENT if _is_fragment(quotation) else 1.0
        spoken.append(ScoredQuotation(quotation, covered, value * whole * quotation.confidence**0.25, of_headline))
    spoken.sort(key=lambda one: -one.score)
    return spoken


class _Owns(dict[frozenset[int | None], tuple[Numbers, float]]):
    """For some of a topic's columns a row in which they are 1, and what they weigh: most quotations have the same few."""

    def __init__(self, candidates: Candidates) -> None:
        super().__init__()
        self._weights = candidates.weights

    def __missing__(self, columns: frozenset[int | None]) -> tuple[Numbers, float]:
        own = np.zeros(len(self._weights))
        own[[column for column in columns if column is not None]] = 1.0
        made = self[columns] = own, float(own @ self._weights)
        return made


def _is_fragment(quotation: Quotation) -> bool:
    words = list(islice(_WORD.finditer(quotation.text), FEWEST_WORDS))
    return 0 < len(words) < FEWEST_WORDS and words[0][0][0].islower()


class _Places:
    """The candidate sentences of an article, none of which stands within another, by row and in the order of the text."""

    def __init__(self, spans: _Spans) -> None:
        self.spans = spans
        self._rows = sorted(spans, key=lambda row: spans[row][0])
        self._starts = [spans[row][0] for row in self._rows]

    def touching(self, first: int, last: int) -> Iterator[int]:
        """Yield the rows of the sentences that share a character with a stretch."""
        for n in reversed(range(bisect_left(self._starts, last))):
            row = self._rows[n]
            if self.spans[row][1] <= first:
                return
            yield row


def _places(candidates: Candidates) -> Mapping[str, _Places]:
    """Return for each article its candidate sentences."""
    spans: dict[str, dict[int, tuple[int, int, int]]] = {}
    standing = candidates.places(np.arange(len(candidates.owner)))
    for row, ((article, start, end), owner) in enumerate(zip(standing, candidates.owner.tolist(), strict=True)):
        spans.setdefault(article, {})[row] = start, end, owner
    return {article: _Places(listed) for article, listed in spans.items()}


def _speaking(everyone: Mapping[str, Sequence[Quotation]]) -> dict[str, list[tuple[Span, tuple[str, ...]]]]:
    """Return for each article where somebody who is named speaks, and the names of those who do."""
    told = {
        article: [
            ((min(q.fragments[0][0], q.speaker.start), max(q.fragments[-1][1], q.speaker.end)), q.speaker.name)
            for q in quotations
            if q.speaker is not None and q.speaker.name is not None
        ]
        for article, quotations in everyone.items()
    }
    people = people_of({name for listed in told.values() for _, name in listed})
    return {article: [(span, people[name]) for span, name in listed] for article, listed in told.items()}


def _of_others(quotation: Quotation, speaking: Mapping[str, Sequence[tuple[Span, tuple[str, ...]]]]) -> list[Span]:
    """Return where somebody else speaks in the article of a quotation."""
    name = quotation.speaker.name if quotation.speaker else None
    listed = speaking.get(quotation.article_id or "", ()) if name else ()
    return [span for span, people in listed if name not in people]


def _around(
    quotation: Quotation,
    candidates: Candidates,
    places: _Places,
    own: Numbers,
    others: Sequence[Span],
) -> tuple[Numbers, Numbers]:
    """Return the topic's terms in the quotation, its sentences and those before; and those with the headline's."""
    around, headline, spans = own, own, places.spans
    for row in places.touching(*quotation.span):
        owner = spans[row][2]
        for near in range(row - BEFORE, row + 2):
            if near in spans and spans[near][2] == owner and (near == row or _bears(spans, near, row, others)):
                around = np.maximum(around, candidates.found[near] * (AFTER if near > row else 1.0))
        headline = candidates.headlines[owner]
    return around, np.maximum(headline, around)


def _bears(spans: _Spans, near: int, row: int, others: Sequence[Span]) -> bool:
    """Tell whether a sentence beside that of a quotation may say what it is about.

    One in which somebody else speaks does so only where it comes before in the same paragraph: a question put to them both.
    """
    start, end, _ = spans[near]
    if not overlaps((start, end), *others):
        return True
    return all(n in spans and spans[n + 1][0] - spans[n][1] <= 1 for n in range(near, row)) and near < row


def distinct_quotations(spoken: Iterable[ScoredQuotation], limit: int = QUOTATIONS) -> list[ScoredQuotation]:
    """Return the first `limit` without those whose words, by the same speaker, were given before."""
    chosen: list[ScoredQuotation] = []
    seen: list[frozenset[str]] = []
    for one in spoken:
        words = frozenset(analyzer(DEFAULT).terms(one.quotation.text))
        if any(len(words & other) > 0.7 * min(len(words), len(other)) for other in seen):
            continue
        seen.append(words)
        chosen.append(one)
        if len(chosen) == limit:
            break
    return chosen


def is_doubtful(quotation: Quotation) -> bool:
    """Tell whether it is not sure that it is speech, nor whose, by what stands there: "He announced an inquiry"."""
    told = quotation.speaker.text if quotation.speaker else ""
    return quotation.kind is QuotationKind.INDIRECT and not quotation.is_sure and is_pronoun(told)
