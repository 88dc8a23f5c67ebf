"""Further quotations: more from the same speaker, and who else spoke on the same."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import CallbackQuery, Update

from bot.chat.conversation import Turn
from bot.telegram.handlers.replies import say, show, typing, whose
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.buttons import Pressed
from bot.views.html import escape
from retrieval.answering.quotes.search import Spoken, distinct_quotations, evidence_of
from retrieval.domain import Answer, AnswerKind, Quotation
from retrieval.quotations.people import people_in, said_by

#: quotations of one speaker that are looked through, and those that an answer holds
LOOKED_THROUGH, MOST = 200, 30


async def more_from(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show what else the speaker of a quotation said, newest first."""
    services = services_of(context)
    quotations = turn.answer.quotations
    speaker = quotations[said.number].speaker if said.number < len(quotations) else None
    if speaker is None:
        return
    name = speaker.name or speaker.text
    async with typing(update, context):
        answer = await services.off_loop(_others_of, services, name, quotations[: said.number + 1])
    await _show(update, context, turn, answer, services.texts("said_nothing_else", name=name))


async def who_else(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show what other speakers said on what was asked."""
    services = services_of(context)
    first = turn.answer.quotations[0]
    name = (first.speaker.name or first.speaker.text) if first.speaker else ""
    same = set(said_by(turn.answer.quotations, name)) if name else set()
    others = tuple(q for q in turn.answer.quotations[1:] if q not in same)
    answer = replace(turn.answer, quotations=others, kind=AnswerKind.WHAT_SAID) if others else None
    await _show(update, context, turn, answer, services.texts("nobody_else"))


async def who_said_what(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show the quotations of the articles of a summary, speaker by speaker."""
    services = services_of(context)
    ids = list(dict.fromkeys(sentence.article_id for sentence in turn.answer.sentences))
    async with typing(update, context):
        answer = await services.off_loop(_by_speaker, services, ids)
    await _show(update, context, turn, answer, services.texts("who_said_none"))


def _name(quotation: Quotation) -> str:
    speaker = quotation.speaker
    return (speaker.name or speaker.text) if speaker else ""


def _is_joint(quotation: Quotation) -> bool:
    """Say whether several people are quoted as one: that is nobody's own words."""
    return len(people_in(_name(quotation))) > 1


def _by_speaker(services: Services, ids: Sequence[str]) -> Answer | None:
    said = services.program.archive.quotations(ids)
    every = [q for article_id in ids for q in said.get(article_id, ()) if q.speaker and not _is_joint(q)]
    order = {name: n for n, name in reversed(list(enumerate(map(_name, every))))}
    return _answer(services, sorted(every, key=lambda q: order[_name(q)]))


def _others_of(services: Services, name: str, shown: Sequence[Quotation]) -> Answer | None:
    archive = services.program.archive
    people = archive.people(name, 10)
    theirs = said_by(archive.quotations_by([person.id for person in people], LOOKED_THROUGH), name)
    return _answer(services, [q for q in theirs if not _is_joint(q)], shown)


def _answer(services: Services, quotations: Sequence[Quotation], shown: Sequence[Quotation] = ()) -> Answer | None:
    """Return an answer of these quotations without those that were shown, None where nothing is left."""
    archive = services.program.archive
    given = {(q.article_id, q.fragments) for q in shown}
    spoken = distinct_quotations([Spoken(q, 1.0, 1.0) for q in [*shown, *quotations]], MOST + len(shown))
    chosen = [one for one in spoken if (one.quotation.article_id, one.quotation.fragments) not in given]
    articles = archive.articles([one.quotation.article_id or "" for one in chosen])
    chosen = [one for one in chosen if one.quotation.article_id in articles]
    if not chosen:
        return None
    return Answer(
        AnswerKind.WHAT_SAID, abstained=False, probability=1.0, sentences=tuple(evidence_of(chosen, articles)),
        quotations=tuple(one.quotation for one in chosen), citations=tuple(archive.citations(articles).values()),
    )  # fmt: skip


async def _show(update: Update, context: Context, turn: Turn, answer: Answer | None, otherwise: str) -> None:
    if answer is None:
        await say(update, context, escape(otherwise))
        return
    chat, user = whose(update)
    answer = replace(answer, context=turn.answer.context)
    await show(update, context, services_of(context).conversation.remember(chat, user, turn.question, answer))
