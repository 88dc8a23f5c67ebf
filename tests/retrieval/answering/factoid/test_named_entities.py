"""Which names a sentence holds: of people, bodies and places, and which of its words they are."""

import pytest

from retrieval.answering.factoid.entities import EntityType
from retrieval.answering.factoid.extraction import extract_entities

KINDS = {value: name.lower() for name, value in vars(EntityType).items() if isinstance(value, int)}


def read(text: str, wanted: int) -> list[tuple[str, str, int, int]]:
    (found,) = extract_entities([text], wanted)
    return [
        (
            text[one.start : one.end],
            " ".join(KINDS[bit] for bit in sorted(KINDS) if one.types & bit),
            one.first,
            one.last,
        )
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The prize went to Anna Velde of Lindmar.", [("Anna Velde of Lindmar", "name long_name person place", 4, 7)]),
        ("The talks were held in Adelsholm.", [("Adelsholm", "name place", 5, 5)]),
        ("The Harbour Authority closed it.", [("Harbour Authority", "name long_name organisation", 1, 2)]),
        ("The NATO fleet left.", [("NATO", "name organisation", 1, 1)]),
        ("They met on Saturday.", []),
        ("The Long Way Home is a film.", [("Long Way Home", "name long_name", 1, 3)]),
        ("He flew Boeing 747 to Oslo.", [("Boeing 747", "name long_name", 2, 3), ("Oslo", "name place", 5, 5)]),
        ("In May they met.", []),
        ("He left Lund of it.", [("Lund", "name", 2, 2)]),
        ("They saw J Velmora.", [("J Velmora", "name long_name", 2, 3)]),
        ("They saw UN Velmora.", [("UN Velmora", "name long_name organisation", 2, 3)]),
        ("We saw Renn.", [("Renn", "name", 2, 2)]),
        ("A man from Brunn saw Ola Renn.", [("Brunn", "name place", 3, 3), ("Ola Renn", "name long_name", 5, 6)]),
        ("Renn & Sons closed.", [("Renn & Sons", "name long_name", 0, 1)]),
        ("Renn-Brill closed.", [("Renn-Brill", "name long_name", 0, 1)]),
        ("the mayor of Brunn", [("Brunn", "name", 3, 3)]),
        ("Brunn: Velmora wins.", [("Brunn", "name", 0, 0), ("Velmora", "name", 1, 1)]),
        ("Dr. Anna Velde spoke.", [("Dr. Anna Velde", "name long_name", 0, 2)]),
        ("I saw it.", []),
        ("The of Brunn", [("Brunn", "name", 2, 2)]),
        ("We saw Anna Velde of late.", [("Anna Velde", "name long_name person", 2, 3)]),
        ("We saw Anna Velde of the two.", [("Anna Velde", "name long_name person", 2, 3)]),
    ],
)
def test_names_are_runs_of_capitals_and_what_stands_before_them_tells_of_a_place(
    text: str, names: list[tuple[str, str, int, int]]
) -> None:
    assert read(text, EntityType.NAME) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was closed because of the fire.", [("because", "reason cause", 3, 3)]),
        (
            "It was closed following a fire, to avoid loss.",
            [("to avoid", "reason cause", 6, 7), ("following", "reason", 3, 3)],
        ),
        ("The film “A Cold Harbour” was shown.", [("A Cold Harbour", "quoted", 2, 4)]),
        ("The film ‘A Cold Harbour’ was shown.", [("A Cold Harbour", "quoted", 2, 4)]),
        ('The "x" file and “quoted words”.', [("quoted words", "quoted", 4, 5)]),
        (
            "It was in protest over claims.",
            [("in protest", "reason cause", 2, 3), ("over claims", "reason cause", 4, 5)],
        ),
    ],
)
def test_words_in_marks_and_reasons_are_found(text: str, found: list[tuple[str, str, int, int]]) -> None:
    assert read(text, EntityType.QUOTED | EntityType.REASON) == found


def test_only_what_is_wanted_is_looked_for() -> None:
    text = "Anna Velde left “A Cold Harbour” because of 12 seals."
    assert [kind for _, kind, _, _ in read(text, EntityType.QUOTED)] == ["quoted"]
    assert [kind for _, kind, _, _ in read(text, EntityType.REASON)] == ["reason cause"]
    assert [kind for _, kind, _, _ in read(text, EntityType.NUMBER)] == ["number"]
    assert extract_entities(["", "Ola Renn"], EntityType.NAME)[0] == []
