"""Puts the parts together that take updates in: the inbox that suits the archive, the lanes, and the bot's handlers."""

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext

from bot.program import Program
from bot.telegram.alerts import Alerts
from bot.telegram.application import tell
from bot.telegram.handlers.services import Services
from bot.telegram.receiving.lanes import AT_ONCE, Lanes
from bot.telegram.receiving.receiver import Receiver
from bot.telegram.receiving.stores import OwnStore, SharedStore, Store
from bot.telegram.receiving.together import forwarded_post
from retrieval.archive.database import Database
from retrieval.archive.sending_log import FileLog, ServerLog
from retrieval.errors import OnrecordError

log = logging.getLogger(__name__)

#: seconds for which what others have left goes before what comes in
FIRST = 2.0


class Receiving:
    """All that takes updates in and has them handled by an application."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], program: Program) -> None:
        services: Services = application.bot_data["services"]
        self._shared = program.chats.is_server
        worker = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}"
        self._store = _store(services, program.chats, str(application.bot.id), worker)
        self._alerts = Alerts(program, application.bot, services.languages, worker, self._store.log)

        async def refuse(update: Update, reason: str) -> None:
            await tell(update, CallbackContext.from_update(update, application), reason)

        rates, may_add = program.settings.rates, program.settings.telegram.allowed_users

        def together(update: Update) -> bool:
            post = forwarded_post(update)
            return post is not None and post.from_user is not None and post.from_user.id in may_add

        self._receiver = Receiver(
            application.bot, services.records, self._store, application.process_update, refuse,
            together=together, most=rates.waiting, most_in_lane=rates.waiting_in_a_chat,
        )  # fmt: skip

    @property
    def lanes(self) -> Lanes:
        """The lanes in which updates are handled."""
        return self._receiver.lanes

    async def start(self) -> asyncio.Task[None]:
        """Have handled what was left before, and return what does so for as long as others may leave more."""
        try:
            await asyncio.to_thread(self._receiver.prepare)
        except OnrecordError as error:
            log.warning("What was answered before the start is not known: %s", error)
        self._alerting = asyncio.create_task(self._alerts.run(), name="alerts")
        running = asyncio.create_task(self._store.run(self._receiver.offer, self._room), name="inbox")
        if not self._shared:
            await asyncio.wait({running}, timeout=FIRST)
        return asyncio.create_task(self._watch(running), name="watching the inbox")

    async def _watch(self, running: asyncio.Task[None]) -> None:
        try:
            await self._receiver.watch()
        finally:
            running.cancel()
            self._alerting.cancel()

    async def receive(self, updates: Sequence[Any]) -> None:
        """Take in updates as JSON and return once they are stored."""
        await self._receiver.receive(updates)

    async def close(self, seconds: float) -> None:
        """Finish what has been begun within so many seconds."""
        await self._receiver.close(seconds)
        await self._alerts.leave()
        await self._store.leave()

    def let_go(self) -> None:
        """Let other processes have the rest, once everything has been written."""
        self._store.close()

    def _room(self) -> int:
        return 2 * AT_ONCE - self.lanes.count


def _store(services: Services, chats: Database, bot: str, worker: str) -> Store:
    if chats.folder is None:
        return SharedStore(services.records, ServerLog(chats, bot, worker), bot, worker)
    try:
        file = FileLog(chats.folder, bot)
    except OSError as error:
        log.warning("What is sent cannot be noted (%s); after a crash an answer may come twice.", error.strerror)
        return OwnStore(services.records, None, bot, worker)
    return OwnStore(services.records, file, bot, worker)
