import itertools
import uuid
from collections.abc import Callable, Iterator

import pytest

from retrieval.domain import BlockKind, Passage
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.interface import Index
from retrieval.index.memory import MemoryIndex

ENGINES = ("memory", "embedded", "opensearch")


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
        else:
            index = request.getfixturevalue("make_opensearch_index")()
        made.append(index)
        return index

    yield make
    for index in made:
        index.close()


@pytest.fixture
def make_opensearch_index(opensearch) -> Iterator[Callable[[], Index]]:
    """Indexes of three shards on the tests' cluster, each of another name; they are gone afterwards."""
    pytest.importorskip("opensearchpy")
    from retrieval.index.cluster import Access, Cluster
    from retrieval.index.cluster_alias import Layout
    from retrieval.index.opensearch import OpenSearchIndex

    name = f"contract-{uuid.uuid4().hex[:12]}"
    numbers = itertools.count()

    def make() -> Index:
        return OpenSearchIndex(
            Access(addresses=(opensearch,)), Layout(name=f"{name}-{next(numbers)}x", shards=3, replicas=0)
        )

    yield make
    cluster = Cluster(Access(addresses=(opensearch,)))
    for index in cluster.call("GET", f"/{name}-*/_alias"):
        cluster.call("DELETE", f"/{index}")
    cluster.close()


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
