"""Thousands of short texts and some whole stories, and exactly what is quoted in each: `ways.py` reads and renews them."""

from pathlib import Path

import pytest

from .ways import SPOKEN, STORIES, language_of, quoted_in, read, read_stories

TEXTS = {(language_of(file), text): found for file in SPOKEN for text, found in read(file).items()}


@pytest.mark.parametrize("file", SPOKEN, ids=lambda file: file.name)
def test_what_is_quoted_in_a_text_and_by_whom(file: Path) -> None:
    # together: each as a test of its own would cost ten times what reading it does
    found = {
        text: (quoted_in(text.replace("\\n", "\n"), language_of(file)), lines) for text, lines in read(file).items()
    }
    wrong = [f"{text}\n  read: {lines}\n  meant: {meant}" for text, (lines, meant) in found.items() if lines != meant]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", dict.fromkeys(language for language, _ in TEXTS))
def test_where_a_text_stands_in_an_article_changes_nothing(language: str) -> None:
    for (code, line), found in TEXTS.items():
        if code == language:
            text = line.replace("\\n", "\n")
            assert quoted_in(f"5 + 5 = 10.\n\n{text}\n\n5 + 5 = 10.", language) == found, text


def test_there_are_many_texts_and_some_hold_nothing_said() -> None:
    assert len(TEXTS) > 1000
    assert len(TEXTS) == sum(len(read(file)) for file in SPOKEN), "a text stands in two files"
    assert sum(not found for found in TEXTS.values()) > 30


@pytest.mark.parametrize("headline", read(STORIES))
def test_what_is_quoted_in_a_story_and_by_whom(headline: str) -> None:
    assert quoted_in(read_stories()[headline]) == read(STORIES)[headline]


def test_every_story_is_read() -> None:
    assert read_stories().keys() == read(STORIES).keys()
