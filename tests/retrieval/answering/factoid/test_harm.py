"""A question of what befell people is answered by the sentence that tells of that harm."""

import pytest

from retrieval.answering.factoid.harm import harms, telling_of_harm
from retrieval.domain import Answer, AnswerKind, Evidence

FIRE = "Firemen fought a blaze at a mill in Osk."
UNHURT = "No one was injured."
KILLED = "The flood killed nine people in Tarn."
MISSING = "Four more are missing."
TOLL = "The toll is nine."


def _answer(*texts: str, articles: str = "aaaaa") -> Answer:
    sentences = tuple(
        Evidence(a, n * 99, n * 99 + len(t), t, 1.0 - n / 9)
        for n, (t, a) in enumerate(zip(texts, articles, strict=False))
    )
    return Answer(AnswerKind.FACT, abstained=False, sentences=sentences)


@pytest.mark.parametrize(
    ("question", "texts", "first"),
    [
        ("was anyone hurt in the mill fire", (FIRE, UNHURT), UNHURT),
        ("Did anybody die in Tarn?", (FIRE, UNHURT, KILLED), KILLED),
        ("how many are missing in tarn", (KILLED, MISSING), MISSING),
        ("how many were hurt in osk", (FIRE, UNHURT), FIRE),
        ("how many people died", (TOLL, KILLED), TOLL),
        ("was anyone hurt in the flood", (KILLED, MISSING), KILLED),
        ("who was hurt in the fire", (FIRE, UNHURT), FIRE),
        ("was anyone late", (FIRE, UNHURT), FIRE),
        ("did anyone die or get hurt", (FIRE, UNHURT), FIRE),
    ],
)
def test_the_sentence_that_tells_of_the_harm_asked_for_goes_first(
    question: str, texts: tuple[str, ...], first: str
) -> None:
    told = telling_of_harm(_answer(*texts), question)
    assert told.sentences[0].text == first
    assert sorted(one.text for one in told.sentences) == sorted(texts)
    assert [one.score for one in told.sentences] == sorted((one.score for one in told.sentences), reverse=True)


def test_the_sentence_of_another_story_does_not_go_first() -> None:
    answer = _answer(FIRE, UNHURT, articles="ab")
    assert telling_of_harm(answer, "was anyone hurt in the fire") == answer


def test_an_answer_that_abstains_stays() -> None:
    nothing = Answer(AnswerKind.FACT, abstained=True)
    assert telling_of_harm(nothing, "was anyone hurt") == nothing


def test_kinds_of_harm_are_told_apart() -> None:
    assert harms("Six were wounded and one is unaccounted for.") == {"injured", "missing"}
    assert harms("Injuries are slight, an injury fatal.") == {"injured", "killed"}
    assert harms("The mission had a deadline for its missiles.") == frozenset()
