"""Which words beside a quotation name its speaker. All people and places are invented."""

import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We won,” said Ana Brill, the mayor of Lome.", "Ana Brill, the mayor of Lome"),
        ("“We won,” Ana Brill, the mayor of Lome, said.", "Ana Brill, the mayor of Lome"),
        ("“We won,” said Foreign Minister Joris van der Tarn.", "Foreign Minister Joris van der Tarn"),
        ("“We won,” said a spokesman for the harbour of Lome.", "a spokesman for the harbour of Lome"),
        ("“We won,” officials said.", "officials"),
        ("“We won,” the Lome chief said.", "the Lome chief"),
        ("“We won,” the Harbour Board wrote in a letter.", "the Harbour Board"),
        ("Ana Brill and Joris Tarn said they had won.", "Ana Brill and Joris Tarn"),
        ("Brill stood up and said that all were safe.", "Brill"),
        ("Brill left early, adding that she was tired.", "Brill"),
        ("When Tarn objected, Brill said the vote was over.", "Brill"),
        ("Brill released a statement saying the vote was over.", "Brill"),
        ("A lawyer representing Tarn said the vote was void.", "A lawyer representing Tarn"),
        ("The farmers who came on Sunday say they were cheated.", "The farmers"),
        (
            "He is feared. Odo Vell, a professor of law at Saint Maren, University of Larrow, said that the port would close.",
            "Odo Vell, a professor of law at Saint Maren, University of Larrow",
        ),
        (
            "In Lome, a professor of law at Saint Maren, University of Larrow, said that the port would close.",
            "a professor of law at Saint Maren, University of Larrow",
        ),
        (
            "Mayor Ana Holt, who succeeded Peter Tarn, who once called it dull, said on Friday that they had won.",
            "Mayor Ana Holt, who succeeded Peter Tarn, who once called it dull",
        ),
        ("On Tuesday Brill said the vote was over.", "Brill"),
        ("Last year, she said the vote was void.", "she"),
        ("“We won,” an angry Brill retaliated.", "an angry Brill"),
        ("The move was first reported by the Lome Courier.", "the Lome Courier"),
        ("Brill’s claim that the vote was void angered Tarn.", "Brill’s"),
    ],
)
def test_each_kind_of_speaker_is_named(only, text, speaker):
    assert only(text).speaker.text == speaker


def test_whoever_was_asked_did_not_say_the_question(told):
    (found,) = told("Brill was asked, “Why did you come?”")
    assert found[2] is None


def test_words_in_marks_behind_when_asked_are_those_of_whom_the_sentence_names_alone(only):
    text = "When asked how Tarn got out, Adam Falk, the founder, said that “ships are crafted objects. You make one at a time.”"
    assert only(text).speaker.name == "Adam Falk"


def test_quoted_as_saying_gives_the_words_to_who_said_them(only):
    assert only("The paper quoted Brill as saying “we won by a mile.”").speaker.text == "Brill"


def test_it_was_said_has_no_speaker(told):
    assert all(speaker is None for _, _, speaker in told("It was said “the old king is still alive” in the hills."))


def test_a_relative_pronoun_stands_for_the_noun_before_it(only):
    found = only("They met Ana Brill, who said the vote was over.")
    assert (found.speaker.text, found.speaker.name) == ("who", "Ana Brill")


@pytest.mark.parametrize(
    "text",
    [
        "Brisa sang on Monday. Her band had sent the tapes to Brisa's lawyer, and DAILY LEDGER has called. “I sing,” she said.",
        "Brisa sang on Monday. DAILY LEDGER has reached out for more. “I sing,” she said.",
    ],
)
def test_she_is_the_singer_of_one_name_and_never_the_paper_in_capitals(only, text):
    assert only(text).speaker.name == "Brisa"
