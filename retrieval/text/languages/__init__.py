"""What the program knows of each language: one file a language, named by its ISO 639-1 code, for a person to read and extend.

`en.toml` says what every section and key means. A section that a file lacks is empty, and what needs it does without;
another language is another file. A file is read when something of its language is first asked for.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from retrieval.domain import DEFAULT_LANGUAGE

#: questions may be in this language whatever an archive holds
DEFAULT = DEFAULT_LANGUAGE

_EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Language:
    """The sections of one language's file, by name."""

    code: str
    sections: Mapping[str, Any]

    def section(self, name: str) -> Mapping[str, Any]:
        """Return a section, one inside another with a dot: "quotations.cues"; an empty one where the file has none."""
        found: Mapping[str, Any] = self.sections
        for part in name.split("."):
            found = found.get(part, _EMPTY)
        return found

    def words(self, section: str, key: str) -> tuple[str, ...]:
        """Return the words of a list in their order, none where the file has no such list.

        >>> language("en").words("numbers", "units")[:3]
        ('one', 'two', 'three')
        >>> language("tlh").words("numbers", "units")
        ()
        """
        return tuple(self.section(section).get(key, "").split())

    def lines(self, section: str, key: str) -> tuple[str, ...]:
        """Return the lines of a list that has one entry a line.

        >>> language("de").lines("dates", "months")[2].split()[0]
        'März'
        """
        return tuple(self.section(section).get(key, "").strip().splitlines())


@cache
def known() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, the default first and the others in order."""
    codes = (
        file.name.removesuffix(".toml") for file in resources.files(__name__).iterdir() if file.name.endswith(".toml")
    )
    return tuple(sorted(codes, key=lambda code: (code != DEFAULT, code)))


@cache
def language(code: str = DEFAULT) -> Language:
    """Return what is known of a language (ISO 639-1, in either case), nothing where it has no file."""
    low = code.lower()
    file = resources.files(__name__).joinpath(f"{low}.toml")
    if not (low.isascii() and low.isalpha() and file.is_file()):
        return Language(low, _EMPTY)
    return Language(low, tomllib.loads(file.read_text("utf-8")))
