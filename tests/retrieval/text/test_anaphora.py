import pytest

from retrieval.text.anaphora import starts_unresolved


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("He left at noon.", True),
        ("“They sing,” said the conductor.", True),
        ("But they sang.", True),
        ("But rain fell.", False),
        ("The two shook hands.", True),
        ("Heather left at noon.", False),
        ("The mayor left.", False),
        ("Itinerant singers came.", False),
        ("", False),
    ],
)
def test_a_sentence_leans_on_the_one_before_where_its_first_word_stands_for_something(text: str, leans: bool) -> None:
    assert starts_unresolved(text) is leans
