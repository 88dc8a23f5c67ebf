"""What a value says of itself where nothing was told: it follows nothing, is no question, no name of a body, quite sure."""

from typing import Any

import pytest

from retrieval.answering.factoid.weights import Weights
from retrieval.domain import AnswerKind, Message, QuotationKind, Talk
from retrieval.questions.following import Resolved
from retrieval.questions.kinds import Wanted
from retrieval.questions.reading import Read
from retrieval.questions.times import When
from retrieval.quotations.antecedents import Mentioned
from retrieval.quotations.bearers import Bearer
from retrieval.quotations.constructions import Constructions
from retrieval.quotations.drafts import Draft, Progress
from retrieval.quotations.lexicon import lexicon
from retrieval.quotations.marks import Marked, marked_spans
from retrieval.quotations.names import Name, parse
from retrieval.quotations.reported import Attribution
from retrieval.quotations.tagging import Tagger
from retrieval.quotations.transcripts import Turn

BEARER = Bearer(Name(("Ana", "Brill")), ("ana", "brill"), None, None)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Resolved("x"), {"follows": False, "articles": (), "more": False, "speaker": None}),
        (Read(Talk(Message.BYE), "bye"), {"follows": False}),
        (When(), {"recent": False, "years": (), "days": None}),
        (Wanted(AnswerKind.FACT), {"speaker": None, "topic": None, "talk": None}),
        (Constructions(), dict.fromkeys(
            ("bare_clause", "bases_are_finite", "verb_first", "dash_dialogue", "nouns_in_capitals"), False)),
        (Name(("Brill",)), {"given": False, "organisation": False, "lead": 0, "role": None, "gender": None, "suffix": None}),
        (Turn((0, 1), ()), {"question": False, "answer": False}),
        (Attribution(None, []), {"about": False, "confidence": 0.9, "cue": None, "antecedent": None, "via": None}),
        (Marked(0, 9, (1, 8)), {"open": False}),
        (Mentioned(0, 1, BEARER), {"spoke": False, "named": True}),
        (BEARER, {"spoken": False, "sought": False, "human": None, "leaning": None, "shared": ()}),
        (Draft(QuotationKind.DIRECT, []), {"confidence": 1.0, "turn": None, "speaker": None}),
        (Progress(), {"carried": False, "last": None, "intro": None}),
        (Weights(), {"minimum_probability": 0.23, "minimum_probability_with_reader": 0.33, "sentences_read": 48}),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_not_told_is_not_so(value: Any, said: dict[str, Any]) -> None:
    assert {name: getattr(value, name) for name in said} == said


def test_before_the_first_quotation_of_a_text_none_is_near() -> None:
    assert Progress().distance > 50


def test_a_first_word_of_grammar_is_no_name_a_paragraph_carries_nothing_on_and_capitals_tell_names() -> None:
    assert parse("Will Brill") == parse("Will Brill", whole=False) != parse("Will Brill", whole=True)
    text = "It rained,” she said."
    assert marked_spans(text, 0, len(text)) == marked_spans(text, 0, len(text), carried=False)
    words = lexicon("en")
    assert words
    assert Tagger(words).letter("Brill") == "N" != Tagger(words, shouting=True).letter("Brill")
