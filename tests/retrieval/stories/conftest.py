"""An archive with an index, and articles to put into it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from retrieval.archive.archive import Archive
from retrieval.archive.stories import StoryReader
from retrieval.domain import Article
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.pipeline import Pipeline
from retrieval.text.cleaning import blocks_of

FLOOD = (
    "The river Lind flooded the market town of Brunn on Monday and 40 people were dead by evening. Mayor Ada Kolb said the "
    "dyke at Larch Mill had failed. Soldiers brought boats to Brunn."
)
FLOOD_AGAIN = (
    "Soldiers in boats searched Brunn after the river Lind broke the dyke at Larch Mill. The flood left 42 people dead, the "
    "interior ministry said. Mayor Ada Kolb asked the capital for pumps."
)
CHESS = (
    "Grandmaster Irina Sol won the chess title in Tasqar with a draw in the last game. Her opponent, Paul Okoye, resigned "
    "himself to second place. Sol, 19, is the youngest champion so far."
)


@dataclass
class Newsroom:
    """An archive that groups what is added."""

    archive: Archive
    stories: StoryReader
    pipeline: Pipeline

    def add(self, *articles: Article) -> None:
        self.pipeline.add_batch(list(articles))

    def story_of(self, article_id: str) -> str | None:
        return self.stories.of_articles([article_id]).get(article_id)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    archive = Archive.open(tmp_path / "archive")
    yield Newsroom(archive, StoryReader(archive.database), Pipeline(archive, MemoryIndex()))
    archive.close()


@pytest.fixture(scope="session")
def report() -> Callable[..., Article]:
    """Make an article of a text."""

    def make(
        number: str,
        text: str,
        published: str | None = "2025-03-03",
        headline: str | None = None,
        outlet: str | None = None,
    ) -> Article:
        return Article(number, text, blocks_of(text), headline, outlet=outlet, published=published)

    return make
