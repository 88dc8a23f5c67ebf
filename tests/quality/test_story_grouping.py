"""A floor that only rises: how well invented reports, near misses among them, are grouped by event as they arrive."""

import random
from collections import defaultdict
from pathlib import Path

import pytest

from retrieval.archive.archive import Archive
from retrieval.archive.stories import StoryReader
from retrieval.domain import Article
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.pipeline import Pipeline
from retrieval.text.cleaning import blocks_of

#: B-cubed F1; reached: 0.92 to 0.96, whatever the batches and the order
FLOOR = 0.90

Labelled = list[tuple[str, Article]]


@pytest.fixture(scope="module")
def labelled() -> Labelled:
    """Every report with the event it is about, from oldest to newest."""
    lines = (Path(__file__).parent / "data" / "stories.txt").read_text("utf-8").splitlines()
    found: Labelled = []
    event = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("== "):
            event = line.removeprefix("== ")
        elif line.count(" | ") == 2 and not line.startswith("#"):
            day, outlet, headline = line.split(" | ")
            text = following
            number = f"report-{len(found)}"
            found.append((event, Article(number, text, blocks_of(text), headline, outlet=outlet, published=day)))
    return sorted(found, key=lambda one: one[1].published or "")


def test_the_set_is_large_enough_to_mean_something(labelled: Labelled) -> None:
    assert len(labelled) >= 60
    assert len({event for event, _ in labelled}) >= 20


@pytest.mark.parametrize("size", [1, 8, 100])
def test_reports_are_grouped_by_event_however_many_arrive_at_once(
    labelled: Labelled, size: int, tmp_path: Path
) -> None:
    assert b_cubed_f1(labelled, grouped(labelled, size, tmp_path)) >= FLOOR


def test_reports_are_grouped_by_event_in_any_order(labelled: Labelled, tmp_path: Path) -> None:
    shuffled = random.Random(5).sample(labelled, len(labelled))
    assert b_cubed_f1(shuffled, grouped(shuffled, 10, tmp_path)) >= FLOOR


def grouped(labelled: Labelled, size: int, folder: Path) -> dict[str, str]:
    """Add the reports in batches of `size` and return the story of each."""
    archive = Archive.open(folder)
    pipeline = Pipeline(archive, MemoryIndex())
    for first in range(0, len(labelled), size):
        pipeline.add_batch([article for _, article in labelled[first : first + size]])
    stories = StoryReader(archive.database).of_articles(article.id for _, article in labelled)
    archive.close()
    return stories


def b_cubed_f1(labelled: Labelled, story_of: dict[str, str]) -> float:
    """Return the F1 of B-cubed precision and recall (Bagga and Baldwin, 1998)."""
    by_event: dict[str, set[str]] = defaultdict(set)
    by_story: dict[str, set[str]] = defaultdict(set)
    for event, article in labelled:
        by_event[event].add(article.id)
        by_story[story_of[article.id]].add(article.id)
    precision = recall = 0.0
    for event, article in labelled:
        both = len(by_event[event] & by_story[story_of[article.id]])
        precision += both / len(by_story[story_of[article.id]])
        recall += both / len(by_event[event])
    precision, recall = precision / len(labelled), recall / len(labelled)
    return 2 * precision * recall / (precision + recall)
