"""The languages of an archive, asked of it again only when its index has taken something in."""

from typing import Protocol

from retrieval.index.interface import Index


class Multilingual(Protocol):
    """What this reads of the archive."""

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the articles."""
        ...


class KnownLanguages:
    """Gives the languages of an archive."""

    def __init__(self, archive: Multilingual, index: Index) -> None:
        self._archive, self._index = archive, index
        self._known: tuple[int, tuple[str, ...]] = (-1, ())

    def __call__(self) -> tuple[str, ...]:
        """Return the languages, ISO 639-1."""
        position = self._index.position
        if self._known[0] != position:
            self._known = (position, self._archive.languages())
        return self._known[1]
