"""Whoever holds an office is given by a sentence that names them with it, and nobody who holds another."""

import pytest

from retrieval.answering.factoid.office_answer import ARTICLES, _is_name
from retrieval.answering.factoid.office_bearers import bearers
from retrieval.domain import AnswerKind, Article, Block, BlockKind, Question
from retrieval.questions.offices import office_asked, office_named

from ..conftest import Opened, answerer_of

TREATY = {
    "id": "treaty",
    "headline": "Ostmark and Sarn sign a treaty on fish",
    "published": "2024-03-02",
    "text": "Ostmark and Sarn signed a treaty on fish on Friday. Ostmark's foreign minister, Ida Falk, spoke of a good day. "
    "The mayor of Lome, Ben Orr, gave a dinner. The president of the chamber, Leo Crane, was late. "
    "The company Norrfish has 40 boats. Its chief executive, Greta Pohl, was not asked. The mayor of Osk was not there.",
}
HOSPITAL = {
    "id": "hospital",
    "headline": "Hospital of Lome gets a new wing",
    "published": "2024-05-02",
    "text": "The hospital of Lome gets a new wing. The health minister of Ostmark, Pia Brandt, laid the first stone. "
    "President Odd Venn sent flowers, and so did former Lome Mayor Kai Holt.",
}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("who is the health minister of Ostmark", "Pia Brandt"),
        ("who is ostmark's foreign minister?", "Ida Falk"),
        ("Mayor of Lome", "Ben Orr"),
        ("who's the mayor of lome now", "Ben Orr"),
        ("Norrfish CEO", "Greta Pohl"),
        ("what is the name of the chief executive of Norrfish?", "Greta Pohl"),
        ("who is the foreign minister", "Ida Falk"),
    ],
)
def test_the_holder_of_an_office_is_given_and_emphasised(opened: Opened, words: str, name: str) -> None:
    answer = answerer_of(*opened([TREATY, HOSPITAL])).answer(Question(words))
    first = answer.sentences[0]
    start, end = first.emphasis[0]
    assert answer.kind is AnswerKind.FACT
    assert first.text[start - first.start : end - first.start] == name


def test_who_holds_an_office_now_is_told_by_the_newest_story_though_many_tell_more_of_who_held_it(
    opened: Opened,
) -> None:
    before = [
        {
            "id": f"before{n}",
            "headline": f"Mayor of Lome opens market {n}",
            "published": f"2023-{n % 12 + 1:02}-03",
            "text": f"The mayor of Lome, Ben Orr, opened market {n}.",
        }
        for n in range(ARTICLES + 5)
    ]
    after = {
        "id": "after",
        "headline": "Two barges collide on the Lome canal and nobody is hurt",
        "published": "2024-07-01",
        "text": "Two barges collided on the canal. Nobody was hurt. Among those who watched was the new mayor of Lome, Ada Finch, "
        "with her three dogs, two of her cousins, and a crowd of people who had come for the regatta that was called off.",
    }
    answerer = answerer_of(*opened([*before, after]))
    first = answerer.answer(Question("who is the mayor of Lome")).sentences[0]
    assert "Ada Finch" in first.text


@pytest.mark.parametrize(
    "words",
    [
        "who is the defence minister of Ostmark",
        "who is the mayor of Osk",
        "who is the president of Sarn",
        "who is the health minister of Sarn",
    ],
)
def test_nobody_is_given_for_the_holder_of_another_office(opened: Opened, words: str) -> None:
    assert answerer_of(*opened([TREATY, HOSPITAL])).answer(Question(words)).abstained


def test_stories_about_a_body_are_listed_where_its_head_is_not_told(opened: Opened) -> None:
    answer = answerer_of(*opened([TREATY, HOSPITAL])).answer(Question("Norrfish chairman"))
    assert answer.kind is AnswerKind.STORIES
    assert [cited.article_id for cited in answer.citations] == ["treaty"]


def _held(text: str, words: str) -> list[tuple[str, bool]]:
    article = Article("a", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), headline="Rain")
    office = office_asked(words) or office_named(words)
    assert office is not None
    return [(text[slice(*one.name)], one.sure) for one in bearers(article, office)]


@pytest.mark.parametrize(
    ("text", "words", "held"),
    [
        (
            "Ana Brill, 44, minister for health and sport of Lome, sang.",
            "lome's health minister",
            [("Ana Brill", True)],
        ),
        ("Lome Minister of Health Ana Brill sang.", "who is the health minister of lome", [("Ana Brill", True)]),
        ("Ostmark's Defense Minister Ana Brill sang.", "ostmark defence minister", [("Ana Brill", True)]),
        (
            "The clinic has a roof again, its director, Dr Ana Brill, said.",
            "director of the clinic",
            [("Ana Brill", False)],
        ),
        ("U.S. Secretary of State Ana Brill sang.", "secretary of state of the united states", [("Ana Brill", True)]),
        ("Ida Falk, Lome's vice mayor, sang. The mayor of Lome slept.", "mayor of lome", []),
        ("Ida Falk, mayor of Lome from 2015 to 2019, sang.", "who is the mayor of lome", []),
        ("Ida Falk, mayor of Lome from 2015 to 2019, sang.", "who was the mayor of lome", [("Ida Falk", True)]),
        ("Ida Falk, the clinic's chief medical officer, sang.", "head of the clinic", []),
        ("Lome waited for President Ida Falk of Ostmark.", "president of lome", []),
        ("Who is the mayor of Lome, Ida Falk?", "mayor of lome", []),
    ],
)
def test_a_title_counts_with_what_it_is_of(text: str, words: str, held: list[tuple[str, bool]]) -> None:
    assert _held(text, words) == held


@pytest.mark.parametrize(
    "words",
    [
        "who is the minister",
        "who was the first president of Sarn",
        "who is his director",
        "the mayor said no",
        "president Falk",
    ],
)
def test_an_office_that_nothing_tells_apart_is_not_looked_for(words: str) -> None:
    assert office_asked(words) is None
    assert office_named(words) is None


@pytest.mark.parametrize(
    ("texts", "is_name"),
    [
        (["She came to Lome, and he left Lome at noon."], True),
        (["A ferry of lome sank, and the lome was sold, but Lome itself stood."], False),
        (["The crew of Lome slept, as some of lome do.", "Nobody in Lome sang."], True),
        (["Lome is old.", "They call it “Lome”."], False),
        (["Nobody sang."], False),
        ([], False),
    ],
)
def test_a_word_in_small_letters_is_a_name_where_most_articles_write_it_so_within_sentences(
    texts: list[str], is_name: bool
) -> None:
    office = office_asked("who is the mayor of lome")
    assert office is not None
    articles = [Article(str(n), text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)) for n, text in enumerate(texts)]
    assert _is_name(office, articles) is is_name
    assert _is_name(office_asked("who is the mayor of Lome") or office, []) is True


MILL = {
    "id": "mill",
    "headline": "Paper mill shuts after a flood",
    "published": "2024-06-02",
    "text": "Tarnholm Paper shut its mill at Osk on Friday after a flood. Finance chief Nils Arp said the loss was small.\n\n"
    "The mill makes wrapping paper. Managing director Vera Stokk called it the wettest week of her life.",
}
GALLERY = {
    "id": "gallery",
    "headline": "Painting comes home",
    "published": "2024-06-04",
    "text": "The Brask Gallery in Osk got a painting back on Monday. Gallery director Lotte Wiik cried. "
    + "It hung there in peace. " * 20
    + "The long race in Osk was won by a postman. Race director Ulf Ness was pleased.",
}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("who runs tarnholm paper", "Vera Stokk"),
        ("who is the boss of tarnholm paper?", "Vera Stokk"),
        ("who is Tarnholm Paper's boss", "Vera Stokk"),
        ("who is the managing director of tarnholm paper", "Vera Stokk"),
        ("who's in charge of the brask gallery", "Lotte Wiik"),
    ],
)
def test_whoever_is_at_the_head_is_given_by_any_title_and_nobody_of_a_department(
    opened: Opened, words: str, name: str
) -> None:
    first = answerer_of(*opened([TREATY, MILL, GALLERY])).answer(Question(words)).sentences[0]
    start, end = first.emphasis[0]
    assert first.text[start - first.start : end - first.start] == name


def test_what_has_no_name_has_no_head() -> None:
    assert office_asked("who runs the marathon") is not None
    assert office_asked("who is running for mayor of Osk") is None
    assert office_asked("who's the boss") is None


def test_a_director_of_something_else_is_not_given(opened: Opened) -> None:
    answer = answerer_of(*opened([TREATY, MILL, GALLERY])).answer(Question("who is the director of the Brask Library"))
    assert answer.abstained
