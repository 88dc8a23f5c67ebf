"""Whom a mention stands for: names in the article, and which of them a pronoun, surname or role means."""

import re

from retrieval.quotations.lexicon import Lexicon

_NAME = re.compile(
    r"[^\W\d_a-z][\w’'\-]*\.?(?:\s+(?:(?:de|del|della|van|von|der|den|bin|ibn|al|el|la|le|du|di|da|dos)\s+){0,3}[^\W\d_a-z][\w’'\-]*\.?)*"
)


class Cast:
    """The people and bodies that an article names."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self.text = text
        self.words = words

    def resolve(self, start: int, end: int) -> tuple[str | None, str | None]:
        """Return the fullest name and the role of whom the mention text[start:end] stands for."""
        found = _NAME.search(self.text, start, end)
        return (found.group() if found else None), None
