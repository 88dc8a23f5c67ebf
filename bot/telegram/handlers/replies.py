"""Replies: whom and where to answer, "typing…" while the answer is looked for, and the messages themselves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Message, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.chat.conversation import Turn
from bot.telegram.delivery import Place, deliver
from bot.telegram.handlers.services import Context, services_of
from bot.views.answers import render
from bot.views.buttons import Rows, answer_buttons

#: seconds for which Telegram shows "typing…"
_TYPING_LASTS = 4.5


def whose(update: Update) -> tuple[str, str]:
    """Return chat and user of an update as the conversation keys them."""
    chat, user = update.effective_chat, update.effective_user
    return str(chat.id if chat else user.id if user else 0), str(user.id if user else 0)


def place_of(message: Message) -> Place:
    """Return where to answer a message: in its topic, and in groups as a reply to it."""
    private = message.chat.type == "private"
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat_id, thread, None if private else message.message_id)


async def say(update: Update, context: Context, html: str, rows: Rows = ()) -> Message | None:
    """Send a reply to the message of this update (or to the one whose button was pressed)."""
    message = update.effective_message
    return await deliver(context.bot, place_of(message), html, rows) if message else None


async def show(update: Update, context: Context, turn: Turn, skip: int = 0) -> None:
    """Send a turn's answer, from its sentence `skip` on, and remember which message shows it."""
    services = services_of(context)
    most, archived = services.program.settings.answers.sentences, services.conversation.archived
    rendered = await services.off_loop(
        render, turn.answer, archived, services.texts, about=turn.about, skip=skip, most=most
    )
    sent = await say(update, context, rendered.html, answer_buttons(turn, rendered, services.texts, skip))
    if sent:
        services.sent.put((sent.chat_id, sent.message_id), turn.key)


@asynccontextmanager
async def typing(update: Update, context: Context) -> AsyncIterator[None]:
    """Show "typing…" while the body works; its faults are nobody's business."""
    chat = update.effective_chat
    done = asyncio.Event()

    async def keep_typing() -> None:
        message = update.effective_message
        thread = message.message_thread_id if message and message.is_topic_message else None
        while chat and not done.is_set():
            with suppress(TelegramError):
                await context.bot.send_chat_action(chat.id, ChatAction.TYPING, message_thread_id=thread)
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _TYPING_LASTS)

    task = asyncio.create_task(keep_typing())
    try:
        yield
    finally:
        done.set()
        await task
