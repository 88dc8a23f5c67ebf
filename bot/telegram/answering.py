"""Answering in processes of their own: several questions at once on as many cores, and one that hangs can be ended."""

import contextlib
import gc
import logging
import multiprocessing
import pickle
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from bot.configuration.settings import Settings
from bot.program import Program
from bot.telegram.replies_at_hand import RepliesAtHand, is_whole
from retrieval.errors import OnrecordError
from retrieval.stages import observe, tell

if TYPE_CHECKING:
    from retrieval.domain import Answer, Evidence, Question, Story
    from retrieval.stories import Stories

log = logging.getLogger(__name__)
#: seconds that a process has for a question, that a question waits for a process, and that a new article is waited for
SECONDS, PATIENCE, IN_STEP = 15.0, 10.0, 1.0
#: what a process sends back: what was asked for, None where the bot is to find it itself, what each stage took, and whether it
#: was found in a state of the archive as new as the one asked of
_Reply = tuple[Any, list[tuple[str, float]], bool]
#: what a process is asked for, by name: what costs so much that the bot's own process had no time for anything else
_ASKED: Mapping[str, Callable[[Program], Callable[..., Any]]] = {
    "answer": lambda program: program.answerer.answer,
    "sentences": lambda program: program.answerer.sentences,
    "newest stories": lambda program: program.stories.newest,
}


class AnsweringEnded(OnrecordError):
    """The process that was to answer has ended, or was ended because it took too long."""


class AnsweringProcesses:
    """Answers as a program does, in one of so many processes that have opened the same archive and index.

    While none of them is ready, while the sample stories answer, and where one of them fails, the program answers itself.
    A process that ends, or hangs and is ended, is followed by another. Safe to use from several threads.
    """

    def __init__(self, program: Program, settings: Settings, number: int) -> None:
        self._program, self._settings = program, settings
        self._at_hand = RepliesAtHand()
        reading = settings.reading
        #: seconds of an answer for which a reader has time, None where there is no reader
        self._budget = None if reading.model == "off" else reading.milliseconds / 1000
        self._idle: queue.LifoQueue[_Process] = queue.LifoQueue()
        self._running: set[_Process] = set()
        self._lock, self._closed = threading.Lock(), False
        self._starting = [threading.Thread(target=self._start, daemon=True) for _ in range(number)]
        for thread in self._starting:
            thread.start()

    def answer(self, question: "Question") -> "Answer":
        """Return the answer to a question in its context; raise AnsweringEnded as `ask` does."""
        answer: Answer = self.ask("answer", question)
        return answer

    def sentences(self, text: str, limit: int = 10) -> "list[Evidence]":
        """Return the sentences that an archive has for words; raise AnsweringEnded as `ask` does."""
        sentences: list[Evidence] = self.ask("sentences", text, limit)
        return sentences

    def ask(self, name: str, *args: Any) -> Any:
        """Return what one of the processes finds, or has found lately, or the bot's own where none can.

        Raises AnsweringEnded where the process hangs, or two end over it.
        """
        asked = pickle.dumps((name, args, self._program.index.position))
        if (lately := self._at_hand.get(asked)) is not None:
            return _reply_in(lately)[0]
        for again in (False, True):
            process = self._taken(again=again)
            if process is None:
                break
            try:
                reply = process.ask(asked)
            except (OSError, EOFError):  # it may have ended before: another is asked
                self._replace(process)
                continue
            except BaseException:
                self._replace(process)
                raise
            self._idle.put(process)
            found, stages, in_step = _reply_in(reply)
            if found is None:
                break
            if in_step and not getattr(found, "partial", False) and is_whole(stages, self._budget):
                self._at_hand.put(asked, reply)
            for stage, seconds in stages:
                tell(stage, seconds)
            return found
        else:
            raise AnsweringEnded("The process that was answering has ended.")
        return _ASKED[name](self._program)(*args)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        with self._lock:
            self._closed = True
        for thread in self._starting:
            thread.join()
        for process in self._running:
            process.end()

    def wait(self) -> None:
        """Wait until each process is ready, or cannot be."""
        for thread in self._starting:
            thread.join()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._program.answerer, name)

    def _taken(self, *, again: bool) -> "_Process | None":
        if self._program.samples or not (self._running or again):
            return None
        with contextlib.suppress(queue.Empty):
            return self._idle.get(timeout=PATIENCE)
        return None

    def _start(self) -> None:
        try:
            process = _Process(self._settings)
        except (OSError, EOFError) as error:
            log.warning("A process that answers could not be started: %s", error)
            return
        with self._lock:
            if not self._closed:
                self._running.add(process)
                self._idle.put(process)
                return
        process.end()

    def _replace(self, process: "_Process") -> None:
        process.end()
        with self._lock:
            self._running.discard(process)
            if self._closed:
                return
            log.warning("A process that answers has ended; another takes its place.")
            thread = threading.Thread(target=self._start, daemon=True)
            self._starting = [*(one for one in self._starting if one.is_alive()), thread]
            thread.start()


class _Process:
    """A process with a program of its own; it ends when the bot does, however that ends."""

    def __init__(self, settings: Settings) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, settings), name="answering", daemon=True)
        self._process.start()
        theirs.close()
        self._connection.recv()  # it is ready

    def ask(self, asked: bytes) -> bytes:
        self._connection.send_bytes(asked)
        if not self._connection.poll(SECONDS):
            raise AnsweringEnded("A question took longer than it may.")
        return self._connection.recv_bytes()

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()


def _reply_in(reply: bytes) -> _Reply:
    """Return what a process has sent; it is this program's own."""
    found: _Reply = pickle.loads(reply)  # noqa: S301
    return found


def _work(connection: Connection, settings: Settings) -> None:
    """Answer what comes over a connection until the other end is closed."""
    from bot.bootstrap import open_program
    from bot.telegram.errors import quiet_logs

    for ending in (signal.SIGINT, signal.SIGTERM):  # what is sent to all of them at once is the bot's to heed
        signal.signal(ending, signal.SIG_IGN)
    quiet_logs(settings.log.level, settings.token or "", form=settings.log.format)
    # a question makes thousands of objects and hardly a cycle, and what has been loaded stays
    gc.set_threshold(20_000, 20, 20)
    stages: list[tuple[str, float]] = []
    observe(lambda name, seconds: stages.append((name, seconds)))
    with contextlib.closing(open_program(settings)) as program, contextlib.suppress(EOFError, OSError):
        gc.freeze()
        connection.send("ready")
        while True:
            name, args, position = connection.recv()
            stages.clear()
            found, in_step = _found(program, name, args, position)
            connection.send((found, list(stages), in_step))


def _found(program: Program, name: str, args: Sequence[Any], position: int) -> tuple[Any, bool]:
    """Find from what the bot's own index holds at least, and say whether that has come; None where the bot can say better
    what is the matter.
    """
    late = time.monotonic() + IN_STEP
    try:
        asked = _ASKED[name](program)
        while not (in_step := program.index.position >= position) and time.monotonic() < late:
            time.sleep(0.01)
        return (None, False) if program.samples else (asked(*args), in_step)
    except Exception:  # noqa: BLE001  the bot meets it again, and tells
        return None, False


class _StoriesApart:
    """The stories, of which processes find those that have certain words in their headlines."""

    def __init__(self, stories: "Stories", processes: AnsweringProcesses) -> None:
        self._stories, self._processes = stories, processes

    def newest(self, limit: int, offset: int = 0, matching: str | None = None) -> "list[Story]":
        """Return stories, newest first; `matching`: those with each of its words in a headline."""
        if matching is None:
            return self._stories.newest(limit, offset)
        found: list[Story] = self._processes.ask("newest stories", limit, offset, matching)
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stories, name)


class _Apart:
    """The program with its answers given by processes; everything else is the program's own."""

    def __init__(self, program: Program, answerer: AnsweringProcesses) -> None:
        self._program, self.answerer = program, answerer

    @property
    def stories(self) -> _StoriesApart:
        """Return the stories of the archive that answers."""
        return _StoriesApart(self._program.stories, self.answerer)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._program, name)


@contextlib.contextmanager
def answering(program: Program, settings: Settings) -> Iterator[Any]:
    """Give a program whose questions are answered, within the block, in as many processes as the settings say."""
    if not settings.answers.processes:
        yield program
        return
    with contextlib.closing(AnsweringProcesses(program, settings, settings.answers.processes)) as answers:
        yield _Apart(program, answers)
