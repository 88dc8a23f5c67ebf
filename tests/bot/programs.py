"""A program over the small newspaper: an answerer that knows it by heart, an archive of two articles."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from bot.configuration.settings import Settings, TelegramSettings
from retrieval.answering.requests import HANDLERS
from retrieval.archive.archive import Person
from retrieval.domain import (
    Answer,
    Article,
    CheckOf,
    Citation,
    Evidence,
    Question,
    Quotation,
    QuotationsOf,
    SpeakersOn,
    Story,
    Summary,
)
from retrieval.errors import ArchiveError
from retrieval.stories import Found

from .newspaper import ANSWERS, DIRECT, FERRY, LATER, REPORTED, TRAM, citation_of

ALLOWED = 77
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
