"""Roles as a text gives them, before a name and behind it: all people are invented."""

import pytest

from retrieval.quotations import find_quotations


def role_of(text, words="road was closed"):
    return next((q.speaker.name, q.speaker.role) for q in find_quotations(text) if words in q.text)


OCCUPATIONS = [
    "beekeeper",
    "paramedic",
    "marine biologist",
    "tram driver",
    "midwife",
    "choirmaster",
    "cook",
    "kite flyer",
]


@pytest.mark.parametrize("occupation", OCCUPATIONS)
def test_an_occupation_stands_before_a_name(occupation):
    assert role_of(f"The road was closed, {occupation} Osmo Trell said.") == ("Osmo Trell", occupation)


@pytest.mark.parametrize("occupation", OCCUPATIONS)
def test_an_occupation_stands_behind_a_name(occupation):
    assert role_of(f"Osmo Trell, a {occupation}, said the road was closed.") == ("Osmo Trell", occupation)


@pytest.mark.parametrize("occupation", [one for one in OCCUPATIONS if one != "kite flyer"])
def test_an_occupation_that_begins_a_sentence_is_no_part_of_the_name(occupation):
    text = f"{occupation.capitalize()} Osmo Trell said the road was closed."
    assert role_of(text) == ("Osmo Trell", occupation.capitalize())


@pytest.mark.parametrize(
    ("apposition", "role"),
    [
        ("a marine biologist at the University of Lome,", "marine biologist at the University of Lome"),
        ("the 45-year-old owner of the Blue Lamp,", "owner of the Blue Lamp"),
        ("45, a beekeeper from Lome,", "beekeeper from Lome"),
        ("mayor of St. Orr since 2011,", "mayor of St. Orr"),
        ("a spokeswoman for Gov. Odo Brandt,", "spokeswoman for Gov. Odo Brandt"),
        ("the union's chief negotiator,", "union's chief negotiator"),
        ("a baker from Lome who has two sons,", "baker from Lome"),
    ],
)
def test_an_apposition_is_the_role_up_to_its_end(apposition, role):
    assert role_of(f"Osmo Trell, {apposition} said the road was closed.") == ("Osmo Trell", role)


def test_a_role_may_come_first_and_the_name_behind_it():
    assert role_of("The harbour master, Osmo Trell, said the road was closed.") == ("Osmo Trell", "harbour master")
    assert role_of("Chief engineer Osmo Trell said the road was closed.") == ("Osmo Trell", "Chief engineer")


@pytest.mark.parametrize("quality", ["An angry", "The late", "A weary"])
def test_how_somebody_is_is_no_role(quality):
    assert role_of(f"{quality} Osmo Trell said the road was closed.") == ("Osmo Trell", None)


def test_a_role_is_kept_over_paragraphs():
    text = "Osmo Trell, a glazier, met Mayor Ada Brill. They spoke for an hour.\n\n“The road was closed,” Trell said."
    assert role_of(text) == ("Osmo Trell", "glazier")


def test_a_role_is_read_where_somebody_only_comes_by():
    text = "Mayor Ada Brill met the welder Osmo Trell at the lake.\n\n“The road was closed,” Trell said."
    assert role_of(text) == ("Osmo Trell", "welder")


def test_what_somebody_is_said_to_be_is_a_role():
    text = "Osmo Trell is the owner of a mill. “The road was closed,” Trell said."
    assert role_of(text) == ("Osmo Trell", "owner of a mill")


def test_a_day_behind_a_name_is_no_role():
    assert role_of("Osmo Trell, the next day, said the road was closed.")[1] is None
