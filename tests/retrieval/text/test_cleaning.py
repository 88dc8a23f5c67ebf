"""Which stretches of a scraped news text are the article; nothing is left out without a positive sign."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.domain import BlockKind
from retrieval.text.cleaning import blocks_of, strip_controls

FURNITURE = [
    "Advertisement",
    "Read More",
    "Story continues below advertisement",
    "Share on Facebook",
    "Facebook Twitter Email",
    "READ MORE: Theatre of Oskar to be rebuilt",
    "Related: How the bridge broke",
    "More: Nine days of rain in Velmora",
    "Sign up for our newsletter to get the news of the day in your inbox.",
    "Want more? Subscribe to the Daily Tarn newsletter here.",
    "Get the day's stories delivered straight to your inbox.",
    "Follow us on Twitter and Instagram",
    "Follow Ada Lund on Twitter: @adalund.",
    "Ada Lund covers the coast for the Ledger. Reach her at ada@ledger.example.",
    "Contact the reporter at ada@ledger.example or 555-0100.",
    "Contributing: Ola Renn, Petra Holm",
    "The Associated Press contributed to this report.",
    "Reporting by Ada Lund; Editing by Petra Holm",
    "Copyright 2031 The Velmora Ledger. All rights reserved.",
    "© 2031 Ledger Media",
    "This story has been updated with additional details.",
    "Products were in stock at the time of publication. We may earn a commission from links.",
    "We use cookies to measure how our pages are read.",
    "Video Ad Feedback Storm breaks pier 01:37 - Source: Lanx",
    "Comments",
    "Low water in Velmora:Ferries stay in port until Friday",
    "Did you feel it?:What the tremor did to the quay",
    "►'It came so fast':How Port Tarn lost its bridge",
    "Port Tarn CNN —",
    "* * *",
]
SENTENCES = [
    "She said the newsletter of the town had asked readers to sign up for the walk.",
    "The mayor told readers to follow the rules at the harbour until Friday.",
    "“Read more books,” the minister told the children of Velmora.",
    "Written by Bo Lind in 1969, the song was later sung by half of the country.",
    "He shared a photo of himself with the mayor on Monday.",
    "The company sells advertisements and subscriptions in nine countries, it said.",
    "Contact between the two towns was lost for three days after the storm.",
    "The show (CBS, Fridays at 8) was cancelled.",
    "What to know: the bridge opens on Monday and the ferry stops on Tuesday.",
    "Opinion: The bridge is too old, and everybody in the town council knows it.",
    "33%",
    "They said no.",
    "Why?",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_in_no_block(line: str) -> None:
    text = f"The harbour will reopen on Friday, officials said.\n\n{line}\n\nThe pier was built in 1911."
    assert [text[b.start : b.end] for b in blocks_of(text)] == [
        "The harbour will reopen on Friday, officials said.",
        "The pier was built in 1911.",
    ]


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_that_only_looks_like_furniture_is_kept(line: str) -> None:
    text = f"The harbour will reopen on Friday, officials said.\n\n{line}\n\nThe pier was built in 1911."
    assert line in [text[b.start : b.end] for b in blocks_of(text) if b.kind is BlockKind.PARAGRAPH]


def test_the_headline_repeated_is_in_no_block() -> None:
    text = "Harbour to reopen after storm\n\nThe harbour will reopen on Friday, officials said."
    assert len(blocks_of(text, "Harbour to reopen, after storm")) == 1


def test_a_short_line_alone_between_sentences_is_a_subheading() -> None:
    text = "The harbour will reopen on Friday.\n\nA long wait\n\nThe pier was built in 1911."
    assert [b.kind.value for b in blocks_of(text)] == ["paragraph", "heading", "paragraph"]


def test_short_lines_in_a_row_are_a_list_and_stay_text() -> None:
    text = "The winners of the regatta were:\n\nAda Lund, Oskar\n\nBo Lind, Velmora\n\nPetra Holm, Tarn\n\nThey sailed for two days."
    assert {b.kind for b in blocks_of(text)} == {BlockKind.PARAGRAPH}


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b",
        "a\u202eb",
        "a\u200bb",
        "\ufeffab",
        "a\xadb",
        "a\ud800b",
        "a\u2066b\u2069",
        "\U000e0041ab",
        "a\u200db",
        "a\x7fb",
    ],
)
def test_what_cannot_be_seen_is_stripped(text: str) -> None:
    assert strip_controls(text) == "ab"


def test_joiners_stay_in_scripts_that_spell_with_them() -> None:
    persian = "می\u200cشود"
    assert strip_controls(persian) == persian
    assert strip_controls("line\x0bend\x85s\tand tabs\n") == "line\nend\ns\tand tabs\n"


def test_joiners_stay_in_emoji_that_are_made_of_several() -> None:
    family = "the \U0001f468\u200d\U0001f469\u200d\U0001f467 family \u2764\ufe0f\u200d\U0001f525"
    assert strip_controls(family) == family
    assert (
        strip_controls("\U0001f468\u200d and a\u200d\U0001f469\u200c\U0001f467")
        == "\U0001f468 and a\U0001f469\U0001f467"
    )


@given(st.one_of(st.text(), st.text(alphabet="\u200c\u200d\U0001f468\u0645a\ufe0f")))
def test_stripping_twice_changes_nothing_more(text: str) -> None:
    once = strip_controls(text)
    assert strip_controls(once) == once
    assert len(once) <= len(text)


@settings(max_examples=150)
@given(
    st.lists(st.one_of(st.sampled_from([*FURNITURE, *SENTENCES, "", "  "]), st.text(max_size=60)), max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n\r\n"]),
)
def test_blocks_are_ordered_disjoint_and_without_white_space_around(lines: list[str], between: str) -> None:
    text = between.join(lines)
    position = 0
    for block in blocks_of(text, "Why?"):
        assert position <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        position = block.end


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12))
def test_no_sentence_of_an_article_is_lost(sentences: list[str]) -> None:
    text = "\n\n".join(sentences)
    assert [text[b.start : b.end] for b in blocks_of(text)] == sentences
