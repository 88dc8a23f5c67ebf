"""Of two people whose roles share a word the one is quoted whose whole role is asked for."""

import pytest

from retrieval.answering.quotes.whole_roles import is_of_another_role, of_whom
from retrieval.domain import Answer, AnswerKind, Evidence, Question, Quotation, QuotationKind, Speaker

from ..conftest import Opened, answerer_of

LOCKOUT = {
    "id": "lockout",
    "headline": "Bakers of Tarn locked out over ovens",
    "published": "2024-06-01",
    "text": "The bakers of Tarn were locked out on Friday in a quarrel over ovens.\n\n"
    "The bakers' general secretary, Olga Prenn, said the lockout would end in a minute if the owners would talk. "
    "“The lockout is a lockout of bread,” Prenn said.\n\n"
    "Labour Secretary Edda Moss refused to step in, saying the lockout was for both sides to end.",
}


def _speaker(role: str | None) -> Speaker:
    return Speaker("Olga Prenn", 0, 10, "Olga Prenn", role)


@pytest.mark.parametrize(
    ("role", "described", "another"),
    [
        ("general secretary", "the labour secretary", True),
        ("bakers' general secretary", "labour secretary", True),
        ("secretary", "the labour secretary", False),
        ("labour secretary", "the labour secretary", False),
        ("general secretary", "the secretary", False),
        ("labour minister", "the labour secretary", False),
        (None, "the labour secretary", False),
    ],
)
def test_a_role_is_another_where_only_its_last_word_is_that_of_the_one_asked_for(
    role: str | None, described: str, another: bool
) -> None:
    assert is_of_another_role(_speaker(role), described) is another


def _quotation(name: str, role: str, start: int) -> Quotation:
    speaker = Speaker(name, start, start + 4, name, role)
    return Quotation(QuotationKind.DIRECT, ((start, start + 9),), "“So it is”", speaker, None, 0.9, "a")


def _answer(*quotations: Quotation) -> Answer:
    sentences = tuple(Evidence("a", *one.span, one.text, 1.0) for one in quotations)
    return Answer(AnswerKind.WHAT_SAID, abstained=False, sentences=sentences, quotations=quotations)


def test_the_words_of_whoever_has_the_whole_role_are_left_where_another_comes_first() -> None:
    prenn = _quotation("Olga Prenn", "general secretary", 0)
    moss = _quotation("Edda Moss", "Labour Secretary", 20)
    told = of_whom(_answer(prenn, moss), "the labour secretary", "Edda Moss")
    assert told is not None
    assert told.quotations == (moss,)
    assert [(one.start, one.end) for one in told.sentences] == [moss.span]


def test_nothing_is_left_where_only_another_is_quoted() -> None:
    told = _answer(_quotation("Olga Prenn", "general secretary", 0))
    assert of_whom(told, "the labour secretary", "Edda Moss") is None
    assert of_whom(told, "the labour secretary", None) is None
    assert of_whom(told, "the secretary", None) is told


def test_the_secretary_of_another_body_is_not_quoted(opened: Opened) -> None:
    answer = answerer_of(*opened([LOCKOUT])).answer(Question("what did the labour secretary say about the quarrel"))
    shown = {one.speaker.name for one in answer.quotations if one.speaker}
    assert "Olga Prenn" not in shown
