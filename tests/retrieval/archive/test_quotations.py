"""Which quotation a place holds, found in the database and by looking at every quotation of the article."""

import pytest

from retrieval.archive.quotation_rows import QuotationRow, most_inside, pack_quotations, unpack_columns

TEXT = (
    "“We will sail,” Ada Lund said, “when the fog has gone and the harbour is open.” Ola Renn said that it was too early. "
    "The ferry is forty years old. “No,” Lund said. “Not today.”"
)

QUOTATION = QuotationRow(0, ((0, 1),), None, None, None, None, None, None, None, None, None, None, 0.9, None)


@pytest.fixture
def filled(archive, add, article):
    add(article("a", TEXT), article("b", "“It rains,” Ada Lund said."), article("c", "Nobody spoke."))
    return archive


def test_a_place_holds_the_quotation_of_which_most_stands_there(filled) -> None:
    places = [("a", start, start + size) for size in (1, 30, 90) for start in range(0, len(TEXT), 5)]
    held = filled.quotations_in(places)
    listed = filled.quotations(["a"])["a"]
    assert len(listed) > 2
    for (_, start, end), one in zip(places, held, strict=True):
        inside = [sum(max(0, min(end, b) - max(start, a)) for a, b in q.fragments) for q in listed]
        assert one == (listed[inside.index(max(inside))] if max(inside) else None)


def test_one_whose_speaker_has_a_name_comes_first_where_half_as_much_of_it_stands_there() -> None:
    rows = [QUOTATION._replace(fragments=((0, 40),)), QUOTATION._replace(fragments=((20, 40),), name="Ada Lund")]
    (columns,) = unpack_columns([pack_quotations(rows)])
    found = most_inside(columns, [(0, 40), (0, 30), (30, 40), (50, 60)])
    assert found == {(0, 40): 1, (0, 30): 0, (30, 40): 1}


def test_places_of_several_articles_come_in_the_order_asked_for(filled) -> None:
    held = filled.quotations_in([("b", 0, 26), ("c", 0, 13), ("none", 0, 5), ("a", 0, 15)])
    assert [one.article_id if one else None for one in held] == ["b", None, None, "a"]
    assert filled.quotations_in([]) == []


def test_what_quotations_are_chosen_by_is_what_they_have_once_put_together(filled) -> None:
    packed = filled.packed_quotations(["a", "b", "c", "none"])
    whole = filled.quotations(["a", "b", "c", "none"])
    assert list(packed) == list(whole) == ["a", "b"]
    for id_, said in packed.items():
        assert tuple(said) == whole[id_]
        assert [said.speaker(n) for n in range(len(said))] == [one.speaker for one in whole[id_]]
        assert said.names == [one.speaker.name if one.speaker else None for one in whole[id_]]
        assert [said.words(n) for n in range(len(said))] == [one.text for one in whole[id_]]
        assert [said.span(n) for n in range(len(said))] == [
            (one.fragments[0][0], one.fragments[-1][1]) for one in whole[id_]
        ]
        assert said[1:] == list(whole[id_][1:])


def test_of_somebody_no_more_quotations_are_put_together_than_asked_for(filled) -> None:
    (lund,) = filled.people("Ada Lund")
    every = filled.quotations_by([lund.id])
    assert [one.article_id for one in every] == ["b", "a", "a"]
    assert [filled.quotations_by([lund.id], most) for most in range(4)] == [every[:most] for most in range(4)]
