"""Hundreds of short texts and some whole stories, and exactly what is quoted in each: `ways.py` reads and renews them."""

import pytest

from .ways import SPOKEN, STORIES, quoted_in, read, read_stories

TEXTS = read(SPOKEN)


@pytest.mark.parametrize("line", TEXTS)
def test_what_is_quoted_in_a_text_and_by_whom(line: str) -> None:
    assert quoted_in(line.replace("\\n", "\n")) == TEXTS[line]


def test_there_are_many_texts_and_some_hold_nothing_said() -> None:
    assert len(TEXTS) > 400
    assert sum(not found for found in TEXTS.values()) > 30


@pytest.mark.parametrize("headline", read(STORIES))
def test_what_is_quoted_in_a_story_and_by_whom(headline: str) -> None:
    assert quoted_in(read_stories()[headline]) == read(STORIES)[headline]


def test_every_story_is_read() -> None:
    assert read_stories().keys() == read(STORIES).keys()
