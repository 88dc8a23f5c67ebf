"""Where the question's terms stand in the passages: counted at once over all letters, and by looking at every term."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.factoid.candidates import Candidates, Lines
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


def test_what_is_told_is_the_weight_of_the_terms_of_all_an_articles_sentences_and_its_headline() -> None:
    """By a second, slow count: article 0 has terms 0 and 1, article 1 has term 2 in its headline alone."""
    found = np.array([[1.0, 0, 0, 0], [0, 1.0, 0, 0], [0, 0, 0, 0]])
    places = np.array([0, 0, 1], dtype=np.intp)
    lines = Lines.of([], {})
    counted = Candidates(
        {}, np.array([0.4, 0.3, 0.2, 0.1]), (), np.zeros(2), found, places, places, np.array([[0, 0, 0, 0], [0, 0, 1.0, 0]]),
        np.array([0, 1], dtype=np.intp), lines, places,
    )  # fmt: skip
    assert counted.share_seen(0) == pytest.approx(0.7)
    assert counted.share_seen(1) == pytest.approx(0.2)
    assert counted.share_seen() == pytest.approx(0.9)
