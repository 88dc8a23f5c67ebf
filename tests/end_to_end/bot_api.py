"""A Bot API server on loopback that refuses what Telegram refuses, and gives out what a test has it give."""

import asyncio
import contextlib
import itertools
import json
import re
from collections.abc import Callable
from typing import Any

from aiohttp import ClientSession, web

from tests.end_to_end.bot_api_rules import (
    METHODS,
    PROFILE,
    Refusal,
    check_button_text,
    check_markup,
    check_quote,
    check_text,
    visible_text,
)
from tests.servers.opensearch import free_port

TOKEN = "123456:a-token-that-only-this-server-knows"


SECRET = "a-secret-of-the-webhook"


BOT = {"id": 123456, "is_bot": True, "first_name": "onrecord", "username": "onrecord_bot"}


#: what bots have told of themselves, which Telegram keeps from one start to the next
TOLD: dict[tuple[str, ...], Any] = {}


READER = {"id": 5, "is_bot": False, "first_name": "Reader"}


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
        #: what the messages of each chat are now: text and buttons
        self.messages: dict[tuple[str, int], tuple[str, Any]] = {}
        self.updates: list[dict[str, Any]] = []
        self.given: list[dict[str, Any]] = []
        self.repeats: list[dict[str, Any]] = []
        self.webhook: dict[str, str] = {}
        self.told = TOLD
        #: what was uploaded, by the id of the file
        self.files: dict[str, bytes] = {}
        self.port = 0
        self._polling = False
        #: polls refused because another instance polls
        self.conflicts = 0
        #: polls in all
        self.polls = 0
        self._changed = asyncio.Condition()
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None

    async def start(self, port: int | None = None) -> None:
        application = web.Application(client_max_size=20_000_000)
        application.router.add_route("*", "/bot{token}/{method}", self._serve)
        application.router.add_get("/file/bot{token}/files/{id}", self._give_out)
        self._runner = web.AppRunner(application, handler_cancellation=True, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port or free_port()).start()
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

    async def _give_out(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN or request.match_info["id"] not in self.files:
            raise web.HTTPNotFound
        return web.Response(body=self.files[request.match_info["id"]])

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
            check_quote(json.loads(parameters.get("reply_parameters", "{}")), self.shown)
            chat = {"id": int(parameters["chat_id"]), "type": "private"}
            number = int(parameters["message_id"]) if "message_id" in parameters else next(self._numbers)
            self._check_change(number, parameters)
            self.shown[number] = (
                visible_text(parameters["text"]) if parameters.get("parse_mode") else parameters["text"]
            )
            return {"message_id": number, "date": 1, "chat": chat, "from": BOT, "text": parameters["text"]}
        if method in ("sendDocument", "sendPhoto", "answerGuestQuery", "getChatMember", "getFile"):
            return self._of_others(method, parameters)
        if method == "answerInlineQuery":
            results = json.loads(parameters["results"])
            if len(results) > 50 or len(parameters.get("next_offset", "").encode()) > 64:
                raise Refusal(400, "Bad Request: RESULTS_TOO_MUCH")
            if len({result["id"] for result in results}) < len(results):
                raise Refusal(400, "Bad Request: RESULT_ID_DUPLICATE")
            for result in results:
                check_text(result["input_message_content"]["message_text"], "HTML")
                check_markup(json.dumps(result["reply_markup"]) if "reply_markup" in result else None)
            if not re.fullmatch(r"[\w-]{1,64}", json.loads(parameters["button"])["start_parameter"], re.ASCII):
                raise Refusal(400, "Bad Request: START_PARAM_INVALID")
        if method == "answerCallbackQuery":
            check_button_text(parameters.get("text", ""))
        if method == "setWebhook":
            self.webhook = parameters
        return self._profile(method, parameters) if method[:5] in ("getMy", "setMy") else True

    def _profile(self, method: str, parameters: dict[str, str]) -> Any:
        place = method[3:], parameters.get("scope", ""), parameters.get("language_code", "")
        if method.startswith("get"):
            return self.told.get(place, PROFILE[method])
        stated = {key: value for key, value in parameters.items() if key not in ("scope", "language_code")}
        self.told[place] = json.loads(stated["commands"]) if "commands" in stated else stated
        return True

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
        if method == "getFile":
            number = parameters["file_id"]
            return {"file_id": number, "file_unique_id": number, "file_path": f"files/{number}"}
        raise Refusal(404, "Not Found")

    def _check_change(self, number: int, parameters: dict[str, str]) -> None:
        """Take note of a message as it is now; refuse a change that changes nothing."""
        place = parameters["chat_id"], number
        now = parameters["text"], json.loads(parameters.get("reply_markup", "null"))
        if "message_id" in parameters and self.messages.get(place) == now:
            raise Refusal(
                400, "Bad Request: message is not modified: specified new message content is exactly the same"
            )
        self.messages[place] = now

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

    async def upload(self, name: str, data: bytes, chat: int = 5, **more: Any) -> None:
        """Have somebody send the bot a file."""
        number = next(self._numbers)
        self.files[str(number)] = data
        file = {
            "file_id": str(number),
            "file_unique_id": str(number),
            "file_name": name,
            "file_size": len(data),
            **more,
        }
        shown = {
            "message_id": number,
            "date": 1,
            "chat": {"id": chat, "type": "private"},
            "from": {**READER, "id": chat},
        }
        await self.give(message={**shown, "document": file})

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

    async def until(self, condition: Callable[[], bool], seconds: float = 300) -> None:
        """Wait until something is so."""
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(condition), seconds)
