"""Answers of sentences: which are shown, what is emphasised, what leads, who is named, and when nothing is quoted."""

from dataclasses import replace

import numpy as np
import pytest

from retrieval.answering.factoid.answer import (
    NAMING,
    NAMING_WHO,
    NEAREST,
    OF_SPEAKER,
    SAME_STORY,
    SHARE,
    FactoidAnswers,
    _is_same_story,
    _kind,
)
from retrieval.answering.factoid.answer_types import Fit
from retrieval.answering.factoid.emphasis import CLEAR, emphasis
from retrieval.answering.factoid.entities import Entity, EntityType
from retrieval.answering.factoid.scoring import Scored
from retrieval.answering.factoid.weights import Weights
from retrieval.answering.search import Retrieved
from retrieval.answering.sources import Sources
from retrieval.domain import Answer, AnswerKind, Quotation, QuotationKind, Span
from retrieval.questions import AnswerType, analyse

from ..memory_archive import MemoryArchive, sources_of

STORIES = [
    {
        "id": "fog", "headline": "Ferry sinks near Port Ellary", "published": "2024-03-01",
        "text": "The ferry Marisol sank in fog near Port Ellary. It was carrying 40 goats. “Nobody saw the reef,” said "
        "Captain Ida Falk.\n\nShe said the ferry had been painted in May.",
    },
    {"id": "paint", "headline": "Paint", "published": "2024-02-01", "text": "The ferry was painted in May by Ola Renn."},
    {"id": "goats", "headline": "Goats", "published": "2024-02-02", "text": "The goats of the ferry were saved."},
    {"id": "last", "headline": "Last", "published": "2024-02-03", "text": "The last ferry left Lome."},
]  # fmt: skip
SURE = Weights(probability={"bias": 9.0}, minimum_probability=0.0)
UNSURE = Weights(probability={"bias": -9.0}, minimum_probability=0.5)


def probable(share: float, least: float = 0.0) -> Weights:
    return Weights(probability={"bias": float(np.log(share / (1 - share)))}, minimum_probability=least)


class Scoring(FactoidAnswers):
    """Answers by scores that are given."""

    def __init__(self, archive: MemoryArchive, weights: Weights, scored: Scored) -> None:
        super().__init__(archive, weights)
        self._scored = scored

    def score(self, found: Retrieved, speaker: str | None = None) -> Scored | None:
        return self._scored


def asked(question: str, weights: Weights = SURE, **given) -> tuple[Answer, Sources]:
    sources = sources_of(MemoryArchive(STORIES), weights)
    return sources.facts.answer(retrieved(sources, question), **given), sources


def retrieved(sources: Sources, question: str) -> Retrieved:
    return sources.search.retrieve(sources.search.analyse(question))


def entity(types: int, start: int = 0, end: int = 3) -> Entity:
    return Entity(types, start, end, ("x",), 0, 0)


def test_what_fits_best_is_emphasised_the_first_of_equals_and_only_if_it_fits_well() -> None:
    def marked(fits: list[Fit], start: int = 10) -> tuple[Span, ...]:
        return emphasis(fits, "Of all the towns", start, AnswerType.PLACE)

    low, first, second = (Fit(entity(EntityType.NAME, n, n + 2), value) for n, value in ((1, 0.6), (5, 0.9), (9, 0.9)))
    assert marked([low, first, second], 100) == ((105, 107),)
    assert marked([Fit(entity(EntityType.NAME), CLEAR)]) == ((10, 13),)
    assert marked([Fit(entity(EntityType.NAME), CLEAR - 0.01)]) == ()
    assert marked([Fit(entity(EntityType.REASON), 1.0)]) == ()
    assert marked([]) == ()


def test_a_question_after_speech_that_a_quotation_answers_is_one_of_who_or_what_was_said() -> None:
    said = (Quotation(QuotationKind.DIRECT, ((0, 1),), "x"),)
    who, what = analyse("Who said that the reef was near?"), analyse("What did they say of the reef?")
    assert who.asks_for_speech
    assert _kind(replace(who, kind=AnswerKind.FACT), said) is AnswerKind.WHO_SAID
    assert _kind(replace(what, kind=AnswerKind.FACT), said) is AnswerKind.WHAT_SAID
    assert _kind(replace(who, kind=AnswerKind.FACT), ()) is AnswerKind.FACT
    assert _kind(analyse("Where did the ferry sink?"), said) is AnswerKind.FACT
    assert _kind(replace(who, kind=AnswerKind.WHAT_SAID), said) is AnswerKind.WHAT_SAID


def test_sentences_come_best_first_with_their_shares_of_all_that_were_read() -> None:
    answer, sources = asked("Where did the ferry sink?")
    scored = sources.facts.score(retrieved(sources, "Where did the ferry sink?"))
    assert scored is not None
    shares = np.exp(scored.scores) / np.exp(scored.scores).sum()
    assert answer.sentences[0].score == pytest.approx(float(shares.max()))
    assert "Port Ellary" in answer.sentences[0].text
    for one in answer.sentences:
        article = sources.archive.articles([one.article_id])[one.article_id]
        assert article.text[one.start : one.end] == one.text


def test_what_was_shown_before_is_not_shown_again() -> None:
    first, _ = asked("Where did the ferry sink?")
    best = first.sentences[0]
    again, _ = asked("Where did the ferry sink?", without={(best.article_id, best.start, best.end)})
    assert best.start not in [one.start for one in again.sentences if one.article_id == best.article_id]
    assert again.sentences[0].text == first.sentences[1].text


def test_a_sentence_that_leans_on_the_one_before_it_is_led_by_that_one() -> None:
    answer, _ = asked("How many goats was it carrying?")
    leaning = next(one for one in answer.sentences if "40 goats" in one.text)
    assert leaning.lead_text == "The ferry Marisol sank in fog near Port Ellary."
    assert leaning.lead == (0, len(leaning.lead_text))
    others = [one for one in answer.sentences if not one.text.startswith(("It ", "She "))]
    assert others
    assert all(one.lead is None and one.lead_text is None for one in others)


def test_a_first_sentence_of_somebody_is_in_the_speakers_name() -> None:
    answer, _ = asked("Who said that nobody saw the reef?")
    assert answer.speaker == "Ida Falk"
    assert [one.speaker.name for one in answer.quotations if one.speaker][:1] == ["Ida Falk"]
    plain, _ = asked("Where did the ferry sink?")
    assert (plain.speaker, plain.quotations) == (None, ())


def test_of_two_who_are_quoted_the_answer_is_in_the_name_of_whom_its_first_sentence_quotes() -> None:
    other = {
        "id": "noon",
        "headline": "Noon",
        "published": "2024-03-02",
        "text": "“Nobody saw the buoy,” said Ola Renn.",
    }
    sources = sources_of(MemoryArchive([*STORIES, other]), SURE)
    for thing, name in (("reef", "Ida Falk"), ("buoy", "Ola Renn")):
        answer = sources.facts.answer(retrieved(sources, f"Who said that nobody saw the {thing}?"))
        assert {one.speaker.name for one in answer.quotations if one.speaker} == {"Ida Falk", "Ola Renn"}
        assert thing in answer.sentences[0].text
        assert answer.speaker == name


@pytest.mark.parametrize(("share", "named"), [(NAMING + 0.01, True), (NAMING - 0.01, False)])
def test_a_question_of_fact_is_answered_in_somebodys_name_only_where_it_is_likely_right(share, named) -> None:
    answer, _ = asked("Which reef did nobody see?", probable(share))
    assert "reef" in answer.sentences[0].text
    assert bool(answer.quotations) is named


@pytest.mark.parametrize(("share", "named"), [(NAMING_WHO + 0.01, True), (NAMING_WHO - 0.01, False)])
def test_who_said_it_is_named_only_where_the_sentence_is_likely_right(share: float, named: bool) -> None:
    answer, _ = asked("Who said that nobody saw the reef?", probable(share))
    assert "reef" in answer.sentences[0].text
    assert bool(answer.quotations) is named


@pytest.mark.parametrize(("nats", "named"), [(1.0, True), (0.0, False)])
def test_who_said_it_is_named_only_where_most_of_the_choice_falls_on_their_words(nats: float, named: bool) -> None:
    people = ["Ida Falk", "Ola Renn", "Bo Tarn", "Eva Lund"]
    told = [
        {
            "id": name,
            "headline": "Reef",
            "published": "2024-03-01",
            "text": f"“Nobody saw the reef there,” said {name}.",
        }
        for name in people
    ]
    sources = sources_of(MemoryArchive(told), SURE)
    scored = sources.facts.score(retrieved(sources, "Who said that nobody saw the reef?"))
    assert scored is not None
    scores = nats * (np.arange(len(scored.scores)) == scored.order[0])
    share = np.exp(scores).max() / np.exp(scores).sum()
    assert bool(share >= SHARE) is named
    answers = Scoring(MemoryArchive(told), SURE, replace(scored, scores=scores))
    assert bool(answers.answer(retrieved(sources, "Who said that nobody saw the reef?")).quotations) is named


@pytest.mark.parametrize(("share", "abstained"), [(OF_SPEAKER + 0.01, False), (OF_SPEAKER - 0.01, True)])
def test_in_one_speakers_words_an_answer_has_to_be_surer(share: float, abstained: bool) -> None:
    answer, _ = asked("What of the reef?", probable(share), speaker="Ida Falk")
    assert answer.abstained is abstained
    if not abstained:
        assert all(one.article_id == "fog" for one in answer.sentences)
    assert not asked("What of the reef?", probable(share))[0].abstained


TUNNEL = {
    "id": "tunnel", "headline": "Fire in the tunnel of Lome", "published": "2024-03-05",
    "text": "“The lining has lost its strength,” said Ona Brask. “We need a year,” she added. The rain went on. Nobody slept. "
    "The bakers of Lome gave away bread. The ferry to Ellin is full until Sunday.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("topic", "abstained"), [("the ferry", True), ("the lining", False), ("the fire in the tunnel of Lome", False)]
)
def test_what_somebody_says_is_on_what_stands_in_their_words_or_beside_them_or_in_the_headline(
    topic: str, abstained: bool
) -> None:
    sources = sources_of(MemoryArchive([TUNNEL]), probable(0.9))
    answer = sources.facts.answer(retrieved(sources, topic), speaker="Ona Brask")
    assert answer.abstained is abstained


def test_no_question_of_the_text_is_shown_beside_an_answer() -> None:
    lake = {
        "id": "lake", "headline": "Lake of Orr", "published": "2024-03-05",
        "text": "The village of Orr bought its lake in March. Who will look after the lake of Orr? The anglers of Orr will. "
        "The lake of Orr is deep.",
    }  # fmt: skip
    sources = sources_of(MemoryArchive([lake]), SURE)
    answer = sources.facts.answer(retrieved(sources, "who will look after the lake of Orr"))
    assert len(answer.sentences) > 1
    assert not any(one.text.endswith("?") for one in answer.sentences)


def test_somebody_who_is_not_quoted_answers_nothing() -> None:
    answer, _ = asked("What of the reef?", speaker="Nobody Known")
    assert answer.abstained
    assert answer.probability == 0.0
    assert answer.nearest == ()


def test_below_the_least_probability_the_nearest_are_told_and_nothing_is_quoted() -> None:
    answer, sources = asked("Where did the ferry Marisol sink near Port Ellary?", UNSURE)
    assert answer.abstained
    assert (answer.sentences, answer.quotations) == ((), ())
    assert answer.probability == pytest.approx(1 / (1 + np.exp(9.0)))
    assert len(answer.nearest) == NEAREST
    assert answer.nearest[0].article_id == "fog"
    assert [one.article_id for one in answer.citations] == [
        *dict.fromkeys([*(one.article_id for one in answer.nearest), *_ids(sources, "Where did the ferry Marisol sink near Port Ellary?")])
    ][:NEAREST]  # fmt: skip
    exactly = probable(0.5, 0.5)
    assert not asked("Where did the ferry sink?", exactly)[0].abstained


def _ids(sources: Sources, question: str) -> list[str]:
    return [hit.passage.article_id for hit in retrieved(sources, question).telling]


def test_sentences_and_headlines_of_another_story_are_not_shown_as_the_nearest() -> None:
    answer, _ = asked("Which zebra, tiger or lion bit the ferry?", UNSURE)
    assert answer.abstained
    assert answer.nearest == ()
    assert answer.citations == ()


def test_a_story_is_the_same_where_enough_of_the_question_stands_in_it() -> None:
    _, sources = asked("Where did the ferry sink?")
    scored = sources.facts.score(retrieved(sources, "Where did the ferry sink?"))
    assert scored is not None

    def spread(value: float) -> Scored:
        values = np.zeros(len(scored.scores))
        values[scored.order[0]] = value
        return replace(scored, values={**scored.values, "spread": values})

    assert _is_same_story(spread(SAME_STORY))
    assert not _is_same_story(spread(SAME_STORY - 0.01))


@pytest.mark.parametrize(
    ("question", "same"), [("Is Lome a place for zebras and tigers?", True), ("Is Berg one?", False)]
)
def test_a_story_is_the_same_where_all_the_names_of_the_question_stand_in_it(question: str, same: bool) -> None:
    sources = sources_of(MemoryArchive([TUNNEL]))
    scored = sources.facts.score(retrieved(sources, question))
    assert (scored is not None and _is_same_story(scored)) is same


class Reads:
    """A reader of some languages, which reaches nothing."""

    def __init__(self, *languages: str) -> None:
        self.languages = frozenset(languages)

    def knows(self, language: str | None) -> bool:
        return language in self.languages

    def read(self, question, texts, until=None):
        return [None for _ in texts]


def test_a_reader_is_used_for_the_languages_that_it_knows() -> None:
    archive = MemoryArchive(STORIES)
    for reader, used in ((Reads("en"), True), (Reads("de"), False), (Reads(), True)):
        sources = sources_of(archive, SURE, reader)
        found = retrieved(sources, "Where did the ferry sink?")
        assert (sources.facts._reader_of(found) is reader) is used
        assert sources.facts._reader_of(replace(found, hits=())) is reader
        assert sources.facts.has_reader
    gone = sources_of(MemoryArchive(STORIES), SURE, Reads("de"))
    found = retrieved(gone, "Where did the ferry sink?")
    gone.archive.kept.clear()  # type: ignore[attr-defined]
    assert gone.facts._reader_of(found) is not None
    assert not FactoidAnswers(archive, SURE).has_reader


def test_a_headline_is_near_where_its_article_has_enough_of_the_question() -> None:
    sources = sources_of(MemoryArchive([TUNNEL, *STORIES]), UNSURE)
    near = sources.facts.answer(retrieved(sources, "how long did the fire in the tunnel of Lome burn"))
    far = sources.facts.answer(retrieved(sources, "which tenor sang of penicillin in the tunnel at Odderholm"))
    assert [one.article_id for one in near.citations][:1] == ["tunnel"]
    assert (far.abstained, far.citations) == (True, ())
