"""Questions in scripts without spaces: what they ask with is taken out before the rest is cut into pairs of characters."""

import re
from functools import cache

from retrieval.text.languages import language
from retrieval.text.scripts import SPACELESS

_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30ff]")
_HIRAGANA = r"\u3041-\u309f"


def without_asking(text: str) -> str:
    """Return the text with spaces in the place of words of asking, and of particles between words; its length is the same.

    >>> without_asking("青波図書館はいつ閉館した？")
    '青波図書館   閉館した？'
    >>> without_asking("When did it close?")
    'When did it close?'
    """
    if text.isascii() or not SPACELESS.search(text):
        return text
    asking, particles = _patterns("ja" if _KANA.search(text) else "zh")
    kept = asking.sub(_spaces, text) if asking else text
    return particles.sub(_spaces, kept) if particles else kept


def asks(text: str) -> bool:
    """Tell whether a text in such a script holds a word of asking: it is a question, with or without its mark."""
    if text.isascii() or not SPACELESS.search(text):
        return False
    asking, _ = _patterns("ja" if _KANA.search(text) else "zh")
    return asking is not None and asking.search(text) is not None


def _spaces(match: "re.Match[str]") -> str:
    return " " * len(match.group())


@cache
def _patterns(code: str) -> tuple["re.Pattern[str] | None", "re.Pattern[str] | None"]:
    words = sorted(language(code).words("questions.spaceless", "asking"), key=len, reverse=True)
    bound = sorted(language(code).words("questions.spaceless", "particles"), key=len, reverse=True)
    asking = re.compile("|".join(map(re.escape, words))) if words else None
    between = rf"(?<![{_HIRAGANA}])(?:{'|'.join(map(re.escape, bound))})(?![{_HIRAGANA}])"
    return asking, re.compile(between) if bound else None
