"""The dateline of a report, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.datelines import dateline_alone, dateline_among, dateline_of


@pytest.mark.parametrize(
    ("paragraph", "place", "agency", "rest"),
    [
        ("VELMORA: The harbour reopens.", "VELMORA", None, "The harbour"),
        ("VELMORA (Reuters) - The harbour reopens.", "VELMORA", "Reuters", "The harbour"),
        ("New Oskar, March 23 (AFP) The harbour reopens.", "New Oskar", "AFP", "The harbour"),
        ("TARN/OSKAR, June 6 (Reuters) – The harbour reopens.", "TARN/OSKAR", "Reuters", "The harbour"),
        ("Tarn, Velmora (AP) — The harbour reopens.", "Tarn, Velmora", "AP", "The harbour"),
        ("PORT TARN — The harbour reopens.", "PORT TARN", None, "The harbour"),
        ("Velmora (CNN)The harbour reopens.", "Velmora", "CNN", "The harbour"),
        ("Velmora CNN — The harbour reopens.", "Velmora", "CNN", "The harbour"),
        ("(Reuters) - The harbour reopens.", None, "Reuters", "The harbour"),
        ("TARN, 3. März (dpa) — Der Hafen öffnet.", "TARN", "dpa", "Der Hafen"),
    ],
)
def test_place_and_agency_are_read(paragraph: str, place: str | None, agency: str | None, rest: str) -> None:
    found = dateline_of(paragraph)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert paragraph[found.length :].startswith(rest)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Question: what now?",
        "He - or she - left.",
        "WHAT: a regatta",
        "Ada Lund (45) left.",
        "The harbour — closed — reopens.",
        "TARN",
        "A: yes",
        "",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(paragraph: str) -> None:
    assert dateline_of(paragraph) is None


def test_speakers_of_a_transcript_are_not_places() -> None:
    assert dateline_among(["LUND: We open in May.", "REPORTER: Why so late?"]) is None
    assert dateline_among(["TARN: We open in May, they said.", "The pier was unsafe."]) is not None


def test_a_dateline_may_stand_on_a_line_of_its_own() -> None:
    found = dateline_alone("Port Tarn CNN —\n\nThe harbour reopens.")
    assert found is not None
    assert (found.place, found.agency) == ("Port Tarn", "CNN")
    assert dateline_alone("The harbour — closed\n\nIt reopens.") is None
    assert dateline_alone("") is None


@given(st.text(max_size=200))
def test_a_dateline_leaves_something_of_the_paragraph(paragraph: str) -> None:
    found = dateline_of(paragraph)
    assert found is None or 0 < found.length < len(paragraph)
