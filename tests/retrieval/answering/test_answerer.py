import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answering import Answerer, rank_sentences
from retrieval.domain import AnswerKind, Context, Message, Question, Said, Summary
from retrieval.index.allowance import note_missing_part

from .conftest import Opened, answerer_of


def test_the_first_sentence_answers_and_the_figure_is_emphasised(answerer: Answerer) -> None:
    answer = answerer.answer(Question("How much did the repairs of the bridge cost?"))
    first = answer.sentences[0]
    assert "12 million" in first.text
    assert "12 million" in " ".join(first.text[a - first.start : b - first.start] for a, b in first.emphasis)
    assert answer.citations[0].outlet in {"Orle Gazette", "Valley News"}


def test_the_same_agency_sentence_is_given_once(answerer: Answerer) -> None:
    answer = answerer.answer(Question("When did the bridge over the Orle reopen?"))
    assert sum("reopened on Monday" in sentence.text for sentence in answer.sentences) == 1


def test_what_the_stories_do_not_answer_is_not_answered(answerer: Answerer) -> None:
    answer = answerer.answer(Question("Who won the football match in the capital?"))
    assert answer.abstained
    assert not answer.sentences


def test_a_pronoun_brings_the_sentence_before_it(answerer: Answerer) -> None:
    answer = answerer.answer(Question("Since when had it been closed? A barge struck a pier."))
    found = next(sentence for sentence in answer.sentences if sentence.text.startswith("It had been closed"))
    assert found.lead_text is not None
    assert "Shops" in found.lead_text


def test_what_somebody_said_is_quoted_with_its_speaker(answerer: Answerer) -> None:
    answer = answerer.answer(Question("What did Holt say?"))
    assert answer.kind is AnswerKind.WHAT_SAID
    assert {q.speaker.name for q in answer.quotations if q.speaker} == {"Maren Holt"}


def test_who_said_it_finds_the_speaker(answerer: Answerer) -> None:
    answer = answerer.answer(Question("who said trams have rhythm"))
    speaker = answer.quotations[0].speaker
    assert speaker
    assert speaker.name == "Ilka Senn"


def test_somebody_never_quoted_has_nobody_elses_words(answerer: Answerer) -> None:
    answer = answerer.answer(Question("What did Ottokar Brandt say about the bridge?"))
    assert answer.abstained
    assert not answer.quotations


def test_a_follow_up_that_another_story_answers_leads_on_to_that_one(opened: Opened) -> None:
    ferry = {"id": "ferry", "headline": "Ferry aground at Lome", "published": "2025-02-03",
             "text": "The ferry to Lome ran aground on Monday. The captain had been asleep. Nobody was hurt."}  # fmt: skip
    mill = {"id": "mill", "headline": "Turbines for Tarn Moor", "published": "2025-02-05",
            "text": "Sixty turbines were approved for Tarn Moor on Wednesday. The council had waited a year."}  # fmt: skip
    answerer = answerer_of(*opened([ferry, mill]))
    before = answerer.answer(Question("When did the ferry run aground?")).context
    stays = answerer.answer(Question("and where was the captain?", before))
    leads = answerer.answer(Question("and how many turbines were approved?", before))
    assert (before.topic, stays.context.topic, stays.follows) == (
        "Ferry aground at Lome",
        "Ferry aground at Lome",
        True,
    )
    assert (leads.context.topic, leads.follows) == ("Turbines for Tarn Moor", True)


def test_a_follow_up_is_answered_from_what_came_before(answerer: Answerer) -> None:
    first = answerer.answer(Question("What did Holt say?"))
    second = answerer.answer(Question("what about Senn", context=first.context))
    assert [q.speaker.name for q in second.quotations if q.speaker] == ["Ilka Senn"]


def test_what_else_is_not_what_was_shown(answerer: Answerer) -> None:
    first = answerer.answer(Question("What did Holt say?"))
    again = answerer.answer(Question("what else did she say?", context=first.context))
    before = {(s.article_id, s.start) for s in first.sentences}
    assert before.isdisjoint({(s.article_id, s.start) for s in again.sentences})


def test_a_follow_up_without_anything_before_says_so(answerer: Answerer) -> None:
    answer = answerer.answer(Question("and when?"))
    assert answer.message == Said(Message.NOTHING_BEFORE)


def test_a_keyword_lists_stories_newest_first(answerer: Answerer) -> None:
    answer = answerer.answer(Question("orle"))
    days = [citation.published or "" for citation in answer.citations]
    assert answer.kind is AnswerKind.STORIES
    assert days == sorted(days, reverse=True)
    assert len(days) >= 2


def test_a_word_of_no_story_gets_examples(answerer: Answerer) -> None:
    answer = answerer.answer(Question("asdf"))
    assert answer.kind is AnswerKind.CHAT
    assert answer.message == Said(Message.NO_STORY, topic="asdf")
    assert all(isinstance(suggestion, Summary) for suggestion in answer.suggestions)
    assert len(answer.suggestions) == 2


def test_a_misspelt_question_is_answered(answerer: Answerer) -> None:
    answer = answerer.answer(Question("how much did the repiars of the brigde cost"))
    assert "12 million" in answer.sentences[0].text


@pytest.mark.parametrize("text", ['"', "a AND", "NEAR(", "*", "title:x", "-", "(", "\u200b\u200b", "🙂"])
def test_syntax_of_search_engines_is_words(answerer: Answerer, text: str) -> None:
    answer = answerer.answer(Question(text))
    assert not answer.sentences


def test_a_question_of_100_000_characters_gets_a_limit(answerer: Answerer) -> None:
    answer = answerer.answer(Question("why " * 25_000))
    assert answer.kind is AnswerKind.CHAT
    assert answer.message == Said(Message.TOO_LONG, limit=1000)


@settings(max_examples=60)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "who",
                "what",
                "bridge",
                "orle",
                "tram",
                "hall",
                "said",
                "closed",
                "why",
                "Holt",
                "she",
                "cost",
                "12",
                "else",
            ]
        ),
        max_size=8,
    )
)
def test_whatever_is_asked_every_sentence_stands_in_its_article(answerer: Answerer, words: list[str]) -> None:
    answer = answerer.answer(Question(" ".join(words), context=Context(question="Who said it?", articles=("bridge",))))
    for sentence in answer.sentences:
        text = answerer._sources.archive.texts([sentence.article_id])[sentence.article_id]
        assert text[sentence.start : sentence.end] == sentence.text
        assert all(sentence.start <= a < b <= sentence.end for a, b in sentence.emphasis)


def test_search_gives_passages_best_first(answerer: Answerer) -> None:
    found = answerer.search("repairs of the bridge", 5)
    assert found[0].passage.article_id in {"bridge", "copy"}
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_of_many_passages_and_sentences_the_ten_best_are_given_unless_another_number_is_asked_for(
    opened: Opened,
) -> None:
    towns = [
        "Hellin",
        "Dorn",
        "Tasqar",
        "Molde",
        "Lome",
        "Brannock",
        "Orsund",
        "Hald",
        "Aster",
        "Quill",
        "Venn",
        "Ottar",
    ]
    lines = (
        {"id": town, "headline": town, "text": f"{town} shut its quarry. Goats of {town} grazed there."}
        for town in towns
    )
    answerer = answerer_of(*opened(lines))
    for look in (answerer.search, answerer.sentences):
        assert len(look("quarry")) == 10
        assert len(look("quarry", 11)) == 11


def test_ranking_puts_the_sentence_with_the_answer_first() -> None:
    candidates = ["The bridge is old.", "The bridge was opened in 1902 by the mayor.", "Fish live in the river."]
    scores = rank_sentences("When was the bridge opened?", candidates)
    assert max(range(3), key=scores.__getitem__) == 1
    assert rank_sentences("When?", []) == []


@pytest.mark.parametrize("question", ["", "Who won the cup?", "the", "(*", "\N{SHIP}"])
def test_candidates_that_share_no_word_with_the_question_get_scores_too(question: str) -> None:
    scores = rank_sentences(question, ["Nothing is in common here.", "", "\n"])
    assert len(scores) == 3
    assert all(math.isfinite(score) for score in scores)


def test_an_answer_tells_when_a_part_of_the_index_did_not_answer(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = Question("How much did the repairs of the bridge cost?")
    whole = answerer.answer(question)
    assert not whole.partial
    candidates = answerer._sources.search.index.candidates

    def some(*given):
        note_missing_part()
        return candidates(*given)

    monkeypatch.setattr(answerer._sources.search.index, "candidates", some)
    assert answerer.answer(question) == replace(whole, partial=True)
