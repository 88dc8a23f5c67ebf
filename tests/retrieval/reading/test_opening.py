import json

import numpy as np
import pytest
from safetensors.numpy import save_file

from retrieval.errors import BadInput
from retrieval.reading.model import read_model
from retrieval.reading.opening import open_model

from .models import WORDS, bert_folder, bert_tensors, graph, graph_folder, tokenizer, vectors


def unit(rows):
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def described(folder, **values):
    (folder / "encoder.json").write_text(json.dumps(values))
    return open_model(read_model(folder))


def ids(*words):
    return [WORDS.index(word) for word in words]


def test_the_tokens_are_those_of_the_text_and_the_whole_is_that_with_its_marks(tmp_path):
    (encoded,) = open_model(read_model(graph_folder(tmp_path / "model"))).encode_sentences(["A ferry sank"])
    assert np.allclose(encoded.tokens, unit(vectors()[ids("a", "ferry", "sank")]), atol=1e-6)
    marked = vectors()[ids("[CLS]", "a", "ferry", "sank", "[SEP]")]
    assert np.allclose(encoded.pooled, unit(marked.mean(axis=0)), atol=1e-6)


def test_what_the_model_wants_before_its_texts_is_part_of_the_whole_alone(tmp_path):
    encoder = described(graph_folder(tmp_path / "model"), question="query: ", sentence="passage: ")
    for (encoded,), word in (
        (encoder.encode_questions(["ferry"]), "query"),
        (encoder.encode_sentences(["ferry"]), "passage"),
    ):
        assert np.allclose(encoded.tokens, unit(vectors()[ids("ferry")]), atol=1e-6)
        marked = vectors()[ids("[CLS]", word, ":", "ferry", "[SEP]")]
        assert np.allclose(encoded.pooled, unit(marked.mean(axis=0)), atol=1e-6)


def test_a_text_without_words_has_the_mark_of_its_beginning(tmp_path):
    (encoded,) = open_model(read_model(graph_folder(tmp_path / "model"))).encode_sentences([" "])
    assert np.allclose(encoded.tokens, unit(vectors()[ids("[CLS]")]), atol=1e-6)


def test_a_model_may_want_its_first_token_to_stand_for_the_whole(tmp_path):
    encoder = described(graph_folder(tmp_path / "model"), pooling="first")
    (encoded,) = encoder.encode_sentences(["ferry"])
    assert np.allclose(encoded.pooled, unit(vectors()[WORDS.index("[CLS]")]), atol=1e-6)


def test_texts_are_cut_off_at_the_length_the_model_wants(tmp_path):
    encoder = described(graph_folder(tmp_path / "model"), longest=8)
    (encoded,) = encoder.encode_sentences(["ferry " * 100])
    assert len(encoded.tokens) == 6  # and the two marks


def test_bert_does_what_its_paper_says(tmp_path):
    """Against the formulas written out once more, in double precision, a token at a time."""
    (encoded,) = open_model(read_model(bert_folder(tmp_path / "model"))).encode_sentences(["a ferry sank"])
    weights = {name: values.astype(float) for name, values in bert_tensors().items()}
    expected = written_out(weights, ids("[CLS]", "a", "ferry", "sank", "[SEP]"))
    assert np.allclose(encoded.tokens, unit(expected[1:-1]), atol=1e-4)
    assert np.allclose(encoded.pooled, unit(expected.mean(axis=0)), atol=1e-4)


def written_out(w, tokens):
    from math import erf, exp, sqrt

    def normal(x, name):
        return (x - x.mean()) / sqrt(x.var() + 1e-12) * w[f"{name}.LayerNorm.weight"] + w[f"{name}.LayerNorm.bias"]

    def linear(x, name):
        return w[f"{name}.weight"] @ x + w[f"{name}.bias"]

    embedded = [
        w["embeddings.word_embeddings.weight"][n]
        + w["embeddings.position_embeddings.weight"][place]
        + w["embeddings.token_type_embeddings.weight"][0]
        for place, n in enumerate(tokens)
    ]
    x = [normal(one, "embeddings") for one in embedded]
    at = "encoder.layer.0"
    query, key, value = (
        [linear(one, f"{at}.attention.self.{name}") for one in x] for name in ("query", "key", "value")
    )
    found = []
    for place, own in enumerate(x):
        heads = []
        for part in (slice(0, 4), slice(4, 8)):
            powers = [exp(query[place][part] @ other[part] / 2) for other in key]
            heads.append(sum(power * other[part] for power, other in zip(powers, value, strict=True)) / sum(powers))
        attended = normal(own + linear(np.concatenate(heads), f"{at}.attention.output.dense"), f"{at}.attention.output")
        inner = np.array([one * (1 + erf(one / sqrt(2))) / 2 for one in linear(attended, f"{at}.intermediate.dense")])
        found.append(normal(attended + linear(inner, f"{at}.output.dense"), f"{at}.output"))
    return np.array(found)


def test_the_identity_changes_with_whatever_changes_the_vectors(tmp_path):
    folder = graph_folder(tmp_path / "model")
    identities = {read_model(folder).identity}
    for values in ({"question": "query: "}, {"pooling": "first"}, {"longest": 64}):
        (folder / "encoder.json").write_text(json.dumps(values))
        identities.add(read_model(folder).identity)
    (folder / "model.onnx").write_bytes(graph(seed=1))
    identities.add(read_model(folder).identity)
    assert len(identities) == 5
    (folder / "encoder.json").write_text(json.dumps({"longest": 64, "name": "other", "source": "elsewhere"}))
    assert read_model(folder).identity in identities


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("model.onnx", b"no graph", r"model\.onnx: is no model that onnxruntime can run"),
        ("model.onnx", graph()[:200], r"model\.onnx: is no model that onnxruntime can run"),
        ("model.onnx", graph(table=np.full((14, 8), np.nan, np.float32)), r"model\.onnx: is no text encoder"),
        ("model.onnx", graph(table=np.ones((3, 8), np.float32)), r"model\.onnx: is no text encoder"),
        ("tokenizer.json", b"{}", r"tokenizer\.json: is no tokenizer"),
        ("tokenizer.json", tokenizer()[:-50], r"tokenizer\.json: is no tokenizer"),
        ("encoder.json", b"[]", r"encoder\.json: cannot be read"),
        ("encoder.json", b'{"longest": 100000}', r"encoder\.json: cannot be read"),
        ("encoder.json", b'{"lngest": 64}', r"encoder\.json: cannot be read"),
    ],
)
def test_a_folder_that_is_no_model_is_refused_in_one_sentence(tmp_path, name, content, said):
    folder = graph_folder(tmp_path / "model")
    (folder / name).write_bytes(content)
    with pytest.raises(BadInput, match=said) as refused:
        open_model(read_model(folder))
    assert "\n" not in str(refused.value)


def test_bare_weights_that_are_none_are_refused_in_one_sentence(tmp_path):
    folder = bert_folder(tmp_path / "model")
    tensors = bert_tensors()
    del tensors["embeddings.LayerNorm.bias"]
    save_file(tensors, folder / "model.safetensors")
    with pytest.raises(BadInput, match=r"model\.safetensors: holds no weights of a BERT model"):
        open_model(read_model(folder))
    (folder / "model.safetensors").write_bytes(b"nonsense" * 9)
    with pytest.raises(BadInput, match=r"model\.safetensors: holds no weights of a BERT model"):
        open_model(read_model(folder))
    (folder / "config.json").write_text('{"model_type": "t5"}')
    with pytest.raises(BadInput, match=r"config\.json: does not describe a BERT model"):
        open_model(read_model(folder))


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
def test_what_is_missing_is_named(tmp_path, missing):
    folder = graph_folder(tmp_path / "model")
    (folder / missing).unlink()
    with pytest.raises(BadInput, match=f"holds no {missing.replace('.', '[.]')}"):
        read_model(folder)
