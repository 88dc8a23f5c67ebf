"""Answers given by processes of their own are those that the program gives, and one that ends is followed by another."""

import os
import pickle
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import open_program
from bot.configuration.settings import load_settings
from bot.telegram import answering
from bot.telegram.answering import AnsweringEnded, AnsweringProcesses
from bot.telegram.replies_at_hand import RepliesAtHand
from retrieval.domain import Answer, AnswerKind, Article, Block, BlockKind, Question
from retrieval.stages import observe

TEXT = "The ferry to Lome hit a reef on Monday. “It was fog,” Captain Ada Brisk said. Nobody was hurt."


def article(article_id: str, text: str) -> Article:
    return Article(article_id, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), published="2024-05-01")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("answering") / "archive"
    settings = load_settings(environ={"ONRECORD_ARCHIVE__URL": str(folder), "ONRECORD_READING__MODEL": "off"})
    opened = open_program(settings)
    list(opened.add([article("ferry", TEXT)]))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def processes(program: Any) -> Iterator[AnsweringProcesses]:
    opened = AnsweringProcesses(program, program.settings, 1)
    opened.wait()
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _nothing_at_hand(processes: AnsweringProcesses, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each test ask as if nothing had been asked before."""
    monkeypatch.setattr(processes, "_at_hand", RepliesAtHand())


ASKED = [
    "What did the ferry hit?",
    "What did Ada Brisk say?",
    "Who said it was fog?",
    "What is a wombat?",
    "hello",
    "\ud83d?",
]


@pytest.mark.parametrize("text", ASKED)
def test_an_answer_is_the_same_as_the_programs_own_and_its_stages_are_told(
    program: Any, processes: AnsweringProcesses, text: str
) -> None:
    told: list[str] = []
    end = observe(lambda name, _: told.append(name))
    answer = processes.answer(Question(text))
    end()
    assert answer == program.answerer.answer(Question(text))
    assert "answer" in told


def test_an_article_answers_as_soon_as_it_is_confirmed(program: Any, processes: AnsweringProcesses) -> None:
    for number in range(5):
        text = f"A bridge was opened in Tarn{number}holm, and {number + 70} people came."
        list(program.add([article(f"bridge{number}", text)]))
        answer = processes.answer(Question(f"How many people came to Tarn{number}holm?"))
        assert [one.text for one in answer.sentences][:1] == [text]


def test_sentences_and_stories_with_certain_words_are_those_that_the_program_finds(
    program: Any, processes: AnsweringProcesses
) -> None:
    assert processes.sentences("reef", 3) == program.answerer.sentences("reef", 3) != []
    apart = answering._Apart(program, processes)
    assert apart.stories.newest(2) == program.stories.newest(2)
    titled = replace(article("titled", "Divers looked at the hull on Friday."), headline="Ferry hits reef off Lome")
    list(program.add([titled]))
    assert [one.article_id for one in apart.stories.newest(2, 0, "reef ferry")] == ["titled"]
    assert apart.stories.newest(2, 1, "reef ferry") == []


def test_what_was_asked_lately_is_answered_from_what_was_said_until_an_article_comes(
    program: Any, processes: AnsweringProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, looked_for = Question("Where was the ferry going?"), []
    ask = answering._Process.ask
    monkeypatch.setattr(answering._Process, "ask", lambda self, asked: looked_for.append(asked) or ask(self, asked))
    first = processes.answer(asked)
    assert processes.answer(asked) == first
    assert processes.answer(replace(asked, text="Where was the ferry going to?")) is not None
    assert len(looked_for) == 2
    list(program.add([article("news", "Another ferry was going to Ellin on Tuesday.")]))
    assert processes.answer(asked) == program.answerer.answer(asked)
    assert len(looked_for) == 3


def test_an_answer_that_had_not_the_time_it_needs_is_looked_for_again(
    processes: AnsweringProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = iter(
        [(Answer(AnswerKind.FACT, abstained=True, partial=partial), [("answer", taken)], in_step)
         for partial, taken, in_step in
         [(True, 0.1, True), (False, 0.5, True), (False, 0.1, False), (False, 0.1, True), (False, 0.2, True)]]
    )  # fmt: skip
    monkeypatch.setattr(answering._Process, "ask", lambda *_: pickle.dumps(next(told)))
    monkeypatch.setattr(processes, "_budget", 0.4)
    for _ in range(6):  # the fourth is whole, and of the newest state
        processes.answer(Question("How deep is the reef?"))
    assert next(told)[1] == [("answer", 0.2)]


def test_a_process_that_ends_is_followed_by_another(program: Any, processes: AnsweringProcesses) -> None:
    (running,) = processes._running
    running._process.kill()
    running._process.join()
    asked = Question("Which reef did the ferry hit?")
    assert processes.answer(asked) == program.answerer.answer(asked)
    processes.wait()
    assert processes._running
    assert processes._running != {running}


def test_a_question_that_ends_two_processes_is_given_up(
    processes: AnsweringProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(self: Any, *_: object) -> None:
        self._process.kill()
        raise EOFError

    monkeypatch.setattr(answering._Process, "ask", ended)
    with pytest.raises(AnsweringEnded, match="has ended"):
        processes.answer(Question("When did the ferry hit it?"))
    monkeypatch.undo()
    processes.wait()
    assert not processes.answer(Question("What did the ferry hit?")).abstained


def test_a_process_that_hangs_is_ended(processes: AnsweringProcesses, monkeypatch: pytest.MonkeyPatch) -> None:
    (running,) = processes._running
    os.kill(running._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(answering, "SECONDS", 0.1)
    with pytest.raises(AnsweringEnded, match="longer than it may"):
        processes.answer(Question("Why did the ferry hit it?"))
    assert not running._process.is_alive()
    monkeypatch.undo()
    processes.wait()
    assert not processes.answer(Question("What did the ferry hit?")).abstained


def test_the_program_answers_itself_where_no_process_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError("no memory")

    settings = load_settings(environ={"ONRECORD_ARCHIVE__URL": str(tmp_path), "ONRECORD_READING__MODEL": "off"})
    opened = open_program(settings)
    monkeypatch.setattr(answering, "_Process", refused)
    processes = AnsweringProcesses(opened, settings, 2)
    processes.wait()
    assert processes.answer(Question("hello")) == opened.answerer.answer(Question("hello"))
    processes.close()
    opened.close()
