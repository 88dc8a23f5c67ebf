"""A program over a real archive of three articles."""

import copy
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.configuration.settings import Settings
from retrieval.answering import Answerer
from retrieval.archive.archive import Archive
from retrieval.archive.database import Database
from retrieval.domain import Article
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.outcomes import Outcome
from retrieval.ingest.pipeline import Pipeline
from retrieval.stories import Stories
from retrieval.text.cleaning import blocks_of

FLOOD = (
    "The river Lind flooded the market town of Brunn on Monday and 40 people were dead by evening. "
    "“The dyke at Larch Mill had failed,” mayor Ada Kolb said. Soldiers brought boats to Brunn."
)
FLOOD_AGAIN = (
    "Soldiers in boats searched Brunn after the river Lind broke the dyke at Larch Mill. The flood left 42 people dead, "
    "the interior ministry said on Tuesday. Mayor Ada Kolb asked the capital for pumps."
)
CHESS = "Grandmaster Irina Sol won the chess title in Tasqar with a draw. Sol, 19, is the youngest champion so far."


@dataclass
class Newsroom:
    """The program."""

    archive: Archive
    index: MemoryIndex
    settings: Settings = field(default_factory=Settings)
    samples: bool = False

    def add(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        return Pipeline(self.archive, self.index).add(articles)

    @property
    def chats(self) -> Database:
        return self.archive.database

    @property
    def stories(self) -> Stories:
        return Stories(self.archive, self.index)

    @property
    def answerer(self) -> Answerer:
        return Answerer(self.archive, self.index, lambda: self.stories)


def report(name: str, text: str, day: str, headline: str, outlet: str) -> Article:
    return Article(name, text, blocks_of(text), headline, outlet=outlet, published=day)


@dataclass(frozen=True)
class Edition:
    """What every newsroom begins with, made once: the archive's folder and the index."""

    folder: Path
    index: MemoryIndex

    @classmethod
    def made(cls, folder: Path) -> "Edition":
        archive, index = Archive.open(folder), MemoryIndex()
        Pipeline(archive, index).add_batch(
            [
                report("a", FLOOD, "2025-03-03", "Lind floods Brunn", "Coast Daily"),
                report("b", FLOOD_AGAIN, "2025-03-04", "Boats search Brunn", "The Ledger"),
                report("c", CHESS, "2025-04-01", "Sol is chess champion", "The Ledger"),
            ]
        )
        archive.close()
        return cls(folder, index)

    def opened(self, folder: Path) -> Newsroom:
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Newsroom(Archive.open(folder), copy.deepcopy(self.index))
