"""Emphasised is what surely answers; where a name may be of something else, nothing is."""

from retrieval.answering.factoid.answer_types import Fit
from retrieval.answering.factoid.emphasis import emphasis, is_sure
from retrieval.answering.factoid.entities import Entity, EntityType
from retrieval.questions import AnswerType

NAME, PERSON = EntityType.NAME | EntityType.LONG_NAME, EntityType.NAME | EntityType.PERSON


def entity(text: str, words: str, types: int) -> Entity:
    start = text.index(words)
    return Entity(types, start, start + len(words), tuple(words.lower().split()), 0, 1)


def sure(text: str, words: str, types: int, expected: AnswerType) -> bool:
    return is_sure(entity(text, words, types), text, expected)


def test_nobody_is_named_with_an_article_before() -> None:
    text = "The captain of the Marisol Grey, Odd Lunde, was asleep."
    assert not sure(text, "Marisol Grey", PERSON, AnswerType.PERSON)
    assert sure(text, "Odd Lunde", NAME, AnswerType.PERSON)


def test_a_name_into_which_a_day_or_a_figure_has_run_is_none() -> None:
    text = "It was sold in Brunn on Thursday for 1.8 million crowns by Section 31."
    assert not sure(text, "Brunn on Thursday for 1.8", NAME, AnswerType.PERSON)
    assert not sure(text, "Brunn on Thursday", NAME, AnswerType.PLACE)
    assert sure(text, "Section 31", NAME, AnswerType.NAME)


def test_a_person_is_no_thing() -> None:
    text = "Her trainer, Wanda Pirelli, believes in her."
    assert not sure(text, "Wanda Pirelli", PERSON, AnswerType.THING)
    assert sure(text, "Wanda Pirelli", PERSON, AnswerType.PERSON)


def test_the_next_of_those_that_fit_as_well_is_taken_and_of_those_that_fit_less_well_none() -> None:
    text = "The Marisol Grey was steered by Odd Lunde."
    ship, mate = entity(text, "Marisol Grey", NAME), entity(text, "Odd Lunde", NAME)
    assert emphasis([Fit(ship, 0.6), Fit(mate, 0.6)], text, 100, AnswerType.PERSON) == ((132, 141),)
    assert emphasis([Fit(ship, 1.0), Fit(mate, 0.6)], text, 100, AnswerType.PERSON) == ()
    assert emphasis([Fit(mate, 0.5)], text, 100, AnswerType.PERSON) == ()
    assert emphasis([], text, 100, AnswerType.PERSON) == ()


def test_a_capital_at_the_beginning_of_a_sentence_makes_no_name() -> None:
    text = "Last month Brunn ranked CPR on Brunn Bears fifth."
    assert not sure(text, "Last", EntityType.NAME, AnswerType.PLACE)
    for known in (EntityType.PLACE, EntityType.PERSON, EntityType.ORGANISATION):
        assert sure(text, "Last", EntityType.NAME | known, AnswerType.PLACE)
    assert sure(text, "Brunn", EntityType.NAME, AnswerType.PLACE)
    assert not sure(text, "CPR on Brunn Bears", NAME, AnswerType.ORGANISATION)


def test_of_people_the_one_beside_what_was_asked_with_is_taken_however_well_others_fit() -> None:
    text = "The owner, Vale Orsk, thanked Wanda Pirelli."
    owner = Entity(NAME, 11, 20, ("vale", "orsk"), 2, 3, before=("the", "owner"), after=("thank",))
    fits = [Fit(owner, 0.6), Fit(entity(text, "Wanda Pirelli", PERSON), 1.0)]
    assert emphasis(fits, text, 0, AnswerType.PERSON, frozenset(("owner",))) == ((11, 20),)
    assert emphasis(fits, text, 0, AnswerType.PERSON, frozenset(("ship",))) == ((30, 43),)
    assert emphasis([Fit(owner, 0.3), fits[1]], text, 0, AnswerType.PERSON, frozenset(("owner",))) == ((30, 43),)
