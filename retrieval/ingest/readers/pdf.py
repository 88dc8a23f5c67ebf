"""The text of a PDF document, page after page, by pypdfium2."""

from retrieval.errors import Refused

#: pages that are read at most; a newspaper article has fewer
PAGES = 60


def pdf_text(data: bytes) -> str:
    """Return the text of a document's pages; raise Refused where it cannot be read or holds no text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "it is locked with a password" if "password" in str(error).lower() else "the PDF document is damaged"
        raise Refused(reason, reason="bad-pdf") from error
    try:
        texts = [_page_text(document, number) for number in range(min(len(document), PAGES))]
    finally:
        document.close()
    text = "\n".join(texts)
    if not text.strip():
        raise Refused("the PDF document holds pictures only, no text", reason="no-text")
    return text


def _page_text(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    try:
        textpage = page.get_textpage()
        try:
            return str(textpage.get_text_bounded())
        finally:
            textpage.close()
    finally:
        page.close()
