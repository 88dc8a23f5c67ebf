"""Sentences whose first words stand for something said before them."""

import re

_UNRESOLVED = re.compile(
    r"^[\"“‘(]?(?:(?:But|And|Also|Still|However|Then|Later|Earlier|Meanwhile|Yet|So),?\s+)?"
    r"(?i:he|she|they|it|his|her|their|its|this|that|these|those|the (?:two|pair|move|decision|former|latter))\b"
)


def starts_unresolved(text: str) -> bool:
    """Tell whether the sentence starts with a word that stands for something said before it.

    >>> starts_unresolved("But they were late.")
    True
    >>> starts_unresolved("The harbour was closed.")
    False
    """
    return _UNRESOLVED.match(text) is not None
