"""A Bot API server of our own on loopback, which refuses what Telegram refuses, and the bot as a process of its own."""

import asyncio
import contextlib
import html
import itertools
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web

TOKEN = "123456:a-token-that-only-this-server-knows"
SECRET = "a-secret-of-the-webhook"
REPLY = {"chat_id", "message_thread_id", "reply_parameters", "reply_markup", "disable_notification", "protect_content"}
#: every method the bot may call, with the parameters that the Bot API knows (those of use here)
METHODS: dict[str, set[str]] = {
    "getMe": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "setWebhook": {"url", "secret_token", "allowed_updates", "max_connections", "drop_pending_updates", "ip_address"},
    "deleteWebhook": {"drop_pending_updates"},
    "getMyCommands": {"scope", "language_code"},
    "setMyCommands": {"commands", "scope", "language_code"},
    "getMyDescription": {"language_code"},
    "setMyDescription": {"description", "language_code"},
    "getMyShortDescription": {"language_code"},
    "getMyName": {"language_code"},
    "setMyName": {"name", "language_code"},
    "deleteMyCommands": {"scope", "language_code"},
    "getChatMember": {"chat_id", "user_id"},
    "setMyShortDescription": {"short_description", "language_code"},
    "sendChatAction": {"chat_id", "message_thread_id", "action"},
    "sendMessage": REPLY | {"text", "parse_mode", "entities", "link_preview_options"},
    "editMessageText": {
        "rich_message",
        "chat_id",
        "message_id",
        "text",
        "parse_mode",
        "link_preview_options",
        "reply_markup",
    },
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert", "cache_time", "url"},
    "sendRichMessage": REPLY | {"rich_message"},
    "answerGuestQuery": {"guest_query_id", "result"},
    "sendDocument": REPLY | {"document", "caption", "parse_mode"},
    "answerInlineQuery": {"inline_query_id", "results", "cache_time", "is_personal", "next_offset", "button"},
    "sendPhoto": REPLY | {"photo", "caption", "parse_mode"},
}
#: what Telegram shows of a bot that has told nothing of itself
PROFILE: dict[str, Any] = {
    "getMyCommands": [], "getMyName": {"name": "onrecord"}, "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}  # fmt: skip
TAGS = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler", "span"}
BOT = {"id": 123456, "is_bot": True, "first_name": "onrecord", "username": "onrecord_bot"}
READER = {"id": 5, "is_bot": False, "first_name": "Reader"}


class Refusal(Exception):
    """What the server does not take, with the status and the words of Telegram."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.parameters = code, parameters


def visible_text(source: str) -> str:
    """Return the text of Telegram's HTML; refuse what Telegram cannot parse."""
    opened: list[str] = []
    for slash, name, rest in re.findall(r"<(/?)([A-Za-z0-9-]*)([^>]*)>?", source):
        if name not in TAGS:
            raise Refusal(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{name}"')
        if not slash:
            opened.append(name)
        elif not opened or opened.pop() != name:
            raise Refusal(400, "Bad Request: can't parse entities: Unexpected end tag")
        if name == "a" and not slash and "href=" not in rest:
            raise Refusal(400, "Bad Request: can't parse entities: a link without an address")
    if opened:
        raise Refusal(400, f"Bad Request: can't parse entities: Can't find end tag corresponding to \"{opened[-1]}\"")
    return html.unescape(re.sub(r"<[^>]*>", "", source))


def check_text(text: str, mode: str | None, most: int = 4096) -> None:
    if mode not in (None, "HTML"):
        raise Refusal(400, "Bad Request: unsupported parse_mode")
    shown = visible_text(text) if mode else text
    if not shown.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(shown.encode("utf-16-le")) // 2 > most:
        raise Refusal(400, "Bad Request: message is too long")


def check_markup(markup: str | None) -> None:
    for row in json.loads(markup)["inline_keyboard"] if markup else []:
        for button in row:
            data = button.get("callback_data")
            if not button.get("text") or (data is None) == (button.get("url") is None):
                raise Refusal(400, "Bad Request: a button needs a text and exactly one purpose")
            if data is not None and not 1 <= len(data.encode()) <= 64:
                raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")


class BotApi:
    """The server. `calls` are those that were taken, `refused` those that were not."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.refused: list[tuple[str, str]] = []
        self.planned: dict[str, list[Refusal]] = {}
        self.blocked: set[int] = set()
        self.slow: dict[str, float] = {}
        #: the texts of the messages that were sent, as they are shown
        self.shown: dict[int, str] = {}
        self.updates: list[dict[str, Any]] = []
        self.given: list[dict[str, Any]] = []
        self.repeats: list[dict[str, Any]] = []
        self.webhook: dict[str, str] = {}
        self.port = 0
        self._polling = False
        #: polls refused because another instance polls
        self.conflicts = 0
        #: polls in all
        self.polls = 0
        self._changed = asyncio.Condition()
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> None:
        application = web.Application(client_max_size=20_000_000)
        application.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(application, handler_cancellation=True, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        parameters = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
        try:
            if request.match_info["token"] != TOKEN:
                raise Refusal(401, "Unauthorized")
            result = await self._answer(method, parameters)
        except Refusal as refusal:
            if refusal.code == 400:
                self.refused.append((method, str(refusal)))
            body = {"ok": False, "error_code": refusal.code, "description": str(refusal)}
            return web.json_response({**body, "parameters": refusal.parameters}, status=refusal.code)
        return web.json_response({"ok": True, "result": result})

    async def _answer(self, method: str, parameters: dict[str, str]) -> Any:
        if method not in METHODS:
            raise Refusal(404, "Not Found")
        unknown = parameters.keys() - METHODS[method]
        if unknown:
            raise Refusal(400, f"Bad Request: unknown parameter {min(unknown)}")
        if method == "getUpdates":
            return await self._get_updates(parameters)
        if method in self.slow:
            await asyncio.sleep(self.slow[method])
        if self.planned.get(method):
            raise self.planned[method].pop(0)
        if int(parameters.get("chat_id", 0)) in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        result = self._checked(method, parameters)
        async with self._changed:
            self.calls.append((method, parameters))
            self._changed.notify_all()
        return result

    def _checked(self, method: str, parameters: dict[str, str]) -> Any:
        check_markup(parameters.get("reply_markup"))
        if method == "getMe":
            return {
                **BOT,
                "can_join_groups": True,
                "can_read_all_group_messages": False,
                "supports_inline_queries": True,
                "supports_guest_queries": True,
            }
        if method in ("sendMessage", "editMessageText"):
            check_text(parameters["text"], parameters.get("parse_mode"))
            self._check_quote(parameters)
            chat = {"id": int(parameters["chat_id"]), "type": "private"}
            number = int(parameters["message_id"]) if "message_id" in parameters else next(self._numbers)
            self.shown[number] = (
                visible_text(parameters["text"]) if parameters.get("parse_mode") else parameters["text"]
            )
            return {"message_id": number, "date": 1, "chat": chat, "from": BOT, "text": parameters["text"]}
        if method in ("sendDocument", "sendPhoto", "answerGuestQuery", "getChatMember"):
            return self._of_others(method, parameters)
        if method == "answerInlineQuery":
            results = json.loads(parameters["results"])
            if len(results) > 50 or len(parameters.get("next_offset", "").encode()) > 64:
                raise Refusal(400, "Bad Request: RESULTS_TOO_MUCH")
            if len({result["id"] for result in results}) < len(results):
                raise Refusal(400, "Bad Request: RESULT_ID_DUPLICATE")
            for result in results:
                check_text(result["input_message_content"]["message_text"], "HTML")
        if method == "setWebhook":
            self.webhook = parameters
        return PROFILE.get(method, True)

    def _of_others(self, method: str, parameters: dict[str, str]) -> Any:
        """Return the result of what is no message of words in a chat of the bot's."""
        if method in ("sendDocument", "sendPhoto"):
            check_text(parameters.get("caption", "…"), parameters.get("parse_mode"), 1024)
            chat = {"id": int(parameters["chat_id"]), "type": "private"}
            return {"message_id": next(self._numbers), "date": 1, "chat": chat, "from": BOT}
        if method == "answerGuestQuery":
            result = json.loads(parameters["result"])
            check_text(result["input_message_content"]["message_text"], "HTML")
            check_markup(json.dumps(result["reply_markup"]) if "reply_markup" in result else None)
            return {"inline_message_id": "1"}
        if method == "getChatMember":
            return {"status": "creator", "user": {**READER, "id": int(parameters["user_id"])}, "is_anonymous": False}
        raise Refusal(404, "Not Found")

    def _check_quote(self, parameters: dict[str, str]) -> None:
        """Refuse a quotation that is not to the letter in the message that is replied to."""
        reply = json.loads(parameters.get("reply_parameters", "{}"))
        quote = reply.get("quote")
        if quote is not None and (len(quote) > 1024 or quote not in self.shown.get(reply["message_id"], "")):
            raise Refusal(400, "Bad Request: QUOTE_TEXT_INVALID")

    async def _get_updates(self, parameters: dict[str, str]) -> list[dict[str, Any]]:
        if self._polling:
            self.conflicts += 1
            async with self._changed:
                self._changed.notify_all()
            raise Refusal(
                409, "Conflict: terminated by other getUpdates request; make sure that only one instance is running"
            )
        self._polling = True
        self.polls += 1
        offset = int(parameters.get("offset", 0))
        try:
            async with self._changed:
                self.updates = [update for update in self.updates if update["update_id"] >= offset]
                if not self.updates:
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(
                            self._changed.wait_for(lambda: bool(self.updates)), float(parameters.get("timeout", 0))
                        )
                repeats, self.repeats = self.repeats, []
                return [*repeats, *self.updates]
        finally:
            self._polling = False

    async def give(self, **payload: Any) -> int:
        """Have an update for the bot; return its id."""
        number = next(self._numbers)
        update = {"update_id": number, **payload}
        if self.webhook.get("url"):
            headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
            async with ClientSession() as session, session.post(self.webhook["url"], json=update, headers=headers):
                pass
            return number
        async with self._changed:
            self.updates.append(update)
            self.given.append(update)
            self._changed.notify_all()
        return number

    async def say(self, text: str, chat: int = 5, language: str | None = None) -> None:
        """Have somebody write to the bot."""
        message = {"message_id": next(self._numbers), "date": 1, "chat": {"id": chat, "type": "private"}}
        spoken = {"language_code": language} if language else {}
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text[0] == "/" else []
        await self.give(
            message={**message, "from": {**READER, "id": chat, **spoken}, "text": text, "entities": entities}
        )

    async def press(self, label: str, chat: int = 5) -> None:
        """Have somebody press a button below the last message."""
        rows = json.loads(self.sent(chat)[-1]["reply_markup"])["inline_keyboard"]
        data = next(button["callback_data"] for row in rows for button in row if button["text"] == label)
        message = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": BOT, "text": "…"}
        await self.give(
            callback_query={"id": "1", "from": READER, "chat_instance": "1", "message": message, "data": data}
        )

    def refuse_next(self, method: str, code: int, description: str, **parameters: Any) -> None:
        """Have the next call of a method refused."""
        self.planned.setdefault(method, []).append(Refusal(code, description, **parameters))

    def again(self) -> None:
        """Give every update so far once more, as after an acknowledgement that was lost."""
        self.repeats = list(self.given)

    def sent(self, chat: int | None = None) -> list[dict[str, str]]:
        """Return the messages that arrived, in all chats or in one."""
        return [p for name, p in self.calls if name == "sendMessage" and chat in (None, int(p["chat_id"]))]

    async def until(self, condition: Callable[[], bool], seconds: float = 60) -> None:
        """Wait until something is so."""
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(condition), seconds)


class Process:
    """The bot as a process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def signal(self, number: int = signal.SIGTERM) -> None:
        self._process.send_signal(number)

    async def end(self, seconds: float = 60) -> tuple[int, str]:
        """Wait for its end; return the exit status and what it wrote to stderr."""
        _, errors = await asyncio.wait_for(self._process.communicate(), seconds)
        return self._process.returncode or 0, errors.decode()

    async def kill(self) -> None:
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.communicate()


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's cache folder of these tests: the sample stories are prepared once."""
    return tmp_path_factory.mktemp("caches")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    server = BotApi()
    await server.start()
    yield server
    await server.stop()


Starter = Callable[..., Any]


@pytest.fixture
async def start(api: BotApi, caches: Path, tmp_path: Path) -> AsyncIterator[Starter]:
    """Start the bot against the server, with further environment variables."""
    started: list[Process] = []

    async def starting(token: str = TOKEN, **environment: str) -> Process:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("ONRECORD_", "TELEGRAM_"))}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", cwd=tmp_path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env={
                **inherited, "TELEGRAM_BOT_TOKEN": token, "XDG_CACHE_HOME": str(caches),
                "ONRECORD_TELEGRAM__BASE_URL": f"http://127.0.0.1:{api.port}/bot",
                "ONRECORD_ARCHIVE__URL": str(tmp_path / "archive"), **environment,
            },
        )  # fmt: skip
        started.append(Process(process))
        return started[-1]

    yield starting
    for process in started:
        await process.kill()
