"""What is a quotation, of which kind, and where it begins and ends. All people and places are invented."""

import pytest


@pytest.mark.parametrize(
    ("text", "kind", "words", "speaker"),
    [
        ("“We are ready,” said Ana Brill.", "direct", "“We are ready,”", "Ana Brill"),
        ("“We are ready,” Brill said.", "direct", "“We are ready,”", "Brill"),
        ("Brill said: “We are ready.”", "direct", "“We are ready.”", "Brill"),
        ("Brill said, “We are ready.”", "direct", "“We are ready.”", "Brill"),
        ("“Are we ready?” Brill asked.", "direct", "“Are we ready?”", "Brill"),
        ("“Never!” she told reporters on Monday.", "direct", "“Never!”", "she"),
        ("Brill said the bridge was “close to collapse.”", "mixed", "the bridge was “close to collapse.”", "Brill"),
        ("Brill said the bridge would open in May.", "indirect", "the bridge would open in May", "Brill"),
        ("He said that Lome would pay.", "indirect", "that Lome would pay", "He"),
        ("Brill told reporters that the bridge was safe.", "indirect", "that the bridge was safe", "Brill"),
        ("The bridge will open in May, Brill said.", "indirect", "The bridge will open in May", "Brill"),
        ("The bridge will open in May, said Brill.", "indirect", "The bridge will open in May", "Brill"),
        ("According to Brill, the bridge is safe.", "indirect", "the bridge is safe", "Brill"),
        ("The bridge is safe, according to the ministry.", "indirect", "The bridge is safe", "the ministry"),
        ("Brill denied taking the money.", "indirect", "taking the money", "Brill"),
        ("Brill has repeatedly warned that the bridge is old.", "indirect", "that the bridge is old", "Brill"),
        ("Brill went on to say that nobody was hurt.", "indirect", "that nobody was hurt", "Brill"),
        ("Brill urged the council to act.", "indirect", "to act", "Brill"),
    ],
)
def test_each_way_of_quoting_is_found(told, text, kind, words, speaker):
    assert told(text) == [(kind, words, speaker)]


def test_a_statement_is_spoken_by_whoever_issued_it(told):
    text = "In a statement, the ministry said the bridge was safe."
    assert told(text) == [("indirect", "the bridge was safe", "the ministry")]


def test_a_quotation_split_by_its_attribution_is_one_in_two_fragments(only):
    found = only("“We are ready,” Brill said, “and we will go.”")
    assert [found.text[:15], len(found.fragments)] == ["“We are ready,”", 2]
    assert "Brill" not in found.text


def test_a_further_sentence_in_marks_belongs_to_the_quotation_before_it(only):
    assert len(only("“We are ready,” Brill said. “We leave at dawn.”").fragments) == 2


def test_words_around_an_attribution_in_the_middle_are_its_content(only):
    found = only("The bridge, Brill said, would open in May.")
    assert found.text == "The bridge would open in May"


def test_a_cue_inside_quotation_marks_is_no_cue(told):
    text = "“My mother said that I should go,” Brill recalled."
    assert told(text) == [("direct", "“My mother said that I should go,”", "Brill")]


@pytest.mark.parametrize(
    "text",
    [
        "Her new film, “The Long Way Home,” opens on Friday.",
        "Jonas “Bear” Halloran won the race.",
        "The so-called “ghost” ships left the harbour.",
        "Their hit “Dancing in Lome” was everywhere.",
        "The safety report was published in May.",
        "The claims were settled and the order was placed.",
        "He was in no state to travel.",
    ],
)
def test_titles_nicknames_terms_and_nouns_are_no_quotations(told, text):
    assert told(text) == []


def test_what_somebody_did_not_say_is_not_reported_as_said(told):
    assert told("Brill did not say that the bridge was safe.") == []


def test_a_quotation_over_several_paragraphs_keeps_its_speaker(told):
    text = "“It began in May,” Ana Brill said. “Nobody knew.\n\n“Then it got worse.\n\n“We left.”\n\nIt rained."
    found = told(text)
    assert [speaker for _, _, speaker in found] == ["Ana Brill"] * 3
    assert "It rained" not in " ".join(words for _, words, _ in found)


def test_a_run_of_quotations_keeps_its_speaker_until_another_takes_over(told):
    text = "“We won,” said Brill.\n\n“It was close.”\n\n“It was not,” said Tarn.\n\n“Not at all.”"
    assert [speaker for _, _, speaker in told(text)] == ["Brill", "Brill", "Tarn", "Tarn"]


def test_an_introduction_with_a_colon_names_the_speaker_of_the_next_paragraph(told):
    assert told("Brill continued:\n\n“We have to go.”")[-1] == ("direct", "“We have to go.”", "Brill")


def test_a_signature_below_names_the_speaker(told):
    assert told("“We have to go.”\n\n– Ana Brill")[0][2] == "Ana Brill"
    assert told("“We have to go.” — Ana Brill")[0][2] == "Ana Brill"


def test_hard_wrapped_lines_are_one_paragraph(told):
    line = "and so the council of Lome went on with what it had been doing for all those years."
    lines = [line] * 6 + ["Ana Brill told reporters in the town hall of Lome on Monday that the", "bridge was safe."]
    text = "\n".join(lines)
    assert told(text)[0] == ("indirect", "that the\nbridge was safe", "Ana Brill")


def test_headings_and_furniture_are_not_read():
    from retrieval.domain import Block, BlockKind
    from retrieval.quotations import find_quotations

    text = "“Go,” said Brill.\n\n“Stay,” said Tarn."
    blocks = (Block(BlockKind.HEADING, 0, 17), Block(BlockKind.PARAGRAPH, 19, len(text)))
    assert [q.speaker.text for q in find_quotations(text, blocks) if q.speaker] == ["Tarn"]
    assert find_quotations(text, ()) == ()


def test_a_language_without_a_lexicon_gives_only_what_stands_in_marks(told):
    text = "“Wij hebben de brug vandaag geopend,” zei Ana Brill over “de Brug”. He said it was open."
    assert told(text, "nl") == [("direct", "“Wij hebben de brug vandaag geopend,”", None)]


@pytest.mark.parametrize("dateline", ["LOME: ", "PORT LOME (Meridian Wire) — ", "LOME, Tarsk - "])
def test_a_dateline_is_no_part_of_what_was_said(told, dateline):
    assert told(f"{dateline}The bridge will open in May, Ana Brill said.") == [
        ("indirect", "The bridge will open in May", "Ana Brill")
    ]
