"""Paragraphs that are put together of plain words and words in marks: what was put in marks is what is found in them."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.quotations.marks import has_marks, marked_spans

STYLES = [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‹", "›"), ("‘", "’"), ("'", "'"), ("``", "''"), ("‘‘", "’’"), ("»", "«"),
          ("„", "”"), ("“", '"'), ("‟", "”")]  # fmt: skip
words = st.lists(
    st.sampled_from(["rain", "fell", "on", "Lome", "all", "day", "long", "it’s", "don't"]), min_size=1, max_size=4
).map(" ".join)
inside = words.map(lambda found: f"so {found}, yes,")
plain = st.tuples(st.none(), words)


def quoted(style):
    return st.tuples(st.just(style), inside)


paragraphs = st.sampled_from(STYLES).flatmap(
    lambda style: st.lists(st.one_of(plain, quoted(style)), min_size=1, max_size=6)
)
joints = st.sampled_from([" ", ", ", " – ", " and "])


@given(
    paragraphs,
    joints,
    st.sampled_from(["", "x ", "It rained. “", "' "]),
    st.sampled_from(["", " “Out,” he said.", "”", "'"]),
)
def test_what_is_put_in_marks_is_found_in_them_whatever_stands_around_the_paragraph(
    pieces, joint, before, after
) -> None:
    text, expected = before, []
    for n, (style, said) in enumerate(pieces):
        text += joint if n else ""
        if style:
            expected.append((len(text), len(text) + len(style[0]) + len(said) + len(style[1]), said))
            text += style[0] + said + style[1]
        else:
            text += said
    end = len(text)
    text += after
    found = marked_spans(text, len(before), end)
    assert [(one.start, one.end, text[slice(*one.inner)]) for one in found] == expected
    assert not any(one.open for one in found)
    assert has_marks(text, len(before), end) or not expected


@given(paragraphs.filter(lambda pieces: any(style for style, _ in pieces)), joints)
def test_pieces_never_overlap_and_hold_what_they_say_even_where_marks_are_lost(pieces, joint) -> None:
    text = joint.join(f"{style[0]}{said}{style[1]}" if style else said for style, said in pieces)
    for lost in [n for n, letter in enumerate(text) if not letter.isalnum() and not letter.isspace()][:6]:
        broken = text[:lost] + text[lost + 1 :]
        at = 0
        for one in marked_spans(broken, 0, len(broken)):
            assert at <= one.start <= one.inner[0] < one.inner[1] <= one.end <= len(broken)
            at = one.end
