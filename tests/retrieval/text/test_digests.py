"""Of a digest the item on what is asked for is told, and not the stories that stand beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import Article, Block, BlockKind
from retrieval.text.digests import item_about, item_beside

STORM = "A storm took roofs off forty barns in Hulm. Nobody was hurt."
SALMON = "The farm Laks recalled 300 tonnes of salmon. No illness has been reported."
MUSEUM = "The maritime museum of Orsa reopens today. Entrance is free."
NUMBERED = [
    "Good morning.",
    "1. Storm",
    STORM,
    "2. Salmon",
    SALMON,
    "3. Museum",
    MUSEUM,
    "ALSO TODAY",
    "A quiz about hats.",
]
LABELLED = [f"Hulm: {STORM}", f"Laks: {SALMON}", f"Orsa: {MUSEUM}"]
PLAIN = ["Hulm had a storm on Monday.", "Salmon was recalled in Laks.", "A museum opened in Orsa.", "It rained."]


def article(lines: list[str], headline: str = "Three things for Monday") -> Article:
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 2
    return Article("digest", "\n\n".join(lines), tuple(blocks), headline)


def told(lines: list[str], *terms: str, headline: str = "Three things for Monday") -> str | None:
    one = article(lines, headline)
    item = item_about(one, frozenset(terms))
    return one.text[slice(*item)] if item else None


@pytest.mark.parametrize(("term", "item"), [("storm", STORM), ("salmon", SALMON), ("museum", MUSEUM), ("farm", SALMON)])
def test_the_item_with_the_words_is_told_to_its_end(term: str, item: str) -> None:
    assert told(NUMBERED, term) == item
    assert (told(LABELLED, term) or "").endswith(item)


def test_an_article_that_is_no_digest_has_no_items() -> None:
    assert told(PLAIN, "salmon") is None
    assert told(["1. Storm", STORM, "2. Salmon", SALMON], "salmon") is None


def test_words_that_no_item_has_and_those_of_the_headline_mean_the_whole() -> None:
    assert told(NUMBERED, "herring") is None
    assert told(NUMBERED) is None
    assert told(NUMBERED, "storm", "salmon", "museum", headline="Storm, salmon, museum") is None


def test_a_list_of_labels_alone_has_no_items() -> None:
    assert told(["1. Storm", "2. Salmon", "3. Museum", "4. Hats"], "salmon") is None


@given(st.lists(st.text(max_size=30), max_size=8), st.frozensets(st.text(max_size=6), max_size=3))
def test_an_item_lies_within_its_article(lines: list[str], terms: frozenset[str]) -> None:
    one = article(lines)
    item = item_about(one, terms)
    assert item is None or 0 <= item[0] <= item[1] <= len(one.text)


def test_beside_a_sentence_of_an_item_only_that_item_is_left_and_the_text_stays() -> None:
    one = article(NUMBERED)
    start = one.text.index("Nobody was hurt")
    left = item_beside(one, (start, start + 15))
    assert left is not None
    assert left.text == one.text
    assert [one.text[block.start : block.end] for block in left.blocks] == [STORM]
    assert item_beside(one, (0, 4)) is None
    assert item_beside(article(PLAIN), (0, 4)) is None
