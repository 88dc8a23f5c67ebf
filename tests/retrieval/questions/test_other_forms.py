"""A question's words in the other forms that an article may have them in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.questions import analyse
from retrieval.questions.misspelt import composed
from retrieval.questions.other_forms import other_forms, parts_of
from retrieval.text.terms import analyzer, fold, question_words


def forms(text: str) -> dict[str, tuple[str, ...]]:
    return other_forms(question_words(text))


@pytest.mark.parametrize(
    ("text", "term", "form"),
    [
        ("1,500,000 crowns", "1500000", "1.5"),
        ("1,000,000,000 crowns", "1000000000", "1"),
        ("999,999,999 crowns", "999999999", "1000"),
        ("1,000,000 crowns", "1000000", "1"),
        ("1.5m crowns", "1.5", "1500000"),
        ("2.3 million crowns", "2.3", "2300000"),
        ("two dozen sheep", "dozen", "24"),
        ("24 sheep", "24", "dozen"),
        ("twenty-four sheep", "twenti", "24"),
        ("three sheep", "three", "3"),
        ("3 sheep", "3", "three"),
        ("two hundred bills", "hundr", "200"),
        ("200 bills", "200", "hundr"),
        ("30k bills", "30", "30000"),
        ("the sea wall", "sea", "seawal"),
        ("the sea-wall", "wall", "seawal"),
        ("what the UN sent", "un", "nation"),
        ("what the United Nations sent", "nation", "un"),
        ("the United States", "state", "u.s"),
        ("which geese", "gees", "goos"),
        ("the colours", "colour", "color"),
        ("the color", "color", "colour"),
        ("they organised it", "organis", "organiz"),
        ("an organization", "organiz", "organis"),
        ("the centre", "centr", "center"),
        ("the theater", "theater", "theatr"),
        ("a phenomenon", "phenomenon", "phenomena"),
    ],
)
def test_a_word_is_found_in_its_other_form(text: str, term: str, form: str) -> None:
    assert form in forms(text)[term]


@pytest.mark.parametrize("text", ["one man", "in 2019", "who sent it", "the mayor", "5 pm in the us", "mp3 files"])
def test_what_has_no_other_form_has_none_made_up(text: str) -> None:
    found = [form for others in forms(text).values() for form in others]
    assert not [form for form in found if form in {"1", "2", "minist", "state", "parliament", "2.019"}]


def test_a_question_counts_other_forms_as_the_word_itself() -> None:
    asked = analyse("Who got 1,500,000 crowns?")
    assert asked.together({"1500000": 2, "1.5": 3}, 100)["1500000"] == 5
    assert "1.5" in asked.searched


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_any_text_has_forms_of_its_own_words_alone(text: str) -> None:
    words = question_words(text)
    assert set(other_forms(words)) <= {word.terms[0] for word in words}


def test_a_compound_comes_apart_in_two_words_of_some_length() -> None:
    assert ("sea", "wall") in parts_of("seawall")
    assert list(parts_of("walls")) == []
    assert all(len(one) > 2 and len(other) > 2 for one, other in parts_of("firefighters"))


@given(st.text(max_size=30))
def test_letters_and_their_marks_may_come_apart(text: str) -> None:
    for language in ("en", "de", "xx"):
        apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))
        assert analyzer(language).terms(apart) == analyzer(language).terms(unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Søren Kjærholm", "Soren Kjaerholm"), ("Łukasz", "Lukasz"), ("Işık", "Isik"), ("Þórdís Guðrún", "Thordis Gudrun"),
        ("Großenbrück", "Grossenbruck"), ("Đorđe", "Dorde"), ("علی", "علي"), ("کتاب", "كتاب"),
    ],
)  # fmt: skip
def test_words_with_and_without_marks_are_one_term(one: str, other: str) -> None:
    for language in ("en", "ar", "xx"):
        assert analyzer(language).terms(one) == analyzer(language).terms(other)


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_full_width_marks_and_figures_are_the_usual_ones() -> None:
    assert composed("Ｗｈｏ won in ２０２４？") == "Who won in 2024?"
    assert analyzer("en").terms("２０２４") == ["2024"]


@pytest.mark.parametrize("word", ["four", "your", "rise", "wood", "travelled"])
def test_short_words_and_other_endings_have_no_second_spelling(word: str) -> None:
    assert not any(form.isalpha() for found in forms(word).values() for form in found)
