"""Nobody is said to have said what no word of theirs is like, or the contrary of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering import Answerer
from retrieval.answering.factoid.claimed import claimed
from retrieval.domain import Question
from retrieval.questions import analyse

from ..conftest import Opened, answerer_of

STORIES = [
    {
        "id": "tram",
        "headline": "Tram line to Ostby to be lengthened",
        "published": "2025-05-02",
        "text": "The tram line to Ostby will be lengthened by two miles, the council decided on Thursday.\n\n"
        "The engineer, Runa Veld, said the tram line would be narrowed but not moved.\n\n"
        "“The tram is the only warm place that Ostby has in winter,” said the councillor Gorm Isak.\n\n"
        "A shopkeeper, Tilde Moe, said the tram would be a blessing for the square.",
    },
    {
        "id": "mill",
        "headline": "Mill at Harsel becomes a school",
        "published": "2025-05-04",
        "text": "The mill at Harsel becomes a school in autumn. “We shall teach among millstones,” said Bodil Krage.",
    },
]


@pytest.fixture(scope="module")
def trams(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))


@pytest.mark.parametrize(
    "question",
    [
        "Who said the tram line to Ostby was dangerous?",
        "who thinks that the tram to ostby is ugly",
        "who said the tram line to Ostby would be moved?",
        "Who called the tram line to Ostby a swindle?",
    ],
)
def test_who_said_what_nobody_said_is_answered_with_nobody(trams: Answerer, question: str) -> None:
    answer = trams.answer(Question(question))
    assert answer.abstained
    assert not answer.quotations


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Who said the tram line to Ostby would be narrowed?", "Runa Veld"),
        ("Who said the tram line to Ostby would not be moved?", "Runa Veld"),
        ("who said the tram to ostby would be a blessing", "Tilde Moe"),
        ("Who said the tram was the only warm place in Ostby?", "Gorm Isak"),
    ],
)
def test_who_said_what_somebody_said_is_still_answered_with_them(trams: Answerer, question: str, speaker: str) -> None:
    answer = trams.answer(Question(question))
    assert [one.speaker.name for one in answer.quotations[:1] if one.speaker] == [speaker]


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("Who said the ferry was late?", "It was late.", "It was not late."),
        ("Who said the ferry was late?", "Late again, he said.", "Never late, he said."),
        ("who says that the well is dry", "Not only dry but poisoned.", "The well isn't dry."),
        ("Who said the road was safe?", "It will be a decent, safe road.", "The road isn’t very safe."),
        ("Who said the wall wouldn't hold?", "It will not hold.", "It will be painted."),
        ("Who said Brill had lied?", "“He lied to us all.”", "“He never lied to us.”"),
        ("Who called Brill a coward?", "He is a coward, she said.", "He is a tenor, she said."),
        ("Who said the price would be 40 crowns?", "It costs 40 crowns.", "It costs nothing."),
    ],
)
def test_a_claim_is_told_by_a_word_of_it_that_is_not_denied(question: str, told: str, not_told: str) -> None:
    said = claimed(analyse(question))
    assert said is not None
    assert said.is_told(told)
    assert not said.is_told(not_told)


@pytest.mark.parametrize(
    "question",
    ["Who said that?", "Who praised the ferry?", "What did Brill say?", "Who was late?", "Who said it is?", ""],
)
def test_a_question_without_a_claim_claims_nothing(question: str) -> None:
    assert claimed(analyse(question)) is None


@given(st.lists(st.text("abdefgiklmoprstu", min_size=1, max_size=12), min_size=1, max_size=8))
def test_what_repeats_a_claim_tells_it(words: list[str]) -> None:
    said = claimed(analyse(f"Who said the ferry was {' '.join(words)}"))
    assert said is None or said.is_told(f"It was {' '.join(words)}.")
