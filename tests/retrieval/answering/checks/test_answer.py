"""A claim is set beside the sentences nearest to it, from whatever outlets there are, and nothing is said of what is true."""

from collections.abc import Callable

import pytest

from retrieval.answering import Answerer
from retrieval.domain import Answer, AnswerKind, CheckOf, DetailKind, Question

from ..conftest import Opened, answerer_of

FIRE = "A fire in the Dorn mill left nine people dead on Friday, the fire brigade said. The roof fell in after an hour."
STORIES = [
    {"id": "fire-a", "headline": "Fire in Dorn mill", "outlet": "Dorn Echo", "published": "2025-02-01", "text": FIRE},
    {
        "id": "fire-b", "headline": "Dorn mill burns down", "outlet": "Valley News", "published": "2025-02-02",
        "text": "Eleven people died when fire destroyed the Dorn mill. “We heard it crack,” said the miller, Jonas Reth.",
    },
    {
        "id": "chess", "headline": "Chess in Tasqar", "outlet": "Valley News", "published": "2025-01-10",
        "text": "Irina Sol won the chess title in Tasqar with a draw. The prize was 40,000 crowns.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def check(opened: Opened) -> Callable[..., Answer]:
    answerer: Answerer = answerer_of(*opened(STORIES))
    return lambda text, day="2025-02-03": answerer.answer(Question("", request=CheckOf(text, day)))


def test_outlets_that_differ_are_shown_with_the_claims_own_figure(check) -> None:
    answer = check("The fire in the Dorn mill left 30 people dead.")
    assert answer.kind is AnswerKind.CHECK
    (claim,) = answer.claims
    (detail,) = claim.differing
    assert (detail.kind, detail.text) == (DetailKind.FIGURE, "30")
    assert {(one.article_id, one.text) for one in detail.stated} == {("fire-a", "nine"), ("fire-b", "Eleven")}
    assert claim.text[detail.start - claim.start : detail.end - claim.start] == "30"
    assert {c.article_id for c in answer.citations} == {"fire-a", "fire-b"}


def test_every_sentence_shown_stands_in_its_article(check) -> None:
    texts = {story["id"]: story["text"] for story in STORIES}
    answer = check("The fire in the Dorn mill left 30 people dead.")
    for one in answer.sentences:
        assert texts[one.article_id][one.start : one.end] == one.text
    for detail in answer.claims[0].differing:
        for stated in detail.stated:
            assert texts[stated.article_id][stated.start : stated.end] == stated.text


def test_a_claim_that_agrees_has_sentences_and_no_differences_of_its_own_article(check) -> None:
    (claim,) = check("Irina Sol won the chess title in Tasqar with a draw.").claims
    assert [one.article_id for one in claim.sentences] == ["chess"]
    assert claim.differing == ()


def test_words_given_to_somebody_else_are_shown_with_who_said_them(check) -> None:
    (claim,) = check("“We heard it crack,” said the mayor, Ada Kolb, after the mill fire.").claims
    (detail,) = claim.differing
    assert (detail.kind, detail.text, detail.stated[0].text) == (DetailKind.NAME, "the mayor, Ada Kolb", "Jonas Reth")


@pytest.mark.parametrize(
    "text", ["The queen of Arvonia has abdicated.", "Two trains met near Lund on Sunday.", "It burned."]
)
def test_what_no_story_is_near_to_has_no_sentences(check, text: str) -> None:
    answer = check(text)
    assert answer.abstained
    assert answer.sentences == ()


def test_each_sentence_of_a_message_is_checked_by_itself(check) -> None:
    answer = check("30 people died in the Dorn mill.\nhttps://t.example/x\nIrina Sol won the title in Lund.")
    fire, chess = answer.claims
    assert {one.article_id for one in fire.sentences} <= {"fire-a", "fire-b"}
    assert [one.article_id for one in chess.sentences] == ["chess"]
    assert [(d.text, d.stated[0].text) for d in chess.differing] == [("Lund", "Tasqar")]


@pytest.mark.parametrize("text", ["", "👍", "https://t.example/x", "?!"])
def test_what_holds_no_words_is_said_to_hold_none(check, text: str) -> None:
    assert check(text).kind is AnswerKind.CHAT


def test_a_name_in_place_of_another_is_found_by_what_else_is_said_and_a_label_is_no_part_of_it(check) -> None:
    (claim,) = check("BREAKING: “We heard it crack,” said the miller, Ada Kolb").claims
    assert claim.text.startswith("“We heard")
    assert [d.stated[0].text for d in claim.differing] == ["Jonas Reth"]
