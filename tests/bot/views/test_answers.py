"""What a reader sees of an answer: the answer first, verbatim, and where it stands."""

from dataclasses import replace

import pytest

from bot.views.answers import render
from bot.views.evidence import citation_line, speaker_line
from bot.views.messages import span_words
from bot.views.texts import bundled_texts
from retrieval.domain import (
    Answer,
    AnswerKind,
    Archived,
    BlockKind,
    Citation,
    Evidence,
    Fact,
    Quotation,
    QuotationKind,
    QuotationsOf,
    Source,
    Speaker,
    StoryList,
    StoryOf,
    Summary,
    shown_at_once,
)

TEXTS = bundled_texts()
CITED = Citation("a", "Trams return", "Herald", "2021-05-30T08:00", "https://herald.example/trams")


def fact(*scores, **more):
    sentences = tuple(Evidence("a", n * 10, n * 10 + 9, f"Line {n:03}.", score) for n, score in enumerate(scores))
    return Answer(AnswerKind.FACT, abstained=False, sentences=sentences, citations=(CITED,), **more)


def test_days_have_their_year_and_go_no_further_than_what_is_stated():
    assert TEXTS.short_day("2009-06-28T10:57") == "28 Jun 2009"
    assert TEXTS.short_day("2009-06") == "Jun 2009"
    assert TEXTS.short_day("2009") == "2009"
    assert TEXTS.short_day("soon") is None
    assert TEXTS.short_day("2009-02-31") is None
    assert TEXTS.moment("2009-06-28T10:57") == TEXTS.moment("2009-06-28 10:57:03+00:00") == "28 Jun 2009, 10:57"
    assert TEXTS.moment("2009-06-28") == "28 Jun 2009"
    assert TEXTS.moment(None) is TEXTS.moment("soon") is None


def test_a_citation_names_updates_and_the_other_outlets_once():
    copies = (Source("Post", "https://post.example/1"), Source("Herald", None), Source("Post", None))
    line = citation_line(Citation("a", "Head", "Herald", None, None, updated=True, also=copies), TEXTS)
    assert line == "Head · Herald · undated · updated · also: Post"


def test_who_wrote_an_opinion_piece_is_said_where_it_is_cited():
    line = citation_line(
        Citation("a", "Opinion: Head", "Herald", "2009-06-28", None, opinion_by=("Ana Brill", "Bo Renn")), TEXTS
    )
    assert line == "Opinion: Head · by Ana Brill, Bo Renn · Herald · 28 Jun 2009"


def test_the_span_of_the_archive_says_the_year_once_if_it_is_one():
    assert span_words(Archived(12, "2009-05-03", "2009-06-28"), TEXTS) == "12 stories, from 3 May to 28 June 2009"
    assert (
        span_words(Archived(1200, "2008-05-03", "2009-06-28"), TEXTS)
        == "1,200 stories, from 3 May 2008 to 28 June 2009"
    )
    assert span_words(Archived(1, "2009-05-03", "2009-05-03"), TEXTS) == "one story, of 3 May 2009"
    assert span_words(Archived(2), TEXTS) == "2 stories"


def test_one_sentence_is_shown_where_it_is_surely_right_and_more_where_it_may_not_be():
    for scores, shown in (((0.8, 0.1), 1), ((0.25, 0.2, 0.1), 2), ((0.12, 0.1, 0.1, 0.1), 3), ((0.2, 0.01), 1)):
        answer = fact(*scores)
        assert shown_at_once(answer.sentences) == shown


def test_sentences_of_one_article_stand_under_one_citation():
    shown = render(fact(0.25, 0.24), lambda: Archived(1), TEXTS)
    assert shown.html.count("Trams return") == 1
    assert shown.text.splitlines()[-1] == "Trams return · Herald · 30 May 2021 · https://herald.example/trams"


def test_the_same_words_are_not_shown_twice():
    twice = Evidence("b", 0, 9, "Line 000.", 0.4)
    answer = Answer(AnswerKind.FACT, abstained=False, sentences=(*fact(0.4).sentences, twice), citations=(CITED,))
    assert render(answer, lambda: Archived(1), TEXTS).total == 1


def test_a_caption_is_marked_and_a_pronoun_brought_home():
    caption = Evidence("a", 0, 9, "In Corfu.", 0.9, BlockKind.CAPTION, lead=(0, 0), lead_text="They met.")
    answer = Answer(AnswerKind.FACT, abstained=False, sentences=(caption,), citations=(CITED,))
    assert "<i>caption:</i> They met. In Corfu." in render(answer, lambda: Archived(1), TEXTS).html


def test_a_sentence_shown_above_is_not_given_again_to_bring_a_pronoun_home():
    first = Evidence("a", 0, 9, "Ann sang.", 0.4)
    then = Evidence("a", 10, 22, "She was paid.", 0.4, lead=(0, 9), lead_text="Ann sang.")
    shown = render(
        Answer(AnswerKind.FACT, abstained=False, sentences=(first, then), citations=(CITED,)), lambda: Archived(1)
    )
    assert shown.text.count("Ann sang.") == 1


def test_markup_in_an_article_is_shown_as_characters():
    hostile = '<b>&<a href="javascript:x">'
    sentence = Evidence("a", 0, len(hostile), hostile, 0.9, emphasis=((0, 3),))
    citation = Citation("a", hostile, hostile, "2021-05-30", "javascript:x")
    said = Quotation(QuotationKind.DIRECT, ((0, 3),), hostile, Speaker(hostile, 0, 1, hostile, hostile), article_id="a")
    for quotations in ((), (said,)):
        answer = Answer(
            AnswerKind.WHAT_SAID, abstained=False, sentences=(sentence,), quotations=quotations, citations=(citation,)
        )
        shown = render(answer, lambda: Archived(1), TEXTS, about=hostile)
        assert "<a" not in shown.html
        assert hostile in shown.text


def test_a_quotation_in_parts_shows_where_words_were_left_out():
    words = "We will sail when every door is safe."
    said = Quotation(QuotationKind.DIRECT, ((0, 12), (40, 64)), words, Speaker("Anna", 0, 1, "Anna"), article_id="a")
    answer = Answer(AnswerKind.WHAT_SAID, abstained=False, quotations=(said,), citations=(CITED,))
    assert "“We will sail … when every door is safe.”" in render(answer, lambda: Archived(1), TEXTS).html


def test_a_speaker_who_is_not_certain_is_no_fact_and_who_passed_the_words_on_is_told():
    ann = Speaker("she", 0, 3, "Ann Lowe", "mayor", "Norvik")
    said = Quotation(QuotationKind.DIRECT, ((0, 9),), "“We sail”", ann, confidence=0.69)
    assert speaker_line(said, TEXTS) == "Speaker not certain (“she”), quoted by Norvik, in direct speech:"
    nobody = replace(said, confidence=0.9, speaker=Speaker("She", 0, 3, "She"))
    assert speaker_line(nobody, TEXTS) == "Speaker not certain (“She”), in direct speech:"
    sure = replace(said, confidence=0.7)
    assert speaker_line(sure, TEXTS) == "<b>Ann Lowe</b>, mayor, quoted by Norvik, in direct speech:"


def test_a_summary_of_several_articles_numbers_its_sentences():
    other = Citation("b", "Trams stay", "Post", "2021-06-01", None)
    sentences = (Evidence("a", 0, 4, "One.", 1.0), Evidence("b", 0, 4, "Two.", 1.0))
    answer = Answer(AnswerKind.SUMMARY, abstained=False, sentences=sentences, citations=(other, CITED))
    text = render(answer, lambda: Archived(2), TEXTS).text
    assert (
        text.index("One. [1]") < text.index("Two. [2]") < text.index("[1] Trams return") < text.index("[2] Trams stay")
    )


def test_words_about_nothing_get_examples():
    answer = Answer(
        AnswerKind.FACT,
        abstained=True,
        suggestions=(Fact("Who won?"), Summary(StoryOf("Trams return")), QuotationsOf("Ann Smith")),
    )
    assert render(answer, lambda: Archived(2), TEXTS).text.endswith(
        "For example:\n• Who won?\n• Summarize Trams return\n• What did Ann Smith say?"
    )


def test_an_answer_from_a_part_of_the_archive_says_so():
    whole = render(fact(0.9), lambda: Archived(3))
    cut = render(fact(0.9, partial=True), lambda: Archived(3))
    assert TEXTS("partial") not in whole.text
    assert cut.text == f"{whole.text}\n\n{TEXTS('partial')}"
    assert (cut.reached, cut.total) == (whole.reached, whole.total)
    assert TEXTS("partial") in render(Answer(AnswerKind.FACT, abstained=True, partial=True), lambda: Archived(3)).text


def test_the_nearest_sentence_stands_under_a_line_that_says_it_does_not_surely_answer():
    near = tuple(Evidence("a", n, n + 9, f"Near {n}.", 0.5, emphasis=((n, n + 4),)) for n in range(3))
    answer = Answer(AnswerKind.FACT, abstained=True, nearest=near, citations=(CITED,))
    shown = render(answer, lambda: Archived(3), TEXTS).html
    assert shown.startswith(TEXTS("abstained_nearest"))
    assert "Near 0." in shown
    assert "Near 1." not in shown
    assert "<b>Near" not in shown
    assert "Herald" in shown


def test_a_sentence_of_a_fact_that_is_somebody_s_words_has_their_name_above_unless_it_says_it():
    words = Quotation(
        QuotationKind.DIRECT, ((0, 9),), "Line 000.", Speaker("she", 0, 3, "Ann Lowe", "mayor"), article_id="a"
    )
    assert "Ann Lowe" in render(fact(0.9, quotations=(words,)), lambda: Archived(1), TEXTS).html
    named = Answer(
        AnswerKind.FACT, abstained=False, sentences=(Evidence("a", 0, 20, "Lowe said: Line one.", 0.9),),
        quotations=(words,), citations=(CITED,),
    )  # fmt: skip
    assert "Ann Lowe" not in render(named, lambda: Archived(1), TEXTS).html


def test_the_newest_stories_are_about_nothing_in_particular():
    listed = Answer(AnswerKind.STORIES, abstained=False, citations=(CITED,), request=StoryList())
    assert render(listed, lambda: Archived(2), TEXTS).text.startswith("Stories, newest first:")
    about = replace(listed, request=StoryList("trams"))
    assert render(about, lambda: Archived(2), TEXTS).text.startswith("Stories about it, newest first:")


@pytest.mark.parametrize(("confidence", "told"), [(0.6, False), (0.9, True)])
def test_a_reported_sentence_that_says_who_says_it_has_no_line_above_it_unless_it_is_certain(confidence, told):
    text = "Ann Lowe, the mayor, called the bridge a gift."
    quotation = Quotation(
        QuotationKind.INDIRECT, ((29, 46),), text[29:46], Speaker("Ann Lowe, the mayor", 0, 19, "Ann Lowe", "mayor"),
        confidence=confidence, article_id="a",
    )  # fmt: skip
    sentence = Evidence("a", 0, len(text), text, 1.0)
    answer = Answer(
        AnswerKind.WHAT_SAID, abstained=False, sentences=(sentence,), quotations=(quotation,), citations=(CITED,)
    )
    shown = render(answer, lambda: Archived(1, None, None), TEXTS).text
    assert (text in shown, "Speaker not certain" in shown, "Ann Lowe, mayor" in shown) == (True, False, told)
