"""A model's folder: weights, tokenizer, and a description of how the model wants its texts."""

import contextlib
import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from retrieval.errors import BadInput

GRAPH, TENSORS, CONFIG = "model.onnx", "model.safetensors", "config.json"
TOKENIZER, DESCRIPTION = "tokenizer.json", "encoder.json"
_CHUNK = 1 << 20
#: raised whenever vectors are made of the same model in another way
_WAY = 2


class Description(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a model wants its texts: `question` and `sentence` are put before them, `longest` is in tokens.

    `pooling` says what stands for a text as a whole: the mean of its tokens' vectors, or the first of them. `languages`
    are those it was trained on, by their codes, none where that is not known or they are many. `source` is
    where the model came from, `sha256` the hash of its weights.
    """

    name: str = "encoder"
    sha256: Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$")] = ""
    source: str = ""
    question: str = ""
    sentence: str = ""
    pooling: Literal["mean", "first"] = "mean"
    languages: tuple[str, ...] = ()
    longest: Annotated[int, Meta(ge=8, le=512)] = 128


@dataclass(frozen=True)
class Model:
    """A model in its folder."""

    folder: Path
    description: Description

    @property
    def is_graph(self) -> bool:
        """Tell whether the weights come in a graph for a runtime (ONNX), or bare."""
        return (self.folder / GRAPH).is_file()

    @property
    def weights(self) -> Path:
        """Return the file of the weights."""
        return self.folder / (GRAPH if self.is_graph else TENSORS)

    @property
    def config(self) -> Path:
        """Return the file that says what form bare weights have."""
        return self.folder / CONFIG

    @property
    def tokenizer(self) -> Path:
        """Return the file of the tokenizer."""
        return self.folder / TOKENIZER

    @property
    def size(self) -> int:
        """Return the bytes of weights and tokenizer."""
        return self.weights.stat().st_size + self.tokenizer.stat().st_size

    @cached_property
    def identity(self) -> str:
        """Return a short hash of all that the vectors depend on: weights, tokenizer and description."""
        parts = (self.description.sha256 or sha256(self.weights), sha256(self.tokenizer), repr(self._manner()))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def _manner(self) -> tuple[int, str, str, str, int]:
        about = self.description
        return _WAY, about.question, about.sentence, about.pooling, about.longest


def installed_model(folder: Path) -> Model | None:
    """Return the model installed last in a folder of models, None where none is whole."""
    for path in installed_folders(folder):
        with contextlib.suppress(BadInput):
            return read_model(path)
    return None


def installed_folders(folder: Path) -> list[Path]:
    """Return the folders of the installed models, the last one first. One that is being made ready is hidden."""
    try:
        found = [path for path in folder.glob(f"[!.]*/{DESCRIPTION}") if path.is_file()]
        return [path.parent for path in sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)]
    except OSError:
        return []


def read_model(folder: Path) -> Model:
    """Return the model in a folder, which needs weights and tokenizer; raise BadInput naming what is missing or wrong."""
    needed = (
        (TOKENIZER,)
        if (folder / GRAPH).is_file()
        else (GRAPH if not (folder / TENSORS).is_file() else CONFIG, TOKENIZER)
    )
    for name in needed:
        if not (folder / name).is_file():
            raise BadInput(f"{folder}: holds no {name}, so it is no reader's model.")
    path = folder / DESCRIPTION
    if not path.exists():
        return Model(folder, Description(name=folder.name))
    try:
        return Model(folder, msgspec.json.decode(path.read_bytes(), type=Description))
    except (OSError, msgspec.DecodeError) as error:
        raise BadInput(f"{path}: cannot be read: {error}.") from None


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
