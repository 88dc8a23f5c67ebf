"""Which buttons stand below which answer."""

from bot.views.answers import render
from bot.views.buttons import answer_buttons
from bot.views.keys import label
from bot.views.texts import bundled_texts
from retrieval.domain import (
    Answer,
    AnswerKind,
    Archived,
    Citation,
    Evidence,
    Quotation,
    QuotationKind,
    Speaker,
    Turn,
)

TEXTS = bundled_texts()
SAID = Quotation(QuotationKind.DIRECT, ((0, 10),), "We sail on", Speaker("she", 12, 15, "Ada Lund"), article_id="a")
SENTENCES = (Evidence("a", 0, 20, "We sail on, she said.", 0.25), Evidence("a", 30, 40, "Nobody did", 0.2))
CITED = (Citation("a", "Head", "Post", "2024-05-01", None),)


def labels(answer: Answer, *, everything: bool = False, **more: object) -> list[list[str]]:
    turn = Turn("12345678", "1", "2", "?", answer, **more)  # type: ignore[arg-type]
    rendered = render(answer, lambda: Archived(1), TEXTS)
    return [[button.label for button in row] for row in answer_buttons(turn, rendered, TEXTS, everything=everything)]


def answer(kind: AnswerKind, **more: object) -> Answer:
    return Answer(kind, abstained=False, sentences=SENTENCES, citations=CITED, **more)  # type: ignore[arg-type]


def test_a_fact_that_somebody_said_has_the_buttons_of_a_sentence_and_those_of_its_speaker_behind_them() -> None:
    fact = answer(AnswerKind.FACT, quotations=(SAID,))
    assert labels(fact) == [["In context", "The story", "⋯"]]
    assert labels(fact, everything=True) == [
        ["In context", "The story", "More from Ada Lund"],
        ["As a picture", "Read it here"],
        ["Why this?", "👍", "👎"],
        ["‹ Back"],
    ]


def test_quotations_have_the_buttons_of_their_speaker() -> None:
    said = answer(AnswerKind.WHAT_SAID, quotations=(SAID,))
    assert labels(said) == [["In context", "More from Ada Lund"], ["⋯"]]
    assert {"As a picture", "Read it here", "Follow"} <= {one for row in labels(said, everything=True) for one in row}


def test_a_topic_can_be_dropped_and_a_screen_left() -> None:
    rows = labels(answer(AnswerKind.FACT), everything=True, about="Head")
    assert any("New topic" in row for row in rows)
    assert labels(answer(AnswerKind.FACT), back="87654321") == [["In context", "The story", "⋯", "‹ Back"]]


def test_what_has_no_answer_has_no_buttons_but_to_be_told_later_and_the_way_back() -> None:
    nothing = Answer(AnswerKind.FACT, abstained=True)
    assert labels(nothing) == [["Tell me when you know"]]
    assert labels(nothing, back="87654321") == [["Tell me when you know", "‹ Back"]]
    assert labels(Answer(AnswerKind.STORIES, abstained=True), back="87654321") == [["‹ Back"]]


def test_a_label_is_cut_between_words() -> None:
    cut = label("A headline of many, many words that no button has room for")
    assert cut == "A headline of many, many words that no …"
    assert label("Short  one") == "Short one"


def test_a_list_has_one_row_of_numbers_and_no_line_without_one() -> None:
    cited = tuple(Citation(f"a{n}", f"Headline {n}", "Coast Daily", "2025-05-01", None) for n in range(10))
    listed = Answer(AnswerKind.STORIES, abstained=False, citations=cited)
    assert labels(listed)[0] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    shown = render(listed, lambda: Archived(10), TEXTS).text
    assert "8. Headline 7" in shown
    assert "Headline 8" not in shown
