"""Turns of a conversation: whom "they" means, what was said to whom, whose trainer, and where it was."""

import pytest

from retrieval.answering import Answerer
from retrieval.domain import AnswerKind, Context, Question

from .conftest import Opened, answerer_of, asked_in_turn

STORIES = [
    {
        "id": "quarry",
        "headline": "Quarry at Hest floods overnight",
        "published": "2025-03-04",
        "text": "HEST: The quarry at Hest flooded on Monday night, and all 31 workers got out. They climbed a crane.\n\n"
        "“We left our sandwiches behind,” said the foreman, Odd Lunde. The rescuers came from Brae.",
    },
    {
        "id": "murals",
        "headline": "Volunteers finish the murals of Rusk",
        "published": "2025-03-05",
        "text": "Volunteers finished the murals of Rusk on Sunday.\n\n"
        "“We ran out of varnish on the third wall,” said the painter, Alma Tveit.\n\n"
        "Councillor Bent Raske asked her to paint the bridge too. Tveit replied that her knees would not allow it.\n\n"
        "Her pupil, Ylva Marr, believes that the murals will last a century.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def rusk(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))


def test_they_of_whom_other_words_tell_are_people_of_another_story(rusk: Answerer) -> None:
    told = asked_in_turn(rusk, "what happened at the quarry?", "who said they ran out of varnish")
    assert [q.speaker.name for q in told.quotations[:1] if q.speaker] == ["Alma Tveit"]


def test_but_of_the_story_at_hand_where_they_do_not(rusk: Answerer) -> None:
    told = asked_in_turn(rusk, "what happened at the quarry?", "what did they climb")
    assert "crane" in told.sentences[0].text


@pytest.mark.parametrize("words", ["What did Tveit say to Bent Raske?", "what did tveit say to raske"])
def test_what_was_said_to_somebody_stands_by_their_name(rusk: Answerer, words: str) -> None:
    told = asked_in_turn(rusk, words)
    assert told.kind is AnswerKind.WHAT_SAID
    assert "knees" in told.sentences[0].text


@pytest.mark.parametrize("words", ["what did her pupil say", "and what did her pupil say?"])
def test_whoever_is_described_may_be_told_of_without_being_quoted(rusk: Answerer, words: str) -> None:
    told = asked_in_turn(rusk, "what did Alma Tveit say?", words)
    assert "Ylva Marr" in told.sentences[0].text


def test_where_that_was_is_a_place_and_nothing_that_was_said(rusk: Answerer) -> None:
    told = asked_in_turn(rusk, "what did Odd Lunde say about the sandwiches?", "where was that?")
    assert told.kind is AnswerKind.FACT
    assert "Hest" in told.sentences[0].text


def test_what_was_shown_is_remembered_while_questions_follow_and_forgotten_with_another(rusk: Answerer) -> None:
    first = rusk.answer(Question("What did Alma Tveit say about the varnish?", context=Context()))
    follow = rusk.answer(Question("What else did she say?", context=first.context))
    assert first.context.shown
    assert follow.context.shown[: len(first.context.shown)] == first.context.shown
    assert len(follow.context.shown) > len(first.context.shown)
    another = rusk.answer(Question("How many workers got out of the quarry at Hest?", context=follow.context))
    assert another.context.shown
    assert not set(another.context.shown) & set(follow.context.shown)


def test_he_is_not_whoever_told_of_him(opened: Opened) -> None:
    rescue = {
        "id": "rescue",
        "headline": "Hiker falls into the gorge of Rusk",
        "text": "A hiker of 40 from Brae fell into the gorge of Rusk on Friday. “He slipped on wet moss,” said the ranger, Odd Lunde. "
        "The hiker survived with a broken arm. Lunde grew up beside the gorge.",
    }
    told = asked_in_turn(answerer_of(*opened([rescue])), "why did the hiker slip into the gorge", "did he survive")
    assert "survived" in told.sentences[0].text


def test_those_who_are_not_quoted_are_told_of(rusk: Answerer) -> None:
    told = asked_in_turn(rusk, "what did Odd Lunde say?", "and the rescuers?")
    assert "Brae" in told.sentences[0].text


def test_a_body_that_told_a_fact_is_not_he(opened: Opened) -> None:
    ace = {
        "id": "ace",
        "headline": "Peter Hale wins at Rusk",
        "text": "Peter Hale won at Rusk on Sunday. The odds of an ace are 3,000 to one, according to the National Golf Registry. "
        "“I hit it like a broom,” Hale said of his ace. He also said he would buy a dog.",
    }
    told = asked_in_turn(answerer_of(*opened([ace])), "what are the odds of an ace", "what did he say about the ace")
    assert "broom" in told.sentences[0].text


def test_somebody_else_is_asked_what_was_thought(rusk: Answerer) -> None:
    told = asked_in_turn(rusk, "what does Odd Lunde think of the sandwiches", "and Alma Tveit?")
    assert told.quotations[0].speaker is not None
    assert told.quotations[0].speaker.name == "Alma Tveit"


CHARTER = [
    {
        "id": "charter",
        "headline": "Two cantons keep their ban on night trains",
        "published": "2025-04-01",
        "text": "In Ostra, the ban on night trains has stood since 1949.\n\nA ban on night trains has been in place in Lorne since "
        "1951, although it was relaxed for valleys.\n\nPeople in Lorne sleep well.",
    },
    {
        "id": "dismissed",
        "headline": "Handball club Vessa dismisses its coach and her assistant",
        "published": "2025-04-02",
        "text": "Handball club Vessa dismissed its coach, Amra Cole, and her assistant on Monday.\n\n"
        "Cole called the inquiry “biased and unfinished”.\n\n"
        "The goalkeepers' trainer, Lino Reis, was put on unpaid leave until he has finished a course.",
    },
    {
        "id": "obituary",
        "headline": "Singer Lotta Lind dies at 90",
        "published": "2025-04-03",
        "text": "The singer Lotta Lind died on Tuesday. She grew up in a mining camp.",
    },
    {
        "id": "tribute",
        "headline": "Farewell to singer Lotta Lind",
        "published": "2025-04-04",
        "text": "“We were like sisters,” said Dora Palm of the singer Lotta Lind on Wednesday.",
    },
    {
        "id": "record",
        "headline": "Record for Dora Palm",
        "published": "2025-04-09",
        "text": "“I share this record with the people who listen,” said Dora Palm.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def charter(opened: Opened) -> Answerer:
    return answerer_of(*opened(CHARTER))


def test_the_last_question_is_asked_again_of_another_name(charter: Answerer) -> None:
    told = asked_in_turn(charter, "What year did Ostra ban night trains?", "and Lorne?")
    assert "1951" in told.sentences[0].text


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ("how did the coach take it", "biased"),  # is what they said
        ("what happened to the trainer?", "unpaid leave"),  # is looked for in the story at hand
    ],
)
def test_what_becomes_of_somebody_of_the_story_at_hand_is_told_of_there(
    charter: Answerer, then: str, told: str
) -> None:
    assert told in asked_in_turn(charter, "why did Vessa dismiss its coach and her assistant?", then).sentences[0].text


def test_words_about_her_are_not_the_newest_words_about_anything(charter: Answerer) -> None:
    told = asked_in_turn(charter, "where did the singer Lotta Lind grow up?", "what did dora palm say about her")
    assert "sisters" in told.sentences[0].text


BLAZE = [
    {
        "id": "blaze",
        "headline": "Blaze at the saddlery of Orm",
        "published": "2025-04-01",
        "text": "A blaze destroyed the saddlery of Orm on Monday night. Nobody was hurt.\n\n"
        "The neighbours' goat was found on a roof and carried down by a fireman.",
    },
    {
        "id": "fair",
        "headline": "Fair of Brae",
        "published": "2025-04-02",
        "text": "The fair of Brae opened. It rained.",
    },
]


def test_what_befell_somebody_of_whom_a_story_tells_by_the_way_is_a_fact(opened: Opened) -> None:
    answerer = answerer_of(*opened(BLAZE))
    goat = answerer.answer(Question("what happened to the neighbours' goat"))
    assert (goat.kind, goat.sentences[0].text.split()[2]) == (AnswerKind.FACT, "goat")
    assert [one.article_id for one in goat.citations] == ["blaze"]
    assert answerer.answer(Question("what happened to the saddlery")).kind is AnswerKind.SUMMARY
    assert answerer.answer(Question("what happened at the saddlery")).kind is AnswerKind.SUMMARY


def test_of_the_stories_at_hand_the_first_tells_what_somebody_says_now(opened: Opened) -> None:
    answerer = answerer_of(*opened([
        {"id": "a", "headline": "Quay of Lome to close", "published": "2025-03-01",
         "text": "The quay of Lome will close. “We have no choice,” said the harbour master, Ulla Brandt."},
        {"id": "b", "headline": "Quay of Lome stays open", "published": "2025-03-20",
         "text": "The quay of Lome stays open after all. “We found a choice,” said the harbour master, Ulla Brandt."},
    ]))  # fmt: skip
    for articles in (("b", "a"), ("a", "b")):
        context = Context(question="latest on the quay of Lome", articles=articles)
        answer = answerer.answer(Question("what did Brandt say", context=context))
        assert answer.sentences[0].article_id == articles[0]
