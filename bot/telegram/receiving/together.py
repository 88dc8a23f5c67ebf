"""Posts that somebody forwards at once are handled together: thirty replies to thirty posts would help nobody."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from telegram import Message, Update

#: posts that come one right after the other from which on they are handled together
FEWEST = 3

_others: ContextVar[tuple[Message, ...]] = ContextVar("others", default=())


def forwarded_post(update: Update | None) -> Message | None:
    """Return the post with words that an update brings from elsewhere to a private chat, None where it brings none."""
    message = update.message if update else None
    if message is None or message.forward_origin is None or message.document or message.chat.type != "private":
        return None
    return message if message.text or message.caption else None


@contextmanager
def handled_with(updates: Sequence[Update | None]) -> Iterator[None]:
    """Let whoever handles an update within the block handle the posts of others with it."""
    before = _others.set(tuple(filter(None, map(forwarded_post, updates))))
    try:
        yield
    finally:
        _others.reset(before)


def other_posts() -> tuple[Message, ...]:
    """Return the posts that are to be handled together with the one that is being handled."""
    return _others.get()
