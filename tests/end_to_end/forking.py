"""Begins the bot many times for the price of one start: a process that has imported it forks one for each that is asked for.

    python forking.py SOCKET

A message on the socket holds, as JSON, the environment of a new process and its folder, and brings the file that is to be
its stderr. Its number goes back, and when it has ended its status as `os.waitpid` gives it. Nothing of the bot has run
before: what is forked has its modules, and begins where `python -m bot` does. Linux alone tells of an end as it is done here.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import socket
import sys
from collections.abc import Callable

#: what the bot imports until it answers
IMPORTED = (
    "bot.cli", "bot.bootstrap", "bot.telegram.lifecycle", "bot.samples", "bot.configuration.ranking_weights",
    "bot.monitoring.http_server", "retrieval.index.near_real_time", "retrieval.index.embedded", "retrieval.index.following",
    "retrieval.ingest.pipeline", "retrieval.reading.model", "anyio._backends._asyncio", "babel.dates", "babel.numbers",
)  # fmt: skip
#: bytes of a message, at most
LONGEST = 1_000_000


def serve(listening: socket.socket) -> Callable[[], int]:
    """Fork a process for each connection; in the new one return what it is to run. Ends with its own stdin."""
    waiting: dict[int, tuple[int, socket.socket]] = {}
    while True:
        ready, _, _ = select.select([sys.stdin, listening, *waiting], [], [])
        if sys.stdin in ready:
            os._exit(0)
        for ended in waiting.keys() & set(ready):
            process, connection = waiting.pop(ended)
            _, status = os.waitpid(process, 0)
            with contextlib.suppress(OSError):  # whoever asked has gone
                connection.send(str(status).encode())
            connection.close()
            os.close(ended)
        if listening in ready:
            connection, _ = listening.accept()
            message, (errors,), _, _ = socket.recv_fds(connection, LONGEST, 1)
            process = os.fork()
            if not process:
                listening.close()
                return begun(errors, **json.loads(message))
            os.close(errors)
            connection.send(str(process).encode())
            waiting[os.pidfd_open(process)] = process, connection


def begun(errors: int, environment: dict[str, str], folder: str) -> Callable[[], int]:
    """Become a process as it is begun by itself, and return the bot's main function."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number, file in enumerate((nothing, nothing, errors)):
        os.dup2(file, number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["onrecord"]
    from bot.cli import main

    return main


if __name__ == "__main__":
    for name in IMPORTED:
        importlib.import_module(name)
    gc.freeze()
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as place:
        place.bind(sys.argv[1])
        place.listen(64)
        run = serve(place)
    gc.unfreeze()
    sys.exit(run())
