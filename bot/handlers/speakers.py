"""Further quotations: more from the same speaker, and who else spoke on the same."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import CallbackQuery, Update

from bot.conversation import Turn
from bot.handlers.desk import Context, Desk, desk_of, say, show, typing, whose
from bot.markup import escape
from bot.paging import Pressed
from retrieval.answering.speech import Spoken, distinct_quotations, evidence_of
from retrieval.domain import Answer, AnswerKind, Quotation
from retrieval.quotations.people import said_by

#: quotations of one speaker that are looked through, and those that an answer holds
LOOKED_THROUGH, MOST = 200, 30


async def more_from(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show what else the speaker of a quotation said, newest first."""
    desk = desk_of(context)
    quotations = turn.answer.quotations
    speaker = quotations[said.number].speaker if said.number < len(quotations) else None
    if speaker is None:
        return
    name = speaker.name or speaker.text
    async with typing(update, context):
        answer = await desk.off_loop(_others_of, desk, name, quotations[: said.number + 1])
    await _show(update, context, turn, answer, desk.texts("said_nothing_else", name=name))


async def who_else(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show what other speakers said on what was asked."""
    desk = desk_of(context)
    first = turn.answer.quotations[0]
    name = (first.speaker.name or first.speaker.text) if first.speaker else ""
    same = set(said_by(turn.answer.quotations, name)) if name else set()
    others = tuple(q for q in turn.answer.quotations[1:] if q not in same)
    answer = replace(turn.answer, quotations=others, kind=AnswerKind.WHAT_SAID) if others else None
    await _show(update, context, turn, answer, desk.texts("nobody_else"))


def _others_of(desk: Desk, name: str, shown: Sequence[Quotation]) -> Answer | None:
    archive = desk.program.archive
    people = archive.people(name, 10)
    theirs = said_by(archive.quotations_by([person.id for person in people], LOOKED_THROUGH), name)
    given = {(q.article_id, q.fragments) for q in shown}
    spoken = distinct_quotations([*(Spoken(q, 1.0, 1.0) for q in [*shown, *theirs])], MOST + len(shown))
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
    await show(update, context, desk_of(context).conversation.remember(chat, user, turn.question, answer))
