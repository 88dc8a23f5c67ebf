"""Whom a mention stands for. All people and places are invented."""

import pytest

from retrieval.domain import Block, BlockKind
from retrieval.quotations import find_quotations


def speakers(text):
    return [(q.speaker.text, q.speaker.name, q.speaker.role) for q in find_quotations(text) if q.speaker]


def names(text):
    return [name for _, name, _ in speakers(text)]


def test_a_surname_stands_for_the_fullest_name_of_the_article():
    text = "Mayor Ana Brill opened the bridge.\n\nBrill said it was safe.\n\nMs. Brill said it was new."
    assert names(text) == ["Ana Brill", "Ana Brill"]


def test_particles_belong_to_the_name():
    text = "NATO Secretary General Wim de Graaf Holm spoke.\n\nDe Graaf Holm said it was over."
    assert speakers(text) == [("De Graaf Holm", "Wim de Graaf Holm", "NATO Secretary General")]


def test_pronouns_go_to_the_last_speaker_of_their_gender():
    text = "Ana Brill said it was late. He was not there. She said she was tired.\n\nPeter Tarn said no. She said yes."
    assert names(text) == ["Ana Brill", "Ana Brill", "Peter Tarn", "Ana Brill"]


def test_a_pronoun_without_anybody_before_it_stays_unresolved():
    assert names("It rained in Lome. He said it would stop.") == [None]


def test_a_pronoun_is_not_forced_on_somebody_of_the_other_gender():
    assert names("Ana Brill left. He said it was late.") == [None]


def test_they_and_it_stay_unresolved():
    assert names("Ana Brill left. They said it was late.") == [None]


def test_a_role_stands_for_the_one_person_who_has_it():
    text = "Lome Mayor Ana Brill opened the bridge with Peter Tarn.\n\nThe mayor said it was safe."
    assert speakers(text) == [("The mayor", "Ana Brill", "Lome Mayor")]


@pytest.mark.parametrize(
    "introduced",
    [
        "Most of them live on the island, the mayor of Lome, Ana Brill, said.",
        "On Friday the mayor of Lome, Ana Brill, came with Peter Tarn.",
        "The ferry was met by its mayor, Ana Brill, and by Peter Tarn.",
    ],
)
def test_a_role_that_stands_before_a_name_and_a_comma_is_that_of_the_name(introduced):
    assert speakers(f"{introduced}\n\nThe mayor said it was safe.")[-1][:2] == ("The mayor", "Ana Brill")


def test_what_stands_before_a_comma_and_is_no_role_of_the_name_is_not_taken_for_one():
    text = "On the day the mayor left, Ana Brill came.\n\nThe mayor said it was safe."
    assert names(text) == [None]


def test_a_chief_may_be_a_secretary_general_of_the_same_body():
    text = "Harbour Board Secretary General Ana Brill came.\n\nThe Harbour Board chief said it was safe."
    assert names(text) == ["Ana Brill"]


def test_a_role_that_two_people_have_stays_unresolved():
    text = "Senator Ana Brill and Senator Joan Tarn came.\n\nThe senator said it was safe."
    assert names(text) == [None]


def test_an_unnamed_role_is_kept_as_role():
    assert speakers("A spokesman for the harbour said it was safe.") == [
        ("A spokesman for the harbour", None, "spokesman for the harbour")
    ]


def test_the_role_of_an_apposition_is_kept():
    assert speakers("“We won,” said Ana Brill, the mayor of Lome.") == [
        ("Ana Brill, the mayor of Lome", "Ana Brill", "mayor of Lome")
    ]


def test_the_head_of_a_noun_phrase_is_the_speaker_not_whom_he_serves():
    assert names("Tarn spokesman Peter Holm said no. Peter Holm, a lawyer for Tarn, said yes.") == ["Peter Holm"] * 2


def test_people_of_one_surname_are_kept_apart():
    text = "Ana Brill met Peter Brill.\n\nMs. Brill said no.\n\nMr. Brill said yes."
    assert names(text) == ["Ana Brill", "Peter Brill"]


def test_a_name_after_the_first_word_of_a_sentence_is_read():
    text = "Ana Brill and Otto Tarn met. But Brill said no. Then Mr. Tarn and Ms. Brill said yes."
    assert names(text) == ["Ana Brill", "Otto Tarn and Ana Brill"]


def test_who_speaks_together_is_named_together():
    text = "Mayor Ana Brill and Governor Peter Tarn announced that the bridge was safe."
    assert names(text) == ["Ana Brill and Peter Tarn"]


def test_names_inside_the_quotation_are_no_antecedents():
    text = "Peter Tarn came to Lome. “Joris Holm is a fool,” he said."
    assert names(text) == ["Peter Tarn"]


def test_the_name_of_a_body_is_kept_whole():
    text = "The Lome Department of Health and Welfare said no. The Holm County Sheriff’s Office said yes."
    assert names(text) == ["Lome Department of Health and Welfare", "Holm County Sheriff’s Office"]


def test_a_report_stands_for_nobody():
    text = "Ana Brill, author of the report, came. The report said the bridge was old."
    assert names(text) == [None]


def test_a_person_of_the_same_paragraph_comes_before_a_speaker_of_an_earlier_one():
    text = "Ana Brill said it was late.\n\nIn the town hall of Lome, Joan Tarn wept. She said it was over."
    assert names(text) == ["Ana Brill", "Joan Tarn"]


@pytest.mark.parametrize("whoever", ["A lawyer for", "Supporters of", "A top aide to", "Critics of"])
def test_whoever_speaks_for_somebody_is_not_that_person(whoever):
    assert names(f"{whoever} Ana Brill said the bridge was safe.") == [None]


@pytest.mark.parametrize("document", ["a report by", "a letter from", "a study by the engineer", "a statement by"])
def test_what_somebody_wrote_or_signed_speaks_for_them(document):
    assert names(f"The bridge is safe, according to {document} Ana Brill.") == ["Ana Brill"]


@pytest.mark.parametrize(
    "document", ["a report from Holm", "a report by the office of Ana Brill", "a report on Ana Brill"]
)
def test_a_document_about_somebody_or_from_somewhere_does_not(document):
    assert names(f"The bridge is safe, according to {document}.") == [None]


@pytest.mark.parametrize("whoever", ["an aide to", "a lawyer for", "the mother of", "one of the friends of"])
def test_nor_is_whoever_follows_the_cue(whoever):
    assert names(f"“It is over,” said {whoever} Ana Brill.") == [None]


def test_a_pronoun_is_no_word_with_a_capital_that_nothing_tells_to_be_a_name():
    text = "Harbourmaster won’t swim in the bay\n\nBut Mira Holt wouldn’t swim there, she said. Holt, 41, laughed."
    assert names(text) == ["Mira Holt"]


def test_words_in_marks_about_somebody_are_not_theirs():
    text = "It rained in Lome.\n\n“Mira Holt would not swim there,” she said. Holt, 41, laughed."
    assert names(text) == [None]


def test_nobody_refers_back_to_a_name_that_stands_outside_the_article():
    page = "Ashi Jah said it was late.\n\nOur letter comes with Dr. Odo Tarn every Tuesday\n\n“They need two doses,” he said."
    first, _, third = (part.strip() for part in page.split("\n\n"))
    told = [Block(BlockKind.PARAGRAPH, page.index(part), page.index(part) + len(part)) for part in (first, third)]
    said = find_quotations(page, told)
    assert [one.speaker.name for one in said if one.speaker] == ["Ashi Jah", "Ashi Jah"]
