"""Hundreds of short texts and a few whole stories, and exactly what is quoted in each: data/spoken.txt and data/stories.txt."""

import re
from pathlib import Path

import pytest

from retrieval.domain import Quotation
from retrieval.quotations import find_quotations

DATA = Path(__file__).parent / "data"


def read(name: str) -> dict[str, list[str]]:
    """Return each line of text with the lines below it that say what is quoted in it."""
    found: dict[str, list[str]] = {}
    text = ""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("  "):
            found[text].append(line.strip())
        elif line and not line.startswith("#"):
            text = line
            assert text not in found, text
            found[text] = []
    return found


def shown(text: str, found: Quotation) -> str:
    words = " … ".join(text[start:end] for start, end in found.fragments)
    speaker = found.speaker
    who = f"{speaker.text} = {speaker.name or '–'}, {speaker.role or '–'}" if speaker else "–"
    line = f"{found.kind.value} | {words} | {who} | {found.cue.text if found.cue else '–'} | {found.confidence:.2f}"
    return line.replace("\n", "\\n")


TEXTS, STORIES = read("spoken.txt"), read("stories.txt")


@pytest.mark.parametrize("line", TEXTS)
def test_what_is_quoted_in_a_text_and_by_whom(line: str) -> None:
    text = line.replace("\\n", "\n")
    assert [shown(text, one) for one in find_quotations(text)] == TEXTS[line]


def test_there_are_many_texts_and_some_hold_nothing_said() -> None:
    assert len(TEXTS) > 250
    assert sum(not found for found in TEXTS.values()) > 20


@pytest.fixture(scope="module")
def stories(repository: Path) -> dict[str, str]:
    file = repository / "tests/quality/data/quotations.txt"
    parts = re.sub(r"^#.*\n", "", file.read_text("utf-8"), flags=re.M).split("\n=====\n")
    told = (part.partition("\n---\n")[0].partition("\n") for part in parts)
    return {headline.strip(): text.strip() for headline, _, text in told}


@pytest.mark.parametrize("headline", STORIES)
def test_what_is_quoted_in_a_story_and_by_whom(stories: dict[str, str], headline: str) -> None:
    text = stories[headline]
    assert [shown(text, one) for one in find_quotations(text)] == STORIES[headline]


def test_every_story_is_read(stories: dict[str, str]) -> None:
    assert stories.keys() == STORIES.keys()
