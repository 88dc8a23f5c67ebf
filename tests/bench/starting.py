"""How long `onrecord ask` takes as a whole process, beside a bare Python that imports tantivy, SQLAlchemy and rank_bm25.

Run it with the Python of an environment in which onrecord is installed, or has what it needs: python tests/bench/starting.py [RUNS]
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

INSTALLED = Path(sys.executable).with_name("onrecord")
#: the command where it is installed, which starts a little sooner, and else the package beside this file
COMMAND = [str(INSTALLED)] if INSTALLED.exists() else [sys.executable, "-m", "bot"]
ASK = [*COMMAND, "ask", "When did the ferry run aground?"]
ROOT = Path(__file__).parents[2]
BARE = [sys.executable, "-c", "import tantivy, sqlalchemy, rank_bm25"]


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return the wall time of one run of a command."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Run the two in turn and print their medians and the median of the ratios, pair by pair."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as home:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "TELEGRAM_"))
        }
        environment |= {"XDG_DATA_HOME": f"{home}/data", "XDG_CACHE_HOME": f"{home}/cache"}
        first = seconds(ASK, environment)  # builds the samples' archive
        pairs = [(seconds(ASK, environment), seconds(BARE, environment)) for _ in range(runs)]
    asks, bares = zip(*pairs, strict=True)
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"first question, samples built: {first:.3f} s")
    print(f"ask {statistics.median(asks):.3f} s, bare imports {statistics.median(bares):.3f} s, medians of {runs}")
    print(f"ratio={ratio:.2f}")


if __name__ == "__main__":
    main()
