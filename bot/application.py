"""Every handler of the bot, registered in one place in their order, and its life from start to clean stop."""

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import traceback
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# python-telegram-bot warns about periods in seconds until this says that timedeltas are understood
os.environ.setdefault("PTB_TIMEDELTA", "true")

from telegram import BotCommand, Update
from telegram.error import Conflict, Forbidden, InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.contexts import StoredContexts
from bot.conversation import Contexts, Conversation
from bot.failures import in_words, is_passing, is_stale, quiet_logs
from bot.handlers.additions import Offered, offered
from bot.handlers.buttons import press
from bot.handlers.commands import new_topic, quotes, show_help, sources, start, summary, unknown, who
from bot.handlers.desk import Context, Desk, Limits, Program, desk_of, say
from bot.handlers.inline import inline
from bot.handlers.questions import Addressed, hint, question
from bot.handlers.stories import stories
from bot.handlers.told import compare, coverage, timeline
from bot.settings import Settings
from bot.texts import load_texts
from bot.watching import start as start_watching
from bot.watching import stop as stop_watching
from retrieval.errors import ArchiveLocked

log = logging.getLogger(__name__)

Bot = Application[Any, Any, Any, Any, Any, Any]

#: updates handled at the same time
AT_ONCE = 16
#: seconds that one poll waits for an update
POLL = 30
#: what the bot asks Telegram for: nothing about edits, channels or members
UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY]
#: the command menu, in its order; each has its text `menu_…`
MENU = ("help", "stories", "summary", "quotes", "who", "timeline", "compare", "coverage", "sources", "new")


def build_application(
    program: Program,
    token: str,
    request: BaseRequest | None = None,
    *,
    polling: BaseRequest | None = None,
    limits: Limits | None = None,
    contexts: Contexts | None = None,
) -> Bot:
    """Return the bot over `program`; with a `request` of the caller's own it has no updater and reaches no network."""
    telegram = program.settings.telegram
    builder = Application.builder().token(token).concurrent_updates(AT_ONCE)
    base = telegram.base_url
    builder = builder.base_url(base)
    if telegram.base_file_url:
        builder = builder.base_file_url(telegram.base_file_url)
    if request is not None:
        builder = builder.request(request).updater(None)
    else:
        builder = builder.request(HTTPXRequest(connection_pool_size=64)).get_updates_request(polling or HTTPXRequest())
    application = builder.build()
    texts, minutes = load_texts(program.settings.source), program.settings.chat.context_minutes
    application.bot_data["desk"] = Desk(
        program, Conversation(program, contexts or StoredContexts(program, minutes)), texts, limits
    )
    register(application)
    return application


def register(application: Bot) -> None:
    """Register every handler. Within a group the first that fits takes the update.

    Group -1 stops what must not be handled at all: repeated updates, and askers who ask too fast.
    """
    application.add_handler(TypeHandler(Update, admit), group=-1)
    # only new messages: filters.TEXT and commands would fire on edits and channel posts as well
    new = filters.UpdateType.MESSAGE
    for names, handler in COMMANDS.items():
        application.add_handler(CommandHandler(names, handler, filters=new))
    addressed = new & Addressed()
    application.add_handler(MessageHandler(addressed & ~filters.COMMAND & Offered(), offered))
    application.add_handler(MessageHandler(addressed & filters.TEXT & ~filters.COMMAND, question))
    private = addressed & filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(private & filters.COMMAND, unknown))
    application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, hint))
    application.add_handler(CallbackQueryHandler(press))
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
    ("coverage",): coverage,
    ("sources",): sources,
    ("new",): new_topic,
}


async def admit(update: Update, context: Context) -> None:
    """Let an update through once, and each user only so fast."""
    desk = desk_of(context)
    if desk.seen.get(update.update_id):
        raise ApplicationHandlerStop
    desk.seen.put(update.update_id, value=True)
    message, user = update.message, update.effective_user
    if user is None or not (update.callback_query or (message and Addressed().filter(message))):
        return
    wait = desk.rates.wait(user.id)
    if not wait:
        return
    if update.callback_query:
        await update.callback_query.answer(desk.texts("too_many", seconds=round(wait) or 1))
    elif desk.rates.is_news(user.id):
        await say(update, context, desk.texts("too_many", seconds=round(wait) or 1))
    raise ApplicationHandlerStop


async def failed(update: object, context: Context) -> None:
    """Log where it went wrong, without anybody's words, and tell the asker in a line."""
    error = context.error
    if error is None:
        return
    if isinstance(error, Forbidden) or is_stale(error):
        return
    log.error("%s while handling an update, at %s", type(error).__name__, _origin(error))
    log.debug("the fault", exc_info=error)
    if not isinstance(update, Update) or isinstance(error, TelegramError):
        return
    text = desk_of(context).texts("busy" if isinstance(error, ArchiveLocked) else "failed")
    with contextlib.suppress(TelegramError):
        if update.effective_message:
            await say(update, context, text)


def _origin(error: BaseException) -> str:
    """Return the innermost lines of code of ours that raised it; a message might hold a user's words."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-4:])) or "no line"


def run_bot(settings: Settings) -> int:
    """Run the bot until SIGTERM or SIGINT; return the exit status.

    Raises OnrecordError with a sentence for the operator: a token that is refused, a second instance, a port in use.
    """
    from bot.bootstrap import open_program

    quiet_logs(settings.log.level, settings.token or "", settings.telegram.webhook_secret)
    with contextlib.closing(open_program(settings)) as program:
        asyncio.run(Running(program, settings).run())
    return 0


class Watched(HTTPXRequest):
    """The connection that polls: it notices what python-telegram-bot would retry in silence for ever."""

    #: conflicts in a row that end an instance which has already received updates
    CONFLICTS = 5

    def __init__(self, give_up: Callable[[TelegramError], None]) -> None:
        super().__init__(connection_pool_size=1)
        self._give_up = give_up
        self._conflicts = 0
        self._succeeded = False

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        """Pass the call on; give up on a refused token, and on a second instance that is not just being stopped.

        Telegram answers 409 to whichever instance polled first: one that has never received anything leaves at once, one
        that has gives the other time to leave.
        """
        code, payload = await super().do_request(*args, **named)
        if code == HTTPStatus.OK:
            self._succeeded, self._conflicts = True, 0
        elif code == HTTPStatus.CONFLICT:
            self._conflicts += 1
            if not self._succeeded or self._conflicts >= self.CONFLICTS:
                self._give_up(Conflict("another instance polls"))
        elif code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self._give_up(InvalidToken("refused"))
        return code, payload


class Running:
    """One life of the bot: connecting, receiving, and stopping without leaving a question unanswered."""

    def __init__(self, program: Program, settings: Settings) -> None:
        self._program, self._settings = program, settings
        self._stop = asyncio.Event()
        self._fault: TelegramError | None = None
        self._reachable = True

    async def run(self) -> None:
        """Run until told to stop, or until something that waiting does not mend."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        application = build_application(
            self._program, self._settings.token or "", polling=Watched(self._give_up), limits=None
        )
        try:
            if await self._connect(application):
                await self._receive(application)
        except TelegramError as error:
            raise in_words(error) from None
        finally:
            await self._leave(application)
        if self._fault:
            raise in_words(self._fault)

    def _give_up(self, fault: TelegramError) -> None:
        self._fault = fault
        # a moment later, when python-telegram-bot has taken note of the failed call and sleeps before its next try
        asyncio.get_running_loop().call_later(0.1, self._stop.set)

    async def _connect(self, application: Bot) -> bool:
        """Log in, however long the network is down; return False when told to stop meanwhile."""
        pause = 1.0
        while not self._stop.is_set():
            try:
                await application.initialize()
            except TelegramError as error:
                if not is_passing(error):
                    raise
                self._unreachable(error)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), pause)
                pause = min(pause * 2, 30.0)
            else:
                return True
        return False

    async def _receive(self, application: Bot) -> None:
        updater, telegram = application.updater, self._settings.telegram
        if updater is None:
            return
        if telegram.webhook_url:
            await updater.start_webhook(
                listen=telegram.webhook_listen,
                port=telegram.webhook_port,
                url_path=urlsplit(telegram.webhook_url).path.lstrip("/"),
                webhook_url=telegram.webhook_url,
                secret_token=telegram.webhook_secret or secrets.token_urlsafe(32),
                bootstrap_retries=-1,
                allowed_updates=UPDATES,
            )
        else:
            await updater.start_polling(
                bootstrap_retries=-1, allowed_updates=UPDATES, error_callback=self._unreachable, timeout=POLL
            )
        await application.start()
        introducing = asyncio.create_task(introduce(application))
        watching = start_watching(self._program)
        await self._stop.wait()
        introducing.cancel()
        await stop_watching(watching)

    def _unreachable(self, error: TelegramError) -> None:
        """Log the first fault of a row; the conflicts and refusals have their own sentence."""
        if is_passing(error):
            log.warning("Telegram cannot be reached (%s); trying again.", type(error).__name__)

    async def _leave(self, application: Bot) -> None:
        if application.updater and application.updater.running:
            await application.updater.stop()
        if application.running:
            await application.stop()
        await application.shutdown()
        application.bot_data["desk"].close()


async def introduce(application: Bot) -> None:
    """Give Telegram the command menu and the profile texts, where they differ from what it has."""
    texts = application.bot_data["desk"].texts
    bot = application.bot
    try:
        menu = [BotCommand(name, texts(f"menu_{name}")) for name in MENU]
        if tuple(await bot.get_my_commands()) != tuple(menu):
            await bot.set_my_commands(menu)
        if (await bot.get_my_description()).description != texts("description"):
            await bot.set_my_description(texts("description"))
        if (await bot.get_my_short_description()).short_description != texts("short_description"):
            await bot.set_my_short_description(texts("short_description"))
    except TelegramError as error:
        log.warning("The command menu could not be set (%s).", type(error).__name__)
