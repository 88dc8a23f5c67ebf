"""Where a question of fact is answered from: the stories of the conversation, or any, whichever answers more surely."""

from types import SimpleNamespace
from typing import Any

import pytest

from retrieval.answering.factoid.request import answer_fact
from retrieval.domain import Answer, AnswerKind, Evidence, Fact, Message, Said
from retrieval.questions import analyse


class Two:
    """A search and facts that answer from the stories at hand, and from any, as they were told.

    `tells` is the share of the question's weight that stands in the stories at hand.
    """

    def __init__(self, there: Answer, anywhere: Answer, tells: float = 1.0) -> None:
        self.told, self.asked, self.ways = {"there": there, "anywhere": anywhere}, [], []
        self.search = self.facts = self
        counted = SimpleNamespace(told=lambda: tells)
        self.found = {way: SimpleNamespace(way=way, candidates=counted) for way in self.told}

    def analyse(self, text: str, asked: str | None = None, kind: AnswerKind = AnswerKind.FACT) -> Any:
        return analyse(text)

    def retrieve_mended(self, analysis: Any) -> Any:
        self.asked.append(("anywhere", analysis.text))
        return self.found["anywhere"]

    def retrieve_from(self, analysis: Any, articles: Any) -> Any:
        self.asked.append(("there", analysis.text, *articles))
        return self.found["there"]

    def answer(self, found: Any, without: Any = (), *, at_hand: bool = False, least: float | None = None) -> Answer:
        self.ways.append((found.way, at_hand, least))
        return UNSURE if least == 0.0 else self.told[found.way]


def sure(probability: float, article: str = "x") -> Answer:
    return Answer(
        AnswerKind.FACT, abstained=False, probability=probability, sentences=(Evidence(article, 0, 1, "x", 1.0),)
    )


NONE = Answer(AnswerKind.FACT, abstained=True)
NEAREST = Answer(AnswerKind.FACT, abstained=True, nearest=(Evidence("a", 0, 1, "x", 1.0),))
UNSURE = Answer(AnswerKind.FACT, abstained=False, probability=0.01, sentences=(Evidence("a", 0, 1, "x", 1.0),))
ASKED = "Where did the ferry sink?"


def chosen(request: Fact, there: Answer, anywhere: Answer) -> str:
    found = answer_fact(request, Two(there, anywhere))  # type: ignore[arg-type]
    return "there" if found is there else "anywhere" if found is anywhere else "neither"


def test_a_question_without_words_is_told_so() -> None:
    found = answer_fact(Fact("?"), Two(NONE, NONE))  # type: ignore[arg-type]
    assert (found.kind, found.abstained, found.message) == (AnswerKind.CHAT, False, Said(Message.NO_WORDS))


def test_without_a_conversation_any_story_answers() -> None:
    two = Two(sure(0.9), sure(0.1))
    assert answer_fact(Fact(ASKED), two) is two.told["anywhere"]  # type: ignore[arg-type]
    assert two.asked == [("anywhere", ASKED)]


def test_a_question_that_leans_on_stories_is_answered_from_them_where_they_answer() -> None:
    leaning = Fact(ASKED, articles=("a",))
    assert chosen(leaning, sure(0.1), sure(0.9)) == "there"
    assert chosen(leaning, NONE, sure(0.9)) == "anywhere"
    assert chosen(leaning, NEAREST, sure(0.1)) == "there"
    assert chosen(leaning, NEAREST, NONE) == "there"
    assert chosen(leaning, NONE, NEAREST) == "anywhere"


def test_what_leans_on_a_story_to_which_any_story_leads_is_answered_from_it_however_unsure_that_is() -> None:
    two = Two(NEAREST, sure(0.9, "a"))
    assert answer_fact(Fact(ASKED, articles=("a",)), two) is UNSURE  # type: ignore[arg-type]
    assert two.ways == [("there", True, None), ("anywhere", False, None), ("there", True, 0.0)]


def test_but_nobody_is_quoted_so_unsurely() -> None:
    asked = Fact("The ferry sank. What did he say?", articles=("a",))
    assert chosen(asked, NEAREST, sure(0.2, "a")) == "there"


@pytest.mark.parametrize(("tells", "at_hand"), [(0.5, True), (0.3, False)])
def test_a_brief_question_is_on_the_story_at_hand_where_a_good_part_of_it_stands_there(
    tells: float, at_hand: bool
) -> None:
    two = Two(sure(0.9, "a"), NONE, tells)
    answer_fact(Fact(ASKED, near=("a",), brief=True), two)  # type: ignore[arg-type]
    assert two.ways[0] == (("there", True, None) if at_hand else ("anywhere", False, None))
    answer_fact(Fact(ASKED, near=("a",)), long := Two(sure(0.9, "a"), NONE, tells))  # type: ignore[arg-type]
    assert long.ways[0] == ("there", False, None)


@pytest.mark.parametrize(
    ("there", "anywhere", "brief", "by"),
    [
        (0.5, 0.6, False, "there"), (0.5, 0.61, False, "anywhere"), (0.5, 0.75, True, "there"), (0.5, 0.81, True, "anywhere"),
        (0.5, 0.75, False, "anywhere"), (0.5, 0.1, False, "there"),
    ],
)  # fmt: skip
def test_one_that_stands_alone_stays_with_the_stories_unless_others_answer_more_surely(
    there: float, anywhere: float, brief: bool, by: str
) -> None:
    assert chosen(Fact(ASKED, near=("a",), brief=brief), sure(there, "a"), sure(anywhere, "b")) == by


def test_where_any_story_leads_to_one_of_the_conversation_that_answer_stands() -> None:
    assert chosen(Fact(ASKED, near=("a",)), sure(0.9, "a"), sure(0.8, "a")) == "anywhere"


@pytest.mark.parametrize(
    ("there", "anywhere", "brief", "by"),
    [
        (NEAREST, NONE, True, "there"), (NEAREST, NONE, False, "anywhere"), (NONE, NEAREST, True, "anywhere"),
        (NEAREST, sure(0.5, "b"), True, "anywhere"), (NEAREST, sure(0.2, "b"), True, "there"),
        (NEAREST, sure(0.2, "b"), False, "anywhere"), (sure(0.3, "a"), NONE, False, "there"),
    ],
)  # fmt: skip
def test_where_nothing_is_sure_a_brief_question_keeps_the_nearest_of_its_stories(
    there: Answer, anywhere: Answer, brief: bool, by: str
) -> None:
    assert chosen(Fact(ASKED, near=("a",), brief=brief), there, anywhere) == by


def test_stories_are_asked_in_the_questions_own_words_unless_these_have_no_topic() -> None:
    two = Two(sure(0.9, "a"), NONE)
    answer_fact(Fact("The ferry. Where did the crew go?", near=("a",), own="Where did the crew go?"), two)  # type: ignore[arg-type]
    assert two.asked[0] == ("there", "Where did the crew go?", "a")
    two = Two(sure(0.9, "a"), NONE)
    answer_fact(Fact("The ferry. And where was that?", articles=("a",), near=("b",), own="And where was that?"), two)  # type: ignore[arg-type]
    assert two.asked == [("there", "The ferry. And where was that?", "a")]
