"""Further quotations: more from the same speaker, and who else spoke on the same."""

from dataclasses import replace

from telegram import CallbackQuery, Update

from bot.chat.conversation import Turn
from bot.telegram.handlers.replies import say, show, typing, whose
from bot.telegram.handlers.services import Context, services_of
from bot.views.buttons import Pressed
from bot.views.html import escape
from retrieval.answering.quotes.by_speaker import of_others, quotations_in, quotations_of
from retrieval.domain import Answer, AnswerKind


async def more_from(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show what else the speaker of a quotation said, newest first."""
    services = services_of(context)
    quotations = turn.answer.quotations
    speaker = quotations[said.number].speaker if said.number < len(quotations) else None
    if speaker is None:
        return
    name = speaker.name or speaker.text
    async with typing(update, context):
        answer = await services.off_loop(quotations_of, services.program.archive, name, quotations[: said.number + 1])
    await _show(update, context, turn, answer, services.texts("said_nothing_else", name=name))


async def who_else(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show what other speakers said on what was asked."""
    services = services_of(context)
    others = of_others(turn.answer.quotations)
    answer = replace(turn.answer, quotations=others, kind=AnswerKind.WHAT_SAID) if others else None
    await _show(update, context, turn, answer, services.texts("nobody_else"))


async def who_said_what(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show the quotations of the articles of a summary, speaker by speaker."""
    services = services_of(context)
    ids = list(dict.fromkeys(sentence.article_id for sentence in turn.answer.sentences))
    async with typing(update, context):
        answer = await services.off_loop(quotations_in, services.program.archive, ids)
    await _show(update, context, turn, answer, services.texts("who_said_none"))


async def _show(update: Update, context: Context, turn: Turn, answer: Answer | None, otherwise: str) -> None:
    if answer is None:
        await say(update, context, escape(otherwise))
        return
    chat, user = whose(update)
    answer = replace(answer, context=turn.answer.context)
    await show(update, context, services_of(context).conversation.remember(chat, user, turn.question, answer))
