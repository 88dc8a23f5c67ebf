"""Compare how much time of the processor each pattern takes on a run and on one eight times as long; name those far beyond that.

`python tests/linearity/growth.py [--languages en,de] [--part 1/4] [--longest 200000]`: a line for each slow pattern, status 1 if any.
They are tried in a process of their own, which is ended, and followed by another, when one of them gets nowhere.
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.linearity.patterns import Compiled, compiled
from tests.linearity.runs import texts

SHORT, STEP = 500, 8
#: a linear pattern takes eight times as long, one whose time is squared sixty-four times; shorter times are noise
MOST, NOISE = 24, 0.004
#: seconds after which a pattern that is still at one text is given up: an honest one needs a thousandth
PATIENCE = 30


def slow_on(one: Compiled, longest: int) -> tuple[str, str] | None:
    """Return a text on which a pattern takes out of proportion, as what stands once and what is repeated."""
    for head, unit in texts(one.pattern):
        if _grows(one, head, unit, SHORT) or (longest > SHORT * STEP and _grows(one, head, unit, longest // STEP)):
            return head, unit
    return None


def _grows(one: Compiled, head: str, unit: str, size: int) -> bool:
    def seconds(size: int, times: int = 1) -> float:
        text: Any = (head + unit * (size // len(unit) + 1))[:size]
        text = text if isinstance(one.pattern.pattern, str) else text.encode()
        return min(_seconds(one, text) for _ in range(times))

    long = seconds(size * STEP)
    if long < NOISE or long < MOST * seconds(size):
        return False
    return seconds(size * STEP, 3) > MOST * max(seconds(size, 5), NOISE / 64)


def _seconds(one: Compiled, text: Any) -> float:
    started = time.thread_time()
    for method in _walks(one.methods):
        use: Callable[[Any], object] = getattr(one.pattern, method)
        found = use(text)
        if method == "finditer":
            for _ in found:  # type: ignore[attr-defined]
                pass
    return time.thread_time() - started


_THROUGH = frozenset({"finditer", "findall", "sub", "subn", "split"})


@lru_cache(maxsize=1)
def _walks(methods: frozenset[str]) -> list[str]:
    """Return the ways through a text that methods take: `findall`, `sub` and their like go as `finditer` does, `search` less far."""
    return sorted(methods - _THROUGH - {"search"} | {"finditer"} if methods & _THROUGH else methods)


def _try(some: list[Compiled], longest: int, said: Connection) -> None:
    for one in some:
        said.send(slow_on(one, longest))


def verdicts(some: list[Compiled], longest: int) -> list[str]:
    """Return what is wrong with patterns, one after the other; where one gets nowhere, the rest goes on in another process."""
    context = multiprocessing.get_context("fork")
    for one in some:
        texts(one.pattern)  # made once: the processes begin with them
    wrong: list[str] = []
    left = some
    while left:
        heard, said = context.Pipe(duplex=False)
        process = context.Process(target=_try, args=(left, longest, said))
        process.start()
        said.close()
        answers = _answers(heard, left)
        process.kill()
        process.join()
        wrong += [
            f"{one.file}:{one.line} {sorted(one.methods)} {answer!r}"
            for one, answer in zip(left, answers, strict=False)
            if answer
        ]
        left = left[len(answers) :]
    return wrong


def _answers(heard: Connection, some: list[Compiled]) -> list[object]:
    """Return what is told of each pattern, as far as the first that nothing is told of in time."""
    answers: list[object] = []
    for one in some:
        if not heard.poll(PATIENCE * (1 + len(texts(one.pattern)) // 20)):
            return [*answers, "does not end"]
        answers.append(heard.recv())
    return answers


def main() -> int:
    """Try the patterns of one part; print the slow ones, then how many were tried."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--languages", default="en,de,fr,es,it,pt,ru")
    asked.add_argument("--part", default="1/1")
    asked.add_argument("--longest", type=int, default=200_000)
    given = asked.parse_args()
    number, of = map(int, given.part.split("/"))
    part = compiled(tuple(given.languages.split(",")))[number - 1 :: of]
    slow = verdicts(part, given.longest)
    print(*slow, f"{len(slow)} of {len(part)} patterns are slow", sep="\n")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
