"""Documents of every kind give the article that was written in them; what is wrong with one is a sentence."""

import email.message
import io
import zipfile
from typing import Any

import msgspec
import pytest

from retrieval.domain import Article
from retrieval.errors import BadInput, Refused
from retrieval.ingest.readers import process
from retrieval.ingest.readers.documents import packages, reading
from retrieval.ingest.readers.documents.packages import opened
from retrieval.ingest.readers.documents.reading import pages_of, read_documents, read_text
from retrieval.ingest.readers.file import read_file
from retrieval.ingest.readers.page import Page

HEADLINE = "Ferry to Oskar Island sails again"
PARAGRAPHS = [
    "The ferry between Lindmar and Oskar Island sails again from Monday, the harbour office announced on Saturday.",
    "»We have waited eleven weeks for this morning«, said Mira Tallow, who runs the kiosk at the quay.",
    "Two engines were replaced in the yard at Port Ellary, and the crew was trained on the new steering.",
    "The first boat leaves at six, and a second one follows at half past nine on every working day.",
]
HTML = f"<html><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1>" + "".join(
    f"<p>{text}</p>" for text in PARAGRAPHS
) + "</article></body></html>"  # fmt: skip


def docx() -> bytes:
    library = pytest.importorskip("docx")
    document = library.Document()
    document.add_paragraph(HEADLINE, style="Title")
    document.add_paragraph("By Ada Lund")
    document.add_paragraph("4 March 2031")
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def odt() -> bytes:
    library = pytest.importorskip("odfdo")
    document = library.Document("text")
    document.body.clear()
    for text in [HEADLINE, "By Ada Lund", "4 March 2031", *PARAGRAPHS]:
        document.body.append(library.Paragraph(text))
    return saved(document)


def rtf() -> bytes:
    pytest.importorskip("striprtf")
    lines = [HEADLINE, "By Ada Lund", "4 March 2031", *PARAGRAPHS]
    escaped = ("".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line) for line in lines)
    return ("{\\rtf1\\ansi " + "".join(f"{line}\\par " for line in escaped) + "}").encode()


def message(kind: str = "html") -> bytes:
    mail = email.message.EmailMessage()
    mail["Subject"] = HEADLINE
    mail["From"] = "Bay Herald <news@bay.example>"
    mail["Date"] = "Tue, 04 Mar 2031 16:50:00 +0100"
    mail.set_content("\n\n".join(PARAGRAPHS))
    if kind == "html":
        mail.add_alternative(HTML, subtype="html")
    return mail.as_bytes()


def mbox() -> bytes:
    return b"".join(
        b"From news@bay.example Tue Mar  4 16:50:00 2031\n" + message(kind) + b"\n\n" for kind in ("html", "plain")
    )


def mhtml() -> bytes:
    mail = email.message.EmailMessage()
    mail["Snapshot-Content-Location"] = "https://bay.example/ferry"
    mail.set_content(HTML, subtype="html")
    mail.add_related(b"\x89PNG", "image", "png")
    return mail.as_bytes()


def epub(chapters: int = 2) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        )
        items = "".join(f'<item id="c{n}" href="c%20{n}.xhtml"/>' for n in range(chapters))
        references = "".join(f'<itemref idref="c{n}"/>' for n in range(chapters))
        archive.writestr(
            "OEBPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            f"<dc:title>Bay Herald</dc:title></metadata><manifest>{items}</manifest><spine>{references}</spine></package>",
        )
        for n in range(chapters):
            archive.writestr(f"OEBPS/c {n}.xhtml", HTML if n else "<html><body><p>Contents</p></body></html>")
    return stream.getvalue()


def only(name: str, data: bytes) -> Article:
    (item,) = read_file(name, data)
    assert isinstance(item, Article), item
    return item


@pytest.mark.parametrize(("ending", "make"), [("docx", docx), ("odt", odt), ("rtf", rtf)])
def test_a_document_of_a_word_processor_is_read(ending: str, make: object) -> None:
    article = only(f"ferry.{ending}", make())  # type: ignore[operator]
    assert (article.headline, article.authors, article.published) == (HEADLINE, ("Ada Lund",), "2031-03-04")
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.id == "ferry"


@pytest.mark.parametrize("kind", ["html", "plain"])
def test_a_message_is_read_with_its_subject_its_sender_and_its_time(kind: str) -> None:
    article = only("ferry.eml", message(kind))
    assert (article.headline, article.outlet, article.published) == (
        HEADLINE,
        "Bay Herald",
        "2031-03-04T16:50:00+01:00",
    )
    assert all(text in article.text for text in PARAGRAPHS)


def test_every_message_of_a_mailbox_is_an_article() -> None:
    found = list(read_file("news.mbox", mbox()))
    assert [item.id for item in found if isinstance(item, Article)] == ["news", "news-2"]


def test_a_web_page_saved_whole_keeps_its_address() -> None:
    article = only("ferry.mhtml", mhtml())
    assert (article.headline, article.url) == (HEADLINE, "https://bay.example/ferry")


def test_the_chapters_of_a_book_that_are_articles_are_read() -> None:
    article = only("bay.epub", epub())
    assert (article.headline, article.outlet) == (HEADLINE, "Bay Herald")


def read_here(module: str, request: dict[str, Any], named: str) -> tuple[int, list[Page | Refused]]:
    """Do in this process, in a thousandth of the time, what `read_in_process` has a process of its own do."""
    try:
        answers = list(process._answers(lambda asked: pages_of(asked["data"], asked["suffix"]), request))
    except Exception:  # noqa: BLE001  whatever ends that process is a status of 1
        return 1, []
    return 0, [process._read(msgspec.msgpack.decode(msgspec.msgpack.encode(one))) for one in answers]


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf", "epub", "eml", "mbox", "mhtml"])
@pytest.mark.parametrize("data", [b"nothing of the kind", b"PK\x03\x04broken", b"{\\rtf1\\broken"])
def test_what_is_no_document_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, ending: str, data: bytes
) -> None:
    monkeypatch.setattr(reading, "read_in_process", read_here)
    for item in read_file(f"x.{ending}", data):
        assert isinstance(item, Article) or (isinstance(item, BadInput) and str(item).startswith(f"x.{ending}: "))


@pytest.mark.parametrize("part", ["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
def test_of_a_document_that_lacks_a_part_it_is_said_that_it_is_damaged(
    monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(reading, "read_in_process", read_here)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as whole, zipfile.ZipFile(stream, "w") as damaged:
        for name in whole.namelist():
            if name != part:
                damaged.writestr(name, whole.read(name))
    assert [str(item) for item in read_file("x.docx", stream.getvalue())] == [
        "x.docx: the document is damaged: a part of it is missing"
    ]


@pytest.mark.parametrize(("ending", "data"), [("docx", b"PK\x03\x04broken"), ("eml", b"nothing of the kind")])
def test_a_process_of_its_own_says_the_same_of_what_is_no_document(
    monkeypatch: pytest.MonkeyPatch, ending: str, data: bytes
) -> None:
    there = [str(item) for item in read_file(f"x.{ending}", data)]
    monkeypatch.setattr(reading, "read_in_process", read_here)
    assert [str(item) for item in read_file(f"x.{ending}", data)] == there != []


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(11):
            archive.writestr(f"{n}", b"\x00" * 10_000_000)
    with pytest.raises(Refused, match="unpacks to more than"):
        opened(stream.getvalue())


def test_a_member_that_is_larger_than_it_says_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LARGEST_MEMBER", 10)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x", b"a" * 100)
    with opened(stream.getvalue()) as archive, pytest.raises(Refused, match="larger than"):
        packages.member(archive, "x")


def test_a_document_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.ingest.readers.process.TIME_LIMIT", 0.0)
    with pytest.raises(Refused, match="longer than"):
        list(read_documents(message(), ".eml"))


def test_a_long_text_that_anybody_may_have_made_is_read_in_a_process_that_can_be_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (
        "Ferry runs aground off Orm\n\n" + "The ferry of Orm ran aground on Monday, the harbour office said.\n\n" * 2000
    )
    assert read_text(text, guarded=True) == read_text(text, guarded=False)
    monkeypatch.setattr("retrieval.ingest.readers.process.TIME_LIMIT", 0.0)
    assert read_text(text[:1000], guarded=True) == read_text(text[:1000], guarded=False)
    with pytest.raises(Refused, match="longer than"):
        read_text(text, guarded=True)
