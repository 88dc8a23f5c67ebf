"""Every text that is shown exists, every text that exists is shown, and an operator's own texts are checked."""

import re
from pathlib import Path

import pytest

from bot.configuration.yaml_files import BadConfiguration
from bot.views.texts import bundled_texts, load_texts
from retrieval.domain import Message

CODE = "\n".join(path.read_text("utf-8") for path in (Path(__file__).parents[3] / "bot").rglob("*.py"))
#: keys that are put together: `menu_` and a command, `differs_` and what figures count, the ways of speaking, what charts count
MADE = re.compile(
    r"menu_\w+|differs_(killed|injured|missing)|direct|mixed|reported|chart_\w+_(day|week|month|year)|count_\w+_one"
)


def test_every_text_that_is_used_exists():
    used = set(re.findall(r"""texts(?:\(\))?\(\s*["'](\w+)["']""", CODE))
    assert used
    assert used <= bundled_texts().keys()


def test_every_text_that_exists_is_used():
    named = set(re.findall(r"""["'](\w+)["']""", CODE))
    named |= {message.value for message in Message}
    assert {key for key in bundled_texts().keys() - named if not MADE.fullmatch(key)} == set()


def test_every_message_has_its_words():
    assert {message.value for message in Message} <= bundled_texts().keys()


def test_an_operators_texts_lie_over_the_bundled_ones(tmp_path):
    (tmp_path / "texts.yaml").write_text("dropped: With pleasure.\n")
    texts = load_texts(tmp_path / "onrecord.yaml")
    assert texts("dropped") == "With pleasure."
    assert texts("help") == bundled_texts()("help")


def test_every_fault_in_an_operators_texts_is_named_with_its_line(tmp_path):
    (tmp_path / "texts.yaml").write_text("droppd: x\nhelp: 7\nabout: 'on {subject}'\nstart: 'a {'\n")
    with pytest.raises(BadConfiguration) as caught:
        load_texts(tmp_path / "onrecord.yaml")
    lines = str(caught.value).splitlines()
    assert len(lines) == 4
    assert all(f"line {number}" in line for number, line in enumerate(lines, 1))
