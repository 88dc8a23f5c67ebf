"""Compare how much time of the processor each pattern takes on a run and on one eight times as long; name those far beyond that.

`python tests/linearity/growth.py [--languages en,de] [--part 1/4] [--longest 200000]`: a line for each slow pattern, status 1 if any.
Each is tried in a process of its own, which is ended if it gets nowhere.
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.linearity.patterns import Compiled, compiled
from tests.linearity.runs import texts

SHORT, STEP = 1_000, 8
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
    for method in one.methods:
        use: Callable[[Any], object] = getattr(one.pattern, "finditer" if method in _THROUGH else method)
        found = use(text)
        if method in _THROUGH:
            for _ in found:  # type: ignore[attr-defined]
                pass
    return time.thread_time() - started


_THROUGH = frozenset({"finditer", "findall", "sub", "subn", "split"})


def _try(one: Compiled, longest: int, said: Any) -> None:
    said.send(slow_on(one, longest))


def verdict(one: Compiled, longest: int) -> str | None:
    """Return what is wrong with a pattern, None if nothing is."""
    # before the process begins, which then has the texts as well
    patience = PATIENCE * (1 + len(texts(one.pattern)) // 20)
    context = multiprocessing.get_context("fork")
    heard, said = context.Pipe(duplex=False)
    process = context.Process(target=_try, args=(one, longest, said))
    process.start()
    said.close()
    answer: Any = heard.recv() if heard.poll(patience) else "does not end"
    process.kill()
    process.join()
    return f"{one.file}:{one.line} {sorted(one.methods)} {answer!r}" if answer else None


def main() -> int:
    """Try the patterns of one part; print the slow ones, then how many were tried."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--languages", default="en,de,fr,es,it,pt,ru")
    asked.add_argument("--part", default="1/1")
    asked.add_argument("--longest", type=int, default=200_000)
    given = asked.parse_args()
    number, of = map(int, given.part.split("/"))
    part = compiled(tuple(given.languages.split(",")))[number - 1 :: of]
    slow = [said for one in part if (said := verdict(one, given.longest))]
    print(*slow, f"{len(slow)} of {len(part)} patterns are slow", sep="\n")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
