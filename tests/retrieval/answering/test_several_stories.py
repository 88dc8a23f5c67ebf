"""Questions over several stories: newest first, outlet by outlet, speaker by speaker, each from what the archive holds."""

import pytest

from retrieval.answering import Answerer
from retrieval.answering.topic_articles import published_key
from retrieval.domain import (
    Answer,
    AnswerKind,
    Context,
    HowOften,
    LastQuoted,
    Latest,
    Message,
    OthersOn,
    OutletsOn,
    Question,
    SideBySide,
    TimelineOf,
)

from .conftest import Opened, answerer_of

QUARRY = [
    {
        "id": "open", "headline": "Quarry at Tolm may dig deeper", "outlet": "Tolm Echo", "published": "2024-03-04T09:00",
        "text": "The quarry at Tolm may dig 20 metres deeper, the district said on Monday.\n\n"
        "“The dust will not reach the school,” said the quarry's manager, Edda Brill.\n\n"
        "“We have heard that before,” said the headmaster, Jonas Falk. He said the dust had reached the school twice.",
    },
    {
        "id": "walls", "headline": "Cracks in walls near the quarry", "outlet": "Valley News", "published": "2024-03-06",
        "text": "Walls of nine houses near the quarry at Tolm have cracked since Monday.\n\n"
        "“Our blasting meets every limit,” said the quarry's manager, Edda Brill.",
    },
    {
        "id": "halt", "headline": "Quarry at Tolm halts blasting", "outlet": "Valley News", "published": "2024-03-09T07:30+01:00",
        "text": "The quarry at Tolm will not blast before June, its owner said on Saturday.\n\n"
        "“We will measure first,” said the quarry's manager, Edda Brill.",
    },
    {
        "id": "again", "headline": "Blasting at Tolm quarry to begin again", "outlet": "Tolm Echo", "published": "2024-03-09T07:00Z",
        "text": "Blasting at the quarry at Tolm is to begin again in June, the district said.",
    },
    {
        "id": "choir", "headline": "Choir sings in the empty pool", "outlet": "Valley News", "published": "2024-03-10",
        "text": "The choir of Tolm sang in the empty pool, for want of a hall.\n\n“It rings,” said its leader, Ilka Senn.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def quarry(opened: Opened) -> Answerer:
    return answerer_of(*opened(QUARRY))


def ask(answerer: Answerer, text: str, context: Context = Context()) -> Answer:  # noqa: B008
    return answerer.answer(Question(text, context=context, asked="2024-04-01"))


def names(answer: Answer) -> list[str | None]:
    return [quotation.speaker.name for quotation in answer.quotations if quotation.speaker]


def test_the_latest_is_newest_first_by_the_hour_wherever_it_was_stated(quarry: Answerer) -> None:
    answer = ask(quarry, "what's the latest on the quarry")
    assert isinstance(answer.request, Latest)
    assert [citation.article_id for citation in answer.citations] == ["again", "halt", "walls", "open"]
    assert [sentence.article_id for sentence in answer.sentences] == ["again", "halt", "walls", "open"]
    assert answer.sentences[2].text.startswith("Walls of nine houses")


def test_one_of_several_words_in_a_headline_does_not_make_an_article_one_on_the_topic(opened: Opened) -> None:
    answerer = answerer_of(*opened([
        {"id": "blaze", "headline": "Larch Fire near Tolm", "published": "2025-02-01", "text": "The Larch Fire grew. Tolm watched it."},
        {"id": "tree", "headline": "Larch dies of age", "published": "2025-03-01", "text": "A larch died of age in Orle. It was old."},
        *({"id": f"n{n}", "headline": f"Fire {n} in Orle", "text": "A fire was put out in Orle."} for n in range(9)),
    ]))  # fmt: skip
    answer = ask(answerer, "latest on the larch fire")
    assert [citation.article_id for citation in answer.citations] == ["blaze"]


def test_hours_of_different_zones_are_compared_as_moments() -> None:
    assert published_key("2024-03-09T07:30+01:00") < published_key("2024-03-09T07:00Z")
    assert published_key(None) == ""
    assert published_key("2024-03") < published_key("2024-03-01")


def test_the_latest_on_nothing_is_no_story(quarry: Answerer) -> None:
    answer = ask(quarry, "any updates on the lighthouse?")
    assert answer.message is not None
    assert answer.message.message is Message.NO_STORY


def test_outlets_are_counted_with_their_first_article(quarry: Answerer) -> None:
    answer = ask(quarry, "which outlets reported on the quarry")
    assert isinstance(answer.request, OutletsOn)
    assert answer.tally is not None
    assert [(one.outlet, one.articles, one.article_id) for one in answer.tally.outlets] == [
        ("Tolm Echo", 2, "open"),
        ("Valley News", 2, "walls"),
    ]
    assert {citation.article_id for citation in answer.citations} == {"open", "walls"}


def test_the_last_quotation_is_the_newest_and_its_day_is_told(quarry: Answerer) -> None:
    answer = ask(quarry, "when was brill last quoted")
    assert isinstance(answer.request, LastQuoted)
    assert answer.quotations[0].text == "“We will measure first,”"
    assert answer.message is not None
    assert (answer.message.message, answer.message.day) == (Message.LAST_QUOTED, "2024-03-09T07:30+01:00")


def test_the_last_quotation_on_a_topic_is_on_it(quarry: Answerer) -> None:
    answer = ask(quarry, "When did Edda Brill last speak about the dust?")
    assert answer.quotations[0].article_id == "open"


def test_nobody_of_the_name_is_said_to_be_unquoted(quarry: Answerer) -> None:
    for words in ("when was Orla Quist last quoted", "how often was Orla Quist quoted"):
        message = ask(quarry, words).message
        assert message is not None
        assert (message.message, message.speaker) == (Message.NOT_QUOTED, "Orla Quist")


def test_how_often_counts_quotations_or_articles(quarry: Answerer) -> None:
    quoted = ask(quarry, "how often was Brill quoted")
    named = ask(quarry, "how many articles mention the quarry")
    assert quoted.request == HowOften("Brill", quoted=True)
    assert quoted.tally is not None
    assert (quoted.tally.name, quoted.tally.quotations, quoted.tally.days) == (
        "Edda Brill",
        3,
        ("2024-03-04", "2024-03-09"),
    )
    assert named.tally is not None
    assert named.tally.articles == 4


def test_two_speakers_stand_side_by_side_the_best_of_each_first(quarry: Answerer) -> None:
    answer = ask(quarry, "what did Brill and Falk say about the dust")
    assert isinstance(answer.request, SideBySide)
    assert names(answer)[:2] == ["Edda Brill", "Jonas Falk"]
    assert answer.message is None


def test_a_speaker_who_is_not_quoted_on_it_is_named(quarry: Answerer) -> None:
    answer = ask(quarry, "what did Falk and Senn say about the dust")
    assert set(names(answer)) == {"Jonas Falk"}
    assert answer.message is not None
    assert (answer.message.message, answer.message.speaker) == (Message.NOT_ALL_QUOTED, "Senn")


def test_words_of_saying_without_speakers_are_a_question_of_fact(quarry: Answerer) -> None:
    answer = ask(quarry, "Stone and Gravel on the Quarry")
    assert not answer.quotations


def test_others_are_shown_as_quoted_on_the_same_and_not_as_disagreeing(quarry: Answerer) -> None:
    before = ask(quarry, "what did Brill say about the dust")
    answer = ask(quarry, "did anyone disagree?", before.context)
    assert answer.request == OthersOn("the dust", "Edda Brill", before.context.articles)
    assert names(answer) == ["Jonas Falk"]
    assert answer.message is not None
    assert answer.message.message is Message.OTHERS
    assert answer.follows


def test_nobody_else_on_it_is_said(quarry: Answerer) -> None:
    before = ask(quarry, "what did Senn say")
    message = ask(quarry, "did anyone disagree", before.context).message
    assert message is not None
    assert message.message is Message.NOBODY_ELSE


def test_a_timeline_is_of_the_story_that_is_named_or_at_hand(quarry: Answerer) -> None:
    asked = ask(quarry, "timeline of the quarry")
    assert asked.timeline is not None
    assert asked.kind is AnswerKind.TIMELINE
    at_hand = ask(quarry, "timeline?", asked.context)
    assert isinstance(at_hand.request, TimelineOf)
    assert at_hand.request.story.id in asked.context.articles
    nothing = ask(quarry, "timeline of the lighthouse keeper's strike")
    assert nothing.abstained


def test_what_leans_on_a_conversation_needs_one(quarry: Answerer) -> None:
    for words in ("which outlets?", "when was she last quoted", "did anyone disagree?", "timeline?"):
        message = ask(quarry, words).message
        assert message is not None
        assert message.message is Message.NOTHING_BEFORE, words
    assert ask(quarry, "any updates?").kind is AnswerKind.STORIES


def test_she_is_whose_words_were_shown(quarry: Answerer) -> None:
    before = ask(quarry, "what did Falk say")
    answer = ask(quarry, "how often was he quoted", before.context)
    assert answer.request == HowOften("Jonas Falk", quoted=True)
    assert answer.context.articles == before.context.articles
    after = ask(quarry, "when was he last quoted?", answer.context)
    assert isinstance(after.request, LastQuoted)
    assert after.request.speaker == "Jonas Falk"


WEEK = [
    {
        "id": f"day{n}", "headline": f"Ferry strike, day {n}", "outlet": "Tolm Echo", "published": f"2024-05-0{n}",
        "text": f"{opening}\n\n“{words},” said the union's secretary, Tove Hald.",
    }
    for n, (opening, words) in enumerate((
        ("Pickets stood in the rain at Orle as a ferry strike began.", "We want eleven crews"),
        ("A slipway was blocked with prams on Sunday by those on strike against the ferry owners.", "Nobody slept"),
        ("Somebody cut mooring ropes during the strike, and one ferry drifted to Lome.", "It was none of our members"),
        ("Talks to end the ferry strike went on until midnight over cake.", "They brought no offer"),
        ("Two hundred cooks and cleaners have joined the strike that keeps each ferry in port.", "The kitchens are with us"),
        ("A judge ordered half of the ferry captains back and called their strike reckless.", "Judges do not sail"),
        ("Ballots were counted in fog by candle: the ferry strike may be over at noon.", "We shall see what they pay"),
    ), 1)
]  # fmt: skip


@pytest.fixture(scope="module")
def strike(opened: Opened) -> Answerer:
    return answerer_of(*opened(WEEK))


def test_of_many_articles_the_five_newest_are_the_latest(strike: Answerer) -> None:
    answer = ask(strike, "what's the latest on the ferry strike")
    assert [citation.article_id for citation in answer.citations] == [f"day{n}" for n in (7, 6, 5, 4, 3)]


def test_of_many_quotations_the_five_newest_are_the_last(strike: Answerer) -> None:
    answer = ask(strike, "when was Tove Hald last quoted")
    assert [quotation.article_id for quotation in answer.quotations] == [f"day{n}" for n in (7, 6, 5, 4, 3)]


def test_outlets_that_tell_a_story_apart_from_each_other_are_at_least_named(quarry: Answerer) -> None:
    told = ask(quarry, "how did different outlets report on blasting at the quarry")
    named = (
        [one.outlet for one in told.tally.outlets]
        if told.tally
        else list(told.comparison.outlets if told.comparison else ())
    )
    assert sorted(map(str, named)) == ["Tolm Echo", "Valley News"]


def test_what_is_new_opens_with_no_sentence_that_announces_the_next_line(opened: Opened) -> None:
    asks = {"id": "list", "headline": "Rules for the pool at Tolm", "outlet": "Tolm Echo", "published": "2024-05-01",
            "text": "The district published three rules for the pool at Tolm:\n\nNo diving from the roof of the pool at Tolm is "
            "allowed.\n\nThe pool closes at noon."}  # fmt: skip
    told = ask(answerer_of(*opened([asks])), "what's new on the pool at Tolm?")
    assert [one.text.startswith("No diving") for one in told.sentences] == [True]


def test_of_others_those_come_first_who_are_heard_to_be_against_it(opened: Opened) -> None:
    answerer = answerer_of(*opened([{
        "id": "pool", "headline": "Pool of Harl to be heated with waste", "published": "2025-02-02",
        "text": "The pool of Harl will be heated with waste from June. “It will be warm,” said the engineer, Tora Lien.\n\n"
        "The mayor, Ivar Moe, said the pool would open at six.\n\n"
        "The swimmer Unn Berg called the plan a disgrace.\n\n"
        "The teacher Rolf Dahl said classes would start at ten.",
    }]))  # fmt: skip
    context = Context(question="When will the pool of Harl be heated?", articles=("pool",), topic="Pool of Harl")
    answer = answerer.answer(Question("who disagrees?", context=context))
    names = [one.speaker.name for one in answer.quotations if one.speaker]
    assert names[0] == "Unn Berg"
    assert {"Ivar Moe", "Tora Lien"} <= set(names)
