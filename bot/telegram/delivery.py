"""Getting a reply to its reader: split, sent, tried again when Telegram asks for patience, given up when it says no."""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.views.buttons import Rows
from bot.views.html import escape, plain, split
from bot.views.pictures import Picture

log = logging.getLogger(__name__)

Result = TypeVar("Result")

#: how often a call is tried in all
TRIES = 4
#: the longest wait that Telegram may ask for before the call is given up, in seconds
PATIENCE = 60.0
#: seconds before the second try after a fault of the network; doubled each time
FIRST_PAUSE = 1.0
#: at most this many messages for one reply
PIECES = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes: a chat, a topic of a forum, and the message it replies to."""

    chat: int
    thread: int | None = None
    replies_to: int | None = None


def seconds_asked(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait, in seconds, whichever form python-telegram-bot gives it in."""
    asked = error._retry_after  # noqa: SLF001 - the public property warns that its type will change
    return asked.total_seconds() if isinstance(asked, dt.timedelta) else float(asked)


async def patiently(call: Callable[[], Awaitable[Result]]) -> Result:
    """Return what `call` returns, tried again after RetryAfter and faults of the network, never after a refusal.

    A timeout is not tried again: the message may have arrived, and a reply twice is worse than one that is missing.
    """
    pause = FIRST_PAUSE
    for attempt in range(1, TRIES + 1):
        try:
            return await call()
        except RetryAfter as error:
            wait = seconds_asked(error)
            if attempt == TRIES or wait > PATIENCE:
                raise
        except (BadRequest, TimedOut):
            raise
        except NetworkError:
            if attempt == TRIES:
                raise
            wait, pause = pause, pause * 2
        await asyncio.sleep(wait)
    raise AssertionError("the last try returns or raises")


async def deliver(bot: Bot, place: Place, html: str, rows: Rows = (), preview: str | None = None) -> Message | None:
    """Send a reply in as many messages as it needs, the buttons below the last; return that one.

    `preview` is the address of which Telegram shows a small preview below the reply.
    None where nobody can be reached: the user has blocked the bot, or the chat is gone.
    """
    last: Message | None = None
    pieces = split(html)[:PIECES]
    for number, piece in enumerate(pieces):
        markup = keyboard(rows) if number + 1 == len(pieces) else None
        try:
            last = await _send(bot, place if not number else Place(place.chat, place.thread), piece, markup, preview)
        except ChatMigrated as error:
            place = Place(error.new_chat_id)
            last = await _send(bot, place, piece, markup, preview)
        except Forbidden:
            log.info("A reply could not be delivered: the bot is blocked there.")
            return None
    return last


async def _send(bot: Bot, place: Place, html: str, markup: InlineKeyboardMarkup | None, preview: str | None) -> Message:
    reply = ReplyParameters(place.replies_to, allow_sending_without_reply=True) if place.replies_to else None

    async def send(text: str, mode: ParseMode | None) -> Message:
        return await patiently(
            lambda: bot.send_message(
                place.chat,
                text,
                parse_mode=mode,
                message_thread_id=place.thread,
                reply_parameters=reply,
                reply_markup=markup,
                link_preview_options=_preview(preview),
            )
        )

    try:
        return await send(html, ParseMode.HTML)
    except BadRequest as error:
        if "parse" not in str(error).lower():
            raise
        log.error("Telegram does not accept the HTML of a reply, which is sent as plain text.")
        return await send(plain(html), None)


async def deliver_picture(bot: Bot, place: Place, picture: Picture) -> Message | None:
    """Send a picture with its alternative text below it; None where nobody can be reached."""
    reply = ReplyParameters(place.replies_to, allow_sending_without_reply=True) if place.replies_to else None

    async def send(chat: int) -> Message:
        return await patiently(
            lambda: bot.send_photo(
                chat,
                InputFile(picture.png, "picture.png"),
                caption=escape(picture.alt),
                parse_mode=ParseMode.HTML,
                message_thread_id=place.thread,
                reply_parameters=reply,
            )
        )

    try:
        return await send(place.chat)
    except ChatMigrated as error:
        return await send(error.new_chat_id)
    except Forbidden:
        log.info("A picture could not be delivered: the bot is blocked there.")
        return None


async def replace(message: Message, html: str, rows: Rows = (), preview: str | None = None) -> None:
    """Change a message of the bot's own in place; a change that changes nothing is no error."""
    pieces = split(html)[:1]
    if not pieces:
        return
    try:
        await patiently(
            lambda: message.edit_text(
                pieces[0],
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(rows),
                link_preview_options=_preview(preview),
            )
        )
    except BadRequest as error:
        if "not modified" not in str(error).lower():
            raise


def _preview(address: str | None) -> LinkPreviewOptions:
    """Return a small preview of an address, none where there is no address or it is no web address."""
    if address is None or not address.lower().startswith(("http://", "https://")):
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=address, prefer_small_media=True)


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return Telegram's form of rows of buttons, None for none."""
    made = [[InlineKeyboardButton(b.label, callback_data=b.data, url=b.url) for b in row] for row in rows if row]
    return InlineKeyboardMarkup(made) if made else None
