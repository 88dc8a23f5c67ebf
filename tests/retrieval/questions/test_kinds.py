import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import AnswerKind, Message
from retrieval.questions import AnswerType, analyse
from retrieval.questions.answer_types import expected_answer
from retrieval.questions.kinds import Wanted, wanted
from retrieval.questions.spelling import corrections, slips
from retrieval.questions.times import before_newest, days_of, when_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("When was the bridge closed?", AnswerKind.FACT),
        ("when was the bridge closed", AnswerKind.FACT),
        ("Who said that the bridge was closed?", AnswerKind.WHO_SAID),
        ("What did Vossberg say about fish?", AnswerKind.WHAT_SAID),
        ("Has anyone from Norrwind commented on porpoises?", AnswerKind.WHAT_SAID),
        ("has anybody at the ministry commented yet?", AnswerKind.WHAT_SAID),
        ("Did anyone in the village drown?", AnswerKind.FACT),
        ("did Falk explain why the lock was shut?", AnswerKind.WHAT_SAID),
        ("has the mayor said whether she will stand again", AnswerKind.WHAT_SAID),
        ("what's new?", AnswerKind.STORIES),
        ("Summarize the bridge story", AnswerKind.SUMMARY),
        ("tl;dr ferry", AnswerKind.SUMMARY),
        ("catch me up on the ferry", AnswerKind.SUMMARY),
        ("Sarrath", AnswerKind.STORIES),
        ("latest news on the ferry", AnswerKind.STORIES),
        ("hello", AnswerKind.CHAT),
        ("Thanks a lot!", AnswerKind.CHAT),
        ("🙂🙂", AnswerKind.CHAT),
    ],
)
def test_the_form_of_the_words_tells_what_is_wanted(text: str, kind: AnswerKind) -> None:
    assert wanted(text).kind is kind


def test_the_speaker_and_the_topic_are_told_apart() -> None:
    meant = wanted("what did the mayor of Tarsk say about milk?")
    assert (meant.speaker, meant.topic) == ("the mayor of Tarsk", "milk")


@pytest.mark.parametrize("when", ["after the storm", "when the dam broke", "in court", "during the vote on herring"])
def test_when_somebody_spoke_tells_what_of(when: str) -> None:
    meant = wanted(f"What did Ida Falk say {when}?")
    assert (meant.kind, meant.speaker, meant.topic) == (AnswerKind.WHAT_SAID, "Ida Falk", when)


def test_what_somebody_is_asked_to_have_said_is_the_clause_behind_the_verb() -> None:
    meant = wanted("Did Ida Falk ever say why the lock was shut?")
    assert (meant.speaker, meant.topic) == ("Ida Falk", "why the lock was shut")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who won?", AnswerType.PERSON),
        ("Where was it built?", AnswerType.PLACE),
        ("When did it open?", AnswerType.DATE),
        ("In which year did it open?", AnswerType.DATE),
        ("How many seals were counted?", AnswerType.NUMBER),
        ("How much did the painting cost?", AnswerType.MONEY),
        ("How old is she?", AnswerType.AGE),
        ("How long did the rescue take?", AnswerType.DURATION),
        ("For how many days was it shut?", AnswerType.DURATION),
        ("What percentage of voters stayed at home?", AnswerType.PERCENT),
        ("Why did the ward close?", AnswerType.REASON),
        ("Which airline cancelled the flights?", AnswerType.ORGANISATION),
        ("What tennis star retired?", AnswerType.PERSON),
        ("Which country's leader stayed away?", AnswerType.PLACE),
        ("The ferry ran aground. What is it called?", AnswerType.NAME),
        ("Which fish is caught there?", AnswerType.THING),
        ("Which professor fears the dam is weak?", AnswerType.PERSON),
        ("which lady told how the roof was tied down", AnswerType.PERSON),
        ("Which trufflemonger argues that the wood is empty?", AnswerType.PERSON),
        ("Which trufflemonger smells?", AnswerType.THING),
        ("Which newly elected senator stayed away?", AnswerType.PERSON),
        ("Which of Ann Brill's teachers wrote to her?", AnswerType.PERSON),
        ("which of the two small towns was flooded", AnswerType.PLACE),
        ("Which airline claims that it is never late?", AnswerType.ORGANISATION),
    ],
)
def test_what_is_asked_for_is_read_from_the_question_word_and_the_noun(text: str, expected: AnswerType) -> None:
    assert analyse(text).expected.type is expected


def test_the_kind_of_thing_is_kept() -> None:
    assert expected_answer("Which animal was seen?").noun == ("anim",)


def test_sentences_before_the_question_are_context() -> None:
    analysis = analyse("The ferry ran aground on Tarsk. Who was the captain?")
    assert "ferri" in analysis.terms
    assert analysis.focus == {"captain"}


def test_a_measure_asked_for_is_not_searched_for() -> None:
    assert "far" not in analyse("How far is it to Lindmar?").terms


def test_a_question_of_function_words_alone_keeps_them() -> None:
    assert analyse("who are they").terms


@given(st.text(max_size=200))
def test_any_text_is_a_question(text: str) -> None:
    analysis = analyse(text)
    assert analysis.focus <= set(analysis.terms) <= analysis.all_terms


@given(st.text(max_size=12), st.text(max_size=12))
def test_slips_are_symmetric_and_zero_for_the_same_word(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)


def test_a_misspelt_word_is_mended_by_the_words_at_hand() -> None:
    known = ["militari", "contact", "minist"]
    assert corrections(["militray", "contct", "zebra"], known) == {"militray": "militari", "contct": "contact"}


def test_short_words_are_never_mended() -> None:
    assert not corrections(["bam"], ["ban"])


def test_news_words_and_years_are_read() -> None:
    assert when_of("Who resigned this week?").recent
    assert when_of("Who won the cup in 2019?").years == (2019,)


def test_a_named_month_means_its_days() -> None:
    first, last = days_of("What happened in June 2009?") or (0, 0)
    assert last - first == 30
    assert days_of("What happened then?") is None


def test_since_a_weekday_is_counted_from_the_day_asked() -> None:
    first, last = days_of("Catch me up since Monday", "2025-05-15") or (0, 0)
    assert last - first == 3


def test_a_word_is_one_term_however_many_languages_the_archive_has() -> None:
    alone = analyse("When were the lighthouses closed?", ["en"])
    among = analyse("When were the lighthouses closed?", ["de", "en", "ru"])
    assert among.terms == alone.terms
    assert among.focus == alone.focus
    assert set(alone.searched) < set(among.searched)


def test_a_day_named_without_its_year_is_one_that_the_stories_reach() -> None:
    newest = dt.date(2031, 5, 27).toordinal()
    for asked, meant in (("2035-11-24", dt.date(2031, 4, 2)), ("2031-06-01", dt.date(2031, 4, 2))):
        text = "What happened on 2 April?"
        assert before_newest(text, when_of(text, asked), newest).days == (meant.toordinal(), meant.toordinal())
    text = "What happened on 2 April 2035?"
    assert before_newest(text, when_of(text, "2035-11-24"), newest).days == (dt.date(2035, 4, 2).toordinal(),) * 2
    text = "What happened this week?"
    assert before_newest(text, when_of(text, "2035-11-24"), newest) == when_of(text, "2035-11-24")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("give me the gist of the strike in Brunn", "the strike in Brunn"),
        ("Please make a summary about the flood", "the flood"),
        ("I was away for a week - catch me up on the harbour dispute", "the harbour dispute"),
        ("Would you give me, in a few lines, the story of the two sisters?", "the two sisters"),
    ],
)
def test_a_story_is_asked_for_in_many_words(text: str, topic: str) -> None:
    meant = wanted(text)
    assert meant.kind is AnswerKind.SUMMARY
    assert meant.topic == topic


@pytest.mark.parametrize("text", ["What did the storm cost the state?", "What does the treaty give every state?"])
def test_a_noun_that_could_be_a_verb_of_saying_asks_for_a_fact(text: str) -> None:
    assert wanted(text).kind is AnswerKind.FACT


def test_the_country_in_small_letters_is_meant_where_a_noun_follows() -> None:
    assert wanted("what did us sailors say about the ban").speaker == "US sailors"
    assert wanted("what did he say about us").topic == "us"


def test_a_question_mark_of_any_script_asks() -> None:
    assert wanted("白川駅はいつ開業した？").kind is AnswerKind.FACT


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("quick summary of the strike in Brunn pls", "the strike in Brunn pls"),
        ("Would you be so kind as to sum up the strike in Brunn?", "the strike in Brunn"),
        ("get me up to speed on the strike in Brunn", "the strike in Brunn"),
        ("whats the tea with the mayor of Brunn", "the mayor of Brunn"),
        ("tl;dr of the strike in Brunn", "the strike in Brunn"),
        ("the strike in Brunn in a nutshell", "the strike in Brunn"),
        ("Trams stand still in Brunn again. Give me the gist of this story.", "Trams stand still in Brunn again"),
        ("strike in Brunn, short summary please", "strike in Brunn"),
    ],
)
def test_a_story_is_asked_for_in_many_words_before_and_behind_it(text: str, topic: str) -> None:
    meant = wanted(text)
    assert (meant.kind, meant.topic) == (AnswerKind.SUMMARY, topic)


def test_a_question_that_wants_a_brief_answer_is_no_summary() -> None:
    assert wanted("why did the tram drivers strike, in a nutshell?").kind is AnswerKind.FACT


@pytest.mark.parametrize(
    ("text", "speaker", "topic"),
    [
        ("how did the prosecutor see the sentence", "the prosecutor", "the sentence"),
        ("What did Ana Brill make of the plan?", "Ana Brill", "the plan"),
        ("what's the mayor's view on the bridge?", "the mayor", "the bridge"),
    ],
)
def test_how_somebody_sees_something_is_what_they_said_of_it(text: str, speaker: str, topic: str) -> None:
    assert wanted(text) == Wanted(AnswerKind.WHAT_SAID, speaker, topic)


@pytest.mark.parametrize("text", ["hi whats with the ferry thing", "what's up with the ferry?"])
def test_what_is_with_something_asks_for_its_story(text: str) -> None:
    assert wanted(text).kind is AnswerKind.SUMMARY


@pytest.mark.parametrize(
    "text",
    [
        "all stories about the pier",
        "every story on the pier",
        "what articles do you have about the pier?",
        "everything you have on the pier",
        "Show me all your articles mentioning the pier",
    ],
)
def test_all_there_is_on_something_is_a_list(text: str) -> None:
    assert wanted(text) == Wanted(AnswerKind.STORIES, topic="the pier")


def test_how_often_somebody_spoke_of_something_asks_for_the_words() -> None:
    asked = wanted("how often did Ana Brill speak about the dam")
    assert asked == Wanted(AnswerKind.WHAT_SAID, "Ana Brill", "the dam")


@pytest.mark.parametrize("later", ["afterwards", "later on", "at the time", "in the end"])
def test_when_it_was_said_is_no_part_of_the_topic(later: str) -> None:
    assert wanted(f"What did Brill say about the dam {later}?") == Wanted(AnswerKind.WHAT_SAID, "Brill", "the dam")


@pytest.mark.parametrize("text", ["huh?", "Sorry?", "I don't understand", "what do you mean?"])
def test_who_does_not_follow_is_told_what_can_be_asked(text: str) -> None:
    assert wanted(text).talk is Message.ABOUT


@pytest.mark.parametrize(
    "text",
    [
        "what happened to those who ate the soup",
        "What happened to everyone who stayed?",
        "what happened to the people who left",
    ],
)
def test_what_happened_to_those_who_did_something_is_a_fact(text: str) -> None:
    assert wanted(text).kind is AnswerKind.FACT
    assert wanted("what happened to the ferry").kind is AnswerKind.SUMMARY
