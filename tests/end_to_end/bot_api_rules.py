"""What the Bot API knows of methods, and what it refuses of a message: markup, length, buttons, the quotation replied to."""

import html
import json
import re
from collections.abc import Mapping
from typing import Any

REPLY = {"chat_id", "message_thread_id", "reply_parameters", "reply_markup", "disable_notification", "protect_content"}


#: every method the bot may call, with the parameters that the Bot API knows (those of use here)
METHODS: dict[str, set[str]] = {
    "getMe": set(),
    "getFile": {"file_id"},
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
#: the tags that there are, with the attributes that each may have
TAGS = {
    "b": (), "strong": (), "i": (), "em": (), "u": (), "s": (), "code": ("class",), "pre": (), "a": ("href",),
    "blockquote": ("expandable",), "tg-spoiler": (), "span": ("class",),
}  # fmt: skip
#: tags that stand in none of their own kind
ALONE = {"a", "blockquote", "code", "pre"}
#: entities of a message, characters of what a tap shows, buttons in a row and in all, units of a quotation
ENTITIES, ALERT, ROW, BUTTONS, QUOTE = 100, 200, 8, 100, 1024
_REFERENCE = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)")
_ATTRIBUTE = re.compile(r"([a-z-]+)(?:=\"[^\"]*\")?")


class Refusal(Exception):
    """What the server does not take, with the status and the words of Telegram."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.parameters = code, parameters


def units(text: str) -> int:
    """Return the length in UTF-16 code units, which is how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible_text(source: str) -> str:
    """Return the text of Telegram's HTML; refuse what Telegram cannot parse."""
    opened: list[str] = []
    entities = 0
    for slash, name, rest in re.findall(r"<(/?)([A-Za-z0-9-]*)([^>]*)>?", source):
        if name not in TAGS:
            raise _unparsed(f'Unsupported start tag "{name}"')
        if slash:
            if not opened or opened.pop() != name:
                raise _unparsed("Unexpected end tag")
            continue
        entities += 1
        if name in ALONE and name in opened:
            raise _unparsed(f'"{name}" within another')
        if not set(_ATTRIBUTE.findall(rest)) <= set(TAGS[name]) or (name == "a" and "href=" not in rest):
            raise _unparsed(f'attributes of "{name}"')
        opened.append(name)
    if opened:
        raise _unparsed(f'Can\'t find end tag corresponding to "{opened[-1]}"')
    if _REFERENCE.search(source):
        raise _unparsed("an ampersand that begins nothing")
    if entities > ENTITIES:
        raise Refusal(400, "Bad Request: ENTITIES_TOO_LONG")
    return html.unescape(re.sub(r"<[^>]*>", "", source))


def _unparsed(what: str) -> Refusal:
    return Refusal(400, f"Bad Request: can't parse entities: {what}")


def check_text(text: str, mode: str | None, most: int = 4096) -> None:
    """Refuse a text that is empty, too long, or marked up in a way that there is not."""
    if mode not in (None, "HTML"):
        raise Refusal(400, "Bad Request: unsupported parse_mode")
    shown = visible_text(text) if mode else text
    if not shown.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if units(shown) > most:
        raise Refusal(400, "Bad Request: message is too long")


def check_button_text(text: str) -> None:
    """Refuse what is too long to be shown to the presser of a button."""
    if units(text) > ALERT:
        raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")


def check_markup(markup: str | None) -> None:
    """Refuse buttons without words, without one purpose, with too much to send back, or too many of them."""
    rows = json.loads(markup)["inline_keyboard"] if markup else []
    if sum(map(len, rows)) > BUTTONS or any(not 0 < len(row) <= ROW for row in rows):
        raise Refusal(400, "Bad Request: BUTTONS_INVALID")
    for button in (button for row in rows for button in row):
        data, url = button.get("callback_data"), button.get("url")
        if not button.get("text") or (data is None) == (url is None):
            raise Refusal(400, "Bad Request: a button needs a text and exactly one purpose")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        if url is not None and not url.startswith(("https://", "http://", "tg://")):
            raise Refusal(400, "Bad Request: BUTTON_URL_INVALID")


def check_quote(reply: Mapping[str, Any], shown: Mapping[int, str]) -> None:
    """Refuse a quotation that is not to the letter, and where it says, in the message that is replied to."""
    quote = reply.get("quote")
    if quote is None:
        return
    there = shown.get(reply["message_id"], "").encode("utf-16-le")
    at = 2 * reply.get("quote_position", 0)
    if units(quote) > QUOTE or there[at : at + 2 * units(quote)] != quote.encode("utf-16-le"):
        raise Refusal(400, "Bad Request: QUOTE_TEXT_INVALID")
