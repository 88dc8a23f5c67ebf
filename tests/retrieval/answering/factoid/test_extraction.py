import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.factoid.entities import EntityType
from retrieval.answering.factoid.extraction import extract_entities
from retrieval.text.terms import analyzer

EVERYTHING = (1 << 13) - 1


def entities(text: str, kind: int) -> list[str]:
    return [text[one.start : one.end] for one in extract_entities([text], EVERYTHING)[0] if one.types & kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The ship sank on 14 May 2025 in fog.", EntityType.DATE, "14 May 2025"),
        ("It cost $6.8 billion to build.", EntityType.MONEY, "$6.8 billion"),
        ("It fell by 12 percent in a year.", EntityType.PERCENT, "12 percent"),
        ("Kaja Brandt, 16, had been reading.", EntityType.AGE, "16"),
        ("He was 88.", EntityType.AGE, "88"),
        ("Ilvi Dahl, a student of nineteen from Orle, won.", EntityType.AGE, "nineteen"),
        ("A boy of 12 was found.", EntityType.AGE, "12"),
        ("Born in the fishing village of Morrum, she sang.", EntityType.PLACE, "Morrum"),
        ("The rescue took forty minutes in all.", EntityType.DURATION, "forty minutes"),
        ("They counted 4,120 seals.", EntityType.NUMBER, "4,120"),
        ("The film was called “A Cold Harbour” at first.", EntityType.QUOTED, "A Cold Harbour"),
        ("The talks were held in Adelsholm.", EntityType.PLACE, "Adelsholm"),
        ("The prize went to Anna Velde of Lindmar.", EntityType.PERSON, "Anna Velde of Lindmar"),
        ("It was closed because of the fire.", EntityType.REASON, "because"),
    ],
)
def test_what_a_sentence_holds_is_found(text: str, kind: int, expected: str) -> None:
    assert expected in entities(text, kind)


def test_a_pronoun_and_a_weekday_are_no_names() -> None:
    assert not entities("They met on Saturday.", EntityType.NAME)


@given(st.text(max_size=300))
def test_what_is_held_lies_inside_the_sentence(text: str) -> None:
    words = analyzer("en").words(text)
    for one in extract_entities([text], EVERYTHING)[0]:
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.first <= one.last < len(words)
        assert one.terms == tuple(term for term, _, _ in words[one.first : one.last + 1])


@pytest.mark.parametrize(
    "text", ["Anna Velde of Brunn paid $5.", "It took 3 hours because of “A Cold Harbour”.", "On 14 May 2025."]
)
def test_the_terms_of_an_entity_are_those_of_its_words(text: str) -> None:
    (found,) = extract_entities([text], EVERYTHING)
    assert found
    for one in found:
        inside = [term for term, start, end in analyzer("en").words(text) if one.start <= start and end <= one.end]
        assert list(one.terms) == inside
