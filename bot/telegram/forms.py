"""Telegram's forms of what stands below a reply: buttons, and the preview of a page."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from bot.views.keys import Rows
from retrieval.text.web_addresses import parts_of


def preview_of(address: str | None) -> LinkPreviewOptions:
    """Return a small preview of an address, none where there is no address or it is no web address."""
    parts = parts_of(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=address, prefer_small_media=True)


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return Telegram's form of rows of buttons, None for none."""
    made = [[InlineKeyboardButton(b.label, callback_data=b.data, url=b.url) for b in row] for row in rows if row]
    return InlineKeyboardMarkup(made) if made else None
