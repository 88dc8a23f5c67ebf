"""Where contexts and turns live between messages: what a conversation asks of its stores, and the simplest of them."""

from typing import Protocol

from retrieval.domain import Context, Turn


class Contexts(Protocol):
    """Where contexts live between turns, per chat and user, until they expire."""

    def load(self, chat: str, user: str) -> Context | None:
        """Return the context, None when there is none or it has expired."""
        ...

    def save(self, chat: str, user: str, context: Context) -> None:
        """Keep the context and start its time again."""
        ...

    def drop(self, chat: str, user: str) -> None:
        """Forget the context."""
        ...

    def forget_person(self, user: str) -> None:
        """Let go of what is at hand of a person."""
        ...

    def move(self, chat: str, to: str) -> None:
        """Take the contexts of a chat along to the one that it has become."""
        ...

    def close(self) -> None:
        """Let go of what is held, once everything has been kept."""
        ...


class Turns(Protocol):
    """Where turns live for their buttons and for replies, until they are forgotten."""

    def save(self, turn: Turn) -> None:
        """Keep a turn."""
        ...

    def load(self, key: str) -> Turn | None:
        """Return a turn, None where there is none (any more)."""
        ...

    def note(self, chat: str, message: str, key: str) -> None:
        """Remember which message shows a turn."""
        ...

    def shown_by(self, chat: str, message: str) -> str | None:
        """Return the key of the turn that a message shows."""
        ...

    def forget_person(self, user: str) -> None:
        """Let go of what is at hand of a person."""
        ...

    def close(self) -> None:
        """Let go of what is held, once everything has been kept."""
        ...


class ContextsInMemory:
    """Contexts of this process only: for `ask --jsonl`, where a chat is a few lines of one file."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Context] = {}

    def load(self, chat: str, user: str) -> Context | None:
        """Return the context of this chat and user."""
        return self._kept.get((chat, user))

    def save(self, chat: str, user: str, context: Context) -> None:
        """Keep the context."""
        self._kept[chat, user] = context

    def drop(self, chat: str, user: str) -> None:
        """Forget the context."""
        self._kept.pop((chat, user), None)

    def forget_person(self, user: str) -> None:
        """Forget the contexts of a person."""
        self._kept = {key: context for key, context in self._kept.items() if user not in key}

    def move(self, chat: str, to: str) -> None:
        """Take the contexts of a chat and its topics along to the chat that it has become."""
        for place, user in [key for key in self._kept if key[0].partition("/")[0] == chat]:
            self._kept[to + place.removeprefix(chat), user] = self._kept.pop((place, user))

    def close(self) -> None:
        """Do nothing: nothing outlives the process."""
