"""What strangers' bytes reach: one function a door, each of which may only return or raise an error of ours."""

import contextlib
import functools
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.bootstrap import open_program
from bot.commands.ask import Asking
from bot.commands.json_lines import read_lines
from bot.configuration.settings import load_settings
from bot.telegram.handlers.received import is_links_alone, links_in, source_of
from bot.telegram.updates import lane_of, parsed
from bot.views.callbacks import VERSION, Action, from_link, pressed, question_from
from retrieval.ingest.feeds.opml import read_opml
from retrieval.ingest.feeds.reader import read_feed
from retrieval.ingest.readers.file import read_file
from retrieval.ingest.readers.html import page_of
from retrieval.ingest.readers.plain_text import read_flat_page
from retrieval.quotations import find_quotations
from retrieval.summary import summarise


def _as_text(work: Callable[[str], object]) -> Callable[[bytes], object]:
    """Give text to what takes text; a control character stands for half of a surrogate pair, which JSON can bring."""
    return lambda data: work(data.decode("utf-8", "replace").replace("\x1a", "\ud83d"))


@functools.cache
def _asking() -> Asking:
    environment = {"ONRECORD_READING__MODEL": "off", "ONRECORD_ARCHIVE__URL": str(_folder() / "archive")}
    return Asking(open_program(load_settings(environ=environment)))


def _question(text: str) -> object:
    return _asking().line({"question": text})


def _json_lines(data: bytes) -> object:
    return list(read_lines(str(_file("any.jsonl", data))))


def _settings(data: bytes) -> object:
    return load_settings(environ={}, config=str(_file("onrecord.yaml", data)))


def _file(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


@functools.cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="onrecord-fuzz-"))


def _buttons(text: str) -> object:
    return pressed(text), from_link(text), question_from(text)


def _update(data: bytes) -> object:
    """Read JSON as an update, and all that is taken out of a message before it is answered."""
    with contextlib.suppress(ValueError, RecursionError):  # Telegram sends JSON
        found = parsed(json.loads(data))
        if found is not None:
            whole, update = found
            json.dumps(whole, ensure_ascii=False).encode()
            message = update.effective_message if update else None
            return lane_of(whole), message and (links_in(message), is_links_alone(message), source_of(message))
    return None


TARGETS: dict[str, Callable[[bytes], object]] = {
    "feed": lambda data: read_feed(data, "https://news.example/feed"),
    "opml": read_opml,
    "file": lambda data: list(read_file("page.txt", data)),
    "html": _as_text(lambda text: page_of(text, "https://news.example/a")),
    "flat": _as_text(read_flat_page),
    "quotations": _as_text(find_quotations),
    "summary": _as_text(summarise),
    "question": _as_text(_question),
    "update": _update,
    "buttons": _as_text(_buttons),
    "settings": _settings,
    "json-lines": _json_lines,
}

#: what the search begins with: a little of what each door is made for
SEEDS: dict[str, tuple[str, ...]] = {
    "feed": (
        "<rss version='2.0'><channel><title>A</title><item><title>Ferry &amp; reef</title><link>https://a.example/1</link>"
        "<pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate><description><![CDATA[<p>Fog.</p>]]></description></item></channel></rss>",
        '{"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [{"id": "1", "content_text": "Fog.\\n\\nReef."}]}',
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><entry><id>1</id><title type='html'>&lt;b&gt;B</title>"
        "<updated>2024-05-06T10:00:00Z</updated><content type='html'>Fog</content></entry></feed>",
    ),
    "update": (
        '{"update_id": 7, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": {"id": 5, '
        '"is_bot": false, "first_name": "A", "language_code": "en"}, "text": "🚢 https://a.example/1", "entities": '
        '[{"type": "url", "offset": 3, "length": 19}], "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "B"}}}',
        '{"update_id": 8, "callback_query": {"id": "1", "from": {"id": 5, "is_bot": false, "first_name": "A"}, "chat_instance": "1", '
        '"data": "1s:x", "message": {"message_id": 3, "date": 0, "chat": {"id": 5, "type": "private"}}}}',
        '{"update_id": 9, "inline_query": {"id": "1", "from": {"id": 5, "is_bot": false, "first_name": "A"}, "query": "x", "offset": ""}}',
    ),
    "opml": ("<opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/feed' type='rss'/></body></opml>",),
    "html": (
        '<html><head><meta charset=utf-8><script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "A"}</script>'
        "</head><body><article><h1>Ferry hits reef</h1><p>By Ana Ruiz</p><p>The ferry hit a reef on Monday, she said.</p></article>",
    ),
    "flat": (
        "Ferry hits reef\nBy Ana Ruiz\n6 May 2024, 10:00 CET\nDOLMEN (AFP) - The ferry hit a reef, “in fog”, she said.\nPhoto: AFP",
    ),
    "quotations": (
        "“We saw nothing,” said Ana Ruiz, the mayor. He added that 'fog' was \"thick\", according to Tove Ask.",
    ),
    "question": (
        "Who said that the ferry hit a reef on 6 May?",
        "what about her? and in 2024, how many?",
        "summarise the storm",
    ),
    "buttons": (
        "a:1:2:3",
        "else:KEY",
        "q_d2h5",
        *(f"{VERSION}{letter}:d2h5:3:1:2" for action in Action for letter in (action, action.upper())),
    ),
    "settings": ("telegram:\n  allowed_users: [1, 2]\narchive:\n  url: a\n", "a: &x [*x]\n", "answers: {length: 3}\n"),
    "json-lines": ('{"id": 1, "text": "a"}\n[]\n{"id": "\\ud83d"}\n',),
}
