"""Plain questions: in private every text, in groups what is addressed to the bot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Message, MessageEntity, Update
from telegram.ext import filters

from bot.chat.conversation import Asks
from bot.telegram.handlers.replies import say, typing, whose
from bot.telegram.handlers.screens import show, written
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.answers import Rendered
from bot.views.examples import example_buttons
from bot.views.messages import chat_html
from retrieval.domain import Context as About
from retrieval.domain import Request, Turn


class Addressed(filters.MessageFilter):
    """Lets through what is meant for the bot: private messages, mentions, and replies to what it said."""

    def filter(self, message: Message) -> bool:
        """Say whether the message is for the bot."""
        bot = message.get_bot()
        if message.via_bot and message.via_bot.id == bot.id:
            return False  # an answer that somebody sent with the inline mode
        if message.is_automatic_forward:
            return False  # a post of the linked channel, which nobody here has asked
        if message.chat.type == "private":
            return True
        earlier = message.reply_to_message
        if earlier and earlier.from_user and earlier.from_user.id == bot.id and not earlier.forum_topic_created:
            return True
        # what is forwarded to a group may mention the bot, but nobody here has asked it
        return message.forward_origin is None and _mention(message) is not None


def _mention(message: Message) -> str | None:
    """Return the words that mention the bot, None where it is not mentioned."""
    bot = message.get_bot()
    for kind in (MessageEntity.MENTION, MessageEntity.TEXT_MENTION):
        found = message.parse_entities([kind]) if message.text else message.parse_caption_entities([kind])
        for entity, words in found.items():
            named = entity.user.id == bot.id if entity.user else words.casefold() == f"@{bot.username}".casefold()
            if named:
                return words
    return None


def asked_in(message: Message) -> str:
    """Return the question in a message: its words without the mention of the bot."""
    text = message.text or message.caption or ""
    mention = _mention(message)
    return " ".join((text.replace(mention, " ", 1) if mention else text).split())


async def question(update: Update, context: Context) -> None:
    """Answer a question in plain words."""
    message = update.effective_message
    if message is None:
        return
    text = asked_in(message)
    if not any(character.isalnum() for character in text):
        await hint(update, context)
        return
    await ask(update, context, text)


async def request(update: Update, context: Context, asked: Request | Asks, **how: Any) -> None:
    """Answer a request of the user of this update."""
    services = services_of(context)
    chat, user = whose(update)
    async with services.in_order(chat, user):
        async with typing(update, context):
            turn = await services.off_loop(services.conversation.request, chat, user, asked, **how)
        await show(update, context, turn)


@dataclass(frozen=True, slots=True)
class Asked:
    """The last question of somebody in a chat: its message, its words, the message that answers it, and what came before."""

    question: int
    text: str
    answer: int
    before: About


async def ask(update: Update, context: Context, text: str, instead_of: Asked | None = None) -> None:
    """Answer `text`, asked by the user of this update; `instead_of` is what it was before it was edited."""
    services, message = services_of(context), update.effective_message
    if await refused_as_too_long(update, context, text):
        return
    chat, user = whose(update)
    async with services.in_order(chat, user):
        async with typing(update, context):
            before, turn, rendered = await services.off_loop(
                _answered, services, update, text, instead_of.before if instead_of else None
            )
        shown = await show(
            update, context, turn, instead_of=instead_of.answer if instead_of else None, rendered=rendered
        )
    if message is not None and shown is not None:
        services.asked.put((chat, user), Asked(message.message_id, text, shown, before))


def _answered(services: Services, update: Update, text: str, back_to: About | None) -> tuple[About, Turn, Rendered]:
    """Answer a question and write the answer down, in one go: each way into a thread and back costs time.

    What was asked since `back_to` is taken back. Return what the chat was about before, too.
    """
    message, (chat, user) = update.effective_message, whose(update)
    conversation = services.conversation
    earlier, quoted = replied(services, message) if message is not None else (None, None)
    before = conversation.context(chat, user) if back_to is None else back_to
    if back_to is not None:
        conversation.go_back(chat, user, back_to)
    turn = conversation.ask(chat, user, text, quoted, earlier, before)
    return before, turn, written(services, update, turn)


async def refused_as_too_long(update: Update, context: Context, text: str) -> bool:
    """Say whether `text` is longer than a question may be, and tell the asker so."""
    services = services_of(context)
    if len(text) <= services.limits.longest:
        return False
    await say(update, context, services.texts("too_long", limit=services.limits.longest))
    return True


def replied(services: Services, message: Message) -> tuple[Turn | None, str | None]:
    """Return what a message replies to: the answer of ours that it shows, and the words quoted of it."""
    earlier = message.reply_to_message
    if earlier is None or earlier.forum_topic_created:
        return None, message.quote.text if message.quote else None
    turn = services.conversation.shown_by(str(earlier.chat_id), str(earlier.message_id))
    if message.quote:
        return turn, message.quote.text
    return turn, None if turn else (earlier.text or earlier.caption)


async def hint(update: Update, context: Context) -> None:
    """Answer what holds no words: a sticker, emoji, a picture; of an album only the picture with words is answered."""
    services, message = services_of(context), update.effective_message
    if message is not None and message.media_group_id:
        return
    examples = await services.off_loop(services.conversation.examples)
    await greet(update, context, services.texts("nothing_to_read"), examples)


async def greet(update: Update, context: Context, message: str, examples: Sequence[Request]) -> None:
    """Say a line of the bot's own, with examples: in a private chat as buttons, in a group as questions to type."""
    services, chat = services_of(context), update.effective_chat
    private = chat is not None and chat.type == "private"
    rows = example_buttons(examples, services.texts) if private else ()
    await say(update, context, chat_html(message, examples, services.texts, as_buttons=bool(rows)), rows)
