"""Reading in two steps: what promises most, then the rest of the article that it points to."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from retrieval.answering.factoid.candidates import count_candidates
from retrieval.answering.factoid.scoring import Scored
from retrieval.answering.factoid.steps import FIRST, score_in_steps
from retrieval.answering.factoid.weights import Weights
from retrieval.reading.reader import Likeness

from ..memory_archive import MemoryArchive, sources_of

KEEP = 5
FILLER = " ".join(f"Line {n} lists nothing that anybody would ask about, whatever the weather." for n in range(30))
STORIES = [
    {
        "id": "harbour",
        "headline": "Harbour",
        "text": f"The harbour of Lome was shut.\n\n{FILLER}\n\nA swan had nested there.",
    },
    *({"id": f"b{n}", "headline": "Bay", "text": f"The harbour of Ellary {n} was shut as well."} for n in range(4)),
]
QUESTION = "Why was the harbour of Lome shut?"


class Told:
    """A reader for which a text is as near as the words in it tell."""

    languages: frozenset[str] = frozenset()

    def __init__(self, **near: float) -> None:
        self.near, self.given = near, []

    def read(self, question: str, texts: Sequence[str], until: float | None = None) -> list[Likeness | None]:
        self.given.append(list(texts))
        values = [max((v for word, v in self.near.items() if word in text), default=0.1) for text in texts]
        return [Likeness(v, np.array([v]), np.array([v])) for v in values]


class Hurried(Told):
    """A reader that has no time."""

    def read(self, question: str, texts: Sequence[str], until: float | None = None) -> list[Likeness | None]:
        return [None for _ in texts]


def scored(reader: Told, keep: int = KEEP) -> Scored:
    sources = sources_of(MemoryArchive(STORIES))
    found = sources.search.retrieve(sources.search.analyse(QUESTION))
    hits = [hit for hit in found.hits if not any("swan" in terms for terms in hit.passage.terms)]
    assert len(hits) < len(found.hits), "nothing to be found later"
    found = replace(found, hits=hits, candidates=count_candidates(found.analysis, hits, found.statistics))
    made = score_in_steps(found, sources.archive, replace(Weights(), sentences_read=keep), reader)
    assert made is not None
    return made


def test_a_passage_that_no_word_finds_is_read_where_its_article_is_the_best() -> None:
    made = scored(Told(Lome=0.5, swan=0.9), keep=40)
    assert made.reading.texts[int(made.order[0])] == "A swan had nested there."


def test_what_was_read_first_is_read_again_and_no_more_than_allowed_in_all() -> None:
    reader = Told(Lome=0.5)
    made = scored(reader)
    first, both = reader.given
    assert len(first) == round(KEEP * FIRST)
    assert len(both) == len(made.reading.rows) == KEEP
    assert set(first) < set(both)
    assert {place[0] for place in made.reading.places} > {"harbour"}


def test_an_article_that_is_read_whole_leaves_room_for_others() -> None:
    made = scored(Told(Ellary=0.9), keep=9)
    assert len(made.reading.rows) == 9
    assert {place[0] for place in made.reading.places} == {"harbour", "b0", "b1", "b2", "b3"}


def test_without_time_to_read_words_alone_count_for_as_many_as_ever() -> None:
    made = scored(Hurried())
    assert not made.meant
    assert len(made.reading.rows) == KEEP


def test_no_sentence_is_read_twice() -> None:
    for reader in (Told(Lome=0.5, swan=0.9), Told(Ellary=0.9), Told()):
        places = scored(reader, keep=40).reading.places
        assert len(places) == len(set(places))
