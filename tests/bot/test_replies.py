"""What the bot says in each language is what somebody has read: `replies.py` writes it anew where it was meant to change."""

import pytest

from bot.views.texts import LANGUAGES

from .replies import FOLDER, replies


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reply_in_every_language_is_as_it_was_read(language: str) -> None:
    told = replies(language)
    kept = (FOLDER / f"{language}.txt").read_text("utf-8")
    assert told.split("\n\n== ") == kept.split("\n\n== "), "python -m tests.bot.replies writes the files anew"


def test_there_is_a_file_for_each_language_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(LANGUAGES)
