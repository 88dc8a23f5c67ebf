"""A model's files from a hub of models, by its name and revision."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from retrieval.errors import BadInput, Refused
from retrieval.reading.installing.bundles import Progress

#: gives what is at an address; raises Refused where there is nothing
Fetch = Callable[[str, Progress], bytes]

_HUB = "https://huggingface.co"
_FORM = re.compile(r"(?P<name>[\w.-]+/[\w.-]+)@(?P<revision>[\w.-]+)(?::(?P<file>[\w./-]+))?")
#: where the weights are, the most wanted first
_GRAPHS = ("onnx/model_quantized.onnx", "onnx/model_int8.onnx", "onnx/model.onnx", "model.onnx")
_BESIDE = ("1_Pooling/config.json", "config_sentence_transformers.json")


def bring_from_hub(model: str, folder: Path, fetch: Fetch, progress: Progress) -> Path:
    """Put a model's files into a folder and return it; raise BadInput where the name is none, Refused where it is not there.

    `model` is OWNER/NAME@REVISION, with :FILE behind it for other weights than the usual; HF_ENDPOINT names another hub.
    """
    read = _FORM.fullmatch(model)
    if read is None or ".." in model:
        raise BadInput(f"hub:{model}: give hub:OWNER/NAME@REVISION, or hub:OWNER/NAME@REVISION:FILE.")
    hub = os.environ.get("HF_ENDPOINT", "").rstrip("/") or _HUB
    at = f"{hub}/{read['name']}/resolve/{read['revision']}"
    (folder / "tokenizer.json").write_bytes(fetch(f"{at}/tokenizer.json", progress))
    (folder / "model.onnx").write_bytes(_first(at, (read["file"],) if read["file"] else _GRAPHS, fetch, progress))
    for name in _BESIDE:
        try:
            content = fetch(f"{at}/{name}", progress)
        except Refused:  # most have none
            continue
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def _first(at: str, names: tuple[str, ...], fetch: Fetch, progress: Progress) -> bytes:
    last: Refused | None = None
    for name in names:
        try:
            return fetch(f"{at}/{name}", progress)
        except Refused as error:
            last = error
            if not error.reason.startswith("status-40"):
                break
    assert last is not None
    raise last
