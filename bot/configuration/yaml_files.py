"""Finding and reading the YAML files. They are data and may be hostile: no tags, no aliases, bounded depth and size."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from retrieval.errors import OnrecordError

#: the main file; the others (feeds.yaml, ranking.yaml, texts) lie beside it
MAIN = "onrecord.yaml"

_SIZE = 1_000_000
_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
#: where a value stands in its file: ("archive", "url") or ("feeds", 3)
Key = tuple[str | int, ...]

# YAML 1.2's core schema; 1.1 would read the country code NO as false and 12:30 as 750
_DIGITS = r"[0-9]++(?:_[0-9]++)*+"
_INTEGER = re.compile(rf"[-+]?{_DIGITS}")
_FLOAT = re.compile(rf"[-+]?(?:{_DIGITS}(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]++)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WORDS: dict[str, Value] = {"": None, "~": None, "null": None, "true": True, "false": False}


class BadConfiguration(OnrecordError):
    """Something in the configuration is wrong; the message has a line a fault, each naming the place and what is allowed."""


@dataclass(frozen=True, slots=True)
class Document:
    """The content of one YAML file, with the line (from 1) on which each value starts."""

    path: Path
    value: Value = None
    lines: dict[Key, int] = field(default_factory=dict)

    def line(self, key: Key) -> int:
        """Return the line of `key`, or of the nearest value around it."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def at(self, key: Key) -> str:
        """Return the place of `key` as an error names it: the file and the line."""
        return f"{self.path}, line {self.line(key)}"


def shipped_folder() -> Path:
    """Return the folder of the files that come with the program: in the wheel, or in a source checkout."""
    packaged = Path(__file__).parent.parent / "defaults"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent.parent / "config"


def config_file(name: str, chosen: Path | None) -> Path:
    """Return where `name` (such as "feeds.yaml") is read from.

    `chosen` is the main file in use (see `Settings.source`), or None: a file of that name beside it wins over the one
    that comes with the program.
    """
    if chosen is not None:
        beside = chosen.parent / name
        if beside.is_file():
            return beside
    return shipped_folder() / name


def read_yaml(path: Path) -> Document:
    """Read one YAML file.

    Raises BadConfiguration, naming the file and the line, where it cannot be read, is not YAML, uses a tag, an anchor or
    an alias, repeats a key, or is deeper than 20 levels or larger than 1 MB.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_SIZE + 1)
    except OSError as error:
        raise BadConfiguration(f"{path}: cannot be read: {error.strerror}.") from None
    if len(data) > _SIZE:
        raise BadConfiguration(f"{path}, line 1: larger than 1 MB, which no configuration is.")
    lines: dict[Key, int] = {}
    try:
        value = _Builder(path, lines).build(yaml.parse(_decoded(path, data), Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"{path}, line {mark.line + 1}" if mark else str(path)
        raise BadConfiguration(f"{at}: not YAML: {error.problem or error.context}.") from None
    except yaml.YAMLError as error:
        raise BadConfiguration(f"{path}, line 1: not YAML: {str(error).splitlines()[0]}.") from None
    return Document(path, value, lines)


def _decoded(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadConfiguration(f"{path}, line {line}: not UTF-8.") from None
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise BadConfiguration(f"{path}, line {line}: not YAML: a control character.")
    return text


class _Builder:
    """Builds values from parser events, one at a time, so that a hostile file is refused where it turns hostile."""

    def __init__(self, path: Path, lines: dict[Key, int]) -> None:
        self._path = path
        self._lines = lines

    def build(self, events: Iterator[yaml.Event]) -> Value:
        """Return the value of the only document, None for an empty file."""
        value: Value = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise self._refusal(event, "a second document, where one is allowed")
                seen = True
                value = self._node(next(events), events, ())
        return value

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], key: Key) -> Value:
        self._check(event, key)
        self._lines[key] = _line(event)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, key)
        return self._mapping(events, key)

    def _check(self, event: yaml.Event, key: Key) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refusal(event, "anchors and aliases (& and *) are not allowed")
        if tag := getattr(event, "tag", None):
            raise self._refusal(event, f"tags are not allowed ({str(tag)[:60]})")
        if len(key) > _DEPTH:
            raise self._refusal(event, f"nested deeper than {_DEPTH} levels")

    def _sequence(self, events: Iterator[yaml.Event], key: Key) -> Value:
        items: list[Value] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, (*key, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], key: Key) -> Value:
        found: dict[str, Value] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            self._check(event, key)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refusal(event, "a key has to be a word")
            name = str(event.value)
            if name in found:
                raise self._refusal(event, f"the key {name} is given twice")
            found[name] = self._node(next(events), events, (*key, name))
            self._lines[(*key, name)] = _line(event)
        return found

    def _refusal(self, event: yaml.Event, why: str) -> BadConfiguration:
        return BadConfiguration(f"{self._path}, line {_line(event)}: {why}.")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent) -> Value:
    text = str(event.value)
    if not event.implicit[0]:  # quoted
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text) and len(text) < 30:
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text.replace("_", ""))
    return text


def chosen_file(flag: str | None, environ: "os._Environ[str] | dict[str, str]") -> Path | None:
    """Return the main configuration file: --config, then ONRECORD_CONFIG, then config/onrecord.yaml in the working folder.

    None where there is none of these: the defaults stand. A folder means the onrecord.yaml in it.
    """
    named = flag or environ.get("ONRECORD_CONFIG")
    if not named:
        local = Path("config") / MAIN
        return local if local.is_file() else None
    path = Path(named).expanduser()
    return path / MAIN if path.is_dir() else path
