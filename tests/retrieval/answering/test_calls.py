"""A question asks once for what its sentences and articles need: a larger archive makes no more calls from file to file."""

import sys

import pytest

from retrieval.answering import Answerer
from retrieval.domain import Question
from tests.bench.tracing import Trace

from .conftest import Opened, answerer_of

#: calls more, with five times as many articles: names that may be places are looked at one by one, of so many sentences
MORE = 10
#: calls of any of these questions, at most: those for each sentence that is read would be some hundred more
MOST = 300
#: articles that have as many sentences as are read closely, and many more
FEW, MANY = 20, 100
QUESTIONS = ("How many people were aboard the ferry?", "Who painted the ferry?", "Which ferries are late?")


def stories(count: int) -> list[dict[str, str]]:
    return [
        {
            "id": f"s{n}", "headline": f"The ferry of harbour {n}", "published": f"2024-03-{n % 3 + 1:02}",
            "text": f"The ferry of harbour {n} was late. There were {n + 20} people aboard the ferry, its mate said.\n\n"
            f"“We painted the ferry in port {n},” said Ada Kolb{n}. Nobody on the ferry was hurt.",
        }
        for n in range(count)
    ]  # fmt: skip


def calls(answerer: Answerer, question: str) -> int:
    for _ in range(2):
        answerer.answer(Question(question, asked="2024-05-01"))
    trace = Trace()
    sys.setprofile(trace)
    try:
        answerer.answer(Question(question, asked="2024-05-01"))
    finally:
        sys.setprofile(None)
    return sum(trace.calls.values())


@pytest.mark.parametrize("question", QUESTIONS)
def test_more_articles_make_no_more_calls(opened: Opened, question: str) -> None:
    few, many = (calls(answerer_of(*opened(stories(count))), question) for count in (FEW, MANY))
    assert 0 < many <= min(few + MORE, MOST)
