"""Which reader the settings pick."""

from pathlib import Path

import pytest

from bot.configuration.settings import load_settings
from bot.configuration.yaml_files import BadConfiguration
from bot.engines import models_folder, open_reader, open_store


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def settings(**values: object):
    return load_settings({f"reading.{key}": str(value) for key, value in values.items()}, {})


def model_in(folder: Path, name: str = "made up") -> Path:
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(b"no graph")
    (folder / "tokenizer.json").write_bytes(b"{}")
    (folder / "encoder.json").write_text(f'{{"name": "{name}"}}')
    return folder


def test_without_an_installed_model_there_is_no_reader(tmp_path: Path) -> None:
    assert open_reader(settings(), str(tmp_path)) is None


def test_the_installed_model_is_taken_with_the_budget_of_the_settings(tmp_path: Path) -> None:
    model_in(models_folder() / "abc")
    reader = open_reader(settings(milliseconds=250, sentences=7), str(tmp_path))
    assert reader is not None
    assert (reader.milliseconds, reader.most) == (250, 7)


def test_off_leaves_an_installed_model_out(tmp_path: Path) -> None:
    model_in(models_folder() / "abc")
    assert open_reader(settings(model="off"), str(tmp_path)) is None


def test_off_means_off_in_yaml_too(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.yaml"
    path.write_text("reading:\n  model: off\n")
    assert load_settings(environ={}, config=str(path)).reading.model == "off"


def test_a_named_folder_without_a_model_is_a_fault_of_the_configuration(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"reading\.model: .* holds no model\.onnx"):
        open_reader(settings(model=tmp_path), str(tmp_path))


def test_a_model_that_is_none_costs_the_reading_and_not_the_answer(tmp_path: Path) -> None:
    reader = open_reader(settings(model=model_in(tmp_path / "model")), str(tmp_path))
    assert reader is not None
    assert reader.read("which mast", ["the mast"]) == [None]


def test_what_was_read_is_remembered_beside_the_archive_or_for_a_server_beside_the_users_data(tmp_path: Path) -> None:
    for url, folder in ((str(tmp_path), tmp_path), ("postgresql://host/database", models_folder().parent)):
        store = open_store(settings(), url)
        store.put({b"key": b"vectors"})
        store.close()
        assert (folder / "reading.sqlite").exists()


def test_a_question_alone_makes_no_archive_folder(tmp_path: Path) -> None:
    store = open_store(settings(), str(tmp_path / "archive"))
    store.put({b"key": b"vectors"})
    assert not (tmp_path / "archive").exists()


def test_sentences_of_no_archive_are_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.engines.open_store", lambda *given: pytest.fail("opened what remembers"))
    reader = open_reader(settings(model=model_in(tmp_path / "model"), milliseconds=250), None)
    assert reader is not None
    assert reader.milliseconds == 250
