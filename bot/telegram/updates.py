"""What Telegram delivers, made safe to read: an update that cannot be parsed never stops the others."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Bot, Update
from telegram.ext import ExtBot

log = logging.getLogger(__name__)

#: updates that one poll brings at most
BATCH = 100
#: ids from which a database takes none
_LARGEST = 2**63
_KINDS = frozenset(Update.ALL_TYPES)
_FORMATTED = (("text", "entities"), ("caption", "caption_entities"))
#: entities of a text that are looked at; Telegram makes a hundred at most
_ENTITIES = 200
#: what handlers take for words, and for a number, wherever it stands in a message, a query or a button
_WORDS = (
    "text", "caption", "data", "query", "language_code", "file_name", "title", "first_name", "username", "sender_user_name",
)  # fmt: skip
#: what of a message, a query or a button handlers look into
_HOLDERS = ("message", "reply_to_message", "from", "chat", "quote", "document", "forward_origin")
_NUMBERED = ("chat", "from", "sender_chat")


class TolerantBot(ExtBot[str | None]):
    """A bot whose polls return every update that can be parsed, and an empty one in place of each that cannot.

    The empty one, of the same id, has the updater acknowledge what was skipped: else Telegram would give it for ever.
    """

    async def raw_updates(self, offset: int | None, seconds: int, kinds: Sequence[str]) -> list[Any]:
        """Return the updates from `offset` on as they are, waiting up to so many seconds for one.

        Telegram takes all before `offset` for acknowledged, and gives them no more.
        """
        asked = {"offset": offset, "timeout": seconds, "allowed_updates": list(kinds), "limit": BATCH}
        result = await super()._post("getUpdates", asked, read_timeout=seconds + 10.0)
        return result if isinstance(result, list) else []

    async def call(self, method: str, parameters: dict[str, Any]) -> Any:
        """Call a method with parameters that python-telegram-bot does not know, and return the result as JSON."""
        return await self._post(method, parameters)

    async def _post(self, endpoint: str, *args: Any, **named: Any) -> Any:
        result = await super()._post(endpoint, *args, **named)
        if endpoint != "getUpdates" or not isinstance(result, list):
            return result
        return [raw_update for raw_update in map(readable, result) if raw_update is not None]


def readable(raw_update: Any) -> dict[str, Any] | None:
    """Return an update as JSON that can be parsed: itself, or one of its id alone; None where it has not even an id.

    >>> readable({"update_id": 7, "message": {"message_id": 1, "text": "no date and no chat"}})
    {'update_id': 7}
    """
    found = parsed(raw_update)
    return None if found is None else found[0]


def parsed(raw_update: Any, bot: Bot | None = None) -> tuple[dict[str, Any], Update | None] | None:
    """Return an update as JSON that can be parsed, and parsed, with None where only its id is left; None without an id."""
    number = raw_update.get("update_id") if isinstance(raw_update, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or abs(number) >= _LARGEST:
        log.warning("An update without an id was skipped.")
        return None
    kind = next((name for name in raw_update if name in _KINDS), "unknown kind")
    try:
        whole: dict[str, Any] = with_entities_in_place(without_surrogates(raw_update))
        _check_types(whole.get(kind))
        # the whole of it is parsed again by python-telegram-bot, which takes a batch or none of it
        update = Update.de_json(whole, bot)
    except Exception as error:  # noqa: BLE001  whatever a parser may raise on what strangers send
        log.warning("Update %d (%s) cannot be parsed (%s): skipped.", number, kind, type(error).__name__)
        return {"update_id": number}, None
    if kind not in _KINDS:
        log.warning("Update %d is of an unknown kind: skipped.", number)
    return whole, update


def lane_of(raw_update: Mapping[str, Any]) -> str:
    """Return what an update is to be handled in the order of: its chat; what somebody types in other chats is by itself.

    >>> lane_of({"update_id": 1, "message": {"chat": {"id": -100}}})
    '-100'
    >>> lane_of({"update_id": 2, "inline_query": {"from": {"id": 5}}})
    'inline 5'
    """
    for kind, content in raw_update.items():
        if isinstance(content, dict):
            message = content.get("message")
            holder = message if isinstance(message, dict) and "chat" in message else content
            for field, name in (("chat", ""), ("from", "inline " if kind == "inline_query" else "")):
                someone = holder.get(field)
                if isinstance(someone, dict) and "id" in someone:
                    return f"{name}{someone['id']}"
    return ""


def without_surrogates(value: Any) -> Any:
    r"""Return JSON without halves of surrogate pairs, which nothing can store or send; entities move with their text.

    >>> without_surrogates({"text": "the \ud83dferry"})
    {'text': 'the ferry'}
    """
    if isinstance(value, str):
        return value if _is_whole(value) else value.encode("utf-8", "ignore").decode()
    if isinstance(value, list):
        return [without_surrogates(item) for item in value]
    if not isinstance(value, dict):
        return value
    cleaned = {without_surrogates(key): without_surrogates(item) for key, item in value.items()}
    for text, entities in _FORMATTED:
        if isinstance(value.get(text), str) and isinstance(value.get(entities), list) and not _is_whole(value[text]):
            cleaned[entities] = [_moved(entity, value[text]) for entity in cleaned[entities]]
    return cleaned


def with_entities_in_place(value: Any) -> Any:
    """Return JSON whose entities all stand in their text, from one character to another; the others are left out.

    >>> with_entities_in_place({"text": "the ferry", "entities": [{"type": "bold", "offset": 4, "length": 50}]})
    {'text': 'the ferry', 'entities': []}
    """
    if isinstance(value, list):
        return [with_entities_in_place(item) for item in value]
    if not isinstance(value, dict):
        return value
    placed = {key: with_entities_in_place(item) for key, item in value.items()}
    for text, entities in _FORMATTED:
        if isinstance(value.get(text), str) and isinstance(value.get(entities), list):
            units = value[text].encode("utf-16-le", "surrogatepass")
            placed[entities] = [one for one in placed[entities][:_ENTITIES] if _is_in_place(one, units)]
    return placed


def _is_in_place(entity: Any, units: bytes) -> bool:
    """Say whether an entity is one, and neither begins nor ends outside of its text or within a character of it."""
    if not isinstance(entity, dict):
        return False
    start, length = entity.get("offset"), entity.get("length")
    if not isinstance(start, int) or not isinstance(length, int) or not 0 <= start < start + length <= len(units) // 2:
        return False
    # the second half of a pair, in UTF-16
    return all(units[2 * place + 1 : 2 * place + 2] not in _LOW for place in (start, start + length))


_LOW = frozenset(bytes((high,)) for high in range(0xDC, 0xE0))


def _check_types(content: Any) -> None:
    """Raise TypeError where what handlers rely on is of another type than the Bot API's: its parser does not look."""
    if not isinstance(content, dict):
        return
    within = (content.get(name) for name in _HOLDERS)
    for holder in (content, *(one for one in within if isinstance(one, dict))):
        dated = [holder] if "message_id" in holder else []
        dated += [one for one in (holder.get("forward_origin"),) if isinstance(one, dict)]
        if not all(isinstance(one.get("date"), int) for one in dated):
            raise TypeError
        if not all(isinstance(holder.get(name), str | None) for name in _WORDS):
            raise TypeError
        for someone in filter(None, map(holder.get, _NUMBERED)):
            number = someone["id"]
            if not isinstance(number, int) or abs(number) >= _LARGEST:
                raise TypeError


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _moved(entity: dict[str, Any], text: str) -> dict[str, Any]:
    """Return an entity at its place in `text` without halves of surrogate pairs; places are in UTF-16 code units."""
    units = text.encode("utf-16-le", "surrogatepass")

    def place(of: int) -> int:
        return len(units[: 2 * of].decode("utf-16-le", "ignore").encode("utf-16-le")) // 2

    start = place(entity["offset"])
    return {**entity, "offset": start, "length": place(entity["offset"] + entity["length"]) - start}
