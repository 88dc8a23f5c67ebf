"""How far long work is, shown in a terminal and nowhere else."""

import contextlib
import sys
from collections.abc import Callable


def advancing(what: str, total: int, closing: contextlib.ExitStack) -> Callable[[int], None] | None:
    """Return what is told how much more is done of `total`; None where nobody looks. `closing` ends the display."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console
    from rich.progress import Progress

    progress = closing.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = progress.add_task(what, total=total)
    return lambda more: progress.advance(task, more)
