"""Sentences as strings of letters, one a word, the cues among them, and where sentences end around quotation marks.

The letters are those of retrieval/quotations/lexicon.py.
"""

import pytest

from retrieval.quotations.boundaries import sentence_spans
from retrieval.quotations.cues import cues
from retrieval.quotations.lexicon import lexicon
from retrieval.quotations.marks import marked_spans
from retrieval.quotations.tagging import Tagger

FOUND = lexicon("en")
assert FOUND is not None
WORDS = FOUND


@pytest.mark.parametrize(
    ("text", "tags", "found"),
    [
        ("Ana Brill said the pier was old.", "NNVdwXw.", ["said finite"]),
        (
            "The mayor's office didn't say whether it was “old”, he said.",
            "dZTxBsPXQ,PV.",
            ["say finite", "said finite"],
        ),
        (
            "He'd said it; she'll say it; who's asking?",
            "pVP;pBP;hG.",
            ["said finite", "say finite", "asking participle"],
        ),
        ("Reported cases rose to 4,000 in the U.S. on Monday.", "Vwvm#,#idNiY.", ["reported finite"]),
        ("Saying so, Dr. Renn (a judge) left – quickly.", "Gb,NN(dT)v-a.", ["saying participle"]),
        ("Finally, they told him: go!", "a,PVO:v.", ["told finite"]),
        ("The state department's comments were noted.", "dwZwXV.", ["noted passive"]),
        ("MAYOR said 3% of NATO left.", "TV#!fNv.", ["said finite"]),
        ("Will Brill go? May Brill go?", "xNv.NNv.", []),
        ("According to Brill & Sons, nobody knew.", "AmN&N,wv.", ["to according"]),
        ("It wasn't what Brill's wife had been saying.", "PXsZTxXG.", ["saying finite"]),
        ("“Go,” said the 34-year-old.", "QVd#.", ["said finite"]),
    ],
)
def test_every_word_has_its_letter_and_every_cue_its_use(text: str, tags: str, found: list[str]) -> None:
    sentence = Tagger(WORDS).tag(text, 0, len(text), marked_spans(text, 0, len(text)))
    assert sentence.tags == tags
    assert [f"{sentence.word(cue.token)} {cue.use.value}" for cue in cues(sentence, WORDS)] == found


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. It rained again. It stopped.", ["It rained. ", "It rained again. ", "It stopped."]),
        (
            "Dr. Lund left at 5 p.m. on Monday. Nobody saw it.",
            ["Dr. Lund left at 5 p.m. on Monday. ", "Nobody saw it."],
        ),
        ("“Go. Now,” she said. He went.", ["“Go. Now,” she said. ", "He went."]),
        ("“Go.” He went.", ["“Go.” ", "He went."]),
        ("“Why?” she asked. He left.", ["“Why?” she asked. ", "He left."]),
        ("“Why?” He left.", ["“Why?” ", "He left."]),
        ("“Why?” Brill asked.", ["“Why?” Brill asked."]),
        ("It rained… It stopped.", ["It rained… ", "It stopped."]),
        ("J. Brill left. K. Renn stayed.", ["J. Brill left. ", "K. Renn stayed."]),
        ("No. 5 was hers. No. She left.", ["No. 5 was hers. ", "No. ", "She left."]),
        ("It rained! It stopped? Yes.", ["It rained! ", "It stopped? ", "Yes."]),
        ("It was 5.5 metres. It broke.", ["It was 5.5 metres. ", "It broke."]),
        ("“Go.” – Brill", ["“Go.” – Brill"]),
        ("I left. Then I came back.", ["I left. ", "Then I came back."]),
    ],
)
def test_no_sentence_ends_inside_quotation_marks(text: str, sentences: list[str]) -> None:
    spans = sentence_spans(text, 0, len(text), marked_spans(text, 0, len(text)), WORDS)
    assert [text[start:end] for start, end in spans] == sentences


def test_a_sentence_without_an_end_is_cut_between_words_and_outside_of_marks() -> None:
    text = "and so it went " * 700
    spans = sentence_spans(text, 0, len(text), [], WORDS)
    assert len(spans) > 2
    assert all(end - start <= 4000 for start, end in spans)
    assert "".join(text[start:end] for start, end in spans) == text
    quoted = "word " * 700 + "“" + "long words " * 100 + "”" + " word" * 700
    marked = marked_spans(quoted, 0, len(quoted))
    for start, end in sentence_spans(quoted, 0, len(quoted), marked, WORDS):
        assert not any(one.start < start < one.end or one.start < end < one.end for one in marked)


def test_where_everything_is_in_capitals_they_tell_nothing() -> None:
    assert (
        Tagger(WORDS, shouting=True).tag("THE MAYOR SAID NO", 0, 17).tags
        == Tagger(WORDS).tag("the mayor said no", 0, 17).tags
    )
