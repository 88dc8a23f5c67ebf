"""The one door that the bot uses: a question in, an answer of verbatim sentences with citations out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from retrieval.answering.factoid.answer_types import Fit
from retrieval.answering.factoid.candidates import Candidates, count_candidates
from retrieval.answering.factoid.entities import EntityType
from retrieval.answering.factoid.scoring import Scored, passage_values, probability, score_sentences
from retrieval.answering.factoid.selection import select
from retrieval.answering.factoid.standalone import rank_sentences
from retrieval.answering.factoid.weights import Weights
from retrieval.answering.messages import EMPTY, NOTHING_BEFORE, SMALL_TALK, TOO_LONG
from retrieval.answering.story_lists import newest_stories, stories_about
from retrieval.archive.interface import Articles, Found
from retrieval.domain import Answer, AnswerKind, Context, Evidence, Hit, Passage, Question, Span
from retrieval.index.allowance import allowed
from retrieval.index.interface import Index
from retrieval.questions import Analysis, Resolved, analyse, asks_for_summary, resolve
from retrieval.questions.following import pointed_at
from retrieval.questions.spelling import SHORTEST, corrected, corrections
from retrieval.questions.times import before_newest, says_only_when
from retrieval.text.anaphora import starts_unresolved
from retrieval.text.passages import ordinal, passages

#: sentences of an answer; a reply shows fewer
SENTENCES = 5
#: sentences read closely for a search
SEARCHED = 48
#: nearest headlines of an answer that abstains
NEAREST = 3
#: what fits less well than this is not emphasised
CLEAR = 0.55
#: articles and shown sentences that a conversation's context keeps
REMEMBERED, SHOWN = 5, 50
_ABOUT_THIS = re.compile(r"\b(?:this|that|it)\b", re.IGNORECASE)


class Answerer:
    """Answers questions over an archive and its index; holds nothing of a conversation.

    `tell` answers requests for a summary, given the question and its words without those that ask for one; without it an
    article is summarised on its own. `seconds` is how long the searches of one question may take.
    """

    def __init__(
        self,
        archive: Articles,
        index: Index,
        weights: Weights | None = None,
        candidates: int = 100,
        longest: int = 1000,
        tell: Callable[[Question, str | None], Answer] | None = None,
        seconds: float = 10.0,
    ) -> None:
        self._archive = archive
        self._index = index
        self._weights = weights or Weights()
        self._candidates = candidates
        self._longest = longest
        self._tell = tell
        self._seconds = seconds
        self._known: tuple[int, tuple[str, ...]] = (-1, ())

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question in its context; all its searches together have the seconds it was given."""
        with allowed(self._seconds) as allowance:
            answer = self._answered(question)
        return replace(answer, partial=True) if allowance.partial else answer

    def _answered(self, question: Question) -> Answer:
        if len(question.text) > self._longest:
            return self._talk(TOO_LONG.format(limit=self._longest), question)
        if asks_for_summary(question.text):
            question = pointed_at(question)
            resolved = Resolved(question.text)
        else:
            resolved = resolve(question)
        if resolved.follows and not resolved.text.strip():
            return self._talk(NOTHING_BEFORE, question)
        analysis = analyse(resolved.text, self._languages(), question.asked)
        if analysis.when.days:
            newest = ordinal(self._archive.span()[1])
            analysis = replace(analysis, when=before_newest(resolved.text, analysis.when, newest))
        if analysis.kind is AnswerKind.CHAT or not analysis.terms:
            return self._talk(SMALL_TALK[analysis.wanted.talk or "nothing"], question)
        answer = self._answer(analysis, question, resolved)
        return self._in_context(answer, question, resolved)

    def _languages(self) -> tuple[str, ...]:
        """Return the archive's languages, asked for again only when the index has taken something in."""
        position = self._index.position
        if self._known[0] != position:
            self._known = (position, self._archive.languages())
        return self._known[1]

    def _answer(self, analysis: Analysis, question: Question, resolved: Resolved) -> Answer:
        if analysis.kind is AnswerKind.STORIES or (analysis.when.days and says_only_when(analysis.wanted.topic)):
            return self._stories(analysis)
        if analysis.kind is AnswerKind.SUMMARY:
            return self._summary(analysis, question)
        shown = question.context.shown if resolved.more else ()
        if analysis.kind in {AnswerKind.WHO_SAID, AnswerKind.WHAT_SAID}:
            told = self._quoted(analysis, shown, question.context.articles)
            if told is not None:
                return told
        if resolved.articles:
            told = self._fact(analysis, self._passages_of(resolved.articles), shown)
            if not told.abstained:
                return told
        analysis, hits = self._found(analysis)
        return self._fact(analysis, hits, shown)

    def _found(self, analysis: Analysis) -> tuple[Analysis, list[Hit]]:
        """Return the candidates, after mending words that the archive does not know by those it does."""
        hits = self._index.candidates(analysis.searched, self._candidates)
        frequency = self._index.statistics(analysis.searched).document_frequency
        unknown = [
            term
            for term in analysis.terms
            if len(term) >= SHORTEST and not any(frequency.get(one) for one in (term, *analysis.others.get(term, ())))
        ]
        if not unknown or not hits:
            return analysis, hits
        meant = corrections(unknown, (term for hit in hits for term in hit.passage.searched_terms()))
        if not meant:
            return analysis, hits
        analysis = corrected(analysis, meant)
        return analysis, self._index.candidates(analysis.searched, self._candidates)

    def _passages_of(self, ids: Sequence[str]) -> list[Hit]:
        """Return all passages of a few articles, for a question about them."""
        articles = self._archive.articles(ids[:NEAREST])
        return [Hit(passage, 0.0) for article in articles.values() for passage in passages(article)]

    def _in_context(self, answer: Answer, question: Question, resolved: Resolved) -> Answer:
        """Add the citations, and what the conversation is about after this turn."""
        before = question.context
        if answer.abstained or answer.kind is AnswerKind.CHAT:
            return replace(answer, context=before)
        if answer.context != Context():  # a summary brings its own
            return answer
        ids = list(dict.fromkeys(e.article_id for e in answer.sentences)) or [c.article_id for c in answer.citations]
        cited = answer.citations or tuple(self._archive.citations(ids).values())
        shown = tuple((e.article_id, e.start, e.end) for e in answer.sentences)
        keeps = resolved.follows and before.topic is not None and bool(set(ids) & set(before.articles))
        context = Context(
            topic=before.topic if keeps else cited[0].headline if cited else None,
            question=resolved.text,
            articles=tuple(ids[:REMEMBERED]),
            speaker=_speaker_of(answer) or (before.speaker if resolved.follows else None),
            shown=(*before.shown, *shown)[-SHOWN:] if resolved.follows else shown,
        )
        return replace(answer, citations=cited, context=context)

    def search(self, query: str, limit: int = 10) -> list[Found]:
        """Return the best passages for a query, best first."""
        analysis = analyse(query[: self._longest], self._languages())
        hits = self._index.candidates(analysis.searched, max(limit, self._candidates))
        candidates = count_candidates(analysis, hits, self._index.statistics(analysis.searched), len(hits))
        scored = score_sentences(analysis, candidates, self._sentence_texts, self._weights, SEARCHED)
        if scored is None:
            return []
        values = passage_values(scored, self._weights.article)
        order = np.argsort(-values, kind="stable")[:limit].tolist()
        texts = self._archive.texts(candidates.passages[n].article_id for n in order)
        found = []
        for n in order:
            passage = candidates.passages[n]
            text = texts.get(passage.article_id)
            if text is not None:
                found.append(Found(passage, text[passage.span[0] : passage.span[1]], float(values[n])))
        return found

    def rank(self, question: str, candidates: Sequence[str]) -> list[float]:
        """Return a score for each candidate sentence: how well it answers the question. Needs nothing of the archive."""
        return rank_sentences(question, candidates, self._weights)

    @property
    def weights(self) -> Weights:
        """Return the weights that it ranks by."""
        return self._weights

    def scored(self, question: str) -> tuple[Scored | None, list[str]]:
        """Return the sentences read closely for a question, and their texts: what weights are set by."""
        analysis = analyse(question, self._languages())
        scored = self._scored(analysis, self._index.candidates(analysis.searched, self._candidates))
        return scored, list(scored.close.texts) if scored else []

    def _pool(self, analysis: Analysis, hits: Sequence[Hit]) -> Candidates:
        return count_candidates(analysis, hits, self._index.statistics(analysis.searched))

    def _fact(self, analysis: Analysis, hits: Sequence[Hit], shown: Sequence[tuple[str, int, int]] = ()) -> Answer:
        scored = self._scored(analysis, hits)
        sure = probability(scored, self._weights) if scored else 0.0
        if scored is None or sure < self._weights.minimum_probability:
            return self._abstained(analysis.kind, hits, sure)
        terms = [scored.candidates.terms(row) for row in scored.close.rows]
        scores = scored.scores.tolist()
        for n in range(len(scores)):
            if shown and scored.candidates.span(scored.close.rows[n]) in shown:
                scores[n] = -np.inf
        chosen = [n for n in select(scores, terms, analysis.all_terms, SENTENCES) if scores[n] > -np.inf]
        shares = np.exp(scored.scores - scored.scores.max())
        shares /= shares.sum()
        evidence = tuple(self._evidence(scored, n, float(shares[n])) for n in chosen)
        return Answer(analysis.kind, abstained=False, sentences=evidence, probability=sure)

    def _scored(self, analysis: Analysis, hits: Sequence[Hit]) -> Scored | None:
        candidates = self._pool(analysis, hits)
        return score_sentences(analysis, candidates, self._sentence_texts, self._weights, self._weights.sentences_read)

    def _sentence_texts(self, wanted: Sequence[tuple[Passage, int]]) -> list[str | None]:
        texts = self._archive.texts(dict.fromkeys(passage.article_id for passage, _ in wanted))
        found: list[str | None] = []
        for passage, place in wanted:
            start, end = passage.sentences[place]
            text = texts.get(passage.article_id)
            found.append(text[start:end] if text is not None and end <= len(text) else None)
        return found

    def _evidence(self, scored: Scored, n: int, share: float) -> Evidence:
        row = scored.close.rows[n]
        passage, place = scored.candidates.passages[scored.candidates.owner[row]], int(scored.candidates.place[row])
        start, end = passage.sentences[place]
        text = scored.close.texts[n]
        emphasis = _emphasis(scored.close.fits[n], start)
        lead = lead_text = None
        if place and starts_unresolved(text):
            lead = passage.sentences[place - 1]
            lead_text = self._sentence_texts([(passage, place - 1)])[0]
        return Evidence(passage.article_id, start, end, text, share, passage.kind, emphasis, lead, lead_text)

    def _quoted(
        self, analysis: Analysis, shown: Sequence[tuple[str, int, int]], context: Sequence[str]
    ) -> Answer | None:
        from retrieval.answering.quotes.answer import quoted_answer  # loaded where quotations are asked for

        return quoted_answer(self._archive, self._index, analysis, self._languages(), shown, context)

    def _stories(self, analysis: Analysis) -> Answer:
        topic = analysis.wanted.topic
        if not topic or says_only_when(topic):
            return newest_stories(self._archive, analysis.when.days)
        read = analyse(topic, self._languages())
        return stories_about(self._archive, self._index, read, analysis.when.days, self._candidates)

    def _summary(self, analysis: Analysis, question: Question) -> Answer:
        if self._tell is not None:
            return self._tell(question, analysis.wanted.topic)
        from retrieval.summary import summarise_article

        topic = analyse(analysis.wanted.topic or question.text, self._languages())
        hits = self._index.candidates(topic.searched, self._candidates)
        ids = question.context.articles if _ABOUT_THIS.search(question.text) else ()
        found = self._archive.articles(
            [*ids, *(passage.article_id for passage in self._pool(topic, hits).passages[:1])]
        )
        for article in found.values():
            evidence = [Evidence(article.id, a, b, article.text[a:b], 1.0) for a, b in summarise_article(article, 3)]
            return Answer(AnswerKind.SUMMARY, abstained=False, sentences=tuple(evidence), probability=1.0)
        return self._abstained(AnswerKind.SUMMARY, hits, 0.0)

    def _abstained(self, kind: AnswerKind, hits: Sequence[Hit], probability: float) -> Answer:
        ids = list(dict.fromkeys(hit.passage.article_id for hit in hits))[:NEAREST]
        cited = tuple(self._archive.citations(ids).values())
        return Answer(kind, abstained=True, citations=cited, probability=probability)

    def _talk(self, message: str, question: Question) -> Answer:
        said = message if self._archive.count() else f"{message} {EMPTY}"
        return Answer(AnswerKind.CHAT, abstained=False, message=said, context=question.context)


def _speaker_of(answer: Answer) -> str | None:
    """Return whose words were given, if they are one person's first of all."""
    speaker = answer.quotations[0].speaker if answer.quotations else None
    return (speaker.name or speaker.text) if speaker else None


def _emphasis(fits: Sequence[Fit], start: int) -> tuple[Span, ...]:
    """Return what answers most directly: the first of those that fit best, if it fits well."""
    best = max(fits, key=lambda fit: fit.value, default=None)
    if best is None or best.value < CLEAR or best.entity.types & EntityType.REASON:
        return ()
    return ((start + best.entity.start, start + best.entity.end),)
