"""The bot's life on Telegram: connecting, receiving by polling or webhook, and a clean stop."""

import asyncio
import contextlib
import logging
import math
import secrets
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.request import HTTPXRequest
from tornado.httpserver import HTTPServer

from bot.configuration.settings import Settings
from bot.feed_polling import start as start_watching
from bot.feed_polling import stop as stop_watching
from bot.monitoring.monitor import Monitor, monitoring
from bot.program import Program
from bot.telegram.answering import answering
from bot.telegram.application import Bot, build_application
from bot.telegram.connections import connection_options
from bot.telegram.errors import in_words, is_passing, quiet_logs
from bot.telegram.handlers.access import admins
from bot.telegram.introduction import introduce
from bot.telegram.memory import keep_little
from bot.telegram.receiving.connecting import Receiving
from bot.telegram.receiving.polling import Polling
from bot.telegram.webhook import listen
from bot.views.preloading import preload
from retrieval.errors import OnrecordError

log = logging.getLogger(__name__)

#: seconds in which what has been begun is finished when the bot is stopped; the rest is answered after the next start
DRAINING = 8.0
#: what the bot asks Telegram for: nothing about other members, and of channels what is posted, where it is administrator
UPDATES = [
    Update.MESSAGE, Update.EDITED_MESSAGE, Update.CHANNEL_POST, Update.CALLBACK_QUERY, Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER, Update.GUEST_MESSAGE,
]  # fmt: skip
#: seconds that a thread which answers may go on while others wait for their turn
TURN = 0.0005
#: seconds between two lines in the log on a network that stays down
QUIET = 300.0


def run_bot(settings: Settings) -> int:
    """Run the bot until SIGTERM or SIGINT; return the exit status.

    Raises OnrecordError with a sentence for the operator: a token that is refused, a second instance, a port in use.
    """
    from bot.bootstrap import open_program

    telegram = settings.telegram
    secrets_known = settings.token or "", telegram.webhook_secret, telegram.proxy
    quiet_logs(settings.log.level, *secrets_known, form=settings.log.format)
    # the loop that receives and sends waits for its turn after each of its many short steps, behind threads that answer
    sys.setswitchinterval(TURN)
    keep_little()
    with contextlib.closing(open_program(settings)) as program, program.following():
        try:
            program.keep_chats()
        except OnrecordError as error:
            log.warning("What is asked does not outlive the process: %s", error)
        with answering(program, settings) as answers, monitoring(answers, settings) as monitor:
            asyncio.run(Running(monitor.program, settings, monitor).run())
    return 0


class Watched(HTTPXRequest):
    """The connection that polls: it notices what python-telegram-bot would retry in silence for ever."""

    #: seconds without a conflict after which the next is a new matter
    CALM = 120.0
    #: how much longer an instance waits that has received updates: of two that stay, the newcomer leaves
    ESTABLISHED = 3

    def __init__(
        self,
        give_up: Callable[[TelegramError], None],
        patience: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
        **options: Any,
    ) -> None:
        super().__init__(connection_pool_size=1, **options)
        self._give_up, self._patience, self._clock = give_up, patience, clock
        self.heard: Callable[[], object] = lambda: None
        self._first = self._last = -math.inf
        self._succeeded = self._established = False

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        """Pass the call on; give up on a refused token, and on a second instance that is not just being stopped.

        Telegram answers 409 to whichever instance polled first, so that for a while both may get it by turns: only time
        tells, neither a single conflict nor a single success.
        """
        code, payload = await super().do_request(*args, **named)
        if code == HTTPStatus.OK:
            self._succeeded = True
            self.heard()
        elif code == HTTPStatus.CONFLICT:
            self._in_conflict(self._clock())
        elif code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self._give_up(InvalidToken("refused"))
        return code, payload

    def _in_conflict(self, now: float) -> None:
        if now - self._last > self.CALM:
            self._first, self._established = now, self._succeeded
            if self._patience:
                log.warning("Another process is receiving this bot's messages (409 Conflict); waiting for it to stop.")
        self._last = now
        if now - self._first >= self._patience * (self.ESTABLISHED if self._established else 1):
            self._give_up(Conflict("another instance polls"))


class Running:
    """One life of the bot: connecting, receiving, and stopping without leaving a question unanswered."""

    def __init__(self, program: Program, settings: Settings, monitor: Monitor) -> None:
        self._program, self._settings, self._monitor = program, settings, monitor
        self._stop = asyncio.Event()
        self._fault: TelegramError | None = None
        self._told = -QUIET
        self._server: HTTPServer | None = None
        self._polling: Polling | None = None
        self._receiver: Receiving | None = None

    async def run(self) -> None:
        """Run until told to stop, or until something that waiting does not mend."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        telegram = self._settings.telegram
        polling = Watched(self._give_up, telegram.conflict_patience, **connection_options(telegram))
        polling.heard = self._monitor.telegram.heard
        application = build_application(self._program, self._settings.token or "", polling=polling, limits=None)
        self._monitor.watch(application)
        shown = self._monitor.serve()
        try:
            if await self._connect(application):
                await self._receive(application)
        except TelegramError as error:
            raise in_words(error) from None
        except OSError as error:
            raise OnrecordError(f"The webhook's port cannot be opened: {error.strerror or error}.") from None
        finally:
            await self._leave(application)
            if shown:
                shown.stop()
                await shown.close_all_connections()
        if self._fault:
            raise in_words(self._fault)

    def _give_up(self, fault: TelegramError) -> None:
        self._fault = fault
        # a moment later, when python-telegram-bot has taken note of the failed call and sleeps before its next try
        asyncio.get_running_loop().call_later(0.1, self._stop.set)

    async def _connect(self, application: Bot) -> bool:
        """Log in, however long the network is down; return False when told to stop meanwhile."""
        return await self._until_reachable(application.initialize)

    async def _until_reachable(self, call: Callable[[], Awaitable[object]]) -> bool:
        pause = 1.0
        while not self._stop.is_set():
            try:
                await call()
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
        telegram, bot = self._settings.telegram, application.bot
        receiver = self._receiver = Receiving(application, self._program)
        self._monitor.metrics.queue("updates", lambda: receiver.lanes.count)
        taking_over = await receiver.start()
        receiving: list[asyncio.Task[None]] = [taking_over]
        if telegram.webhook_url:
            secret = telegram.webhook_secret or secrets.token_urlsafe(32)
            if not await self._until_reachable(
                lambda: bot.set_webhook(telegram.webhook_url, allowed_updates=UPDATES, secret_token=secret)
            ):
                return
            self._monitor.telegram.heard()
            path = urlsplit(telegram.webhook_url).path.lstrip("/")
            listening = telegram.webhook_listen, telegram.webhook_port
            self._server = listen(*listening, path, secret, receiver.receive, lambda: receiver.lanes.is_full)
        else:
            # Telegram gives no updates to who polls while a webhook is set
            if not await self._until_reachable(bot.delete_webhook):
                return
            self._polling = Polling(bot, UPDATES, receiver.receive, receiver.lanes.room, self._unreachable)
            receiving.append(asyncio.create_task(self._polling.run(), name="polling"))
        services = application.bot_data["services"]
        receiving.append(asyncio.create_task(introduce(bot, services.languages, admins(services)), name="introducing"))
        receiving.append(asyncio.create_task(self._watch(application), name="watching"))
        if self._settings.answers.processes:  # of a bot for many, all of it is asked for sooner or later
            receiving.append(asyncio.create_task(asyncio.to_thread(preload, services.languages), name="preloading"))
        await self._stop.wait()
        for task in receiving:
            task.cancel()
        await asyncio.gather(*receiving, return_exceptions=True)

    async def _watch(self, application: Bot) -> None:
        """Poll the feeds, and begin anew whenever their list has been changed from the chat."""
        changed = asyncio.Event()
        application.bot_data["sources_changed"] = changed.set
        while True:
            changed.clear()
            watching = start_watching(self._program, self._monitor.metrics.visited)
            try:
                await changed.wait()
            finally:
                await stop_watching(watching)

    def _unreachable(self, error: TelegramError) -> None:
        """Log that waiting is going on, now and then; the conflicts and refusals have their own sentence."""
        now = asyncio.get_running_loop().time()
        if is_passing(error) and now - self._told >= QUIET:
            self._told = now
            log.warning("Telegram cannot be reached (%s); trying again.", type(error).__name__)

    async def _leave(self, application: Bot) -> None:
        if self._server:
            self._server.stop()
            await self._server.close_all_connections()
        if self._polling and not self._fault:
            await self._polling.acknowledge()
        if self._receiver:
            await self._receiver.close(DRAINING)
        await application.shutdown()
        application.bot_data["services"].close()
        if self._receiver:
            self._receiver.let_go()
