"""From candidate passages to the few dozen sentences worth reading closely.

Everything here is counted over all sentences of the candidates at once: which of the question's terms stand in a sentence
is a row of a matrix, and coverage is a product with the terms' weights.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from retrieval.domain import Hit, Passage
from retrieval.index.interface import CollectionStatistics
from retrieval.questions import Analysis
from retrieval.questions.lexicon import lexicon
from retrieval.ranking import bm25, term_weights

#: how much a term that says little ("week", "announced") weighs beside its rarity
WEAK = 0.3
#: a collection is taken for at least so large: in a handful of passages every word is rare or everywhere
FEWEST_PASSAGES = 300
#: candidate passages whose sentences are looked at
OPENED = 100
#: days between articles on one event
SAME_EVENT = 4

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates, counted.

    `columns` gives for every searched term, and its other forms, which of the question's terms it counts as; `weights` is
    how much each of these weighs, adding up to 1. `passages` are the candidates, best BM25 first; `scores` that BM25. A row of
    `found` is a sentence, the rows of one passage in order; `owner` is its passage, `place` its number there.
    """

    columns: Mapping[str, int]
    weights: Numbers
    passages: tuple[Passage, ...]
    scores: Numbers
    found: Numbers
    owner: Places
    place: Places
    lengths: Places
    headlines: Numbers
    articles: Places

    def terms(self, row: int) -> tuple[str, ...]:
        """Return the terms of a sentence."""
        passage: Passage = self.passages[self.owner[row]]
        return passage.terms[self.place[row]]

    def span(self, row: int) -> tuple[str, int, int]:
        """Return where a sentence stands: its article and its span."""
        passage: Passage = self.passages[self.owner[row]]
        start, end = passage.sentences[self.place[row]]
        return passage.article_id, start, end


def count_candidates(
    analysis: Analysis, hits: Sequence[Hit], statistics: CollectionStatistics, opened: int = OPENED
) -> Candidates:
    """Count the candidates: BM25 of the passages, and the question's terms in every sentence of the best `opened`."""
    columns = term_columns(analysis)
    counted = analysis.together(statistics.document_frequency, statistics.passages)
    rarity = term_weights(
        replace(statistics, passages=max(statistics.passages, FEWEST_PASSAGES), document_frequency=counted)
    )
    weights = np.array([rarity.get(term, 0.0) * (WEAK if term in analysis.weak else 1.0) for term in analysis.terms])
    weights /= weights.sum() or 1.0
    scores = passage_scores(analysis, columns, hits, statistics, rarity)
    order = sorted(range(len(hits)), key=lambda i: -scores[i])[:opened]
    passages = tuple([hits[i].passage for i in order])
    owner: list[int] = []
    place: list[int] = []
    lengths: list[int] = []
    texts: list[tuple[str, ...]] = []
    for number, passage in enumerate(passages):
        for n, terms in enumerate(passage.terms):
            owner.append(number)
            place.append(n)
            lengths.append(len(terms))
            texts.append(terms)
    ids: dict[str, int] = {}
    return Candidates(
        columns, weights, passages, np.array([scores[i] for i in order]), _occurrences(texts, columns, len(weights)),
        np.array(owner, dtype=np.intp), np.array(place, dtype=np.intp), np.array(lengths, dtype=np.intp),
        _occurrences([passage.headline for passage in passages], columns, len(weights)),
        np.array([ids.setdefault(passage.article_id, len(ids)) for passage in passages], dtype=np.intp),
    )  # fmt: skip


def term_columns(analysis: Analysis) -> dict[str, int]:
    """Number the question's terms; the other forms of a term, in any language, have its number."""
    columns = {term: number for number, term in enumerate(analysis.terms)}
    forms = lexicon().forms
    for number, term in enumerate(analysis.terms):
        for form in (*forms.get(term, ()), *analysis.others.get(term, ())):
            columns.setdefault(form, number)
    return columns


def passage_scores(
    analysis: Analysis,
    columns: Mapping[str, int],
    hits: Sequence[Hit],
    statistics: CollectionStatistics,
    rarity: Mapping[str, float],
) -> list[float]:
    """Return the BM25 score of every candidate passage, a word's other forms counted as the word itself."""
    names = analysis.terms
    found: list[list[str]] = []
    lengths: list[int] = []
    for hit in hits:
        terms = hit.passage.searched_terms()
        lengths.append(len(terms))
        found.append([names[columns[term]] for term in filter(columns.__contains__, terms)])
    return bm25(names, found, rarity, statistics.average_length, lengths)


def _occurrences(texts: Sequence[Sequence[str]], columns: Mapping[str, int], width: int) -> Numbers:
    """Return a row for each text with 1 in the column of each of the question's terms that it holds."""
    occurrences = np.zeros((len(texts), width))
    wanted = frozenset(columns)
    places = [row * width + columns[term] for row, terms in enumerate(texts) for term in wanted.intersection(terms)]
    occurrences.ravel()[places] = 1.0
    return occurrences
