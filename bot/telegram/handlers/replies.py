"""Replies: whom and where to answer, "typing…" while the answer is looked for, and the messages themselves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.telegram.delivery import Place, deliver
from bot.telegram.errors import is_stale
from bot.telegram.handlers.services import Context, services_of
from bot.views.keys import Rows
from retrieval.archive.follows import Follows
from retrieval.errors import OnrecordError

#: seconds for which Telegram shows "typing…", and after which it is tried again where many ask
_TYPING_LASTS, _TYPING_AFTER = 4.5, 0.5


def words_of(context: Context) -> str:
    """Return what was written after a command."""
    return " ".join(context.args or ())


def whose(update: Update) -> tuple[str, str]:
    """Return chat and user of an update as the conversation keys them: each topic of a forum is a chat of its own."""
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    place = str(chat.id if chat else user.id if user else 0)
    if message is not None and message.is_topic_message and message.message_thread_id:
        place = f"{place}/{message.message_thread_id}"
    return place, str(asker(update))


def asker(update: Update) -> int:
    """Return who asks: a group's anonymous administrators are its own, not one person in all groups; a channel is itself."""
    message = update.message or update.edited_message or update.channel_post
    sender = message.sender_chat if message else None
    user = update.effective_user
    return sender.id if sender else user.id if user else 0


def place_of(message: Message) -> Place:
    """Return where to answer a message: in its topic, and in groups as a reply to it."""
    private = message.chat.type == "private"
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat_id, thread, None if private else message.message_id)


def where(update: Update) -> Place | None:
    """Return where to answer an update; the message of an old button may be out of reach, its chat is not."""
    message, chat = update.effective_message, update.effective_chat
    return place_of(message) if message else Place(chat.id) if chat else None


async def say(
    update: Update,
    context: Context,
    html: str,
    rows: Rows = (),
    preview: str | None = None,
    place: Place | None = None,
) -> Message | None:
    """Send a reply to the message of this update (or to the one whose button was pressed), or to another `place`."""
    place = place or where(update)
    sent = await deliver(context.bot, place, html, rows, preview) if place else None
    if sent is not None and place is not None and sent.chat_id != place.chat:
        await move(context, place.chat, sent.chat_id)
    return sent


async def move(context: Context, chat: int, to: int) -> None:
    """Go on in one chat where another stopped, once: Telegram tells it in both, and when a reply is refused."""
    services = services_of(context)
    if services.moved.get(chat) == to:
        return
    services.moved.put(chat, to)
    services.conversation.moved(str(chat), str(to))
    await services.off_loop(services.preferences.move, str(chat), str(to))
    with suppress(OnrecordError):
        await services.off_loop(Follows(services.program.chats, str(context.bot.id)).move, str(chat), str(to))


async def acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """Stop a button's waiting sign, with a line where there is one; that it came too late for that changes nothing."""
    try:
        await query.answer(text)
    except BadRequest as error:
        if not is_stale(error):
            raise


@asynccontextmanager
async def typing(update: Update, context: Context) -> AsyncIterator[None]:
    """Show "typing…" while the body works; its faults are nobody's business."""
    chat = update.effective_chat
    done, services = asyncio.Event(), services_of(context)

    async def keep_typing() -> None:
        message = update.effective_message
        thread = message.message_thread_id if message and message.is_topic_message else None
        while chat and not done.is_set():
            lasts = _TYPING_AFTER
            if not services.signs.wait(0):  # each is a call: where many ask, few see it, and the others see it later
                lasts = _TYPING_LASTS
                with suppress(TelegramError):
                    await context.bot.send_chat_action(chat.id, ChatAction.TYPING, message_thread_id=thread)
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), lasts)

    # it is never waited for: a call that Telegram is slow to take would delay the answer
    task = asyncio.create_task(keep_typing())
    services.aside.add(task)
    task.add_done_callback(services.aside.discard)
    try:
        yield
    finally:
        done.set()
