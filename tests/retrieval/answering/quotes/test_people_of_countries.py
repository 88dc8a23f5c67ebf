"""People of a country are found however its name is written, and are no other people."""

import pytest

from retrieval.domain import Question

from ..conftest import Opened, answerer_of

STORIES = [
    {
        "id": "court",
        "headline": "Court rules on salmon",
        "text": "The high court ruled on salmon on Friday. U.S. fishermen said that the ruling was late. "
        "Norwegian fishermen said that the ruling was wise. American farmers said that the price was low.",
    },
    {"id": "barrier", "headline": "Barrier tested", "text": "The barrier was closed. Fishermen said that it was loud."},
]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("what did us fishermen say about the ruling", "the ruling was late"),
        ("What did US fishermen say?", "the ruling was late"),
        ("what did U.S. fishermen say", "the ruling was late"),
        ("what did us farmers say", "the price was low"),
        ("what did norwegian fishermen say", "the ruling was wise"),
    ],
)
def test_us_is_the_country_before_people(opened: Opened, words: str, said: str) -> None:
    answer = answerer_of(*opened(STORIES)).answer(Question(words))
    assert [said in quotation.text for quotation in answer.quotations] == [True]
