"""An archive in memory with what answering reads of one: small, and nothing is written."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any

from retrieval.answering.factoid.answer import FactoidAnswers
from retrieval.answering.factoid.weights import Weights
from retrieval.answering.search import Search
from retrieval.answering.sources import Sources
from retrieval.domain import Article, Citation, Place, Quotation, Span, Speaker
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.readers.json_lines import article_of
from retrieval.quotations import answers_to, find_quotations
from retrieval.text.passages import passages


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is quoted, by number."""

    id: int
    name: str
    variants: tuple[str, ...] = ()


class Listed(tuple[Quotation, ...]):
    """The quotations of an article with what they are chosen by."""

    @property
    def article_id(self) -> str:
        return self[0].article_id or ""

    @property
    def names(self) -> list[str | None]:
        return [one.speaker.name if one.speaker else None for one in self]

    def speaker(self, at: int) -> Speaker | None:
        return self[at].speaker

    def span(self, at: int) -> Span:
        return self[at].fragments[0][0], self[at].fragments[-1][1]

    def words(self, at: int) -> str:
        return self[at].text


class MemoryArchive:
    """Articles by id, the newest last, with their quotations."""

    def __init__(self, stories: Iterable[Mapping[str, Any]]) -> None:
        self.kept: dict[str, Article] = {one.id: one for one in map(article_of, stories)}
        self.said: dict[str, tuple[Quotation, ...]] = {
            one.id: tuple(replace(q, article_id=one.id) for q in find_quotations(one.text, one.blocks, one.language))
            for one in self.kept.values()
        }
        names = dict.fromkeys(q.speaker.name for said in self.said.values() for q in said if q.speaker)
        self.directory = [Person(n, name) for n, name in enumerate(filter(None, names))]

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        return {id_: self.kept[id_] for id_ in ids if id_ in self.kept}

    def quotations(self, article_ids: Iterable[str]) -> dict[str, tuple[Quotation, ...]]:
        return {id_: self.said[id_] for id_ in article_ids if id_ in self.said}

    def packed_quotations(self, article_ids: Iterable[str]) -> dict[str, Listed]:
        return {id_: Listed(said) for id_, said in self.quotations(article_ids).items()}

    def quotations_in(self, places: Iterable[Place]) -> list[Quotation | None]:
        held = []
        for article_id, start, end in places:
            inside = [
                (sum(max(0, min(end, b) - max(start, a)) for a, b in one.fragments), one)
                for one in self.said.get(article_id, ())
            ]
            most, quotation = max(inside, key=lambda pair: pair[0], default=(0, None))
            held.append(quotation if most else None)
        return held

    def people(self, name: str | None = None, limit: int = 50, offset: int = 0) -> list[Person]:
        return [one for one in self.directory if name is None or answers_to(one.name, name)][offset : offset + limit]

    def quotations_by(self, person_ids: Iterable[int], limit: int) -> list[Quotation]:
        names = {one.name for one in self.directory if one.id in set(person_ids)}
        newest = [q for id_ in reversed(self.kept) for q in self.said[id_]]
        return [q for q in newest if q.speaker and q.speaker.name in names][:limit]

    def snapshot(self) -> AbstractContextManager[None]:
        return nullcontext()

    def count(self) -> int:
        return len(self.kept)

    def span(self) -> tuple[str | None, str | None]:
        days = sorted(one.published for one in self.kept.values() if one.published)
        return (days[0], days[-1]) if days else (None, None)

    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({one.language for one in self.kept.values()}))

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        return {id_: article.text for id_, article in self.articles(ids).items()}

    def citations(self, ids: Iterable[str]) -> dict[str, Citation]:
        return {
            one.id: Citation(one.id, one.headline, one.outlet, one.published, one.url)
            for one in self.articles(ids).values()
        }

    def newest(
        self, limit: int, offset: int = 0, matching: str | None = None, until: str | None = None
    ) -> list[Citation]:
        order = sorted(self.kept.values(), key=lambda one: one.published or "", reverse=True)
        ids = [one.id for one in order if until is None or (one.published or "") < until]
        return list(self.citations(ids[offset : offset + limit]).values())


def index_of(archive: MemoryArchive) -> MemoryIndex:
    index = MemoryIndex()
    index.update((), (passage for article in archive.kept.values() for passage in passages(article)), 1)
    return index


def sources_of(archive: MemoryArchive, weights: Weights | None = None, reader: Any = None) -> Sources:
    def never() -> Any:
        raise AssertionError("no story is told here")

    search = Search(archive, index_of(archive))
    return Sources(archive, search, FactoidAnswers(archive, weights or Weights(), reader), never)
