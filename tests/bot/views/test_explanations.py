"""Why an answer was given, in lines that a reader understands."""

from bot.views.explanations import explanation_html
from bot.views.html import plain
from bot.views.texts import LANGUAGES, bundled_texts
from retrieval.answering.factoid.answer_types import FITS
from retrieval.domain import Answer, AnswerKind, Citation, Evidence, Explanation

FIRST = Evidence("a", 0, 30, "The <ferry> struck a reef at 7.", 0.6)
OTHER = Evidence("b", 0, 20, "It was foggy at sea.", 0.3)
CITED = (Citation("a", "Ferry aground", "Echo", "2021-05-30", None), Citation("b", "Fog", None, None, None))


def shown(explanation: Explanation) -> list[str]:
    return plain(explanation_html(explanation, bundled_texts())).split("\n")


def answer(*, abstained: bool = False, probability: float = 0.815) -> Answer:
    return Answer(
        AnswerKind.FACT, abstained=abstained, sentences=(FIRST, OTHER), citations=CITED, probability=probability
    )


def test_each_reason_is_a_line_and_what_came_near_is_quoted() -> None:
    why = Explanation(
        answer(), FIRST, "date", "at 7", ("ferry", "reef"), ("fog",), ("tug",), 2, 48, (OTHER,), ("Ann Holt",)
    )
    assert shown(why) == [
        "Why this",
        "• Looked for: a day or time; here: at 7",
        "• Your words in the sentence: ferry, reef",
        "• Elsewhere in its article: fog",
        "• Nowhere in it: tug",
        "• By meaning: number 2 of the 48 sentences that I read closely",
        "• Chance that it is right: 82 in 100",
        "• Quoted too: Ann Holt",
        "",
        "Came near too:",
        "> It was foggy at sea.",
        "Fog · source not stated · undated",
    ]


def test_what_is_not_known_is_not_told() -> None:
    assert shown(Explanation(answer(abstained=True, probability=1.0), FIRST, inside=("ferry",))) == [
        "Nothing surely answers; why this is nearest",
        "• Your words in the sentence: ferry",
        "• By words alone; sentences were not read for their meaning",
    ]


def test_every_type_of_answer_has_its_words_in_every_language() -> None:
    for language in LANGUAGES:
        assert {f"wanted_{kind.value}" for kind in FITS} <= bundled_texts(language).keys()
