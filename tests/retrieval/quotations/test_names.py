"""Names in any script and of any form: all of them invented."""

import unicodedata

import pytest

from retrieval.quotations import find_quotations


def named(text):
    return [(q.speaker.name, q.speaker.role) for q in find_quotations(text) if q.speaker]


@pytest.mark.parametrize(
    "name",
    [
        "Ștefan Țurlea",
        "Ọlanrewa Ọmọdun",
        "Ấn Đặm",
        "Ġorġ Ħalvin",
        "Ólaf Þorn",
        "Łukan Żarn",
        "Ewa Śwarek",
        "Đuro Šarić-Brill",
        "Pieter van 't Zand",
        "Maria de la Cruz-Orsen",
        "Karim al-Tarawi",
        "Enzo D’Arvo",
        "Siobhan O'Drell",
        "Ngozi Ng'ambe",
        "Will Arden",
        "Grant Hale",
        "May Orrin",
        "Mark Tell",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_of_any_letters_speaks_in_full_and_by_its_surname(name, form):
    surname = name.split(" ", 1)[1]
    text = unicodedata.normalize(
        form, f"{name} said the road was closed. It rained in Lome. “Stay at home,” {surname} said."
    )
    found = find_quotations(text)
    assert [q.speaker.name for q in found] == [name, name]
    for q in found:
        assert text[q.speaker.start : q.speaker.end] == q.speaker.text
        assert "".join(text[a:b] for a, b in q.fragments) in text


@pytest.mark.parametrize("auxiliary", ["Will", "May"])
def test_a_question_begins_with_no_name(auxiliary):
    text = f"{auxiliary} Arden resign? The clerk Odo Arden said he was tired."
    assert [name for name, _ in named(text)] == ["Odo Arden"]


def test_an_hour_is_no_initial_of_a_name():
    text = "Crews left the ridge at 9 P.M. Harbour Service spokeswoman Adele Quarn said the fire was out."
    assert named(text) == [("Adele Quarn", "Harbour Service spokeswoman")]


def test_the_letters_of_a_state_are_no_initials_of_a_name():
    assert named("It burned near Larrow, N.M. Forest Service said that it had begun at a camp.") == [
        ("Forest Service", None)
    ]


def test_an_agency_before_a_caption_is_no_part_of_a_name():
    text = "Mayor Odo Brandt came home.\n\nIda Falk/AP Brandt waves. “It is good to be here,” Brandt said."
    assert named(text)[-1] == ("Odo Brandt", "Mayor")


def test_a_word_that_begins_a_sentence_is_no_name_where_the_text_writes_it_small():
    assert named("Two clinics closed. Clinics said that they had no money.") == [(None, None)]
