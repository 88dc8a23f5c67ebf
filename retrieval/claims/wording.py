"""Two quotations of one speaker: whether they are the same words told differently."""

import re

from retrieval.domain import Quotation, QuotationKind

_MARKED = re.compile(r"[“\"«„]([^”\"»“]+)[”\"»“]")

#: share of the words of two quotations from which they are the same told differently
SAME_WORDS = 0.4


def is_told_differently(one: Quotation, other: Quotation) -> bool:
    """Tell whether two articles give the words of one speaker in different words, neither of them a part of the other."""
    if not (one.speaker and other.speaker and _same_person(one.speaker.name or "", other.speaker.name or "")):
        return False
    words, others = _own_words(one), _own_words(other)
    if " ".join(words) in " ".join(others) or " ".join(others) in " ".join(words):
        return False  # one quotes more than the other
    both = set(words) & set(others)
    return len(both) >= SAME_WORDS * len(set(words) | set(others))


def _same_person(one: str, other: str) -> bool:
    return bool(one) and one.casefold().split()[-1:] == other.casefold().split()[-1:]


def _own_words(quotation: Quotation) -> list[str]:
    """Return the speaker's own words: of what is reported with some of them in marks, those in the marks alone."""
    marked = _MARKED.findall(quotation.text) if quotation.kind is QuotationKind.MIXED else ()
    return _bare(" ".join(marked) or quotation.text)


def _bare(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()
