from pathlib import Path

import pytest

from bot.configuration.ranking_weights import load_weights, written
from bot.configuration.yaml_files import BadConfiguration
from retrieval.answering.factoid.weights import Weights


def test_the_shipped_file_holds_the_weights_of_the_program(repository: Path) -> None:
    assert (repository / "config" / "ranking.yaml").read_text("utf-8") == written(Weights())


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    changed = Weights(sentence={"around": 3.5}, minimum_probability=0.7)
    (tmp_path / "ranking.yaml").write_text(written(changed), "utf-8")
    read = load_weights(tmp_path / "onrecord.yaml")
    assert read == changed


def test_the_setting_wins_over_the_file(tmp_path: Path) -> None:
    assert load_weights(tmp_path / "onrecord.yaml", 0.9).minimum_probability == 0.9


def test_every_fault_is_told_with_its_key(tmp_path: Path) -> None:
    (tmp_path / "ranking.yaml").write_text(
        "sentence:\n  arround: 1\n  focus: much\nminimum_probability: 3\nother: 1\n", "utf-8"
    )
    with pytest.raises(BadConfiguration) as caught:
        load_weights(tmp_path / "onrecord.yaml")
    for part in ("arround", "sentence.focus", "minimum_probability", "other"):
        assert part in str(caught.value)
