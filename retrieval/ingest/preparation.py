"""The costly part of adding an article, as a pure function: what the archive and the index need of it.

It runs in worker processes when many articles come at once; what they send back is packed by msgspec, several times quicker
than pickling frozen values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from retrieval.archive.packing import pack_body
from retrieval.archive.writing import Entry
from retrieval.domain import Article, Passage, Quotation
from retrieval.index.stored import StoredPassage, stored
from retrieval.ingest.duplicates import bands, canonical_address, content_digest, given_digest, words_of
from retrieval.ingest.readers.page import refuse_too_long
from retrieval.quotations import find_quotations
from retrieval.stories.signatures import prominent_terms
from retrieval.text.passages import passages


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with everything worked out: the archive's entry and the index's passages."""

    entry: Entry
    passages: tuple[Passage, ...]
    #: the terms by which it is grouped into a story, and how prominent each is
    prominence: Mapping[str, float] = field(default_factory=dict)

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.entry.article

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Who said what in it."""
        return self.entry.quotations

    @property
    def sketch(self) -> tuple[int, ...]:
        """The bands of its sketch."""
        return self.entry.bands

    def identified(self, article_id: str) -> "Prepared":
        """Return it with its passages under another id: a newer version of an article keeps the article's."""
        if self.article.id == article_id:
            return self
        renamed = tuple(StoredPassage(article_id, stored(passage).content) for passage in self.passages)
        return Prepared(self.entry, renamed, self.prominence)


def prepare(article: Article, given: bytes | None = None) -> Prepared:
    """Work out passages, quotations and sketch; `given` is the digest of what came in where it is known already.

    Raises Refused where the text is longer than any article.
    """
    refuse_too_long(article.text)
    article = _encodable(article)
    words = words_of(article.text)
    entry = Entry(
        article=article,
        quotations=find_quotations(article.text, article.blocks, article.language),
        body=pack_body(article.text, article.blocks),
        given=given or given_digest(article),
        content=content_digest(words),
        bands=bands(words),
        addresses=(canonical_address(article.url),) if article.url else (),
    )
    cut = passages(article)
    return Prepared(entry, tuple(map(stored, cut)), prominent_terms(article, cut))


def _encodable(article: Article) -> Article:
    """Return the article with halves of surrogate pairs, which no store takes, as question marks of the same length."""
    try:
        f"{article.id}{article.headline}{article.url}{article.outlet}{article.authors}{article.text}".encode()
    except UnicodeEncodeError:
        values: dict[str, Any] = {
            name: value.encode("utf-8", "replace").decode()
            for name in ("id", "text", "headline", "url", "outlet", "agency", "dateline", "published")
            if isinstance(value := getattr(article, name), str)
        }
        authors = tuple(author.encode("utf-8", "replace").decode() for author in article.authors)
        return replace(article, authors=authors, **values)
    return article


class Packed(msgspec.Struct, tag="prepared", array_like=True):
    """A prepared article on its way between processes."""

    entry: Entry
    passages: list[bytes]
    prominence: dict[str, float]


def packed(one: Prepared) -> Packed:
    """Return a prepared article in a form that msgspec sends quickly."""
    return Packed(one.entry, [stored(passage).content for passage in one.passages], dict(one.prominence))


def unpacked(row: Packed) -> Prepared:
    """Return what `packed` was given."""
    article_id = row.entry.article.id
    passages_ = tuple([StoredPassage(article_id, content) for content in row.passages])
    return Prepared(row.entry, passages_, row.prominence)
