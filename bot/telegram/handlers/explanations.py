"""Why an answer was given: /why, in reply to it or after it, and the button behind ⋯."""

from telegram import Update

from bot.telegram.handlers.questions import replied
from bot.telegram.handlers.replies import say, typing, whose
from bot.telegram.handlers.screens import page
from bot.telegram.handlers.services import Context, services_of
from bot.views.callbacks import Pressed
from bot.views.explanations import explanation_html
from bot.views.html import escape
from retrieval.domain import Turn


async def why(update: Update, context: Context) -> None:
    """Tell why the answer that is replied to was given, or the last one in this chat."""
    services, message = services_of(context), update.effective_message
    turn, _ = await services.off_loop(replied, services, message) if message else (None, None)
    if turn is None and (key := services.latest.get(whose(update))):
        turn = await services.off_loop(services.conversation.turn, key)
    if turn is None:
        await say(update, context, escape(services.texts("why_nothing")))
        return
    await _tell(update, context, turn)


async def press_why(update: Update, context: Context, said: Pressed, turn: Turn) -> None:
    """Tell why the answer above a button was given."""
    await _tell(update, context, turn)


async def _tell(update: Update, context: Context, turn: Turn) -> None:
    services = services_of(context)
    async with typing(update, context):
        explanation = await services.off_loop(services.program.answerer.explain, turn.answer)
    texts = services.texts
    html = explanation_html(explanation, texts) if explanation else escape(texts("why_nothing"))
    await page(update, context, html)
