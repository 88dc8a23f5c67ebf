"""Where a question of fact is answered from: the stories of the conversation, or any, whichever answers more surely."""

from types import SimpleNamespace
from typing import Any

import pytest

from retrieval.answering.factoid.request import answer_fact
from retrieval.domain import Answer, AnswerKind, Evidence, Fact, Message, Said
from retrieval.questions import analyse


class Two:
    """A search and facts that answer from the stories at hand, and from any, as they were told.

    `turns` says that the question names another story than those at hand.
    """

    def __init__(self, there: Answer, anywhere: Answer, *, turns: bool = False) -> None:
        self.told, self.asked, self.ways, self.turns = {"there": there, "anywhere": anywhere}, [], [], turns
        self.search = self.facts = self.archive = self

    def count(self) -> int:
        return 100

    def analyse(self, text: str, asked: str | None = None, kind: AnswerKind = AnswerKind.FACT) -> Any:
        return analyse(text)

    def retrieve_mended(self, analysis: Any) -> Any:
        self.asked.append(("anywhere", analysis.text))
        return SimpleNamespace(way="anywhere")

    def retrieve_from(self, analysis: Any, articles: Any) -> Any:
        self.asked.append(("there", analysis.text, *articles))
        counted = SimpleNamespace(seen=lambda: [0.0 if self.turns else 1.0] * len(analysis.terms))
        statistics = SimpleNamespace(document_frequency={}, passages=0)
        return SimpleNamespace(way="there", analysis=analysis, candidates=counted, statistics=statistics)

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


def chosen(request: Fact, there: Answer, anywhere: Answer, *, turns: bool = False) -> str:
    found = answer_fact(request, Two(there, anywhere, turns=turns))  # type: ignore[arg-type]
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


@pytest.mark.parametrize("brief", [True, False])
def test_a_question_that_names_no_other_story_is_on_the_one_at_hand(brief: bool) -> None:
    two = Two(sure(0.1, "a"), sure(0.9, "b"))
    answer_fact(Fact(ASKED, near=("a",), brief=brief), two)  # type: ignore[arg-type]
    assert two.ways == [("there", True, None)]


def test_where_the_story_at_hand_tells_it_of_all_it_is_answered_from_it_however_unsure_that_is() -> None:
    two = Two(NEAREST, sure(0.9, "a"))
    assert answer_fact(Fact(ASKED, near=("a",)), two) is UNSURE  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("there", "anywhere", "brief", "by"),
    [
        (NEAREST, NONE, True, "there"), (NEAREST, NONE, False, "there"), (NONE, NEAREST, True, "anywhere"),
        (NEAREST, sure(0.9, "b"), True, "there"), (NEAREST, sure(0.2, "b"), False, "anywhere"),
    ],
)  # fmt: skip
def test_where_the_story_at_hand_is_not_sure_its_nearest_stand_unless_a_long_question_is_told_elsewhere(
    there: Answer, anywhere: Answer, brief: bool, by: str
) -> None:
    assert chosen(Fact(ASKED, near=("a",), brief=brief), there, anywhere) == by


@pytest.mark.parametrize(
    ("there", "anywhere", "by"),
    [(0.5, 0.6, "there"), (0.5, 0.61, "anywhere"), (0.5, 0.75, "anywhere"), (0.5, 0.1, "there")],
)
def test_a_long_one_that_names_another_is_answered_from_any_unless_the_one_at_hand_answers_as_surely(
    there: float, anywhere: float, by: str
) -> None:
    assert chosen(Fact(ASKED, near=("a",)), sure(there, "a"), sure(anywhere, "b"), turns=True) == by
    assert chosen(Fact(ASKED, near=("a",), brief=True), sure(there, "a"), sure(anywhere, "b"), turns=True) == "anywhere"


def test_where_any_story_leads_to_one_of_the_conversation_that_answer_stands() -> None:
    assert chosen(Fact(ASKED, near=("a",)), sure(0.9, "a"), sure(0.8, "a"), turns=True) == "anywhere"


def test_nothing_near_in_the_story_at_hand_is_no_answer_to_one_that_names_another() -> None:
    assert chosen(Fact(ASKED, near=("a",)), NEAREST, NONE, turns=True) == "anywhere"
    assert chosen(Fact(ASKED, near=("a",)), sure(0.3, "a"), NONE, turns=True) == "there"


def test_stories_are_asked_in_the_questions_own_words_unless_these_have_no_topic() -> None:
    two = Two(sure(0.9, "a"), NONE)
    answer_fact(Fact("The ferry. Where did the crew go?", near=("a",), own="Where did the crew go?"), two)  # type: ignore[arg-type]
    assert two.asked[0] == ("there", "Where did the crew go?", "a")
    two = Two(sure(0.9, "a"), NONE)
    answer_fact(Fact("The ferry. And where was that?", articles=("a",), near=("b",), own="And where was that?"), two)  # type: ignore[arg-type]
    assert two.asked == [("there", "The ferry. And where was that?", "a")]
