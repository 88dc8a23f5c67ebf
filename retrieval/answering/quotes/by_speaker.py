"""Further quotations: everything that somebody is quoted with, and the quotations of articles speaker by speaker."""

from collections.abc import Sequence

from retrieval.answering.quotes.ranking import ScoredQuotation, distinct_quotations
from retrieval.answering.quotes.search import evidence_of
from retrieval.answering.sources import Sources
from retrieval.archive.interface import Articles
from retrieval.domain import Answer, AnswerKind, EverythingBy, Message, Place, Quotation, QuotationsIn, Said
from retrieval.quotations.people import is_joint, said_by

#: quotations of one speaker that are looked through, those that an answer holds, and people of one name
LOOKED_THROUGH, MOST, PEOPLE = 200, 30, 10


def answer_everything_by(request: EverythingBy, sources: Sources) -> Answer:
    """Answer with what else somebody said, newest first."""
    archive = sources.archive
    people = archive.people(request.speaker, PEOPLE)
    theirs = said_by(archive.quotations_by([person.id for person in people], LOOKED_THROUGH), request.speaker)
    shown = [q for q in theirs if place_of(q) in request.without]
    answer = quoted_answer(archive, [q for q in theirs if not is_joint(q.speaker)], shown)
    return answer or _nothing(Said(Message.NO_OTHERS, speaker=request.speaker))


def answer_quotations_in(request: QuotationsIn, sources: Sources) -> Answer:
    """Answer with the quotations of some articles, those of one speaker together."""
    said = sources.archive.quotations(request.articles)
    every = [q for id_ in request.articles for q in said.get(id_, ()) if q.speaker and not is_joint(q.speaker)]
    order = {name: n for n, name in reversed(list(enumerate(map(_name, every))))}
    answer = quoted_answer(sources.archive, sorted(every, key=lambda q: order[_name(q)]))
    return answer or _nothing(Said(Message.NOBODY_QUOTED))


def place_of(quotation: Quotation) -> Place:
    """Return where a quotation stands."""
    return quotation.article_id or "", *quotation.span


def _nothing(said: Said) -> Answer:
    return Answer(AnswerKind.CHAT, abstained=False, message=said)


def of_others(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return those quotations that are not by the speaker of the first."""
    name = _name(quotations[0]) if quotations else ""
    same = set(said_by(quotations, name)) if name else set()
    return tuple(q for q in quotations[1:] if q not in same)


def _name(quotation: Quotation) -> str:
    speaker = quotation.speaker
    return (speaker.name or speaker.text) if speaker else ""


def quoted_answer(archive: Articles, quotations: Sequence[Quotation], shown: Sequence[Quotation] = ()) -> Answer | None:
    """Return an answer of these quotations without those that were shown, None where nothing is left."""
    given = {(q.article_id, q.fragments) for q in shown}
    every = [ScoredQuotation(q, 1.0, 1.0) for q in [*shown, *quotations]]
    distinct = distinct_quotations(every, MOST + len(shown))
    chosen = [one for one in distinct if (one.quotation.article_id, one.quotation.fragments) not in given]
    articles = archive.articles([one.quotation.article_id or "" for one in chosen])
    chosen = [one for one in chosen if one.quotation.article_id in articles]
    if not chosen:
        return None
    return Answer(
        AnswerKind.WHAT_SAID, abstained=False, probability=1.0, sentences=tuple(evidence_of(chosen, articles)),
        quotations=tuple(one.quotation for one in chosen), citations=tuple(archive.citations(articles).values()),
    )  # fmt: skip
