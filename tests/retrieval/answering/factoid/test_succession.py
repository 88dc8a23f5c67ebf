"""Who came before or after somebody is answered by who replaced whom, not by a sentence with both that says the reverse."""

import pytest

from retrieval.answering import Answerer
from retrieval.domain import Answer, Context, Question
from retrieval.questions.successions import succession_asked

from ..conftest import Opened, answerer_of

STORIES = [
    {
        "id": "kelp", "headline": "Kelp grower Tangen gets a new boss", "published": "2025-06-03",
        "text": "Ylva Brandt will be chief executive of the kelp grower Tangen from July, the company said on Tuesday.\n\n"
        "Brandt, 46, replaces Egon Rask, who has led Tangen since 2012.\n\n"
        "Rask had followed the founder, Greta Holm, who ran it for twenty years.\n\n"
        "Brandt now heads exports at the dairy Melke. There, Olav Sund will be her successor.",
    },
    {
        "id": "mayor", "headline": "Tolmfoss elects a mayor", "published": "2025-06-05",
        "text": "Runa Dorn was elected mayor of Tolmfoss on Sunday.\n\nShe succeeds Arne Kolm, who did not run again.\n\n"
        "The harbour master, Lars Moen, was replaced by Gro Vikan in January.",
    },
    {
        "id": "clinic", "headline": "Director of the Orsa clinic steps down", "published": "2025-06-06",
        "text": "Minister Sten Hove spoke of no list of those to replace Tove Rahm. Hove wants Ada Lunn to succeed Jon Bergh.\n\n"
        "The director of the Orsa clinic, Tove Rahm, resigned on Friday.\n\n"
        "Her place will be taken by Jon Bergh, the head of surgery.\n\nRahm was appointed in 2019, when Kari Ness retired.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def offices(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))


def emphasised(answer: Answer) -> str:
    first = answer.sentences[0]
    return "".join(first.text[a - first.start : b - first.start] for a, b in first.emphasis)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who replaces Egon Rask?", "Brandt"),
        ("who was ceo of tangen before brandt", "Egon Rask"),
        ("Who is Brandt's predecessor?", "Egon Rask"),
        ("whom did Rask follow?", "Greta Holm"),
        ("who succeeds brandt at melke", "Olav Sund"),
        ("who was mayor of Tolmfoss before Runa Dorn", "Arne Kolm"),
        ("who replaced Lars Moen", "Gro Vikan"),
        ("whom did Gro Vikan replace?", "Lars Moen"),
        ("who takes over from Tove Rahm", "Jon Bergh"),
        ("who was the predecessor of tove rahm", "Kari Ness"),
        ("who is to succeed Jon Bergh?", "Ada Lunn"),
    ],
)
def test_the_one_on_the_other_side_is_emphasised(offices: Answerer, question: str, name: str) -> None:
    answer = offices.answer(Question(question))
    assert not answer.abstained
    assert emphasised(answer) == name


@pytest.mark.parametrize(
    ("question", "lead"),
    [("who succeeded Arne Kolm?", "Runa Dorn was elected"), ("who replaces Egon Rask?", "Ylva Brandt will be")],
)
def test_a_pronoun_or_a_surname_comes_with_the_sentence_that_names_them(
    offices: Answerer, question: str, lead: str
) -> None:
    assert (offices.answer(Question(question)).sentences[0].lead_text or "").startswith(lead)


def test_she_of_the_last_answer_is_whose_predecessor_is_meant(offices: Answerer) -> None:
    before = offices.answer(Question("who is the new chief executive of Tangen?"))
    assert emphasised(offices.answer(Question("who did she replace", context=before.context))) == "Egon Rask"


def test_who_is_to_succeed_the_holder_of_an_office_is_who_holds_it_next(opened: Opened) -> None:
    story = {
        "id": "herring", "headline": "Nordkap Herring names Ilse Torg chief executive", "published": "2025-07-01",
        "text": "Nordkap Herring said on Tuesday that Ilse Torg would succeed Peder Mahl as its chief executive on 1 June.\n\n"
        "Mahl is leaving to teach. He took over from the founder, Greta Lunde, in 2012.",
    }  # fmt: skip
    herring = answerer_of(*opened([story]))
    first = herring.answer(Question("who is the new chief executive of Nordkap Herring?"))
    assert emphasised(first) == "Ilse Torg"
    assert emphasised(herring.answer(Question("who did she replace", context=first.context))) == "Peder Mahl"


def test_of_somebody_of_whom_no_sentence_tells_it_nothing_is_made_up(offices: Answerer) -> None:
    answer = offices.answer(Question("who replaced Runa Dorn?", context=Context()))
    assert answer.abstained or not answer.sentences[0].emphasis or "Dorn" in answer.sentences[0].text


@pytest.mark.parametrize("text", ["who replaced the bridge?", "what replaced Rask?", "who followed it", "Who is Rask?"])
def test_other_questions_ask_for_no_succession(text: str) -> None:
    assert succession_asked(text) is None
