"""What is known of a call's fate: whether it went out, and whether Telegram replied. It decides what may be tried again."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from retrieval.archive.sending_log import SendingLog


class Delivery:
    """The messages that are sent for one update, counted, so that none goes out again when it is handled again.

    `before` are the messages that an earlier process has sent for it, or may have: as many are skipped.
    """

    def __init__(self, update_id: int, before: int = 0, log: SendingLog | None = None) -> None:
        self._id, self._before, self._log = update_id, before, log
        self._is_begun = False

    def has_gone_before(self) -> bool:
        """Say of the next message whether it was sent before, and count it."""
        self._before -= 1
        return self._before >= 0

    def is_worked_at(self) -> None:
        """Note that work for the update begins, which may end the process."""
        if self._log is not None and not self._is_begun:
            self._is_begun = True
            self._log.begin(self._id)

    def takes_another_form(self) -> None:
        """Count the next message as the one before: that one was refused, and comes again in another form."""
        self._before += 1

    def goes(self) -> None:
        """Note that a message goes out in this instant."""
        if self._log is not None:
            self._log.note(self._id)

    def has_not_arrived(self) -> None:
        """Note that the message that went out has surely not arrived, or goes out again."""
        if self._log is not None:
            self._log.take_back(self._id)


class Attempt:
    """One try of a call: `written` once its body goes out, `answered` once there is a reply of any kind.

    `next_is_body` once what the connection sends next is the body.
    """

    def __init__(self, delivery: Delivery | None = None) -> None:
        self._delivery = delivery
        self.written = self.answered = self.next_is_body = False

    async def trace(self, event: str, _info: object) -> None:
        """Take note of what the connection does; called by the HTTP client."""
        if event.endswith("send_request_body.started"):
            self.next_is_body = True

    def leaving(self) -> None:
        """Take note that bytes leave in this instant."""
        if self.next_is_body:
            self.goes()

    def goes(self) -> None:
        """Note that the body goes out now."""
        if not self.written:
            if self._delivery is not None:
                self._delivery.goes()
            self.written = True

    def failed(self) -> bool:
        """Take note that the call has failed; return whether it may have been carried out nevertheless."""
        unsure = self.written and not self.answered
        if self.written and not unsure:
            self.take_back()
        return unsure

    def take_back(self) -> None:
        """Take back the note that a message goes out."""
        if self._delivery is not None:
            self._delivery.has_not_arrived()


_attempt: ContextVar[Attempt | None] = ContextVar("attempt", default=None)
_delivery: ContextVar[Delivery | None] = ContextVar("delivery", default=None)


@contextmanager
def attempting(attempt: Attempt) -> Iterator[Attempt]:
    """Take note, in `attempt`, of what happens to the call that is made within the block."""
    before = _attempt.set(attempt)
    try:
        yield attempt
    finally:
        _attempt.reset(before)


@contextmanager
def delivering(delivery: Delivery) -> Iterator[None]:
    """Count, in `delivery`, the messages that are sent within the block."""
    before = _delivery.set(delivery)
    try:
        yield
    finally:
        _delivery.reset(before)


def current_attempt() -> Attempt | None:
    """Return what takes note of the call that is made here, None where nothing does."""
    return _attempt.get()


def current_delivery() -> Delivery | None:
    """Return what counts the messages that are sent here, None where nothing does."""
    return _delivery.get()
