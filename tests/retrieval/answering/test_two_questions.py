"""Two questions in one are answered one below the other."""

from typing import Any

import pytest

from retrieval.answering import Answerer
from retrieval.answering.two_questions import both_told
from retrieval.domain import Answer, AnswerKind, Citation, Context, Evidence, Question, shown_at_once
from retrieval.questions.dependence import two_questions

from .conftest import Opened, answerer_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("who built the mill and when?", ("who built the mill", "when?")),
        ("when did it start, and who stopped it", ("when did it start", "who stopped it")),
        ("how tall is it but what does it weigh?", ("how tall is it", "what does it weigh?")),
        ("what did the judge say and how long is it?", ("what did the judge say", "how long is it?")),
        ("who knows when and where the mill opened", None),
        ("what did Odo say about how and when it burned", None),
        ("who built the mill and what the mayor paid", None),
        ("who built the mill and the wheel", None),
        ("the mill burned and who built it", None),
    ],
)
def test_two_questions_are_told_from_one_with_two_clauses(text: str, parts: tuple[str, str] | None) -> None:
    assert two_questions(text) == parts


def told(*starts: int, kind: AnswerKind = AnswerKind.FACT, **more: Any) -> Answer:
    sentences = tuple(Evidence("a", start, start + 1, ".", 0.5) for start in starts)
    return Answer(
        kind, abstained=not starts, sentences=sentences, citations=(Citation("a", None, None, None, None),), **more
    )


def test_the_first_sentences_of_both_are_shown_at_once_and_no_other() -> None:
    after = Context(question="when?")
    answer = both_told(told(1, 2, 5, probability=0.7), told(3, 2, kind=AnswerKind.WHAT_SAID, context=after))
    assert answer is not None
    assert [one.start for one in answer.sentences] == [1, 3, 2, 5, 2]
    assert shown_at_once(answer.sentences) == 2
    assert (answer.kind, answer.probability, answer.context) == (AnswerKind.FACT, 0.7, after)
    assert len(answer.citations) == 1


def test_what_answers_both_is_given_once_and_nothing_for_what_has_no_answer() -> None:
    same = both_told(told(1, 2), told(1, 3))
    assert same is not None
    assert [one.start for one in same.sentences] == [1, 2]
    first = told(1, 2)
    assert both_told(first, told()) is first
    assert both_told(first, told(3, kind=AnswerKind.SUMMARY)) is first
    assert both_told(told(), first) is None


def test_both_are_asked_for_the_second_after_the_first(opened: Opened) -> None:
    answerer: Answerer = answerer_of(*opened([
        {"id": "mill", "headline": "Mill of Garsten sold", "text": "Odo Kemp built the mill of Garsten. It opened in 1871."},
        {"id": "rink", "headline": "Rink of Orm", "text": "Nils Tveit built the rink of Orm. It opened in 1990."},
    ]))  # fmt: skip
    answer = answerer.answer(Question("who built the mill of garsten and when did it open?"))
    assert [one.text for one in answer.sentences[:2]] == ["Odo Kemp built the mill of Garsten.", "It opened in 1871."]
    one = answerer.answer(Question("who built the rink of orm and what colour was its roof?"))
    assert one.sentences[0].text == "Nils Tveit built the rink of Orm."
