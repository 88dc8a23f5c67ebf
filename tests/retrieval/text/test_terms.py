"""From text to terms: the same for passages and questions, in every language of the archive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text import terms
from retrieval.text.holding import hold_any
from retrieval.text.terms import SNOWBALL, Analyzer, analyzer, fold, question_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("elections", "election"),
        ("Beyoncé", "Beyonce"),
        ("3,000", "3000"),
        ("mayor's", "mayor"),
        ("mayor’s", "mayor"),
        ("U.S.", "US"),
        ("N.A.T.O.", "NATO"),
        ("12%", "12 percent"),
        ("Voting", "voted"),
    ],
)
def test_spellings_of_one_word_are_one_term(one: str, other: str) -> None:
    analyse = analyzer("en").terms
    assert analyse(one) == analyse(other)


def test_the_country_is_not_the_pronoun() -> None:
    assert analyzer("en").terms("US") != analyzer("en").terms("us")


def test_scripts_without_spaces_become_pairs_of_characters() -> None:
    assert analyzer("zh").terms("市议会2030年") == ["市议", "议会", "2030", "年"]


@pytest.mark.parametrize(
    ("language", "one", "other"), [("ru", "театров", "театра"), ("de", "Brücken", "Brücke"), ("es", "votaron", "votar")]
)
def test_each_language_has_its_stemmer(language: str, one: str, other: str) -> None:
    assert analyzer(language).terms(one) == analyzer(language).terms(other)


def test_an_unknown_language_is_not_stemmed() -> None:
    assert analyzer("xx").terms("Elections") == ["elections"]


def test_a_question_word_has_the_terms_of_every_language() -> None:
    (word,) = question_words("theatres", ["en", "fr", "zh"])
    assert word.text == "theatres"
    assert set(word.terms) == {term for code in ("en", "fr", "zh") for term in analyzer(code).terms("theatres")}


def test_question_words_say_where_they_stand() -> None:
    text = "Who voted on Monday?"
    assert [text[word.start : word.end] for word in question_words(text)] == ["Who", "voted", "on", "Monday"]


@given(st.text(max_size=80), st.sampled_from([*SNOWBALL, "zh", "xx"]))
def test_terms_hold_no_white_space_and_do_not_depend_on_what_was_asked_before(text: str, language: str) -> None:
    terms = analyzer(language).terms(text)
    assert all(term and not any(c.isspace() for c in term) for term in terms)
    assert analyzer(language).terms(text) == terms


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text("abs ’'-.,é", max_size=30), max_size=4), st.sets(st.sampled_from(["a", "b", "ab", "e", "bab"])))
def test_a_text_holds_a_term_that_is_among_its_terms(texts: list[str], wanted: set[str]) -> None:
    assert hold_any(texts, wanted) == [not wanted.isdisjoint(analyzer("en").terms(text)) for text in texts]


@pytest.mark.parametrize("ending", ["", "s", "ing", "ies", "y", "ying", "ed", "ly", "eds", "ational"])
@pytest.mark.parametrize("beginning", ["", "d", "t", "o", "sk", "US", "fer", "hop", "Run", "“cri", "né", "20%-tid"])
def test_a_word_that_has_not_been_met_holds_its_own_term(beginning: str, ending: str) -> None:
    analyzer.cache_clear()
    met = Analyzer("en").terms(beginning + ending)
    for wanted in met:
        assert hold_any([beginning + ending, "zzz"], [wanted]) == [True, False]


def test_what_is_kept_of_words_is_bounded_and_changes_no_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "_CACHE_SIZE", 7)
    small, words = Analyzer("en"), [f"ferries{n % 31}’s" for n in range(200)]
    for n, word in enumerate(words):
        assert small.terms(f"the {word} sank") == Analyzer("en").terms(f"the {word} sank")
        assert small.words(word) == Analyzer("en").words(word)
        for kept in (small._known, small._known_before, small._chunks, small._chunks_before):
            assert len(kept) <= 7, n
