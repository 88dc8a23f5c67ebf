"""Bearers of names: the people and bodies that an article mentions."""

from dataclasses import dataclass, field
from typing import Protocol

from retrieval.domain import Span
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import Name


@dataclass(slots=True)
class Bearer:
    """One person or body of the article: the fullest name, how it is told apart, and where it is mentioned."""

    name: Name
    key: tuple[str, ...]
    gender: str | None
    role: str | None
    mentions: list[Span] = field(default_factory=list)
    spoken: bool = False
    #: the words of the roles given to it, once they were asked for
    described: set[str] | None = None

    @property
    def is_person(self) -> bool:
        """Whether a title or a given name tells of a person, or the bearer speaks under a name of two words."""
        name = self.name
        if name.organisation:
            return False
        return name.given or self.gender is not None or self.role is not None or (self.spoken and len(name.words) > 1)


class Bearers(Protocol):
    """Those that an article names, as far as what a role stands for is told by them."""

    text: str
    words: Lexicon

    def named_before(self, at: int) -> list[tuple[int, Bearer]]:
        """Return those named before a place, each with where it was named last."""
        ...
