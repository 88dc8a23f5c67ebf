"""`onrecord ask`: one question answered for a person or as JSON, or a file of questions."""

import argparse
import contextlib
import functools
import time
from typing import TYPE_CHECKING, Any

from bot.bootstrap import Program, open_program
from bot.chat.conversation import Conversation
from bot.commands import UsageError
from bot.commands.answers_json import answer_json, explanation_json
from bot.commands.json_lines import Line, answer_lines, text_of, write_line
from bot.views.explanations import explanation_html
from bot.views.html import plain
from bot.views.replies import reply
from bot.views.texts import bundled_texts
from retrieval.domain import Answer, Question

if TYPE_CHECKING:
    from bot.configuration.settings import Settings


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("question", nargs="*", metavar="QUESTION", help="the question, in your own words")
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    parser.add_argument("--explain", action="store_true", help="tell why this is the answer, too")
    parser.add_argument(
        "--jsonl", metavar="FILE", help='lines {"id", "question"}, "chat" keeps a conversation; - for standard input'
    )


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Answer one question, or every line of a file; return the exit status."""
    if bool(args.question) == (args.jsonl is not None):
        raise UsageError("Give one question, or --jsonl FILE.")
    with contextlib.closing(open_program(settings)) as program:
        asking = Asking(program, explains=args.explain)
        if args.jsonl is not None:
            return answer_lines(args.jsonl, asking.line)
        answered = asking.ask(" ".join(args.question))
        if args.json:
            write_line({"id": None, **answered})
        else:
            print(answered["reply"])
            if "why" in answered:
                print(f"\n{answered['why']}")
    return 0


class Asking:
    """Answers lines; those with the same chat are turns of one conversation."""

    def __init__(self, program: Program, *, explains: bool = False) -> None:
        self._program, self._explains = program, explains
        self._conversation = Conversation(program)
        self._archived = functools.cache(self._conversation.archived)

    def line(self, line: Line) -> dict[str, Any]:
        """Return what is printed for a line."""
        chat = line.get("chat")
        return self.ask(text_of(line, "question"), None if chat is None else str(chat))

    def ask(self, text: str, chat: str | None = None) -> dict[str, Any]:
        """Return what is printed for a question, with the seconds it took."""
        start = time.perf_counter()
        # half of a surrogate pair, which JSON and a terminal may hold, can be neither stored nor searched for
        text = text.encode("utf-8", "ignore").decode()
        about = None
        if chat is None:
            answer = self._program.answerer.answer(Question(text))
        else:
            turn = self._conversation.ask(chat, "", text)
            answer, about = turn.answer, turn.about
        said = reply(answer, self._archived, about=about).text
        seconds = time.perf_counter() - start
        return {**answer_json(answer, said), **self._why(answer), "seconds": seconds}

    def _why(self, answer: Answer) -> dict[str, Any]:
        """Return why this is the answer, where that is asked for and can be told."""
        explanation = self._program.answerer.explain(answer) if self._explains else None
        if explanation is None:
            return {}
        why = plain(explanation_html(explanation, bundled_texts()))
        return {"why": why, "explanation": explanation_json(explanation)}
