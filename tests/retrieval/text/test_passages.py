"""Passages are runs of whole sentences; captions stand apart; datelines are no part of a sentence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.domain import Article, Block, BlockKind
from retrieval.text.cleaning import blocks_of
from retrieval.text.passages import article_sentences, ordinal, passages

TEXT = (
    "TARN (Reuters) - The harbour of Velmora will reopen. It was closed in March.\n\n"
    "Boats wait in Velmora on Friday. Ola Renn/AFP\n\n"
    "A long wait\n\n"
    "The pier was built in 1911."
)
ARTICLE = Article("a", TEXT, blocks_of(TEXT), headline="Harbour reopens", dateline="TARN", published="2031-03-04T09:15")


def test_the_first_sentence_begins_after_the_dateline_and_its_agency() -> None:
    shown = [TEXT[a:b] for _, (a, b) in article_sentences(ARTICLE)]
    assert shown[0] == "The harbour of Velmora will reopen."


def test_subheadings_are_not_sentences_and_captions_are_marked() -> None:
    kinds = [(kind, TEXT[a:b].split()[0]) for kind, (a, b) in article_sentences(ARTICLE)]
    assert (BlockKind.CAPTION, "Boats") in kinds
    assert "A" not in [word for _, word in kinds]


def test_captions_are_passages_of_their_own_after_the_text() -> None:
    made = passages(ARTICLE)
    assert made[0].kind is BlockKind.PARAGRAPH
    assert made[-1].kind is BlockKind.CAPTION
    assert [p.number for p in made] == list(range(len(made)))


def test_every_passage_is_found_by_the_headline_and_knows_its_day() -> None:
    for passage in passages(ARTICLE):
        assert "harbour" in passage.searched_terms()
        assert passage.day == ordinal("2031-03-04")


def test_a_day_that_is_none_is_zero() -> None:
    assert [ordinal(published) for published in (None, "", "soon", "2031-02-30")] == [0, 0, 0, 0]


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["It rained in Tarn. ", "The mayor said no. ", "Why? ", "\n\n", "重建工程开始。", "— "]),
        max_size=80,
    ),
    st.integers(1, 60),
)
def test_passages_hold_every_sentence_with_a_term_once_and_in_order(pieces: list[str], target: int) -> None:
    text = "".join(pieces)
    article = Article("a", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),) if text else ())
    held = [span for passage in passages(article, target) for span in passage.sentences]
    assert held == sorted(set(held))
    assert [text[a:b] for a, b in held] == [
        text[a:b] for _, (a, b) in article_sentences(article) if any(map(str.isalpha, text[a:b]))
    ]
