"""What short questions stand for after others: a question of fact, one for somebody's words, one for a story."""

import pytest

from retrieval.domain import Context, Question
from retrieval.questions.following import is_pronoun, resolve
from retrieval.questions.numbered import numbered, pointed_at

BEFORE = {
    "none": Context(),
    "fact": Context(question="When did the ferry sink?", articles=("a", "b")),
    "speech": Context(question="What did Ana Brill say about the ferry?", speaker="Ana Brill", articles=("a", "b")),
    "who": Context(question="Who was the captain?", articles=("a",)),
    "leaning": Context(question="where were they treated", topic="Ferry aground", articles=("a",)),
    "person": Context(question="Who won the race?", articles=("a",), person="Ines Dahl", place="Orle"),
    "story": Context(question="Summarize the ferry story", topic="the ferry", articles=("a", "b", "c")),
}


@pytest.mark.parametrize(
    ("question", "before", "text", "follows", "more", "articles", "speaker"),
    [
        ("and when?", "fact", "when did the ferry sink?", True, False, "ab", None),
        ("when?", "story", "when the ferry", True, False, "abc", None),
        ("and where?", "fact", "where did the ferry sink?", True, False, "ab", None),
        ("why?", "fact", "why did the ferry sink?", True, False, "ab", None),
        ("why?", "none", "", True, False, "", None),
        ("what about Ola Renn?", "speech", "What did Ola Renn say about the ferry?", True, False, "", None),
        ("what about Ola Renn?", "none", "Ola Renn", False, False, "", None),
        ("and the mayor?", "speech", "What did the mayor say about the ferry?", True, False, "", None),
        ("what else did she say?", "speech", "What did Ana Brill say?", True, True, "", None),
        ("what else?", "speech", "What did Ana Brill say?", True, True, "", "Ana Brill"),
        ("what else?", "none", "", True, True, "", None),
        ("anything else?", "fact", "When did the ferry sink?", True, True, "ab", None),
        ("more", "story", "more details", True, False, "abc", None),
        ("more", "fact", "When did the ferry sink?", True, True, "ab", None),
        ("tell me more", "story", "more details", True, False, "abc", None),
        (
            "what did she say about the crew?",
            "speech",
            "what did Ana Brill say about the crew?",
            True,
            False,
            "ab",
            None,
        ),
        ("what did he say?", "who", "what did the captain say?", True, False, "a", None),
        ("who is she?", "speech", "who is Ana Brill?", True, False, "ab", None),
        ("where is it?", "fact", "where did the ferry sink?", True, False, "ab", None),
        ("what did her lawyer say?", "speech", "what did her lawyer say?", True, False, "ab", None),
        ("what did the captain say?", "speech", "what did the captain say?", False, False, "", None),
        ("and about the crew?", "speech", "What did Ana Brill say about the crew?", True, False, "ab", None),
        ("anything on the price?", "speech", "What did Ana Brill say about the price?", True, False, "ab", None),
        ("for how long?", "fact", "for how long did the ferry sink?", True, False, "ab", None),
        ("in which town?", "fact", "in which town did the ferry sink?", True, False, "ab", None),
        ("when did it happen?", "leaning", "when Ferry aground", True, False, "a", None),
        ("how old is she?", "person", "how old is Ines Dahl?", True, False, "a", None),
        ("what did she say?", "person", "what did Ines Dahl say?", True, False, "a", None),
        ("who lives there?", "person", "who lives in Orle?", True, False, "a", None),
        ("was there a fire?", "person", "won the race. was there a fire?", True, False, "a", None),
        ("the second one", "story", "Summarize the ferry story", True, False, "b", None),
        ("summarize the second one", "story", "summarize", True, False, "b", None),
        ("when did the third one happen?", "story", "when did   happen", True, False, "c", None),
        ("the fifth one", "story", "the fifth one", False, False, "", None),
        ("When did the bridge close?", "fact", "When did the bridge close?", False, False, "", None),
        ("did Ola Renn say anything?", "speech", "did Ola Renn say anything?", False, False, "", None),
        ("who said that?", "speech", "did Ana Brill say about the ferry. who said that?", True, False, "ab", None),
        ("is it safe?", "fact", "did the ferry sink. is it safe?", True, False, "ab", None),
        ("what else did Ola Renn say?", "speech", "What did Ola Renn say?", True, True, "", None),
        ("what else did they say about it?", "speech", "What did Ana Brill say about it?", True, True, "", None),
    ],
)
def test_what_a_question_leaves_out_is_what_came_before(
    question: str, before: str, text: str, follows: bool, more: bool, articles: str, speaker: str | None
) -> None:
    found = resolve(Question(question, context=BEFORE[before]))
    assert (found.text, found.follows, found.more, "".join(found.articles), found.speaker) == (
        text, follows, more, articles, speaker,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said", "articles"),
    [
        ("the second one", "this story", "b"),
        ("summarize the last one", "summarize this story", "c"),
        ("the first story please", "this story please", "a"),
        ("the ninth one", "the ninth one", "abc"),
        ("the ferry", "the ferry", "abc"),
    ],
)
def test_a_story_pointed_at_by_its_number_is_that_story(words: str, said: str, articles: str) -> None:
    assert pointed_at(words, ("a", "b", "c")) == (said, tuple(articles))


def test_whom_the_last_question_is_now_asked_of_is_asked_for_in_its_way() -> None:
    assert resolve(Question("and the crew?", context=BEFORE["fact"])).own == "When the crew?"
    assert resolve(Question("and somebody died of it?", context=BEFORE["fact"])).own is None


@pytest.mark.parametrize(
    ("noun", "asks"),
    [("weight?", "how heavy"), ("and the price?", "how much"), ("Location?", "where"), ("age", "how old")],
)
def test_a_mere_noun_asks_by_the_words_for_it(noun: str, asks: str) -> None:
    found = resolve(Question(noun, context=BEFORE["fact"]))
    assert found.follows
    assert found.text.startswith(f"{asks} ")


@pytest.mark.parametrize("text", ["is this really the last one?", "will that be the last story?"])
def test_what_is_or_was_the_last_one_is_no_story_pointed_at(text: str) -> None:
    assert numbered(text) is None


def test_what_else_on_a_topic_is_first_looked_for_in_the_story_at_hand() -> None:
    found = resolve(Question("what else did she say, anything about the milk?", context=BEFORE["speech"]))
    assert (found.text, found.articles) == ("What did Ana Brill say about the milk?", BEFORE["speech"].articles)


def test_and_him_is_asked_of_whom_the_conversation_is_about() -> None:
    assert resolve(Question("and her?", context=BEFORE["person"])).own == "Who Ines Dahl?"
    assert (
        resolve(Question("what about him?", context=BEFORE["speech"])).text == "What did Ana Brill say about the ferry?"
    )


def test_back_to_what_is_not_at_hand_is_elsewhere() -> None:
    assert resolve(Question("back to the mill: who owns it?", context=BEFORE["fact"])).elsewhere
    assert not resolve(Question("back to the ferry: who owns it?", context=BEFORE["fact"])).elsewhere


def test_pronouns_stand_for_somebody() -> None:
    assert [word for word in ("she", "He", "her", "they", "it", "Ana") if is_pronoun(word)] == ["she", "He", "her"]
