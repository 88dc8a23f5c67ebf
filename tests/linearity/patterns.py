"""Every regular expression that the packages compile, where it is made, and which of its methods are called."""

import functools
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _compiler as compiler  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
_PACKAGES = ("bot", "retrieval")
_UNIMPORTED = ("__main__", "subprocess_main", "env")
_METHODS = frozenset({"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"})
#: what is called; texts are split as well, at white space or at what is written there
_CALLED = r"\.(?!split\((?:[)'\"]|maxsplit))(\w+)\("


class Compiled(NamedTuple):
    """A pattern, the file and line that make it, and the methods that are called on it."""

    pattern: re.Pattern[Any]
    file: str
    line: int
    methods: frozenset[str]


def compiled(languages: tuple[str, ...]) -> list[Compiled]:
    """Import the packages and call what makes patterns when it is first needed; return the patterns in the order of files."""
    made: dict[re.Pattern[Any], tuple[str, int, str]] = {}
    with _Recording(made):
        modules = list(_modules())
        for module in modules:
            _call_makers(module, languages)
    names = {
        id(value): name for module in modules for name, value in vars(module).items() if isinstance(value, re.Pattern)
    }
    sources = {
        str(path.relative_to(ROOT)): path.read_text() for top in _PACKAGES for path in (ROOT / top).rglob("*.py")
    }
    return sorted(
        (
            Compiled(pattern, file, line, _methods(names.get(id(pattern)) or rf"{maker}\([^()]*\)", file, sources))
            for pattern, (file, line, maker) in made.items()
        ),
        key=lambda one: (one.file, one.line),
    )


class _Recording:
    """Notes what is compiled on behalf of a file of the packages."""

    def __init__(self, made: dict[re.Pattern[Any], tuple[str, int, str]]) -> None:
        self._made, self._compile = made, compiler.compile

    def __enter__(self) -> None:
        compiler.compile = self._compile_noting

    def __exit__(self, *_: object) -> None:
        compiler.compile = self._compile

    def _compile_noting(self, source: Any, flags: int = 0) -> re.Pattern[Any]:
        pattern: re.Pattern[Any] = self._compile(source, flags)
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in _PACKAGES:
            self._made.setdefault(pattern, (str(path.relative_to(ROOT)), frame.f_lineno, frame.f_code.co_name))
        return pattern


def _modules() -> Iterator[ModuleType]:
    for top in _PACKAGES:
        package = importlib.import_module(top)
        for found in pkgutil.walk_packages(package.__path__, f"{top}."):
            if found.name.rsplit(".", 1)[-1] not in _UNIMPORTED:
                yield importlib.import_module(found.name)


def _call_makers(module: ModuleType, languages: tuple[str, ...]) -> None:
    """Call the remembered functions of a module that take nothing, or a language."""
    for value in list(vars(module).values()):
        if isinstance(value, functools._lru_cache_wrapper) and value.__module__ == module.__name__:
            taken = list(inspect.signature(value).parameters)
            if not taken and "re.compile" in inspect.getsource(value.__wrapped__):
                value()
            elif taken in (["code"], ["language"]) and module.__name__.startswith("retrieval"):
                for language in languages:
                    value(language)


def _methods(name: str, file: str, sources: dict[str, str]) -> frozenset[str]:
    """Return the methods that are called on a name; on one that is handed on, any that its file calls."""
    looked_in = [sources[file]] if name.startswith("_") else list(sources.values())
    called = {found for text in looked_in for found in re.findall(rf"\b{name}{_CALLED}", text)} & _METHODS
    return frozenset(called or set(re.findall(_CALLED, sources[file])) & _METHODS or {"search"})
