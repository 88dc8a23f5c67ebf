"""Numbers that were set by measuring: whoever changes one measures again, and changes it here.

What each of them does is held where it is used. Here stand those that ranking and abstention were measured with: weights,
thresholds, windows and how much is looked at.
"""

from importlib import import_module

import pytest

MEASURED = {
    "answering.answerer": {"REMEMBERED": 5, "SHOWN": 50},
    "answering.factoid.answer": {"SENTENCES": 5, "NEAREST": 3, "OF_SPEAKER": 0.4, "NAMING": 0.4, "SAME_STORY": 0.4,
        "NAMING_WHO": 0.42, "SHARE": 0.35, "SHARE_READ": 0.45, "SPEAKS": 0.15, "HEADED": 0.8,
        "UNNAMED_TOPIC": 0.2},
    "answering.factoid.emphasis": {"CLEAR": 0.55},
    "answering.factoid.candidates": {"WEAK": 0.3, "FEWEST_PASSAGES": 300, "OPENED": 100, "SAME_EVENT": 4},
    "answering.factoid.confidence": {"FLAT": 50.0, "LITERAL": 0.8},
    "answering.factoid.features": {"GOOD": 0.5, "MONTH": 30, "DECADE": 3650, "SHARPNESS": 6, "CERTAIN": 2, "LATER": 10},
    "answering.factoid.read_features": {"PAIRS": 4, "FEEDBACK": 5, "SECOND": 0.5, "MARKED": 0.5, "NAMED": 0.5},
    "answering.factoid.request": {"STAYING": 0.1, "LEANING": 0.3},
    "answering.factoid.story_at_hand": {"NAMING_A_STORY": 1.25, "UNKNOWN": 2},
    "answering.factoid.scoring": {"TENTHS": 10.0},
    "answering.factoid.answer_types": {"UNCOUNTED": 0.5, "OF_ANOTHER": 0.3},
    "answering.factoid.selection": {"SAME": 0.7, "REPEATING": 1.0},
    "answering.factoid.standalone": {"FEWEST": 50},
    "answering.factoid.tuning": {"PENALTY": 0.001, "STEPS": 400, "RIDGE": 1.0, "NEWTON": 50, "SILENT": 0.1},
    "answering.quotes.answer": {"NEAREST": 3, "LITERAL": 0.8},
    "answering.quotes.by_speaker": {"LOOKED_THROUGH": 200, "MOST": 30, "PEOPLE": 10},
    "answering.quotes.ranking": {"QUOTATIONS": 5, "BEFORE": 2, "AFTER": 0.3, "OWN": 1.0, "AROUND": 0.5, "HEADLINE": 0.2, "RANK": 0.5,
        "FEWEST_WORDS": 4, "FRAGMENT": 0.6},
    "answering.quotes.search": {
        "NEAR": 60, "NEAR_WORDS": 40, "PEOPLE": 20, "LOOKED_THROUGH": 400, "ON_TOPIC": 0.35, "ON_WORDS": 0.45, "CLOSE": 0.5,
        "IN_HEADLINE": 0.8,
    },
    "answering.quotes.speaker_roles": {"BEFORE": 2},
    "answering.search": {"SEARCHED": 48, "ABOUT": 3, "WORDS": 10},
    "answering.summaries": {"SAME_STORY": 0.35},
    "answering.story_lists": {"LISTED": 10, "GOOD_SHARE": 0.7, "NAMED": 0.6, "EXAMPLES": 2},
    "questions.analysis": {"PLAIN": 3},
    "questions.dependence": {"ALONE": 5, "BRIEF": 9, "BRIEF_GOING_ON": 16, "SHORT": 12},
    "questions.spelling": {"SHORTEST": 5, "LONG": 7},
    "questions.summaries": {"LONGER": 6, "SHORTER": 2, "MOST": 20},
    "quotations.antecedents": {"NEAR_START": 24},
    "ranking": {"K1": 1.2, "B": 0.75},
}  # fmt: skip


@pytest.mark.parametrize("module", MEASURED)
def test_the_numbers_are_those_that_were_measured_with(module: str) -> None:
    found = vars(import_module(f"retrieval.{module}"))
    assert {name: found[name] for name in MEASURED[module]} == MEASURED[module]
