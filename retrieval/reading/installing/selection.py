"""Which of a bundle's files are the model's."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from retrieval.errors import BadInput
from retrieval.reading.installing.bundles import Bundle

#: what the names of graphs tell, the most wanted first: int8 is a quarter of the size and several times as fast
_INT8 = ("quantized", "qint8", "int8", "-q.", "_q.", "q8")
_OTHER = ("fp16", "float16", "q4", "bnb4", "_o1", "_o2", "_o3", "_o4")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The names of a model's files in its bundle; `config` is there where the weights come bare."""

    weights: str
    tokenizer: str
    config: str | None
    description: str | None
    pooling: str | None
    prompts: str | None


def choose(bundle: Bundle) -> Chosen:
    """Return the files that make up the model; raise BadInput naming what is missing."""
    names = sorted(bundle.names(), key=lambda name: (name.count("/"), name))
    weights, config = _weights(bundle.place, names)
    tokenizers = [name for name in names if name.endswith("tokenizer.json")]
    if not tokenizers:
        raise BadInput(f"{bundle.place}: holds no tokenizer.json, so it is no reader's model.")
    beside = [name for name in tokenizers if _folder(name) == _folder(weights)]
    return Chosen(
        weights,
        (beside or tokenizers)[0],
        config,
        _named(names, "encoder.json"),
        _named(names, "1_Pooling/config.json"),
        _named(names, "config_sentence_transformers.json"),
    )


def _weights(place: str, names: Sequence[str]) -> tuple[str, str | None]:
    """Return the weights, and the config that goes with them where they are bare."""
    graphs = [name for name in names if name.endswith(".onnx")]
    if graphs:
        return min(graphs, key=lambda name: (_rank(_file(name)), len(name), name)), None
    for name in names:
        config = f"{_folder(name)}config.json"
        if _file(name) == "model.safetensors" and config in names:
            return name, config
    raise BadInput(
        f"{place}: holds neither a model in ONNX form nor model.safetensors with config.json, so it is no reader's model."
    )


def _rank(name: str) -> int:
    if any(sign in name.casefold() for sign in _INT8):
        return 0
    return 2 if any(sign in name.casefold() for sign in _OTHER) else 1


def _named(names: Sequence[str], end: str) -> str | None:
    return next((name for name in names if f"/{name}".endswith(f"/{end}")), None)


def _folder(name: str) -> str:
    parent = str(PurePosixPath(name).parent)
    return "" if parent == "." else f"{parent}/"


def _file(name: str) -> str:
    return PurePosixPath(name).name
