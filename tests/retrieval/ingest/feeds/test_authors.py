"""Authors in every shape in which feeds state them."""

import pytest

from retrieval.ingest.feeds.authors import names_of


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Ana Ruiz", ("Ana Ruiz",)),
        ("ana@bay.example (Ana Ruiz)", ("Ana Ruiz",)),
        ("Ana Ruiz <ana@bay.example>", ("Ana Ruiz",)),
        ("ana@bay.example", ()),
        ("https://bay.example/ana", ()),
        ("By Ana Ruiz", ("Ana Ruiz",)),
        ('<a href="/ana">Ana Ruiz</a>', ("Ana Ruiz",)),
        ("Ana Ruiz &amp; Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("Ana Ruiz, Bo Lind and Eva Holm", ("Ana Ruiz", "Bo Lind", "Eva Holm")),
        ("Ana Ruiz/Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("Ruiz, Ana", ("Ruiz, Ana",)),
        ("Redaktion", ("Redaktion",)),
        ("李明", ("李明",)),
        ({"name": "Ana Ruiz", "url": "https://bay.example"}, ("Ana Ruiz",)),
        ([{"name": "Ana Ruiz"}, "Bo Lind", None, {"url": "x"}, 7], ("Ana Ruiz", "Bo Lind")),
        ({"name": {"name": "Ana Ruiz"}}, ("Ana Ruiz",)),
        ([[[["Ana Ruiz"]]]], ()),
        (None, ()),
        ("", ()),
    ],
)
def test_the_names_are_found_and_nothing_else(stated: object, names: tuple[str, ...]) -> None:
    assert names_of(stated) == names


def test_the_outlet_is_no_author_of_its_own() -> None:
    assert names_of(["BAY HERALD", "Ana Ruiz"], ["Bay Herald", None]) == ("Ana Ruiz",)
