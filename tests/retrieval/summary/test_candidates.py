"""What is seen of a sentence before a summary is chosen."""

from retrieval.summary.candidates import candidates
from retrieval.text.sentences import split_sentences


def notices(text: str) -> list[bool]:
    spans = [span for start, end in _lines(text) for span in split_sentences(text, start, end)]
    return [one.notice for one in candidates(text, spans)]


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def test_a_row_of_a_list_is_no_sentence_among_sentences() -> None:
    assert notices("The pills were called back.\nLot 4711, box of 90, best before May\nNobody was hurt.") == [
        False,
        True,
        False,
    ]


def test_where_nothing_ends_in_a_mark_every_line_is_a_sentence() -> None:
    assert notices("The pills were called back\nNobody was hurt\nIt rained.") == [False, False, False]
