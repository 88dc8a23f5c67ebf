"""Who may be the one that a question asks for by their words: somebody with a name, whom the question does not give."""

from dataclasses import replace

import pytest

from retrieval.answering.factoid.speakers import asks_for_speaker, may_be_asked_for
from retrieval.domain import Quotation, QuotationKind, Speaker
from retrieval.questions import analyse


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who said that the reef was near?", True),
        ("Which mayor thinks the bridge will hold?", True),
        ("which lady told how the roof was tied down", True),
        ("Who was it that said the reef was near?", True),
        ("Who did not believe the captain?", True),
        ("Who did Brill thank?", False),
        ("Whom has the mayor blamed?", False),
        ("who does the captain blame", False),
        ("Which of them has Brill praised?", False),
        ("Who won the race?", False),
        ("What did Brill say?", False),
    ],
)
def test_who_spoke_is_asked_for_where_who_is_the_subject_of_a_verb_of_speech(question: str, asks: bool) -> None:
    assert asks_for_speaker(analyse(question)) is asks


@pytest.mark.parametrize(
    ("question", "name", "may"),
    [
        ("Who said the ferry is late?", "Ida Falk", True),
        ("Who said Falk's ferry is late?", "Ida Falk", False),
        ("who said falk's ferry is late", "Ida Falk", False),
        ("Who said Ida was late?", "Ida Falk", True),
        ("Who said the bridge is late?", "Ann Bridge", True),
        ("Who said the ferry is late?", None, False),
        ("Who said the ferry is late?", "NATO", True),
        ("Which captain said the ferry is late?", "NATO", False),
        ("Which captain said the ferry is late?", "Ida Falk", True),
    ],
)
def test_a_speaker_is_meant_by_a_name_of_their_own_that_the_question_does_not_give(
    question: str, name: str | None, may: bool
) -> None:
    speaker = Speaker(name or "a woman", 0, 4, name=name)
    said = Quotation(QuotationKind.DIRECT, ((0, 4),), "“No”", speaker, confidence=0.9)
    assert may_be_asked_for(said, analyse(question)) is may
    assert not may_be_asked_for(replace(said, speaker=None), analyse(question))
