"""Ctrl-C and SIGTERM for commands that take long: what is under way is finished first."""

import contextlib
import signal
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def stopping(event: threading.Event | None = None) -> Iterator[threading.Event]:
    """Give an event (or set the one given) that Ctrl-C and SIGTERM set; a second signal ends the program at once."""
    event = event or threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield event
        return

    def stop(number: int, _: object) -> None:
        if event.is_set():
            raise KeyboardInterrupt
        event.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield event
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
