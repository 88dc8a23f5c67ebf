"""A BERT encoder in NumPy: for models that come as bare weights (safetensors), without a graph for a runtime.

Devlin et al., BERT (2019): token, position and segment embeddings, then layers of self-attention and a feed-forward
network, each with a residual connection and a layer normalisation after it. Symbols are those of Vaswani et al. (2017).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
import numpy as np
from msgspec import Meta
from safetensors import SafetensorError, safe_open

from retrieval.errors import BadInput
from retrieval.reading.interface import Floats

_Size = Annotated[int, Meta(ge=1, le=100_000)]
Tensors: TypeAlias = Callable[[str], Floats]


class Config(msgspec.Struct, frozen=True):
    """What config.json says of the model's form."""

    num_hidden_layers: _Size
    num_attention_heads: _Size
    layer_norm_eps: float = 1e-12
    hidden_act: Literal["gelu"] = "gelu"
    model_type: Literal["bert"] = "bert"


@dataclass(frozen=True, slots=True)
class _Linear:
    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        return x @ self.weight.T + self.bias


@dataclass(frozen=True, slots=True)
class _LayerNorm:
    weight: Floats
    bias: Floats
    epsilon: float

    def __call__(self, x: Floats) -> Floats:
        centred = x - x.mean(axis=-1, keepdims=True)
        deviation = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + self.epsilon)
        return np.asarray(centred / deviation * self.weight + self.bias, np.float32)


@dataclass(frozen=True, slots=True)
class _Layer:
    query: _Linear
    key: _Linear
    value: _Linear
    output: _Linear
    attended: _LayerNorm
    inner: _Linear
    outer: _Linear
    normal: _LayerNorm
    heads: int

    def __call__(self, x: Floats) -> Floats:
        x = self.attended(x + self.output(self._attention(x)))
        return self.normal(x + self.outer(gelu(self.inner(x))))

    def _attention(self, x: Floats) -> Floats:
        length, width = x.shape
        q, k, v = (one(x).reshape(length, self.heads, -1).swapaxes(0, 1) for one in (self.query, self.key, self.value))
        weights = softmax(q @ k.swapaxes(1, 2) / np.float32((width / self.heads) ** 0.5))
        return np.asarray((weights @ v).swapaxes(0, 1).reshape(length, width))


class Bert:
    """Gives the states of the last layer for the ids of a text's tokens."""

    def __init__(self, weights: Path, config: Path) -> None:
        """Read the weights; raise BadInput where they are not those of such a model."""
        form = _config(config)
        try:
            with safe_open(weights, framework="np") as tensors:
                names = set(tensors.keys())
                prefix = "bert." if "bert.embeddings.word_embeddings.weight" in names else ""
                self._read(lambda name: np.asarray(tensors.get_tensor(prefix + name), np.float32), form)
        except (SafetensorError, OSError, ValueError) as error:
            raise BadInput(f"{weights}: holds no weights of a BERT model ({str(error).splitlines()[0]}).") from None

    def __call__(self, ids: Sequence[int]) -> Floats:
        """Return the states, shape [n, d], of n tokens; those beyond the last position that the model knows are left out."""
        known = list(ids[: len(self._positions)])
        x = self._normal(self._words[known] + self._positions[: len(known)] + self._segment)
        for layer in self._layers:
            x = layer(x)
        return x

    def _read(self, tensor: Tensors, form: Config) -> None:
        def linear(name: str) -> _Linear:
            return _Linear(tensor(f"{name}.weight"), tensor(f"{name}.bias"))

        def normal(name: str) -> _LayerNorm:
            return _LayerNorm(tensor(f"{name}.weight"), tensor(f"{name}.bias"), form.layer_norm_eps)

        self._words = tensor("embeddings.word_embeddings.weight")
        self._positions = tensor("embeddings.position_embeddings.weight")
        self._segment = tensor("embeddings.token_type_embeddings.weight")[0]
        self._normal = normal("embeddings.LayerNorm")
        self._layers = [
            _Layer(
                linear(f"{at}.attention.self.query"),
                linear(f"{at}.attention.self.key"),
                linear(f"{at}.attention.self.value"),
                linear(f"{at}.attention.output.dense"),
                normal(f"{at}.attention.output.LayerNorm"),
                linear(f"{at}.intermediate.dense"),
                linear(f"{at}.output.dense"),
                normal(f"{at}.output.LayerNorm"),
                form.num_attention_heads,
            )
            for at in (f"encoder.layer.{number}" for number in range(form.num_hidden_layers))
        ]


def gelu(x: Floats) -> Floats:
    """Return x times the share of a normal distribution below x (Hendrycks and Gimpel, 2016).

    The error function is formula 7.1.26 of Abramowitz and Stegun (1964), within 1.5e-7.

    >>> [round(float(value), 4) for value in gelu(np.array([-1, 0, 2], np.float32))]
    [-0.1587, 0.0, 1.9545]
    """
    z = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    below = np.copysign(1 - series * np.exp(-z * z), x)
    return np.asarray(x * (1 + below) / 2, np.float32)


def softmax(x: Floats) -> Floats:
    """Return the shares, along the last axis, of the exponentials.

    >>> softmax(np.array([0, 0], np.float32)).tolist()
    [0.5, 0.5]
    """
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def _config(path: Path) -> Config:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Config)
    except (OSError, msgspec.DecodeError) as error:
        raise BadInput(f"{path}: does not describe a BERT model ({error}).") from None
