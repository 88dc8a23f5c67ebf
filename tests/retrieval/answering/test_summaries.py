"""Which story a summary is of."""

import pytest

from retrieval.answering import Answerer
from retrieval.domain import AnswerKind, Question

from .conftest import Opened, answerer_of

STORIES = [
    {
        "id": "drinkers", "headline": "Tea drinkers of Norvik grow older, study says", "published": "2025-03-04",
        "text": "Whoever drinks three cups of tea a day lives two years longer, a study in Norvik says. It followed 900 people.",
    },
    {
        "id": "kettles", "headline": "How to clean a kettle", "published": "2025-09-05",
        "text": "A kettle is easily cleaned. Those who drink tea know the crust.\n\nA study of lime was made in Norvik.\n\n"
        "Kettles of steel live longer. The drinkers of Norvik boil them dry.\n\nSay what you like of lime: it is clean.",
    },
    {
        "id": "digest", "headline": "Four things for the weekend", "published": "2025-03-08",
        "text": "Good morning.\n\n1. Eels\n\nEels were counted in the Vessa. There were nine. The smallest weighed an ounce.\n\n"
        "2. Trams\n\nThe trams of Lund stand still.\n\n3. Fire\n\nA fire in Skell destroyed a barn of cellos. Nobody was hurt. "
        "The cause is not known.\n\n4. Tulips\n\nTulips cost more than ever.",
    },
    {
        "id": "harbour", "headline": "Harbour of Brunn closed", "published": "2025-03-06",
        "text": "The harbour of Brunn was closed on Monday after a barge ran aground. It will open on Friday.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def answerer(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))


def told(answerer: Answerer, words: str) -> tuple[AnswerKind, bool, set[str]]:
    answer = answerer.answer(Question(words))
    return answer.kind, answer.abstained, {one.article_id for one in answer.sentences}


def test_of_stories_that_hold_all_the_words_the_one_that_is_about_them_is_told(answerer: Answerer) -> None:
    asked = "give me the gist of that study that says tea drinkers in Norvik live longer"
    assert told(answerer, asked) == (AnswerKind.SUMMARY, False, {"drinkers"})


def test_a_few_words_name_a_story_too(answerer: Answerer) -> None:
    assert told(answerer, "summarize the Brunn harbour") == (AnswerKind.SUMMARY, False, {"harbour"})


def test_words_that_no_story_tells_of_get_the_nearest_headlines(answerer: Answerer) -> None:
    answer = answerer.answer(Question("sum up the quarrel of the bell founders of Arles on copper prices"))
    assert (answer.kind, answer.abstained, answer.sentences) == (AnswerKind.SUMMARY, True, ())
    assert answer.citations


def test_of_a_digest_the_item_is_told_and_told_at_more_length(answerer: Answerer) -> None:
    short = answerer.answer(Question("summarize the fire of the cellos"))
    longer = answerer.answer(Question("longer", context=short.context))
    for answer in (short, longer):
        assert {one.article_id for one in answer.sentences} == {"digest"}
        assert "cellos" in answer.sentences[0].text
        assert not any(word in one.text for one in answer.sentences for word in ("Eels", "trams", "Tulips", "morning"))


def test_what_is_asked_after_an_item_of_a_digest_is_not_answered_from_another(answerer: Answerer) -> None:
    short = answerer.answer(Question("what destroyed the barn of cellos in Skell?"))
    assert "cellos" in short.sentences[0].text
    answer = answerer.answer(Question("weight?", context=short.context))
    assert answer.abstained or not any("ounce" in one.text for one in answer.sentences)
    hurt = answerer.answer(Question("was anybody hurt?", context=short.context))
    assert any("Nobody was hurt" in one.text for one in hurt.sentences or hurt.nearest)
