"""Corrections of who is who: they hold for what is there and for what comes later."""

import pytest

from retrieval.archive import corrections, people
from retrieval.domain import Speaker
from retrieval.errors import ArchiveError


@pytest.fixture
def enter(archive):
    def write(*names, role=None):
        with archive.database.writing() as connection:
            return people.enter(connection, [Speaker(name, 0, 4, name, role) for name in names])

    return write


@pytest.fixture
def correct(archive):
    def write(how, *names):
        with archive.database.writing() as connection:
            how(connection, *names)

    return write


def test_two_entries_that_are_merged_are_one_person_now_and_later(archive, enter, correct):
    enter("Robert Tarn", "Robert Tarn", role="mayor")
    enter("Butch Tarn", role="baker")
    correct(corrections.merge, "Robert Tarn", "Butch Tarn")
    enter("Butch Tarn")
    (tarn,) = archive.people()
    assert (tarn.name, tarn.quotations, tarn.variants) == ("Robert Tarn", 4, ("Butch Tarn",))
    assert set(tarn.roles) == {"mayor", "baker"}
    assert [one.name for one in archive.people("butch")] == ["Robert Tarn"]


def test_a_name_that_is_split_off_is_a_person_now_and_later(archive, enter, correct):
    enter("Ada Lund", "Ada Lund", "Ada M. Lund")
    assert len(archive.people()) == 1
    correct(corrections.split, "Ada M. Lund")
    enter("Ada M. Lund", "Ada Lund")
    assert {one.name for one in archive.people()} == {"Ada Lund", "Ada M. Lund"}
    assert len(archive.people()) == 2


def test_what_was_merged_can_be_split_again(archive, enter, correct):
    enter("Robert Tarn", "Butch Tarn")
    correct(corrections.merge, "Robert Tarn", "Butch Tarn")
    correct(corrections.split, "Butch Tarn")
    enter("Butch Tarn", "Robert Tarn")
    assert {one.name for one in archive.people()} == {"Robert Tarn", "Butch Tarn"}


@pytest.mark.parametrize(
    ("how", "names", "reason"),
    [
        (corrections.merge, ("Ada Lund", "Nobody Here"), "Nobody called Nobody Here is quoted"),
        (corrections.merge, ("Ada Lund", "Ada Lund"), "are one person already"),
        (corrections.split, ("Ada Lund",), "the only name of Ada Lund"),
        (corrections.split, ("Nobody Here",), "Nobody called Nobody Here is quoted"),
    ],
)
def test_a_correction_that_cannot_be_made_says_why_and_changes_nothing(archive, enter, correct, how, names, reason):
    enter("Ada Lund", "Nils Lund")
    before = archive.people()
    with pytest.raises(ArchiveError, match=reason):
        correct(how, *names)
    assert archive.people() == before


def test_quotations_follow_their_person(archive, add, article, correct):
    add(article("a", "Robert Tarn said it rained. Butch Tarn said it poured."))
    correct(corrections.merge, "Robert Tarn", "Butch Tarn")
    (tarn,) = archive.people()
    assert len(archive.quotations_by([tarn.id])) == 2
    correct(corrections.split, "Butch Tarn")
    assert [len(archive.quotations_by([one.id])) for one in archive.people()] == [1, 1]
