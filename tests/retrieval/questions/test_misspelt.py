"""Slips in the words that questions are made of are mended; names and every other word stay as they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.questions.misspelt import respelt, with_country
from retrieval.questions.words import FUNCTION_WORDS
from retrieval.text.languages import DEFAULT, language


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wich town lost teh bridge", "which town lost the bridge"),
        ("Waht did the mayor say abuot it?", "What did the mayor say about it?"),
        ("wen was the dam built", "when was the dam built"),
        ("wy did it flood", "wy did it flood"),
        ("whn was the dam built", "when was the dam built"),
        ("hwo many seals were counted", "how many seals were counted"),
        ("becuase of waht", "because of what"),
        ("show the map", "show the map"),
        ("Teh Yilan spoke", "The Yilan spoke"),
        ("did Woh Teh leave", "did Woh Teh leave"),
        ("who was it", "who was it"),
        ("why is it shut", "why is it shut"),
        ("the dose was high", "the dose was high"),
        ("whexe is it", "where is it"),
        ("whexe fish swim", "whexe fish swim"),
        ("fish whexe is it", "fish whexe is it"),
        ("hw is it", "hw is it"),
        ("hiw is it", "how is it"),
        ("who's it", "who's it"),
        ("whom is it", "whom is it"),
        ("whexn", "whexn"),
        ("whexn many", "when many"),
        ("Whexe did he go", "Where did he go"),
        ("wht is it", "what is it"),
        ("hat is it", "what is it"),
        ("hot is it", "how is it"),
        ("then is it", "then is it"),
        ("whose is it", "whose is it"),
        ("whosee is it", "whosee is it"),
    ],
)
def test_only_the_words_of_questions_are_mended(typed: str, meant: str) -> None:
    assert respelt(typed) == meant


@given(st.text(max_size=60))
def test_mending_twice_is_mending_once(text: str) -> None:
    once = respelt(text)
    assert respelt(once) == once


def test_no_slip_is_a_word_of_questions() -> None:
    lines = [line.split() for line in language(DEFAULT).lines("questions.misspelt", "slips")]
    assert not FUNCTION_WORDS & {slip for _, *slips in lines for slip in slips}
    assert all(len(line) > 1 for line in lines)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("when did the us leave the treaty", "when did the US leave the treaty"),
        ("which us state voted first", "which US state voted first"),
        ("what did us officials say", "what did US officials say"),
        ("us banks lost how much", "US banks lost how much"),
        ("how many people saved in small us banks", "how many people saved in small US banks"),
        ("who told us", "who told us"),
        ("did they tell us about it", "did they tell us about it"),
        ("what does it mean for us", "what does it mean for us"),
        ("did he join us in May", "did he join us in May"),
    ],
)
def test_us_is_the_country_where_it_cannot_be_the_pronoun(typed: str, meant: str) -> None:
    assert with_country(typed) == meant
