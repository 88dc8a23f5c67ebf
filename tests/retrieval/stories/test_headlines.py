"""What a headline says of the words that somebody asks with."""

import pytest

from retrieval.stories.headlines import is_headline, says_all


@pytest.mark.parametrize(
    ("words", "says"),
    [("the Ottar", True), ("ottar barges", True), ("the barge Ottar and its owner", False), ("Sarn", False)],
)
def test_a_headline_says_all_where_no_word_is_missing(words: str, says: bool) -> None:
    assert says_all("Barge Ottar sinks", words, ("en",)) is says


def test_without_a_headline_nothing_is_said() -> None:
    assert not says_all(None, "the barge", ("en",))
    assert not is_headline(None, "the barge", ("en",))


@pytest.mark.parametrize(("words", "same"), [("barge ottar sinks off ellin", True), ("barge ottar", False)])
def test_words_are_a_headline_where_they_hold_nearly_all_of_it(words: str, same: bool) -> None:
    assert is_headline("Barge Ottar sinks off Ellin", words, ("en",)) is same
