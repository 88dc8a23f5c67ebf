"""Scoring sentences in three steps: all of them by what is counted, the best by what they hold, those by what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from retrieval.answering.factoid.answer_types import FITS, fitting
from retrieval.answering.factoid.candidates import Candidates, Numbers, Places
from retrieval.answering.factoid.extraction import extract_entities
from retrieval.answering.factoid.features import COUNTED, Counts, counted_values
from retrieval.answering.factoid.match_scores import with_scores
from retrieval.answering.factoid.read_features import READ, Reading, read_values
from retrieval.answering.factoid.speakers import asks_for_speaker, may_be_asked_for
from retrieval.answering.factoid.weights import Weights
from retrieval.archive.interface import Texts
from retrieval.domain import Quotation
from retrieval.questions import Analysis
from retrieval.quotations.people import said_by, said_for
from retrieval.reading.reader import Likeness, Reader

#: what an encoder gives of a sentence below its headline: how near to the question by its parts (MaxSim), by those of the
#: sentence alone, of both with the sentences before it, and as a whole; how much nearer other sentences are to its parts
MEANING, OWN, CONTEXT, WHOLE = "meaning", "meaning_alone", "meaning_in_context", "meaning_whole"
GAP = "elsewhere"
#: sentences before one that it may take up
BEFORE = 2
#: every feature, in the order in which weights are written
WITHOUT_READER: tuple[str, ...] = (*COUNTED, *READ)
FEATURES: tuple[str, ...] = (*WITHOUT_READER, MEANING, OWN, CONTEXT, WHOLE)
#: likeness is between .7 and .95: in tenths a step is worth about as much as one of the other features
TENTHS = 10.0


@dataclass(frozen=True, slots=True)
class Scored:
    """The sentences read: the value of each feature for each of them, and their scores, best first in `order`.

    `counted` is the score of every sentence of the candidates by what is counted alone; `meant` tells whether an encoder
    took part, and so by which weights the scores are; `by_words` is the first sentence where it had not.
    """

    candidates: Candidates
    reading: Reading
    values: Mapping[str, Numbers]
    scores: Numbers
    order: Places
    counted: Numbers
    meant: bool
    by_words: int


@dataclass(frozen=True, slots=True)
class Scorer:
    """What sentences are scored by: the archive that they are read in, weights, and a reader where there is one."""

    archive: Texts
    weights: Weights
    reader: Reader | None = None


def score_sentences(
    analysis: Analysis,
    candidates: Candidates,
    scorer: Scorer,
    keep: int,
    *,
    speaker: str | None = None,
    rows: Places | None = None,
) -> Scored | None:
    """Score the sentences of the candidates, of which the best `keep` are read in the archive; None where there is none.

    With a `speaker`, only those count that hold a quotation of this person or body. With `rows`, these are read.
    """
    if not len(candidates.found):
        return None
    archive, weights, reader = scorer.archive, scorer.weights, scorer.reader
    values, counted = count_sentences(analysis, candidates, weights)
    if rows is None:
        rows = _best(candidates, archive, counted, keep, speaker)
    reading = _read(analysis, candidates, archive, counted, rows, speaker)
    if reading is None:
        return None
    kept = {name: value[reading.rows] for name, value in values.items()} | read_values(reading)
    scores = _score(kept, weights.sentence)
    by_words = int(np.argmax(scores))
    meaning = _meaning(reading, scores, archive, reader) if reader is not None else {}
    if meaning:
        kept |= meaning
        scores = _score(kept, weights.sentence_with_reader)
    return Scored(
        candidates, reading, kept, scores, np.argsort(-scores, kind="stable"), counted, bool(meaning), by_words
    )


def rescored(scored: Scored, weights: Mapping[str, float], *, meant: bool) -> Scored:
    """Return the same sentences scored by other weights; without what an encoder gave where it was not `meant`."""
    scores = _score(scored.values, weights)
    return replace(scored, scores=scores, order=np.argsort(-scores, kind="stable"), meant=meant)


def favoured(scored: Scored, article: str, nats: float) -> Scored:
    """Return the same sentences, those of one article scored higher."""
    scores = scored.scores + nats * np.array([id_ == article for id_, _, _ in scored.reading.places])
    return replace(scored, scores=scores, order=np.argsort(-scores, kind="stable"))


def _score(values: Mapping[str, Numbers], weights: Mapping[str, float]) -> Numbers:
    length = len(next(iter(values.values())))
    return sum((weights.get(name, 0.0) * value for name, value in values.items()), start=np.zeros(length))


def count_sentences(analysis: Analysis, candidates: Candidates, weights: Weights) -> tuple[dict[str, Numbers], Numbers]:
    """Return what is counted of every sentence of the candidates, feature by feature, and its score by that alone."""
    values = counted_values(Counts(analysis, candidates))
    return values, _score(values, weights.sentence)


def _best(candidates: Candidates, archive: Texts, counted: Numbers, keep: int, speaker: str | None) -> Places:
    """Return the rows of the sentences to read: the best by what is counted, with a `speaker` only theirs."""
    rows = np.argsort(-counted, kind="stable")
    if speaker:
        rows = rows[_spoken_by(speaker, archive.quotations_in(candidates.places(rows)))]
    return rows[:keep]


def _read(
    analysis: Analysis, candidates: Candidates, archive: Texts, counted: Numbers, rows: Places, speaker: str | None
) -> Reading | None:
    places = candidates.places(rows)
    whole = archive.texts(dict.fromkeys(article for article, _, _ in places))
    there = [n for n, (article, _, end) in enumerate(places) if end <= len(whole.get(article, ""))]
    if not there:
        return None
    rows, places = rows[there], [places[n] for n in there]
    texts = [whole[article][start:end] for article, start, end in places]
    found = fitting(analysis, extract_entities(texts, FITS.get(analysis.expected.type, 0)))
    fits = with_scores(analysis, texts, found)
    spoken = attributed_quotations(archive.quotations_in(places)) if speaker or analysis.asks_for_speech else None
    if spoken and not speaker and asks_for_speaker(analysis):
        spoken = {n: one for n, one in spoken.items() if may_be_asked_for(one, analysis)}
    return Reading(analysis, candidates, rows, places, whole, texts, fits, counted[rows], spoken)


def attributed_quotations(held: Sequence[Quotation | None]) -> dict[int, Quotation]:
    """Return the quotations whose speaker is told, by the numbers of the sentences that hold them."""
    return {n: one for n, one in enumerate(held) if one is not None and one.speaker is not None}


def _spoken_by(speaker: str, held: Sequence[Quotation | None]) -> list[int]:
    """Return the numbers of the sentences in which a person speaks, or in which somebody speaks for a body."""
    told = attributed_quotations(held)
    listed = list(told.values())
    theirs = set(said_by(listed, speaker) or said_for(listed, speaker))
    return [n for n, quotation in told.items() if quotation in theirs]


def _meaning(reading: Reading, scores: Numbers, archive: Texts, reader: Reader) -> dict[str, Numbers]:
    """Return what an encoder makes of the sentences, the most promising first; those not reached are as far as any."""
    order = np.argsort(-scores, kind="stable")
    cited = archive.citations(dict.fromkeys(article for article, _, _ in reading.places))
    headlines = {article: citation.headline for article, citation in cited.items() if citation.headline}
    said = [_told(reading, int(n)) for n in order]
    below = [
        f"{headlines[reading.places[n][0]]}.\n{text}" if reading.places[n][0] in headlines else text
        for n, text in zip(order, said, strict=True)
    ]
    read = reader.read(reading.analysis.text, below)
    reached = [one for one in read if one is not None]
    if not reached:
        return {}
    rows = np.array([n for n, one in zip(order, read, strict=True) if one is not None])
    tokens = np.array([one.tokens for one in reached])
    columns = {
        MEANING: tokens.mean(axis=1),
        OWN: np.array([one.last_line.mean() for one in reached]),
        CONTEXT: _in_context(reading, rows, reached).mean(axis=1),
        WHOLE: np.array([one.whole for one in reached]),
        GAP: (tokens.max(axis=0) - tokens).mean(axis=1),
    }
    return {name: _spread_out(column * TENTHS, rows, len(order)) for name, column in columns.items()}


def _told(reading: Reading, n: int) -> str:
    """Return a sentence with what it takes up before it: the question that it answers, a speaker whom it does not name."""
    questions = [text for back, _, text in reading.asked_before.get(n, ()) if back == 1]
    text = " ".join((*questions, reading.texts[n]))
    quotation = (reading.spoken or {}).get(n)
    speaker = quotation.speaker if quotation is not None else None
    if speaker is None or speaker.name is None or speaker.name in text:
        return text
    return f"{speaker.name}{f', {speaker.role}' if speaker.role else ''}: {text}"


def _in_context(reading: Reading, numbers: Places, read: Sequence[Likeness]) -> Numbers:
    """Return for each sentence how near each token of the question is to it, its headline, or the sentences before it.

    "She was 34" takes up whom the sentence before names. Those count that were read as well, in the same passage.
    """
    candidates = reading.candidates
    places = [(int(candidates.owner[row]), int(candidates.place[row])) for row in reading.rows[numbers]]
    known = dict(zip(places, read, strict=True))
    together = np.array([one.tokens for one in read])
    for n, (passage, place) in enumerate(places):
        for before in range(1, BEFORE + 1):
            if (one := known.get((passage, place - before))) is not None:
                together[n] = np.maximum(together[n], one.last_line)
    return together


def _spread_out(column: Numbers, rows: Places, length: int) -> Numbers:
    """Return a value for each sentence: those that were not reached have the least of those that were."""
    whole = np.full(length, column.min())
    whole[rows] = column
    return whole


def passage_values(scored: Scored, article: Mapping[str, float]) -> Numbers:
    """Return a value for each passage of the candidates: its best sentence's score, and what speaks for its article as a whole.

    `article` weighs that: further good sentences (`together`), the best passage's BM25 (`passage`), the question's terms
    in the `headline` and anywhere in the article (`spread`). A sentence that was not read has what counting gives it, less
    what reading adds to the least of those read.
    """
    candidates = scored.candidates
    rows = scored.reading.rows
    values = scored.counted + min(0.0, float((scored.scores - scored.counted[rows]).min()))
    values[rows] = scored.scores
    best = np.full(len(candidates.passages), -np.inf)
    np.maximum.at(best, candidates.owner, values)
    owners = candidates.articles[candidates.owner]
    size = int(candidates.articles.max()) + 1
    top = np.full(size, -np.inf)
    np.maximum.at(top, owners, values)
    together, passage, headline = np.zeros(size), np.zeros(size), np.zeros(size)
    np.add.at(together, owners, np.exp(values - top[owners]))
    np.maximum.at(passage, candidates.articles, candidates.scores / (candidates.scores.max() or 1.0))
    np.maximum.at(headline, candidates.articles, candidates.headlines @ candidates.weights)
    covered = np.zeros((size, len(candidates.weights)))
    np.maximum.at(covered, owners, candidates.found)
    whole = (
        article.get("together", 0.0) * np.log(together)
        + article.get("passage", 0.0) * passage
        + article.get("headline", 0.0) * headline
        + article.get("spread", 0.0) * (covered @ candidates.weights)
    )
    found: Numbers = best + whole[candidates.articles]
    return found
