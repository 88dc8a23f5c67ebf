"""Whose words they are: all people and places are invented."""

import pytest

from retrieval.quotations import find_quotations


def said(text):
    return [(q.text, q.speaker.name if q.speaker else None) for q in find_quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "General Ivo Marr, quoted by the Tarn Post, said the bridge was safe.",
        "General Ivo Marr was cited by the Tarn Post as saying the bridge was safe.",
        "The Tarn Post quoted General Ivo Marr as saying the bridge was safe.",
        "“the bridge was safe,” the Tarn Post quoted General Ivo Marr as saying.",
        "“the bridge was safe,” General Ivo Marr was quoted by the Tarn Post as saying.",
        "“the bridge was safe,” General Ivo Marr was quoted as saying by the Tarn Post.",
    ],
)
def test_words_that_are_passed_on_are_the_speakers_and_name_who_passes_them_on(text):
    [found] = find_quotations(text)
    assert "the bridge was safe" in found.text
    assert (found.speaker.name, found.speaker.role) == ("Ivo Marr", "General")
    assert "Tarn Post" in found.speaker.via
    assert "Tarn Post" not in found.speaker.text


def test_words_said_to_somebody_may_end_with_who_was_told():
    assert said("The bridge is safe, Ivo Marr told the council.") == [("The bridge is safe", "Ivo Marr")]


def test_what_somebody_is_said_to_have_said_ends_where_the_report_ends():
    text = "Minister Halla Brun warned the farmers that the well was dry, her deputy, Odd Liene, said."
    assert said(text) == [
        ("Minister Halla Brun warned the farmers that the well was dry", "Odd Liene"),
        ("that the well was dry", "Halla Brun"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Captain Runar Vik shook his head and said the engine was finished.",
        "Runar Vik stood up, wrung his hands and said the engine was finished.",
        "Runar Vik, who lost his boat, swam to the pier and told reporters the engine was finished.",
    ],
)
def test_verbs_between_a_name_and_its_cue_are_no_part_of_the_name(text):
    assert [name for _, name in said(text)] == ["Runar Vik"]


@pytest.mark.parametrize(
    "text",
    [
        "For fisherman Arvo Kask, the ban is “a slow drowning.”",
        "To Arvo Kask, a fisherman, the ban is “a slow drowning.”",
        "In the words of Arvo Kask, the ban is “a slow drowning.”",
        "As Arvo Kask put it, “a slow drowning.”",
        "Arvo Kask’s answer was short: “a slow drowning.”",
        "The words of Arvo Kask were plain: “a slow drowning.”",
        "Arvo Kask wept. “a slow drowning.”",
        "Asked about the ban, Arvo Kask shrugged. “a slow drowning.”",
    ],
)
def test_words_without_a_verb_of_saying_are_whose_the_frame_says(text):
    assert [name for words, name in said(text) if "a slow drowning" in words] == ["Arvo Kask"]


def test_bare_words_after_somebody_elses_sentence_are_not_the_earlier_speakers():
    text = "“It was the brakes,” said driver Omri Katz. His colleague Pelle Nord disagreed. “It was the ice.”"
    assert [name for _, name in said(text)] == ["Omri Katz", "Pelle Nord"]


def test_bare_words_after_a_sentence_about_a_thing_go_on_with_the_speaker():
    text = "“I saw it burn,” Ida Falk said. The house stood at the lake. “It was my mother's.”"
    assert {name for _, name in said(text)} == {"Ida Falk"}


def test_a_place_before_the_news_of_a_round_up_says_nothing():
    [(words, name)] = said("Larrow: The town is giving every child a bicycle, Mayor Odo Brandt said.")
    assert (words, name) == ("The town is giving every child a bicycle", "Odo Brandt")


def test_an_interview_may_write_its_speakers_as_names():
    text = (
        "An interview with Odo Brandt, the mayor of Lome.\n\nGazette: Will you run again?\n\nBrandt: I have not decided.\n\n"
        "Gazette: When will you?\n\nBrandt: In May."
    )
    assert [(words, name) for words, name in said(text) if name == "Odo Brandt"] == [
        ("I have not decided.", "Odo Brandt"),
        ("In May.", "Odo Brandt"),
    ]


def test_answers_are_the_one_persons_whom_the_text_introduces():
    text = "Odo Brandt has led Lome for nine years.\n\nQ: Will you run again?\n\nA: I have not decided.\n\nQ: When?\n\nA: In May."
    assert [name for words, name in said(text) if "?" not in words] == ["Odo Brandt"] * 2


def test_a_list_of_dates_is_no_interview():
    text = "Where: The hall of Lome?\n\nWhen: Friday at nine.\n\nWhere: The pier.\n\nWhen: Sunday at ten."
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“a slow drowning,” was Arvo Kask's answer.",
        "In Arvo Kask's view, the ban is “a slow drowning.”",
        "Arvo Kask's verdict: “a slow drowning.”",
        "“a slow drowning,” Radio Lome quoted the fisherman, Arvo Kask, as saying.",
    ],
)
def test_a_view_and_a_verdict_are_their_owners_words(text):
    assert [name for _, name in said(text)] == ["Arvo Kask"]


def test_a_headline_in_capitals_gives_its_words_to_who_says_them():
    text = "Mayor Ana Brill Says Bridge Is Safe\n\nMayor Ana Brill said on Monday that the bridge was safe."
    assert said(text)[0] == ("Bridge Is Safe", "Ana Brill")


def test_what_is_reported_ends_where_somebody_else_speaks():
    text = (
        "Speaking after Prime Minister Ola Berg said taxes must rise, opposition leader Siri Dahl said: “She is lost.”"
    )
    assert said(text) == [("taxes must rise", "Ola Berg"), ("“She is lost.”", "Siri Dahl")]


def test_what_a_clause_within_a_subject_reports_ends_with_the_subject():
    text = "Halla Brun, whose brother Odd told police that he slept, said “the door was open”."
    assert said(text) == [("that he slept", "Odd"), ("“the door was open”", "Halla Brun")]


@pytest.mark.parametrize(
    "text",
    [
        "Halla Brun, dean of law at Tarn, Ola Marr of MIT and Odd Liene, a baker, said “the door was open”.",
        "“the door was open”, said Halla Brun, dean of law at Tarn, Ola Marr of MIT and Odd Liene, a baker.",
        "Lawyers Halla Brun of Tarn, Ola Marr of Lome and Odd Liene said “the door was open”.",
    ],
)
def test_all_of_a_list_of_speakers_speak(text):
    assert said(text) == [("“the door was open”", "Halla Brun, Ola Marr and Odd Liene")]


@pytest.mark.parametrize(
    "mention",
    [
        "Halla Brun, a friend of Ola Marr and Odd Liene,",
        "Halla Brun, who taught Ola Marr and Odd Liene,",
        "Halla Brun, a professor at Tarn College and Lome University,",
    ],
)
def test_whom_a_list_of_others_tells_of_speaks_alone(mention):
    assert said(f"{mention} said “the door was open”.") == [("“the door was open”", "Halla Brun")]


def test_one_who_may_be_told_of_or_speak_leaves_it_unsure_who_speaks():
    [found] = find_quotations("Halla Brun, a lawyer for Ola Marr, and Odd Liene, a baker, said “the door was open”.")
    assert found.confidence < 0.7


def test_what_the_writer_adds_in_the_first_person_is_not_reported():
    assert said("Bishop Odd Liene said that war is a defeat, and I agree.") == [("that war is a defeat", "Odd Liene")]
    text = "Bishop Odd Liene said that the poor come first – a thing our ministers should hear."
    assert said(text) == [("that the poor come first", "Odd Liene")]
    assert said("Odd Liene said we were late.") == [("we were late", "Odd Liene")]


@pytest.mark.parametrize(
    "mention",
    [
        "farmers Halla Brun, of Tarn, Ola Marr, of Lome, and Odd Liene",
        "Halla Brun, her deputy Ola Marr and the treasurer, Odd Liene",
        "Halla Brun; Ola Marr; and Odd Liene",
    ],
)
def test_a_list_of_speakers_may_tell_of_each(mention):
    assert said(f"“The door was open”, said {mention}.") == [
        ("“The door was open”", "Halla Brun, Ola Marr and Odd Liene")
    ]


def test_others_without_names_speak_with_those_of_a_list():
    text = "Councillors Halla Brun, Ola Marr and two others said “the door was open”."
    assert said(text) == [("“the door was open”", "Halla Brun and Ola Marr")]


def test_whom_somebody_does_something_to_is_not_the_one_who_speaks():
    assert said("The actor playing Odd Liene says “the bridge is rotten”.") == [("“the bridge is rotten”", None)]
    assert said("Acting mayor Odd Liene says “the bridge is rotten”.") == [("“the bridge is rotten”", "Odd Liene")]


def test_the_subject_of_a_relative_clause_is_not_the_one_around_it():
    text = "The owner, whom Inspector Odd Liene described as calm, said “the bridge is rotten”."
    assert ("“the bridge is rotten”", None) in said(text)


def test_a_relative_who_speaks_once_leaves_the_surname_of_who_has_an_office_open():
    text = "Senator Odd Brun lost. Halla Brun, his daughter, said: “Dad is fine.” Brun said he would rest."
    assert said(text)[-1] == ("he would rest", "Brun")


@pytest.mark.parametrize(
    "mention", ["The man who met Odd Liene", "The guard who spoke with Odd Liene", "The woman who had sued Odd Liene"]
)
def test_whom_a_clause_on_the_subject_names_does_not_speak(mention):
    found = said(f"{mention} said “the bridge is rotten”.")
    assert found[-1] == ("“the bridge is rotten”", None)
    assert "Odd Liene" not in [speaker for _, speaker in found]


def test_a_relative_pronoun_stands_for_the_person_not_for_a_place_behind_it():
    text = "“We knew”, said Odd Liene, 26, a lawyer in Tarn, who added that it was late."
    assert said(text) == [("“We knew”", "Odd Liene"), ("that it was late", "Odd Liene")]


def test_who_gets_a_letter_does_not_say_what_it_says():
    text = "Halla Brun sent a letter to Minister Odd Liene requesting “a new bridge”."
    assert "Odd Liene" not in [speaker for _, speaker in said(text)]


def test_a_family_speaks_and_not_the_one_it_belongs_to():
    [found] = find_quotations("Odd Liene died, but his family said they were late.")
    assert (found.speaker.text, found.speaker.name) == ("his family", None)


def test_the_head_of_a_committee_speaks_and_not_the_committee():
    text = "Odd Liene, chairman of the Tarn Committee, who wrote that it was late, has left."
    assert "Tarn Committee" not in [speaker for _, speaker in said(text)]


def test_an_official_without_a_name_is_nobody_named_before():
    text = "Odd Liene, an official, came. The official said “the bridge is rotten”."
    assert said(text) == [("“the bridge is rotten”", None)]
