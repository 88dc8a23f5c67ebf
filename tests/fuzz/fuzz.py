"""Give a door random bytes for some minutes, led by what they reach of the code, and stop at what it must not do.

`python tests/fuzz/fuzz.py TARGET [--seconds 1800] [--corpus FOLDER]`: status 0 if nothing but errors of ours came up and no input of
up to 100 KB took a second of the processor; else the input is kept in a file that is named, and given back by `--again FILE`.
`pip install -e '.[dev,fuzz]'` brings atheris; `list` prints the targets.
"""

import argparse
import contextlib
import hashlib
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

#: bytes of an input, and seconds of the processor that it may take; the first of a process load what is loaded once
LONGEST, MOST_SECONDS, WARM = 100_000, 1.0, 20


class TooSlow(Exception):
    """An input took longer than it may."""


def judged(name: str, data: bytes, *, timed: bool = True) -> None:
    """Give one input to a target; raise TooSlow, or whatever it raised that is no error of ours."""
    from retrieval.errors import OnrecordError
    from tests.fuzz.targets import TARGETS

    started = time.process_time()
    with contextlib.suppress(OnrecordError):
        TARGETS[name](data)
    taken = time.process_time() - started
    if timed and taken > MOST_SECONDS:
        raise TooSlow(f"{len(data)} bytes took {taken:.1f} s")


def search(name: str, seconds: int, corpus: Path) -> None:
    """Search until time is up or something is found; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["retrieval", "bot"]):
        from tests.fuzz.targets import SEEDS
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in SEEDS.get(name, ("The ferry hit a reef on Monday.",)):
        data = seed.encode()
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
        judged(name, data, timed=False)
    tried = 0

    def once(data: bytes) -> None:
        nonlocal tried
        tried += 1
        judged(name, data, timed=tried > WARM)

    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        "-timeout=60",
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={corpus}-found-", str(corpus)], once)
    atheris.Fuzz()


def main() -> None:
    """Read the command line and search, or give one input again."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("target")
    asked.add_argument("--seconds", type=int, default=1800)
    asked.add_argument("--corpus", type=Path)
    asked.add_argument("--again", type=Path)
    given = asked.parse_args()
    if given.target == "list":
        from tests.fuzz.targets import TARGETS

        print(*TARGETS, sep="\n")
    elif given.again:
        judged(given.target, given.again.read_bytes())
    else:
        corpus = given.corpus or Path(tempfile.gettempdir()) / "onrecord-fuzz" / given.target
        search(given.target, given.seconds, corpus)


if __name__ == "__main__":
    main()
