"""The one call by which passages are found and counted: its limits, misspelt words, days, and stories at hand."""

import datetime as dt

import pytest

from retrieval.answering.factoid.weights import Weights
from retrieval.answering.search import ABOUT, Search, search_passages
from retrieval.domain import AnswerKind
from retrieval.ingest.readers.json_lines import article_of
from retrieval.text.passages import passages

from .memory_archive import MemoryArchive, index_of, sources_of

STORIES = [
    {"id": f"s{n}", "headline": f"Ferry number {n}", "published": f"2024-03-0{n}", "text": f"The ferry Orchid{n} left harbour."}
    for n in range(1, 6)
]  # fmt: skip


@pytest.fixture(scope="module")
def archive() -> MemoryArchive:
    return MemoryArchive(STORIES)


@pytest.fixture(scope="module")
def search(archive: MemoryArchive) -> Search:
    return Search(archive, index_of(archive))


def ids(found) -> list[str]:
    return [hit.passage.article_id for hit in found.hits]


def ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


def test_no_more_passages_are_candidates_than_asked_for(archive: MemoryArchive) -> None:
    three = Search(archive, index_of(archive), limit=3)
    analysis = three.analyse("Which ferry left?")
    assert len(three.retrieve(analysis).hits) == 3
    assert len(three.retrieve(analysis, limit=2).hits) == 3
    assert len(three.retrieve(analysis, limit=4).hits) == 4
    assert len(three.retrieve(analysis, opened=2).candidates.passages) == 2


def test_candidates_may_be_counted_for_other_words_than_they_were_found_by(search: Search) -> None:
    topic = search.analyse("harbour")
    found = search.retrieve(search.analyse("ferry"), topic)
    assert found.analysis is topic
    assert len(found.candidates.weights) == len(topic.terms)


def test_days_keep_what_was_published_on_them_the_first_and_the_last_included(search: Search) -> None:
    found = search.retrieve(search.analyse("ferry"))
    kept = search.on_days(found, ordinal("2024-03-02"), ordinal("2024-03-04"))
    assert sorted(ids(kept)) == ["s2", "s3", "s4"]
    assert len(kept.candidates.passages) == 3
    assert search.on_days(found, ordinal("2023-01-01"), ordinal("2023-12-31")) is found


def test_words_that_the_archive_lacks_are_taken_for_those_that_it_has(search: Search) -> None:
    mended = search.retrieve_mended(search.analyse("Which ferry left the habrour?"))
    assert "harbour" in mended.analysis.terms
    assert "habrour" not in mended.analysis.terms


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whos fery is it", "whos ferry is it"),  # no other word finds a passage
        ("is the baekry open", "is the bakery open"),  # a word of the language that no story has
        ("is the bekery open", "is the bekery open"),
        ("is the mnoey there", "is the money there"),
        ("was Fery there", "was Fery there"),  # somebody's name
        ("is the fiery one there", "is the fiery one there"),  # a word as it stands
    ],
)
def test_a_mistyped_word_is_asked_for_and_read_as_it_was_meant(search: Search, typed: str, meant: str) -> None:
    assert search.retrieve_mended(search.analyse(typed)).analysis.text == meant


def test_a_mistyped_word_is_rather_a_word_of_the_language_than_one_that_a_few_more_passages_have() -> None:
    texts = ["The coffins came by sea. The coffins left.", "Coffins again.", "A can has 69 mg of caffeine."]
    told = [{"id": f"c{n}", "headline": "Sea", "published": "2024-03-01", "text": text} for n, text in enumerate(texts)]
    archive = MemoryArchive(told)
    search = Search(archive, index_of(archive))
    assert search.retrieve_mended(search.analyse("how much caffine")).analysis.text == "how much caffeine"


@pytest.mark.parametrize(
    "question", ["Which ferry left the harbour?", "Which ferry left the hrbr?", "Which zebra slept?"]
)
def test_a_question_whose_words_are_known_too_short_or_met_by_nothing_stays(search: Search, question: str) -> None:
    analysis = search.analyse(question)
    assert search.retrieve_mended(analysis).analysis is analysis


def test_the_first_few_stories_of_a_conversation_are_candidates_whole(search: Search) -> None:
    found = search.retrieve_from(search.analyse("zebra"), ["s5", "s1", "s2", "s3"])
    assert ids(found) == ["s5", "s1", "s2"]
    assert ABOUT == 3


def test_languages_are_asked_for_again_only_when_something_was_taken_in(archive: MemoryArchive) -> None:
    asked = []

    class Watched:
        def __getattr__(self, name: str):
            asked.append(name)
            return getattr(archive, name)

    index = index_of(archive)
    search = Search(Watched(), index)  # type: ignore[arg-type]
    assert search.languages() == search.languages() == ("en",)
    assert asked == ["languages"]
    index.update((), (), 2)
    assert search.languages() == ("en",)
    assert asked == ["languages"] * 2


def test_a_day_without_a_year_is_that_before_the_newest_story(search: Search) -> None:
    when = search.analyse("What happened on 2 April?", "2025-06-01").when
    assert when.days
    assert dt.date.fromordinal(when.days[0]).isoformat() == "2023-04-02"
    assert search.newest_day() == ordinal("2024-03-05")


def test_the_kind_of_a_question_is_the_one_it_was_given(search: Search) -> None:
    assert search.analyse("ferry", kind=AnswerKind.WHAT_SAID).kind is AnswerKind.WHAT_SAID
    assert search.analyse("ferry").kind is AnswerKind.FACT


def test_a_search_gives_the_best_passages_with_their_texts(archive: MemoryArchive) -> None:
    sources = sources_of(archive)
    found = search_passages(sources.search, archive, Weights(), "Orchid3 ferry", 2)
    assert len(found) == 2
    assert found[0].text == "The ferry Orchid3 left harbour."
    assert found[0].score >= found[1].score
    assert search_passages(sources.search, archive, Weights(), "zebra", 2) == []


def test_a_passage_whose_article_has_gone_is_not_found() -> None:
    archive = MemoryArchive(STORIES)
    sources = sources_of(archive)
    del archive.kept["s3"]
    found = search_passages(sources.search, archive, Weights(), "ferry", 9)
    assert {one.passage.article_id for one in found} == {"s1", "s2", "s4", "s5"}


def test_a_question_is_analysed_anew_once_the_index_has_taken_something_in() -> None:
    archive = MemoryArchive(STORIES)
    index = index_of(archive)
    growing = Search(archive, index)
    asked, today = "What happened on 20 March?", "2025-06-01"
    first = growing.analyse(asked, today)
    assert growing.analyse(asked, today) is first
    assert first.when.days == (ordinal("2023-03-20"), ordinal("2023-03-20"))
    archive.kept["s9"] = article_of({"id": "s9", "published": "2024-05-01", "text": "Die Fähre kam.", "language": "de"})
    index.update((), passages(archive.kept["s9"]), 2)
    assert growing.analyse(asked, today).when.days == (ordinal("2024-03-20"), ordinal("2024-03-20"))
    assert [word.terms for word in growing.analyse("Fähren", today).words] == [("fahren", "fahr")]


def test_a_question_of_another_day_or_kind_is_another(search: Search) -> None:
    day, next_day = (search.analyse("What happened yesterday?", f"2024-03-0{n}") for n in (4, 5))
    assert day.when.days == (ordinal("2024-03-03"), ordinal("2024-03-03"))
    assert next_day.when.days == (ordinal("2024-03-04"), ordinal("2024-03-04"))
    spoken = search.analyse("What happened yesterday?", "2024-03-04", AnswerKind.WHO_SAID)
    assert (day.kind, spoken.kind) == (AnswerKind.FACT, AnswerKind.WHO_SAID)
