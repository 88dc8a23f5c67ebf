"""A model is installed whole or not at all, whatever it comes in and whatever is wrong with it."""

import contextlib
import json
import os
from pathlib import Path

import pytest

from retrieval.errors import BadInput, OnrecordError
from retrieval.reading.installing.installation import Installer, remove_models
from retrieval.reading.model import installed_model
from tests.retrieval.reading.installing.conftest import digest, everything_in, jar, zipped

from ..models import CONFIG, bert_folder, graph, graph_folder, tokenizer


def test_a_folder_s_model_is_copied_and_says_where_it_came_from(installer, models, tmp_path):
    folder = graph_folder(tmp_path / "small")
    model = installer.install(str(folder))
    assert model.folder.parent == models
    assert model.weights.read_bytes() == graph()
    assert model.description.source == str(folder)
    assert model.description.sha256 == digest(graph())
    assert installed_model(models).identity == model.identity


@pytest.mark.parametrize("name", ["small.jar", "small.zip", "small.whl"])
def test_an_archive_s_model_is_taken_out_wherever_it_lies_in_it(installer, tmp_path, name):
    model = installer.install(str(jar(tmp_path / name, **{"deep/er/unrelated.json": b"{}"})))
    assert model.weights.read_bytes() == graph()
    assert model.tokenizer.read_bytes() == tokenizer()


def test_bare_weights_are_taken_with_their_config(installer, tmp_path):
    model = installer.install(str(bert_folder(tmp_path / "small")))
    assert not model.is_graph
    assert json.loads(model.config.read_bytes()) == CONFIG


def test_the_int8_graph_is_taken_where_there_are_several(installer, tmp_path):
    folder = graph_folder(tmp_path / "small", seed=1)
    (folder / "onnx").mkdir()
    for name, seed in (("model.onnx", 2), ("model_fp16.onnx", 3), ("model_quantized.onnx", 4), ("model_q4.onnx", 5)):
        (folder / "onnx" / name).write_bytes(graph(seed))
    assert installer.install(str(folder)).weights.read_bytes() == graph(4)


def test_what_a_model_wants_is_read_from_what_came_with_it(installer, tmp_path):
    folder = graph_folder(tmp_path / "small")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    (folder / "config_sentence_transformers.json").write_text('{"prompts": {"query": "ask: ", "document": "text: "}}')
    about = installer.install(str(folder)).description
    assert (about.question, about.sentence, about.pooling) == ("ask: ", "text: ", "first")


def test_a_description_that_comes_with_a_model_goes_before_all_else(installer, tmp_path):
    folder = graph_folder(tmp_path / "e5-small")
    (folder / "encoder.json").write_text('{"name": "own", "question": "q ", "longest": 64}')
    about = installer.install(str(folder)).description
    assert (about.name, about.question, about.sentence, about.longest) == ("own", "q ", "", 64)


@pytest.mark.parametrize("name", ["e5-small-v2", "multilingual-e5-small", "E5-base"])
def test_a_family_is_known_by_its_name(installer, tmp_path, name):
    about = installer.install(str(graph_folder(tmp_path / name))).description
    assert (about.question, about.sentence) == ("query: ", "passage: ")


def test_a_new_model_takes_the_place_of_the_one_before(installer, models, tmp_path):
    installer.install(str(graph_folder(tmp_path / "one", seed=1)))
    second = installer.install(str(graph_folder(tmp_path / "two", seed=2)))
    assert [path.name for path in models.iterdir()] == [second.folder.name]


def test_installing_a_model_again_changes_nothing_but_its_source(installer, models, tmp_path):
    first = installer.install(str(graph_folder(tmp_path / "one")))
    before = everything_in(models)
    again = installer.install(str(jar(tmp_path / "one.jar")))
    assert everything_in(models) == before
    assert first.identity == again.identity


def test_progress_is_told_file_by_file(installer, tmp_path, told):
    installer.install(str(jar(tmp_path / "small.jar")))
    _, done, total = next(words for words in reversed(told) if words[0].endswith("small-q.onnx"))
    assert done == total == len(graph())


def test_removing_leaves_nothing(installer, models, tmp_path):
    installer.install(str(graph_folder(tmp_path / "one")))
    assert remove_models(models) == 1
    assert everything_in(models) == []
    assert remove_models(models) == 0


def test_what_a_killed_installation_left_is_no_model_and_goes_in_time(installer, models, tmp_path):
    left = models / ".new-left"
    graph_folder(left)
    (left / "encoder.json").write_text("{}")
    assert installed_model(models) is None
    installer.install(str(graph_folder(tmp_path / "one")))
    assert left.exists()  # it may be another process at work
    os.utime(left, (0, 0))
    installer.install(str(tmp_path / "one"))
    assert not left.exists()


def hostile(tmp_path: Path) -> dict[str, Path]:
    """Sources that must be refused, by what is wrong with them."""
    whole = jar(tmp_path / "whole.jar").read_bytes()
    files = {"small.onnx": graph(), "tokenizer.json": tokenizer()}
    found = {
        "truncated": tmp_path / "cut.jar",
        "no archive": tmp_path / "text.jar",
        "damaged": tmp_path / "damaged.jar",
    }
    found["truncated"].write_bytes(whole[: len(whole) // 2])
    found["no archive"].write_bytes(b"this is no archive")
    place = whole.index(graph()[:20]) if graph()[:20] in whole else whole.index(b"small-q.onnx") + 60
    found["damaged"].write_bytes(whole[:place] + b"\xff" * 40 + whole[place + 40 :])
    found["no weights"] = zipped(tmp_path / "empty.zip", {"tokenizer.json": tokenizer()})
    found["no tokenizer"] = zipped(tmp_path / "half.zip", {"small.onnx": graph()})
    found["no model"] = zipped(tmp_path / "none.zip", files | {"small.onnx": b"no graph at all"})
    found["no vectors"] = zipped(tmp_path / "no.zip", files | {"tokenizer.json": b"[]"})
    found["bad description"] = zipped(tmp_path / "bad.zip", files | {"encoder.json": b'{"pooling": "most"}'})
    found["bad json"] = zipped(tmp_path / "json.zip", files | {"1_Pooling/config.json": b"{"})
    found["not there"] = tmp_path / "nowhere"
    return found


@pytest.mark.parametrize("wrong", ["truncated", "no archive", "damaged", "no weights", "no tokenizer", "no model",
                                   "no vectors", "bad description", "bad json", "not there"])  # fmt: skip
def test_what_is_wrong_is_one_sentence_that_names_the_source_and_nothing_is_changed(installer, models, tmp_path, wrong):
    kept = installer.install(str(graph_folder(tmp_path / "kept", seed=7)))
    before = everything_in(models)
    source = hostile(tmp_path)[wrong]
    with pytest.raises(OnrecordError) as refused:
        installer.install(str(source))
    assert str(source) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")
    assert everything_in(models) == before
    assert installed_model(models).identity == kept.identity


def test_another_hash_than_the_one_given_is_refused(installer, models, tmp_path):
    source = jar(tmp_path / "small.jar")
    with pytest.raises(BadInput, match=rf"SHA-256 is {digest(graph())}, not 0000.*nothing was installed"):
        installer.install(str(source), "0" * 64)
    assert everything_in(models) == []
    assert installer.install(str(source), digest(source.read_bytes()).upper())
    assert installer.install(str(source), digest(graph()))


@pytest.mark.parametrize("nonsense", ["", "123", "g" * 64, "sha256:" + "0" * 64])
def test_a_hash_that_is_none_is_refused(installer, tmp_path, nonsense):
    with pytest.raises(BadInput, match="is no SHA-256"):
        installer.install(str(jar(tmp_path / "small.jar")), nonsense)


def test_an_archive_that_swells_is_given_up_on(installer, models, tmp_path, monkeypatch):
    monkeypatch.setattr("retrieval.reading.installing.installation._LARGEST_WEIGHTS", 1_000_000)
    source = zipped(tmp_path / "bomb.zip", {"small.onnx": bytes(50_000_000), "tokenizer.json": tokenizer()})
    assert source.stat().st_size < 100_000
    with pytest.raises(BadInput, match="is larger than 1 MB"):
        installer.install(str(source))
    assert everything_in(models) == []


def test_an_archive_that_lies_about_a_size_is_given_up_on_too(installer, models, tmp_path, monkeypatch):
    monkeypatch.setattr("retrieval.reading.installing.installation._LARGEST_WEIGHTS", 1_000_000)
    source = zipped(tmp_path / "bomb.zip", {"small.onnx": bytes(50_000_000), "tokenizer.json": tokenizer()})
    data = source.read_bytes()
    source.write_bytes(data.replace((50_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    with pytest.raises(BadInput):
        installer.install(str(source))
    assert everything_in(models) == []


@pytest.mark.parametrize("name", ["../../outside.onnx", "/outside.onnx", "a/../../../outside.onnx", "..\\outside.onnx"])
def test_a_name_that_leads_out_of_the_archive_leads_nowhere(installer, models, tmp_path, name):
    source = zipped(tmp_path / "small.zip", {name: graph(), "../tokenizer.json": tokenizer()})
    model = installer.install(str(source))
    assert sorted(path.name for path in model.folder.iterdir()) == ["encoder.json", "model.onnx", "tokenizer.json"]
    assert not list(tmp_path.rglob("outside.onnx"))


def test_a_place_that_cannot_be_written_is_named(web, tmp_path):
    (tmp_path / "file").write_text("in the way")
    installer = Installer(tmp_path / "file" / "models", web.fetch, lambda *_: None)
    with pytest.raises(BadInput, match=r"file/models: no model can be put there"):
        installer.install(str(graph_folder(tmp_path / "one")))


def test_an_interrupted_installation_leaves_nothing(installer, models, tmp_path, monkeypatch):
    def interrupted(model):
        raise KeyboardInterrupt

    monkeypatch.setattr("retrieval.reading.installing.installation.open_model", interrupted)
    with contextlib.suppress(KeyboardInterrupt):
        installer.install(str(graph_folder(tmp_path / "one")))
    assert everything_in(models) == []
