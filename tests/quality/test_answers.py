"""Floors under the answers, on stories and questions of our own writing. They only rise."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap import Program, open_program
from bot.configuration.settings import load_settings
from retrieval.domain import AnswerKind, Question
from retrieval.evaluation import Figures, evaluate, read_asked

FLOORS = {"A@1": 0.78, "A@3": 0.95, "A@5": 0.97}
#: on questions that the stories do not answer, and at most on those that they do
SILENT, SILENT_THOUGH_ANSWERED = 0.9, 0.03


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    opened = open_program(load_settings({"archive.url": str(tmp_path_factory.mktemp("empty"))}, environ={}))
    assert opened.samples
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def figures(program: Program) -> Figures:
    lines = (Path(__file__).parent / "data" / "questions.jsonl").read_text("utf-8").splitlines()
    answerer = program.answerer
    return evaluate(
        [read_asked(json.loads(line)) for line in lines],
        lambda question: answerer.answer(Question(question)),
        lambda query: [found.passage.article_id for found in answerer.search(query)],
        answerer.rank,
    )


@pytest.mark.parametrize("name", FLOORS)
def test_the_answer_is_among_the_first_sentences(figures: Figures, name: str) -> None:
    assert figures.values[name] >= FLOORS[name], figures.values


def test_the_bot_is_silent_where_it_has_no_answer_and_only_there(figures: Figures) -> None:
    assert figures.values["abstained, unanswerable"] >= SILENT, figures.values
    assert figures.values["abstained, answerable"] <= SILENT_THOUGH_ANSWERED, figures.values


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Who said nobody screamed?", "Hanne Lubek"),
        ("who said three people could have noticed the wrong digit", "Ragna Silk"),
        ("Who said a bonus of money for not fishing was offered?", "Aron Tveit"),
        ("Who warned that you cannot live on the view?", "Greta Pell"),
        ("Who said the picture was in the way?", "Alfons Brede"),
        ("who said that the sentence is lenient", "Nils Eberhart"),
    ],
)
def test_who_said_it_is_named_first(program: Program, question: str, speaker: str) -> None:
    answer = program.answerer.answer(Question(question))
    assert answer.kind is AnswerKind.WHO_SAID
    first = answer.quotations[0].speaker
    assert first is not None
    assert speaker.split()[-1] in (first.name or first.text)


@pytest.mark.parametrize(
    ("question", "speaker", "words"),
    [
        ("What did Vossberg say about the fishing grounds?", "Vossberg", "dinner"),
        ("What did Silk say?", "Silk", ""),
        ("what did dr lenz say about the wind farm", "Lenz", "nature reserve"),
        ("What has Okoro-Lind said about closing the ward?", "Okoro-Lind", "ward"),
        ("What did Thole say about the ambulance?", "Thole", "600,000"),
    ],
)
def test_what_somebody_said_is_never_in_another_ones_words(
    program: Program, question: str, speaker: str, words: str
) -> None:
    answer = program.answerer.answer(Question(question))
    assert answer.kind is AnswerKind.WHAT_SAID
    assert answer.quotations
    assert all(q.speaker and speaker in (q.speaker.name or q.speaker.text) for q in answer.quotations)
    assert words in " ".join(sentence.text for sentence in answer.sentences[:3])
