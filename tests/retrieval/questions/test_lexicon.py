"""The words by which questions are understood: other forms of a term, and the members of a kind."""

import pytest

from retrieval.questions.lexicon import Members, lexicon
from retrieval.text.languages import language
from retrieval.text.terms import analyzer

TERMS = analyzer("en").terms


def test_each_form_of_a_word_knows_all_the_others_and_not_itself() -> None:
    forms = lexicon().forms
    for one in ("go", "went", "gone"):
        assert {"go", "went", "gone"} - {one} <= set(forms[one])
    assert all(term not in others for term, others in forms.items())


def test_a_word_of_two_lines_has_the_forms_of_both() -> None:
    (fall,) = TERMS("fall")
    assert {TERMS("fallen")[0], TERMS("decline")[0]} <= set(lexicon().forms[fall])


def test_no_word_of_one_meaning_is_more_than_one_term() -> None:
    words = [word for line in language("en").lines("questions.forms", "synonyms") for word in line.split()]
    assert [word for word in words if len(TERMS(word)) != 1] == []


def test_a_language_without_words_for_questions_has_none() -> None:
    assert (lexicon("xx").nouns, lexicon("xx").members, lexicon("xx").forms) == ({}, {}, {})


PLACES = Members(frozenset({"oslo"}), {"port": (("ellari",), ("st", "loui"))})


@pytest.mark.parametrize(
    ("terms", "given", "inside"),
    [
        (("in", "oslo"), (), True),
        (("in", "oslo"), ("oslo",), False),
        (("in", "port", "ellari"), (), True),
        (("port", "ellari"), ("port",), True),
        (("port", "ellari"), ("ellari",), True),
        (("port", "ellari"), ("port", "ellari"), False),
        (("port", "ellari", "port", "st", "loui"), ("port", "ellari"), True),
        (("port", "st"), (), False),
        (("ellari", "port"), (), False),
        (("port",), (), False),
        (("rain",), (), False),
        ((), (), False),
    ],
)
def test_a_member_of_a_kind_is_inside_where_all_its_words_stand_and_are_not_given(
    terms: tuple[str, ...], given: tuple[str, ...], inside: bool
) -> None:
    assert PLACES.inside(terms, frozenset(given)) is inside


def test_members_of_one_word_stand_alone_and_longer_ones_under_their_first() -> None:
    for kind, members in lexicon().members.items():
        assert members.single or members.longer, kind
        for first, rests in members.longer.items():
            assert first
            assert all(rests)
    countries = lexicon().members[TERMS("country")[0]]
    assert countries.inside(tuple(TERMS("They met in Norway.")), frozenset())
    assert countries.inside(tuple(TERMS("They met in South Korea.")), frozenset())
    assert not countries.inside(tuple(TERMS("They met in the south.")), frozenset())


def test_a_wider_kind_has_the_members_of_its_parts() -> None:
    members = lexicon().members
    country, city = members[TERMS("country")[0]], members.get(TERMS("city")[0])
    wider = [one for one in members.values() if city and country.single | city.single <= one.single]
    for one in wider:
        for part in (country, city):
            assert part
            for first, rests in part.longer.items():
                assert set(rests) <= set(one.longer[first])


@pytest.mark.parametrize(
    ("kind", "text"),
    [("nation", "They met in South Korea."), ("nation", "They met in Norway."), ("town", "They met in New York."),
     ("place", "They met in New Zealand."), ("creature", "They met a horse.")],
)  # fmt: skip
def test_a_wider_kind_is_found_by_the_names_of_its_parts_however_long(kind: str, text: str) -> None:
    members = lexicon().members[TERMS(kind)[0]]
    assert members.inside(tuple(TERMS(text)), frozenset())
    assert not members.inside(tuple(TERMS("They met at new noon, south of it.")), frozenset())
