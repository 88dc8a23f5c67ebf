"""Rich messages (Bot API 10.1): for chats that have asked for them, a reply as one message however long, its rest folded away.

python-telegram-bot does not know them yet, so they are raw calls. Not every program that people read Telegram with shows
them, which is why they are off until somebody chooses them; what Telegram refuses is sent as HTML like everything else.
"""

import re
from collections.abc import Mapping
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, EndPointNotFound, InvalidToken

from bot.telegram.manner import MANNER
from bot.telegram.updates import TolerantBot

#: characters that a rich message may hold
LONGEST = 32_768
_BLOCK = re.compile(r"\n?<blockquote( expandable)?>((?:(?!<blockquote).)*?)</blockquote>\n?", re.S)
#: what may be refused without anything having been sent
REFUSALS = (BadRequest, EndPointNotFound, InvalidToken)


def rich_html(source: str) -> str:
    """Return Telegram's HTML as rich HTML, where lines are paragraphs and what is to be expanded is folded away.

    >>> rich_html("<b>Ann Moss</b>:\\n<blockquote>“No.”</blockquote>\\nGazette · 3 May")
    '<p><b>Ann Moss</b>:</p><blockquote>“No.”</blockquote><p>Gazette · 3 May</p>'
    >>> rich_html("<blockquote expandable>One.\\nTwo.</blockquote>")
    '<details><summary>One.</summary>Two.</details>'
    """
    parts: list[str] = []
    at = 0
    for found in _BLOCK.finditer(source):
        parts += [_paragraphs(source[at : found.start()]), _block(found[2], folded=bool(found[1]))]
        at = found.end()
    return "".join([*parts, _paragraphs(source[at:])])


def _paragraphs(source: str) -> str:
    return "".join(f"<p>{line}</p>" for line in source.split("\n") if line.strip())


def _block(inner: str, *, folded: bool) -> str:
    """Return a quotation; what is folded shows its first line."""
    first, *rest = [line for line in inner.split("\n") if line.strip()] or [""]
    if folded and rest:
        return f"<details><summary>{first}</summary>{'<br>'.join(rest)}</details>"
    return f"<blockquote>{'<br>'.join([first, *rest])}</blockquote>"


def rich_message(html: str, *, right_to_left: bool = False) -> Mapping[str, Any] | None:
    """Return the parameter `rich_message` of a reply, None where it is too long for one."""
    made = rich_html(html)
    if len(made) > LONGEST:
        return None
    return {"html": made, **({"is_rtl": True} if right_to_left else {})}


def rich_reply(html: str) -> Mapping[str, Any] | None:
    """Return a reply as a rich message where the chat wants that and one message holds it."""
    manner = MANNER.get()
    return rich_message(html, right_to_left=manner.right_to_left) if manner.rich and not manner.plain else None


async def send_rich(
    bot: Bot, chat: int, rich: Mapping[str, Any], markup: InlineKeyboardMarkup | None, **how: Any
) -> Message:
    """Send a rich message. Raises one of REFUSALS where Telegram does not take it."""
    given = {"chat_id": chat, "rich_message": rich, **{name: value for name, value in how.items() if value is not None}}
    if markup is not None:
        given["reply_markup"] = markup
    sent: Message = await bot.do_api_request("sendRichMessage", api_kwargs=given, return_type=Message)
    return sent


async def change_into_rich(
    bot: Bot, chat: int, message: int, rich: Mapping[str, Any], markup: InlineKeyboardMarkup | None
) -> None:
    """Change a message into a rich one. Raises one of REFUSALS where Telegram does not take it."""
    given: dict[str, Any] = {"chat_id": chat, "message_id": message, "rich_message": rich}
    if markup is not None:
        given["reply_markup"] = markup
    if not isinstance(bot, TolerantBot):
        raise EndPointNotFound("a bot that takes no parameters but those it knows")
    await bot.call("editMessageText", given)
