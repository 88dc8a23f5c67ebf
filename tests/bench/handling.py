"""How long the bot takes around an answer: a question from Telegram to its reply, without the search for the answer.

    python -m tests.bench.handling [--archive FOLDER] [--questions FILE.jsonl] [--limit N] [--rounds N]

Each question is handled by the application as it runs, with the stores of contexts, turns and preferences, and with calls
that are recorded instead of sent. Measured are the milliseconds of handling and those of the answerer inside it; their
difference is what the handler takes: reading the update, who may ask and how fast, the context, the HTML, the buttons, the
call. Wall time says what a person waits on a machine with nothing else to do; processor time, that of all threads and of
what is written beside the answer, is the same on a busy one. Medians over all questions; without --archive the sample
stories are asked what their headlines are about.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from bot.bootstrap import Program, open_program
from bot.configuration.settings import load_settings
from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits
from retrieval.domain import Answer, Question

from ..bot.chatting import Chat
from ..bot.recorder import TOKEN, Recorder

#: people who ask in turn, so that most questions have a conversation before them
ASKERS = 20


#: wall seconds and processor seconds
Taken = tuple[float, float]


class Timed:
    """An answerer and what it took for each question."""

    def __init__(self, answerer: Any) -> None:
        self._answerer = answerer
        self.taken: list[Taken] = []

    def answer(self, question: Question) -> Answer:
        """Answer, and note how long it took."""
        began, worked = time.perf_counter(), time.thread_time()
        answer: Answer = self._answerer.answer(question)
        self.taken.append((time.perf_counter() - began, time.thread_time() - worked))
        return answer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._answerer, name)


class TimedProgram:
    """A program whose answerer is timed."""

    def __init__(self, program: Program) -> None:
        self._program, self.answerer = program, Timed(program.answerer)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._program, name)


async def measure(program: Program, questions: list[str], rounds: int) -> list[tuple[Taken, Taken]]:
    """Return what handling and answering each question took, the first round left out."""
    timed: Any = TimedProgram(program)
    recorder = Recorder()
    application = build_application(timed, TOKEN, recorder, limits=Limits(burst=1e9, a_second=1e9))
    taken: list[tuple[Taken, Taken]] = []
    records = application.bot_data["services"].records
    async with application:
        chat = Chat(application, recorder, timed)
        for turn in range(rounds + 1):
            for number, text in enumerate(questions):
                asker = 100 + (number + turn) % ASKERS
                person = {"id": asker, "is_bot": False, "first_name": "Reader"}
                message = chat.message(text, chat={"id": asker, "type": "private"}, **{"from": person})
                timed.answerer.taken.clear()
                began, worked = time.perf_counter(), time.process_time()
                with records.together():  # as the receiver does
                    await chat.update(message=message)
                whole = time.perf_counter() - began, time.process_time() - worked
                if turn and timed.answerer.taken:
                    taken.append((whole, timed.answerer.taken[0]))
    application.bot_data["services"].close()
    return taken


def questions_of(program: Program, file: str | None, limit: int) -> list[str]:
    """Return the questions of a file, else what the newest headlines are about."""
    if file:
        lines = Path(file).read_text("utf-8").splitlines()
        return [json.loads(line)["question"] for line in islice(lines, limit)]
    return [f"When did {cited.headline}?" for cited in program.archive.newest(limit) if cited.headline]


def main() -> None:
    """Measure and print a line of medians."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name in ("archive", "questions"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        program = open_program(load_settings({"archive.url": chosen.archive or folder}))
        try:
            asked = questions_of(program, chosen.questions, chosen.limit)
            taken = asyncio.run(measure(program, asked, chosen.rounds))
        finally:
            program.close()
    for number, clock in enumerate(("wall", "processor")):
        around = sorted(1000 * (whole[number] - inside[number]) for whole, inside in taken)
        middle, ninth = statistics.median(around), around[int(0.9 * len(around))]
        answering = 1000 * statistics.median(inside[number] for _, inside in taken)
        print(f"{clock}: questions={len(taken)} around_ms={middle:.2f} 90th={ninth:.2f} answering_ms={answering:.2f}")


if __name__ == "__main__":
    main()
