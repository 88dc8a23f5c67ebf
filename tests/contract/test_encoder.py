"""What every encoder promises, whatever runs it: the made-up models, the wrappers, and the real model where there is one."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from retrieval.reading.cache import CachingEncoder
from retrieval.reading.deferred import DeferredEncoder
from retrieval.reading.interface import Encoded, Encoder
from retrieval.reading.model import installed_model, read_model
from retrieval.reading.opening import open_model
from retrieval.reading.vector_store import VectorStore

from ..retrieval.reading.models import bert_folder, graph_folder

#: before a run gets folders of its own: where the user of this machine keeps an installed model
INSTALLED = Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "onrecord" / "models"
TEXTS = ["a ferry sank", "how high a mast", "the ferry, the ferry and the tower", ""]


def of_graph(folder: Path) -> Encoder:
    return open_model(read_model(graph_folder(folder / "graph")))


def of_weights(folder: Path) -> Encoder:
    return open_model(read_model(bert_folder(folder / "bert")))


def deferred(folder: Path) -> Encoder:
    model = read_model(graph_folder(folder / "graph"))
    return DeferredEncoder(model.identity, lambda: open_model(model))


def caching(folder: Path) -> Encoder:
    return CachingEncoder(of_graph(folder), VectorStore(folder / "reading.sqlite", 1))


def installed(folder: Path) -> Encoder:
    model = installed_model(INSTALLED)
    if model is None:
        pytest.skip(f"NO MODEL IS INSTALLED in {INSTALLED}: the real one is not tried (onrecord reader install)")
    return open_model(model)


@pytest.fixture(params=[of_graph, of_weights, deferred, caching, installed], ids=lambda make: make.__name__)
def encoder(request: pytest.FixtureRequest, tmp_path: Path) -> Encoder:
    make: Callable[[Path], Encoder] = request.param
    return make(tmp_path)


def same(one: Encoded | None, other: Encoded | None) -> bool:
    assert one is not None
    assert other is not None
    return np.allclose(one.tokens, other.tokens, atol=1e-5) and np.allclose(one.pooled, other.pooled, atol=1e-5)


def test_vectors_are_of_length_one_and_of_the_promised_dimensions(encoder: Encoder) -> None:
    for encoded in [*encoder.encode_questions(TEXTS), *encoder.encode_sentences(TEXTS)]:
        assert encoded is not None
        assert encoded.pooled.shape == (encoder.dimensions,)
        assert encoded.tokens.shape[1] == encoder.dimensions
        assert len(encoded.tokens) >= 1
        assert encoded.tokens.dtype == encoded.pooled.dtype == np.float32
        assert np.allclose(np.linalg.norm(encoded.tokens, axis=1), 1, atol=0.02)
        assert np.linalg.norm(encoded.pooled) == pytest.approx(1, abs=0.01)


def test_a_text_has_the_same_vectors_whatever_it_is_encoded_beside(encoder: Encoder) -> None:
    together = encoder.encode_sentences(TEXTS)
    for number, text in enumerate(TEXTS):
        assert same(encoder.encode_sentences([text])[0], together[number])


def test_a_longer_text_has_more_tokens_up_to_a_limit(encoder: Encoder) -> None:
    short, long, endless = (
        len(one.tokens) for one in encoder.encode_sentences(["mast", "mast mast mast", "mast " * 9999]) if one
    )
    assert short < long < endless <= 512


def test_when_the_time_is_up_nothing_new_is_read(encoder: Encoder) -> None:
    encoder.encode_sentences(["tower"])
    assert encoder.encode_sentences(["high tower", "high mast"], until=time.monotonic() - 1) == [None, None]


def test_with_time_enough_everything_is_read(encoder: Encoder) -> None:
    assert None not in encoder.encode_sentences(TEXTS, until=time.monotonic() + 600)


def test_nothing_is_encoded_as_nothing(encoder: Encoder) -> None:
    assert encoder.encode_sentences([]) == encoder.encode_questions([]) == []


@pytest.mark.parametrize("text", ["\0", "\ud83d", "🚢" * 50, "ﷺ" * 300, "\n\t ", "e\u0301" * 100])
def test_any_text_can_be_encoded(encoder: Encoder, text: str) -> None:
    assert encoder.encode_sentences([text])[0] is not None
    assert np.isfinite(encoder.encode_questions([text])[0].tokens).all()


def test_threads_may_share_it(encoder: Encoder) -> None:
    alone = encoder.encode_sentences(TEXTS)
    found: list[list[Encoded | None]] = []
    threads = [threading.Thread(target=lambda: found.append(encoder.encode_sentences(TEXTS))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(same(one, other) for each in found for one, other in zip(each, alone, strict=True))


def test_its_identity_is_a_short_word_that_stays(encoder: Encoder) -> None:
    assert encoder.identity == encoder.identity
    assert 4 <= len(encoder.identity) <= 64
