"""Files in any encoding become articles or one clear sentence; their names never become paths."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.domain import Article
from retrieval.errors import BadInput, Refused
from retrieval.ingest.readers.file import file_id, read_file, shown_name

TEXT = (
    "Brücke in Brenn wieder offen\n\nDie Brücke über den Tarn ist seit Montag wieder offen, sagte Bürgermeister Jörg Äppel.\n\n"
    "Sie war im März nach einem Sturm geschlossen worden, bei dem drei Pfeiler brachen.\n"
)


def one(items: Iterator[Article | BadInput]) -> Article:
    (article,) = items
    assert isinstance(article, Article)
    return article


def refusal(items: Iterator[Article | BadInput]) -> Refused:
    (fault,) = items
    assert isinstance(fault, Refused)
    return fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_a_text_is_read_in_whatever_encoding_it_has(encoding: str) -> None:
    article = one(read_file("brenn.txt", TEXT.encode(encoding)))
    assert "Jörg Äppel" in article.text
    assert (article.id, article.language, article.headline) == ("brenn", "de", "Brücke in Brenn wieder offen")


def test_utf_16_without_lines_of_its_own_kind_keeps_the_whole_text() -> None:
    article = one(read_file("brenn.txt", "\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be")))
    assert len(article.blocks) == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00" * 500, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "binary"),
        (b"Only a headline\n", "no-article"),
        (b"x" * 20_000_001, "too-large"),
    ],
)
def test_what_is_no_article_is_refused_in_one_sentence_that_names_the_file(data: bytes, reason: str) -> None:
    fault = refusal(read_file("folder/harbour.txt", data))
    assert fault.reason == reason
    assert str(fault).startswith("harbour.txt: ")
    assert "\n" not in str(fault)


def test_a_web_page_is_read_by_its_ending_or_by_its_first_words() -> None:
    sentence = "The harbour of Velmora will reopen on Friday after the storm, the harbour master said."
    page = f"<!doctype html><html><body><article><p>{sentence}</p><p>{sentence} Twice.</p></article></body></html>"
    for name in ("harbour.html", "harbour.htm", "harbour.txt"):
        assert one(read_file(name, page.encode())).text.startswith(sentence)


def test_the_text_of_a_pdf_is_read() -> None:
    article = one(read_file("harbour.pdf", _pdf(["The harbour of Velmora will reopen on Friday, the harbour",
                                                 "master said. It was closed by a storm in March."])))  # fmt: skip
    assert (
        article.text
        == "The harbour of Velmora will reopen on Friday, the harbour master said. It was closed by a storm in March."
    )


@pytest.mark.parametrize("data", [b"%PDF-1.4 and nothing else", b"no pdf at all, but a text about nothing."])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    assert refusal(read_file("harbour.pdf", data)).reason in {"bad-pdf", "not-pdf"}


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x", "/etc/passwd", "..\\..\\x.txt", "a\x00b.txt", "....", "C:\\x\\y.txt", "nul/\n.txt"]
)
def test_no_name_becomes_a_path(name: str) -> None:
    made = file_id(name, b"text")
    assert made
    assert not set(made) & set("/\\.:\x00\n ")
    assert not set(shown_name(name)) & set("/\\\x00\n")


def test_an_id_is_made_from_the_name_and_stays_the_same() -> None:
    assert (
        file_id("Harbour of Velmora (2).txt", b"a")
        == file_id("Harbour of Velmora (2).txt", b"b")
        == "harbour-of-velmora-2"
    )


def test_a_path_of_the_file_system_is_taken_too(tmp_path: Path) -> None:
    assert one(read_file(tmp_path / "brenn.txt", TEXT.encode())).id == "brenn"


def _pdf(lines: list[str]) -> bytes:
    """Return the smallest document that shows the lines one below the other."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 10 Tf 20 800 Td {shown} ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )
    return body + end
