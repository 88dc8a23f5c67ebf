import itertools
from collections.abc import Callable, Iterator

import pytest

from retrieval.domain import BlockKind, Passage
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.interface import Index
from retrieval.index.memory import MemoryIndex
from retrieval.index.near_real_time import NearRealTimeIndex

ENGINES = ("memory", "embedded", "near real time", "opensearch")


@pytest.fixture
def make_index(tmp_path, request) -> Iterator[Callable[[str], Index]]:
    made: list[Index] = []
    numbers = itertools.count()

    def make(engine: str) -> Index:
        index: Index
        if engine == "memory":
            index = MemoryIndex()
        elif engine == "embedded":
            index = EmbeddedIndex(tmp_path / f"index{next(numbers)}")
        elif engine == "near real time":
            index = NearRealTimeIndex(EmbeddedIndex(tmp_path / f"index{next(numbers)}"), together=60)
        else:
            index = request.getfixturevalue("new_cluster_index")()
        made.append(index)
        return index

    yield make
    for index in made:
        index.close()


@pytest.fixture(params=ENGINES)
def index(request, make_index) -> Index:
    return make_index(request.param)


@pytest.fixture
def passage() -> Callable[..., Passage]:
    def make(article_id: str, *sentences: str, number: int = 0, headline: str = "", day: int = 0) -> Passage:
        terms = tuple(tuple(sentence.split()) for sentence in sentences)
        spans = tuple((n * 10, n * 10 + 9) for n in range(len(sentences)))
        return Passage(article_id, number, BlockKind.PARAGRAPH, spans, terms, tuple(headline.split()), day)

    return make
