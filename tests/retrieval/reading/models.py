"""Models small enough to be made by a test: a graph that looks a token's vector up, a BERT of one layer, a tokenizer."""

import json
import struct
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

WORDS = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "query",
    "passage",
    "a",
    "mast",
    "tower",
    "ferry",
    "sank",
    "high",
    "how",
    ":",
)
WIDTH = 8
CONFIG = {"model_type": "bert", "num_hidden_layers": 1, "num_attention_heads": 2, "hidden_act": "gelu"}


def tokenizer() -> bytes:
    """A tokenizer of the words above."""
    ends = [{"id": word, "ids": [WORDS.index(word)], "tokens": [word]} for word in ("[CLS]", "[SEP]")]
    return json.dumps({
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "decoder": None,
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                       "strip_accents": None, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing", "special_tokens": {one["id"]: one for one in ends},
            "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                       {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
        },
        "model": {"type": "WordLevel", "vocab": {word: n for n, word in enumerate(WORDS)}, "unk_token": "[UNK]"},
    }).encode()  # fmt: skip


def vectors(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(len(WORDS), WIDTH)).astype(np.float32)


def graph(seed: int = 0, table: np.ndarray | None = None) -> bytes:
    """An ONNX model whose state of a token is its row in a table (the messages of onnx.proto, by their numbers)."""
    rows = vectors(seed) if table is None else table
    shape = b"".join(_number(1, size) for size in rows.shape)
    held = shape + _number(2, 1) + _bytes(8, b"table") + _bytes(9, rows.astype("<f4").tobytes())
    gather = _bytes(1, b"table") + _bytes(1, b"input_ids") + _bytes(2, b"last_hidden_state") + _bytes(4, b"Gather")
    asked = _bytes(1, b"input_ids") + _bytes(2, _tensor_type(7, b"batch", b"tokens"))
    given = _bytes(1, b"last_hidden_state") + _bytes(2, _tensor_type(1, b"batch", b"tokens", rows.shape[1]))
    whole = _bytes(1, gather) + _bytes(2, b"lookup") + _bytes(5, held) + _bytes(11, asked) + _bytes(12, given)
    return _number(1, 8) + _bytes(7, whole) + _bytes(8, _number(2, 13))


def bert_tensors(seed: int = 0) -> dict[str, np.ndarray]:
    """The weights of a BERT of one layer."""
    random, at = np.random.default_rng(seed), "encoder.layer.0"
    shapes = {
        "embeddings.word_embeddings.weight": (len(WORDS), WIDTH),
        "embeddings.position_embeddings.weight": (64, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
        **{f"{at}.attention.self.{name}.weight": (WIDTH, WIDTH) for name in ("query", "key", "value")},
        f"{at}.attention.output.dense.weight": (WIDTH, WIDTH),
        f"{at}.intermediate.dense.weight": (4 * WIDTH, WIDTH),
        f"{at}.output.dense.weight": (WIDTH, 4 * WIDTH),
        **{f"{name}.LayerNorm.weight": (WIDTH,) for name in ("embeddings", f"{at}.attention.output", f"{at}.output")},
    }
    weights = {name: random.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    biased = [name for name in weights if "_embeddings" not in name]
    return weights | {
        name.replace(".weight", ".bias"): random.normal(size=weights[name].shape[0]).astype(np.float32)
        for name in biased
    }


def graph_folder(folder: Path, seed: int = 0) -> Path:
    """A folder with a model in ONNX form."""
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(graph(seed))
    (folder / "tokenizer.json").write_bytes(tokenizer())
    return folder


def bert_folder(folder: Path, seed: int = 0) -> Path:
    """A folder with bare weights."""
    folder.mkdir(parents=True)
    save_file(bert_tensors(seed), folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(CONFIG))
    (folder / "tokenizer.json").write_bytes(tokenizer())
    return folder


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return struct.pack("B", low | (0x80 if rest else 0)) + (_varint(rest) if rest else b"")


def _tensor_type(kind: int, *sizes: bytes | int) -> bytes:
    parts = [_number(1, size) if isinstance(size, int) else _bytes(2, size) for size in sizes]
    return _bytes(1, _number(1, kind) + _bytes(2, b"".join(_bytes(1, part) for part in parts)))
