"""The one door that the bot uses: a question in, an answer of verbatim sentences with citations out."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.answering.disagreements import with_disagreement
from retrieval.answering.explaining import explain
from retrieval.answering.factoid.answer import FactoidAnswers
from retrieval.answering.factoid.scoring import Scored
from retrieval.answering.factoid.standalone import rank_sentences
from retrieval.answering.factoid.weights import Weights
from retrieval.answering.quotes.genders import with_whom_is_meant
from retrieval.answering.requests import HANDLERS
from retrieval.answering.search import Search, search_passages, search_sentences
from retrieval.answering.sources import Sources, StoryTeller
from retrieval.answering.two_questions import both_told
from retrieval.archive.interface import Articles, Found
from retrieval.domain import (
    SPOKEN,
    Answer,
    AnswerKind,
    ChangesOf,
    ComparisonOf,
    Context,
    DossierOf,
    EverythingBy,
    Evidence,
    Explanation,
    Fact,
    HowOften,
    Message,
    Question,
    QuotationsIn,
    Request,
    Said,
    Summary,
    TimelineOf,
    overlaps,
    shown_at_once,
)
from retrieval.index.allowance import allowed
from retrieval.index.interface import Index
from retrieval.questions.answer_types import AnswerType
from retrieval.questions.dependence import two_questions
from retrieval.questions.reading import Read, read_question
from retrieval.questions.wording import words_of
from retrieval.reading.reader import Reader, reading_for_one_question
from retrieval.stages import stage

#: articles and shown sentences that a conversation's context keeps
REMEMBERED, SHOWN = 5, 50
#: what is asked beside the conversation: it goes on where it was
_ASIDE = (ChangesOf, DossierOf, EverythingBy, QuotationsIn)


class Answerer:
    """Answers questions over an archive and its index; holds nothing of a conversation.

    `stories` opens what tells stories; `candidates` is how many passages the index gives to be ranked, and `longest` how
    many characters of a question are read; `seconds` is how long the searches of one question may take.
    """

    def __init__(
        self,
        archive: Articles,
        index: Index,
        stories: Callable[[], StoryTeller],
        weights: Weights | None = None,
        candidates: int = 100,
        longest: int = 1000,
        seconds: float = 10.0,
        reader: Reader | None = None,
    ) -> None:
        search, facts = Search(archive, index, candidates), FactoidAnswers(archive, weights or Weights(), reader)
        self._sources = Sources(archive, search, facts, stories)
        self._longest, self._seconds, self._reader = longest, seconds, reader

    @stage("answer")
    def answer(self, question: Question) -> Answer:
        """Return the answer to a question in its context; all its searches together have the seconds it was given."""
        archive = self._sources.archive
        with allowed(self._seconds) as allowance, reading_for_one_question(), archive.snapshot():
            answer = self._answered(question)
        return replace(answer, partial=True) if allowance.partial else answer

    def _answered(self, question: Question) -> Answer:
        if question.request is not None:
            read = Read(question.request, question.text or words_of(question.request))
        elif len(question.text) > self._longest:
            said = Said(Message.TOO_LONG, limit=self._longest)
            return Answer(AnswerKind.CHAT, abstained=False, message=said, context=question.context)
        elif (parts := two_questions(question.text)) and (told := self._both(question, *parts)) is not None:
            return told
        else:
            meant = with_whom_is_meant(question, self._sources.archive)
            read = read_question(meant, self._sources.search.newest_day)
        answer = HANDLERS[type(read.request)](read.request, self._sources)
        read = replace(read, request=answer.request or read.request)
        fact = read.request if isinstance(read.request, Fact) and answer.sentences else None
        analysis = self._sources.search.analyse(fact.text, fact.asked) if fact else None
        answer = replace(answer, request=read.request, follows=read.follows)
        answer = self._in_context(answer, question.context, read, analysis.expected.type if analysis else None)
        return with_disagreement(answer, self._sources, analysis)

    def _both(self, question: Question, first: str, second: str) -> Answer | None:
        """Return the answer to two questions in one, the second asked after the first; None where the first has none."""
        before = self._answered(replace(question, text=first))
        if before.abstained:
            return None
        after = self._answered(replace(question, text=second, context=before.context, quoted=None))
        return both_told(before, after)

    def _in_context(self, answer: Answer, before: Context, read: Read, wanted: AnswerType | None) -> Answer:
        """Add the citations, and what the conversation is about after this turn; `wanted` is the type of a fact asked for."""
        if answer.abstained and answer.nearest and before == Context():  # a story to go on about, where there was none
            near = tuple(dict.fromkeys(one.article_id for one in answer.nearest))[:REMEMBERED]
            return replace(answer, context=Context(question=read.words, articles=near))
        if answer.abstained or answer.kind is AnswerKind.CHAT or _is_aside(read.request):
            return replace(answer, context=before)
        if isinstance(read.request, HowOften):  # nothing was shown: who or what it is about is all there is to keep
            speaker = read.request.name if read.request.quoted else before.speaker
            return replace(answer, context=replace(before, question=read.words, speaker=speaker))
        if answer.context != Context():  # a story brings its own
            return replace(answer, context=replace(answer.context, question=read.words))
        ids = list(dict.fromkeys(e.article_id for e in answer.sentences)) or [c.article_id for c in answer.citations]
        if isinstance(read.request, Summary):  # several stories, to choose from
            return replace(answer, context=replace(before, question=read.words, articles=tuple(ids)))
        cited = answer.citations or tuple(self._sources.archive.citations(ids).values())
        shown = tuple((e.article_id, e.start, e.end) for e in _shown(answer))
        stays = bool(set(ids[:1]) & set(before.articles))
        keeps = read.follows and before.topic is not None and stays
        named = {wanted: _emphasised(answer)}
        context = Context(
            topic=before.topic if keeps else cited[0].headline if cited else None,
            question=read.words,
            articles=tuple(ids[:REMEMBERED]),
            speaker=_speaker_of(answer) or (before.speaker if read.follows else None),
            shown=(*before.shown, *shown)[-SHOWN:] if read.follows else shown,
            person=named.get(AnswerType.PERSON) or (before.person if read.follows else None),
            place=named.get(AnswerType.PLACE) or (before.place if read.follows else None),
            answered=shown[0] if shown else None,
        )
        return replace(answer, citations=cited, context=context)

    def explain(self, answer: Answer) -> Explanation | None:
        """Return why an answer was given, None where it quotes nothing."""
        with allowed(self._seconds), self._sources.archive.snapshot():
            return explain(answer, self._sources)

    def search(self, query: str, limit: int = 10) -> list[Found]:
        """Return the best passages for a query, best first."""
        sources = self._sources
        return search_passages(sources.search, sources.archive, self.weights, query[: self._longest], limit)

    def sentences(self, query: str, limit: int = 10) -> list[Evidence]:
        """Return the best sentences for keywords, best first."""
        sources = self._sources
        return search_sentences(sources.search, sources.archive, self.weights, query[: self._longest], limit)

    def rank(self, question: str, candidates: Sequence[str]) -> list[float]:
        """Return a score for each candidate sentence: how well it answers the question. Needs nothing of the archive."""
        return rank_sentences(question, candidates, self.weights, self._reader)

    @property
    def weights(self) -> Weights:
        """Return the weights that it ranks by."""
        return self._sources.facts.weights

    def scored(self, question: str) -> tuple[Scored | None, list[str]]:
        """Return the sentences read closely for a question, and their texts: what weights are set by."""
        search = self._sources.search
        scored = self._sources.facts.score(search.retrieve(search.analyse(question)))
        return scored, list(scored.reading.texts) if scored else []


def _is_aside(request: Request) -> bool:
    """Tell whether a request leaves the conversation where it was: one of a button, on the story at hand."""
    if isinstance(request, TimelineOf | ComparisonOf):
        return request.story.id is not None
    return isinstance(request, _ASIDE)


def _speaker_of(answer: Answer) -> str | None:
    """Return whose words were given, if they are one person's first of all."""
    speaker = answer.quotations[0].speaker if answer.quotations else None
    return (speaker.name or speaker.text) if speaker else answer.speaker


def _shown(answer: Answer) -> Sequence[Evidence]:
    """Return the sentences that are shown at first: the others are still to be told where more is asked for."""
    if answer.kind is AnswerKind.FACT:
        return answer.sentences[: shown_at_once(answer.sentences)]
    said = answer.quotations[:SPOKEN]
    if not said:
        return answer.sentences
    return [
        one
        for one in answer.sentences
        if any(q.article_id == one.article_id and overlaps((one.start, one.end), *q.fragments) for q in said)
    ]


def _emphasised(answer: Answer) -> str | None:
    """Return what is emphasised in an answer's first sentence: of a question after somebody or a place, who or where."""
    first = next(iter(answer.sentences), None)
    if first is None or not first.emphasis:
        return None
    start, end = first.emphasis[0]
    return first.text[start - first.start : end - first.start]
