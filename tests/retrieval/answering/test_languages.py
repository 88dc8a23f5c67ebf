from collections.abc import Callable, Sequence

import numpy as np
import pytest

from retrieval.answering import Answerer
from retrieval.archive.archive import Archive
from retrieval.domain import Question
from retrieval.index.embedded import EmbeddedIndex
from retrieval.reading.reader import Likeness
from retrieval.stories import Stories

from .conftest import answerer_of

STORIES = [
    {
        "id": "lighthouse",
        "headline": "Lighthouse of Veldmark goes dark",
        "published": "2024-05-02",
        "language": "en",
        "text": "The lighthouses of Veldmark and Orsk will be closed on 1 June because nobody wants to live in them.\n\n"
        "A keeper has burned the lamp at Veldmark since 1871. It can be seen from 30 kilometres away.",
    },
    {
        "id": "mill",
        "headline": "Mühle in Tannhof wird Schule",
        "published": "2024-05-03",
        "language": "de",
        "text": "Die alte Mühle in Tannhof wird im Herbst eine Schule.\n\nSie wurde 1764 gebaut und mahlte bis 1990 Roggen.",
    },
    {
        "id": "market",
        "headline": "Рынок в Заречном открылся снова",
        "published": "2024-05-04",
        "language": "ru",
        "text": "Рынок в Заречном открылся снова после ремонта.\n\nРемонт стоил 90 миллионов рублей и длился два года.",
    },
]


@pytest.fixture(scope="module")
def stored(opened: Callable[..., tuple[Archive, EmbeddedIndex]]) -> tuple[Archive, EmbeddedIndex]:
    return opened(STORIES)


@pytest.fixture(scope="module")
def polyglot(stored: tuple[Archive, EmbeddedIndex]) -> Answerer:
    return answerer_of(*stored)


def test_stories_in_other_languages_do_not_hide_a_story(stored: tuple[Archive, EmbeddedIndex]) -> None:
    found = Stories(*stored).find("the lighthouses")
    assert [one.story.article_id for one in found] == ["lighthouse"]
    assert found[0].score > 0.99


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When will the lighthouses be closed?", "1 June"),
        ("why were the lighthouses closed", "nobody wants"),
        ("how far away can the lamp be seen", "30 kilometres"),
        ("Wann wurde die Mühle gebaut?", "1764"),
        ("Где открылся рынок после ремонта?", "в Заречном"),
    ],
)
def test_stories_in_other_languages_do_not_hide_an_answer(polyglot: Answerer, question: str, words: str) -> None:
    answer = polyglot.answer(Question(question))
    assert answer.sentences
    assert words in " ".join(sentence.text for sentence in answer.sentences[:2])


class Reading:
    """A reader of English that notes what it is given and finds everything equally near."""

    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.read_texts: list[str] = []

    def knows(self, language: str | None) -> bool:
        return language in self.languages

    def read(self, question: str, texts: Sequence[str], until: float | None = None) -> list[Likeness]:
        self.read_texts += texts
        near = np.full(3, 0.9, np.float32)
        return [Likeness(0.9, near, near)] * len(texts)


@pytest.mark.parametrize(
    ("question", "read"), [("When will the lighthouses be closed?", True), ("Wann wurde die Mühle gebaut?", False)]
)
def test_a_model_reads_only_where_it_knows_the_language_of_the_nearest_article(
    stored: tuple[Archive, EmbeddedIndex], question: str, read: bool
) -> None:
    reader = Reading()
    answerer = Answerer(*stored, lambda: Stories(*stored), reader=reader)
    answer = answerer.answer(Question(question))
    assert bool(reader.read_texts) is read
    assert not answer.abstained
