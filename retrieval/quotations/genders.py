"""The gender that a language's grammar gives somebody: articles before a role, the past tense of a verb beside a name."""

import re
from collections.abc import Iterable

from retrieval.domain import Span
from retrieval.quotations.lexicon import OF, Lexicon

_WORD = re.compile(r"[^\W\d_]+")
#: so many characters before a name can hold its role with its article, so many behind it a verb
_BEFORE, _BEHIND = 60, 20
_CLAUSE = re.compile(r"[.;:!?»«“”„\"\n]")


def gender_by_grammar(text: str, places: Iterable[Span], words: Lexicon) -> str:
    """Return "f" or "m" as the words beside the places of a name tell, "" where they do not.

    >>> from retrieval.quotations.lexicon import lexicon
    >>> gender_by_grammar("a dit la maire, Ana Brill", [(16, 25)], lexicon("fr"))
    'f'
    """
    for start, end in places:
        before = _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1]
        lows = [word.lower() for word in _WORD.findall(before)]
        behind = _WORD.search(text, end, end + _BEHIND)
        beside = [*lows[-3:], behind.group().lower() if behind else ""]
        told = _by_article(lows, words) or _by_verb(beside, words)
        if told:
            return told
    return ""


def _by_article(lows: list[str], words: Lexicon) -> str:
    """Read the nearest article that is not behind an "of": "la maire de la ville, Ana Brill"."""
    if lows and lows[-1].endswith(words.female_roles) and words.female_roles:
        return "f"
    for at in range(len(lows) - 2, -1, -1):
        if at and words.tags.get(lows[at - 1]) == OF:
            continue
        if lows[at] in words.female_articles:
            return "f"
        if lows[at] in words.male_articles:
            return "m"
    return ""


def _by_verb(beside: list[str], words: Lexicon) -> str:
    for low in beside:
        if words.female_past and low in words.bases:
            return "f" if low.endswith(words.female_past) else "m" if low.endswith(words.male_past) else ""
    return ""
