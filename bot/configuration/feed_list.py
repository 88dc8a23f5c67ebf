"""feeds.yaml as outlets: where it lies, what it may hold, and how a list of feeds is added to it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.configuration.yaml_files import BadConfiguration, Document, Key, config_file, read_yaml, shipped_folder
from retrieval.errors import BadInput
from retrieval.ingest.feeds.subscriptions import FeedSource, Outlet, merged
from retrieval.ingest.http.addresses import parsed

if TYPE_CHECKING:
    from bot.configuration.settings import Settings

NAME = "feeds.yaml"
_OUTLET_KEYS = ("name", "language", "feeds")
_FEED_KEYS = ("url", "include", "exclude", "every")
_LONGEST_WAIT = 100_000.0


def feeds_file(settings: "Settings") -> Path:
    """Return the feeds.yaml that is read: beside the configuration in use, else in the archive's folder, else the shipped."""
    if settings.source is None and (own := _in_archive(settings)) is not None and own.is_file():
        return own
    return config_file(NAME, settings.source)


def writable_file(settings: "Settings") -> Path:
    """Return the feeds.yaml that is written to, which `feeds_file` finds afterwards; raise where there is no place for it."""
    if settings.source is not None:
        return settings.source.parent / NAME
    own = _in_archive(settings)
    if own is None:
        raise BadConfiguration(f"There is no folder for {NAME}: name a configuration file with --config.")
    return own


def _in_archive(settings: "Settings") -> Path | None:
    return None if "://" in settings.archive_url else Path(settings.archive_url) / NAME


def load_outlets(settings: "Settings") -> tuple[Outlet, ...]:
    """Return the outlets of feeds.yaml; raise BadConfiguration with a line for every fault there is."""
    return read_outlets(feeds_file(settings))


def read_outlets(path: Path) -> tuple[Outlet, ...]:
    """Return the outlets of one file."""
    document = read_yaml(path)
    faults: list[str] = []
    outlets = merged(_Reader(document, faults).outlets())
    if faults:
        raise BadConfiguration("\n".join(faults))
    return outlets


class _Reader:
    """Reads the file's values into outlets and notes every fault with its line."""

    def __init__(self, document: Document, faults: list[str]) -> None:
        self._document = document
        self._faults = faults

    def outlets(self) -> list[Outlet]:
        value = self._document.value
        if value is None:
            return []
        if not isinstance(value, dict) or set(value) - {"outlets"}:
            self._fault((), f"one key is expected, outlets, not {_shown(value)}")
            return []
        listed = value.get("outlets")
        return [o for n, one in enumerate(self._list(listed, ("outlets",))) if (o := self._outlet(one, ("outlets", n)))]

    def _outlet(self, value: Any, key: Key) -> Outlet | None:
        if not self._is_section(value, key, "an outlet", _OUTLET_KEYS):
            return None
        name, language = value.get("name"), value.get("language")
        if not isinstance(name, str) or not name.strip():
            self._fault(key, f"name of an outlet is {_shown(name)}; allowed is text")
            name = ""  # its other faults are reported too
        if language is not None and not (isinstance(language, str) and len(language) == 2 and language.islower()):
            self._fault(
                (*key, "language"), f"language is {_shown(language)}; allowed is a code of two letters, such as en"
            )
            language = None
        feeds_key = (*key, "feeds")
        feeds = [self._feed(one, (*feeds_key, n)) for n, one in enumerate(self._list(value.get("feeds"), feeds_key))]
        return Outlet(" ".join(name.split()), tuple(feed for feed in feeds if feed), language)

    def _feed(self, value: Any, key: Key) -> FeedSource | None:
        if isinstance(value, str):
            value = {"url": value}
        if not self._is_section(value, key, "a feed", _FEED_KEYS):
            return None
        url, every = value.get("url"), value.get("every")
        try:
            if not isinstance(url, str):
                raise BadInput(
                    f"url of a feed is {_shown(url)}; allowed is an address starting with http:// or https://"
                )
            url = parsed(url).url
        except BadInput as error:
            self._fault(key, str(error).rstrip("."))
            return None
        if every is not None and (
            isinstance(every, bool) or not isinstance(every, int | float) or not 1 <= every <= _LONGEST_WAIT
        ):
            self._fault((*key, "every"), f"every is {_shown(every)}; allowed is a number of minutes from 1 to 100000")
            every = None
        include, exclude = (self._words(value.get(name), (*key, name)) for name in ("include", "exclude"))
        return FeedSource(url, include, exclude, None if every is None else float(every))

    def _words(self, value: Any, key: Key) -> tuple[str, ...]:
        listed = [value] if isinstance(value, str) else self._list(value, key)
        words = tuple(str(word).strip() for word in listed if isinstance(word, str | int | float))
        if len(words) < len(listed) or not all(words):
            self._fault(key, f"{key[-1]} is {_shown(value)}; allowed is a list of words")
        return words

    def _list(self, value: Any, key: Key) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            self._fault(key, f"{key[-1]} is {_shown(value)}; allowed is a list")
            return []
        return value

    def _is_section(self, value: Any, key: Key, what: str, keys: Sequence[str]) -> bool:
        if not isinstance(value, dict):
            self._fault(key, f"{what} is expected, with the keys {', '.join(keys)}, not {_shown(value)}")
            return False
        for name in value:
            if name not in keys:
                self._fault((*key, name), f"{what} has no key {name}; there are {', '.join(keys)}")
        return True

    def _fault(self, key: Key, what: str) -> None:
        self._faults.append(f"{self._document.at(key)}: {what}.")


def add_outlets(path: Path, outlets: Sequence[Outlet]) -> int:
    """Write `outlets` into the file beside those that are there; return how many feeds are new."""
    before = read_outlets(path) if path.is_file() else ()
    known = {feed.url for outlet in before for feed in outlet.feeds}
    new = sum(feed.url not in known for outlet in outlets for feed in outlet.feeds)
    if new:
        _write(path, merged([*before, *outlets]))
    return new


def remove_feed(path: Path, url: str) -> bool:
    """Take a feed out of the file, and its outlet where that has no other; return whether it was there."""
    before = read_outlets(path) if path.is_file() else ()
    wanted = url.strip().rstrip("/")
    left = [
        replace(outlet, feeds=tuple(feed for feed in outlet.feeds if feed.url.rstrip("/") != wanted))
        for outlet in before
    ]
    if left == list(before):
        return False
    _write(path, [outlet for outlet in left if outlet.feeds])
    return True


def _write(path: Path, outlets: Sequence[Outlet]) -> None:
    """Put `outlets` in place of those of the file. Comments would be lost, so what was there is kept as feeds.yaml.old."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            path.with_name(f"{NAME}.old").write_bytes(path.read_bytes())
        beside = path.with_name(f"{NAME}.new")
        beside.write_text(as_yaml(outlets), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise BadConfiguration(f"{path}: cannot be written: {error.strerror}.") from None


def as_yaml(outlets: Sequence[Outlet]) -> str:
    """Return the content of a feeds.yaml; a JSON string is a YAML string."""
    shipped = (shipped_folder() / NAME).read_text(encoding="utf-8")
    lines = [*shipped.partition("\noutlets:")[0].rstrip("\n").splitlines(), "", "outlets:"]
    for outlet in outlets:
        lines.append(f"  - name: {_quoted(outlet.name)}")
        if outlet.language:
            lines.append(f"    language: {outlet.language}")
        lines.append("    feeds:")
        for feed in outlet.feeds:
            lines.append(f"      - url: {_quoted(feed.url)}")
            lines += [
                f"        {name}: [{', '.join(map(_quoted, words))}]"
                for name, words in (("include", feed.include), ("exclude", feed.exclude))
                if words
            ]
            if feed.minutes is not None:
                lines.append(f"        every: {feed.minutes:g}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _shown(value: Any) -> str:
    text = {dict: "a section", list: "a list", type(None): "missing"}.get(type(value)) or repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
