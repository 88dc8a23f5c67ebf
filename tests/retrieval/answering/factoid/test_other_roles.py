"""Somebody who is asked for by an office is not somebody of another one."""

import pytest

from retrieval.answering.factoid.other_roles import _is_somebody_else, speaker_role
from retrieval.domain import Question, Quotation, QuotationKind, Speaker

from ..conftest import Opened, answerer_of

QUARRY = {
    "id": "quarry",
    "headline": "Two fined over the quarry of Hellin",
    "text": "Two brothers were fined on Friday for blasting at night in the quarry of Hellin. "
    "Judge Orla Venn gave them a year to pay. “Nobody in Hellin slept for a week,” prosecutor Piet Amsel said. "
    "“The quarry will be quiet from now on,” Venn said.",
}


@pytest.mark.parametrize(
    "words", ["which judge said nobody slept for a week", "Which judge said nobody in Hellin slept?"]
)
def test_a_judge_is_not_a_prosecutor(opened: Opened, words: str) -> None:
    answer = answerer_of(*opened([QUARRY])).answer(Question(words))
    assert all(one.speaker is not None and "Venn" in (one.speaker.name or "") for one in answer.quotations[:1])


def test_whoever_holds_the_office_is_given(opened: Opened) -> None:
    answer = answerer_of(*opened([QUARRY])).answer(Question("which prosecutor said nobody in hellin slept for a week"))
    assert not answer.abstained
    assert answer.quotations[0].speaker is not None
    assert answer.quotations[0].speaker.name == "Piet Amsel"


def test_nobody_speaks_for_an_office_of_which_the_story_does_not_tell(opened: Opened) -> None:
    answer = answerer_of(*opened([QUARRY])).answer(Question("what did the bishop say about the quarry of Hellin"))
    assert answer.abstained
    assert not answer.quotations


def test_an_office_may_be_called_by_another_word(opened: Opened) -> None:
    court = QUARRY | {"text": QUARRY["text"].replace("Judge Orla Venn", "Justice Orla Venn")}
    answer = answerer_of(*opened([court])).answer(Question("what did the judge say about the quarry being quiet"))
    assert not answer.abstained
    assert "quiet" in answer.sentences[0].text


@pytest.mark.parametrize("words", ["What did Orla Venn say?", "Who said it was quiet?", "Which quarry was quiet?"])
def test_other_questions_ask_for_no_office(words: str) -> None:
    assert speaker_role(words) is None


@pytest.mark.parametrize(
    ("name", "role", "told", "else_"),
    [
        ("Piet Amsel", "prosecutor", "Judge Orla Venn gave them a year to pay.", True),
        ("Orla Venn", "prosecutor", "Judge Orla Venn gave them a year to pay.", False),
        ("Piet Amsel", "prosecutor", "The court gave them a year to pay.", False),
        ("Piet Amsel", "juggler", "Judge Orla Venn gave them a year to pay.", False),
        ("Piet Amsel", None, "Judge Orla Venn gave them a year to pay.", False),
    ],
)
def test_only_the_bearer_of_another_office_is_somebody_else_and_only_where_that_of_the_one_asked_for_is_named(
    name: str, role: str | None, told: str, else_: bool
) -> None:
    quoted = Quotation(QuotationKind.DIRECT, ((0, 4),), "Yes.", Speaker(name, 6, 6 + len(name), name, role))
    assert _is_somebody_else(quoted, "judge", told) is else_
