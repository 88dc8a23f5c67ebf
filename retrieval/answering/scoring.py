"""Scoring sentences in two steps: all of them by what is quickly counted, the best by what they hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.answering.features import CLOSE, FITS, ROUGH, Close, close_features, fitting, rough_features, rows_of
from retrieval.answering.pool import Numbers, Places, Pool
from retrieval.answering.reading import Holds, read_sentence
from retrieval.answering.weights import Weights
from retrieval.domain import Passage
from retrieval.questions import Analysis

#: gives the text of sentences: each is a passage and the sentence's place in it; None where the article has gone
Texts = Callable[[Sequence[tuple[Passage, int]]], list[str | None]]


@dataclass(frozen=True, slots=True)
class Scored:
    """The sentences read closely, their features (the columns of FEATURES), and their scores, best first in `order`."""

    pool: Pool
    close: Close
    matrix: Numbers
    scores: Numbers
    order: Places


def score_sentences(analysis: Analysis, pool: Pool, texts: Texts, weights: Weights, keep: int) -> Scored | None:
    """Score the sentences of the pool; None where there is none."""
    if not len(pool.found):
        return None
    rough = rough_features(analysis, pool)
    base = rough @ rows_of(weights.sentence, ROUGH)
    rows = np.argsort(-base, kind="stable")[:keep]
    given = texts([(pool.passages[pool.owner[row]], int(pool.place[row])) for row in rows])
    there = [n for n, text in enumerate(given) if text is not None]
    if not there:
        return None
    rows = rows[there]
    known = [text for text in given if text is not None]
    wanted = FITS.get(analysis.asked.sought, Holds(0))
    readings = [read_sentence(text, wanted) for text in known]
    close = Close(rows, known, readings, [fitting(analysis, reading) for reading in readings])
    more = close_features(analysis, pool, close, base[rows])
    scores = base[rows] + more @ rows_of(weights.sentence, CLOSE)
    return Scored(pool, close, np.hstack([rough[rows], more]), scores, np.argsort(-scores, kind="stable"))
