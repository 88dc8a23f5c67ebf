from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.configuration.ranking_weights import load_weights, written
from bot.configuration.yaml_files import BadConfiguration
from retrieval.answering.factoid.weights import Weights

PLAIN = ("minimum_probability", "sentences_read")
SECTIONS = ("sentence", "alone", "probability", "article")


def test_the_shipped_file_holds_the_weights_of_the_program(repository: Path) -> None:
    assert (repository / "config" / "ranking.yaml").read_text("utf-8") == written(Weights())


def test_the_shipped_file_is_read_as_the_weights_of_the_program(repository: Path) -> None:
    assert load_weights(repository / "config" / "onrecord.yaml") == Weights()


def test_every_field_of_the_weights_is_written(repository: Path) -> None:
    text = (repository / "config" / "ranking.yaml").read_text("utf-8")
    assert not [field.name for field in fields(Weights) if f"\n{field.name}:" not in text]


@pytest.mark.parametrize("section", SECTIONS)
def test_each_weight_of_the_file_reaches_its_own_place(tmp_path: Path, section: str) -> None:
    given_weights = {name: n + 0.5 for n, name in enumerate(getattr(Weights(), section), 1)}
    lines = "".join(f"  {name}: {value}\n" for name, value in given_weights.items())
    (tmp_path / "ranking.yaml").write_text(f"{section}:\n{lines}", "utf-8")
    assert load_weights(tmp_path / "onrecord.yaml") == replace(Weights(), **{section: given_weights})


def numbers(section: str) -> st.SearchStrategy[Mapping[str, float]]:
    names = sorted(getattr(Weights(), section))
    value = st.floats(-20, 20).map(lambda x: round(x, 2)).filter(bool)
    return st.dictionaries(st.sampled_from(names), value)


@given(st.tuples(*map(numbers, SECTIONS)), st.floats(0, 1), st.integers(1, 500))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, values: tuple[Mapping[str, float], ...], least: float, read: int
) -> None:
    place = tmp_path_factory.mktemp("weights")
    changed = Weights(**dict(zip(SECTIONS, values, strict=True)), minimum_probability=least, sentences_read=read)
    (place / "ranking.yaml").write_text(written(changed), "utf-8")
    assert load_weights(place / "onrecord.yaml") == changed


def test_a_weight_of_nothing_is_left_out() -> None:
    sections = {field.name: {} for field in fields(Weights) if field.name not in PLAIN} | {
        "sentence": {"around": 0.0, "focus": 1.0}
    }
    text = written(Weights(**sections))
    assert "around" not in text
    assert "focus: 1.0" in text


def test_the_setting_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "ranking.yaml").write_text("minimum_probability: 0.2\n", "utf-8")
    assert load_weights(tmp_path / "onrecord.yaml").minimum_probability == 0.2
    assert load_weights(tmp_path / "onrecord.yaml", 0.9).minimum_probability == 0.9


@pytest.mark.parametrize("line", ["minimum_probability: 0", "minimum_probability: 1", "sentences_read: 500"])
def test_the_ends_of_a_range_are_allowed(tmp_path: Path, line: str) -> None:
    (tmp_path / "ranking.yaml").write_text(line, "utf-8")
    name, _, value = line.partition(": ")
    assert getattr(load_weights(tmp_path / "onrecord.yaml"), name) == float(value)


@pytest.mark.parametrize(
    "line", ["minimum_probability: -0.1", "minimum_probability: true", "sentences_read: 0", "sentences_read: 501"]
)
def test_beyond_a_range_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "ranking.yaml").write_text(line, "utf-8")
    with pytest.raises(BadConfiguration, match=line.partition(":")[0]):
        load_weights(tmp_path / "onrecord.yaml")


def test_every_fault_is_told_with_its_key(tmp_path: Path) -> None:
    (tmp_path / "ranking.yaml").write_text(
        "sentence:\n  arround: 1\n  focus: much\nminimum_probability: 3\nother: 1\narticle: 2\n", "utf-8"
    )
    with pytest.raises(BadConfiguration) as caught:
        load_weights(tmp_path / "onrecord.yaml")
    for part in ("arround", "sentence.focus", "minimum_probability", "other", "article"):
        assert part in str(caught.value)
