"""Articles from the chat: links, forwarded posts and files of allowed users, with a line on what was stored or why not."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PureWindowsPath

from telegram import Message, MessageEntity, MessageOriginChannel, Update
from telegram.error import BadRequest
from telegram.ext import filters

from bot.engines import open_fetcher
from bot.telegram.handlers.questions import ask
from bot.telegram.handlers.replies import say, typing
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.evidence import citation_line
from bot.views.html import escape
from retrieval.domain import Article
from retrieval.errors import BadInput
from retrieval.ingest.pipeline import Outcome, Status

#: links of one message that are followed
LINKS = 5
#: words beside a link that make the message a question about something rather than an article to store
WORDS = 4
#: characters from which a forwarded post with a link in it is an article of its own
POST = 600
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
    """Lets through what is meant to be stored: a file, a forwarded post, or links with hardly a word beside them."""

    def filter(self, message: Message) -> bool:
        """Say whether the message offers an article."""
        if message.document or (message.forward_origin and (message.text or message.caption)):
            return True
        links = links_in(message)
        rest = message.text or message.caption or ""
        for link in links:
            rest = rest.replace(link, " ").replace(re.sub(r"^https?://", "", link), " ")
        return bool(links) and len(re.findall(r"\w+", rest)) < WORDS


def links_in(message: Message) -> list[str]:
    """Return the addresses in a message, each once, with their scheme."""
    kinds: list[str | None] = [MessageEntity.URL, MessageEntity.TEXT_LINK]
    if message.text:
        found = message.parse_entities(kinds)
    elif message.caption:
        found = message.parse_caption_entities(kinds)
    else:
        return []
    links = [entity.url or words for entity, words in found.items()]
    return list(dict.fromkeys(link if "://" in link else f"https://{link}" for link in links))[:LINKS]


async def offered(update: Update, context: Context) -> None:
    """Store what an allowed user sends, and say what became of it."""
    services, message, user = services_of(context), update.effective_message, update.effective_user
    if message is None:
        return
    if not (services.limits.trusted or (user and user.id in services.program.settings.telegram.allowed_users)):
        if message.forward_origin and not message.document and not links_in(message):
            await ask(update, context, " ".join((message.text or message.caption or "").split()))
            return
        await say(update, context, escape(services.texts("adding_not_allowed")))
        return
    async with typing(update, context):
        read = await _reader(update, context, message)
        if read is None:
            return
        async with services.adding:
            lines = await services.store(_store, services, read)
    await say(update, context, "\n".join(lines) or escape(services.texts("nothing_to_store")))


async def _reader(update: Update, context: Context, message: Message) -> Read | None:
    """Return what reads the articles of a message; None where the user has been told why there is nothing to read."""
    services = services_of(context)
    if message.document:
        from retrieval.ingest.readers.file import SUFFIXES  # the readers of files are loaded for the first one

        name = message.document.file_name or "document.txt"
        if PureWindowsPath(name).suffix.lower() not in SUFFIXES:
            await say(update, context, escape(services.texts("file_unknown", name=_last(name))))
            return None
        if (message.document.file_size or 0) > LARGEST:
            await say(update, context, escape(services.texts("file_too_large", name=_last(name))))
            return None
        try:
            file = await message.document.get_file()
        except BadRequest:
            await say(update, context, escape(services.texts("file_too_large", name=_last(name))))
            return None
        data = bytes(await file.download_as_bytearray())
        return lambda: _in_file(name, data)
    links, text = links_in(message), message.text or message.caption or ""
    if message.forward_origin and (not links or len(text) >= POST):
        return lambda: _in_post(message, text)
    return lambda: _behind(services, links)


def _last(name: str) -> str:
    """Return the last part of a file's name, for showing: it is never used as a path."""
    return PureWindowsPath(name).name[:100]


def _in_file(name: str, data: bytes) -> Iterable[Article | BadInput]:
    from retrieval.ingest.readers.file import read_file
    from retrieval.ingest.readers.json_lines import hashed_id

    for item in read_file(name, data):
        # files of many people may have the same name: their content tells them apart
        yield replace(item, id=hashed_id(item.text)) if isinstance(item, Article) else item


def _in_post(message: Message, text: str) -> Iterable[Article | BadInput]:
    """Yield a forwarded post as an article, with its channel as the outlet and the day it was posted."""
    from retrieval.ingest.readers.file import read_file
    from retrieval.ingest.readers.json_lines import hashed_id

    origin = message.forward_origin
    outlet = url = published = None
    if isinstance(origin, MessageOriginChannel):
        outlet = origin.chat.title
        url = f"https://t.me/{origin.chat.username}/{origin.message_id}" if origin.chat.username else None
    if origin:
        published = origin.date.date().isoformat()
    for item in read_file("post.txt", text.encode()):
        if isinstance(item, Article):
            yield replace(
                item, id=hashed_id(url or item.text), url=url, outlet=item.outlet or outlet,
                published=item.published or published,
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
    outcomes = services.program.add(articles) if articles else ()
    return [*(_line(services, outcome) for outcome in outcomes), *lines]


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
