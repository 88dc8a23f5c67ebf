"""Broken and hostile texts: no crash, linear work, and no quotation rather than a wrong one."""

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.domain import joined
from retrieval.quotations import find_quotations

_PIECES = [
    "Ana Brill said", "he said", "“", "”", "\"", "‘", "’", "«", "»", "„", "''", ", ", ". ", "\n\n", "the mayor of Lome", "that",
    "according to", "adding", "who", "Mr.", "she told reporters", "it rained", "?", "!", ":", "Q: ", "A: ", "SMITH: ", "—", "(",
    ")", "שלום", "مرحبا", "你好", "\u202e", "😀", "é", "İ", "\x00", "and", "but", "urged", "to", "Brill’s claim that", "1,000",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join))
@settings(max_examples=300)
def test_fragments_lie_in_order_inside_the_text_and_are_the_words(text):
    for found in find_quotations(text):
        at = 0
        for start, end in found.fragments:
            assert at <= start < end <= len(text)
            at = end
        assert found.text == joined(text, found.fragments)
        if found.speaker is not None:
            assert text[found.speaker.start : found.speaker.end] == found.speaker.text
        if found.cue is not None:
            assert text[found.cue.start : found.cue.end] == found.cue.text


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    find_quotations(text)
    find_quotations(text, language="xx")


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "“", "”", '"' * 20_000, "“" * 20_000, "”" * 20_000, "'" * 20_000, "“” " * 9_000]
)
def test_nothing_but_marks_is_no_quotation(text):
    assert find_quotations(text) == ()


def test_capitals_everywhere_are_read_by_their_words():
    (found,) = find_quotations("“WE WON,” SAID THE MAYOR. IT RAINED IN LOME ALL DAY LONG AND NOBODY CAME.")
    assert (found.text, found.speaker.text) == ("“WE WON,”", "THE MAYOR")


def test_no_capitals_at_all_are_read_by_their_words():
    (found,) = find_quotations("“we won,” said the mayor. it rained in lome all day long and nobody came.")
    assert (found.text, found.speaker.text) == ("“we won,”", "the mayor")


def _calls(text: str) -> int:
    """How many calls of Python functions reading a text takes: an operation count that no busy machine changes."""
    count = 0

    def profile(frame, event, argument):
        nonlocal count
        count += 1

    sys.setprofile(profile)
    try:
        find_quotations(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "Ana Brill said the bridge was safe. ",
        "“We won,” said Ana Brill, the mayor. ",
        "“We won, said Ana Brill. ",
        "Brill, who came, who saw, who left, ",
        "the a of in ",
        "He said she said they said ",
        "word, ",
        "“a” ",
        "Ana Brill and ",
        '5" 6" ',
        "saying ",
        "claims that ",
        "Q: why?\n\nA: because.\n\n",
        "x" * 50,
    ],
)
def test_work_grows_in_step_with_the_text(piece):
    size = 8_000 // len(piece)
    small, large = _calls(piece * size), _calls(piece * size * 4)
    assert large < 5.5 * small + 500


def test_thousands_of_sentences_without_a_paragraph_break_are_read():
    text = "Ana Brill said the bridge was safe, and that was all she would say about it to anybody. " * 2_000
    found = find_quotations(text)
    assert len(found) >= 2_000
    assert not re.search(r"Ana Brill said", found[0].text)


@pytest.mark.parametrize(
    "word", ["word", "Ana", "on Monday", "later,", "of the", "and", "who", "(", "to", "“a b c”", "he said", "23"]
)
def test_a_sentence_that_never_ends_is_read_without_trying_every_way(word):
    """A pattern with a repeat inside a repeat would never come back from these."""
    for beginning in ("He said", "Brill told", "Brill, a lawyer,", "“We won,” said", "According to"):
        find_quotations(f"{beginning} {f'{word} ' * 500}")
        find_quotations(f"{beginning} {f'{word} ' * 500}said that.")
