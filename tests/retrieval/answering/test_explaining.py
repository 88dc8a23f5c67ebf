"""Why an answer was given: what it says of the question's words is what stands in the article."""

import pytest

from retrieval.answering import Answerer
from retrieval.domain import Explanation, Question
from retrieval.text.terms import analyzer

from .conftest import STORIES


def explained(answerer: Answerer, text: str) -> Explanation:
    explanation = answerer.explain(answerer.answer(Question(text)))
    assert explanation is not None
    return explanation


def test_words_are_told_apart_by_where_they_stand(answerer: Answerer) -> None:
    why = explained(answerer, "How much did the repairs of the Orle bridge cost in zinc?")
    assert "cost" in why.inside
    assert "zinc" in why.nowhere
    assert why.wanted == "money"
    assert why.found == "12 million crowns"


@pytest.mark.parametrize(
    "text",
    ["who blamed the frost", "Why was the bridge shut?", "where will the orchestra play", "which mayor wants wood"],
)
def test_every_word_is_told_of_once_and_truly(answerer: Answerer, text: str) -> None:
    why = explained(answerer, text)
    told = [*why.inside, *why.around, *why.nowhere]
    assert len(told) == len(set(told))
    assert all(word.lower() in text.lower() for word in told)
    terms = analyzer("en").terms(why.first.text)
    assert all(set(analyzer("en").terms(word)) & set(terms) for word in why.inside)
    (article,) = [story for story in STORIES if story["id"] == why.first.article_id]
    assert why.first.text in article["text"]


def test_further_sentences_and_speakers_are_those_of_the_answer(answerer: Answerer) -> None:
    answer = answerer.answer(Question("Who said the next bridge would be built of wood?"))
    why = answerer.explain(answer)
    assert why is not None
    assert why.others == answer.sentences[1:3]
    assert why.place is None, "nothing was read for its meaning"


@pytest.mark.parametrize("text", ["thanks", "latest", "asdf qwer zxcv poiu"])
def test_what_quotes_nothing_is_not_explained(answerer: Answerer, text: str) -> None:
    assert answerer.explain(answerer.answer(Question(text))) is None


def test_words_of_somebody_are_explained_by_whose_they_are(answerer: Answerer) -> None:
    why = explained(answerer, "what did Maren Holt say")
    assert (why.whose, why.inside, why.place) == ("Maren Holt", (), None)
    on_topic = explained(answerer, "what did Maren Holt say about the frost")
    assert on_topic.whose == "Maren Holt"
    assert "frost" in on_topic.inside
