"""Hundreds of short texts, one a way of saying something, and exactly what is quoted in each: data/spoken.txt."""

from pathlib import Path

import pytest

from retrieval.domain import Quotation
from retrieval.quotations import find_quotations

LINES = (Path(__file__).parent / "data" / "spoken.txt").read_text("utf-8").splitlines()


def texts() -> dict[str, list[str]]:
    """Return each text with the lines below it."""
    found: dict[str, list[str]] = {}
    text = ""
    for line in LINES:
        if line.startswith("  "):
            found[text].append(line.strip())
        elif line and not line.startswith("#"):
            text = line
            assert text not in found, text
            found[text] = []
    return found


def shown(text: str, found: Quotation) -> str:
    words = " … ".join(text[start:end] for start, end in found.fragments).replace("\n", "\\n")
    speaker = found.speaker
    who = f"{speaker.text} = {speaker.name or '–'}, {speaker.role or '–'}" if speaker else "–"
    return f"{found.kind.value} | {words} | {who} | {found.cue.text if found.cue else '–'}"


TEXTS = texts()


@pytest.mark.parametrize("line", TEXTS)
def test_what_is_quoted_in_a_text_and_by_whom(line: str) -> None:
    text = line.replace("\\n", "\n")
    assert [shown(text, one) for one in find_quotations(text)] == TEXTS[line]


def test_there_are_many_texts_and_some_hold_nothing_said() -> None:
    assert len(TEXTS) > 250
    assert sum(not found for found in TEXTS.values()) > 20
