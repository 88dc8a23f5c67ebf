"""Checking what is claimed: a forwarded text, a link, a message that is replied to, a caption, /check. Nothing is judged."""

from collections.abc import Sequence
from itertools import chain

from telegram import Message, Update
from telegram.ext import filters

from bot.engines import open_fetcher
from bot.telegram.handlers.additions import Read, may_add, store, to_store
from bot.telegram.handlers.questions import ask, asked_in, hint, request
from bot.telegram.handlers.received import is_links_alone, links_in, said_on, source_of, words_in
from bot.telegram.handlers.replies import say, typing, words_of
from bot.telegram.handlers.services import Context, Services, services_of
from bot.telegram.receiving.together import other_posts
from bot.views.callbacks import Pressed
from bot.views.html import escape
from retrieval.claims.words import asks_to_check, claim_in, is_claim
from retrieval.domain import Article, BlockKind, CheckOf, Turn
from retrieval.errors import BadInput

#: characters from which a forwarded post with a link in it is an article of its own
POST = 600
#: characters of an article that are checked: its headline and how it begins
LEAD = 700


class Checkable(filters.MessageFilter):
    """Lets through what is meant to be checked: a forwarded text, links alone, or words that ask it of another message."""

    def filter(self, message: Message) -> bool:
        """Say whether the message is to be checked, and not a question of its own."""
        if message.document:
            return False
        if _is_to_read(message):
            return True
        if claimed_in(message):
            return True
        return bool(message.caption and not message.forward_origin and is_claim(asked_in(message)))


def claimed_in(message: Message) -> CheckOf | None:
    """Return what a message asks to be checked, of its own or of the one that it replies to; None where it asks nothing so."""
    asked = asked_in(message)
    if claim := claim_in(asked):
        return CheckOf(claim, said_on(message))
    words = _replied_words(message)
    if words and (not any(c.isalnum() for c in asked) or asks_to_check(asked)):
        return CheckOf(words, said_on(replied_to(message) or message))
    return None


def _is_to_read(message: Message) -> bool:
    """Say whether a message brings somebody's words to the private chat, or links alone to any that asks."""
    brought = message.chat.type == "private" and message.forward_origin and words_in(message)
    return bool(brought or (is_links_alone(message) and not replied_to(message)))


def replied_to(message: Message) -> Message | None:
    """Return somebody's message that is replied to, None where it is one of the bot's own, or none."""
    earlier = message.reply_to_message
    if earlier is None or earlier.forum_topic_created:
        return None
    own = earlier.from_user is not None and earlier.from_user.id == message.get_bot().id
    return None if own or (earlier.via_bot and earlier.via_bot.id == message.get_bot().id) else earlier


def _replied_words(message: Message) -> str:
    """Return the words of somebody's that a message replies to, or those quoted of them."""
    earlier = replied_to(message)
    if message.quote and (earlier or message.external_reply):
        return message.quote.text
    return words_in(earlier) if earlier else ""


async def checked(update: Update, context: Context) -> None:
    """Check what a message, or the one it replies to, claims."""
    message = update.effective_message
    if message is None:
        return
    asked = asked_in(message)
    if (others := other_posts()) and _may_store_here(update, context):
        await store(update, context, _posts(services_of(context), (message, *others)))
    elif _is_to_read(message):
        await _check_message(update, context, message)
    elif claim := claim_in(asked):
        await _check(update, context, CheckOf(claim, said_on(message)))
    elif words := _replied_words(message):
        earlier = replied_to(message)
        if message.quote or earlier is None:
            await _check(update, context, CheckOf(words, said_on(earlier or message)))
        else:
            await _check_message(update, context, earlier)
    else:
        await _check(update, context, CheckOf(asked, said_on(message)))


async def check(update: Update, context: Context) -> None:
    """Check the words after the command, or the message that it replies to."""
    services, message = services_of(context), update.effective_message
    if message is None:
        return
    words, earlier = words_of(context), replied_to(message)
    if words:
        link = links_in(message) if is_links_alone(message) else []
        await (
            _check_link(update, context, link) if link else _check(update, context, CheckOf(words, said_on(message)))
        )
    elif message.quote:
        await _check(update, context, CheckOf(message.quote.text, said_on(earlier or message)))
    elif earlier is not None and words_in(earlier):
        await _check_message(update, context, earlier)
    else:
        newest = await services.off_loop(services.program.archive.newest, 1)
        example = newest[0].headline if newest and newest[0].headline else "…"
        await say(update, context, services.texts("check_usage", example=escape(example)))


async def press_store(update: Update, context: Context, said: Pressed, turn: Turn) -> None:
    """Store the article that was checked, for those who may."""
    services, asked = services_of(context), turn.answer.request
    if not isinstance(asked, CheckOf) or not may_add(services, update.effective_user):
        await say(update, context, escape(services.texts("adding_not_allowed")))
        return
    await store(update, context, to_store(services, asked))


async def _check_message(update: Update, context: Context, message: Message) -> None:
    """Check somebody's message: the article behind its link where it is a link alone, else its words."""
    text = words_in(message)
    if is_links_alone(message):
        await _check_link(update, context, links_in(message))
    elif message.forward_origin and _is_question(text):
        await ask(update, context, " ".join(text.split()))
    elif not any(character.isalnum() for character in text):
        await hint(update, context)
    elif message.forward_origin and _may_store_here(update, context):
        await _check(update, context, _post(message))
    else:
        await _check(update, context, CheckOf(text, said_on(message)))


def _post(message: Message) -> CheckOf:
    """Return a post that was forwarded, with where it is from, and the links that it is about where it is short."""
    text = words_in(message)
    links = () if len(text) >= POST else tuple(links_in(message))
    return CheckOf(text, said_on(message), links, source_of(message))


def _posts(services: Services, messages: Sequence[Message]) -> Read:
    """Return what reads the articles of several posts."""
    reads = [to_store(services, _post(message)) for message in messages]
    return lambda: chain.from_iterable(read() for read in reads)


def _is_question(text: str) -> bool:
    return text.rstrip().endswith(("?", "؟", "？")) and len(text) < POST


async def _check_link(update: Update, context: Context, links: list[str]) -> None:
    """Check how the article behind a link begins; those who may are offered to store it unless it is there."""
    services = services_of(context)
    async with typing(update, context):
        try:
            article, known = await services.off_loop(_article_behind, services, links[0])
        except BadInput as error:
            reason = str(error).rstrip(".") + "."
            await say(update, context, escape(services.texts("check_unreadable", reason=reason)))
            return
    addresses = tuple(links) if _may_store_here(update, context) and not known else ()
    await _check(update, context, CheckOf(_beginning(article), article.published, addresses))


def _article_behind(services: Services, link: str) -> tuple[Article, bool]:
    """Return the article at an address and whether the archive has it; it is fetched only where it has not."""
    from retrieval.archive.addresses import article_at
    from retrieval.ingest.duplicates import canonical_address
    from retrieval.ingest.links import article_from_link

    archive = services.program.archive
    known = archive.articles([article_at(archive.database, canonical_address(link)) or ""])
    for article in known.values():
        return article, True
    article = article_from_link(link, open_fetcher(services.program.settings))
    return article, bool(article_at(archive.database, canonical_address(article.url or link)))


def _beginning(article: Article) -> str:
    told = [article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.PARAGRAPH]
    lead = "\n".join(told)[:LEAD].rsplit(". ", 1)[0]
    return "\n".join(part for part in (article.headline, lead) if part)


def _may_store_here(update: Update, context: Context) -> bool:
    chat = update.effective_chat
    return bool(chat and chat.type == "private" and may_add(services_of(context), update.effective_user))


async def _check(update: Update, context: Context, asked: CheckOf) -> None:
    await request(update, context, asked, anew=True)
