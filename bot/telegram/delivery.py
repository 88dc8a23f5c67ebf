"""Getting a reply to its reader: split, sent, tried again when Telegram asks for patience, given up when it says no."""

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from dataclasses import replace as replaced
from typing import Any, TypeVar

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.attempts import Attempt, Delivery, attempting, current_delivery
from bot.telegram.forms import keyboard, preview_of
from bot.telegram.lost_replies import lost_replies, others_get_through
from bot.telegram.manner import MANNER
from bot.telegram.receiving.lanes import standing_aside
from bot.telegram.rich_messages import REFUSALS, change_into_rich, rich_reply, send_rich
from bot.views.html import escape, plain, split
from bot.views.keys import Rows
from bot.views.pictures import Picture

log = logging.getLogger(__name__)

Result = TypeVar("Result")

#: seconds after which a call that cannot be made is given up: an answer that comes later helps nobody
PATIENCE = 2 * 3600.0
#: tries of which nobody knows whether they sent the message: where no message gets through, and where others do
UNSURE, MOST_UNSURE = 2, 6
#: seconds before the second try after a fault of the network, doubled each time up to the longest
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
#: at most this many messages for one reply
PIECES = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes: a chat, a topic of a forum, and the message it replies to.

    `quote` are words of that message, which stand in it at `quoted_at`, in UTF-16 units.
    """

    chat: int
    thread: int | None = None
    replies_to: int | None = None
    quote: str | None = None
    quoted_at: int | None = None


def seconds_asked(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait, in seconds, whichever form python-telegram-bot gives it in."""
    asked = error._retry_after  # noqa: SLF001 - the public property warns that its type will change
    return asked.total_seconds() if isinstance(asked, dt.timedelta) else float(asked)


async def patiently(
    call: Callable[[], Awaitable[Result]],
    delivery: Delivery | None = None,
    probe: Callable[[], Awaitable[object]] | None = None,
) -> Result:
    """Return what `call` returns, tried again after RetryAfter and faults of the network, never after a refusal.

    A call that is sure not to have been carried out is tried again for as long as there is `PATIENCE`. One that may have
    been, because its reply was lost, is tried again once; and a few times more only while the messages of others get
    through, or where none is sent the call `probe`: it is not every reply that is lost then. While it waits, others are
    handled. `delivery` counts what the call sends; one that sends no message may be repeated at will.
    """
    pause, unsure, deadline = FIRST_PAUSE, 0, time.monotonic() + PATIENCE
    fault: TelegramError
    while True:
        attempt = Attempt(delivery)
        try:
            with attempting(attempt):
                result = await call()
        except RetryAfter as error:
            attempt.failed()
            wait, fault = seconds_asked(error), error
        except (BadRequest, Forbidden):
            attempt.failed()
            raise
        except NetworkError as error:
            if attempt.failed():
                unsure += 1
                lost_replies.note(lost=True)
                if unsure >= MOST_UNSURE or (unsure >= UNSURE and not await others_get_through(unsure, probe)):
                    raise
            wait, pause, fault = pause, min(pause * 2, LONGEST_PAUSE), error
            if unsure and attempt.written and not attempt.answered:
                attempt.take_back()
        except TelegramError:
            attempt.failed()
            raise
        else:
            attempt.goes()  # where the connection does not tell
            if delivery is not None:
                lost_replies.note(lost=False)
            return result
        if time.monotonic() + wait > deadline:
            raise fault
        async with standing_aside():
            await asyncio.sleep(wait)


async def deliver(bot: Bot, place: Place, html: str, rows: Rows = (), preview: str | None = None) -> Message | None:
    """Send a reply in as many messages as it needs, the buttons below the last; return that one.

    `preview` is the address of which Telegram shows a small preview below the reply.
    None where nobody can be reached: the user has blocked the bot, or the chat is gone.
    """
    last: Message | None = None
    pieces = split(html)[:PIECES]
    if pieces and (rich := rich_reply(html)):
        try:
            return await _send_rich(bot, place, rich, keyboard(rows))
        except Forbidden:
            return None
        except REFUSALS as error:
            log.warning("A rich message was refused (%s); the reply is sent as HTML.", type(error).__name__)
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


async def _send(
    bot: Bot, place: Place, html: str, markup: InlineKeyboardMarkup | None, preview: str | None
) -> Message | None:
    """Send one message; None where it was sent before the process was killed and started again."""
    delivery = current_delivery()
    if delivery is not None and delivery.has_gone_before():
        return None

    async def send(to: Place, text: str, mode: ParseMode | None, markup: InlineKeyboardMarkup | None) -> Message:
        return await patiently(
            lambda: bot.send_message(
                to.chat,
                text,
                parse_mode=mode,
                message_thread_id=to.thread,
                reply_parameters=_replying(to),
                reply_markup=markup,
                disable_notification=MANNER.get().silent or None,
                link_preview_options=preview_of(preview),
            ),
            delivery,
            bot.get_me,
        )

    async def send_in_form(to: Place) -> Message:
        if MANNER.get().plain:
            return await send(to, plain(html), None, markup)
        try:
            return await send(to, html, ParseMode.HTML, markup)
        except BadRequest as error:
            if not (fault := _refused_form(error)):
                raise
            log.error("Telegram does not accept the %s of a reply, which is sent as plain text.", fault)
            return await send(to, plain(html), None, markup if fault == "HTML" else None)

    if place.quote is None:
        return await send_in_form(place)
    try:
        return await send_in_form(place)
    except BadRequest:
        # the message has been changed or deleted, or its words are not quite those
        return await send_in_form(replaced(place, quote=None, quoted_at=None))


async def _send_rich(
    bot: Bot, place: Place, rich: Mapping[str, Any], markup: InlineKeyboardMarkup | None
) -> Message | None:
    """Send a reply as one rich message; None where it was sent before."""
    delivery = current_delivery()
    if delivery is not None and delivery.has_gone_before():
        return None
    try:
        return await patiently(
            lambda: send_rich(
                bot,
                place.chat,
                rich,
                markup,
                message_thread_id=place.thread,
                reply_parameters=_replying(place),
                disable_notification=MANNER.get().silent or None,
            ),
            delivery,
            bot.get_me,
        )
    except REFUSALS:
        if delivery is not None:
            delivery.takes_another_form()
        raise


def _refused_form(error: BadRequest) -> str | None:
    """Return what of a message's form Telegram refuses, None where it is not the form."""
    said = str(error).lower()
    if "button" in said or "keyboard" in said or "markup" in said:
        return "buttons"
    return "HTML" if "parse" in said or "entit" in said or "tag" in said else None


def _replying(place: Place) -> ReplyParameters | None:
    if not place.replies_to:
        return None
    return ReplyParameters(
        place.replies_to, allow_sending_without_reply=True, quote=place.quote, quote_position=place.quoted_at
    )


async def deliver_picture(bot: Bot, place: Place, picture: Picture) -> Message | None:
    """Send a picture with its alternative text below it; None where nobody can be reached."""
    delivery = current_delivery()
    if delivery is not None and delivery.has_gone_before():
        return None

    async def send(chat: int) -> Message:
        return await patiently(
            lambda: bot.send_photo(
                chat,
                InputFile(picture.png, "picture.png"),
                caption="\n".join(map(escape, picture.alt.split("\n"))),
                parse_mode=ParseMode.HTML,
                message_thread_id=place.thread,
                reply_parameters=_replying(place),
                disable_notification=MANNER.get().silent or None,
            ),
            delivery,
            bot.get_me,
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
    await change(message.get_bot(), message.chat_id, message.message_id, html, rows, preview)


async def change(bot: Bot, chat: int, message: int, html: str, rows: Rows = (), preview: str | None = None) -> None:
    """Change a message of the bot's own by its number."""
    pieces = split(html)[:1]
    if not pieces:
        return
    without_markup = MANNER.get().plain
    try:
        if (rich := rich_reply(html)) and await _changed_into_rich(bot, chat, message, rich, keyboard(rows)):
            return
        await patiently(
            lambda: bot.edit_message_text(
                plain(pieces[0]) if without_markup else pieces[0],
                chat,
                message,
                parse_mode=None if without_markup else ParseMode.HTML,
                reply_markup=keyboard(rows),
                link_preview_options=preview_of(preview),
            )
        )
    except BadRequest as error:
        if "not modified" not in str(error).lower():
            raise


async def _changed_into_rich(
    bot: Bot, chat: int, message: int, rich: Mapping[str, Any], markup: InlineKeyboardMarkup | None
) -> bool:
    """Say whether a message could be changed into a rich one."""
    try:
        await patiently(lambda: change_into_rich(bot, chat, message, rich, markup))
    except REFUSALS as error:
        return "not modified" in str(error).lower()
    return True
