"""The words shown to users: `config/texts.yaml`, by key, with named places to fill in."""

import functools
import string
from collections.abc import Mapping
from pathlib import Path


class Texts:
    """Texts by key. Calling one fills its places: `texts("too_many", seconds=5)`; an unknown key is a programmer's error."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of `key` with its `{places}` filled; values are put in as they are."""
        return self._texts[key].format(**values)

    def keys(self) -> frozenset[str]:
        """Return every key there is."""
        return frozenset(self._texts)


def load_texts(chosen: Path | None = None) -> Texts:
    """Return the bundled texts, those of a texts.yaml beside the configuration file `chosen` laid over them.

    Raises BadConfiguration, a line a fault, for an unknown key, a value that is no text, or a place that does not exist.
    """
    from bot.configuration.yaml_files import BadConfiguration, config_file, read_yaml, shipped_folder

    shipped = shipped_folder() / "texts.yaml"
    texts = _strings(read_yaml(shipped).value)
    own = config_file("texts.yaml", chosen)
    if own != shipped:
        document = read_yaml(own)
        faults: list[str] = []
        for key, value in _items(document.value):
            if key not in texts:
                faults.append(f"{document.at((key,))}: there is no text {key}.")
            elif not isinstance(value, str):
                faults.append(f"{document.at((key,))}: {key} has to be a text.")
            elif unknown := _places(value) - _places(texts[key]):
                faults.append(f"{document.at((key,))}: {key} has no place {{{min(unknown)}}}.")
            else:
                texts[key] = value
        if faults:
            raise BadConfiguration("\n".join(faults))
    return Texts(texts)


def _items(value: object) -> list[tuple[str, object]]:
    return list(value.items()) if isinstance(value, dict) else []


def _strings(value: object) -> dict[str, str]:
    return {key: text for key, text in _items(value) if isinstance(text, str)}


def _places(text: str) -> set[str]:
    """Return the names in braces; a brace that is not closed counts as a place that no text has."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"…"}


@functools.cache
def bundled_texts() -> Texts:
    """Return the texts that ship with the program."""
    return load_texts()
