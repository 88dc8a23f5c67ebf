"""A label joined to the headline of another story is a link; what only has a colon in it is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.joined_links import joined_links


@pytest.mark.parametrize(
    "line",
    [
        "Low water:Ferries stay in port until Friday",
        "LOW WATER:'We waited nine days', skipper says",
        "Who pays for the quay?:Port Tarn waits for an answer",
        "Storm of 2031:What it did to the coast?",
    ],
)
def test_a_label_joined_to_a_headline_is_a_link(line: str) -> None:
    assert joined_links(["It rained.", line, "It rained again."]) == {1}


@pytest.mark.parametrize(
    "line",
    [
        "The council set three terms: Money, time and a bridge",
        "Ferries leave at 9:30 and 10:15 from the quay",
        "Low water:Ferries stayed in port until Friday, the harbour master said.",
        "Q:Who was aboard?",
        "https://ledger.example/quay",
        "Tarn won 3:2 in Velmora",
    ],
)
def test_other_lines_with_a_colon_are_text(line: str) -> None:
    assert not joined_links([line])


def test_a_label_that_comes_again_is_that_of_a_speaker() -> None:
    assert not joined_links(["LUND:Who was aboard?", "RENN:Nobody.", "LUND:Are you sure?"])


@given(st.lists(st.text(alphabet="Ab :?.\"'1", max_size=40), max_size=6))
def test_only_lines_that_are_given_are_links(lines: list[str]) -> None:
    assert all(":" in lines[number] for number in joined_links(lines))
