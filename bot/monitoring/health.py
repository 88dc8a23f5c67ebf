"""Whether the bot is well: what has to hold for it to answer, each as a named check."""

import time
from collections.abc import Callable, Mapping

from bot.program import Program
from retrieval.errors import OnrecordError

#: seconds without a word from Telegram after which the bot is not ready: a poll alone takes half a minute
SILENCE = 120.0


class Connection:
    """When Telegram was last heard of."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, longest: float | None = SILENCE) -> None:
        """Take a silence longer than `longest` seconds for a fault; where updates are sent, and not polled for, none is."""
        self._clock, self._longest = clock, longest
        self._heard: float | None = None

    def heard(self) -> None:
        """Note that Telegram has answered, or sent something."""
        self._heard = self._clock()

    def fault(self) -> str | None:
        """Return why Telegram counts as away, None where it does not."""
        if self._heard is None:
            return "has not been reached yet"
        silent = self._clock() - self._heard
        return None if self._longest is None or silent <= self._longest else f"silent for {silent:.0f} seconds"


def archive_fault(program: Program) -> str | None:
    """Return why the archive cannot be read, None where it can."""
    try:
        program.archive.position()
    except OnrecordError as error:
        return type(error).__name__
    return None


def index_fault(program: Program) -> str | None:
    """Return why the index cannot be read, None where it can."""
    try:
        program.index.position  # noqa: B018  asking is the check
    except OnrecordError as error:
        return type(error).__name__
    return None


class Health:
    """The checks by name; each returns what is wrong in a few words, or None."""

    def __init__(self, checks: Mapping[str, Callable[[], str | None]]) -> None:
        self._checks = dict(checks)

    def faults(self) -> dict[str, str]:
        """Return what is wrong, by the name of the check; empty where the bot can answer."""
        found = {name: check() for name, check in self._checks.items()}
        return {name: fault for name, fault in found.items() if fault}
