"""What nobody said, or nobody is known to have said: all people and places are invented."""

import pytest

from retrieval.quotations import find_quotations

from .test_attribution import said


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Odo Brandt left the hall without saying whether he would resign.",
        "Odo Brandt stopped short of saying that the dam was unsafe.",
        "Odo Brandt avoided saying that he was ill.",
        "Odo Brandt left before saying where the money was.",
        "Odo Brandt declined to say whether the dam was safe.",
        "Odo Brandt has yet to say whether he will run.",
        "Nobody said that the dam was unsafe.",
        "No one has said that the dam is unsafe.",
        "No official said that the dam was unsafe.",
        "Neither Odo Brandt nor Ida Falk said why the dam broke.",
        "If Odo Brandt says the dam is safe, the village will sleep.",
        "Unless Odo Brandt says that the dam is safe, nobody will return.",
        "Had Odo Brandt said the dam was unsafe, people would have left.",
    ],
)
def test_what_was_not_said_is_no_statement(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "An inn called “The Three Herons” burned down in March.",
        "A pub named “The Last Pint” closed.",
        "The trawler “Anna” ran aground.",
        "Odo “The Hammer” Brandt won the fight.",
        "The play “A Winter in Lome” opens on Friday.",
        "Odo Brandt opened his first inn, also called Brandt and Sons, in Lome.",
        "Odo Brandt left the village, formerly called Larrow, at noon.",
    ],
)
def test_names_in_marks_are_nobodys_words(text):
    assert said(text) == []


def test_a_denial_is_kept_with_its_cue():
    [found] = find_quotations("Odo Brandt denied that he had taken money.")
    assert (found.cue.text, found.speaker.name) == ("denied", "Odo Brandt")


@pytest.mark.parametrize(
    "text",
    [
        "Odo Brandt said nothing about the dam.",
        "Odo Brandt would neither confirm nor deny that the dam was unsafe.",
        "Not a single witness said that the light was red.",
        "Odo Brandt recalled six lots of the pills, which may raise the risk of a stroke.",
    ],
)
def test_saying_nothing_is_no_statement(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text", ["The court refused to hand over three bankers accused of fraud.", "Two men accused of theft were freed."]
)
def test_who_is_accused_accuses_nobody(text: str) -> None:
    assert not find_quotations(text)
    (said,) = find_quotations("The minister accused the mayor of fraud.")
    assert said.speaker is not None
    assert said.speaker.text == "The minister"


@pytest.mark.parametrize(
    "text",
    [
        "What Brill said was wrong.",
        "But the meaning of what she said was a little less friendly.",
        "Much of what Tarn wrote is fiction.",
    ],
)
def test_what_is_said_of_words_is_not_said_by_who_spoke_them(told, text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It is not true that Ana Brill said the pier was unsafe.",
        "Did Captain Odo Tarn say the pier was lost?",
        "The rumour that Ana Brill said she would resign is false.",
    ],
)
def test_what_somebody_is_not_known_to_have_said_is_nobodys(told, text):
    assert told(text) == []


def test_what_is_true_that_somebody_said_is_theirs():
    assert said("It is true that Odo Tarn said the pier was lost.") == [("the pier was lost", "Odo Tarn")]


def test_what_somebody_says_of_what_there_is_is_theirs(told):
    assert [words for _, words, _ in told("The victim of what Brill said was fraud left.")] == ["was fraud left"]


@pytest.mark.parametrize(
    "text",
    [
        "Odd Liene never said “the bridge is rotten and must go”.",
        "Odd Liene did not say “the bridge is rotten and must go”.",
        "Odd Liene refused to say “the bridge is rotten and must go”.",
        "Odd Liene would not call it “a rotten bridge that must go”.",
    ],
)
def test_words_that_somebody_is_said_not_to_have_said_are_nobodys(text):
    [(words, speaker)] = said(text)
    assert words.startswith("“")
    assert speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "Odd Liene not only said “the bridge is rotten”.",
        "Odd Liene never stopped saying “the bridge is rotten”.",
    ],
)
def test_a_negation_that_does_not_deny_the_saying_changes_nothing(text):
    assert ("“the bridge is rotten”", "Odd Liene") in said(text)


def test_what_is_denied_to_have_been_said_is_kept_as_the_denial_alone():
    text = "Odd Liene denied that he said “the bridge is rotten”."
    assert said(text) == [("that he said “the bridge is rotten”", "Odd Liene")]
    text = "A clerk denied that Odd Liene had called it “a rotten bridge”."
    assert [words for words, _ in said(text)] == ["that Odd Liene had called it “a rotten bridge”"]


def test_a_participle_that_tells_of_what_speaks_says_nothing_itself():
    [found] = find_quotations("The letter posted online on Monday said “the bridge is rotten”.")
    assert found.cue.text == "said"


@pytest.mark.parametrize(
    "text",
    [
        "Odd Liene could have said “the bridge is rotten and must go”.",
        "Odd Liene was quoted, wrongly, as saying “the bridge is rotten and must go”.",
    ],
)
def test_words_that_were_not_really_said_are_nobodys(text):
    assert [speaker for _, speaker in said(text)] == [None]


def test_what_a_forgery_gives_to_somebody_is_not_theirs():
    text = "A fake letter claimed that Odd Liene had said “the bridge is rotten”."
    assert "Odd Liene" not in [speaker for _, speaker in said(text)]
