"""The models known by name and hash, best first, and what the members of a family want put before their texts."""

import functools
import re
from importlib.resources import files
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class KnownModel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A model that can be brought without being told more; `weights` and `tokenizer` are the SHA-256 of its files."""

    name: str
    source: str
    licence: str
    weights: Hash
    tokenizer: Hash
    question: str = ""
    sentence: str = ""
    pooling: Literal["mean", "first"] = "mean"
    languages: tuple[str, ...] = ()


class Family(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Models whose name holds the pattern `name` were trained with these words before a question and a sentence."""

    name: str
    question: str = ""
    sentence: str = ""

    def has(self, name: str) -> bool:
        """Tell whether a model of this name is one of them."""
        return re.search(self.name, name, re.IGNORECASE) is not None


class _Catalogue(msgspec.Struct, frozen=True):
    models: tuple[KnownModel, ...]
    families: tuple[Family, ...]


@functools.cache
def _catalogue() -> _Catalogue:
    data = files("retrieval.reading.installing").joinpath("catalogue.json").read_bytes()
    return msgspec.json.decode(data, type=_Catalogue)


def known_models() -> tuple[KnownModel, ...]:
    """Return the models that are tried, in this order, where no source is named."""
    return _catalogue().models


def known_by_source(source: str) -> KnownModel | None:
    """Return the known model that comes from there."""
    return next((one for one in known_models() if one.source == source), None)


def known_by_weights(sha256: str) -> KnownModel | None:
    """Return the known model with these weights."""
    return next((one for one in known_models() if one.weights == sha256), None)


def family_of(*names: str) -> Family | None:
    """Return the family that the first name which tells of one tells of."""
    return next((family for name in names for family in _catalogue().families if family.has(name)), None)
