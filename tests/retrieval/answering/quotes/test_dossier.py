"""Everything somebody said: each quotation once, by topic and time, on pages, with the roles they had."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import cast

import pytest

from retrieval.answering import Answerer
from retrieval.answering.quotes.dossier import answer_dossier
from retrieval.answering.sources import StoryTeller
from retrieval.domain import Answer, AnswerKind, Article, DossierOf, Message, Question, Said

from ..conftest import Opened, answerer_of
from ..memory_archive import MemoryArchive, sources_of

TOPICS = ("ferry", "orchard", "lighthouse")
SAID = (
    "My father repaired it with rope in a gale",
    "Nobody asked the children about paint",
    "We sell honey to pay for engines",
    "Winter ladders cost us a whole roof",
    "I would rather plant cherries than argue",
    "Frost took every blossom in Hald",
    "Lamps burn oil that geese would envy",
    "The keeper sleeps by day like an owl",
    "Visitors climb stairs for cake alone",
)
STORIES = [
    {
        "id": f"{topic}-{n}", "headline": f"News of the {topic}", "outlet": "Orm Gazette",
        "published": f"202{n}-0{number + 1}-1{n}",
        "text": f"The {topic} of Orm was in the news again. “{SAID[3 * number + n]},” said "
        f"Ada Kolb, the {'mayor' if n else 'harbour master'} of Orm. Otto Hagel said the {topic} was too expensive.",
    }
    for number, topic in enumerate(TOPICS)
    for n in range(3)
]  # fmt: skip


@pytest.fixture(scope="module")
def dossier(opened: Opened):
    answerer: Answerer = answerer_of(*opened(STORIES))
    return lambda name, page=0: answerer.answer(Question("", request=DossierOf(name, page)))


def said(answer: Answer) -> list[str]:
    assert answer.dossier
    return [one.text for topic in answer.dossier.topics for one in topic.quotations]


def test_every_quotation_stands_on_one_page(dossier) -> None:
    first = dossier("Ada Kolb")
    assert first.dossier.pages == 2
    told = [words for page in range(first.dossier.pages) for words in said(dossier("Ada Kolb", page))]
    assert len(told) == len(set(told)) == first.dossier.count == 9
    assert not any("expensive" in words for words in told)


def test_the_latest_topic_comes_first_and_each_goes_on_in_time(dossier) -> None:
    published = {story["id"]: story["published"] for story in STORIES}
    topics = [topic for page in range(2) for topic in dossier("Kolb", page).dossier.topics]
    latest = [max(published[one.article_id] for one in topic.quotations) for topic in topics]
    assert latest[0] == max(published.values())
    for topic in topics:
        days = [published[one.article_id] for one in topic.quotations]
        assert days == sorted(days)


def test_roles_are_told_in_the_order_in_which_they_were_held(dossier) -> None:
    roles = dossier("Ada Kolb").dossier.roles
    assert [role.role for role in roles] == ["harbour master of Orm", "mayor of Orm"]
    assert roles[0].last < roles[1].first


def test_its_days_are_those_of_the_first_and_the_last_quotation(dossier) -> None:
    days = [story["published"] for story in STORIES]
    assert (dossier("Ada Kolb").dossier.first, dossier("Ada Kolb").dossier.last) == (min(days), max(days))


def test_quotations_of_unknown_days_leave_it_without(opened: Opened) -> None:
    undated = [{key: value for key, value in story.items() if key != "published"} for story in STORIES]
    dossier = answerer_of(*opened(undated)).answer(Question("", request=DossierOf("Ada Kolb"))).dossier
    assert dossier
    assert (dossier.first, dossier.last, dossier.count) == (None, None, 9)


def test_the_name_is_the_fullest_and_a_page_beyond_either_end_is_the_one_there(dossier) -> None:
    assert dossier("kolb").dossier.name == "Ada Kolb"
    assert dossier("kolb", 99).dossier.page == 1
    assert dossier("kolb", -3).dossier.page == 0


def test_quotations_are_those_of_the_page_with_their_sentences(dossier) -> None:
    answer = dossier("Ada Kolb")
    assert answer.kind is AnswerKind.WHAT_SAID
    assert [one.text for one in answer.quotations] == said(answer)
    assert len(answer.citations) == len({one.article_id for one in answer.quotations})


def test_somebody_who_is_not_quoted_has_no_dossier(dossier) -> None:
    answer = dossier("Ines Marrow")
    assert answer.kind is AnswerKind.CHAT
    assert answer.dossier is None


def test_two_people_of_one_surname_are_two(opened: Opened) -> None:
    stories = [
        {"id": "a", "headline": "Pier", "outlet": "Gazette", "published": "2025-01-02",
         "text": "“The pier is rotten,” said Petra Holm, an engineer. “We counted nails for a week,” Petra Holm said."},
        {"id": "b", "headline": "Geese", "outlet": "Gazette", "published": "2025-01-03",
         "text": "“Geese have better manners,” said Otto Holm, a fisherman."},
    ]  # fmt: skip
    answerer = answerer_of(*opened(stories))
    dossier = answerer.answer(Question("", request=DossierOf("Holm"))).dossier
    assert dossier is not None
    assert (dossier.name, dossier.count, dossier.namesakes) == ("Petra Holm", 2, ("Otto Holm",))
    other = answerer.answer(Question("", request=DossierOf("Otto Holm"))).dossier
    assert other is not None
    assert (other.name, other.count, other.namesakes) == ("Otto Holm", 1, ())


class Removed(MemoryArchive):
    """An archive whose articles are taken away while a dossier is made: their quotations were read, they are gone."""

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        return {}


def test_where_the_articles_have_gone_meanwhile_nobody_is_quoted_and_that_is_said() -> None:
    class Apart:
        def of_articles(self, article_ids: Sequence[str]) -> dict[str, str]:
            return {}

    sources = dataclasses.replace(sources_of(Removed(STORIES)), stories=lambda: cast("StoryTeller", Apart()))
    answer = answer_dossier(DossierOf("Ada Kolb"), sources)
    assert (answer.kind, answer.abstained, answer.dossier) == (AnswerKind.CHAT, False, None)
    assert answer.message == Said(Message.NO_OTHERS, speaker="Ada Kolb")
