"""A small newspaper of invented stories, an answerer that knows it by heart, and a Bot API that records what is called."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.chat.stores import ContextsInMemory
from bot.configuration.settings import Settings, TelegramSettings
from bot.telegram.application import Bot, build_application
from bot.telegram.handlers.rate_limits import Limits
from retrieval.answering.requests import HANDLERS
from retrieval.archive.archive import Person
from retrieval.domain import (
    Answer,
    AnswerKind,
    Article,
    Block,
    BlockKind,
    CheckOf,
    Citation,
    Context,
    Evidence,
    Message,
    Question,
    Quotation,
    QuotationKind,
    QuotationsOf,
    Said,
    Speaker,
    SpeakersOn,
    Story,
    Summary,
    Talk,
)
from retrieval.errors import ArchiveError
from retrieval.stories import Found

TOKEN = "12345:abcdefghijklmnopqrstuvwxyz"
ALLOWED = 77

TEXT = (
    "The Lindmar ferry was stopped in March 2021 after its doors failed. "
    "Nobody was hurt. "
    "“We will not sail again until every door has been tested,” Anna Tolvik, the line's director, said. "
    "The council said buses would run instead. "
    "Repairs will cost 4 million crowns."
)


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def evidence(words: str, score: float = 1.0, emphasis: str | None = None, **more: Any) -> Evidence:
    start, end = place(words)
    return Evidence("ferry", start, end, words, score, emphasis=(place(emphasis),) if emphasis else (), **more)


def quotation(words: str, name: str | None, kind: QuotationKind, role: str | None = None) -> Quotation:
    start, end = place(words)
    speaker = Speaker(name, 0, 1, name, role) if name else None
    return Quotation(kind, ((start, end),), words, speaker, article_id="ferry")


FERRY = Article(
    "ferry", TEXT, (Block(BlockKind.PARAGRAPH, 0, len(TEXT)),), headline="Ferry <stopped> after doors fail",
    url="https://courier.example/ferry?a=1&b=2", outlet="Port Ellary Courier", published="2021-03-04T10:57",
)  # fmt: skip
TRAM = Article(
    "tram", "Trams return to Brannock.", (Block(BlockKind.PARAGRAPH, 0, 25),), headline="Trams return",
    outlet="Brannock Herald", published="2021-05-30",
)  # fmt: skip


def citation_of(article: Article, **more: Any) -> Citation:
    return Citation(article.id, article.headline, article.outlet, article.published, article.url, **more)


DIRECT = quotation(
    "We will not sail again until every door has been tested,",
    "Anna Tolvik",
    QuotationKind.DIRECT,
    "the line's director",
)
REPORTED = quotation("buses would run instead", "The council", QuotationKind.INDIRECT)
LATER = quotation("Repairs will cost 4 million crowns.", "Anna Tolvik", QuotationKind.INDIRECT)
STOPPED = evidence(
    "The Lindmar ferry was stopped in March 2021 after its doors failed.", 3.0, emphasis="March 2021"
)  # fmt: skip
CITED = (citation_of(FERRY),)
ABOUT = Context(topic="Ferry <stopped> after doors fail", articles=("ferry",))

ANSWERS = {
    "when": Answer(
        AnswerKind.FACT, abstained=False, probability=0.9, citations=CITED, context=ABOUT,
        sentences=(STOPPED, evidence("Nobody was hurt.", 1.0), evidence("Repairs will cost 4 million crowns.", 0.5)),
    ),
    "who": Answer(
        AnswerKind.WHO_SAID, abstained=False, probability=0.9, citations=CITED, context=ABOUT, quotations=(DIRECT, REPORTED),
        sentences=(
            evidence(
                "“We will not sail again until every door has been tested,” Anna Tolvik, the line's director, said."
            ),
            evidence("The council said buses would run instead."),
        ),
    ),
    "summarize": Answer(
        AnswerKind.SUMMARY, abstained=False, probability=0.9, citations=CITED, context=ABOUT,
        sentences=(STOPPED, evidence("Nobody was hurt.")),
    ),
    "ferry": Answer(
        AnswerKind.STORIES, abstained=False, citations=(citation_of(TRAM), *CITED), context=Context(topic="ferry")
    ),
    "football": Answer(AnswerKind.FACT, abstained=True, citations=(citation_of(TRAM),)),
    "thanks": Answer(AnswerKind.CHAT, abstained=False, message=Said(Message.THANKS), request=Talk(Message.THANKS)),
}  # fmt: skip


ANSWERS["and"] = replace(ANSWERS["when"], follows=True)
#: the answers to requests that are no words, by their kind
BY_KIND = {CheckOf: "when", Summary: "summarize", QuotationsOf: "who", SpeakersOn: "who"}


class Answerer:
    """Answers by the kind of request, a question in words by its first word; remembers what it was asked."""

    def __init__(self, archive: Any) -> None:
        self.asked: list[Question] = []
        stories = SimpleNamespace(of_articles=lambda ids: {})
        self._sources: Any = SimpleNamespace(archive=archive, stories=lambda: stories)

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        if question.request is not None:
            if kind := BY_KIND.get(type(question.request)):
                return replace(ANSWERS[kind], request=question.request)
            return HANDLERS[type(question.request)](question.request, self._sources)
        word = question.text.split()[0].casefold().strip("?:,.")
        if word == "break":
            raise RuntimeError("a fault with secret words")
        return ANSWERS.get(word, ANSWERS["football"])

    def explain(self, answer: Answer) -> None:
        return None

    def sentences(self, query: str, limit: int = 10) -> list[Evidence]:
        return []


class NoDatabase:
    """Keeps nothing: contexts then live in memory alone."""

    def reading(self) -> Any:
        raise ArchiveError("there is no archive")

    writing = noting = reading


class Archive:
    """Two articles."""

    database: Any = NoDatabase()

    def __init__(self) -> None:
        self.kept = {article.id: article for article in (TRAM, FERRY)}

    def count(self) -> int:
        return len(self.kept)

    def span(self) -> tuple[str | None, str | None]:
        days = sorted(article.published[:10] for article in self.kept.values() if article.published)
        return (days[0], days[-1]) if days else (None, None)

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        return {i: self.kept[i] for i in ids if i in self.kept}

    def citations(self, ids: Iterable[str]) -> dict[str, Citation]:
        return {i: citation_of(a) for i, a in self.articles(ids).items()}

    def newest(self, limit: int, offset: int = 0, matching: str | None = None) -> list[Citation]:
        found = [
            citation_of(a) for a in self.kept.values() if (matching or "").casefold() in (a.headline or "").casefold()
        ]
        return found[offset : offset + limit]

    def outlets(self) -> list[tuple[str | None, int]]:
        return [(article.outlet, 1) for article in self.kept.values()]

    def quotations(self, article_ids: Iterable[str]) -> dict[str, tuple[Quotation, ...]]:
        return {"ferry": (DIRECT, REPORTED)} if "ferry" in article_ids and "ferry" in self.kept else {}

    def people(self, name: str | None = None, limit: int = 50, offset: int = 0) -> list[Person]:
        return [Person(1, "Anna Tolvik", (), (), 2)] if name == "Anna Tolvik" else []

    def quotations_by(self, person_ids: Iterable[int], limit: int = 100) -> list[Quotation]:
        return [DIRECT, LATER] if list(person_ids) else []


class Stories:
    """A story for each article."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def newest(self, limit: int, offset: int = 0, matching: str | None = None) -> list[Story]:
        return [self._of(citation) for citation in self._archive.newest(limit, offset, matching)]

    def get(self, story_id: str) -> Story | None:
        return next((story for story in self.newest(100) if story.id == story_id), None)

    def find(self, words: str, limit: int = 5) -> list[Found]:
        return []

    def _of(self, citation: Citation) -> Story:
        day = (citation.published or "")[:10] or None
        outlets = (citation.outlet,) if citation.outlet else ()
        return Story(f"s_{citation.article_id}", citation.headline, citation.article_id, day, day, 1, outlets)


@dataclass
class FakeProgram:
    settings: Settings = field(default_factory=lambda: Settings(telegram=TelegramSettings(allowed_users=(ALLOWED,))))
    archive: Archive = field(default_factory=Archive)
    samples: bool = False

    def __post_init__(self) -> None:
        self.answerer = Answerer(self.archive)

    @property
    def chats(self) -> Any:
        return self.archive.database

    @property
    def stories(self) -> Stories:
        return Stories(self.archive)


class Recorder(BaseRequest):
    """Takes the place of the network: keeps every call and answers it; `refuse` makes the next calls of a method fail."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refusals: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        self.number = 1000
        self.file = b""
        #: results of methods that have no other
        self.results: dict[str, Any] = {
            "getMyCommands": [], "getMyDescription": {"description": ""}, "getMyName": {"name": "onrecord"},
            "getMyShortDescription": {"short_description": ""},
        }  # fmt: skip
        self.kept: dict[str, Any] = {}

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    def refuse(self, method: str, code: int, description: str, **parameters: Any) -> None:
        body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
        self.refusals.setdefault(method, []).append((code, body))

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        if method == "GET":
            return 200, self.file
        name = url.rsplit("/", 1)[-1]
        parameters = request_data.parameters if request_data else {}
        self.calls.append((name, parameters))
        if self.refusals.get(name):
            code, body = self.refusals[name].pop(0)
            return code, json.dumps(body).encode()
        return 200, json.dumps({"ok": True, "result": self._result(name, parameters)}).encode()

    def _result(self, name: str, parameters: dict[str, Any]) -> Any:
        if name == "getMe":
            me = {"id": 12345, "is_bot": True, "first_name": "onrecord", "username": "onrecord_bot"}
            return self.results.get(name, me)
        if name == "answerGuestQuery":
            return {"inline_message_id": "1"}
        if name == "getFile":
            return {"file_id": "f", "file_unique_id": "u", "file_path": "documents/file_1"}
        if name in ("sendMessage", "editMessageText", "sendPhoto", "sendRichMessage"):
            if name != "editMessageText":
                self.number += 1
            chat = {"id": int(parameters["chat_id"]), "type": "private"}
            return {"message_id": self.number, "date": 1, "chat": chat, "text": parameters.get("text", "")}
        if name.startswith("setMy"):
            self.kept[_profile(name, parameters)] = parameters
        kept = self.kept.get(_profile(name, parameters)) if name.startswith("getMy") else None
        if kept is not None:
            return kept["commands"] if name == "getMyCommands" else kept
        return self.results.get(name, True)

    def sent(self, name: str = "sendMessage") -> list[dict[str, Any]]:
        return [parameters for method, parameters in self.calls if method == name]

    def texts(self) -> list[str]:
        """Return what was sent, and what messages were changed to."""
        return [parameters["text"] for name, parameters in self.calls if name in ("sendMessage", "editMessageText")]


def _profile(method: str, parameters: dict[str, Any]) -> str:
    """Return of which part of the profile, for whom and in which language a method is."""
    return f"{method[3:]} {parameters.get('scope')} {parameters.get('language_code')}"


PERSON = {"id": 5, "is_bot": False, "first_name": "Reader"}


class Chat:
    """A chat with the bot in process: say something, press a button, see what was sent."""

    def __init__(self, application: Bot, recorder: Recorder, program: FakeProgram) -> None:
        self.application, self.recorder, self.program = application, recorder, program
        self._id = 0

    async def update(self, **payload: Any) -> None:
        self._id += 1
        data = {"update_id": self._id, **payload}
        await self.application.process_update(Update.de_json(data, self.application.bot))

    def message(self, text: str | None, **more: Any) -> dict[str, Any]:
        self._id += 1
        made: dict[str, Any] = {"message_id": self._id, "date": 1, "chat": {"id": 5, "type": "private"}, "from": PERSON}
        if text is not None:
            made["text"] = text
            if text.startswith("/"):
                made["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return {**made, **more}

    async def say(self, text: str | None, **more: Any) -> list[str]:
        """Send a message to the bot and return the texts it replied with."""
        before = len(self.recorder.texts())
        await self.update(message=self.message(text, **more))
        return self.recorder.texts()[before:]

    def buttons(self) -> dict[str, str]:
        """Return the buttons below the last message sent: label and data."""
        last = [p for name, p in self.recorder.calls if name in ("sendMessage", "editMessageText")][-1]
        markup = last.get("reply_markup") or {"inline_keyboard": []}
        rows = (json.loads(markup) if isinstance(markup, str) else markup)["inline_keyboard"]
        return {button["text"]: button.get("callback_data", button.get("url")) for row in rows for button in row}

    async def press(self, label: str) -> list[str]:
        """Press a button below the last message, behind ⋯ if it is there, and return the texts that followed."""
        if label not in self.buttons() and "⋯" in self.buttons():
            await self._press("⋯")
        before = len(self.recorder.texts())
        await self._press(label)
        return self.recorder.texts()[before:]

    async def _press(self, label: str) -> None:
        shown = {"message_id": self.recorder.number, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
        query = {"id": "1", "from": PERSON, "chat_instance": "1", "message": shown, "data": self.buttons()[label]}
        await self.update(callback_query=query)


@pytest.fixture
def program() -> FakeProgram:
    return FakeProgram()


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
async def chat(program, recorder):
    application = build_application(
        program, TOKEN, recorder, limits=Limits(1000, burst=1000), contexts=ContextsInMemory()
    )
    async with application:
        yield Chat(application, recorder, program)
    application.bot_data["services"].close()


@pytest.fixture
def make_chat(recorder: Recorder) -> Any:
    """Make a chat with another application over the same recorder."""

    def make(application: Bot, program: Any) -> Chat:
        return Chat(application, recorder, program)

    make.recorder = recorder  # type: ignore[attr-defined]
    return make
