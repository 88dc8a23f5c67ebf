"""Runs of words with capitals, as names and what looks like them stand in a text."""

import re
from collections.abc import Iterable
from functools import lru_cache

from retrieval.quotations.lexicon import lexicon
from retrieval.text.languages import DEFAULT
from retrieval.text.scripts import FOREIGN

#: capitals of every alphabet that has them, below the rare and historic ones
_CAPITALS = "".join(
    c for c in map(chr, (*range(0xC0, 0x590), *range(0x10A0, 0x10D0), *range(0x1E00, 0x2000))) if c.isupper()
)
_CAPITAL, _ASCII_CAPITAL = f"A-Z{_CAPITALS}", "A-Z"
#: a letter with marks of its own that have no common form: O with a dot and a grave
_LETTER = r"\w\u0300-\u036f"
#: titles whose full stop belongs to the name, by length
_ABBREVIATED = (
    "(?:Mr|Ms|Dr|St|Jr|Sr|Lt)",
    "(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt|Rev|Adm|Maj|Hon)",
    "(?:Capt|Prof|Supt|Insp)",
)


@lru_cache(maxsize=16)
def run_pattern(language: str, capital: str = _CAPITAL) -> re.Pattern[str]:
    """Return the pattern of a run of words with capitals, joined by the particles of family names.

    `capital` are the capitals that a text has: the fewer there are, the quicker the search.

    >>> run_pattern("en").findall("Yesterday Ola van der Hoop Renn met Ana Brill.")
    ['Yesterday Ola van der Hoop Renn', 'Ana Brill']
    """
    words = lexicon(language) or lexicon(DEFAULT)
    assert words is not None
    particles = _any(words.particles)
    # "von der Leyen", but "der Sprecher der Feuerwehr": an article joins only behind another particle
    first = _any(word for word in words.particles if words.tags.get(word, "w") not in "d&")
    dotted = r"|".join(rf"\.(?<=\b{width}\.)" for width in _ABBREVIATED)
    # a set of characters first, and what may not stand before it after that: many times quicker than the other way round
    rest = rf"(?:\.(?:[{capital}]\.)*|[{_LETTER}\-‑]*(?:[’'](?!s\b)[{_LETTER}\-‑]+)*(?:(?:{dotted})(?:-[a-z]+)?)?)"
    joined = r"(?:al|el|ul|as|ad|an|ar|bin|ben|de|la)[\-‑]|(?:[dDl]|dell|dall|nell)[’']"
    joints = rf"(?:(?:(?:{first}|[’']t)[ \u00a0]|{joined})(?:(?:{particles}|[’']t)[ \u00a0]|{joined}){{0,2}})?"
    return re.compile(rf"[{capital}](?<![\w@#/].){rest}(?:[ \u00a0]{joints}[{capital}]{rest})*")


def capitals_of(text: str) -> str:
    """Return the capitals that `run_pattern` must look for in a text: those of ASCII where it has no others.

    >>> capitals_of("“Non,” said Ann, née Brill."), capitals_of("Ștefan left.") == capitals_of("Ann left.")
    ('A-Z', False)
    """
    return _CAPITAL if FOREIGN.search(text) else _ASCII_CAPITAL


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"
