"""Answers made of quotations: who said it, what somebody said, and that somebody is quoted on something else only."""

from collections.abc import Iterable, Sequence

from retrieval.answering.messages import NO_MORE, NOT_ON
from retrieval.answering.quotes.ranking import ScoredQuotation, distinct_quotations
from retrieval.answering.quotes.search import Said, evidence_of, what_said, who_said
from retrieval.archive.interface import Articles
from retrieval.domain import Answer, AnswerKind, Hit
from retrieval.index.interface import Index
from retrieval.questions import Analysis, analyse

#: nearest headlines of an answer that abstains
NEAREST = 3


def quoted_answer(
    archive: Articles,
    index: Index,
    analysis: Analysis,
    languages: Sequence[str],
    shown: Iterable[tuple[str, int, int]] = (),
    context: Sequence[str] = (),
) -> Answer | None:
    """Answer with quotations that were not `shown` before; None where a plain sentence may answer as well.

    `context` are the articles that the conversation is about.
    """
    wanted = analysis.wanted
    topic = analyse(wanted.topic, languages) if wanted.topic else None
    if analysis.kind is AnswerKind.WHAT_SAID and wanted.speaker:
        both = analyse(f"{wanted.speaker} {wanted.topic or ''}", languages)
        said = what_said(archive, index, wanted.speaker, topic, both, context)
        if not said.speaker and topic and wanted.speaker.split()[0].lower() in {"the", "a", "an"}:
            return None
    else:
        said = Said(who_said(archive, index, topic) if topic and topic.terms else [])
        if not said.spoken:
            return None
    chosen = distinct_quotations(_fresh(said.spoken, frozenset(shown)))
    articles = archive.articles(one.quotation.article_id or "" for one in chosen)
    chosen = [one for one in chosen if one.quotation.article_id in articles]
    evidence = evidence_of(chosen, articles)
    if not evidence:
        near = analyse(f"{wanted.speaker or ''} {wanted.topic or ''}", languages)
        return _nothing(archive, analysis, said, index.candidates(near.searched))
    return Answer(
        analysis.kind, abstained=False, sentences=tuple(evidence),
        quotations=tuple(one.quotation for one in chosen), probability=min(1.0, chosen[0].covered),
    )  # fmt: skip


def _fresh(spoken: Iterable[ScoredQuotation], shown: frozenset[tuple[str, int, int]]) -> list[ScoredQuotation]:
    return [
        one
        for one in spoken
        if not any(
            id_ == one.quotation.article_id and a < one.quotation.fragments[-1][1] and b > one.quotation.fragments[0][0]
            for id_, a, b in shown
        )
    ]


def _nothing(archive: Articles, analysis: Analysis, said: Said, hits: Sequence[Hit]) -> Answer:
    """Return the answer without quotations: that all were shown, or that the speaker is quoted on other things only."""
    ids = list(dict.fromkeys(hit.passage.article_id for hit in hits))[:NEAREST]
    message = None
    if said.speaker and said.spoken:
        message = NO_MORE.format(speaker=said.speaker)
    elif said.speaker and analysis.wanted.topic:
        message = NOT_ON.format(speaker=said.speaker, topic=analysis.wanted.topic[:60])
    cited = tuple(archive.citations(ids).values())
    return Answer(analysis.kind, abstained=True, citations=cited, message=message)
