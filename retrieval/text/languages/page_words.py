"""What news pages say around their articles in any language that is known: the section "pages" of its file."""

import re
from functools import cache

from retrieval.text.languages import known, language


def page_words_of(kind: str) -> list[str]:
    """Return the phrases of a kind in all languages, the longest first; `en.toml` tells the kinds."""
    phrases = dict.fromkeys(phrase for code in known() for phrase in language(code).lines("pages", kind))
    return sorted(phrases, key=len, reverse=True)


@cache
def page_words(kind: str) -> str:
    """Return a pattern that matches any phrase of a kind in any language.

    >>> bool(re.fullmatch(page_words("updated"), "mis à jour", re.I))
    True
    """
    return f"(?:{'|'.join(page_words_of(kind)) or '(?!)'})"


@cache
def plain_words(kind: str) -> tuple[str, ...]:
    """Return the words that the phrases of a kind begin with: a line without any of them holds none of the phrases."""
    opening = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*(?![?*])")
    return tuple(dict.fromkeys(found[0] for phrase in page_words_of(kind) if (found := opening.match(phrase))))
