import pytest

from retrieval.domain import Quotation, QuotationKind, Speaker
from retrieval.quotations.people import answers_to, key, people_in, said_by, said_for, same_person, variants


def quotation(name, role=None, text=None):
    return Quotation(QuotationKind.DIRECT, ((0, 1),), "x", Speaker(text or name or "he", 0, 2, name, role))


def test_spellings_of_one_name_have_one_key():
    assert key("Dr. José de la Cruz Jr.") == key("Jose Cruz") == key("JOSE CRUZ") == "jose cruz"
    assert key("") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jaap de Graaf", "Jaap De Graaf"),
        ("J. Holm", "Joris Holm"),
        ("Bob Tarn", "Robert Tarn"),
        ("Ana F. Brill", "Ana Brill"),
        ("Zoë Brill", "Zoe Brill"),
    ],
)
def test_names_of_one_person_agree(one, other):
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Holm", "Joris Holm"),
        ("Ana Brill", "Peter Brill"),
        ("Ana F. Brill", "Ana G. Brill"),
        ("Ana Brill", "Ana Holm"),
        ("Lome Bank", "Lome University"),
        ("", ""),
    ],
)
def test_people_are_kept_apart_without_evidence(one, other):
    assert not same_person(one, other)


@pytest.mark.parametrize("asked", ["Graaf", "de Graaf", "Jaap de Graaf", "jaap graaf", "Mr. de Graaf", "J. de Graaf"])
def test_a_person_answers_to_parts_of_the_name(asked):
    assert answers_to("Jaap de Graaf", asked)


@pytest.mark.parametrize("asked", ["Piet de Graaf", "Holm", "", "Graaf Jaap Holm"])
def test_a_person_does_not_answer_to_another_name(asked):
    assert not answers_to("Jaap de Graaf", asked)


def test_variants_begin_with_the_fullest():
    assert variants("Jaap de Graaf Holm")[0] == "jaap graaf holm"
    assert variants("Jaap de Graaf Holm")[-1] == "holm"


def test_two_who_speak_together_answer_each_for_themselves():
    assert people_in("Ana Brill and Peter Holm") == ("Ana Brill", "Peter Holm")
    assert people_in("Department of Health and Welfare") == ("Department of Health and Welfare",)
    assert answers_to("Ana Brill and Peter Holm", "Holm")


def test_what_somebody_said_is_never_anothers():
    found = [quotation("Ana Brill"), quotation("Peter Brill"), quotation(None, text="he"), quotation("Ana Holm")]
    assert said_by(found, "Ana Brill") == found[:1]
    assert said_by(found, "Brill") == found[:2]


def test_somebody_without_a_name_answers_to_the_role():
    found = [quotation(None, "spokesman for the harbour", "a spokesman for the harbour")]
    assert said_by(found, "the spokesman") == found
    assert said_by(found, "Brill") == []


def test_whoever_serves_a_person_is_not_that_person():
    lawyer = quotation("Peter Holm", "Brill's lawyer", "Brill's lawyer Peter Holm")
    supporter = quotation(None, "supporter of Ana Brill", "a supporter of Ana Brill")
    for asked in ("Brill", "Ana Brill"):
        assert said_by([lawyer, supporter], asked) == []
        assert said_for([lawyer, supporter], asked) == []


def test_unnamed_officials_of_a_place_speak_for_it():
    found = [quotation(None, "Lome officials", "Lome officials")]
    assert said_for(found, "Lome") == found


def test_whoever_speaks_for_a_body_is_found_by_it():
    found = [quotation("Ana Brill", "Harbour Board chief"), quotation("Peter Holm", "mayor")]
    assert said_for(found, "Harbour Board") == found[:1]


ASKED = (
    "Brill", "Ana", "Ana Brill", "A. Brill", "M. Brill", "Renn", "van der Renn", "Ola Renn", "Ola", "Robert Tarn", "Tarn Bob",
    "Brunn", "University", "Brunn University", "Ms. Brill", "Brill Ana", "Ana Renn", "Mayor Brill",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "answered"),
    [
        ("Ana Brill", {"Brill", "Ana", "Ana Brill", "A. Brill", "Ms. Brill", "Mayor Brill"}),
        ("Ana M. Brill", {"Brill", "Ana", "Ana Brill", "A. Brill", "Ms. Brill", "Mayor Brill"}),
        ("Ola van der Renn", {"Renn", "van der Renn", "Ola Renn", "Ola"}),
        ("Brunn University", {"Brunn", "University", "Brunn University"}),
        ("Bob Tarn", {"Robert Tarn"}),
        ("Renn", {"Renn", "van der Renn"}),
    ],
)
def test_a_name_answers_to_these_and_no_others(name, answered):
    assert {asked for asked in ASKED if answers_to(name, asked)} == answered


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Ana Brill", ("ana brill", "brill")),
        ("Ola van der Hoop Renn", ("ola hoop renn", "ola renn", "hoop renn", "renn")),
        ("Brunn University", ("brunn university",)),
        ("Renn", ("renn",)),
        ("", ()),
    ],
)
def test_variants_are_these(name, forms):
    assert variants(name) == forms


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Ana Brill and Ola Renn", ("Ana Brill", "Ola Renn")),
        ("Brill and Ola Renn", ("Brill and Ola Renn",)),
        ("Ana Brill and Renn", ("Ana Brill and Renn",)),
        ("Brunn University and Ola Renn", ("Brunn University and Ola Renn",)),
        ("Ana Brill", ("Ana Brill",)),
    ],
)
def test_two_full_names_of_people_are_two_people(name, people):
    assert people_in(name) == people


def test_a_body_is_spoken_for_by_whoever_has_all_its_words():
    found = [
        quotation("Ana Brill", "chief of the Harbour Board"),
        quotation("Harbour Board"),
        quotation("Ola Renn", "harbour master"),
        quotation(None, None, "a Harbour Board spokesman"),
    ]
    assert said_for(found, "the Harbour Board") == [found[0], found[1], found[3]]
    assert said_for(found, "the") == []
    assert said_for(found, "") == []


def test_only_a_role_that_ends_in_the_words_is_meant():
    found = [
        quotation(None, "harbour chief", "the harbour chief"),
        quotation(None, "chief of the harbour", "the chief"),
    ]
    assert said_by(found, "the harbour chief") == found[:1]
    assert said_by(found, "chief") == found
    assert said_by(found, "the harbour") == []
