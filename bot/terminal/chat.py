"""The bot as a chat in the terminal: the very same application, over a connection that prints instead of sending.

What is typed becomes the updates that Telegram would send; the calls of the Bot API become what the terminal shows.
"""

import asyncio
import io
import itertools
import json
import re
import signal
import sys
import time
from typing import Any, TextIO

from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.program import Program
from bot.telegram.application import Bot, build_application
from bot.telegram.handlers.rate_limits import Limits
from bot.telegram.updates import without_surrogates
from bot.terminal.screen import Screen
from bot.views.html import units
from bot.views.texts import bundled_texts

#: a token of the right form for a server that is not there
TOKEN = "0:terminal"  # noqa: S105 - nobody accepts it
_LINK = re.compile(r"https?://\S+")
YOU = {"id": 1, "is_bot": False, "first_name": "You"}
CHAT = {"id": 1, "type": "private", "first_name": "You"}
ONRECORD = {
    "id": 2, "is_bot": True, "first_name": "onrecord", "username": "onrecord_bot", "can_join_groups": True,
    "can_read_all_group_messages": False, "supports_inline_queries": True,
}  # fmt: skip


class TerminalRequest(BaseRequest):
    """A connection to nowhere: every call of the Bot API is shown on the screen and answered as Telegram would."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._numbers = itertools.count(1)

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Do nothing: there is no connection."""

    async def shutdown(self) -> None:
        """Do nothing: there is no connection."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        """Show the call that the address ends with and return Telegram's reply to it."""
        parameters = request_data.parameters if request_data else {}
        result = self._answer(url.rsplit("/", 1)[-1], parameters, request_data)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _answer(self, name: str, parameters: dict[str, Any], request: RequestData | None) -> Any:
        if name == "getMe":
            return ONRECORD
        if name in ("sendMessage", "editMessageText"):
            self._screen.show(parameters["text"], parameters.get("reply_markup"), html="parse_mode" in parameters)
            return self._message(text=parameters["text"], reply_markup=parameters.get("reply_markup"))
        if name in ("sendPhoto", "sendDocument"):
            saved = self._screen.show_file(_uploaded(request), parameters.get("caption", ""))
            return self._message(caption=saved, reply_markup=parameters.get("reply_markup"))
        if name == "answerCallbackQuery" and parameters.get("text"):
            self._screen.notice(parameters["text"])
        if name == "answerInlineQuery":
            self._screen.show_offers(parameters["results"], bundled_texts()("terminal_nothing"))
        return True

    def _message(self, reply_markup: Any = None, **content: Any) -> dict[str, Any]:
        message = {"message_id": next(self._numbers) * 2, "date": int(time.time()), "chat": CHAT, "from": ONRECORD}
        return {**message, **content, **({"reply_markup": reply_markup} if reply_markup else {})}


def _uploaded(request: RequestData | None) -> tuple[str, bytes]:
    """Return name and content of the first file of a call."""
    files = request.multipart_data if request else None
    for value in (files or {}).values():
        return str(value[0]), value[1] if isinstance(value[1], bytes) else value[1].read()
    return "picture.png", b""


def _entity(text: str, match: re.Match[str]) -> dict[str, Any]:
    """Return a link as Telegram marks it, in UTF-16 units."""
    return {"type": "url", "offset": units(text[: match.start()]), "length": units(match.group())}


class Terminal:
    """One chat: lines in, replies out."""

    def __init__(self, program: Program, lines: TextIO, screen: Screen) -> None:
        # one person at a keyboard is not slowed down, and may add to the archive that is theirs
        self._bot: Bot = build_application(
            program,
            TOKEN,
            TerminalRequest(screen),
            limits=Limits(program.settings.answers.longest_question, 1e9, 1e9, trusted=True),
        )
        self._lines, self._screen = lines, screen
        self._ids = itertools.count(1)

    async def run(self) -> None:
        """Answer line by line until the lines end."""
        if self._screen.interactive:
            # asyncio would only take note of the first Ctrl-C, and the prompt would go on waiting
            signal.signal(signal.SIGINT, signal.default_int_handler)
        services = self._bot.bot_data["services"]
        try:
            async with self._bot:
                samples = services.texts("terminal_samples") if services.program.samples else ""
                self._screen.notice(services.texts("terminal_token"))
                self._screen.notice(services.texts("terminal_chat", samples=samples))
                if self._screen.interactive:
                    await self._handle(self._text("/start"))
                while (line := self._screen.read(self._lines)) is not None:
                    update = self._update(line.strip())
                    if update:
                        await self._handle(update)
        finally:
            services.close()

    async def _handle(self, payload: dict[str, Any]) -> None:
        update = Update.de_json(without_surrogates({"update_id": next(self._ids), **payload}), self._bot.bot)
        await self._bot.process_update(update)

    def _update(self, line: str) -> dict[str, Any] | None:
        """Return the update that a line stands for: a pressed button, an inline query or a message."""
        if not line:
            return None
        if line.startswith("@"):
            return {"inline_query": {"id": "1", "from": YOU, "query": line[1:].strip(), "offset": ""}}
        if line.startswith("#") and line[1:].isdecimal():
            button = self._screen.button(int(line[1:]))
            if button is None:
                self._screen.notice(self._bot.bot_data["services"].texts("terminal_no_button"))
                return None
            message = {"message_id": 1, "date": int(time.time()), "chat": CHAT, "from": ONRECORD, "text": "-"}
            return {
                "callback_query": {"id": "1", "from": YOU, "chat_instance": "1", "message": message, "data": button}
            }
        return self._text(line)

    def _text(self, text: str) -> dict[str, Any]:
        message: dict[str, Any] = {
            "message_id": next(self._ids) * 2 + 1, "date": int(time.time()), "chat": CHAT, "from": YOU, "text": text,
        }  # fmt: skip
        if text.startswith("/"):
            length = len(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        elif links := [_entity(text, match) for match in _LINK.finditer(text)]:
            message["entities"] = links
        return {"message": message}


def run_console(program: Program, lines: TextIO | None = None, output: TextIO | None = None) -> int:
    """Chat until the end of the input or Ctrl-C; return the exit status."""
    # a process whose input was closed has none: that is the end of the input
    lines, output = lines or sys.stdin or io.StringIO(), output or sys.stdout
    screen = Screen(output, interactive=lines.isatty() and output.isatty())
    try:
        asyncio.run(Terminal(program, lines, screen).run())
    except KeyboardInterrupt:
        screen.leave()
    return 0
