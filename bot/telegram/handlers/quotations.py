"""Further quotations: more from the same speaker, and who else spoke on the same."""

from dataclasses import replace

from telegram import CallbackQuery, Update

from bot.chat.conversation import Turn
from bot.telegram.handlers.questions import request
from bot.telegram.handlers.replies import say, show, whose
from bot.telegram.handlers.services import Context, services_of
from bot.views.buttons import Pressed
from bot.views.html import escape
from retrieval.answering.quotes.by_speaker import of_others, place_of
from retrieval.domain import AnswerKind, EverythingBy, QuotationsIn


async def more_from(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show what else the speaker of a quotation said, newest first."""
    quotations = turn.answer.quotations
    speaker = quotations[said.number].speaker if said.number < len(quotations) else None
    if speaker is not None:
        shown = tuple(place_of(quotation) for quotation in quotations[: said.number + 1])
        await request(update, context, EverythingBy(speaker.name or speaker.text, shown), earlier=turn)


async def who_else(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show what other speakers said on what was asked."""
    services = services_of(context)
    others = of_others(turn.answer.quotations)
    if not others:
        await say(update, context, escape(services.texts("nobody_else")))
        return
    answer = replace(turn.answer, quotations=others, kind=AnswerKind.WHAT_SAID)
    await show(update, context, services.conversation.remember(*whose(update), turn.question, answer))


async def who_said_what(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show the quotations of the articles of a summary, speaker by speaker."""
    ids = tuple(dict.fromkeys(sentence.article_id for sentence in turn.answer.sentences))
    await request(update, context, QuotationsIn(ids), earlier=turn)
