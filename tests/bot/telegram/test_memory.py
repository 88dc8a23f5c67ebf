"""However many threads of the bot need memory, they share few arenas, and a system without glibc is no fault."""

import ctypes
import subprocess
import sys
from types import SimpleNamespace

import pytest

from bot.telegram.memory import MOST_ARENAS, keep_little

COUNTED = """
import ctypes, re, sys, tempfile, threading
from bot.telegram.memory import keep_little

library = ctypes.CDLL(None)
keep_little()
together = threading.Barrier(8)

def use():
    held = [ctypes.create_string_buffer(1000) for _ in range(100)]
    together.wait()

threads = [threading.Thread(target=use) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
library.fopen.restype = ctypes.c_void_p
library.malloc_info.argtypes, library.fclose.argtypes = [ctypes.c_int, ctypes.c_void_p], [ctypes.c_void_p]
with tempfile.NamedTemporaryFile() as told:
    file = library.fopen(told.name.encode(), b"w")
    library.malloc_info(0, file)
    library.fclose(file)
    print(len(re.findall(b"<heap nr=", told.read())))
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_info"), reason="the C library is not glibc")
def test_threads_share_few_arenas() -> None:
    done = subprocess.run([sys.executable, "-c", COUNTED], capture_output=True, text=True, check=True)
    assert 1 <= int(done.stdout) <= MOST_ARENAS


def test_a_library_that_cannot_be_told_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())
    keep_little()
