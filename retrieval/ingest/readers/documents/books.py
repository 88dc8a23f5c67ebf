"""Electronic books and issues of magazines (.epub): every chapter that is an article, in reading order."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from retrieval.errors import Refused
from retrieval.ingest.readers.documents.packages import member, opened
from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.page import Page, holds_article

#: chapters that are read at most
MOST_CHAPTERS = 1_000
_CONTAINER = "META-INF/container.xml"


def read_book(data: bytes) -> Iterator[Page]:
    """Yield the chapters that hold an article; what the book states of itself stands in for what they do not."""
    with opened(data) as archive:
        root = _xml(member(archive, _CONTAINER))
        place = next((e.get("full-path") for e in root.iter("{*}rootfile")), None)
        package = _xml(member(archive, place) if place else None)
        about = {name: next((e.text.strip() for e in package.iter(f"{{*}}{name}") if e.text), None)
                 for name in ("title", "creator", "publisher", "date", "language")}  # fmt: skip
        for chapter in _chapters(archive, package, posixpath.dirname(place or "")):
            try:
                page = read_web_page(chapter)
            except Refused:
                continue
            if holds_article(page.parts):
                yield replace(page, outlet=page.outlet or about["publisher"] or about["title"],
                              language=page.language or (about["language"] or "")[:2].lower() or None)  # fmt: skip


def _chapters(archive: zipfile.ZipFile, package: Any, folder: str) -> Iterator[bytes]:
    places = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    for number, reference in enumerate(package.iter("{*}itemref")):
        href = places.get(reference.get("idref"))
        if number >= MOST_CHAPTERS or not href:
            continue
        data = member(archive, posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0]))))
        if data:
            yield data


def _xml(data: bytes | None) -> Any:
    from lxml import etree

    if data is None:
        raise Refused("the book is damaged: it does not say what is in it", reason="damaged")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(data, parser)
    if root is None:
        raise Refused("the book is damaged", reason="damaged")
    return root
