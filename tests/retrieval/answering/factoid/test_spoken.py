"""Whose words stand in the sentences that are read: looked up where somebody's words are asked for, and only of the speaker."""

from dataclasses import replace

import pytest

from retrieval.answering.factoid.answer import FactoidAnswers
from retrieval.answering.factoid.scoring import Scored, Scorer, score_sentences
from retrieval.answering.factoid.weights import Weights

from ..memory_archive import MemoryArchive, sources_of

STORIES = [
    {"id": "fog", "text": "“The reef was near,” said Captain Ida Falk. The reef is old.\n\nOla Renn said the reef was far."},
    {"id": "rain", "text": "“The reef was far.” The reef lies off Lome."},
]  # fmt: skip


def scored(question: str, speaker: str | None = None) -> Scored | None:
    sources = sources_of(MemoryArchive(STORIES))
    found = sources.search.retrieve(sources.search.analyse(question))
    return score_sentences(found.analysis, found.candidates, Scorer(sources.archive, Weights()), 9, speaker=speaker)


def spoken(found: Scored | None) -> dict[str, str | None]:
    assert found is not None
    texts = found.reading.texts
    return {texts[n]: one.speaker and one.speaker.name for n, one in found.reading.spoken.items()}


def test_where_words_are_asked_for_every_sentence_with_a_known_speaker_is_known() -> None:
    said = spoken(scored("Who said that the reef was near?"))
    assert said == {
        "“The reef was near,” said Captain Ida Falk.": "Ida Falk",
        "Ola Renn said the reef was far.": "Ola Renn",
    }


def test_whoever_the_question_names_is_not_the_one_it_asks_for() -> None:
    said = spoken(scored("Who told Renn that the reef was near?"))
    assert said == {"“The reef was near,” said Captain Ida Falk.": "Ida Falk"}
    assert "Ola Renn" in spoken(scored("Whom did Falk tell that the reef was near?")).values()


def test_where_no_words_are_asked_for_nobody_is_looked_up() -> None:
    found = scored("Where is the reef?")
    assert found is not None
    assert not found.reading.spoken


def test_of_a_speaker_only_their_sentences_are_read() -> None:
    found = scored("Where is the reef?", "Ida Falk")
    assert found is not None
    assert found.reading.texts == ["“The reef was near,” said Captain Ida Falk."]
    assert spoken(found) == {found.reading.texts[0]: "Ida Falk"}


@pytest.mark.parametrize("speaker", ["Nobody Known", "the reef"])
def test_of_nobody_nothing_is_read(speaker: str) -> None:
    assert scored("Where is the reef?", speaker) is None


def test_the_sentences_read_are_the_best_by_what_is_counted_in_that_order() -> None:
    found = scored("Who said that the reef was near?")
    assert found is not None
    counted = found.counted[found.reading.rows].tolist()
    assert counted == sorted(counted, reverse=True)
    assert found.scores[found.order].tolist() == sorted(found.scores.tolist(), reverse=True)


@pytest.mark.parametrize(("speaker", "named"), [("Lund", True), ("officials", False)])
def test_what_is_reported_of_nobody_by_name_is_given_as_the_sentence_it_is(speaker: str, named: bool) -> None:
    text = f"Ada Lund came to Lome. {speaker.capitalize()} said the reef off Lome is ninety metres wide."
    sources = sources_of(MemoryArchive([{"id": "reef", "text": text}]))
    weights = Weights(minimum_probability=0.0)
    found = sources.search.retrieve(sources.search.analyse("How wide do they think the reef off Lome is?"))
    answer = FactoidAnswers(sources.archive, replace(weights, probability={"bias": 2.0})).answer(found)
    assert "ninety" in answer.sentences[0].text
    assert bool(answer.quotations) is named
