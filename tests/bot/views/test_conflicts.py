"""What differs, as lines below an answer and as the changes of a story."""

from bot.views.conflicts import changes_html, conflict_lines
from bot.views.texts import bundled_texts
from retrieval.domain import Answer, AnswerKind, Change, Citation, Correction, Disagreement, Stated

TEXTS = bundled_texts()
CITED = {
    id_: Citation(id_, f"News of {id_}", outlet, "2025-05-14", None)
    for id_, outlet in (("a", "Gazette"), ("b", "Ledger"))
}


def answer(**more):
    return Answer(AnswerKind.FACT, abstained=False, **more)


def test_outlets_that_differ_stand_in_one_line_each_with_its_words():
    stated = Stated("a", 0, 3, "217", differs=False), Stated("b", 0, 3, "214 <boats>", differs=True)
    (line,) = conflict_lines(answer(disagreement=Disagreement(stated, tuple(CITED.values()))), TEXTS)
    assert line == "Outlets differ: Gazette says 217 · Ledger says 214 &lt;boats&gt;"


def test_a_correction_says_what_was_there_and_until_when():
    correction = Correction("a", "2025-05-15T08:30:00+00:00", "217", "214", "All 217 were saved.")
    (line,) = conflict_lines(answer(correction=correction), TEXTS)
    assert line == "Corrected since: until 15 May 2025, 08:30 it said “217”, now “214”."
    added = Correction("a", "2025-05-15", "", "on Monday", "It sank.")
    assert "was added 15 May 2025" in conflict_lines(answer(correction=added), TEXTS)[0]


def test_an_answer_without_differences_has_no_line():
    assert conflict_lines(answer(), TEXTS) == []


def test_changes_stand_under_their_article_and_time():
    changes = (
        Change("a", "2025-05-15T08:30", "It sank <fast>.", "It sank."),
        Change("a", "2025-05-15T08:30", None, "Two left."),
    )
    html = changes_html(answer(changes=changes, citations=(CITED["a"],)), TEXTS).html
    assert html.startswith("News of a · Gazette")
    assert "Changed 15 May 2025, 08:30:" in html
    assert "Before: It sank &lt;fast&gt;.\nNow: It sank.\nNow: Two left." in html
