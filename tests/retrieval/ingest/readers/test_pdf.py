"""PDF documents as they are printed: in columns, with running heads, with words parted at the ends of lines."""

import pytest

from retrieval.domain import Article
from retrieval.errors import Refused
from retrieval.ingest.readers.file import read_file
from retrieval.ingest.readers.page_layout import Piece, paragraphs
from retrieval.ingest.readers.pdf import pdf_text

ONE = "The ferry between Lindmar and Oskar Island sails again from Monday, the harbour office announced on Saturday."
TWO = (
    "Two engines were replaced in the yard at Port Ellary, and the crew was trained on the new steering in the spring."
)
THREE = "The first boat leaves at six, and a second one follows at half past nine on every working day of the summer."

FOUR = "Mira Tallow, who runs the kiosk at the quay, said that she had waited eleven weeks for this very morning."


def wrapped(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def column(left: int, top: int, texts: list[str], width: int = 30) -> list[tuple[int, int, int, str]]:
    found, y = [], top
    for text in texts:
        for line in wrapped(text, width):
            found.append((left, y, 10, line))
            y -= 12
        y -= 12
    return found


def pdf(*pages: list[tuple[int, int, int, str]]) -> bytes:
    """Return a document of pages, each a list of (x, y, size, text) in points on A4."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for page in pages:
        content = "".join(
            f"BT /F1 {size} Tf {x} {y} Td ({text.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj ET\n"
            for x, y, size, text in page
        ).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 "
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(out),
    )  # fmt: skip


HEADS = [(60, 815, 8, "THE BAY HERALD  Tuesday, 4 March 2031"), (290, 20, 8, "7")]


def test_columns_are_read_one_after_the_other_below_the_headline_that_spans_them() -> None:
    page = [
        (60, 760, 22, "Ferry to Oskar Island sails again"),
        *column(60, 720, [ONE, TWO]),
        *column(310, 720, [THREE, ONE]),
    ]
    assert pdf_text(pdf(page)).split("\n\n") == ["Ferry to Oskar Island sails again", ONE, TWO, THREE, ONE]


def test_columns_whose_lines_come_in_turns_are_read_one_after_the_other() -> None:
    left, right = column(60, 720, [ONE, TWO]), column(310, 720, [THREE, ONE])
    page = [piece for pair in zip(left, right, strict=False) for piece in pair]
    assert pdf_text(pdf(page)).split("\n\n") == [ONE, TWO, THREE, ONE]


def test_running_heads_and_page_numbers_are_taken_off() -> None:
    pages = [[*HEADS, *column(60, 720, [text], 80)] for text in (ONE, TWO, THREE)]
    assert pdf_text(pdf(*pages)).split("\n\n") == [ONE, TWO, THREE]


def test_what_stands_at_the_edge_of_one_page_only_is_kept() -> None:
    assert "Ferry again" in pdf_text(pdf([(60, 815, 14, "Ferry again"), *column(60, 720, [ONE], 80)]))


def test_words_parted_at_the_end_of_a_line_are_made_whole() -> None:
    page = [
        (60, 700, 10, "The ferry to Oskar sails again from Mon-"),
        (60, 688, 10, "day"),
        (60, 676, 10, "The North-"),
    ]
    assert pdf_text(pdf(page)).startswith("The ferry to Oskar sails again from Mon")
    pieces = [Piece(0.1, 0.9, 0.5, 0.88, "the har-"), Piece(0.1, 0.87, 0.5, 0.85, "bour office")]
    assert list(paragraphs(pieces)) == ["the harbour office"]


def test_a_document_becomes_an_article() -> None:
    page = [(60, 760, 22, "Ferry to Oskar Island sails again"), (60, 735, 10, "By Ada Lund"), (60, 715, 10, "4 March 2031"),
            *column(60, 690, [ONE, TWO]), *column(310, 690, [THREE, FOUR])]  # fmt: skip
    (article,) = read_file("ferry.pdf", pdf([*HEADS, *page]))
    assert isinstance(article, Article)
    assert (article.headline, article.authors, article.published) == (
        "Ferry to Oskar Island sails again",
        ("Ada Lund",),
        "2031-03-04",
    )
    assert article.text == "\n\n".join([ONE, TWO, THREE, FOUR])


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(Refused, match="pictures only"):
        pdf_text(pdf([]))
