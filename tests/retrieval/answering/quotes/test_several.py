"""Several people's words: the last ones, side by side, and who else spoke; nobody is said to disagree."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from retrieval.answering.quotes.ranking import ScoredQuotation
from retrieval.answering.quotes.several import (
    _one_each,
    answer_last_quoted,
    answer_others,
    answer_side_by_side,
)
from retrieval.answering.sources import Sources, StoryTeller
from retrieval.domain import (
    Answer,
    AnswerKind,
    Citation,
    LastQuoted,
    Message,
    OthersOn,
    Quotation,
    QuotationKind,
    Said,
    SideBySide,
    Speaker,
    StoryOf,
)

from ..memory_archive import MemoryArchive, sources_of

STORIES = [
    {
        "id": "mill", "headline": "Mill for sale", "published": "2024-05-01",
        "text": "“The wheel is old,” said Odo Kemp.\n\n“The wheel will turn,” said Lina Fark.\n\n"
        "“The wheel is mine,” said Ida Horn.\n\n“The wheel is ours,” Odo Kemp and Lina Fark said.",
    },
    {"id": "late", "headline": "Wheel turns", "published": "2024-06-01", "text": "“The wheel squeaks,” said Odo Kemp."},
    {"id": "none", "headline": "Rain", "text": "“It rained on the wheel,” said Pelle Vik."},
]  # fmt: skip


def sources(stories=STORIES) -> Sources:
    return sources_of(MemoryArchive(stories))


def telling(*of_one_story: str) -> Sources:
    """Return sources in which these articles tell one story."""

    class Teller:
        def articles(self, story: StoryOf) -> list[Citation]:
            assert story.id in of_one_story
            return [Citation(id_, None, None, None, None) for id_ in of_one_story]

    return replace(sources(), stories=cast("Callable[[], StoryTeller]", Teller))


def words(answer: Answer) -> list[str]:
    return [one.text.strip("“”,. ") for one in answer.quotations]


def test_the_last_words_come_newest_first_with_their_day() -> None:
    answer = answer_last_quoted(LastQuoted("Odo Kemp", "the wheel", ()), sources())
    assert words(answer) == ["The wheel squeaks", "The wheel is old"]
    assert answer.message == Said(Message.LAST_QUOTED, speaker="Odo Kemp", day="2024-06-01")
    assert (answer.kind, answer.abstained, answer.probability) == (AnswerKind.WHAT_SAID, False, 1.0)
    undated = answer_last_quoted(LastQuoted("Pelle Vik", None, ()), sources())
    assert undated.message == Said(Message.LAST_QUOTED_UNDATED, speaker="Pelle Vik")


def test_somebody_who_is_not_quoted_is_said_not_to_be() -> None:
    answer = answer_last_quoted(LastQuoted("Nobody Known", None, ()), sources())
    assert (answer.kind, answer.abstained) == (AnswerKind.CHAT, False)
    assert answer.message == Said(Message.NOT_QUOTED, speaker="Nobody Known")
    elsewhere = answer_last_quoted(LastQuoted("Odo Kemp", "herring", ()), sources())
    assert elsewhere.abstained
    assert elsewhere.message == Said(Message.NOT_ON_TOPIC, speaker="Odo Kemp", topic="herring")


def test_no_more_than_five_of_the_last_words_are_told() -> None:
    said = " ".join(f"“Wheel number {n}{n} is late {n},” Odo Kemp said.\n\n" for n in range(7))
    answer = answer_last_quoted(LastQuoted("Odo Kemp", None, ()), sources([{"id": "many", "text": said}]))
    assert len(answer.quotations) <= 5


def test_speakers_stand_side_by_side_the_best_of_each_first() -> None:
    answer = answer_side_by_side(SideBySide(("Odo Kemp", "Lina Fark"), "the wheel", None), sources())
    assert [one.speaker.name for one in answer.quotations if one.speaker][:2] == ["Odo Kemp", "Lina Fark"]
    assert len([one for one in answer.quotations if one.speaker and one.speaker.name == "Odo Kemp"]) <= 2
    assert answer.message is None


def test_who_of_them_is_silent_is_told() -> None:
    answer = answer_side_by_side(SideBySide(("Odo Kemp", "Nobody Known"), "the wheel", None), sources())
    assert answer.message == Said(Message.NOT_ALL_QUOTED, speaker="Nobody Known")
    nobody = answer_side_by_side(SideBySide(("Nobody Known", "Nobody Else"), "the wheel", None), sources())
    assert not nobody.quotations


def test_who_is_silent_is_named_as_the_stories_write_it() -> None:
    answer = answer_side_by_side(SideBySide(("lina fark", "pelle vik"), "turn", None), sources())
    assert answer.message == Said(Message.NOT_ALL_QUOTED, speaker="Pelle Vik")


def test_the_outlet_itself_is_none_of_the_others() -> None:
    told = {
        "id": "pier", "headline": "Pier leans", "outlet": "Orle Gazette", "published": "2024-05-01",
        "text": "“The pier leans,” said Vera Lunt.\n\nThe pier had leaned before, the Orle Gazette reported in May.\n\n"
        "“The pier is straight,” said Tomas Wick.",
    }  # fmt: skip
    answer = answer_others(OthersOn("the pier", "Vera Lunt", ()), sources([told]))
    assert [one.speaker.name for one in answer.quotations if one.speaker] == ["Tomas Wick"]


def test_who_stand_side_by_side_are_those_of_the_story_at_hand() -> None:
    other = {"id": "choir", "published": "2024-09-01", "text": "“Sing,” said Ole Kemp. “Louder,” said Vera Fark."}
    answer = answer_side_by_side(SideBySide(("kemp", "fark"), articles=("mill",)), sources([*STORIES, other]))
    assert words(answer)[:2] == ["The wheel is old", "The wheel will turn"]


def test_names_of_one_body_are_one_speaker() -> None:
    body = [{"id": "body", "text": "“Wash your hands,” the Department of Health and Welfare said."}]
    answer = answer_side_by_side(
        SideBySide(("the Department of Health", "Welfare"), "hands", None), sources([*STORIES, *body])
    )
    assert words(answer) == ["Wash your hands"]


def test_others_are_quoted_once_each_and_nobody_who_spoke_with_another() -> None:
    answer = answer_others(OthersOn("the wheel", "Lina Fark", ()), sources())
    names = [one.speaker.name for one in answer.quotations if one.speaker]
    assert sorted(name or "" for name in names) == ["Ida Horn", "Odo Kemp", "Pelle Vik"]
    assert answer.message == Said(Message.OTHERS)
    at_hand = answer_others(OthersOn(None, "Odo Kemp", ("mill",)), sources())
    assert [one.speaker.name for one in at_hand.quotations if one.speaker] == ["Lina Fark", "Ida Horn"]
    nobody = answer_others(OthersOn(None, "Odo Kemp", ("late",)), sources())
    assert nobody.message == Said(Message.NOBODY_ELSE)
    assert answer_others(OthersOn(None, None, ("gone",)), sources()).message == Said(Message.NOBODY_ELSE)


def test_others_are_those_of_the_story_at_hand_though_somebody_elsewhere_has_the_words() -> None:
    answer = answer_others(OthersOn("the wheel", "Odo Kemp", ("mill",)), telling("mill"))
    assert [one.speaker.name for one in answer.quotations if one.speaker] == ["Lina Fark", "Ida Horn"]
    whole = answer_others(OthersOn("the wheel", "Lina Fark", ("late",)), telling("late", "mill"))
    assert {one.speaker.name for one in whole.quotations if one.speaker} == {"Odo Kemp", "Ida Horn"}
    alone = answer_others(OthersOn("the wheel", "Pelle Vik", ("none",)), telling("none"))
    assert {one.article_id for one in alone.quotations} == {"mill", "late"}


def test_the_first_of_each_named_speaker_is_kept() -> None:
    def said(name: str | None) -> ScoredQuotation:
        return ScoredQuotation(Quotation(QuotationKind.DIRECT, ((0, 1),), "x", Speaker("she", 0, 1, name)), 1.0, 1.0)

    ana, again, odo, both = said("Ana Brill"), said("Ana Brill"), said("Odo Kemp"), said("Ana Brill and Odo Kemp")
    unknown = replace(ana, quotation=replace(ana.quotation, speaker=None))
    listed = [both, said(None), unknown, ana, again, odo]
    assert _one_each(listed, None) == [ana, odo]
    assert _one_each(listed, "Brill") == [odo]
    assert _one_each(listed, "Odo Kemp") == [ana]
