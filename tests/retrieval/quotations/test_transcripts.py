import pytest

from retrieval.domain import QuotationKind
from retrieval.quotations import find_quotations

INTERVIEW = """We met Dora Hale, a potter, in Lome.

Q: Why clay?

A: Because it forgives you.

Stone does not.

Q: And now?

A: I rest."""


def test_answers_of_an_interview_belong_to_whom_the_introduction_names():
    found = find_quotations(INTERVIEW)
    assert [q.text for q in found] == ["Why clay?", "Because it forgives you. Stone does not.", "And now?", "I rest."]
    assert [q.speaker and q.speaker.name for q in found] == [None, "Dora Hale", None, "Dora Hale"]


def test_labels_in_capitals_name_the_speakers_of_a_transcript():
    text = "BRILL: Good evening, Peter Holm.\n\nHOLM: She said it was late.\n\nBRILL: It is."
    found = find_quotations(text)
    assert [(q.speaker.text, q.speaker.name) for q in found if q.speaker] == [
        ("BRILL", "BRILL"),
        ("HOLM", "Peter Holm"),
        ("BRILL", "BRILL"),
    ]


def test_a_dateline_is_no_label():
    assert find_quotations("LOME: The bridge is open.\n\nIt rained.") == ()


def labelled(*pairs):
    return "\n\n".join(f"{label}: {words}" for label, words in pairs)


@pytest.mark.parametrize(
    ("pairs", "taken"),
    [
        ([("BRILL", "Is it old?"), ("RENN", "It is."), ("BRILL", "Why?"), ("RENN", "It is.")], 4),
        ([("BRILL", "Is it old?"), ("RENN", "It is.")], 2),
        ([("BRILL", "Is it old?")], 0),
        ([("BRILL", "Is it old?"), ("BRILL", "Is it?")], 0),
        ([("BRILL", "a"), ("RENN", "b"), ("TARN", "c")], 0),
        ([("BRILL", "a"), ("RENN", "b"), ("TARN", "c"), ("BRILL", "d")], 4),
        ([("Q", "Is it old?"), ("A", "It is.")], 2),
        ([("Brill", "Is it old?"), ("Renn", "It is.")], 0),
    ],
)
def test_labels_make_a_conversation_where_they_take_turns(told, pairs, taken):
    found = told(labelled(*pairs))
    called = [label if len(label) > 1 else None for label, _ in pairs]  # a letter is nobody's name
    assert [label for kind, _, label in found if kind == "direct"] == called[:taken]


def test_a_turn_goes_on_over_paragraphs_until_the_next_label_but_not_for_ever(told):
    short = "BRILL: Is it old?\n\nIs it ugly?\n\nRENN: It is.\n\nBRILL: Why?\n\nRENN: It is."
    assert next(words.replace("\n\n", " ") for _, words, _ in told(short)).endswith("Is it ugly?")
    long = "BRILL: Is it old?\n\n" + "It rained.\n\n" * 7 + "RENN: It is.\n\nBRILL: Why?\n\nRENN: It is."
    assert "rained" not in " ".join(words for _, words, _ in told(long))


def test_an_interview_in_which_every_second_question_says_you_is_one():
    text = (
        "The novelist Nora Vestby has written her third book. We met her in her kitchen.\n\n"
        "Where did the idea come from?\n\nFrom a tin box in my aunt's attic.\n\n"
        "How long did it take you?\n\nSix years. I threw away the first half twice.\n\n"
        "Do you have a routine?\n\nI write standing up, at the ironing board.\n\n"
        "Will there be a sequel?\n\nNo. The clerk is dead, and I am tired of him."
    )
    said = [q for q in find_quotations(text) if q.kind is QuotationKind.DIRECT]
    assert [q.speaker.text for q in said if q.speaker] == ["Nora Vestby"] * 4


def test_who_is_interviewed_is_told_by_the_headline():
    text = (
        "Cold as ice: The Courier interviews Mamegan Dory on a new reef\n\nHow did you come to this reef\n\n"
        "Frank Rask got in touch with me after the dive. I was glad.\n\nWhat was your first thought?\n\n"
        "I thought it was a joke. My team did too.\n\nWill you go back?\n\nI hope so, if my knees hold."
    )
    said = [q for q in find_quotations(text) if q.kind is QuotationKind.DIRECT]
    assert [q.speaker.name for q in said if q.speaker] == ["Mamegan Dory"] * 2
    assert "Mamegan Dory" not in [
        q.speaker.name for q in find_quotations(text.replace("Mamegan Dory", "Ida Falk and Bo Renn")) if q.speaker
    ]


def test_questions_and_answers_to_a_reader_are_no_interview():
    text = (
        "Nora Vestby has sold tickets for years.\n\nDo you need a ticket?\n\nYes, from Monday.\n\n"
        "Can you pay on board?\n\nOnly with a card.\n\nWhat does it cost?\n\nEleven crowns."
    )
    assert find_quotations(text) == ()
