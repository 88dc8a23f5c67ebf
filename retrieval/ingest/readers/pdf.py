"""The text of a PDF document by pypdfium2: columns in reading order, paragraphs whole, running heads taken off."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from retrieval.errors import Refused
from retrieval.ingest.readers.page_layout import Piece, paragraphs

#: pages that are read at most; a newspaper article has fewer
PAGES = 60
#: pieces of text of a page that are put in order; a page of more is read in the order of its file
_MOST_PIECES = 6_000
#: a running head stands within this share of the page's height from its edge
_MARGIN = 0.1
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|стр\.?|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|di|из)\s*\d{1,4})?\W*", re.I
)


def pdf_text(data: bytes) -> str:
    """Return the text of a document's pages; raise Refused where it cannot be read or holds no text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "it is locked with a password" if "password" in str(error).lower() else "the PDF document is damaged"
        raise Refused(reason, reason="bad-pdf") from error
    try:
        pages = [_pieces(document, number) for number in range(min(len(document), PAGES))]
    finally:
        document.close()
    text = "\n\n".join(paragraph for page in _without_running_heads(pages) for paragraph in paragraphs(page))
    if not text.strip():
        raise Refused("the PDF document holds pictures only, no text", reason="no-text")
    return text


def _pieces(document: Any, number: int) -> list[Piece]:
    """Return the pieces of text of a page with the places where they stand, in shares of the page's height and width."""
    page = document[number]
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            count = textpage.count_rects()
            if count > _MOST_PIECES or width <= 0 or height <= 0:
                return [Piece(0.0, 1.0, 1.0, 0.0, line) for line in str(textpage.get_text_bounded()).splitlines()]
            found = []
            for index in range(count):
                left, bottom, right, top = textpage.get_rect(index)
                text = str(textpage.get_text_bounded(left, bottom, right, top)).strip("\r\n")
                if text.strip():
                    found.append(Piece(left / width, top / height, right / width, bottom / height, text))
            return found
        finally:
            textpage.close()
    finally:
        page.close()


def _without_running_heads(pages: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Return the pages without what stands at the edges of several of them, whatever its numbers, and page numbers."""
    edges = Counter(head for page in pages for head in {_bare(piece) for piece in page if _is_at_edge(piece)})
    return [
        [
            piece
            for piece in page
            if not (_is_at_edge(piece) and (edges[_bare(piece)] > 1 or _PAGE_NUMBER.fullmatch(piece.text)))
        ]
        for page in pages
    ]


def _is_at_edge(piece: Piece) -> bool:
    return piece.bottom > 1 - _MARGIN or piece.top < _MARGIN


def _bare(piece: Piece) -> str:
    return _DIGITS.sub("0", " ".join(piece.text.split()))
