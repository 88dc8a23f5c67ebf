"""A last question that is edited: its answer changes in place, as if the question had been asked so."""

from telegram import Update

from bot.telegram.handlers.questions import Addressed, ask, asked_in
from bot.telegram.handlers.replies import whose
from bot.telegram.handlers.services import Context, services_of


async def edited(update: Update, context: Context) -> None:
    """Answer the last question anew where it has been edited; other messages may be edited at will."""
    services, message = services_of(context), update.edited_message
    if message is None:
        return
    before = services.asked.get(whose(update))
    text = asked_in(message)
    if before is None or before.question != message.message_id or before.text == text:
        return
    if Addressed().filter(message) and any(character.isalnum() for character in text):
        await ask(update, context, text, before)
