"""What Telegram accepts of a bot: its methods and their parameters, and the text and markup that it refuses."""

import html
import json
import re
from typing import Any

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
