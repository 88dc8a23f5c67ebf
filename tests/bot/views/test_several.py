"""What a reader sees of an answer over several stories: the count or the newest first, and where each stands."""

from dataclasses import replace

from bot.views.answers import is_whole, render
from retrieval.domain import (
    Answer,
    AnswerKind,
    Archived,
    Citation,
    Evidence,
    HowOften,
    Latest,
    Message,
    Moment,
    OutletCount,
    OutletsOn,
    Precision,
    Said,
    StoryOf,
    Tally,
    Timeline,
)

NEW = Citation("b", "Trams stop again", "Herald", "2021-06-02", None)
OLD = Citation("a", "Trams return", "Echo", "2021-05-30T08:00", None)
SENTENCES = (Evidence("b", 0, 15, "Trams <stopped>.", 1.0), Evidence("a", 0, 14, "Trams returned.", 1.0))
OUTLETS = (
    OutletCount("Herald", 2, 3, "2021-06-01", "2021-06-02", "b"),
    OutletCount(None, 1, 0, "2021-05-30", "2021-05-30", "a"),
)


def text(answer: Answer) -> str:
    return render(answer, lambda: Archived(2)).text


def test_the_latest_is_numbered_newest_first_with_what_it_tells() -> None:
    answer = Answer(AnswerKind.STORIES, abstained=False, sentences=SENTENCES, citations=(NEW, OLD))
    shown = text(replace(answer, request=Latest(StoryOf("trams"))))
    assert shown.split("\n") == [
        "Newest first:", "", "1. Trams stop again · Herald · 2 Jun 2021", "> Trams <stopped>.", "",
        "2. Trams return · Echo · 30 May 2021", "> Trams returned.",
    ]  # fmt: skip


def test_outlets_are_counted_each_with_its_first_article() -> None:
    answer = Answer(AnswerKind.STORIES, abstained=False, citations=(NEW, OLD), tally=Tally("the trams", OUTLETS))
    shown = text(replace(answer, request=OutletsOn(StoryOf("the trams"))))
    assert shown.split("\n") == [
        "the trams: 2 outlets, 3 articles, 30 May 2021 – 2 Jun 2021",
        "1. Herald: 2 articles. First on 1 Jun 2021: Trams stop again",
        "2. source not stated: 1 article. First on 30 May 2021: Trams return",
    ]


def test_how_often_tells_quotations_only_where_they_were_asked_for() -> None:
    tally = Tally("Ann Holt", OUTLETS, more=True)
    answer = Answer(AnswerKind.STORIES, abstained=False, tally=tally)
    quoted = text(replace(answer, request=HowOften("Holt", quoted=True)))
    named = text(replace(answer, request=HowOften("Holt")))
    assert quoted.startswith("Ann Holt: at least 3 quotations, named in at least 3 articles, 30 May")
    assert "• Herald: 3 quotations, 2 articles" in quoted
    assert named.startswith("Ann Holt: at least 3 articles, 30 May")
    assert "quotation" not in named


def test_more_outlets_than_are_listed_are_counted() -> None:
    tally = Tally("trams", tuple(OutletCount(f"Outlet {n}", 1) for n in range(13)))
    shown = text(Answer(AnswerKind.STORIES, abstained=False, tally=tally, request=HowOften("trams")))
    assert shown.split("\n")[0] == "trams: 13 articles"
    assert shown.endswith("and 3 more outlets")


def test_a_timeline_that_was_asked_for_is_shown_whole() -> None:
    moment = Moment("2021-06-02", Precision.DAY, "Wednesday", SENTENCES[0])
    timeline = Timeline(None, (moment,), (NEW,))
    answer = Answer(AnswerKind.TIMELINE, abstained=False, timeline=timeline, citations=(NEW,))
    assert is_whole(answer)
    assert text(answer).split("\n")[:2] == ["2 Jun 2021", "> Trams <stopped>. [1]"]


def test_the_day_of_the_last_quotation_is_written_out() -> None:
    said = Said(Message.LAST_QUOTED, speaker="Ann Holt", day="2021-06-02T09:00")
    shown = text(Answer(AnswerKind.WHAT_SAID, abstained=False, sentences=SENTENCES[:1], citations=(NEW,), message=said))
    assert shown.startswith("Last quoted on 2 Jun 2021:\n")


def test_what_was_understood_is_not_said_twice() -> None:
    answer = Answer(AnswerKind.STORIES, abstained=False, citations=(NEW,), tally=Tally("Trams stop again", OUTLETS))
    answer = replace(answer, request=OutletsOn(StoryOf(id="b")))
    assert render(answer, lambda: Archived(2), about="Trams stop again").text.count("Trams stop again: ") == 1
    assert not render(answer, lambda: Archived(2), about="Trams stop again").text.startswith("about")
