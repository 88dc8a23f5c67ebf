"""Every setting, typed; where it comes from (defaults < YAML < environment < flags); every fault reported at once.

config/onrecord.yaml documents each key. A test keeps the two the same.
"""

import difflib
import functools
import os
import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from bot.configuration.sections import (
    AddingSettings,
    AnswerSettings,
    ArchiveSettings,
    ChatSettings,
    FeedSettings,
    FetchingSettings,
    IndexSettings,
    LogSettings,
    MonitoringSettings,
    RateSettings,
    ReadingSettings,
    TelegramSettings,
)
from bot.configuration.yaml_files import BadConfiguration, Document, chosen_file, read_yaml

_PREFIX = "ONRECORD_"
_LONGEST_KEY = 80
#: variables of ours that are no setting
_NO_SETTING = {"ONRECORD_CONFIG"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings. `token` is TELEGRAM_BOT_TOKEN; `source` the main YAML file in use, None where there is none."""

    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    index: IndexSettings = field(default_factory=IndexSettings)
    telegram: TelegramSettings = field(default_factory=TelegramSettings)
    rates: RateSettings = field(default_factory=RateSettings)
    answers: AnswerSettings = field(default_factory=AnswerSettings)
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    chat: ChatSettings = field(default_factory=ChatSettings)
    fetching: FetchingSettings = field(default_factory=FetchingSettings)
    feeds: FeedSettings = field(default_factory=FeedSettings)
    adding: AddingSettings = field(default_factory=AddingSettings)
    log: LogSettings = field(default_factory=LogSettings)
    monitoring: MonitoringSettings = field(default_factory=MonitoringSettings)
    token: str | None = field(default=None, repr=False)
    source: Path | None = None

    @property
    def archive_url(self) -> str:
        """Return the archive's folder with ~ expanded, or its database address."""
        return (
            self.archive.url if "://" in self.archive.url else str(Path(self.archive.url or data_folder()).expanduser())
        )

    @property
    def archive_is_shared(self) -> bool:
        """Say whether a server holds the archive, so that several workers may share it."""
        return "://" in self.archive_url


@dataclass(frozen=True, slots=True)
class _Given:
    """A value somebody gave: its key, the place to name in an error, and whether it is text to be read as its type."""

    section: str
    key: str
    value: Any
    place: str
    text: bool


def load_settings(
    flags: Mapping[str, str] | None = None, environ: Mapping[str, str] | None = None, config: str | None = None
) -> Settings:
    """Return the settings from all their sources.

    `flags` maps "section.key" to the text given on the command line; `environ` is os.environ where None; `config` is the
    file named by --config. Raises BadConfiguration with a line for every fault there is.
    """
    environment = dict(os.environ) if environ is None else dict(environ)
    faults: list[str] = []
    source = chosen_file(config, environment)
    given: list[_Given] = []
    if source is not None:
        try:
            given.extend(_from_document(read_yaml(source), faults))
        except BadConfiguration as error:
            faults.append(str(error))
    given.extend(_from_environment(environment, faults))
    for name, value in (flags or {}).items():
        section, _, key = name.partition(".")
        given.append(_Given(section, key, value, f"--{section}", text=True))
    sections = _convert(given, faults)
    token = _token(environment, sections, faults)
    if sections["telegram"].proxy and not sections["telegram"].base_url.startswith("https://"):
        name = _variable("telegram", "proxy")
        faults.append(
            f"environment variable {name}: a proxy would read the token unless telegram.base_url is https://…."
        )
    if faults:
        raise BadConfiguration("\n".join(faults))
    return Settings(**sections, token=token, source=source)


@functools.cache
def setting_types() -> dict[str, dict[str, Any]]:
    """Return the type of every setting: section, then key."""
    return {name: typing.get_type_hints(section, include_extras=True) for name, section in _sections().items()}


@functools.cache
def _sections() -> dict[str, Any]:
    """Return the class of every section."""
    hints = typing.get_type_hints(Settings)
    return {one.name: hints[one.name] for one in fields(Settings) if one.name not in {"token", "source"}}


def is_secret(section: str, key: str) -> bool:
    """Tell whether only the environment may set this."""
    return any(f.name == key and f.metadata.get("secret", False) for f in fields(_sections()[section]))


def data_folder() -> Path:
    """Return the folder of the user's data, with ~ as it is written."""
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share") / "onrecord"


def _from_document(document: Document, faults: list[str]) -> Iterator[_Given]:
    known = setting_types()
    if document.value is None:
        return
    if not isinstance(document.value, dict):
        faults.append(f"{document.at(())}: sections are expected ({', '.join(known)}), not {_shown(document.value)}.")
        return
    for section, content in document.value.items():
        place = document.at((section,))
        if section not in known:
            faults.append(f"{place}: there is no section {_printable(section)}{_meant(section, known)}")
        elif content is None:
            continue
        elif not isinstance(content, dict):
            faults.append(
                f"{place}: {section} is a section with the keys {', '.join(known[section])}, not {_shown(content)}."
            )
        else:
            for key, value in content.items():
                place = document.at((section, key))
                if key == "token" or (key in known[section] and is_secret(section, key)):
                    name = "TELEGRAM_BOT_TOKEN" if key == "token" else _variable(section, key)
                    faults.append(f"{place}: {section}.{key} is a secret: set the environment variable {name} instead.")
                else:
                    yield _Given(section, key, value, place, text=False)


def _from_environment(environ: Mapping[str, str], faults: list[str]) -> Iterator[_Given]:
    known = {_variable(section, key): (section, key) for section, keys in setting_types().items() for key in keys}
    for name, value in sorted(environ.items()):
        if not name.startswith(_PREFIX) or name in _NO_SETTING:
            continue
        if name in known:
            yield _Given(*known[name], value, f"environment variable {name}", text=True)
            continue
        meant = difflib.get_close_matches(name, [*known, *_NO_SETTING], 1, 0.85)
        of_section = {one: key for one, key in known.items() if one.startswith(f"{name}__")}
        if "__" in name or meant or of_section:
            faults.append(f"environment variable {name}: there is no such setting{_meant(name, of_section or known)}")


def _convert(given: list[_Given], faults: list[str]) -> dict[str, Any]:
    known = setting_types()
    values: dict[str, dict[str, Any]] = {section: {} for section in known}
    for one in given:
        if one.key not in known.get(one.section, {}):
            meant = _meant(one.key, known[one.section])
            faults.append(f"{one.place}: there is no key {one.section}.{_printable(one.key)}{meant}")
            continue
        expected = known[one.section][one.key]
        try:
            values[one.section][one.key] = msgspec.convert(_prepared(one, expected), expected, strict=not one.text)
        except msgspec.ValidationError:
            secret = is_secret(one.section, one.key)
            shown = "not as it should be" if secret else f"{_shown(one.value)}"
            faults.append(f"{one.place}: {one.section}.{one.key} is {shown}; allowed is {allowed(expected)}.")
    return {section: _sections()[section](**content) for section, content in values.items()}


def _prepared(one: _Given, expected: Any) -> Any:
    """Text for a list is separated by commas; empty text for a value that may be absent means that it is."""
    if one.text and typing.get_origin(_bare(expected)) is tuple:
        return [part.strip() for part in str(one.value).split(",") if part.strip()]
    if one.value is None and _bare(expected) is str:
        return ""
    if one.value is False and _bare(expected) is str:
        return "off"  # which is how YAML reads the word
    if one.value is None and typing.get_origin(_bare(expected)) is tuple:
        return []
    if one.text and one.value == "" and _optional(expected) is not expected:
        return None
    return one.value


def _bare(expected: Any) -> Any:
    return typing.get_args(expected)[0] if typing.get_origin(expected) is Annotated else expected


def _optional(expected: Any) -> Any:
    """Return the type inside `X | None`, or the type itself."""
    if typing.get_origin(expected) in (types.UnionType, typing.Union):
        return next(part for part in typing.get_args(expected) if part is not type(None))
    return expected


def allowed(expected: Any) -> str:
    """Say in words what a setting of this type may be."""
    inner = _optional(expected)
    if inner is not expected:
        return f"{allowed(inner)}, or nothing"
    bare = _bare(expected)
    meta = (
        next((m for m in typing.get_args(expected)[1:] if isinstance(m, Meta)), None) if bare is not expected else None
    )
    if meta is not None and meta.description:
        return meta.description
    if typing.get_origin(bare) is Literal:
        return f"one of {', '.join(map(str, typing.get_args(bare)))}"
    if typing.get_origin(bare) is tuple:
        return "a list, each " + allowed(typing.get_args(bare)[0])
    words = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}[bare]
    if meta is None:
        return words
    if meta.gt is not None:
        return f"{words} above {meta.gt}, up to {meta.le}"
    return f"{words} from {meta.ge} to {meta.le}"


def _token(environ: Mapping[str, str], sections: Mapping[str, Any], faults: list[str]) -> str | None:
    """Return the token without the white space that pasting leaves around it."""
    token = environ.get("TELEGRAM_BOT_TOKEN", "").strip()
    if not token:
        return None
    # another server than Telegram's may have tokens of its own form
    own = "telegram" in sections and sections["telegram"].base_url != TelegramSettings().base_url
    form = r"[^\s/?#]+" if own else r"[0-9]+:[A-Za-z0-9_-]+"
    if not re.fullmatch(form, token):
        faults.append(
            "environment variable TELEGRAM_BOT_TOKEN: this is not a bot token; allowed is what @BotFather gives, "
            "digits, a colon and about 35 letters and digits."
        )
    return token


def _printable(key: object) -> str:
    """Return a key as one line of an error can show it."""
    text = str(key)
    return text if text.isprintable() and len(text) <= _LONGEST_KEY else f"{text[:_LONGEST_KEY]!r}"


def _variable(section: str, key: str) -> str:
    return f"{_PREFIX}{section}__{key}".upper()


def _meant(name: str, known: Mapping[str, Any]) -> str:
    """Return how the sentence ends: with what was meant, or with what there is."""
    near = difflib.get_close_matches(name, known, 1, 0.6)
    if near:
        return f"; did you mean {near[0]}?"
    return f"; there are {', '.join(known)}." if len(known) < 15 else "."


def _shown(value: Any) -> str:
    text = re.sub(r"://[^/@\s]*@", "://***@", repr(value)) if not isinstance(value, dict) else "a section"
    return text if len(text) <= 60 else text[:57] + "…"
