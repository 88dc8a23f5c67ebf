"""Further quotations: more from the same speaker, and who else spoke on the same."""

from dataclasses import replace

from telegram import Update

from bot.telegram.handlers.questions import request
from bot.telegram.handlers.replies import say, whose
from bot.telegram.handlers.screens import show
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.callbacks import Pressed, day_of
from bot.views.html import escape
from retrieval.answering.quotes.by_speaker import of_others, place_of
from retrieval.domain import (
    AnswerKind,
    DossierOf,
    Question,
    Quotation,
    QuotationsIn,
    QuotationsOf,
    StoryOf,
    Summary,
    Turn,
)


def quotation_at(services: Services, said: Pressed) -> Quotation | None:
    """Return the quotation that a button names by its article and place, None where it is no longer there."""
    wanted = (said.key, *said.numbers)
    known = services.program.archive.quotations([said.key]).get(said.key, ())
    return next((quotation for quotation in known if place_of(quotation) == wanted), None)


async def more_from(update: Update, context: Context, said: Pressed) -> None:
    """Show everything that the speaker of a quotation said, by topic and time."""
    services = services_of(context)
    quotation = await services.off_loop(quotation_at, services, said)
    speaker = quotation.speaker if quotation else None
    if quotation is None or speaker is None:
        await say(update, context, escape(services.texts("context_none")))
        return
    await request(update, context, DossierOf(speaker.name or speaker.text))


async def press_dossier(update: Update, context: Context, said: Pressed) -> None:
    """Show another page of what somebody said."""
    await request(update, context, DossierOf(said.key, said.numbers[0]))


async def said_by(update: Update, context: Context, said: Pressed) -> None:
    """Show what somebody said whose name an example gives."""
    if not any(map(str.isalnum, said.key)):
        await say(update, context, escape(services_of(context).texts("expired")))
        return
    await request(update, context, QuotationsOf(said.key), anew=True)


async def who_else(update: Update, context: Context, said: Pressed, turn: Turn) -> None:
    """Show what other speakers said on what was asked."""
    services = services_of(context)
    others = of_others(turn.answer.quotations)
    if not others:
        await say(update, context, escape(services.texts("nobody_else")))
        return
    answer = replace(turn.answer, quotations=others, kind=AnswerKind.WHAT_SAID)
    await show(update, context, services.conversation.remember(*whose(update), turn.question, answer))


async def who_said_what(update: Update, context: Context, said: Pressed) -> None:
    """Show the quotations of the articles of a summary, speaker by speaker."""
    services = services_of(context)
    count, since = said.numbers
    summary = Question("", request=Summary(StoryOf(id=said.key), count, day_of(since)))
    answer = await services.off_loop(services.program.answerer.answer, summary)
    ids = tuple(dict.fromkeys(sentence.article_id for sentence in answer.sentences))
    await request(update, context, QuotationsIn(ids))
