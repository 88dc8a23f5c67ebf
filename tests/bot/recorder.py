"""A Bot API that answers within the process and records what is called."""

import json
from typing import Any

from telegram.request import BaseRequest, RequestData

TOKEN = "12345:abcdefghijklmnopqrstuvwxyz"


class Recorder(BaseRequest):
    """Takes the place of the network: keeps every call and answers it; `refuse` makes the next calls of a method fail."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refusals: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        self.number = 1000
        self.file = b""
        #: results of methods that have no other
        self.results: dict[str, Any] = {
            "getMyCommands": [], "getMyDescription": {"description": ""}, "getMyName": {"name": "onrecord"},
            "getMyShortDescription": {"short_description": ""},
        }  # fmt: skip
        self.kept: dict[str, Any] = {}

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    def refuse(self, method: str, code: int, description: str, **parameters: Any) -> None:
        body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
        self.refusals.setdefault(method, []).append((code, body))

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        if method == "GET":
            return 200, self.file
        name = url.rsplit("/", 1)[-1]
        parameters = request_data.parameters if request_data else {}
        self.calls.append((name, parameters))
        if self.refusals.get(name):
            code, body = self.refusals[name].pop(0)
            return code, json.dumps(body).encode()
        return 200, json.dumps({"ok": True, "result": self._result(name, parameters)}).encode()

    def _result(self, name: str, parameters: dict[str, Any]) -> Any:
        if name == "getMe":
            me = {"id": 12345, "is_bot": True, "first_name": "onrecord", "username": "onrecord_bot"}
            return self.results.get(name, me)
        if name == "answerGuestQuery":
            return {"inline_message_id": "1"}
        if name == "getFile":
            return {"file_id": "f", "file_unique_id": "u", "file_path": "documents/file_1"}
        if name in ("sendMessage", "editMessageText", "sendPhoto", "sendRichMessage"):
            if name != "editMessageText":
                self.number += 1
            chat = {"id": int(parameters["chat_id"]), "type": "private"}
            return {"message_id": self.number, "date": 1, "chat": chat, "text": parameters.get("text", "")}
        if name.startswith("setMy"):
            self.kept[_profile(name, parameters)] = parameters
        kept = self.kept.get(_profile(name, parameters)) if name.startswith("getMy") else None
        if kept is not None:
            return kept["commands"] if name == "getMyCommands" else kept
        return self.results.get(name, True)

    def sent(self, name: str = "sendMessage") -> list[dict[str, Any]]:
        return [parameters for method, parameters in self.calls if method == name]

    def texts(self) -> list[str]:
        """Return what was sent, and what messages were changed to."""
        return [parameters["text"] for name, parameters in self.calls if name in ("sendMessage", "editMessageText")]


def _profile(method: str, parameters: dict[str, Any]) -> str:
    """Return of which part of the profile, for whom and in which language a method is."""
    return f"{method[3:]} {parameters.get('scope')} {parameters.get('language_code')}"
