"""Where sentences end: every character belongs to one, none ends inside marks, and none is longer than can be worked on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.quotations.boundaries import sentence_spans
from retrieval.quotations.lexicon import lexicon
from retrieval.quotations.marks import marked_spans

_PIECES = [
    "It rained. ",
    "“Why?” ",
    "Brill asked. ",
    "“No. It is.” ",
    "At 5 p.m. ",
    "he said ",
    "No. 5 ",
    "St. Lome ",
    "– ",
    "! ",
    "\n\n",
]


def spans(text: str, start: int = 0) -> list[tuple[int, int]]:
    words = lexicon("en")
    assert words
    return sentence_spans(text, start, len(text), marked_spans(text, start, len(text)), words)


def sentences(text: str) -> list[str]:
    return [text[a:b].strip() for a, b in spans(text)]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join), st.integers(0, 9))
def test_every_word_is_in_one_sentence_and_none_ends_inside_marks(text: str, start: int) -> None:
    start = min(start, len(text))
    found = spans(text, start)
    covered = [at for a, b in found for at in range(a, b)]
    assert covered == sorted(set(covered))
    assert {at for at in range(start, len(text)) if not text[at].isspace()} <= set(covered)
    for piece in marked_spans(text, start, len(text)):
        assert not any(piece.start < b < piece.end for _, b in found)


@pytest.mark.parametrize(
    "text",
    [
        "It rained.| It snowed.",
        "It rained…| It snowed.",
        "It rained!| It snowed?| It froze.",
        "It rained. it snowed.",
        "It rained.It snowed.",
        "It rained.”| It snowed.",
        "It rained at 5 p.m. in Lome.| It snowed.",
        "It rained in St. Lome.| It snowed.",
        "It was No. 5.| It snowed.",
        "It was no.| It snowed.",
        "It was no. 5.| It snowed.",
        "So said I.| It snowed.",
        "So said J. Tarn.| It snowed.",
        "Plan x.| It snowed.",
        "It rained.| “It snowed.”",
        "It rained at 5 p.m.| “It snowed.”",
        "It rained.| (It snowed.)",
        "It rained.| – It snowed.",
        "It rained.|\n\nIt snowed.",
        "“Why?” Brill asked.| It rained.",
        "“Why?”| It rained.",
        "“Why?” he asked.| It rained.",
        "“Why?”| He asked.",
        "“Why?” – Brill asked.",
        "“No. It is.”| It rained.",
        "“It is.”| Brill said.",
        "“It is. Now.” said Brill.| It rained.",
        "He said “No.” and left.",
        "He said “No.”| It rained.",
        "He asked “Why?”| It rained.",
        "He asked “Why?” and left.",
        "“Why?” the captain of the ship that had sunk asked.",
        "“Why?” Mayor Brill said.",
        "“Why?”| Mayor Brill said that the pier was rotten.",
        "“Why?”| The captain left. |He asked.",
    ],
)
def test_sentences_end_here_and_nowhere_else(text: str) -> None:
    assert [one for one in map(str.strip, text.split("|")) if one] == sentences(text.replace("|", ""))


@pytest.mark.parametrize("length", [3999, 4000, 4001, 6001, 9000])
def test_what_is_too_long_is_cut_between_words(length: int) -> None:
    text = ("letter " * 2000)[: length - 1].rstrip() + "."
    text += "." * (length - len(text))
    found = spans(text)
    assert "".join(text[a:b] for a, b in found) == text
    assert max(b - a for a, b in found) <= 4000
    assert len(found) == 1 + (length > 4000) + (length > 8000)
    assert all(text[b - 1] == " " for _, b in found[:-1])


def test_what_is_just_short_enough_stays_whole() -> None:
    rest = ("word " * 800)[:-1] + "."
    assert len(rest) == 4000
    assert spans("x" * 3999 + " " + rest) == [(0, 4000), (4000, 8000)]


def test_a_word_without_end_is_cut_where_it_is_too_long() -> None:
    assert spans("x" * 9001) == [(0, 4000), (4000, 8000), (8000, 9001)]


def test_what_is_too_long_is_not_cut_inside_marks() -> None:
    text = "word " * 790 + "“" + "said " * 60 + "so,” " + "word " * 790 + "."
    found = spans(text)
    [piece] = marked_spans(text, 0, len(text))
    assert not any(piece.start < b < piece.end for _, b in found)
    assert any(b == piece.end for _, b in found)
