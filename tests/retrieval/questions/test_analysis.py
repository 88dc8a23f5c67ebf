"""The terms of a question: which are searched for, which weigh little, which are asked about, and which are names."""

import pytest

from retrieval.questions import analyse
from retrieval.text.terms import analyzer


def test_function_words_are_left_out_and_each_term_stands_once_in_its_order() -> None:
    assert analyse("What did the ferry hit when the ferry left?").terms == ("ferri", "hit", "left")


def test_a_word_that_says_something_is_kept_though_its_stem_is_a_function_words() -> None:
    assert "own" in analyse("Who owns the ferry?").terms
    assert "own" not in analyse("Who has their own ferry?").terms


def test_terms_that_say_little_are_weak_unless_there_are_no_others() -> None:
    assert analyse("Which ferry was announced this week?").weak == {"announc", "week"}
    assert analyse("news this week").weak == frozenset()


def test_the_last_sentence_is_what_is_asked() -> None:
    found = analyse("The ferry sank. The captain left. Who was the owner of the ferry?")
    assert found.focus == {"owner", "ferri"}
    assert analyse("owner ferry").focus == {"owner", "ferri"}


def test_names_are_runs_of_capitals_with_nothing_but_space_between() -> None:
    assert analyse("Did Ana Brill meet Ola Renn, Maria Tarn and the Harbour Board?").names == (
        ("ana", "brill"), ("ola", "renn"), ("maria", "tarn"), ("harbour", "board"),
    )  # fmt: skip
    assert analyse("Who met Brill").names == (("brill",),)
    assert analyse("who met nobody").names == ()


def test_all_terms_hold_every_word_also_the_silent_ones() -> None:
    found = analyse("Who is the owner?")
    assert found.all_terms == {"who", "is", "the", "owner"}
    assert found.terms == ("owner",)


def test_a_word_has_its_terms_in_every_language_and_is_searched_by_all() -> None:
    found = analyse("Fähren im Hafen", ["en", "de"])
    german = analyzer("de").terms("Fähren")[0]
    english = analyzer("en").terms("Fähren")[0]
    assert german != english
    assert found.others[english] == (german,)
    assert found.searched[:2] == (english, german)
    assert analyse("ferry", ["en"]).searched == ("ferri",)


def test_the_counts_of_a_words_terms_are_added_up_to_the_most_there_can_be() -> None:
    found = analyse("Fähren", ["en", "de"])
    english, german = analyzer("en").terms("Fähren")[0], analyzer("de").terms("Fähren")[0]
    assert found.together({english: 3, german: 4, "other": 9}, 100) == {english: 7}
    assert found.together({english: 3}, 100) == {english: 3}
    assert found.together({english: 3, german: 4}, 5) == {english: 5}
    assert found.together({}, 5) == {english: 0}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who said that?", True),
        ("What did Ana Brill say?", True),
        ("Which mayor thinks so?", True),
        ("When did the ferry sink?", False),
        ("What is the new harbour ferry called?", False),
        ("What did the mayor say the ferry is called?", True),
        ("Who called the ferry a coffin?", True),
    ],
)
def test_questions_for_what_was_said_are_known(text: str, asks: bool) -> None:
    assert analyse(text).asks_for_speech is asks
