import pickle

from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import BlockKind, Passage
from retrieval.index.stored import StoredPassage, stored

TERMS = st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8), max_size=9)
SENTENCES = st.lists(st.tuples(st.integers(0, 2**31), st.integers(0, 2**31), TERMS), max_size=9)


@given(st.text(), st.integers(0, 9999), st.sampled_from(BlockKind), SENTENCES, TERMS, st.integers(0, 3_000_000))
def test_a_stored_passage_is_the_passage(article_id, number, kind, sentences, headline, day):
    spans = tuple((a, b) for a, b, _ in sentences)
    terms = tuple(tuple(one) for _, _, one in sentences)
    passage = Passage(article_id, number, kind, spans, terms, tuple(headline), day)
    kept = stored(passage)
    assert kept == passage
    assert passage == kept
    assert hash(kept) == hash(passage)
    assert (kept.sentences, kept.terms, kept.headline, kept.day) == (spans, terms, passage.headline, day)
    assert kept.searched_terms() == passage.searched_terms()
    assert kept.length == len(passage.searched_terms())
    assert pickle.loads(pickle.dumps(kept)) == kept
    assert stored(kept) is kept


def test_passages_that_differ_are_not_equal():
    passage = stored(Passage("a", 0, BlockKind.CAPTION, ((0, 4),), (("sea",),)))
    assert passage != stored(Passage("a", 1, BlockKind.CAPTION, ((0, 4),), (("sea",),)))
    assert passage != Passage("a", 0, BlockKind.PARAGRAPH, ((0, 4),), (("sea",),))
    assert passage != "a"
    assert isinstance(passage, StoredPassage)
