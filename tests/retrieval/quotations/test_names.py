"""Runs of capitalised words taken apart: the name, the role before it, and what is known of who bears it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.quotations.names import bare, parse


@pytest.mark.parametrize(
    ("run", "text", "role", "gender", "flags", "key", "lead"),
    [
        ("Ana Brill", "Ana Brill", None, "f", "given", "ana brill", 0),
        ("Mr. Brill", "Brill", "Mr.", "m", "", "brill", 0),
        ("Mrs. Brill", "Brill", "Mrs.", "f", "", "brill", 0),
        ("Dr. Ana Brill", "Ana Brill", "Dr.", "f", "given", "ana brill", 0),
        ("Ana M. Brill", "Ana M. Brill", None, "f", "given", "ana brill", 0),
        ("Ana Brill Jr.", "Ana Brill Jr.", None, "f", "given", "ana brill", 0),
        ("Ola van der Renn", "Ola van der Renn", None, None, "", "ola renn", 0),
        ("Mayor Ana Brill", "Ana Brill", "Mayor", "f", "given", "ana brill", 0),
        ("Former Mayor Ana Brill", "Ana Brill", "Former Mayor", "f", "given", "ana brill", 0),
        ("Former Ana Brill", "Ana Brill", None, "f", "given", "ana brill", 7),
        ("The Mayor", "", "Mayor", None, "", "", 0),
        ("The CEO", "", "CEO", None, "", "", 0),
        ("Chief Minister", "", "Chief Minister", None, "", "", 0),
        ("Foreign Minister Ola Renn", "Ola Renn", "Foreign Minister", None, "", "ola renn", 0),
        ("Brunn Mayor Ana Brill", "Ana Brill", "Brunn Mayor", "f", "given", "ana brill", 0),
        ("Brunn University", "Brunn University", None, None, "organisation", "brunn university", 0),
        ("University of Brunn", "University of Brunn", None, None, "organisation", "university of brunn", 0),
        ("Brill & Sons", "Brill & Sons", None, None, "", "brill sons", 0),
        ("NATO", "NATO", None, None, "organisation", "nato", 0),
        ("The NATO", "NATO", None, None, "organisation", "nato", 4),
        ("Billionaire Ola Renn", "Ola Renn", "Billionaire", None, "", "ola renn", 0),
        ("Star Wars", "Star Wars", None, None, "", "star wars", 0),
        ("Plumber Renn", "Renn", "Plumber", None, "", "renn", 0),
        ("Plumber Ola Renn", "Ola Renn", "Plumber", None, "", "ola renn", 0),
        ("Actors Ana Brill", "Ana Brill", "Actors", "f", "given", "ana brill", 0),
        ("Striker Ola Renn", "Ola Renn", "Striker", None, "", "ola renn", 0),
        ("When Ana Brill", "Ana Brill", None, "f", "given", "ana brill", 5),
        ("Monday Ana Brill", "Ana Brill", None, "f", "given", "ana brill", 7),
        ("In Brunn", "Brunn", None, None, "", "brunn", 3),
        ("Ana Brill A", "Ana Brill", None, "f", "given", "ana brill", 0),
        ("Brunn A Firefighter", "Brunn", None, None, "", "brunn", 0),
        ("Kay Bank", "Kay Bank", None, None, "organisation", "kay bank", 0),
        ("Georgia Renn", "Georgia Renn", None, "f", "given", "georgia renn", 0),
        ("King Ola", "Ola", "King", "m", "", "ola", 0),
        ("Queen Ana", "Ana", "Queen", "f", "", "ana", 0),
        ("Sir Ola Renn", "Ola Renn", "Sir", "m", "", "ola renn", 0),
        ("Lady Ana Renn", "Ana Renn", "Lady", "f", "given", "ana renn", 0),
        ("Sgt. Ola Renn", "Ola Renn", "Sgt.", None, "", "ola renn", 0),
        ("O'Renn", "O'Renn", None, None, "", "o'renn", 0),
        ("Ana Brill-Renn", "Ana Brill-Renn", None, "f", "given", "ana brill-renn", 0),
        ("Renn", "Renn", None, None, "", "renn", 0),
        ("R. Renn", "R. Renn", None, None, "", "r renn", 0),
        ("R. J. Renn", "R. J. Renn", None, None, "", "r renn", 0),
        ("Harbour Authority", "Harbour Authority", None, None, "organisation", "harbour authority", 0),
        ("Ola", "Ola", None, None, "", "ola", 0),
        ("Brunn Police Chief Ola Renn", "Ola Renn", "Brunn Police Chief", None, "", "ola renn", 0),
        ("Justice Ola Renn", "Ola Renn", "Justice", None, "", "ola renn", 0),
        ("I’m Ola", "Ola", None, None, "", "ola", 4),
        ("It’s Ana Brill", "Ana Brill", None, "f", "given", "ana brill", 5),
    ],
)
def test_a_run_of_capitals_is_taken_apart(
    run: str, text: str, role: str | None, gender: str | None, flags: str, key: str, lead: int
) -> None:
    name = parse(run)
    told = " ".join(flag for flag in ("given", "organisation") if getattr(name, flag))
    assert (name.text, name.role, name.gender, told, " ".join(name.key), name.lead) == (
        text, role, gender, flags, key, lead,
    )  # fmt: skip


@pytest.mark.parametrize("run", ["Will Renn", "May Renn", "April Brill"])
def test_a_word_of_grammar_belongs_to_a_name_that_is_whole(run: str) -> None:
    assert parse(run, whole=True).text == run
    assert parse(run).text == run.split()[-1]


def test_a_suffix_is_kept_apart_from_the_words_that_tell_bearers_apart() -> None:
    assert (parse("Ola Renn Jr.").suffix, parse("Ola Renn Jr.").key) == ("jr", ("ola", "renn"))
    assert parse("Ola Renn").suffix is None
    assert parse("Renn").suffix is None


@pytest.mark.parametrize(
    ("word", "compared"),
    [("Brill", "brill"), ("Brill's", "brill"), ("Brill’s", "brill"), ("Jr.", "jr"), ("José", "jose"), ("O'Renn", "o'renn"),
     ("(Renn),", "renn"), ("'Renn'", "renn"), ("U.S.", "u.s")],
)  # fmt: skip
def test_words_are_compared_without_case_accents_stops_and_possessives(word: str, compared: str) -> None:
    assert bare(word) == compared


@given(
    st.sampled_from(("Odo", "Ana", "Mayor", "Will", "Lome", "Bank", "Former")),
    st.sampled_from(("Renn", "Brill", "Day")),
)
def test_two_plain_words_are_read_as_longer_names_with_them_are(first: str, last: str) -> None:
    alone, longer = parse(f"{first} {last}"), parse(f"{first} Q. {last}")
    if alone.key == (first.lower(), last.lower()) and len(longer.words) == 3:
        assert (alone.role, alone.gender, alone.given, alone.suffix) == (
            longer.role, longer.gender, longer.given, longer.suffix,
        )  # fmt: skip
