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
    assert [q.speaker.name for q in found if q.speaker] == [None, "Dora Hale", None, "Dora Hale"]


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
