"""Messages of mail and what is kept in their form: .eml, .mbox, and web pages saved whole (.mhtml)."""

import email
import email.policy
import mailbox
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import Any

from retrieval.errors import Refused
from retrieval.ingest.readers.encoding import decoded
from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.page import Page
from retrieval.ingest.readers.plain_text import read_flat_page

#: messages of a mailbox that are read at most
MOST_MESSAGES = 2_000


def read_message(data: bytes) -> Page:
    """Return the page of a message: its subject is the headline, its sender the outlet, where the text states none."""
    return _page(email.message_from_bytes(data, policy=email.policy.default))


def read_mailbox(data: bytes) -> Iterator[Page | Refused]:
    """Yield the page of each message of a mailbox, or why there is none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mbox"
        path.write_bytes(data)
        box = mailbox.mbox(path, factory=None, create=False)
        try:
            for number, key in enumerate(box.iterkeys()):
                if number >= MOST_MESSAGES:
                    yield Refused(f"the mailbox has more than {MOST_MESSAGES:,} messages", reason="too-many")
                    return
                try:
                    yield read_message(box.get_bytes(key))
                except Refused as error:
                    yield Refused(f"message {number + 1}: {error}", reason=error.reason)
        finally:
            box.close()


def read_saved_page(data: bytes) -> Page:
    """Return the web page that was saved whole, with its pictures, in the form of a message (RFC 2557)."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    url = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    for part in message.walk():
        if part.get_content_type() == "text/html":
            own = _header(part, "Content-Location") if isinstance(part, EmailMessage) else None
            address = next((one for one in (url, own) if one and one.startswith(("http://", "https://"))), None)
            return read_web_page(_text(part), address)
    raise Refused("there is no web page in it", reason="no-article")


def _page(message: EmailMessage) -> Page:
    body = message.get_body(("html", "plain"))
    if body is None:
        raise Refused("the message holds no text", reason="no-text")
    text = _text(body)
    if not text.strip():
        raise Refused("the message holds no text", reason="no-text")
    page = read_web_page(text) if body.get_content_type() == "text/html" else read_flat_page(text)
    sender, _ = parseaddr(_header(message, "From") or "")
    return replace(
        page,
        headline=_header(message, "Subject") or page.headline,
        outlet=page.outlet or sender.strip() or None,
        published=page.published or _sent(message),
    )


def _text(part: Any) -> str:
    data = part.get_payload(decode=True)
    return decoded(data, part.get_content_charset())[0] if isinstance(data, bytes) else ""


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message[name]
    except (ValueError, IndexError, AttributeError, TypeError):  # headers that are no headers
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def _sent(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
