"""The paragraphs of a text, and which of their sentences have a word of saying."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.quotations.paragraphs import is_cued, is_shouting, paragraphs_of

CUES = frozenset(("said", "told", "a-dit"))
words = st.sampled_from(
    ("said", "Said", "saids", "told", "unsaid", "A-dit", "rain", "said.", "said,”", "(said", "told:", "\u00a0")
)


@given(st.lists(words, max_size=6))
def test_a_sentence_has_a_cue_where_one_is_a_word_of_it_by_spaces_and_stops(sentence: list[str]) -> None:
    plain = " ".join(sentence).lower()
    for mark in ",.:;)":
        plain = plain.replace(mark, " ")
    assert is_cued(" ".join(sentence), CUES) == any(word in CUES for word in plain.split())


def test_lines_of_one_width_are_broken_and_no_paragraphs() -> None:
    line = "the harbour was closed for the whole of the day and for the"
    wrapped = "\n".join([line] * 8) + "\n\n" + "\n".join([line] * 3)
    assert len(list(paragraphs_of(wrapped, None))) == 2
    assert len(list(paragraphs_of("It rained.\nIt snowed.", None))) == 2


def test_a_text_in_capitals_shouts_and_one_with_a_heading_in_capitals_does_not() -> None:
    assert is_shouting("THE HARBOUR IS CLOSED")
    assert not is_shouting("THE HARBOUR IS CLOSED\nIt was late, Odo said.")
