"""A value that a page states, and where it states it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """A text as the page has it; `origin` says where on the page, for a person to look it up."""

    value: str
    origin: str


def first(stated: Iterable[Stated]) -> Stated | None:
    """Return the first that says something."""
    return next((one for one in stated if one.value.strip()), None)
