import pytest

from retrieval.archive import people
from retrieval.domain import Speaker


@pytest.fixture
def enter(archive):
    def write(*names, role=None):
        with archive.database.writing() as connection:
            return people.enter(connection, [Speaker(name, 0, 4, name, role) for name in names])

    return write


def test_each_person_has_one_entry_with_roles_and_a_count(archive, enter):
    enter("Ada Lund", "Ada Lund", role="harbour master")
    enter("Ada Lund", role="minister")
    (ada,) = archive.people()
    assert (ada.name, ada.roles, ada.quotations) == ("Ada Lund", ("harbour master", "minister"), 3)


def test_forms_of_one_name_are_one_person_under_the_form_met_most(archive, enter):
    enter("Ada Lund", "Ada M. Lund", "ADA LUND", "Ada Lund")
    (ada,) = archive.people()
    assert (ada.name, ada.quotations) == ("Ada Lund", 4)
    assert set(ada.variants) == {"Ada M. Lund", "ADA LUND"}


def test_an_initial_joins_the_only_person_it_can_mean_and_nobody_where_there_are_two(archive, enter):
    enter("Nora Lund")
    enter("N. Lund")
    assert len(archive.people()) == 1
    enter("Bea Berg", "Boris Berg")
    enter("B. Berg")
    assert len(archive.people()) == 4


def test_two_people_of_one_surname_stay_two(archive, enter):
    numbers = enter("Ada Lund", "Nils Lund", "Lund")
    assert len(set(numbers.values())) == 3


def test_people_are_found_by_every_word_asked_for(archive, enter):
    enter("Jörn van der Berg", "Ada Lund", "Nils Lund", "Nils Lund")
    assert [p.name for p in archive.people("lund")] == ["Nils Lund", "Ada Lund"]
    assert [p.name for p in archive.people("ada lund")] == ["Ada Lund"]
    assert [p.name for p in archive.people("Jorn Berg")] == ["Jörn van der Berg"]
    assert archive.people("der lund") == []
    assert archive.people("?!") == []
    assert [p.name for p in archive.people(limit=1, offset=1)] == ["Jörn van der Berg"]


def test_a_person_is_found_by_a_variant(archive, enter):
    enter("Ada Lund", "Ada Lund")
    enter("Ada Maria Lund")
    assert [p.name for p in archive.people("maria")] == ["Ada Lund"]


def test_quotations_lead_to_their_person_and_back(archive, add, article):
    text = '"The ferry is lost and we do not know why," Ada Lund, the harbour master, said on Monday.'
    add(article("a", text, published="2031-05-04"))
    (quotation,) = archive.quotations(["a"])["a"]
    assert quotation.article_id == "a"
    assert all(text[a:b] for a, b in quotation.fragments)
    (ada,) = archive.people("lund")
    assert archive.quotations_by([ada.id]) == [quotation]


def test_a_word_said_twice_is_one_word_of_a_name(archive, enter):
    enter("Ada Lund", "Nils Lund")
    assert [p.name for p in archive.people("Lund ada Ada lund")] == ["Ada Lund"]
    assert archive.people("ada ada berg") == []


def test_names_of_any_number_of_words_are_looked_up_with_one_statement(archive, enter):
    enter("Ada Lund")
    compiled = archive.database.engine._compiled_cache
    compiled.clear()
    for many in range(1, 60):
        archive.people(" ".join(f"u{n}" for n in range(many)))
    assert len(compiled) == 1
