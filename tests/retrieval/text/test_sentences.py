"""Sentences as spans: the abbreviations of news do not end them, and no word is lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.text.sentences import split_sentences, starts_unresolved, unresolved

SENTENCES = Path(__file__).parent / "data" / "sentences.txt"
LINES = [line for line in SENTENCES.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The train left at 10 a.m. Monday from Oskar.",
        "He met J. K. Renn and Ada W. Lund in Ft. Tarn.",
        "Rep. Ada Renn-Lund, D-N.Y., met Sen. Bo Lind on Nov. 3 in Port Tarn.",
        "Lt. Gen. Petra Holm and Gov. Ola Renn spoke.",
        "No. 5 seed Lund beat No. 2 seed Holm.",
        "“We won. We did it,” said Mr. Lind.",
        "It cost $3.5 million, or 2.5 times more than Dr. Holm had said.",
        "The case, Renn v. Lund, was heard by the U.S. Supreme Court.",
        "Rep. Ada Renn, D-Va. said that Kerrang! praised the band.",
        "About 21.6% Pct. with a degree voted for Prop. 205 in Tarn.",
        "The firm, founded in Washington D.C. in 1990, grew.",
        "He pulled the rope and – at last! – the gate of Tarn rose.",
        "“Is it far?” Captain Holm asked the boy.",
        "“Go home!” the mayor of Tarn shouted.",
        "The novelist E. Anna Renn wrote to Samuel B. Lund Jr. of Oskar.",
        "Renn Brothers Inc. Chairman Ola Lund left St. Tarn on Oct. 5.",
        "The doors open at 9 p.m. Sunday and 10 p.m. Eastern time.",
        "The case Renn v. The Crown was heard in Tarn, N.Y., in spring.",
    ],
)
def test_a_sentence_of_news_stays_whole(sentence: str) -> None:
    assert split(f"It rained. {sentence} It stopped.") == ["It rained.", sentence, "It stopped."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained! Why? Nobody knew.", ["It rained!", "Why?", "Nobody knew."]),
        ("She said no. Gov. Renn agreed.", ["She said no.", "Gov. Renn agreed."]),
        ("“I am happy,” she said. “Really.”", ["“I am happy,” she said.", "“Really.”"]),
        ("It rained. iPhone sales fell. It stopped.", ["It rained.", "iPhone sales fell.", "It stopped."]),
        ("it rained. nobody knew. it stopped.", ["it rained.", "nobody knew.", "it stopped."]),
        (
            "The pupil got a B. Her sister got an A. Nobody minded.",
            ["The pupil got a B.", "Her sister got an A.", "Nobody minded."],
        ),
        ("She lacks vitamin D. Doctors say so.", ["She lacks vitamin D.", "Doctors say so."]),
        ("Lund holds a Ph.D. Her brother holds none.", ["Lund holds a Ph.D.", "Her brother holds none."]),
        ("They came in May. Sailors cheered.", ["They came in May.", "Sailors cheered."]),
        ("Holm voted No. The motion fell.", ["Holm voted No.", "The motion fell."]),
        ("He taught art. Pupils liked it.", ["He taught art.", "Pupils liked it."]),
        ("It came from the U.S. They paid.", ["It came from the U.S.", "They paid."]),
        ("He works for Renn Inc. The firm is old.", ["He works for Renn Inc.", "The firm is old."]),
        ("It burned near Tarn, N.M. Crews came.", ["It burned near Tarn, N.M.", "Crews came."]),
        ("They left at 9 p.m. Guards slept.", ["They left at 9 p.m.", "Guards slept."]),
        ("“Is it far?” The road was long.", ["“Is it far?”", "The road was long."]),
        (
            "“He taught art. Nobody came,” she said. It rained.",
            ["“He taught art. Nobody came,” she said.", "It rained."],
        ),
        ("A line\n\nAnother line", ["A line", "Another line"]),
        ("重建工程将于五月开始。第一场演出在秋天举行。", ["重建工程将于五月开始。", "第一场演出在秋天举行。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_they_end(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_a_text_is_cut_between_its_sentences_and_nowhere_else() -> None:
    assert [split(line.replace(" | ", " ")) for line in LINES] == [line.split(" | ") for line in LINES]


def test_a_part_of_a_text_is_split_with_the_offsets_of_the_whole() -> None:
    text = "Zero. One here. Two there. Three."
    assert [text[a:b] for a, b in split_sentences(text, 6, 26)] == ["One here.", "Two there."]


def test_a_speech_in_one_quotation_is_split_inside() -> None:
    text = "“" + "We will open the harbour again on Friday morning. " * 20 + "”"
    assert len(split(text)) > 10


@settings(max_examples=150)
@given(
    st.text(st.sampled_from('abc ABC.?!\n"“”’() 12。,U.S.Mr'), max_size=300), st.sampled_from(["en", "de", "zh", "ru"])
)
def test_spans_are_ordered_trimmed_and_hold_every_letter(text: str, language: str) -> None:
    position = 0
    spans = split_sentences(text, language=language)
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        position = end
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@settings(max_examples=10)
@given(st.sampled_from(["a", "word ", "One two. ", "“", ".", "No. "]))
def test_an_unbroken_line_is_taken_in_pieces(unit: str) -> None:
    text = unit * (120_000 // len(unit))
    spans = split_sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("He left at noon.", True),
        ("“They sing,” said the conductor.", True),
        ("But they sang.", True),
        ("But rain fell.", False),
        ("The two shook hands.", True),
        ("Heather left at noon.", False),
        ("The mayor left.", False),
        ("Itinerant singers came.", False),
        ("", False),
    ],
)
def test_a_sentence_leans_on_the_one_before_where_its_first_word_stands_for_something(text: str, leans: bool) -> None:
    assert starts_unresolved(text) is leans
    assert unresolved([text, "Rain fell."]) == [leans, False]


def test_half_of_a_surrogate_pair_is_a_character_like_others() -> None:
    assert split("The ferry \ud83d sank. All were saved.") == ["The ferry \ud83d sank.", "All were saved."]


@pytest.mark.parametrize(
    "text",
    [
        "It is not clear who paid.",
        "It’s likely that the pier sinks.",
        "This week the pier sank.",
        "It was the first time it sank.",
    ],
)
def test_a_sentence_whose_first_word_stands_for_nothing_before_it_needs_nothing(text: str) -> None:
    assert not starts_unresolved(text)


@pytest.mark.parametrize("text", ["It sank.", "It was clearly a lie.", "This pier sank.", "But it was closed."])
def test_one_whose_first_word_does_still_needs_what_stands_before(text: str) -> None:
    assert starts_unresolved(text)
