"""Bearers of names: the people and bodies that an article mentions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from retrieval.domain import Span
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import Name


@dataclass(slots=True, eq=False)
class Bearer:
    """One person or body of the article: the fullest name, how it is told apart, and where it is mentioned.

    `gender` is "f" or "m" where a title, a common given name or a pronoun that can mean nobody else tells; `shared` holds
    the people of one surname for whom it stands where the text leaves open who of them is meant.
    """

    name: Name
    key: tuple[str, ...]
    gender: str | None
    role: str | None
    mentions: list[Span] = field(default_factory=list)
    spoken: bool = False
    #: the words of the roles given to it, once they were asked for
    described: set[str] | None = None
    #: whether the text tells that it is a person, once that was asked for
    human: bool | None = None
    #: the gender that the text hints at, or the form of the name (in capitals), once that was asked for
    leaning: str | None = None
    #: whether the text was searched for a role
    sought: bool = False
    shared: Sequence["Bearer"] = ()

    @property
    def is_known(self) -> bool:
        """Whether a title, a given name or the text tells of a person."""
        told = self.name.given or self.gender is not None or self.role is not None or self.human is True
        return told and not self.name.organisation

    @property
    def is_person(self) -> bool:
        """Whether the bearer is known to be a person, or speaks under a name of two words."""
        return self.is_known or (self.spoken and len(self.name.words) > 1 and not self.name.organisation)


class Bearers(Protocol):
    """Those that an article names, as far as what a role or a pronoun stands for is told by them."""

    text: str
    words: Lexicon

    def between(self, start: int, end: int) -> Sequence[Bearer]:
        """Return those who are named between two places."""
        ...

    def named_before(
        self, at: int, most: int = ..., may_be: Callable[[Bearer], bool] | None = ...
    ) -> list[tuple[int, Bearer]]:
        """Return the people named before a place who may be meant, each with where they were named last, the latest first."""
        ...
