"""Somebody in a chat with the bot: what they say and press, and what they are shown."""

import json
from typing import Any

from telegram import Update

from bot.telegram.application import Bot

from .programs import FakeProgram
from .recorder import Recorder

PERSON = {"id": 5, "is_bot": False, "first_name": "Reader"}


class Chat:
    """A chat with the bot in process: say something, press a button, see what was sent."""

    def __init__(self, application: Bot, recorder: Recorder, program: FakeProgram) -> None:
        self.application, self.recorder, self.program = application, recorder, program
        self._id = 0

    async def update(self, **payload: Any) -> None:
        self._id += 1
        data = {"update_id": self._id, **payload}
        await self.application.process_update(Update.de_json(data, self.application.bot))

    def message(self, text: str | None, **more: Any) -> dict[str, Any]:
        self._id += 1
        made: dict[str, Any] = {"message_id": self._id, "date": 1, "chat": {"id": 5, "type": "private"}, "from": PERSON}
        if text is not None:
            made["text"] = text
            if text.startswith("/"):
                made["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return {**made, **more}

    async def say(self, text: str | None, **more: Any) -> list[str]:
        """Send a message to the bot and return the texts it replied with."""
        before = len(self.recorder.texts())
        await self.update(message=self.message(text, **more))
        return self.recorder.texts()[before:]

    def buttons(self) -> dict[str, str]:
        """Return the buttons below the last message sent: label and data."""
        last = [p for name, p in self.recorder.calls if name in ("sendMessage", "editMessageText")][-1]
        markup = last.get("reply_markup") or {"inline_keyboard": []}
        rows = (json.loads(markup) if isinstance(markup, str) else markup)["inline_keyboard"]
        return {button["text"]: button.get("callback_data", button.get("url")) for row in rows for button in row}

    async def press(self, label: str) -> list[str]:
        """Press a button below the last message, behind ⋯ if it is there, and return the texts that followed."""
        if label not in self.buttons() and "⋯" in self.buttons():
            await self._press("⋯")
        before = len(self.recorder.texts())
        await self._press(label)
        return self.recorder.texts()[before:]

    async def _press(self, label: str) -> None:
        shown = {"message_id": self.recorder.number, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
        query = {"id": "1", "from": PERSON, "chat_instance": "1", "message": shown, "data": self.buttons()[label]}
        await self.update(callback_query=query)
