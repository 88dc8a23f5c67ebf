"""`onrecord rank`: candidates are scored by the weights and with the reader that the settings name."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.cli import main
from bot.commands import rank
from retrieval.reading.reader import Likeness

LINE = {
    "id": 1,
    "question": "Where did the ferry sink?",
    "candidates": ["The ferry did sink.", "It went down off Lome."],
}


class Near:
    """A reader to which one text is nearer than all others."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, question: str, texts: Sequence[str], until: float | None = None) -> list[Likeness | None]:
        return [
            Likeness(near, np.full(3, near), np.full(3, near))
            for near in (0.9 if self.text in text else 0.7 for text in texts)
        ]


def scores(lines: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[float]:
    assert main([*options, "rank", "--jsonl", str(lines)]) == 0
    return json.loads(capsys.readouterr().out)["scores"]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    file = tmp_path / "lines.jsonl"
    file.write_text(json.dumps(LINE) + "\n")
    return file


@pytest.mark.parametrize("nearest", [0, 1])
def test_what_is_nearest_in_meaning_comes_first_where_there_is_a_reader(
    nearest: int, lines: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rank, "open_reader", lambda settings, archive: Near(LINE["candidates"][nearest]))
    assert int(np.argmax(scores(lines, capsys))) == nearest


def test_the_weights_beside_the_configuration_are_those_that_it_ranks_by(
    lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rank, "open_reader", lambda settings, archive: None)
    chosen = tmp_path / "config.yaml"
    chosen.write_text("{}\n")
    for weight in (1.0, -1.0):
        (tmp_path / "ranking.yaml").write_text(f"alone:\n  coverage: {weight}\n")
        first, second = scores(lines, capsys, "--config", str(chosen))
        assert (first > second) == (weight > 0)
