"""Links that lead to a sentence of a page: its first and last words behind "#:~:text=" (WICG, Scroll to Text Fragment)."""

import re
from urllib.parse import quote

#: words of a sentence that are named whole, and those named of the beginning and the end of a longer one
WHOLE, START, END = 6, 4, 3
#: characters that an address may have with its fragment
LONGEST = 900
_EDGES = " \t\n\"“”„‟«»‹›‘’'…"


def with_fragment(url: str | None, sentence: str) -> str | None:
    """Return an address that leads to a sentence, the address itself where there are no words or it would be too long.

    >>> with_fragment("https://e.example/a", "“It sank at once,” she said.")
    'https://e.example/a#:~:text=It%20sank%20at%20once%2C%E2%80%9D%20she%20said.'
    >>> with_fragment("https://e.example/a#top", "One two three four five six seven eight.")
    'https://e.example/a#top:~:text=One%20two%20three%20four,six%20seven%20eight.'
    """
    words = sentence.strip(_EDGES).split()
    if not url or not words or ":~:" in url:
        return url
    parts = [words] if len(words) <= WHOLE else [words[:START], words[-END:]]
    fragment = ",".join(_encoded(" ".join(part)) for part in parts)
    whole = f"{url}{'' if '#' in url else '#'}:~:text={fragment}"
    return whole if len(whole) <= LONGEST else url


def without_fragment(url: str) -> str:
    """Return an address as it is written for people.

    >>> without_fragment("https://e.example/a#:~:text=It%20sank"), without_fragment("https://e.example/a#b")
    ('https://e.example/a', 'https://e.example/a#b')
    """
    return re.sub(r"#?:~:text=.*$", "", url)


def _encoded(words: str) -> str:
    # "-", "," and "&" mean something in a fragment
    return quote(words, safe="").replace("-", "%2D")
