"""Lines of JSON Lines as articles: the text as given, every other key checked."""

from typing import Any

import pytest

from retrieval.domain import BlockKind
from retrieval.errors import BadInput, Refused
from retrieval.ingest.readers.json_lines import article_of

TEXT = (
    "OSKAR (Lanx) — The theatre will reopen in May, Mayor Lena Fors said on Monday.\n\n"
    "The old theatre in Oskar in 2012. Ola Renn/AFP/Getty Images\n\n"
    "A long quarrel\n\n"
    "Three members of the council had voted against the plan.\n\n"
    "Sign up for our newsletter to get the news of the day in your inbox.\n"
)


def test_the_text_is_kept_as_given_and_its_blocks_point_into_it() -> None:
    article = article_of({"id": "a1", "text": TEXT})
    assert (article.id, article.text) == ("a1", TEXT)
    shown = [(block.kind, TEXT[block.start : block.end].split()[0]) for block in article.blocks]
    assert shown == [
        (BlockKind.PARAGRAPH, "OSKAR"),
        (BlockKind.CAPTION, "The"),
        (BlockKind.HEADING, "A"),
        (BlockKind.PARAGRAPH, "Three"),
    ]


def test_invisible_characters_are_stripped_from_text_and_headline() -> None:
    article = article_of(
        {"text": "The \u202emayor\u202c sa\u200bid no\x00 on Monday.", "headline": "No\u200b from \u2066Oskar\u2069"}
    )
    assert (article.text, article.headline) == ("The mayor said no on Monday.", "No from Oskar")


def test_dateline_and_agency_are_read_from_the_first_paragraph() -> None:
    article = article_of(
        {"text": "OSKAR (Reuters) — The theatre will reopen in May, the mayor said.\n\nIt was closed in 2012."}
    )
    assert (article.dateline, article.agency) == ("OSKAR", "Reuters")


def test_an_interview_has_no_dateline() -> None:
    article = article_of(
        {"text": "FORS: We will open it in May.\n\nREPORTER: Why so late?\n\nFORS: The roof was unsafe."}
    )
    assert article.dateline is None


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("2030-05-04", "2030-05-04"),
        ("2030-05-04T10:00:00Z", "2030-05-04T10:00:00Z"),
        ("2030-05-04T10:00+02:00", "2030-05-04T10:00+02:00"),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("4 May 2030", None),
        ("2030-13-01", None),
        (20300504, None),
        (None, None),
    ],
)
def test_a_date_is_kept_as_stated_or_not_at_all(stated: Any, kept: str | None) -> None:
    assert article_of({"text": TEXT, "published": stated}).published == kept


def test_an_id_is_made_from_the_address_or_else_from_the_text() -> None:
    by_address = article_of({"text": TEXT, "url": "https://a.example/1"}).id
    assert (
        by_address == article_of({"text": "Another text about the theatre in Oskar.", "url": "https://a.example/1"}).id
    )
    assert article_of({"text": TEXT}).id == article_of({"text": TEXT}).id != by_address
    assert article_of({"text": TEXT, "id": 7}).id == "7"


@pytest.mark.parametrize(
    ("line", "at_fault"),
    [
        ({}, "no text"),
        ({"text": None}, "no text"),
        ({"text": ["a"]}, '"text" is not a string but a list'),
        ({"text": TEXT, "id": {}}, '"id" is not a string but an object'),
        ({"text": TEXT, "headline": 3}, '"headline" is not a string but a number'),
        ({"text": TEXT, "authors": {"a": 1}}, '"authors" is not a list of strings but an object'),
        ({"text": TEXT, "authors": [1]}, '"authors" is not a list of strings'),
    ],
)
def test_a_wrong_key_is_named(line: dict[str, Any], at_fault: str) -> None:
    with pytest.raises(BadInput, match=at_fault):
        article_of(line)


@pytest.mark.parametrize("text", ["", " \n \n", "\u200b\u202e", "Sign up for our newsletter", "* * *"])
def test_a_text_without_an_article_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        article_of({"text": text})
    assert refused.value.reason == "no-article"


def test_a_language_given_is_kept_and_one_not_given_is_detected() -> None:
    german = "Der Stadtrat von Oskar hat am Montag beschlossen, das alte Theater am Fluss wieder aufzubauen und neu zu eröffnen."
    assert article_of({"text": german}).language == "de"
    assert article_of({"text": german, "language": "pt-BR"}).language == "pt"
    assert article_of({"text": german, "language": 5}).language == "de"
