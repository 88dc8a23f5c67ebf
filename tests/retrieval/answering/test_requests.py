"""Each kind of request has one handler; the answer says which request it answered."""

from typing import get_args

import pytest

from retrieval.answering import Answerer
from retrieval.answering.factoid.weights import Weights
from retrieval.answering.requests import HANDLERS
from retrieval.answering.search import Search, search_sentences
from retrieval.archive.archive import Archive
from retrieval.domain import (
    AnswerKind,
    ComparisonOf,
    Context,
    EverythingBy,
    Fact,
    HowOften,
    LastQuoted,
    Latest,
    Message,
    OthersOn,
    OutletsOn,
    Place,
    Question,
    QuotationsIn,
    QuotationsOf,
    Request,
    Said,
    SideBySide,
    SpeakersOn,
    StoryList,
    StoryOf,
    Summary,
    Talk,
    TimelineOf,
)
from retrieval.index.embedded import EmbeddedIndex
from retrieval.stories import Stories

from .conftest import STORIES, Opened, answerer_of


def ask(answerer: Answerer, request: Request, context: Context = Context()):  # noqa: B008
    return answerer.answer(Question("", context=context, request=request))


def test_every_kind_of_request_has_a_handler() -> None:
    assert set(HANDLERS) == set(get_args(Request))


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        (Fact("How much did the repairs of the bridge cost?"), AnswerKind.FACT),
        (QuotationsOf("Maren Holt"), AnswerKind.WHAT_SAID),
        (SpeakersOn("trams have rhythm"), AnswerKind.WHO_SAID),
        (EverythingBy("Maren Holt"), AnswerKind.WHAT_SAID),
        (QuotationsIn(("orchestra",)), AnswerKind.WHAT_SAID),
        (Summary(StoryOf(id="orchestra"), 2), AnswerKind.SUMMARY),
        (TimelineOf(StoryOf(id="bridge")), AnswerKind.TIMELINE),
        (ComparisonOf(StoryOf(id="bridge")), AnswerKind.COMPARISON),
        (StoryList("bridge"), AnswerKind.STORIES),
        (Latest(StoryOf("bridge")), AnswerKind.STORIES),
        (OutletsOn(StoryOf("bridge")), AnswerKind.STORIES),
        (LastQuoted("Maren Holt"), AnswerKind.WHAT_SAID),
        (HowOften("Maren Holt", quoted=True), AnswerKind.STORIES),
        (SideBySide(("Maren Holt", "Ilka Senn")), AnswerKind.WHAT_SAID),
        (OthersOn(None, "Maren Holt", ("bridge",)), AnswerKind.WHAT_SAID),
        (Talk(Message.BYE), AnswerKind.CHAT),
    ],
)
def test_a_request_is_answered_and_named(answerer: Answerer, request_: Request, kind: AnswerKind) -> None:
    answer = ask(answerer, request_)
    assert (answer.kind, answer.abstained, answer.request) == (kind, False, request_)


@pytest.mark.parametrize("name", ["That Girl", "Who Knows", "When in Orle", "What"])
def test_a_name_that_reads_like_a_question_is_a_name(answerer: Answerer, name: str) -> None:
    answer = ask(answerer, QuotationsOf(name))
    assert (answer.kind, answer.abstained, answer.quotations) == (AnswerKind.WHAT_SAID, True, ())


def test_a_request_and_its_words_have_the_same_answer(answerer: Answerer) -> None:
    by_words = answerer.answer(Question("What did Holt say about the frost?"))
    by_request = ask(answerer, QuotationsOf("Holt", "the frost"))
    assert by_words.sentences == by_request.sentences
    assert by_words.context == by_request.context


def test_nobody_quoted_with_the_words_leaves_a_sentence(answerer: Answerer) -> None:
    answer = ask(answerer, SpeakersOn("the bridge reopened after two years of repairs"))
    assert answer.sentences


def test_quotations_of_nobody_are_a_message(answerer: Answerer) -> None:
    assert ask(answerer, EverythingBy("Nobody Known")).message == Said(Message.NO_OTHERS, speaker="Nobody Known")
    assert ask(answerer, QuotationsIn(("gone",))).message == Said(Message.NOBODY_QUOTED)


def test_everything_by_somebody_leaves_out_what_was_shown(answerer: Answerer) -> None:
    first = ask(answerer, EverythingBy("Maren Holt"))
    shown: tuple[Place, ...] = tuple(
        (q.article_id or "", q.fragments[0][0], q.fragments[-1][1]) for q in first.quotations[:1]
    )
    again = ask(answerer, EverythingBy("Maren Holt", shown))
    assert not set(first.quotations[:1]) & set(again.quotations)


def test_what_is_asked_beside_the_conversation_leaves_it_where_it_was(answerer: Answerer) -> None:
    before = Context(topic="standing", question="Why?", articles=("orchestra",))
    for request in (EverythingBy("Maren Holt"), QuotationsIn(("bridge",)), TimelineOf(StoryOf(id="bridge"))):
        assert ask(answerer, request, before).context == before


def test_a_topic_the_speaker_is_not_quoted_on_is_said(answerer: Answerer) -> None:
    answer = ask(answerer, QuotationsOf("Ilka Senn", "the price of herring"))
    assert answer.abstained
    assert answer.message == Said(Message.NOT_ON_TOPIC, speaker="Ilka Senn", topic="the price of herring")


def test_every_retrieval_keeps_to_the_limit_of_candidates(opened: Opened) -> None:
    archive, index = opened(STORIES)
    asked: list[int] = []

    class Watched:
        def __getattr__(self, name: str) -> object:
            return getattr(index, name)

        def candidates(self, terms: list[str], limit: int = 100) -> object:
            asked.append(limit)
            return index.candidates(terms, limit)

    watched: EmbeddedIndex = Watched()  # type: ignore[assignment]
    answerer = Answerer(archive, watched, lambda: Stories(archive, watched), candidates=7)
    for request in (Fact("Why the frost?"), QuotationsOf("Holt", "frost"), SpeakersOn("frost"), StoryList("bridge")):
        asked.clear()
        ask(answerer, request)
        assert asked
        assert set(asked) == {7}


def test_a_question_of_fact_is_retrieved_once(opened: Opened) -> None:
    archive, index = opened(STORIES)
    search = Search(archive, index, 5)
    found = search.retrieve_mended(search.analyse("Who blamed the frost?"))
    assert len(found.hits) <= 5
    assert found.candidates.passages
    mended = search.retrieve_mended(search.analyse("Who blamed the brigde?"))
    assert "bridg" in mended.analysis.terms


def test_how_much_there_is_is_not_asked_for_where_it_is_not_shown(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, index = opened(STORIES)

    def never(self: Archive) -> None:
        raise AssertionError

    monkeypatch.setattr(Archive, "count", never)
    monkeypatch.setattr(Archive, "span", never)
    answerer = answerer_of(archive, index)
    assert not answerer.answer(Question("How much did the repairs of the bridge cost?")).abstained
    assert answerer.answer(Question("thanks")).message == Said(Message.THANKS)


def test_sentences_for_keywords_are_found_though_a_word_is_taken_apart(opened: Opened) -> None:
    story = {"id": "wall", "headline": "Sea wall of Marl breaks", "text": "The sea wall of Marl broke in two places."}
    archive, index = opened([story])
    found = search_sentences(Search(archive, index, 5), archive, Weights(), "seawall of Marl", 5)
    assert [one.text for one in found] == [story["text"]]


def test_a_slip_is_mended_before_a_word_is_taken_apart(opened: Opened) -> None:
    stories = [
        {"id": "wall", "headline": "Sea wall of Marl breaks", "text": "The sea wall of Marl broke in two places."},
        {"id": "gale", "headline": "Hurricane over Orm", "text": "A hurricane left Orm in ruins. Hurri Caine saw it."},
    ]
    archive, index = opened(stories)
    search = Search(archive, index, 5)
    assert "hurrican" in search.retrieve_mended(search.analyse("Where in Orm was the hurricaine?")).analysis.terms
    assert {"sea", "wall"} <= set(search.retrieve_mended(search.analyse("Where is the seawall?")).analysis.terms)
