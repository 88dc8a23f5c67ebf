"""What a message holds: its words, its links, when and where they were published."""

import re

from telegram import Message, MessageEntity, MessageOriginChannel

from retrieval.claims.words import asks_to_check
from retrieval.domain import Source

#: links of one message that are followed
LINKS = 5
#: words beside a link that make the message a question about something rather than a link alone
WORDS = 4


def words_in(message: Message) -> str:
    """Return the words of a message, or those below its picture."""
    return message.text or message.caption or ""


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


def is_links_alone(message: Message) -> bool:
    """Say whether a message is links with hardly a word beside them, or with words that ask to check them."""
    links, rest = links_in(message), words_in(message)
    for link in links:
        rest = rest.replace(link, " ").replace(re.sub(r"^https?://", "", link), " ")
    return bool(links) and (len(re.findall(r"\w+", rest)) < WORDS or asks_to_check(rest))


def said_on(message: Message) -> str:
    """Return the day on which what a message holds was first posted, ISO 8601."""
    posted = message.forward_origin.date if message.forward_origin else message.date
    return posted.date().isoformat()


def source_of(message: Message) -> Source:
    """Return where a forwarded post is from: its channel, its address there, and the day."""
    origin, outlet, url = message.forward_origin, None, None
    if isinstance(origin, MessageOriginChannel):
        outlet = origin.chat.title
        url = f"https://t.me/{origin.chat.username}/{origin.message_id}" if origin.chat.username else None
    return Source(outlet, url, said_on(message) if origin else None)
