"""Where the question's terms stand in the passages: counted at once over all letters, and by looking at every term."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.factoid.candidates import Lines
from retrieval.domain import BlockKind, Passage

#: terms that begin alike, of one letter to more than twice eight, in several scripts
TERMS = st.sampled_from(
    ["a", "ferri", "ferrie", "ferries", "harbour", "harbourm", "harbourmaster", "harbourmasters", "møl", "港口", "3000", "u.s",
     "überseehafen", "überseehafens"]
)  # fmt: skip
LINE = st.lists(TERMS, max_size=12).map(tuple)
PASSAGES = st.lists(
    st.builds(
        lambda headline, terms: Passage(
            article_id="a",
            number=0,
            kind=BlockKind.PARAGRAPH,
            sentences=tuple((n, n + 1) for n in range(len(terms))),
            terms=tuple(terms),
            headline=headline,
            day=0,
        ),
        LINE,
        st.lists(LINE, max_size=4),
    ),
    max_size=5,
)
COLUMNS = st.dictionaries(TERMS | st.just("elsewhere"), st.integers(0, 5), max_size=8)


@given(PASSAGES, COLUMNS)
def test_terms_are_found_in_the_lines_in_which_they_stand(passages, columns) -> None:
    lines = Lines.of(passages, columns)
    expected = [line for passage in passages for line in (passage.headline, *passage.terms)]
    found = [(n, columns[term]) for n, line in enumerate(expected) for term in line if term in columns]
    assert list(zip(lines.line.tolist(), lines.column.tolist(), strict=True)) == found
    assert lines.terms == [term for line in expected for term in line]
    assert lines.terms_of(np.arange(len(expected))) == expected
    assert lines.first.tolist() == np.cumsum([0, *(1 + len(passage.terms) for passage in passages)]).tolist()
    assert lines.lengths() == [len(passage.searched_terms()) for passage in passages]
