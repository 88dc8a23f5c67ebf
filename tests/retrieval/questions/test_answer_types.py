"""What a question asks for, by its question word and the noun behind it."""

import pytest

from retrieval.questions.answer_types import AnswerType, expected_answer


@pytest.mark.parametrize(
    ("question", "kind", "noun"),
    [
        ("Who won?", "person", ""),
        ("To whom was the bridge sold?", "person", ""),
        ("Whose dog was it?", "person", ""),
        ("Who knows what the ferry is called?", "person", ""),
        ("The man who sold it: what was the price?", "money", "price"),
        ("Where was it built?", "place", ""),
        ("When did it open?", "date", ""),
        ("Why did the ward close?", "reason", ""),
        ("How?", "manner", ""),
        ("How did it end?", "manner", ""),
        ("How much did the painting cost?", "money", ""),
        ("How much of the forest burned?", "number", ""),
        ("What did the boat go for at auction?", "money", ""),
        ("what was it sold for", "money", ""),
        ("What did it sell for?", "money", ""),
        ("What do bakers earn a month?", "money", ""),
        ("What did he pay for?", "any", ""),
        ("How much rain fell?", "number", "rain"),
        ("How much higher is it?", "number", ""),
        ("How much did it rise?", "number", ""),
        ("How much longer will it take?", "duration", ""),
        ("How many seals were counted?", "number", "seal"),
        ("How many people were aboard?", "number", ""),
        ("How many times did she win?", "number", ""),
        ("How many days was it shut?", "duration", "day"),
        ("How many fishing boats were lost?", "number", "fish boat"),
        ("How far is it to Lindmar?", "number", ""),
        ("How tall is the tower?", "number", ""),
        ("How soon will it open?", "date", ""),
        ("How recently was it painted?", "date", ""),
        ("How old is she?", "age", ""),
        ("How long did it take?", "duration", ""),
        ("How often does it rain?", "number", ""),
        ("How did they pay?", "manner", ""),
        ("What kind of fish is caught there?", "thing", "fish"),
        ("What type of aircraft crashed?", "thing", "aircraft"),
        ("What sort of dog was it?", "thing", "dog"),
        ("What of it?", "any", ""),
        ("Which airline cancelled the flights?", "organisation", "airlin"),
        ("Which airlines flew?", "organisation", "airlin"),
        ("What tennis star retired?", "person", "star"),
        ("Which country's leader stayed away?", "place", "countri"),
        ("Which team won the cup?", "organisation", "team"),
        ("Which countries signed?", "place", "countri"),
        ("Which other city bid?", "place", "citi"),
        ("Which Danish most visited museum burned?", "organisation", "museum"),
        ("Which most watched series ended?", "name", "seri"),
        ("What percentage of voters stayed at home?", "percent", "percentag"),
        ("What year did it open?", "date", "year"),
        ("In which year did it open?", "date", "year"),
        ("What time did it start?", "date", "time"),
        ("What did Brill say?", "words", ""),
        ("What has the mayor said about milk?", "words", ""),
        ("What was the cause of the fire?", "reason", "caus"),
        ("What is the capital of Tarsk?", "place", "capit"),
        ("What is the name of the ship?", "name", ""),
        ("What was the title of her first film?", "name", ""),
        ("What is his job?", "any", ""),
        ("What is it called?", "name", ""),
        ("The ferry ran aground. What is it named?", "name", ""),
        ("What is the ferry known as?", "name", ""),
        ("What is for sale?", "any", ""),
        ("What are the two highest mountains?", "any", ""),
        ("What was the most popular city to visit?", "place", "citi"),
        ("Name three ministers.", "person", "minist"),
        ("It has been closed since", "date", ""),
        ("It rained", "any", ""),
        ("Which fish is caught there?", "thing", "fish"),
        ("Which US state voted first?", "place", "state"),
        ("What company's ship sank?", "organisation", "compani"),
        ("Which actor made the film?", "person", "actor"),
        ("Which village flooded in May?", "place", "villag"),
        ("What was found there?", "any", ""),
        ("What is in the box?", "any", ""),
        ("Which is it?", "any", ""),
        ("What?", "any", ""),
        ("And when the ferry sank, who was the captain?", "person", ""),
        ("And when the ferry sank, what was the cause?", "reason", "caus"),
        ("And when the ferry sank, why?", "reason", ""),
        ("And when did it sink?", "date", ""),
        ("It sank when?", "date", ""),
        ("What was its cause?", "reason", "caus"),
        ("What was one cause of it?", "reason", "caus"),
        ("What is causing it?", "any", ""),
        ("What is a city?", "place", "citi"),
        ("What is in a city?", "any", ""),
        ("What is that of a city?", "any", ""),
        ("How many more people came?", "number", "peopl"),
        ("How many?", "number", ""),
        ("How few minutes did it take?", "duration", "minut"),
        ("How many dollars is the fine?", "money", ""),
        ("How big is the fine?", "money", ""),
        ("How big is the ferry?", "number", ""),
        ("whats the score", "number", "score"),
        ("What caused the fire?", "any", ""),
        ("What breed is the dog?", "thing", "breed"),
        ("How is the dog called?", "name", ""),
        ("How much profit did the yard make?", "money", ""),
        ("How much?", "number", ""),
        ("Whom did she meet, and how?", "person", ""),
        ("How much is it worth?", "money", ""),
        ("What kind of is it?", "thing", ""),
        ("What type of fresh fish was it?", "thing", "fish"),
        ("What is one city?", "place", "citi"),
        ("What is the the city?", "place", "citi"),
        ("What is city?", "place", "citi"),
        ("What was the very old big red city?", "any", ""),
        ("What was the very old big city?", "place", "citi"),
        ("Which most used fish was caught?", "thing", "fish"),
        ("Which used fish was caught?", "thing", "fish"),
        ("Which fish used it?", "thing", "fish"),
        ("What did they call the ferry?", "words", ""),
        ("What did call?", "any", ""),
        ("How many boats?", "number", "boat"),
        ("How many of them?", "number", ""),
        ("How few boats?", "number", "boat"),
        ("How far boats go?", "number", ""),
        ("How much of?", "number", ""),
        ("Where and when did it sink?", "place", ""),
        ("It sank when it was told to", "any", ""),
        ("When it sank, who was told to?", "date", ""),
        ("Who's the captain?", "person", ""),
        ("the name of the city", "any", ""),
        ("Name airlines that flew there.", "organisation", "airlin"),
    ],
)
def test_the_question_word_and_its_noun_tell_what_is_asked_for(question: str, kind: str, noun: str) -> None:
    expected = expected_answer(question)
    assert (expected.type.value, " ".join(expected.noun)) == (kind, noun)


def test_how_far_something_falls_is_told_in_any_measure_and_how_far_it_lies_in_units_of_length() -> None:
    assert expected_answer("How far have prices fallen?").measure == "much"
    assert expected_answer("How far is Lome from the sea?").measure == "far"


@pytest.mark.parametrize(
    "question",
    [
        "what is the driver's name",
        "whats the drivers name",
        "What is the name of the young captain who found it?",
        "what's her name",
        "Do you know the names of the two boys?",
    ],
)
def test_somebody_is_asked_for_by_name(question: str) -> None:
    expected = expected_answer(question)
    assert (expected.type, expected.by_name) == (AnswerType.PERSON, True)


@pytest.mark.parametrize("question", ["What is the name of the film?", "Who drove it?", "what is the ship's name"])
def test_a_thing_has_a_name_and_somebody_may_be_a_role(question: str) -> None:
    assert not expected_answer(question).by_name


@pytest.mark.parametrize(
    "question", ["What kind of ferries run there?", "which type of bread is it", "what sort of man was he"]
)
def test_by_its_quality_is_asked_for_what_a_name_need_not_tell(question: str) -> None:
    assert expected_answer(question).by_quality


def test_which_one_it_was_is_not_asked_for_by_its_quality() -> None:
    assert not expected_answer("Which ferries run there?").by_quality
