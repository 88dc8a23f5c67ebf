"""Measuring answers on a data set: the figures that operators watch, and what `tune` learns from.

A line of a data set is {"id", "question"} and one of
`answers` (strings that all have to stand in a sentence for it to be right; none: the archive cannot answer this), with
`articles` (ids of those known to hold the answer) where they are known; or `candidates` and `labels` (1 for a right one);
or `good` and `sentences`, as `onrecord votes` prints them: what a reader was shown, and whether it answered.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from retrieval.answering.factoid.confidence import evidence
from retrieval.answering.factoid.scoring import FEATURES, WITHOUT_READER, Scored, rescored
from retrieval.answering.factoid.standalone import score_alone
from retrieval.answering.factoid.tuning import PENALTY, fit_choice, fit_probability
from retrieval.answering.factoid.weights import Weights
from retrieval.domain import Answer
from retrieval.errors import BadDataset

_WORD = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
#: sentences and articles that are looked at
DEPTHS = (1, 3, 5)
ARTICLE_DEPTHS = (1, 5, 10)
#: sentences without an archive are few: their weights are held nearer to zero
FEW_FEATURES = 0.02


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of a data set; `answers` is empty where the archive cannot answer; `candidates` are for ranking alone.

    `rejected` is the sentence that a reader was shown first and voted against.
    """

    id: str
    question: str
    answers: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    candidates: tuple[str, ...] = ()
    labels: tuple[bool, ...] = ()
    rejected: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over a data set; None where no line of the set measures it. Keys as the table prints them."""

    questions: int
    values: Mapping[str, float]


def read_asked(line: Mapping[str, Any]) -> Asked:
    """Return a line of a data set; raise BadDataset naming the key that is not of the promised form."""
    question = line.get("question")
    if not isinstance(question, str) or not question.strip():
        raise BadDataset('"question" has to be a string that is not empty.')
    name = str(line.get("id", ""))
    if "good" in line:
        return _voted(name, question, line)
    if "candidates" in line:
        candidates, labels = _strings(line, "candidates"), line.get("labels")
        if not isinstance(labels, list) or len(labels) != len(candidates) or not set(labels) <= {0, 1}:
            raise BadDataset('"labels" has to be a list of 0 and 1, one for every candidate.')
        return Asked(name, question, candidates=candidates, labels=tuple(bool(label) for label in labels))
    return Asked(name, question, _strings(line, "answers"), frozenset(_strings(line, "articles")))


def _voted(name: str, question: str, line: Mapping[str, Any]) -> Asked:
    """Return a vote: the first sentence shown is the answer, or what must not come first again."""
    good, shown = line["good"], line.get("sentences")
    if not isinstance(good, bool):
        raise BadDataset('"good" has to be true or false.')
    if not isinstance(shown, list) or not all(
        isinstance(one, dict) and isinstance(one.get("text"), str) for one in shown
    ):
        raise BadDataset('"sentences" has to be a list of objects with a "text".')
    first = shown[0]["text"] if shown else ""
    if good:
        return Asked(name, question, (first,) if first else (), frozenset(_strings(line, "articles")))
    return Asked(name, question, rejected=first)


def _strings(line: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = line.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadDataset(f'"{key}" has to be a list of strings.')
    return tuple(value)


def normalised(text: str) -> str:
    """Return words in lower case without accents, numbers whole, with a space on either side: for matching whole words."""
    folded = unicodedata.normalize("NFKD", text.lower())
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = re.sub(r"(?<=\d),(?=\d{3}\b)", "", folded).replace("'", "").replace("’", "")
    return f" {' '.join(_WORD.findall(folded))} "


def is_right(text: str, answers: Sequence[str]) -> bool:
    """Tell whether every answer stands in the text, word for word."""
    words = normalised(text)
    return bool(answers) and all(normalised(answer) in words for answer in answers)


def evaluate(
    asked: Iterable[Asked],
    answer: Callable[[str], Answer],
    search: Callable[[str], Sequence[str]],
    rank: Callable[[str, Sequence[str]], Sequence[float]],
) -> Figures:
    """Return the figures of a data set: `answer`, `search` (article ids, best first) and `rank` do the work."""
    counts: dict[str, list[float]] = {}
    total = 0
    for one in asked:
        total += 1
        for name, value in _measured(one, answer, search, rank).items():
            counts.setdefault(name, []).append(value)
    return Figures(total, {name: sum(values) / len(values) for name, values in counts.items()})


def _measured(
    one: Asked,
    answer: Callable[[str], Answer],
    search: Callable[[str], Sequence[str]],
    rank: Callable[[str, Sequence[str]], Sequence[float]],
) -> dict[str, float]:
    if one.candidates:
        return _ranking(one, rank(one.question, one.candidates)) if set(one.labels) == {True, False} else {}
    told = answer(one.question)
    if one.rejected is not None:
        first = told.sentences[0].text if told.sentences and not told.abstained else ""
        return {"rejected again": float(bool(first) and is_right(first, [one.rejected]))}
    if not one.answers:
        return {"abstained, unanswerable": float(told.abstained)}
    sentences = [] if told.abstained else told.sentences
    right = [is_right(sentence.text, one.answers) for sentence in sentences]
    found = {f"A@{depth}": float(any(right[:depth])) for depth in DEPTHS}
    found["abstained, answerable"] = float(told.abstained)
    if one.articles:
        ids = list(dict.fromkeys(search(one.question)))
        found |= {f"D@{depth}": float(not one.articles.isdisjoint(ids[:depth])) for depth in ARTICLE_DEPTHS}
    return found


def _ranking(one: Asked, scores: Sequence[float]) -> dict[str, float]:
    """Return average precision, reciprocal rank and precision of the first, ties in the order given."""
    order = sorted(range(len(scores)), key=lambda n: -scores[n])
    places = [place for place, n in enumerate(order, 1) if one.labels[n]]
    precision = sum(hit / place for hit, place in enumerate(places, 1)) / len(places)
    return {"MAP": precision, "MRR": 1 / places[0], "P@1": float(places[0] == 1)}


def tuned_weights(
    asked: Sequence[Asked], weights: Weights, score: Callable[[str], tuple[Scored | None, list[str]]]
) -> Weights:
    """Return weights set on a data set; `score` scores the sentences of a question and gives their texts.

    Where an encoder took part, the weights that stand in for the others are set too.
    """
    scored = [(one, *score(one.question)) for one in asked if not one.candidates]
    read = [_Judged(found, [is_right(text, one.answers) for text in texts]) for one, found, texts in scored if found]
    alone = [(one, score_alone(one.question, one.candidates, weights)) for one in asked if one.candidates]
    ranked = [
        _Judged(found, [one.labels[int(article)] for article, _, _ in found.reading.places])
        for one, found in alone
        if found
    ]
    if ranked:
        weights = replace(weights, alone=_sentence_weights(ranked, WITHOUT_READER, FEW_FEATURES))
    return _with_probability(read, weights) if any(any(one.right) for one in read) else weights


@dataclass(frozen=True, slots=True)
class _Judged:
    """A question's sentences and which of them are right; none of them where the archive cannot answer it."""

    scored: Scored
    right: Sequence[bool]


def _with_probability(read: Sequence[_Judged], weights: Weights) -> Weights:
    """Return the weights of sentences, and of the first one's being right, with and without an encoder."""
    weights = replace(weights, sentence=_sentence_weights(read, WITHOUT_READER))
    probability, least = _probability_weights(read, weights.sentence, meant=False)
    if probability:
        weights = replace(weights, probability=probability, minimum_probability=least)
    meant = [one for one in read if one.scored.meant]
    if not any(any(one.right) for one in meant):
        return weights
    weights = replace(weights, sentence_with_reader=_sentence_weights(meant, FEATURES))
    probability, _ = _probability_weights(meant, weights.sentence_with_reader, meant=True)
    return replace(weights, probability_with_reader=probability) if probability else weights


def _sentence_weights(judged: Sequence[_Judged], names: Sequence[str], penalty: float = PENALTY) -> dict[str, float]:
    matrices = [np.column_stack([one.scored.values[name] for name in names]) for one in judged]
    found = fit_choice(matrices, [one.right for one in judged], penalty)
    return {name: round(float(weight), 2) for name, weight in zip(names, found, strict=True)}


def _probability_weights(
    judged: Sequence[_Judged], weights: Mapping[str, float], *, meant: bool
) -> tuple[dict[str, float], float]:
    """Return the weights of the probability, and below which of it to abstain; none where nothing tells them."""
    again = [(rescored(one.scored, weights, meant=meant), one.right) for one in judged]
    first = [bool(right[scored.order[0]]) for scored, right in again]
    if all(first) or not any(first):
        return {}, 0.0
    return fit_probability([evidence(scored) for scored, _ in again], first)
