"""An answer says where other outlets, or its article's earlier text, differ on what was asked; nothing else is compared."""

import pytest

from retrieval.answering import Answerer
from retrieval.archive.archive import Archive
from retrieval.domain import Answer, AnswerKind, ChangesOf, Question, StoryOf
from retrieval.index.embedded import EmbeddedIndex
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.readers.json_lines import article_of

from .conftest import Opened, answerer_of

SLIDE = {
    "id": "slide-a", "headline": "Landslide hits Orm valley", "outlet": "Orm Gazette", "published": "2025-03-02",
    "text": "A landslide in the Orm valley killed 12 people on Sunday, the rescue service said. The road to Hald is blocked.\n\n"
    "“We will dig until the last of them is found and brought home,” said Tove Lund, who leads the rescue.",
}  # fmt: skip
OTHER = {
    "id": "slide-b", "headline": "Orm valley landslide kills villagers", "outlet": "Coast Daily", "published": "2025-03-03",
    "text": "The landslide in the Orm valley killed 15 people on Sunday, the police said. The road to Hald opens on Friday.\n\n"
    "“We will dig until the last of them is found and buried,” said Tove Lund, who leads the rescue. Sheep were lost.",
}  # fmt: skip
BEFORE = {
    "id": "prize", "headline": "Prize for Sol", "outlet": "Orm Gazette", "published": "2025-01-05",
    "text": "Irina Sol won a prize of 30,000 crowns in Tasqar on Saturday. The poet Ulla Brand opened the ceremony. Nobody had expected that.",
}  # fmt: skip
AFTER = {
    **BEFORE,
    "text": "Irina Sol won a prize of 45,000 crowns in Tasqar on Saturday. The poet Ulla Brand opened the ceremony. She kept the cup.",
}


@pytest.fixture(scope="module")
def archive(opened: Opened) -> tuple[Archive, EmbeddedIndex]:
    archive, index = opened([SLIDE, OTHER, BEFORE])
    list(Pipeline(archive, index).add([article_of(AFTER)]))
    return archive, index


@pytest.fixture(scope="module")
def answerer(archive: tuple[Archive, EmbeddedIndex]) -> Answerer:
    return answerer_of(*archive)


def ask(answerer: Answerer, text: str) -> Answer:
    return answerer.answer(Question(text, asked="2025-03-05"))


def test_outlets_that_state_the_asked_figure_otherwise_are_named(answerer: Answerer) -> None:
    answer = ask(answerer, "How many people did the landslide in the Orm valley kill?")
    assert answer.disagreement
    assert {one.text for one in answer.disagreement.stated} == {"12", "15"}
    first = answer.disagreement.stated[0]
    assert first.article_id == answer.sentences[0].article_id
    assert {one.article_id for one in answer.disagreement.stated} == {"slide-a", "slide-b"}
    stated = [one.article_id for one in answer.disagreement.stated]
    assert [one.article_id for one in answer.disagreement.citations] == stated


def test_an_outlet_does_not_differ_from_itself(opened: Opened) -> None:
    stories = [SLIDE, {**OTHER, "outlet": SLIDE["outlet"]}]
    answer = ask(answerer_of(*opened(stories)), "How many people did the landslide in the Orm valley kill?")
    assert answer.sentences
    assert answer.disagreement is None


def test_an_article_does_not_differ_from_itself(opened: Opened) -> None:
    text = f"{SLIDE['text']}\n\nA landslide in the Orm valley killed 17 people in the year before last."
    stories = [{**SLIDE, "text": text}, {**OTHER, "text": OTHER["text"].replace("15", "12")}]
    answer = ask(answerer_of(*opened(stories)), "How many people did the landslide in the Orm valley kill on Sunday?")
    assert answer.sentences
    assert answer.disagreement is None


def test_articles_without_an_outlet_are_others(opened: Opened) -> None:
    unknown = [{**one, "outlet": None} for one in (SLIDE, OTHER)]
    answer = ask(answerer_of(*opened(unknown)), "How many people did the landslide in the Orm valley kill?")
    assert answer.disagreement
    assert {one.text for one in answer.disagreement.stated} == {"12", "15"}


@pytest.mark.parametrize(("other", "named"), [(24, True), (25, False), (10, True)])
def test_a_figure_more_than_twice_another_is_of_something_else(opened: Opened, other: int, named: bool) -> None:
    stories = [SLIDE, {**OTHER, "text": str(OTHER["text"]).replace("15", str(other))}]
    answer = ask(answerer_of(*opened(stories)), "How many people did the landslide in the Orm valley kill?")
    assert answer.sentences
    assert (answer.disagreement is not None) is named


def test_a_rounded_figure_is_no_other(opened: Opened) -> None:
    first, second = "cost 19.9 million crowns", "cost 20 million crowns"
    stories = [
        {**one, "text": f"The landslide in the Orm valley {words} on Sunday, the rescue service said."}
        for one, words in ((SLIDE, first), (OTHER, second))
    ]
    answer = ask(answerer_of(*opened(stories)), "How much did the landslide in the Orm valley cost?")
    assert answer.sentences
    assert answer.disagreement is None


def test_what_was_written_days_later_is_no_disagreement(opened: Opened) -> None:
    stories = [SLIDE, {**OTHER, "published": "2025-03-06"}]
    answer = ask(answerer_of(*opened(stories)), "How many people did the landslide in the Orm valley kill?")
    assert answer.sentences
    assert answer.disagreement is None


def test_the_first_since_some_year_is_not_compared_with_the_first_since_another(opened: Opened) -> None:
    first, second = "the worst in the valley since 1972", "the worst in the valley since 1998"
    stories = [
        {**one, "text": f"The landslide in the Orm valley on Sunday was {words}, the rescue service said."}
        for one, words in ((SLIDE, first), (OTHER, second))
    ]
    answer = ask(answerer_of(*opened(stories)), "Since when was the landslide in the Orm valley the worst?")
    assert answer.sentences
    assert answer.disagreement is None


def test_the_same_words_of_a_speaker_behind_another_beginning_are_no_disagreement(opened: Opened) -> None:
    told = (
        "Tove Lund, who leads the rescue, said that she would “dig until the last of them is found and brought home.”"
    )
    stories = [SLIDE, {**OTHER, "text": f"The landslide in the Orm valley killed 12 people on Sunday.\n\n{told}"}]
    answer = ask(answerer_of(*opened(stories)), "What did Tove Lund say about the landslide?")
    assert answer.quotations
    assert answer.disagreement is None


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("How many people did the landslide in the Orm valley kill?", {"12", "15"}),
        ("How much did the landslide in the Orm valley cost?", {"40 million crowns", "25 million crowns"}),
    ],
)
def test_of_several_figures_in_a_sentence_only_the_one_that_was_asked_for_is_compared(
    opened: Opened, question: str, stated: set[str]
) -> None:
    first, second = ("killed 12 people and cost 40 million crowns", "killed 15 people and cost 25 million crowns")
    stories = [
        {**one, "text": f"The landslide in the Orm valley {words} on Sunday, the rescue service said."}
        for one, words in ((SLIDE, first), (OTHER, second))
    ]
    answer = ask(answerer_of(*opened(stories)), question)
    assert answer.disagreement
    assert {one.text for one in answer.disagreement.stated} == stated


def test_words_of_a_speaker_given_otherwise_are_named(answerer: Answerer) -> None:
    answer = ask(answerer, "What did Tove Lund say?")
    assert answer.disagreement
    assert {one.article_id for one in answer.disagreement.stated} == {"slide-a", "slide-b"}


@pytest.mark.parametrize(
    "question", ["Where is the road blocked?", "Who leads the rescue?", "How many crowns did Irina Sol win?"]
)
def test_what_was_not_asked_or_stands_in_one_outlet_makes_no_note(answerer: Answerer, question: str) -> None:
    assert ask(answerer, question).disagreement is None


def test_an_answer_that_was_corrected_says_what_changed(answerer: Answerer) -> None:
    correction = ask(answerer, "How many crowns did Irina Sol win?").correction
    assert correction
    assert (correction.before, correction.after) == ("30,000", "45,000")
    assert correction.sentence == "Irina Sol won a prize of 30,000 crowns in Tasqar on Saturday."
    assert ask(answerer, "Who opened the ceremony?").correction is None


def test_the_changes_of_a_story_are_told_sentence_by_sentence(answerer: Answerer) -> None:
    answer = answerer.answer(Question("", request=ChangesOf(StoryOf(id="prize"))))
    assert answer.kind is AnswerKind.CHANGES
    assert [(change.before, change.after) for change in answer.changes] == [
        ("Irina Sol won a prize of 30,000 crowns in Tasqar on Saturday.",
         "Irina Sol won a prize of 45,000 crowns in Tasqar on Saturday."),
        (None, "She kept the cup."),
        ("Nobody had expected that.", None),
    ]  # fmt: skip


def test_a_story_without_changes_says_so(answerer: Answerer) -> None:
    answer = answerer.answer(Question("", request=ChangesOf(StoryOf("landslide in the Orm valley"))))
    assert answer.kind is AnswerKind.CHAT
    assert answer.message
    assert answer.message.message.value == "not_changed"
