"""How the bot's own process asks the system for memory: many threads draw and read, and each would keep what it once needed."""

import contextlib
import ctypes

#: of glibc's malloc.h: the parameters for how many arenas there are, and from which size memory is asked for apart
_ARENAS, _APART = -8, -3
#: arenas for all threads, and bytes of what is given back as soon as it is free, as pictures are
MOST_ARENAS, LARGE = 2, 1 << 18


def keep_little() -> None:
    """Have threads share what has been freed, and large stretches go back to the system at once; does nothing but on glibc."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        change = ctypes.CDLL(None).mallopt
        change(_ARENAS, MOST_ARENAS)
        change(_APART, LARGE)
