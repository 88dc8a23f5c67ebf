import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.quotations.marks import marked_spans


def inner(text: str) -> list[str]:
    return [text[slice(*piece.inner)] for piece in marked_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "“It is over,” she said.",
        '"It is over," she said.',
        "‘It is over,’ she said.",
        "'It is over,' she said.",
        "«It is over,» she said.",
        "»It is over,« she said.",
        "„It is over,“ she said.",
        "„It is over,” she said.",
        "''It is over,'' she said.",
        "``It is over,'' she said.",
        '“It is over," she said.',
        "“It is over,“ she said.",
    ],
)
def test_every_style_of_marks_is_read(text):
    assert inner(text) == ["It is over,"]


@pytest.mark.parametrize(
    "text",
    [
        "The dogs' owners don't mind; it's the workers' choice.",
        "In the ’90s the Browns’ house stood empty.",
        'A 24" screen stood beside a 12" one.',
        "rock 'n' roll",
    ],
)
def test_apostrophes_and_inches_are_no_quotation_marks(text):
    assert inner(text) == []


def test_attributes_of_tags_are_no_quotations():
    assert inner('<img alt="A dog" src="x.png">') == []


def test_words_in_marks_inside_marks_belong_to_the_quotation_around_them():
    assert inner("“He told me, ‘Go,’ and I went,” she said. “I did.”") == ["He told me, ‘Go,’ and I went,", "I did."]
    assert inner("“They call it “the pit” here,” he said.") == ["They call it “the pit” here,"]


def test_a_missing_closing_mark_is_mended_where_the_next_quotation_opens():
    found = inner("“We won. Nobody expected it. “They did not,” she said.")
    assert found == ["We won.", "They did not,"]


def test_a_missing_opening_mark_is_mended_at_the_start_of_the_sentence():
    assert inner("It rained. We are ready,” she said.") == ["We are ready,"]


def test_a_paragraph_that_does_not_close_its_quotation_keeps_it_open():
    text = "“We began early. We ended late."
    (piece,) = marked_spans(text, 0, len(text))
    assert piece.open
    assert text[slice(*piece.inner)] == "We began early. We ended late."


@given(st.text(alphabet="\"“”„«»‘’' ab.,?5\n", max_size=80))
def test_marked_spans_are_ordered_disjoint_and_inside(text):
    at = 0
    for piece in marked_spans(text, 0, len(text)):
        assert at <= piece.start < piece.end <= len(text)
        assert piece.start <= piece.inner[0] <= piece.inner[1] <= piece.end
        at = piece.end
