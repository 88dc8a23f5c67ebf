import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.factoid.extraction import Holds, read_sentence

EVERYTHING = (1 << 13) - 1


def held(text: str, kind: int) -> list[str]:
    return [text[one.start : one.end] for one in read_sentence(text, EVERYTHING).held if one.holds & kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The ship sank on 14 May 2025 in fog.", Holds.DATE, "14 May 2025"),
        ("It cost $6.8 billion to build.", Holds.MONEY, "$6.8 billion"),
        ("It fell by 12 percent in a year.", Holds.PERCENT, "12 percent"),
        ("Kaja Brandt, 16, had been reading.", Holds.AGE, "16"),
        ("He was 88.", Holds.AGE, "88"),
        ("Born in the fishing village of Morrum, she sang.", Holds.PLACE, "Morrum"),
        ("The rescue took forty minutes in all.", Holds.DURATION, "forty minutes"),
        ("They counted 4,120 seals.", Holds.NUMBER, "4,120"),
        ("The film was called “A Cold Harbour” at first.", Holds.QUOTED, "A Cold Harbour"),
        ("The talks were held in Adelsholm.", Holds.PLACE, "Adelsholm"),
        ("The prize went to Anna Velde of Lindmar.", Holds.PERSON, "Anna Velde of Lindmar"),
        ("It was closed because of the fire.", Holds.REASON, "because"),
    ],
)
def test_what_a_sentence_holds_is_found(text: str, kind: int, expected: str) -> None:
    assert expected in held(text, kind)


def test_a_pronoun_and_a_weekday_are_no_names() -> None:
    assert not held("They met on Saturday.", Holds.NAME)


@given(st.text(max_size=300))
def test_what_is_held_lies_inside_the_sentence(text: str) -> None:
    reading = read_sentence(text, EVERYTHING)
    for one in reading.held:
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.first <= one.last < len(reading.words)
