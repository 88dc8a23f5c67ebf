"""Headings of what stands around articles, whatever rule is drawn behind their words."""

import pytest

from retrieval.ingest.readers.flat.signs import is_after_article, opens_comments


@pytest.mark.parametrize(
    "rule", ["", ":", " ----------------------------------------", " - - - - - - - - - - - - - - - -"]
)
def test_a_heading_is_known_with_a_long_rule_behind_it(rule: str) -> None:
    assert is_after_article(f"Related stories{rule}")
    assert opens_comments(f"Comments{rule}")
    assert not is_after_article(f"Related stories{rule} were told")
