"""Every handler of the bot, registered in one place in their order."""

import asyncio
import contextlib
import functools
import logging
import os
import traceback
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# python-telegram-bot warns about periods in seconds until this says that timedeltas are understood
os.environ.setdefault("PTB_TIMEDELTA", "true")

from telegram import Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.chat.context_store import StoredContexts
from bot.chat.conversation import Conversation
from bot.chat.preference_store import Preferences, StoredPreferences
from bot.chat.records import Records
from bot.chat.stores import Contexts, Turns
from bot.chat.turn_store import StoredTurns
from bot.configuration.settings import Settings
from bot.program import Program
from bot.telegram.connections import connection, file_address
from bot.telegram.errors import is_stale
from bot.telegram.handlers.access import is_answered
from bot.telegram.handlers.additions import Offered, may_add, offered
from bot.telegram.handlers.administration import admin
from bot.telegram.handlers.buttons import press
from bot.telegram.handlers.changes import changes
from bot.telegram.handlers.checks import Checkable, check, checked
from bot.telegram.handlers.commands import new_topic, quotes, show_help, sources, start, summary, unknown, who
from bot.telegram.handlers.edits import edited
from bot.telegram.handlers.explanations import why
from bot.telegram.handlers.follows import follow
from bot.telegram.handlers.guests import guest
from bot.telegram.handlers.inline import inline
from bot.telegram.handlers.joining import joined, migrated
from bot.telegram.handlers.languages import language, language_of
from bot.telegram.handlers.personal import export, forget, privacy
from bot.telegram.handlers.questions import Addressed, hint, question, refused_as_too_long
from bot.telegram.handlers.rate_limits import Limits
from bot.telegram.handlers.replies import acknowledge, asker, say, words_of
from bot.telegram.handlers.services import Context, Services, TookTooLong, services_of
from bot.telegram.handlers.settings import plain, settings
from bot.telegram.handlers.story_list import stories
from bot.telegram.handlers.story_views import compare, coverage, timeline
from bot.telegram.manner import Manner, manner_of
from bot.telegram.receiving.lanes import standing_aside
from bot.telegram.receiving.together import forwarded_post
from bot.telegram.send_budget import SendBudget
from bot.telegram.updates import TolerantBot
from bot.views.html import escape
from bot.views.texts import checked_languages
from retrieval.errors import ArchiveError, ArchiveLocked, SearchIndexError

log = logging.getLogger(__name__)

#: the server whose limits are known
TELEGRAM = "api.telegram.org"

Bot = Application[Any, Any, Any, Any, Any, Any]
Command = Callable[[Update, Context], Coroutine[Any, Any, None]]


#: seconds that a question in a group waits for its turn at most
LONGEST_WAIT = 30.0


def build_application(
    program: Program,
    token: str,
    request: BaseRequest | None = None,
    *,
    polling: BaseRequest | None = None,
    limits: Limits | None = None,
    contexts: Contexts | None = None,
    turns: Turns | None = None,
    preferences: Preferences | None = None,
) -> Bot:
    """Return the bot over `program`; with a `request` of the caller's own it reaches no network."""
    telegram = program.settings.telegram
    polls = request or polling or connection(telegram)
    calls = request or connection(telegram, 64)
    budget = _budget(program.settings) if not request else None
    bot = TolerantBot(token, telegram.base_url, file_address(telegram), calls, polls, rate_limiter=budget)
    # updates come by bot.telegram.receiving, which python-telegram-bot's own updater knows nothing of
    application = Application.builder().bot(bot).updater(None).build()
    shared, records = program.settings.archive_is_shared, Records(lambda: program.chats)
    stored = StoredContexts(records, program.settings.chat.context_minutes, shared=shared)
    application.bot_data["services"] = Services(
        program,
        Conversation(program, contexts or stored, turns or StoredTurns(records)),
        checked_languages(program.settings.source),
        preferences or StoredPreferences(lambda: program.chats, shared=shared),
        limits,
        records,
    )
    register(application)
    return application


def _budget(settings: Settings) -> SendBudget:
    """Return the budget of what is sent; another server than Telegram's has no limit in all."""
    rates, is_telegram = settings.rates, urlsplit(settings.telegram.base_url).hostname == TELEGRAM
    return SendBudget(rates.messages_a_second if is_telegram else None, rates.messages_a_minute_in_a_group)


def register(application: Bot) -> None:
    """Register every handler. Within a group the first that fits takes the update.

    Group -1 stops what must not be handled at all: repeated updates, and askers who ask too fast.
    """
    application.add_handler(TypeHandler(Update, admit), group=-1)
    # only new messages: filters.TEXT and commands would fire on edits and channel posts as well
    new = filters.UpdateType.MESSAGE
    for names, handler in COMMANDS.items():
        application.add_handler(CommandHandler(names, _brief(handler), filters=new))
    # a channel is asked nothing, but may be told what is new
    application.add_handler(CommandHandler("follow", _brief(follow), filters=filters.UpdateType.CHANNEL_POST))
    addressed = new & Addressed()
    application.add_handler(MessageHandler(addressed & ~filters.COMMAND & Offered(), offered))
    application.add_handler(MessageHandler(addressed & ~filters.COMMAND & Checkable(), checked))
    application.add_handler(MessageHandler(addressed & (filters.TEXT | filters.CAPTION) & ~filters.COMMAND, question))
    private = addressed & filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(private & filters.COMMAND, unknown))
    application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, hint))
    # commands of a message that is edited are not begun again
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & ~filters.COMMAND, edited))
    application.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, guest))
    application.add_handler(CallbackQueryHandler(press))
    # in groups of their own: what is told of a chat is nobody's question
    changes = filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.CHAT_CREATED
    application.add_handler(MessageHandler(new & changes, joined), group=1)
    application.add_handler(ChatMemberHandler(joined, ChatMemberHandler.MY_CHAT_MEMBER), group=1)
    application.add_handler(MessageHandler(new & filters.StatusUpdate.MIGRATE, migrated), group=2)
    application.add_handler(InlineQueryHandler(inline))
    application.add_error_handler(failed)


COMMANDS = {
    ("start",): start,
    ("help",): show_help,
    ("stories",): stories,
    ("summary",): summary,
    ("quotes",): quotes,
    ("who",): who,
    ("timeline",): timeline,
    ("compare",): compare,
    ("check",): check,
    ("changes",): changes,
    ("coverage",): coverage,
    ("follow",): follow,
    ("why",): why,
    ("sources",): sources,
    ("new",): new_topic,
    ("settings",): settings,
    ("language",): language,
    ("plain",): plain,
    ("privacy",): privacy,
    ("export",): export,
    ("forget",): forget,
    ("admin",): admin,
}
#: fits what any of the commands' handlers fits; it is asked alone, not registered
_COMMAND: CommandHandler[Any, Any] = CommandHandler(
    [name for names in COMMANDS for name in names], unknown, filters=filters.UpdateType.MESSAGE
)


#: the texts that say why there is no answer, the first that fits
REASONS: dict[type[BaseException], str] = {
    ArchiveLocked: "busy", TookTooLong: "took_too_long", ArchiveError: "storage", SearchIndexError: "storage",
}  # fmt: skip


async def admit(update: Update, context: Context) -> None:
    """Let an update through once, and each user only so fast."""
    services = services_of(context)
    if services.seen.get(update.update_id):
        raise ApplicationHandlerStop
    services.seen.put(update.update_id, value=True)
    services.speak(await language_of(services, update))
    chat = update.effective_chat
    services.take_manner(manner_of(await services.chosen_in(str(chat.id))) if chat else Manner())
    if update.channel_post and not is_answered(services, update):
        raise ApplicationHandlerStop
    if update.effective_user is None or not _for_the_bot(update):
        return
    if not is_answered(services, update):
        await _turn_away(update, context)
        raise ApplicationHandlerStop
    if _brings_articles(services, update):
        return
    rates = services.tap_rates if update.callback_query else services.rates
    while wait := rates.wait(asker(update)):
        if wait > LONGEST_WAIT or not _waits(update):
            await _refuse(update, context, round(wait) or 1)
            raise ApplicationHandlerStop
        async with standing_aside():
            await asyncio.sleep(wait)


def _brings_articles(services: Services, update: Update) -> bool:
    """Say whether an update brings a file or a post from somebody who may add anywhere: none of many is to be lost."""
    message = update.message
    brings = message is not None and (message.document is not None or forwarded_post(update) is not None)
    return brings and may_add(services, update.effective_user)


async def _turn_away(update: Update, context: Context) -> None:
    """Tell somebody whom the settings do not let in, with the number by which they may be let in."""
    services, user = services_of(context), update.effective_user
    text = services.texts("access_refused", number=str(user.id if user else 0))
    if update.callback_query:
        await acknowledge(update.callback_query, text)
    else:
        await say(update, context, escape(text))


def _for_the_bot(update: Update) -> bool:
    """Say whether an update asks something of the bot: a button, a command of its own, or words addressed to it."""
    message = update.message or update.edited_message
    return bool(update.callback_query or _COMMAND.check_update(update) or (message and Addressed().filter(message)))


async def _refuse(update: Update, context: Context, seconds: int) -> None:
    """Tell who asks too fast how long to wait: a question that nobody answers would be taken for one that got lost."""
    services = services_of(context)
    if update.callback_query:
        await acknowledge(update.callback_query, services.texts("too_many", seconds=seconds))
    else:
        await say(update, context, services.texts("too_many", seconds=seconds))


def _waits(update: Update) -> bool:
    """Say whether a question waits for its turn where its asker asks too fast: in groups, where refusals disturb all."""
    chat = update.effective_chat
    return update.callback_query is None and chat is not None and chat.type != "private"


def _brief(handler: Command) -> Command:
    """Return the command's handler with the limit of a question on the words after the command."""

    @functools.wraps(handler)
    async def limited(update: Update, context: Context) -> None:
        if handler is check or not await refused_as_too_long(update, context, words_of(context)):
            await handler(update, context)

    return limited


async def failed(update: object, context: Context) -> None:
    """Log where it went wrong, without anybody's words, and tell the asker in a line."""
    error = context.error
    if error is None:
        return
    if isinstance(error, Forbidden) or is_stale(error):
        return
    reason = next((text for kind, text in REASONS.items() if isinstance(error, kind)), "failed")
    # what is said of storage names a place and a cause, and nothing that anybody wrote
    said = f": {error}" if reason == "storage" else ""
    log.error("%s while handling an update, at %s%s", type(error).__name__, _origin(error), said)
    if not isinstance(update, Update) or isinstance(error, TelegramError):
        return
    with contextlib.suppress(TelegramError):
        await tell(update, context, reason)


async def tell(update: Update, context: Context, reason: str) -> None:
    """Tell the asker in a line, by the name of its text, why there is no answer."""
    services = services_of(context)
    if update.effective_message and _for_the_bot(update):
        services.speak(await language_of(services, update))
        await say(update, context, services.texts(reason))


def _origin(error: BaseException) -> str:
    """Return the innermost lines of code of ours that raised it; a message might hold a user's words."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-4:])) or "no line"
