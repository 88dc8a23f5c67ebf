"""Questions over several stories are recognised however they are typed, and nothing else is taken for one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import Context, OthersOn, Question
from retrieval.questions import several_stories
from retrieval.questions.misspelt import respelt
from retrieval.questions.several_requests import asked_over
from retrieval.questions.several_stories import OverStories, Several, over_stories

REQUESTS = {
    "Latest": Several.LATEST,
    "OutletsOn": Several.OUTLETS,
    "LastQuoted": Several.LAST_QUOTED,
    "SideBySide": Several.SIDE_BY_SIDE,
    "OthersOn": Several.OTHERS,
    "TimelineOf": Several.TIMELINE,
    "ComparisonOf": Several.COMPARISON,
}


def phrasings() -> list[tuple[str, str, str]]:
    lines = (Path(__file__).parent / "data" / "several_stories.txt").read_text("utf-8").splitlines()
    rows = [tuple(part.strip() for part in line.split("|")) for line in lines if line and not line.startswith("#")]
    return [(request, of, words) for request, of, words in rows]


PHRASINGS = phrasings()
ASKED = [row for row in PHRASINGS if row[0] != "none"]


def of(found: OverStories) -> str:
    """Return what was understood in the form of the data: "Holt & Senn; the frost", "the ferry; articles", "-"."""
    if found.kind in {Several.QUOTED_HOW_OFTEN, Several.NAMED_HOW_OFTEN}:
        named = found.speakers[0] if found.speakers else found.topic
        return f"{named}; {'quotations' if found.kind is Several.QUOTED_HOW_OFTEN else 'articles'}"
    if found.kind in {Several.SIDE_BY_SIDE, Several.LAST_QUOTED}:
        return " & ".join(found.speakers) + (f"; {found.topic}" if found.topic else "")
    return found.topic or "-"


@pytest.mark.parametrize("request_", dict.fromkeys(row[0] for row in ASKED))
def test_it_is_understood_what_is_asked_and_of_what(request_: str) -> None:
    kinds = {Several.QUOTED_HOW_OFTEN, Several.NAMED_HOW_OFTEN} if request_ == "HowOften" else {REQUESTS[request_]}
    wanted = {words: what for request, what, words in ASKED if request == request_}
    found = {words: over_stories(respelt(words)) for words in wanted}
    assert {words: one and of(one) for words, one in found.items()} == wanted
    assert not [words for words, one in found.items() if one is None or one.kind not in kinds]


def test_other_questions_are_left_alone() -> None:
    others = [words for request, _, words in PHRASINGS if request == "none"]
    assert others
    assert not [words for words in others if over_stories(respelt(words)) is not None]


def test_there_are_enough_phrasings_of_each_kind_and_of_none() -> None:
    counts = {request: sum(row[0] == request for row in PHRASINGS) for request in (*REQUESTS, "HowOften", "none")}
    assert min(count for request, count in counts.items() if request != "ComparisonOf") >= 15
    assert counts["none"] >= 60


@pytest.mark.parametrize("row", ASKED[::3])
def test_marks_courtesy_and_spaces_change_nothing(row: tuple[str, str, str]) -> None:
    _, _, words = row
    plain = words.rstrip("?")
    for typed in (f"{plain}?", f"  {plain} ？", f"please, {plain}", f"{plain} please", f"so {plain}?!"):
        assert over_stories(typed) == over_stories(words), typed


@pytest.mark.parametrize("row", ASKED[1::3])
def test_small_letters_change_only_how_names_are_written(row: tuple[str, str, str]) -> None:
    _, what, words = row
    found = over_stories(respelt(words.lower()))
    if " on " in what or "vs" in words or words.split()[1:2] == ["and"] or words.split()[2:3] == ["and"]:
        return  # without a word of saying, capitals alone tell that somebody is meant
    assert found is not None
    assert of(found).lower() == what.lower()


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    found = over_stories(text)
    assert found is None or found.kind in Several


@given(st.sampled_from(ASKED), st.text(alphabet="abcdefghij", min_size=5, max_size=9))
def test_a_topic_is_given_back_as_it_was_typed(row: tuple[str, str, str], word: str) -> None:
    request, what, words = row
    if request in {"Latest", "OutletsOn", "TimelineOf"} and what != "-":
        typed = respelt(words).replace(what, word.title())
        found = over_stories(typed)
        assert found is None or found.topic in {None, word.title()}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("did anyone disagree?", "Ida Falk"),
        ("did anyone disagree with it?", "Ida Falk"),
        ("did anyone disagree about the price of milk?", None),
        ("who disagreed with Ola Renn about the price of milk?", "Ola Renn"),
    ],
)
def test_who_is_disagreed_with_is_the_last_speaker_unless_the_question_says_on_what_or_with_whom(
    text: str, whom: str | None
) -> None:
    asked = over_stories(text)
    assert asked
    spoken = Context(question="What did Ida Falk say?", articles=("a",), speaker="Ida Falk")
    request = asked_over(asked, Question(text, context=spoken)).request
    assert isinstance(request, OthersOn)
    assert request.speaker == whom


def test_of_the_words_that_people_type_so_many_are_kept_and_no_more() -> None:
    for number in range(several_stories._MENDED + 100):
        assert several_stories._mended(f"word{number}") == f"word{number}"
    assert several_stories._mended.cache_info().currsize <= several_stories._MENDED
