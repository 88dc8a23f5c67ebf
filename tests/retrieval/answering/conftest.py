from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from retrieval.answering import Answerer
from retrieval.archive.archive import Archive
from retrieval.domain import Answer, Question
from retrieval.index.embedded import EmbeddedIndex
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.readers.json_lines import article_of
from retrieval.stories import Stories

STORIES = [
    {
        "id": "bridge",
        "headline": "Bridge over the Orle reopens",
        "outlet": "Orle Gazette",
        "published": "2024-03-04",
        "text": "The bridge over the Orle reopened on Monday after two years of repairs that cost 12 million crowns.\n\n"
        "“We promised one year and needed two,” said the city's engineer, Maren Holt. She blamed the frost.\n\n"
        "Mayor Pavel Rusk said the next bridge would be built of wood.",
    },
    {
        "id": "copy",
        "headline": "Orle bridge open again",
        "outlet": "Valley News",
        "published": "2024-03-05",
        "text": "The bridge over the Orle reopened on Monday after two years of repairs that cost 12 million crowns, "
        "officials said.\n\nShops on the left bank hope for customers. It had been closed since a barge struck a pier.",
    },
    {
        "id": "orchestra",
        "headline": "Orchestra without a hall plays in the tram depot",
        "outlet": "Valley News",
        "published": "2024-02-20",
        "text": "The Orle Philharmonic will play in the tram depot until its hall is dry.\n\n"
        "“Trams have rhythm,” said the conductor, Ilka Senn. The flood of January ruined 600 seats.",
    },
]


def answerer_of(archive: Archive, index: EmbeddedIndex) -> Answerer:
    return Answerer(archive, index, lambda: Stories(archive, index))


def asked_in_turn(answerer: Answerer, first: str, *then: str) -> Answer:
    """Return the answer to the last of some questions, each asked in the context that the one before it left."""
    answer = answerer.answer(Question(first))
    for one in then:
        answer = answerer.answer(Question(one, context=answer.context))
    return answer


Opened = Callable[[Iterable[dict[str, Any]]], tuple[Archive, EmbeddedIndex]]


@pytest.fixture(scope="package")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Put stories into an archive and index of their own, which are closed at the end."""
    made: list[tuple[Archive, EmbeddedIndex]] = []

    def put(stories: Iterable[dict[str, Any]]) -> tuple[Archive, EmbeddedIndex]:
        folder = tmp_path_factory.mktemp("archive")
        archive, index = Archive.open(folder), EmbeddedIndex(folder / "index")
        made.append((archive, index))
        list(Pipeline(archive, index).add(article_of(story) for story in stories))
        return archive, index

    yield put
    for archive, index in made:
        index.close()
        archive.close()


@pytest.fixture(scope="package")
def answerer(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))
