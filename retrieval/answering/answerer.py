"""The one door that the bot uses: a question in, an answer of verbatim sentences with citations out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from retrieval.answering.features import FEATURES, fitting, sentence_features
from retrieval.answering.messages import EMPTY, SMALL_TALK, TOO_LONG
from retrieval.answering.pool import Pool, Sentence, build_pool
from retrieval.answering.ranking_alone import rank_sentences
from retrieval.answering.reading import Reading, read_sentence
from retrieval.answering.selection import distinct, starts_unresolved
from retrieval.answering.weights import Weights
from retrieval.domain import (
    Answer,
    AnswerKind,
    Article,
    BlockKind,
    Citation,
    Context,
    Evidence,
    Hit,
    Passage,
    Question,
    Quotation,
    Span,
)  # fmt: skip
from retrieval.index.interface import Index
from retrieval.questions import Analysis, analyse

#: sentences of an answer; a reply shows fewer
SENTENCES = 5
#: nearest headlines of an answer that abstains
NEAREST = 3


class Articles(Protocol):
    """What answering reads of the archive."""

    def count(self) -> int: ...
    def languages(self) -> tuple[str, ...]: ...
    def articles(self, ids: Iterable[str]) -> dict[str, Article]: ...
    def texts(self, ids: Iterable[str]) -> dict[str, str]: ...
    def citations(self, ids: Iterable[str]) -> dict[str, Citation]: ...
    def newest(self, limit: int, offset: int = 0, matching: str | None = None) -> list[Citation]: ...
    def quotations(self, article_ids: Iterable[str]) -> dict[str, tuple[Quotation, ...]]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A passage found by `search`, with its text."""

    passage: Passage
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class _Ranked:
    pool: Pool
    texts: list[str]
    readings: list[Reading]
    scores: list[float]
    order: list[int]
    probability: float


class Answerer:
    """Answers questions over an archive and its index; holds nothing of a conversation."""

    def __init__(
        self,
        archive: Articles,
        index: Index,
        weights: Weights | None = None,
        candidates: int = 100,
        longest: int = 1000,
    ) -> None:
        self._archive = archive
        self._index = index
        self._weights = weights or Weights()
        self._candidates = candidates
        self._longest = longest
        self._row = np.array([self._weights.sentence.get(name, 0.0) for name in FEATURES])

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question in its context."""
        if len(question.text) > self._longest:
            return self._talk(TOO_LONG.format(limit=self._longest), question)
        analysis = analyse(question.text, self._archive.languages())
        if analysis.kind is AnswerKind.CHAT:
            return self._talk(SMALL_TALK[analysis.wanted.talk or "nothing"], question)
        if not analysis.terms:
            return self._talk(SMALL_TALK["nothing"], question)
        if analysis.kind is AnswerKind.STORIES:
            return self._stories(analysis, question)
        if analysis.kind is AnswerKind.SUMMARY:
            return self._summary(analysis, question)
        return self._fact(analysis, question)

    def search(self, query: str, limit: int = 10) -> list[Found]:
        """Return the best passages for a query, best first."""
        analysis = analyse(query[: self._longest], self._archive.languages())
        hits = self._index.candidates(analysis.terms, max(limit, self._candidates))
        pool = self._pool(analysis, hits)
        order = sorted(range(len(hits)), key=lambda i: (-pool.passages[i], i))[:limit]
        texts = self._archive.texts(hits[i].passage.article_id for i in order)
        found = []
        for i in order:
            passage = hits[i].passage
            text = texts.get(passage.article_id)
            if text is not None:
                found.append(Found(passage, text[passage.span[0] : passage.span[1]], pool.passages[i]))
        return found

    def rank(self, question: str, candidates: Sequence[str]) -> list[float]:
        """Return a score for each candidate sentence: how well it answers the question. Needs nothing of the archive."""
        return rank_sentences(question, candidates, self._weights)

    def _pool(self, analysis: Analysis, hits: Sequence[Hit]) -> Pool:
        statistics = self._index.statistics(analysis.terms)
        return build_pool(analysis, hits, statistics, self._weights.sentences_read)

    def _fact(self, analysis: Analysis, question: Question) -> Answer:
        hits = self._index.candidates(analysis.terms, self._candidates)
        ranked = self._ranked(analysis, hits)
        if ranked is None or ranked.probability < self._weights.minimum_probability:
            return self._abstained(analysis.kind, hits, question, ranked.probability if ranked else 0.0)
        chosen = distinct(ranked.order, [s.terms for s in ranked.pool.sentences], SENTENCES)
        evidence = tuple(self._evidence(analysis, ranked, i, hits) for i in chosen)
        return self._told(Answer(analysis.kind, False, evidence, probability=ranked.probability), question)

    def _ranked(self, analysis: Analysis, hits: Sequence[Hit]) -> _Ranked | None:
        pool = self._pool(analysis, hits)
        whole = self._archive.texts({s.article_id for s in pool.sentences})
        kept = tuple(s for s in pool.sentences if s.article_id in whole)
        if not kept:
            return None
        pool = replace(pool, sentences=kept)
        texts = [whole[s.article_id][s.span[0] : s.span[1]] for s in kept]
        readings = [read_sentence(text) for text in texts]
        matrix = sentence_features(analysis, pool, readings, texts, 0.0)
        values = matrix @ self._row
        order = [int(i) for i in np.argsort(-values, kind="stable")]
        exponents = np.exp(values - values.max())
        scores = [float(x) for x in exponents / exponents.sum()]
        best = order[0]
        covered = sum(pool.weights[t] for t in kept[best].found | kept[best].before | kept[best].headline) / pool.total
        return _Ranked(pool, texts, readings, scores, order, float(covered > 0.4) * covered)

    def _evidence(self, analysis: Analysis, ranked: _Ranked, i: int, hits: Sequence[Hit]) -> Evidence:
        s, text = ranked.pool.sentences[i], ranked.texts[i]
        emphasis = tuple(
            (s.span[0] + held.start, s.span[0] + held.end) for held in fitting(analysis, ranked.readings[i])[:1]
        )
        lead = self._before(s, hits) if starts_unresolved(text) else None
        lead_text = None
        if lead:
            whole = self._archive.texts([s.article_id]).get(s.article_id, "")
            lead_text = whole[lead[0] : lead[1]]
        return Evidence(s.article_id, *s.span, text, ranked.scores[i], s.kind, emphasis, lead, lead_text)

    def _before(self, sentence: Sentence, hits: Sequence[Hit]) -> Span | None:
        """Return the sentence before this one, where the same passage or a candidate passage holds it."""
        if sentence.kind is BlockKind.CAPTION:
            return None
        ends = [
            span
            for hit in hits
            if hit.passage.article_id == sentence.article_id and hit.passage.kind is sentence.kind
            for span in hit.passage.sentences
            if span[1] <= sentence.span[0]
        ]
        return max(ends, default=None)

    def _stories(self, analysis: Analysis, question: Question) -> Answer:
        hits = self._index.candidates(analysis.terms, self._candidates)
        ids = list(dict.fromkeys(hit.passage.article_id for hit in hits))
        cited = [c for c in self._archive.citations(ids[:10]).values()]
        if not cited:
            return self._abstained(analysis.kind, hits, question, 0.0)
        cited.sort(key=lambda c: c.published or "", reverse=True)
        return self._told(Answer(analysis.kind, False, citations=tuple(cited), probability=1.0), question)

    def _summary(self, analysis: Analysis, question: Question) -> Answer:
        from retrieval.summary import summarise_article

        topic = analyse(analysis.wanted.topic or question.text, self._archive.languages())
        hits = self._index.candidates(topic.terms, self._candidates)
        pool = self._pool(topic, hits)
        for i in sorted(range(len(hits)), key=lambda i: (-pool.passages[i], i))[:1]:
            article_id = hits[i].passage.article_id
            article = self._archive.articles([article_id]).get(article_id)
            if article is None:
                continue
            evidence = tuple(
                Evidence(article_id, a, b, article.text[a:b], 1.0) for a, b in summarise_article(article, 3)
            )
            return self._told(Answer(AnswerKind.SUMMARY, False, evidence, probability=1.0), question)
        return self._abstained(AnswerKind.SUMMARY, hits, question, 0.0)

    def _told(self, answer: Answer, question: Question) -> Answer:
        """Add the citations and the conversation's next context."""
        ids = list(dict.fromkeys(e.article_id for e in answer.sentences)) or [c.article_id for c in answer.citations]
        cited = answer.citations or tuple(self._archive.citations(ids).values())
        context = Context(
            topic=cited[0].headline if cited else None,
            question=question.text,
            articles=tuple(ids),
            shown=tuple((e.article_id, e.start, e.end) for e in answer.sentences),
        )
        return replace(answer, citations=cited, context=context)

    def _abstained(self, kind: AnswerKind, hits: Sequence[Hit], question: Question, probability: float) -> Answer:
        ids = list(dict.fromkeys(hit.passage.article_id for hit in hits))[:NEAREST]
        cited = tuple(self._archive.citations(ids).values())
        return Answer(kind, True, citations=cited, probability=probability, context=question.context)

    def _talk(self, message: str, question: Question) -> Answer:
        suggestions: tuple[str, ...] = ()
        return Answer(
            AnswerKind.CHAT,
            False,
            message=message if self._archive.count() else f"{message} {EMPTY}",
            suggestions=suggestions,
            context=question.context,
        )
