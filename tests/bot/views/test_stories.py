"""A story's pages: dates as headings, sentences verbatim and numbered, "differs" and never "wrong"."""

import pytest

from bot.views.stories import comparison_html, days, story_line, timeline_html
from bot.views.texts import Texts, bundled_texts
from retrieval.domain import Citation, Comparison, Difference, Evidence, Moment, Precision, Side, Story, Timeline

STORY = Story("s_abcdefghij", "Lind <floods> Brunn", "a", "2025-03-03", "2025-03-04", 2, ("Coast Daily", "The Ledger"))
CITATIONS = (
    Citation("a", "Lind <floods> Brunn", "Coast Daily", "2025-03-03T18:00", "https://coast.example/a"),
    Citation("b", "Boats search Brunn", "The Ledger", "2025-03-04", None),
)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return bundled_texts()


def evidence(article: str, text: str, emphasised: str = "", lead: str | None = None) -> Evidence:
    at = text.index(emphasised)
    emphasis = ((at, at + len(emphasised)),) if emphasised else ()
    return Evidence(article, 0, len(text), text, 1.0, emphasis=emphasis, lead=(0, 0) if lead else None, lead_text=lead)


def test_a_line_of_a_list_names_headline_outlets_days_and_articles(texts: Texts) -> None:
    assert story_line(STORY, texts) == (
        "Lind &lt;floods&gt; Brunn · Coast Daily, The Ledger · 3 Mar 2025 – 4 Mar 2025 · 2 articles"
    )
    bare = Story("s_abcdefghij", None, None, None, None, 1)
    assert story_line(bare, texts) == "untitled article · source not stated · undated"
    assert days("2025-03-03", "2025-03-03", bundled_texts()) == "3 Mar 2025"


def test_a_timeline_stands_under_its_dates_with_citation_numbers(texts: Texts) -> None:
    moments = (
        Moment("2008-08", Precision.MONTH, "August 2008", evidence("b", "It froze in August 2008.", "August 2008")),
        Moment("2025-03-03", Precision.WEEK, "last week", evidence("a", "It rained last week.", "last week")),
        Moment(None, Precision.DAY, "Saturday", evidence("a", "She left on <Saturday>.", lead="Kolb came.")),
    )
    html = timeline_html(Timeline(STORY, moments, CITATIONS), texts)
    assert "<b>Aug 2008</b>\n<blockquote expandable>It froze in <b>August 2008</b>. [2]</blockquote>" in html
    assert "<b>week of 3 Mar 2025</b>" in html
    assert (
        "<b>time not stated</b>\n<blockquote expandable>Kolb came. She left on &lt;Saturday&gt;. [1]</blockquote>"
        in html
    )
    assert '[1] <a href="https://coast.example/a">' in html


def test_an_unknown_story_has_a_sentence_instead_of_a_timeline(texts: Texts) -> None:
    assert timeline_html(Timeline(None, (), ()), texts) == "I have no dates for that."


def test_a_comparison_says_what_differs_with_each_sides_time(texts: Texts) -> None:
    first = Side("Coast Daily", "2025-03-03T18:00", evidence("a", "40 were dead.", "40"), "40")
    second = Side("The Ledger", "2025-03-04", evidence("b", "42 were dead.", "42"), "42")
    comparison = Comparison(
        STORY,
        ("Coast Daily", "The Ledger"),
        shared=(
            (
                Side("Coast Daily", None, evidence("a", "It flooded.")),
                Side("The Ledger", None, evidence("b", "A flood.")),
            ),
        ),
        alone=(Side("The Ledger", None, evidence("b", "Trains stood still.")),),
        differing=(
            Difference("figure", "killed", (first, second)),
            Difference("figure", "", (first, second)),
            Difference("quotation", "Ada Kolb", (first, second)),
        ),
        citations=CITATIONS,
    )
    html = comparison_html(comparison, texts)
    assert (
        "<b>The number of dead differs</b>\nCoast Daily, 3 Mar 2025, 18:00\n<blockquote expandable><b>40</b> were dead. [1]"
        in html
    )
    assert "The Ledger, 4 Mar 2025\n<blockquote expandable><b>42</b> were dead. [2]" in html
    assert "<b>Several say</b>\n<blockquote expandable>It flooded. [1] [2]</blockquote>" in html
    assert "<b>Only The Ledger says</b>\n<blockquote expandable>Trains stood still. [2]</blockquote>" in html
    assert "The words of Ada Kolb differ" in html
    assert "wrong" not in html


def test_where_there_is_nothing_to_compare_a_sentence_says_so(texts: Texts) -> None:
    assert "Only one outlet" in comparison_html(Comparison(STORY, ("Coast Daily",)), texts)
    assert comparison_html(Comparison(None, ()), texts) == "I have no story about that."
    assert "different parts" in comparison_html(Comparison(STORY, ("A", "B")), texts)
