"""Pronouns in a conversation: whom they cannot mean, and whom they do where the answer before was about somebody else."""

import pytest

from retrieval.answering.quotes.genders import genders_in, with_whom_is_meant
from retrieval.domain import Context, Question

from ..memory_archive import MemoryArchive

STORIES = [
    {
        "id": "race", "headline": "Race at Orle",
        "text": "Ilvi Dahl won the race at Orle. “I ran,” said Ilvi Dahl, and she added: “I slept badly.”\n\n"
        "“It was uphill,” said Teodor Brask. He said that he had lost. “She flew,” he said.\n\n"
        "“The road is old,” said the mayor, John Smith.",
    },
    {"id": "fog", "headline": "Fog", "text": "“It is thick,” said Ole Vinter. “It is thin,” said Kari Holm."},
]  # fmt: skip
ARCHIVE = MemoryArchive(STORIES)


def meant(text: str, *, speaker: str | None = None, person: str | None = None, article: str = "race") -> Context:
    context = Context(question="Who won the race?", articles=(article,), speaker=speaker, person=person)
    return with_whom_is_meant(Question(text, context=context), ARCHIVE).context


def test_pronouns_and_given_names_tell_the_gender_of_who_is_quoted() -> None:
    assert genders_in(ARCHIVE, ["race"]) == {"Ilvi Dahl": "f", "Teodor Brask": "m", "John Smith": "m"}


def test_somebody_of_another_gender_is_not_meant_but_the_one_of_it_who_is_quoted_most() -> None:
    assert (meant("and him?", person="Ilvi Dahl").speaker, meant("and him?", person="Ilvi Dahl").person) == (
        "Teodor Brask",
        None,
    )
    assert meant("how old is he?", speaker="Ilvi Dahl").speaker == "Teodor Brask"
    assert meant("how old is she?", person="Ilvi Dahl").person == "Ilvi Dahl"


def test_whoever_fits_stays_without_where_they_are_from() -> None:
    assert meant("what did he say about her?", person="Teodor Brask of Orle").person == "Teodor Brask"
    assert meant("and his house?", speaker="Nobody Known").speaker == "Nobody Known"


def test_where_nobody_was_named_only_somebody_who_speaks_is_meant() -> None:
    assert meant("what did she say?").speaker == "Ilvi Dahl"
    assert meant("how old is she?").speaker is None


@pytest.mark.parametrize("text", ["what did he say?", "what did she say?"])
def test_nobody_is_meant_where_several_are_quoted_alike_or_none_is_of_the_gender(text: str) -> None:
    assert meant(text, article="fog").speaker in {None, "Ole Vinter", "Kari Holm"}
    assert meant(text, article="gone").speaker is None


def test_a_question_without_a_pronoun_or_a_story_is_left_as_it_is() -> None:
    asked = Question("what did the mayor say?", context=Context(articles=("race",), person="Ilvi Dahl"))
    assert with_whom_is_meant(asked, ARCHIVE) is asked
    alone = Question("what did he say?", context=Context(person="Ilvi Dahl"))
    assert with_whom_is_meant(alone, ARCHIVE) is alone
