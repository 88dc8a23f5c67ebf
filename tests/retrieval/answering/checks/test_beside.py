"""A claim beside one sentence: which details are emphasised in it, what leads it, and when it is on somebody else."""

import pytest

from retrieval.answering.checks.beside import Near, beside
from retrieval.answering.checks.search import _holds
from retrieval.claims.comparing import statement
from retrieval.domain import Article, DetailKind
from retrieval.ingest.readers.json_lines import article_of
from retrieval.quotations import find_quotations

TEXT = (
    "The mill of Dorn burned down on Friday. It left nine people dead. “The fire left nine people dead,” said the miller, "
    "Jonas Reth. Eleven people were hurt, Ada Kolb said."
)
ARTICLE: Article = article_of({"id": "mill", "published": "2025-02-01", "text": TEXT})


def near(claim: str, sentence: str, value: float = 0.6, *, quoted: bool = False) -> Near:
    start = TEXT.index(sentence)
    said = next((one for one in find_quotations(TEXT) if start <= one.fragments[0][0] < start + len(sentence)), None)
    read = statement(claim, (0, len(claim)), "2025-02-03", claimed=True)
    read = type(read)(claim, read.span, read.figures, read.days, read.names, said=tuple(find_quotations(claim)))
    return beside(read, ARTICLE, (start, start + len(sentence)), value, said if quoted else None)


def test_a_figure_of_the_claim_is_emphasised_where_it_stands_in_the_sentence_and_brings_it_nearer() -> None:
    found = near("The fire in the Dorn mill left 30 people dead.", "It left nine people dead.")
    [(start, end)] = found.evidence.emphasis
    assert TEXT[start:end] == "nine"
    assert found.evidence.text == "It left nine people dead."
    assert found.value == pytest.approx(0.8)
    assert [pair.differs for pair in found.pairs] == [True]
    assert found.is_on_detail
    bare = near("The mill burned.", "It left nine people dead.")
    assert (bare.evidence.emphasis, bare.pairs, bare.value, bare.is_on_detail) == ((), (), 0.6, False)


def test_a_sentence_that_leans_on_the_one_before_it_has_that_as_its_lead() -> None:
    assert near("x", "It left nine people dead.").evidence.lead_text == "The mill of Dorn burned down on Friday."
    first = near("x", "The mill of Dorn burned down on Friday.").evidence
    assert (first.lead, first.lead_text) == (None, None)
    assert near("x", "Eleven people were hurt, Ada Kolb said.").evidence.lead is None


def test_words_given_to_somebody_else_differ_by_who_said_them_and_who_stands_outside_is_not_emphasised() -> None:
    claim = "“The fire left nine people dead,” said Mayor Ola Brandt."
    whole = near(claim, "“The fire left nine people dead,” said the miller, Jonas Reth.", quoted=True)
    [other] = [pair for pair in whole.pairs if pair.kind is DetailKind.NAME]
    assert other.differs
    assert whole.words(other) == "Jonas Reth"
    assert any("Jonas Reth" in TEXT[start:end] for start, end in whole.evidence.emphasis)
    part = near(claim, "“The fire left nine people dead,”", quoted=True)
    assert [pair.differs for pair in part.pairs if pair.kind is DetailKind.NAME] == [True]
    assert all(TEXT[start:end] == "nine" for start, end in part.evidence.emphasis)
    same = near("“The fire left nine people dead,” said Jonas Reth.", "“The fire left nine people dead,”", quoted=True)
    assert not [pair for pair in same.pairs if pair.kind is DetailKind.NAME and pair.differs]
    surname = near("“The fire left nine people dead,” said Reth.", "“The fire left nine people dead,”", quoted=True)
    assert not [pair for pair in surname.pairs if pair.kind is DetailKind.NAME and pair.differs]


@pytest.mark.parametrize(("value", "differs"), [(0.5, True), (0.49, False)])
def test_reported_words_are_taken_for_the_same_where_the_sentence_is_near_enough(value: float, differs: bool) -> None:
    found = near(
        "Ola Brandt said that eleven people were hurt.", "Eleven people were hurt, Ada Kolb said.", value, quoted=True
    )
    assert bool([pair for pair in found.pairs if pair.kind is DetailKind.NAME and pair.differs]) is differs


@pytest.mark.parametrize(
    ("own", "around", "holds"),
    [(0.34, 0.55, True), (0.33, 0.55, False), (0.34, 0.54, False), (1.0, 1.0, True), (0.0, 1.0, False)],
)
def test_a_sentence_holds_a_claim_by_itself_and_with_what_is_around_it(own: float, around: float, holds: bool) -> None:
    assert _holds((0.34, 0.55), own, around) is holds


@pytest.mark.parametrize(
    ("claim", "differs"),
    [
        ("Ten people were hurt in the fire.", [True]),
        ("Ten people were hurt, Ada Kolb said.", [True]),
        ("Ten people were hurt, Ola Brandt said.", []),
    ],
)
def test_figures_are_compared_where_the_claim_names_nobody_or_whom_the_sentence_names(
    claim: str, differs: list[bool]
) -> None:
    pairs = near(claim, "Eleven people were hurt, Ada Kolb said.").pairs
    assert [pair.differs for pair in pairs if pair.kind is not DetailKind.NAME] == differs
