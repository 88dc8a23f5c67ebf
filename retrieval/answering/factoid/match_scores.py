"""The score of a match where it is asked for: a line of two sides and their figures, or "3-1" in a sentence."""

import re
from collections.abc import Sequence

from retrieval.answering.factoid.answer_types import Fit
from retrieval.answering.factoid.entities import Entity, EntityType
from retrieval.questions import Analysis
from retrieval.questions.match_scores import asks_for_score
from retrieval.text.scores import is_score

#: the figures of a score in a sentence, but no years, days or telephone numbers
_FIGURES = re.compile(r"(?<![\w.,:/-])\d{1,3}[-–]\d{1,3}(?![\w:/-]|[.,]\d)")


def with_scores(analysis: Analysis, texts: Sequence[str], fits: Sequence[list[Fit]]) -> Sequence[list[Fit]]:
    """Return what fits of each sentence: where a score is asked for, scores and no other figure."""
    if not asks_for_score(analysis.text):
        return fits
    return [_scores(text) for text in texts]


def _scores(text: str) -> list[Fit]:
    spans = [(0, len(text))] if is_score(text) else [match.span() for match in _FIGURES.finditer(text)]
    return [Fit(Entity(EntityType.NUMBER, start, end, (text[start:end],), 0, 0), 1.0) for start, end in spans]
