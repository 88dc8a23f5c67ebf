"""Which figures a sentence holds, of which type, and where each begins and ends."""

import pytest

from retrieval.answering.factoid.entities import EntityType
from retrieval.answering.factoid.extraction import extract_entities

FIGURES = (
    EntityType.NUMBER | EntityType.MONEY | EntityType.PERCENT | EntityType.DATE | EntityType.AGE | EntityType.DURATION
)
NAMES = {value: name.lower() for name, value in vars(EntityType).items() if isinstance(value, int)}


def types(bits: int) -> str:
    return " ".join(NAMES[bit] for bit in sorted(NAMES) if bits & bit)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It fell by 12 percent.", [("12 percent", "number percent")]),
        ("It fell by 12.5% in May.", [("12.5%", "number percent"), ("May", "date")]),
        ("It fell by 3 percentage points.", [("3 percentage points", "number percent")]),
        ("It cost $6.8 billion.", [("$6.8 billion", "number money")]),
        ("It cost €40.", [("€40", "number money")]),
        ("It cost 40 million euros.", [("40 million euros", "number money")]),
        ("It cost 5 crowns.", [("5 crowns", "number money")]),
        ("It cost 75p a litre.", [("75p", "number money")]),
        ("Kaja Brandt, 16, was reading.", [("16", "number age")]),
        ("Brandt, aged 16, was reading.", [("16", "number age")]),
        ("A 16-year-old boy was reading.", [("16-year-old", "number age")]),
        ("She is 16 years of age.", [("16 years of age", "number age")]),
        ("He was 88.", [("88", "number age")]),
        ("She is a pupil of nineteen.", [("nineteen", "number age")]),
        ("A boy of 12 from Orle was reading.", [("12", "number age")]),
        ("A team of 12 was reading.", [("12", "number")]),
        ("A third of 12 boats sank.", [("12", "number")]),
        ("A flow of 400, not more.", [("400", "number")]),
        ("He was 88 when he died.", [("88", "number age")]),
        ("He was 88 metres away.", [("88", "number")]),
        ("Brandt, who is 16 and was reading, left.", [("16", "number age")]),
        ("Brandt, who is 16 metres away, left.", [("16", "number")]),
        ("It cost 40 marks.", [("40 marks", "number money")]),
        ("It took 3 hours.", [("3 hours", "number duration")]),
        ("It took 2-and-a-half hours.", [("2-and-a-half hours", "number duration")]),
        ("It took forty minutes.", [("forty minutes", "number duration")]),
        ("It took twenty-five minutes.", [("twenty-five minutes", "number duration")]),
        ("A two-week-old calf was found.", [("two-week", "number age duration")]),
        ("It sank on 14 May 2025.", [("14 May 2025", "number date")]),
        ("It sank on 1st of June.", [("1st of June", "number date")]),
        ("It sank in 1969.", [("1969", "number date")]),
        ("It sank in the 1960s.", [("1960s", "number date")]),
        ("They counted 4,120 seals.", [("4,120", "number")]),
        ("They counted 4 seals.", [("4", "number")]),
        ("They counted 3 million seals.", [("3 million", "number")]),
        ("They counted three seals.", [("three", "number")]),
        ("They counted dozens of seals.", [("dozens", "number")]),
        ("It opened in May.", [("May", "date")]),
        ("It opened on May 14, 2025.", [("May 14, 2025", "number date")]),
        ("It opened on Dec. 5.", [("Dec. 5", "number date")]),
        ("It opened on Monday.", [("Monday", "date")]),
        ("It opened yesterday.", [("yesterday", "date")]),
        ("It will open tomorrow.", [("tomorrow", "date")]),
        ("It opened last week.", [("last week", "date")]),
        ("It will open next summer.", [("next summer", "date")]),
        ("It was this big.", []),
        ("It opened in late summer.", [("late summer", "date")]),
        ("It was late.", []),
        (
            "The 20,000 people in 3 ships paid $40 each.",
            [("20,000", "number"), ("3", "number"), ("$40", "number money")],
        ),
        ("Nobody came.", []),
    ],
)
def test_every_figure_is_read_with_its_type(text: str, figures: list[tuple[str, str]]) -> None:
    (found,) = extract_entities([text], FIGURES)
    assert [(text[one.start : one.end], types(one.types)) for one in found] == figures


@pytest.mark.parametrize("kind", ["NUMBER", "MONEY", "PERCENT", "DATE", "AGE", "DURATION"])
def test_figures_are_read_where_any_of_their_types_is_wanted(kind: str) -> None:
    assert extract_entities(["Renn, 34, paid $5 on Monday."], getattr(EntityType, kind)) != [[]]
    assert extract_entities(["Renn, 34, paid $5 on Monday."], EntityType.REASON) == [[]]
