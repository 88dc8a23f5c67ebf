"""Requests for a summary and for news are understood in other languages than English."""

import pytest

from retrieval.domain import Context, Latest, Question, StoryList, StoryOf, Summary, Talk
from retrieval.questions.other_languages import request_in_another_language
from retrieval.questions.reading import read_question
from retrieval.text.languages import DEFAULT, known, language


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("Fasse den Streik in Lome zusammen", "Streik in Lome"),
        ("fass mir bitte die Geschichte um Norrfish zusammen!", "Norrfish"),
        ("Zusammenfassung zum Streik", "Streik"),
        ("résume l'histoire de la Marisol", "Marisol"),
        ("Qu'est-ce qui s'est passé à Lome ?", "Lome"),
        ("resume la historia de Norrfish", "Norrfish"),
        ("¿Qué pasó con Norrfish?", "Norrfish"),
        ("riassumi lo sciopero di Lome", "sciopero di Lome"),
        ("vat de staking in Lome samen", "staking in Lome"),
        ("Что случилось с паромом?", "паромом"),
        ("总结Norrfish", "Norrfish"),
        ("Norrfishを要約して", "Norrfish"),
    ],
)
def test_a_summary_is_asked_for(words: str, topic: str) -> None:
    assert read_question(Question(words), lambda: 0).request == Summary(StoryOf(topic))


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("Was gibt es Neues zu Lome?", "Lome"),
        ("gibt's was neues zum Streik?", "Streik"),
        ("les dernières nouvelles de Lome", "Lome"),
        ("últimas noticias de Lome", "Lome"),
        ("ultime notizie da Lome", "Lome"),
        ("laatste nieuws over Lome", "Lome"),
        ("senaste nyheter om Lome", "Lome"),
        ("что нового о Lome?", "Lome"),
        ("najnowsze wiadomości z Lome", "Lome"),
    ],
)
def test_the_latest_on_something_is_asked_for(words: str, topic: str) -> None:
    assert read_question(Question(words), lambda: 0).request == Latest(StoryOf(topic))


@pytest.mark.parametrize("words", ["Nachrichten", "was gibt's Neues?", "quoi de neuf ?", "noticias", "Новости"])
def test_the_newest_stories_are_asked_for(words: str) -> None:
    assert read_question(Question(words), lambda: 0).request == StoryList()


def test_a_summary_of_nothing_is_of_the_story_at_hand() -> None:
    context = Context(question="Wer gewann?", articles=("cup",))
    assert read_question(Question("Zusammenfassung bitte", context=context), lambda: 0).request == Summary(
        StoryOf(id="cup")
    )
    assert isinstance(read_question(Question("Zusammenfassung"), lambda: 0).request, Talk)


@pytest.mark.parametrize(
    "words",
    [
        "resume talks",
        "what was new in Lome",
        "the latest news from Lome",
        "Wann endete der Streik?",
        "Lome strike",
        "",
        "?",
    ],
)
def test_nothing_else_is_such_a_request(words: str) -> None:
    assert request_in_another_language(words) is None


@pytest.mark.parametrize("code", [code for code in known() if code != DEFAULT])
def test_every_language_has_forms_that_hold_a_topic(code: str) -> None:
    for name in ("summary", "news"):
        forms = language(code).lines("questions.requests", name)
        assert any("<topic>" in form for form in forms)
