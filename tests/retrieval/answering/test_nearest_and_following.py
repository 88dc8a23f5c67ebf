"""Degrees of an answer, whose words it is in, and questions that go on about the story at hand."""

from dataclasses import replace

import pytest

from retrieval.answering import Answerer
from retrieval.answering.factoid.weights import Weights
from retrieval.domain import AnswerKind, Context, Fact, Question

from .conftest import Opened, answerer_of

STORIES = [
    {
        "id": "lighthouse",
        "headline": "Lighthouse of Brae to be sold",
        "published": "2025-03-04",
        "text": "The lighthouse of Brae will be sold in June. Torben Hale built it in 1874 of red brick.\n\n"
        "“The lamp is older than the railway,” said Mayor Ilse Korn. She wants a museum in it.\n\n"
        "Fisherman Odd Lunde compared the sale to a funeral.",
    },
    {
        "id": "bakery",
        "headline": "Last bakery in Rusk closes",
        "published": "2025-03-05",
        "text": "The last bakery in Rusk closed on Saturday after 61 years. Its ovens were built in 1964.\n\n"
        "“Nobody wants rye any more,” said the baker, Alma Tveit.",
    },
]


@pytest.fixture(scope="module")
def coast(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))


@pytest.mark.parametrize("words", ["in what year?", "and in which year?", "which year was it"])
def test_a_question_without_a_topic_is_about_what_was_asked_before(coast: Answerer, words: str) -> None:
    before = coast.answer(Question("Who built the lighthouse of Brae?"))
    assert "Torben Hale" in before.sentences[0].text
    after = coast.answer(Question(words, context=before.context))
    assert "1874" in after.sentences[0].text


def test_a_brief_question_stays_with_the_story_at_hand(coast: Answerer) -> None:
    context = Context(question="Who built the lighthouse of Brae?", articles=("lighthouse",))
    after = coast.answer(Question("when was it built?", context=context))
    assert after.sentences[0].article_id == "lighthouse"


def test_what_goes_on_is_answered_from_the_story_at_hand_though_others_have_its_words(opened: Opened) -> None:
    answerer = answerer_of(*opened([*STORIES, {
        "id": "kiln", "headline": "Kilns of Odde", "text": "The kilns of Odde were built by monks. The kilns are of red brick.",
    }]))  # fmt: skip
    context = Context(
        question="Who wants a museum at Brae?", articles=("lighthouse",), topic="Lighthouse of Brae to be sold"
    )
    after = answerer.answer(Question("and what kind of brick is it of?", context=context))
    assert "Torben Hale" in after.sentences[0].text


def test_somebody_is_looked_for_in_the_story_at_hand_before_any_other(opened: Opened) -> None:
    answerer = answerer_of(*opened([*STORIES, {
        "id": "fair", "headline": "Fair at Brae", "published": "2025-03-09",
        "text": "“The lamp and the museum will be lit for the fair,” said Mayor Ilse Korn.",
    }]))  # fmt: skip
    context = Context(question="Who spoke?", articles=("lighthouse",), speaker="Ilse Korn")
    after = answerer.answer(Question("What did she say about the lamp?", context=context))
    assert [one.article_id for one in after.sentences[:1]] == ["lighthouse"]
    apart = answerer.answer(Question("What did Ilse Korn say about the fair?", context=context))
    assert [one.article_id for one in apart.sentences[:1]] == ["fair"]


def test_other_words_than_those_of_the_story_at_hand_do_not_leave_it(opened: Opened) -> None:
    crowd = [
        {
            "id": f"w{n}",
            "headline": f"Week {n} of the fair",
            "text": f"Buyers paid a price of {n} crowns. They came early.",
        }
        for n in range(30)
    ]
    answerer = answerer_of(*opened([*STORIES, *crowd]))
    before = answerer.answer(Question("Who built the lighthouse of Brae?"))
    after = answerer.answer(Question("how many buyers?", context=before.context))
    assert after.abstained
    assert {one.article_id for one in after.nearest} == {"lighthouse"}
    turned = answerer.answer(Question("when were the bakery ovens built", context=before.context))
    assert turned.sentences[0].article_id == "bakery"


def test_going_back_to_a_story_leaves_the_one_at_hand(coast: Answerer) -> None:
    context = Context(
        question="Who built the lighthouse of Brae?", articles=("lighthouse",), topic="Lighthouse of Brae"
    )
    back = coast.answer(Question("ok back to the bakery, when was it built?", context=context))
    assert "1964" in back.sentences[0].text


def test_a_surname_is_that_of_who_is_quoted_in_the_story_at_hand_and_their_words_there_are_the_answer(
    opened: Opened,
) -> None:
    answerer = answerer_of(*opened([*STORIES, {
        "id": "rink", "headline": "Rink at Orm", "published": "2025-04-01",
        "text": "“The ice is thin,” said Nils Tveit. “The flour was damp,” said Alma Tveit.",
    }]))  # fmt: skip
    before = answerer.answer(Question("Which bakery closed in Rusk?"))
    after = answerer.answer(Question("what did tveit say", context=before.context))
    assert [one.text for one in after.quotations] == ["“Nobody wants rye any more,”"]
    more = answerer.answer(Question("what else has Alma Tveit said?", context=after.context))
    assert [one.text for one in more.quotations] == ["“The flour was damp,”"]


def test_a_question_that_names_another_story_leaves_the_one_at_hand(coast: Answerer) -> None:
    context = Context(question="Who built the lighthouse of Brae?", articles=("lighthouse",))
    after = coast.answer(Question("When did the last bakery in Rusk close?", context=context))
    assert after.sentences[0].article_id == "bakery"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("which mayor thinks the lamp is older than the railway", "Ilse Korn"),
        ("whose opinion is it that nobody wants rye", "Alma Tveit"),
        ("how did the baker explain that nobody wants rye", "Alma Tveit"),
    ],
)
def test_a_quotation_that_answers_names_its_speaker_however_it_is_asked_for(
    coast: Answerer, question: str, name: str
) -> None:
    answer = coast.answer(Question(question))
    assert answer.kind in {AnswerKind.WHO_SAID, AnswerKind.WHAT_SAID}
    speaker = answer.quotations[0].speaker
    assert speaker is not None
    assert speaker.name == name


def test_where_no_sentence_is_likely_enough_the_nearest_of_the_story_are_given_and_nothing_is_quoted(
    opened: Opened,
) -> None:
    archive, index = opened(STORIES)
    strict = Answerer(archive, index, answerer_of(archive, index)._sources.stories, Weights(minimum_probability=1.0))
    answer = strict.answer(Question("Who built the lighthouse of Brae?"))
    assert answer.abstained
    assert not answer.sentences
    assert not answer.quotations
    assert "Torben Hale" in answer.nearest[0].text
    assert answer.citations[0].article_id == "lighthouse"
    assert 0 < answer.probability < 1


def test_where_the_story_is_not_there_nothing_is_near(coast: Answerer) -> None:
    answer = coast.answer(Question("Who won the regatta of Port Sandor in 2019?"))
    assert answer.abstained
    assert answer.nearest == ()


def test_what_was_shown_is_not_among_the_nearest_again(coast: Answerer) -> None:
    first = coast.answer(Question("Who built the lighthouse of Brae?"))
    shown = tuple((e.article_id, e.start, e.end) for e in first.sentences[:1])
    again = coast.answer(Question("", request=Fact("Who built the lighthouse of Brae?", without=shown)))
    places = [(e.article_id, e.start, e.end) for e in (*again.sentences, *again.nearest)]
    assert shown[0] not in places
    assert replace(again, sentences=()) != first


def test_what_else_somebody_said_is_asked_of_whoever_spoke_in_the_answer_before(coast: Answerer) -> None:
    before = coast.answer(Question("What is older than the railway at Brae?"))
    assert before.speaker == "Ilse Korn"
    assert before.context.speaker == "Ilse Korn"


def test_a_question_for_a_figure_is_not_answered_without_one(coast: Answerer) -> None:
    assert coast.answer(Question("How tall is Odd Lunde?")).abstained


def test_a_time_of_day_answers_what_time(opened: Opened) -> None:
    story = {
        "id": "mast",
        "headline": "Mast of Orsk on air",
        "text": "The mast of Orsk cost 3 million. It went on air at 6.40 a.m. with a waltz.",
    }
    answer = answerer_of(*opened([story, *STORIES])).answer(Question("What time did the mast of Orsk go on air?"))
    assert "6.40" in answer.sentences[0].text


def test_she_is_whom_the_answer_before_named(coast: Answerer) -> None:
    before = coast.answer(Question("Who wants a museum in the lighthouse of Brae?"))
    named = replace(before.context, person="Ilse Korn", speaker=None)
    after = coast.answer(Question("what did she say?", context=named))
    assert [q.speaker.name for q in after.quotations if q.speaker] == ["Ilse Korn"]


def test_an_answer_names_whom_was_asked_for(coast: Answerer) -> None:
    answer = coast.answer(Question("Who built the lighthouse of Brae in 1874?"))
    assert answer.context.person == "Torben Hale"
    assert coast.answer(Question("when will it be sold?", context=answer.context)).context.person == "Torben Hale"
    assert coast.answer(Question("Why did the bakery in Rusk close?", context=answer.context)).context.person is None


def test_an_answer_that_is_none_keeps_the_conversation_where_it_was(coast: Answerer) -> None:
    before = coast.answer(Question("Who built the lighthouse of Brae?"))
    for words in ("who won the world cup in curling?", "asdf qwer zxcv tyui", "thanks"):
        assert coast.answer(Question(words, context=before.context)).context == before.context


def test_the_mayor_is_the_one_of_the_story_at_hand(opened: Opened) -> None:
    answerer = answerer_of(*opened([*STORIES, {
        "id": "tram", "headline": "Tram of Odde late", "published": "2025-03-06",
        "text": "The tram of Odde will be late by a year. “The rails are from another century,” said Mayor Petra Voll.",
    }]))  # fmt: skip
    context = Context(question="Why will the tram be late?", articles=("tram",), topic="Tram of Odde late")
    answer = answerer.answer(Question("what did the mayor say?", context=context))
    assert [q.speaker.name for q in answer.quotations if q.speaker] == ["Petra Voll"]


def test_a_story_that_came_near_is_there_to_be_asked_on_where_none_was(opened: Opened, coast: Answerer) -> None:
    archive, index = opened(STORIES)
    strict = Answerer(archive, index, answerer_of(archive, index)._sources.stories, Weights(minimum_probability=1.0))
    nothing = strict.answer(Question("Who built the lighthouse of Brae?"))
    assert (nothing.abstained, nothing.context.articles, nothing.context.topic) == (True, ("lighthouse",), None)
    before = coast.answer(Question("Why did the bakery in Rusk close?")).context
    assert strict.answer(Question("Who built the lighthouse of Brae?", context=before)).context == before


def test_an_answer_from_another_story_has_a_topic_of_its_own_though_it_said_she(coast: Answerer) -> None:
    before = coast.answer(Question("Who built the lighthouse of Brae?")).context
    answer = coast.answer(Question("What did the baker of Rusk say when she closed?", context=before))
    assert answer.sentences[0].article_id == "bakery"
    assert answer.context.topic == "Last bakery in Rusk closes"


def test_the_one_story_there_is_stays_near_to_words_that_it_lacks(opened: Opened) -> None:
    only = {
        "id": "well",
        "headline": "Old well found under the bakery",
        "text": "Bakers in Hulm found an old well on Monday.",
    }
    told = answerer_of(*opened([only])).answer(Question("did anybody get hurt"))
    assert told.abstained
    assert [one.headline for one in told.citations] == ["Old well found under the bakery"]
