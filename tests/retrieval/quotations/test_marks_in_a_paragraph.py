"""Which stretches of a paragraph stand in quotation marks, with their marks and without, and which is left open."""

import pytest

from retrieval.quotations.marks import marked_spans


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("“We won,” she said.", [("“We won,”", "We won,", False)]),
        ('"We won," she said.', [('"We won,"', "We won,", False)]),
        ("‘We won,’ she said.", [("‘We won,’", "We won,", False)]),
        ("'We won,' she said.", [("'We won,'", "We won,", False)]),
        ("« We won », she said.", [("« We won »", " We won ", False)]),
        ("»We won,« she said.", [("»We won,«", "We won,", False)]),
        ("„We won,“ she said.", [("„We won,“", "We won,", False)]),
        ('“We won," she said.', [('“We won,"', "We won,", False)]),
        ('"We won,” she said.', [('"We won,”', "We won,", False)]),
        ("“We won, she said.", [("“We won, she said.", "We won, she said.", True)]),
        ("We won,” she said.", [("We won,”", "We won,", False)]),
        ("It rained. We won,” she said.", [("We won,”", "We won,", False)]),
        ('"We won, she said.', [('"We won, she said.', "We won, she said.", True)]),
        ("“We won.” “They lost.”", [("“We won.”", "We won.", False), ("“They lost.”", "They lost.", False)]),
        ("“We won. “They lost.”", [("“We won.", "We won.", False), ("“They lost.”", "They lost.", False)]),
        ("“We ‘won’ it,” she said.", [("“We ‘won’ it,”", "We ‘won’ it,", False)]),
        ("“We “won” it,” she said.", [("“We “won” it,”", "We “won” it,", False)]),
        ("'We \"won\" it,' she said.", [("'We \"won\" it,'", 'We "won" it,', False)]),
        ("‘We “won” it,’ she said.", [("‘We “won” it,’", "We “won” it,", False)]),
        ("The dogs' house and the cats' house.", []),
        ("It isn't the '90s.", []),
        ("It's 'n' time.", []),
        ("A 6' 2\" man.", []),
        ('A 6" nail.', []),
        ('She said 6" and "go".', [('"go"', "go", False)]),
        ('<a href="x">y</a>', []),
        ('She said ("we won").', [('"we won"', "we won", False)]),
        ('She said "we won".', [('"we won"', "we won", False)]),
        ('She said "" and left.', []),
        ("She said “…” and left.", []),
        ("the so-called 'best' pier", [("'best'", "best", False)]),
        ("the ‘best’ pier’s end", [("‘best’", "best", False)]),
        (
            "‘We’ve won,’ she said, ‘and they’ve lost.’",
            [("‘We’ve won,’", "We’ve won,", False), ("‘and they’ve lost.’", "and they’ve lost.", False)],
        ),
        (
            "“We won,” she said; “they lost,” he said.",
            [("“We won,”", "We won,", False), ("“they lost,”", "they lost,", False)],
        ),
        ("“A” and “B”", [("“A”", "A", False), ("“B”", "B", False)]),
        ('"A" "B"', [('"A"', "A", False), ('"B"', "B", False)]),
        ("''We won,'' she said.", [("''We won,''", "We won,", False)]),
        ("``We won,'' she said.", [("``We won,''", "We won,", False)]),
        (
            "He said “we won”, “they lost” and “it rained”.",
            [("“we won”", "we won", False), ("“they lost”", "they lost", False), ("“it rained”", "it rained", False)],
        ),
        ("“We won”—she said—“again”.", [("“We won”", "We won", False), ("“again”", "again", False)]),
        ("“We won.”  Then “they” lost.", [("“We won.”", "We won.", False), ("“they”", "they", False)]),
        ("”We won,” she said.", [("”We won,”", "We won,", False)]),
        ("“We won“ she said.", [("“We won“", "We won", False)]),
        ('"We won", "they lost"', [('"We won"', "We won", False), ('"they lost"', "they lost", False)]),
        ('5" by 6"', []),
    ],
)
def test_marks_are_paired(text: str, marked: list[tuple[str, str, bool]]) -> None:
    found = marked_spans(text, 0, len(text))
    assert [(text[one.start : one.end], text[slice(*one.inner)], one.open) for one in found] == marked


def test_a_closing_mark_closes_what_the_paragraph_before_left_open() -> None:
    text = "It rained. We won,” she said."
    (carried,) = marked_spans(text, 0, len(text), carried=True)
    assert text[carried.start : carried.end].endswith("We won,”")


def test_only_the_paragraph_is_read() -> None:
    text = "“A b c” and “d e f” and “g h i”"
    assert [text[slice(*one.inner)] for one in marked_spans(text, 8, 19)] == ["d e f"]


def test_an_open_mark_in_a_very_long_paragraph_closes_with_its_sentence() -> None:
    text = "“We won. " + "It rained and rained. " * 200
    (found,) = marked_spans(text, 0, len(text))
    assert text[slice(*found.inner)] == "We won."
    short = "“We won. " + "It rained and rained. " * 5
    (found,) = marked_spans(short, 0, len(short))
    assert found.open
    assert found.end == len(short.rstrip())


def test_single_marks_far_apart_in_two_lines_are_no_pair() -> None:
    text = "‘We won " + "and won\n" * 500 + "again,’ she said."
    assert marked_spans(text, 0, len(text)) == []
