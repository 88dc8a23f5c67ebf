"""An earlier text of an article beside the present one, sentence by sentence and word by word."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

#: likeness from which two sentences are one that was changed, from 0 to 1
SAME_SENTENCE = 0.5
#: words that a changed passage may have to be shown as such; else the sentence is another
FEW = 12
_WORD = re.compile(r"\S+")


def changed_sentences(before: Sequence[str], after: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Return the sentences that differ, each as it was and as it is; None for one that is new or gone.

    >>> changed_sentences(["It sank.", "Two were hurt."], ["It sank.", "Three were hurt.", "It is raining."])
    [('Two were hurt.', 'Three were hurt.'), (None, 'It is raining.')]
    """
    old, new = [_plain(one) for one in before], [_plain(one) for one in after]
    found: list[tuple[str | None, str | None]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found.extend(_paired(before[a:b], after[c:d]))
    return found


def _paired(before: Sequence[str], after: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Pair sentences that are one changed, in the order of the newer text; the rest are new or gone."""
    left = list(before)
    pairs: list[tuple[str | None, str | None]] = []
    for one in after:
        best = max(left, key=lambda other: likeness(other, one), default=None)
        if best is not None and likeness(best, one) >= SAME_SENTENCE:
            left.remove(best)
            pairs.append((best, one))
        else:
            pairs.append((None, one))
    return [*pairs, *((gone, None) for gone in left)]


def earlier_form(sentence: str, before: Sequence[str]) -> str | None:
    """Return the sentence of an earlier text that this one took the place of, None where it stood there or is new."""
    plain = _plain(sentence)
    if any(_plain(one) == plain for one in before):
        return None
    best = max(before, key=lambda one: likeness(one, sentence), default=None)
    return best if best is not None and likeness(best, sentence) >= SAME_SENTENCE else None


def changed_words(before: str, after: str) -> tuple[str, str] | None:
    """Return the words in which two forms of a sentence differ, from the first to the last; None where none does but marks.

    >>> changed_words("All 217 people aboard were saved.", "All 214 people aboard were saved.")
    ('217', '214')
    """
    old, new = before.split(), after.split()
    start = 0
    while start < min(len(old), len(new)) and _bare(old[start]) == _bare(new[start]):
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and _bare(old[-1 - end]) == _bare(new[-1 - end]):
        end += 1
    was, is_ = " ".join(old[start : len(old) - end]), " ".join(new[start : len(new) - end])
    return None if not (_bare(was) or _bare(is_)) else (was.strip(",.;:"), is_.strip(",.;:"))


def likeness(one: str, other: str) -> float:
    """Return the share of words that two sentences have in common and in one order, from 0 to 1."""
    return SequenceMatcher(None, _plain(one).split(), _plain(other).split(), autojunk=False).ratio()


def _plain(text: str) -> str:
    return " ".join(_bare(word) for word in _WORD.findall(text))


def _bare(word: str) -> str:
    return re.sub(r"[^\w%$€£ ]", "", word.casefold())
