"""Patterns that are compiled late: each way of matching is that of a regular expression, where a sign stands in the text."""

import re

import pytest

from retrieval.questions.patterns import Pattern

TEXTS = ["", "ferry", "two ferries and a ferry", "FERRIES", "harbour", "the ferry"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("signs", ["", "ferr", "boat ferr"])
def test_every_way_of_matching_is_that_of_the_expression(text: str, signs: str) -> None:
    expected, found = re.compile(r"\bferr(y|ies)\b"), Pattern(r"\bferr(y|ies)\b", signs=signs)

    def span(match):
        return match and match.span()

    assert span(found.match(text)) == span(expected.match(text))
    assert span(found.match(text, 4)) == span(expected.match(text, 4))
    assert span(found.search(text)) == span(expected.search(text))
    assert span(found.fullmatch(text)) == span(expected.fullmatch(text))
    assert [span(one) for one in found.finditer(text)] == [span(one) for one in expected.finditer(text)]
    assert found.findall(text) == expected.findall(text)
    assert found.sub("boat", text) == expected.sub("boat", text)
    assert found.sub("boat", text, 1) == expected.sub("boat", text, 1)
    assert found.sub(lambda match: match[0].upper(), text) == expected.sub(lambda match: match[0].upper(), text)


def test_a_text_without_a_sign_is_not_tried_and_signs_are_in_any_case() -> None:
    found = Pattern(r"\w+", re.IGNORECASE, signs="ferry boat")
    assert found.search("the harbour") is None
    assert found.match("the harbour") is None
    assert found.fullmatch("harbour") is None
    assert found.findall("the harbour") == []
    assert list(found.finditer("the harbour")) == []
    assert found.search("The BOAT") is not None
