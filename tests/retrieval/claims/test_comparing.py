"""A claim beside a sentence: details of one thing are compared, those of different things never."""

import pytest

from retrieval.claims.comparing import compare, statement, without_details
from retrieval.domain import DetailKind


def differing(
    claim: str, sentence: str, published: str = "2025-05-14", day: str = "2025-05-16"
) -> list[tuple[str, str]]:
    claimed = statement(claim, (0, len(claim)), day, claimed=True)
    other = statement(sentence, (0, len(sentence)), published)
    return [
        (claim[slice(*pair.claimed)], sentence[slice(*pair.stated)])
        for pair in compare(claimed, other, sentence)
        if pair.differs
    ]


@pytest.mark.parametrize(
    ("claim", "sentence", "found"),
    [
        ("300 people were aboard the ferry.", "The ferry sank with 214 passengers and crew aboard.", [("300", "214")]),
        ("The hospital needs 20 midwives.", "The hospital needs fourteen midwives and has nine.", [("20", "fourteen")]),
        ("The tram will cost half a billion crowns.", "The tram will cost 410 million crowns.",
         [("half a billion crowns", "410 million crowns")]),
        ("The prize is 60,000 dollars.", "The prize is 60,000 crowns and a trout.", [("60,000 dollars", "60,000 crowns")]),
        ("The village is 90 miles away.", "The village is 58 kilometres away.", [("90 miles", "58 kilometres")]),
        ("Three quarters of voters agreed.", "Only 40% of voters agreed.", [("Three quarters", "40%")]),
        ("The alarm rang at 8:12 a.m.", "The alarm rang at 7:12 a.m. on Monday.", [("8:12 a.m", "7:12 a.m.")]),
        ("Of the 31 people aboard, 12 are pupils.", "All 33 people aboard the tram were unhurt.", [("31", "33")]),
        ("Twelve people were killed in the fire.", "The fire killed 14 people.", [("Twelve", "14")]),
    ],
)  # fmt: skip
def test_figures_of_one_thing_that_differ_are_found(claim: str, sentence: str, found: list[tuple[str, str]]) -> None:
    assert [(a.rstrip("."), b.rstrip(".")) for a, b in differing(claim, sentence)] == [
        (a.rstrip("."), b.rstrip(".")) for a, b in found
    ]


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("1.5m people fled the flood.", "The flood made 1,500,000 people flee, and 1.5 million people fled before."),
        ("Two dozen boats were lost.", "24 boats were lost."),
        ("More than 200 people were aboard the ferry.", "The ferry had 217 people aboard."),
        ("About 400 boats were lost in the storm.", "The storm sank 412 boats, and 412 boats were lost."),
        ("12 people were killed.", "30 people were injured."),
        ("40% of voters agreed.", "40 voters agreed."),
        ("The tram will cost 410 million crowns.", "The tram has 14 stops on 9.6 kilometres."),
        ("The mayor has 3 children.", "The town has 14,000 inhabitants."),
        ("The firm paid 3 million euros.", "The firm paid 4 million dollars."),
        ("The fire killed two soldiers.", "The fire killed nine children."),
        ("72 people voted early.", "1.5 million people voted early."),
    ],
)
def test_figures_that_agree_or_are_of_different_things_are_left_alone(claim: str, sentence: str) -> None:
    assert differing(claim, sentence) == []


@pytest.mark.parametrize(
    ("claim", "sentence", "found"),
    [
        ("The ferry ran aground on Tuesday.", "The ferry ran aground on Wednesday morning.", [("Tuesday", "Wednesday")]),
        ("The ferry ran aground on 15 May.", "The ferry ran aground on Wednesday morning.", [("15 May", "Wednesday")]),
        ("The ferry ran aground yesterday.", "The ferry ran aground on Wednesday.", [("yesterday", "Wednesday")]),
        ("The bridge has been closed since 2018.", "The bridge, closed since October 2019, reopens.",
         [("2018", "October 2019")]),
        ("The tram will open in autumn 2026.", "The tram will open in the autumn of 2027.", [("2026", "2027")]),
    ],
)  # fmt: skip
def test_dates_are_compared_as_far_as_both_go(claim: str, sentence: str, found: list[tuple[str, str]]) -> None:
    assert differing(claim, sentence) == found


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The ferry ran aground on Wednesday.", "The ferry ran aground on 14 May."),
        ("The ferry ran aground in May.", "The ferry ran aground on Wednesday."),
        ("The ferry ran aground yesterday.", "The ferry ran aground on Thursday, 15 May."),
        ("The ferry ran aground on Monday.", "The captain said on Wednesday that he was sorry."),
        ("The tram will open in September 2025.", "The tram will not open this September but later."),
    ],
)
def test_a_date_that_agrees_or_is_of_another_thing_is_left_alone(claim: str, sentence: str) -> None:
    assert differing(claim, sentence) == []


@pytest.mark.parametrize(
    ("claim", "sentence", "found"),
    [
        ("The ferry Baltic Star ran aground.", "The island ferry Marisol Grey ran aground.", [("Baltic Star", "Marisol Grey")]),
        ("The ministers met in Port Ellary.", "The ministers met in Adelsholm.", [("Port Ellary", "Adelsholm")]),
        ("Ida Solberg, the mayor, opened the hall.", "Ida Venn, the mayor, opened the hall.", [("Ida Solberg", "Ida Venn")]),
        ("The mayor of Orm is Otto Hagel.", "The mayor of Orm, Ida Venn, opened the hall.", [("Otto Hagel", "Ida Venn")]),
    ],
)  # fmt: skip
def test_a_name_in_the_place_of_another_is_found(claim: str, sentence: str, found: list[tuple[str, str]]) -> None:
    assert differing(claim, sentence) == found


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Mayor Venn opened the hall.", "Ida Venn, the mayor, opened the hall."),
        ("The mayor, Ida Ven, opened the hall.", "The mayor, Ida Venn, opened the hall."),
        ("The ministers met in Adelsholm.", "The ministers met in Adelsholm, as Otto Hagel had proposed."),
        ("José Marrin opened the hall.", "Jose Marrin opened the hall."),
    ],
)
def test_one_name_told_in_two_ways_is_one(claim: str, sentence: str) -> None:
    assert differing(claim, sentence) == []


def test_what_a_claim_is_about_is_left_without_its_figures_and_dates() -> None:
    claim = "In May 2025 about 300 people were aboard the Marisol Grey."
    about = without_details(claim, statement(claim, (0, len(claim)), None, claimed=True))
    assert "300" not in about
    assert "2025" not in about
    assert "aboard the Marisol Grey" in about


def test_a_detail_is_named_by_its_kind() -> None:
    claim, sentence = "300 people were aboard.", "214 people were aboard."
    (pair,) = compare(
        statement(claim, (0, len(claim)), None, claimed=True), statement(sentence, (0, len(sentence)), None)
    )
    assert pair.kind is DetailKind.FIGURE
