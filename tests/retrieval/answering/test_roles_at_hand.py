"""Somebody asked for by a role alone, in a conversation: "what did the governor say" is of the story at hand."""

import pytest

from retrieval.answering import Answerer
from retrieval.domain import AnswerKind

from .conftest import Opened, answerer_of, asked_in_turn

STORIES = [
    {
        "id": "brusk",
        "headline": "Landslide buries school bus near Brusk",
        "outlet": "Skell Herald",
        "published": "2025-05-06",
        "text": "A landslide near Brusk buried a school bus on Tuesday, and 14 children were dug out alive.\n\n"
        "The driver had seen stones on the road. Police said the road stays closed.",
    },
    {
        "id": "brusk-later",
        "headline": "Grief counsellors wait at the school",
        "outlet": "Ostby Post",
        "published": "2025-05-07",
        "text": "The day after the landslide near Brusk that buried a school bus, counsellors waited in the gymnasium.\n\n"
        "“We should have moved that road ten years ago,” Gov. Ansa Lohrei said. She promised a tunnel.",
    },
    {
        "id": "fair",
        "headline": "Governor opens cattle fair",
        "outlet": "Ostby Post",
        "published": "2025-05-08",
        "text": "“I have never seen such cows,” said the governor of Tarnland, Egon Stell, at the fair in Melk.",
    },
    {
        "id": "tax",
        "headline": "Salt tax to fall in Norland",
        "outlet": "Ostby Post",
        "published": "2025-05-09",
        "text": "“The salt tax is a relic,” said Bror Hask, the governor of Norland. Shops hope for customers.",
    },
    {
        "id": "glue",
        "headline": "Glue workers in Ulm Bay walk out",
        "outlet": "Skell Herald",
        "published": "2025-05-10",
        "text": "Workers at the glue works in Ulm Bay walked out on Friday over the heating.\n\n"
        "“We glue in gloves,” said Tilda Marsh, the president of their union. “Nobody can glue in gloves.” "
        "Marsh said the boilers were from 1961. She added that soup had been handed out. "
        "“Soup is no wage,” Marsh said.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))


def test_a_role_is_looked_for_in_other_articles_on_the_story_at_hand(archive: Answerer) -> None:
    told = asked_in_turn(
        archive, "how many children were in the school bus buried near Brusk?", "what did the governor say"
    )
    assert "ten years ago" in told.sentences[0].text


def test_somebody_in_the_same_role_elsewhere_is_not_meant(archive: Answerer) -> None:
    told = asked_in_turn(archive, "why did the workers in Ulm Bay walk out?", "what did the governor say")
    assert told.abstained
    assert not any("cows" in one.text or "relic" in one.text for one in told.nearest)


def test_without_a_story_at_hand_the_newest_in_the_role_is_given(archive: Answerer) -> None:
    told = asked_in_turn(archive, "what did the governor of Norland say")
    assert "relic" in told.sentences[0].text


@pytest.mark.parametrize("boss", ["their boss", "the boss"])
def test_a_boss_is_whoever_is_at_the_head(archive: Answerer, boss: str) -> None:
    told = asked_in_turn(archive, "why did the workers in Ulm Bay walk out?", f"and what does {boss} say")
    assert told.kind is AnswerKind.WHAT_SAID
    assert [q.speaker.name for q in told.quotations[:1] if q.speaker] == ["Tilda Marsh"]


def test_what_else_gives_what_was_not_shown_and_nothing_twice(archive: Answerer) -> None:
    words, seen, answer = ["what did Tilda Marsh say"], list[str](), None
    while len(words) < 6:
        answer = asked_in_turn(archive, *words)
        if answer.abstained:
            break
        shown = [quotation.text for quotation in answer.quotations[:2]]
        assert not set(shown) & set(seen)
        seen += shown
        words.append("what else did she say")
    assert answer is not None
    assert answer.abstained
    assert any("Soup is no wage" in one for one in seen)
