"""Articles from the chat: files of allowed users, and what they checked, with a line on what was stored or why not."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PureWindowsPath

from telegram import Chat, Message, Update, User
from telegram.error import BadRequest
from telegram.ext import filters

from bot.chat.preference_store import ADDING, EVERYBODY
from bot.engines import open_fetcher
from bot.telegram.handlers.replies import say, typing
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.evidence import citation_line
from bot.views.html import escape
from retrieval.domain import Article, CheckOf, Source
from retrieval.errors import BadInput
from retrieval.ingest.outcomes import Outcome, Status

#: outcomes of which each is told with its headline
NAMED = 10
#: bytes of a file that Telegram gives to bots
LARGEST = 20_000_000
_KEYS = {
    Status.ADDED: "stored",
    Status.UPDATED: "stored_newer",
    Status.UNCHANGED: "stored_before",
    Status.DUPLICATE: "stored_copy",
}

#: reads what was sent, off the event loop
Read = Callable[[], Iterable[Article | BadInput]]


class Offered(filters.MessageFilter):
    """Lets through what is sent to be stored: a file."""

    def filter(self, message: Message) -> bool:
        """Say whether the message offers an article."""
        return message.document is not None


def may_add(services: Services, user: User | None, chat: Chat | None = None) -> bool:
    """Say whether somebody may add articles: who is allowed to, and everybody in a group for which one of them said so."""
    if services.limits.trusted or (user is not None and user.id in services.program.settings.telegram.allowed_users):
        return True
    return chat is not None and services.preferences.of(str(chat.id)).get(ADDING) == EVERYBODY


async def offered(update: Update, context: Context) -> None:
    """Store the file that an allowed user sends, and say what became of it."""
    services, message = services_of(context), update.effective_message
    if message is None:
        return
    if not await services.off_loop(may_add, services, update.effective_user, update.effective_chat):
        await say(update, context, escape(services.texts("adding_not_allowed")))
        return
    async with typing(update, context):
        read = await _reader(update, context, message)
    if read is not None:
        await store(update, context, read)


async def store(update: Update, context: Context, read: Read) -> None:
    """Store what is read, and say what became of it."""
    services = services_of(context)
    async with typing(update, context), services.adding:
        lines = await services.store(_store, services, read)
    await say(update, context, "\n".join(lines) or escape(services.texts("nothing_to_store")))


def to_store(services: Services, asked: CheckOf) -> Read:
    """Return what reads the articles that came with a check: those behind its links, else its own words."""
    return lambda: _behind(services, asked.links) if asked.links else _in_post(asked.text, asked.source)


async def _reader(update: Update, context: Context, message: Message) -> Read | None:
    """Return what reads the articles of a message; None where the user has been told why there is nothing to read."""
    services = services_of(context)
    document = message.document
    if document is None:
        return None
    from retrieval.ingest.readers.file import SUFFIXES  # the readers of files are loaded for the first one

    name = document.file_name or "document.txt"
    if PureWindowsPath(name).suffix.lower() not in SUFFIXES:
        await say(update, context, escape(services.texts("file_unknown", name=_last(name))))
        return None
    if (document.file_size or 0) > LARGEST:
        await say(update, context, escape(services.texts("file_too_large", name=_last(name))))
        return None
    try:
        file = await document.get_file()
    except BadRequest:
        await say(update, context, escape(services.texts("file_too_large", name=_last(name))))
        return None
    data = bytes(await file.download_as_bytearray())
    return lambda: _in_file(name, data)


def _last(name: str) -> str:
    """Return the last part of a file's name, for showing: it is never used as a path."""
    return PureWindowsPath(name).name[:100]


def _in_file(name: str, data: bytes) -> Iterable[Article | BadInput]:
    from retrieval.ingest.readers.file import read_file
    from retrieval.ingest.readers.json_lines import hashed_id

    for item in read_file(name, data, guarded=True):
        # files of many people may have the same name: their content tells them apart
        yield replace(item, id=hashed_id(item.text)) if isinstance(item, Article) else item


def _in_post(text: str, source: Source | None) -> Iterable[Article | BadInput]:
    """Yield a forwarded post as an article, with its channel as the outlet and the day it was posted."""
    from retrieval.ingest.readers.file import read_file
    from retrieval.ingest.readers.json_lines import hashed_id

    origin = source or Source(None, None)
    for item in read_file("post.txt", text.encode()):
        if isinstance(item, Article):
            yield replace(
                item, id=hashed_id(origin.url or item.text), url=origin.url, outlet=item.outlet or origin.outlet,
                published=item.published or origin.published,
            )  # fmt: skip
        else:
            yield item


def _behind(services: Services, links: Iterable[str]) -> Iterable[Article | BadInput]:
    from retrieval.ingest.links import article_from_link

    fetcher = open_fetcher(services.program.settings)
    for link in links:
        try:
            yield article_from_link(link, fetcher)
        except BadInput as error:
            yield error


def _store(services: Services, read: Read) -> list[str]:
    """Add the articles and return a line on each."""
    articles: list[Article] = []
    lines: list[str] = []
    for item in read():
        if isinstance(item, Article):
            articles.append(item)
        else:
            lines.append(escape(services.texts("not_stored", reason=_sentence(str(item)))))
    outcomes = list(services.program.add(articles)) if articles else []
    return [*_told(services, outcomes), *dict.fromkeys(lines)]


def _told(services: Services, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a line on each outcome; of many only how many were stored, and what was not."""
    if len(outcomes) <= NAMED:
        yield from (_line(services, outcome) for outcome in outcomes)
        return
    statuses = Counter(outcome.status for outcome in outcomes)
    yield from (
        f"{escape(services.texts(key))} {services.texts.number(n)}" for s, key in _KEYS.items() if (n := statuses[s])
    )
    yield from dict.fromkeys(_line(services, outcome) for outcome in outcomes if outcome.status not in _KEYS)


def _line(services: Services, outcome: Outcome) -> str:
    key = _KEYS.get(outcome.status)
    if key is None:
        return escape(services.texts("not_stored", reason=_sentence(outcome.message or outcome.reason or "")))
    article_id = outcome.article_id or ""
    citation = services.program.archive.citations([article_id]).get(article_id)
    shown = (
        citation_line(citation, services.texts) if citation else escape(outcome.headline or services.texts("untitled"))
    )
    return f"{escape(services.texts(key))} {shown}"


def _sentence(text: str) -> str:
    return text.rstrip(".") + "."
