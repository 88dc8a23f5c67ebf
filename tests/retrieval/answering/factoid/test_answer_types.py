"""How well an entity fits what is asked for: a scale set by hand, and its order."""

import pytest

from retrieval.answering.factoid.answer_types import FITS, OF_ANOTHER, OTHER_UNIT, fitness, fitting
from retrieval.answering.factoid.entities import Entity, EntityType
from retrieval.answering.factoid.extraction import extract_entities
from retrieval.questions import AnswerType, ExpectedAnswer, analyse
from retrieval.questions.lexicon import lexicon


def bits(names: str) -> int:
    return sum(getattr(EntityType, name.upper()) for name in names.split())


def entity(names: str, *terms: str) -> Entity:
    return Entity(bits(names), 0, 1, terms or ("velde",), 0, 0)


@pytest.mark.parametrize(
    ("expected", "types", "value"),
    [
        ("date", "date", 0.5),
        ("date", "date number", 1.0),
        ("number", "number", 1.0),
        ("number", "number date", 0.1),
        ("number", "number money", 0.7),
        ("number", "number percent", 0.7),
        ("number", "number age", 0.7),
        ("number", "number duration", 0.7),
        ("person", "name long_name person", 1.0),
        ("person", "name long_name", 0.6),
        ("person", "name long_name organisation", 0.3),
        ("person", "name", 0.3),
        ("organisation", "name organisation", 1.0),
        ("organisation", "name long_name person", 0.2),
        ("organisation", "name", 0.6),
        ("name", "quoted", 1.0),
        ("name", "name", 0.5),
        ("money", "money number", 1.0),
        ("thing", "name", 1.0),
        ("place", "name place", 0.7),
        ("place", "name", 0.2),
    ],
)
def test_what_fits_is_worth_what_the_scale_says(expected: str, types: str, value: float) -> None:
    assert fitness(ExpectedAnswer(AnswerType(expected)), entity(types)) == value


def known_place() -> str:
    """A place of one word that the program knows."""
    return min(lexicon().members["place"].single)


@pytest.mark.parametrize(
    ("noun", "types", "known", "value"),
    [
        ("", "name place", True, 1.0),
        ("", "name", True, 0.5),
        ("citi", "name", True, 1.0),
        ("citi", "name place", False, 0.6),
        ("citi", "name", False, 0.4),
        ("citi", "name long_name person", False, 0.2),
    ],
)
def test_a_place_fits_by_what_is_known_of_it_and_what_stands_before_it(
    noun: str, types: str, known: bool, value: float
) -> None:
    asked = ExpectedAnswer(AnswerType.PLACE, (noun,) if noun else ())
    assert fitness(asked, entity(types, known_place() if known else "velde")) == pytest.approx(value)


@pytest.mark.parametrize("kind", [AnswerType.PERSON, AnswerType.ORGANISATION])
def test_a_place_is_hardly_somebody(kind: AnswerType) -> None:
    assert fitness(ExpectedAnswer(kind), entity("name long_name person", known_place())) == 0.2


def fits(question: str, text: str) -> list[str]:
    (found,) = fitting(analyse(question), extract_entities([text], bits("name number date quoted reason")))
    return [text[one.entity.start : one.entity.end] for one in found]


def test_what_the_question_gives_is_no_answer_to_it() -> None:
    assert fits("Who met Anna Velde?", "Anna Velde met Ola Renn.") == ["Ola Renn"]


def test_only_entities_of_the_type_asked_for_fit() -> None:
    text = "Anna Velde left on Monday because of 12 seals."
    assert fits("Who left?", text) == ["Anna Velde"]
    assert fits("When did she leave?", text) == ["Monday"]
    assert fits("How many seals were there?", text) == ["12"]
    assert fits("Why did she leave?", text) == ["because"]
    assert fits("How did she leave?", text) == []


def test_a_reason_counts_even_where_the_question_has_its_word() -> None:
    assert fits("Why was it closed, because of what?", "It was closed because of fog.") == ["because"]


def test_every_type_that_is_looked_for_is_one_that_can_be_asked_for() -> None:
    assert {kind.value for kind in AnswerType} - {kind.value for kind in FITS} == {"any", "manner"}
    assert {kind: FITS[kind] for kind in (AnswerType.NAME, AnswerType.WORDS, AnswerType.AGE)} == {
        AnswerType.NAME: bits("name quoted"),
        AnswerType.WORDS: bits("quoted"),
        AnswerType.AGE: bits("age"),
    }


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("How many children sang?", "All 52 children sang.", 1.0),
        ("How many children sang?", "Of the children in the choir there were 52 there.", 0.5),
        ("How many children sang?", "There were 52 there.", 0.5),
        ("How many children sang?", "It cost the children in the choir 300 dollars.", 0.175),
        ("How many children sang?", "They were there in 2019.", 0.05),
        ("How heavy was the stone?", "It weighed 4 tonnes.", 1.0),
        ("How heavy was the stone?", "It fell 300 metres.", 0.5),
        ("How far is the coast?", "It is 30 miles away.", 1.0),
        ("How far is the coast?", "It is 20 minutes away.", 0.175),
        ("How many died?", "The storm killed 12.", 1.0),
        ("How many were hurt?", "The storm killed 12.", 1.0),
    ],
)
def test_a_number_fits_by_what_stands_beside_it(question: str, text: str, value: float) -> None:
    asked = analyse(question)
    (found,) = fitting(asked, extract_entities([text], bits("name number date quoted reason")))
    assert max(one.value for one in found) == pytest.approx(value)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("How many years did he get?", "He got three years.", 1.0),
        ("How many years did he get?", "It took 18 months.", OTHER_UNIT),
        ("How long was he away?", "It took 18 months.", 1.0),
        ("Why was it shut?", "It was shut because of fog.", 1.0),
        ("Why was it shut?", "It was shut after a storm.", 0.5),
    ],
)
def test_a_time_fits_by_its_unit_and_a_reason_by_how_surely_it_is_one(question: str, text: str, value: float) -> None:
    asked = analyse(question)
    (found,) = fitting(asked, extract_entities([text], FITS[asked.expected.type]))
    assert max(one.value for one in found) == pytest.approx(value)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much snow fell in Brunn?", "The 34 inches that fell broke a record."),
        ("How much stronger is the new mast?", "The new mast is 40% stronger."),
    ],
)
def test_how_much_leaves_open_what_is_counted(question: str, text: str) -> None:
    (found,) = fitting(analyse(question), extract_entities([text], bits("name number date quoted reason")))
    assert max(one.value for one in found) == 1.0


def test_how_much_of_something_is_hardly_told_by_a_price() -> None:
    (found,) = fitting(
        analyse("How much snow fell in Brunn?"), extract_entities(["It cost $34."], bits("number money"))
    )
    assert max(one.value for one in found) < 0.5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Lunde, 41, thanked her.", 0.3), ("Oda Velde, 33, thanked him.", 1.0), ("The 33-year-old thanked him.", 1.0),
        ("She was 33 years old.", 1.0),
    ],
)  # fmt: skip
def test_an_age_right_behind_another_name_is_hardly_theirs_who_are_asked_for(text: str, value: float) -> None:
    asked = analyse("How old is Oda Velde?")
    (fits,) = fitting(asked, extract_entities([text], FITS[AnswerType.AGE]))
    assert [fit.value for fit in fits] == [value]


@pytest.mark.parametrize(
    ("question", "value"),
    [("How old is she?", 1.0), ("how old is he", 1.0), ("How old is Lunde?", OF_ANOTHER), ("How old is Holt?", 1.0)],
)
def test_the_age_of_anybody_may_be_hers_whom_the_question_does_not_name(question: str, value: float) -> None:
    (found,) = extract_entities(["Ida Holt, 58, sold the boat."], FITS[AnswerType.AGE])
    ((fit,),) = fitting(analyse(question), [found])
    assert fit.value == value
