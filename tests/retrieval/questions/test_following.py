import pytest

from retrieval.domain import Context, Fact, Question
from retrieval.questions.following import resolve
from retrieval.questions.numbered import pointed_at
from retrieval.questions.reading import read_question

MET = Context(topic="Talks", question="Where did the ministers meet?", articles=("a", "b", "c"))
SPOKE = Context(
    topic="Talks", question="What did Vossberg say about fish?", articles=("a",), speaker="Henrike Vossberg"
)


@pytest.mark.parametrize(
    ("text", "context", "meant"),
    [
        ("and when?", MET, "when did the ministers meet?"),
        ("Why?", MET, "Why did the ministers meet?"),
        ("what about Anselm", SPOKE, "What did Anselm say about fish?"),
        ("what else did she say", SPOKE, "What did Henrike Vossberg say"),
        ("and what did she say before that?", SPOKE, "What did Henrike Vossberg say"),
        ("what did she say earlier", SPOKE, "What did Henrike Vossberg say"),
        ("did she say anything about lorries?", SPOKE, "did Henrike Vossberg say anything about lorries?"),
        ("who was there?", MET, "did the ministers meet. who was there?"),
        ("did she say she was ill?", SPOKE, "did Henrike Vossberg say she was ill?"),
        ("did her lawyer say that?", SPOKE, "did Henrike Vossberg's lawyer say that?"),
        ("what did his ally say", SPOKE, "what did his ally say"),
        ("was his boat sunk?", SPOKE, "was Henrike Vossberg's boat sunk?"),
    ],
)
def test_what_is_left_out_is_filled_in(text: str, context: Context, meant: str) -> None:
    resolved = resolve(Question(text, context=context))
    assert resolved.follows
    assert resolved.text == meant


TO_TARN = Context(question="What did Vossberg say to Odo Tarn about fish?", articles=("a",), speaker="Henrike Vossberg")


@pytest.mark.parametrize(
    "text",
    ["And how did he reply?", "what was his answer", "and his response?", "What did he say back?", "how did she react"],
)
def test_a_reply_is_that_of_whom_was_spoken_to(text: str) -> None:
    resolved = resolve(Question(text, context=TO_TARN))
    assert (resolved.follows, resolved.speaker, resolved.articles) == (True, "Odo Tarn", ("a",))


def test_who_is_named_as_replying_is_asked_where_the_last_question_named_them() -> None:
    assert resolve(Question("and how did Tarn reply?", context=TO_TARN)).speaker == "Tarn"


@pytest.mark.parametrize(
    ("text", "context"),
    [("how did he reply", SPOKE), ("how did the harbour react", TO_TARN), ("when did she say that?", TO_TARN)],
)
def test_else_it_is_that_of_who_spoke(text: str, context: Context) -> None:
    assert resolve(Question(text, context=context)).speaker != "Odo Tarn"


def test_the_second_one_is_the_second_article_shown() -> None:
    assert resolve(Question("how many were hurt in the second one?", context=MET)).articles == ("b",)


def test_what_else_leaves_out_what_was_shown() -> None:
    assert resolve(Question("what else?", context=SPOKE)).more


def test_a_question_that_stands_alone_drops_the_context() -> None:
    resolved = resolve(Question("How many turbines will Norrwind build?", context=SPOKE))
    assert not resolved.follows
    assert resolved.articles == ()


def test_a_quoted_message_is_the_context_of_a_short_question() -> None:
    resolved = resolve(Question("why was it closed?", quoted="The crossing at Kessel Bridge was closed."))
    assert "Kessel Bridge" in resolved.text


def test_nothing_before_leaves_nothing_to_follow() -> None:
    assert resolve(Question("and when?")).text == ""


TOLD = Context(topic="Ferry sinks in fog", question="What happened to the ferry?", articles=("a", "b"))


@pytest.mark.parametrize(
    ("text", "context", "meant"),
    [
        ("and when?", TOLD, "when Ferry sinks in fog"),
        ("how many cats were on board it", TOLD, "the ferry. how many cats were on board it"),
        ("tell me more", TOLD, "more details"),
        ("and the mayor?", SPOKE, "What did the mayor say about fish?"),
        ("what did his lawyer say?", MET, "what did his lawyer say?"),
        ("what did she say", Context(question="who was the captain?", articles=("a",)), "what did the captain say"),
        ("what else did he say", Context(question="Who is Ott?", articles=("a",)), "What did Ott say"),
    ],
)
def test_what_was_told_or_asked_after_is_what_a_short_question_is_about(
    text: str, context: Context, meant: str
) -> None:
    resolved = resolve(Question(text, context=context))
    assert resolved.follows
    assert resolved.text == meant


def test_a_summary_of_the_second_one_is_of_that_story() -> None:
    words, articles = pointed_at("summarize the second one, please", TOLD.articles)
    assert list(articles) == ["b"]
    assert "second" not in words
    assert list(pointed_at("summarize the last one", TOLD.articles)[1]) == ["b"]
    assert pointed_at("summarize the third one", TOLD.articles) == ("summarize the third one", TOLD.articles)


def test_stories_alone_or_a_question_alone_are_a_conversation_that_a_long_question_may_lean_on() -> None:
    shown = Context(articles=("a", "b"))
    assert resolve(Question("how many people were hurt in the second one?", context=shown)).articles == ("b",)
    asked = Context(question="Where did the ministers meet?")
    assert resolve(Question("and why did they not stay there for long?", context=asked)).follows
    assert not resolve(Question("and why did they not stay there for long?")).follows
    assert not resolve(Question("how many people were hurt in the second one?")).articles


def test_a_long_question_leans_on_a_conversation_of_which_only_the_stories_or_the_question_are_known() -> None:
    shown = Context(articles=("a", "b"))
    assert resolve(Question("How many people died in the second story?", context=shown)).articles == ("b",)
    asked = Context(question="When did the ferry sink?", speaker="Henrike Vossberg")
    found = resolve(Question("What did she say about it afterwards?", context=asked))
    assert (found.follows, "Henrike Vossberg" in found.text) == (True, True)


def test_a_long_question_before_which_nothing_came_stands_alone() -> None:
    assert not resolve(Question("What did she say about the second story?")).follows


@pytest.mark.parametrize("text", ["what did she say about Otto Kern?", "when did she meet Otto Kern?"])
def test_who_is_spoken_of_is_not_whoever_is_named_after_the_pronoun(text: str) -> None:
    context = Context(topic="Mill closes", question="who is Ina Falk?", articles=("mill",), person="Ina Falk")
    resolved = resolve(Question(text, context=context))
    assert resolved.text == text.replace("she", "Ina Falk")
    assert resolve(Question("what did Otto Kern say about her mill?", context=context)).text.startswith("what did Otto")


def test_the_question_alone_has_the_name_for_which_its_pronoun_stands() -> None:
    """Asked of the story at hand alone, "how old is she?" would be answered with anybody's age."""
    before = Context(question="Who won the race?", articles=("a",), person="Ines Dahl")
    assert resolve(Question("how old is she?", context=before)).own == "how old is Ines Dahl?"
    assert resolve(Question("and when?", context=before)).own is None
    assert resolve(Question("what was her mother?", context=before)).own is None


@pytest.mark.parametrize(
    ("text", "meant", "near"),
    [
        ("Different thing. Who won the regatta?", "Who won the regatta?", ()),
        ("ok, something else: how deep is the lock", "how deep is the lock", ()),
        ("speaking of boats, who owns the Petrel?", "boats. who owns the Petrel?", ()),
        ("regatta question now: who won", "regatta. who won", ()),
        ("Ok, back to the ferry. Did she sink?", "the ferry. Did she sink?", ("a", "b")),
    ],
)
def test_a_question_may_turn_from_the_story_at_hand_in_so_many_words(
    text: str, meant: str, near: tuple[str, ...]
) -> None:
    read = read_question(Question(text, context=TOLD), lambda: 0)
    assert isinstance(read.request, Fact)
    assert (read.request.text, read.request.near, read.request.articles, read.follows) == (meant, near, (), False)


@pytest.mark.parametrize("text", ["And what kind of people were on it?", "so who won in the end", "but were any hurt?"])
def test_a_brief_question_that_goes_on_is_on_the_story_at_hand(text: str) -> None:
    read = read_question(Question(text, context=SPOKE), lambda: 0)
    assert isinstance(read.request, Fact), "what came before asked for somebody's words; this does not"
    assert (read.request.own, read.request.articles, read.follows) == (text, ("a",), True)


@pytest.mark.parametrize(
    "text", ["And who won the regatta in Brae?", "And " + "so very " * 8 + "long was the way?", "who won in the end"]
)
def test_with_a_name_or_many_words_or_no_and_it_may_be_on_another(text: str) -> None:
    read = read_question(Question(text, context=MET), lambda: 0)
    assert isinstance(read.request, Fact)
    assert (read.request.articles, read.request.near) == ((), ("a", "b", "c"))


def test_she_is_whom_the_last_question_asked_of() -> None:
    asked = Context(question="How did Ann Moss explain the delay?", articles=("a",))
    assert resolve(Question("what else did she say?", context=asked)).text == "What did Ann Moss say?"
    assert resolve(Question("how old is she", context=asked)).text == "how old is Ann Moss"


def test_what_else_they_said_of_whom_nothing_is_known_is_asked_of_the_story_at_hand() -> None:
    words = "what else did she say, anything on the milk?"
    resolved = resolve(Question(words, context=Context(question="how was the delay explained", articles=("a",))))
    assert (resolved.text, resolved.articles, resolved.more) == (words, ("a",), True)


def test_what_somebody_said_of_him_is_asked_of_the_story_at_hand() -> None:
    resolved = resolve(Question("What did Anselm say about him afterwards?", context=SPOKE))
    assert (resolved.own, resolved.articles) == ("What did Anselm say about him afterwards?", ("a",))


@pytest.mark.parametrize(
    ("text", "context", "meant"),
    [
        ("What did Anselm say about it?", MET, "What did Anselm say about the ministers meet?"),
        ("What did Anselm say about her?", Context(question="How did Ann Moss react?", articles=("a",)),
         "What did Anselm say about Ann Moss?"),
    ],
)  # fmt: skip
def test_what_somebody_is_asked_about_is_put_in_words(text: str, context: Context, meant: str) -> None:
    resolved = resolve(Question(text, context=context))
    assert (resolved.text, resolved.own) == (meant, text)


@pytest.mark.parametrize(
    "text", ["who is against the wind farm and what do they say", "which crew won the regatta, and how did they do it?"]
)
def test_they_may_be_those_that_the_question_itself_asks_for(text: str) -> None:
    assert not resolve(Question(text, context=MET)).follows


def test_but_not_where_they_stand_first() -> None:
    assert resolve(Question("who did they beat and what was the score", context=MET)).follows
