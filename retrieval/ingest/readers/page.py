"""A page read: the article told apart from what stood around it. What the page does not state is None, never invented."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.domain import Article, Block, BlockKind
from retrieval.errors import Refused
from retrieval.ingest.readers.dates import stated_time
from retrieval.text.scripts import DENSE

#: a sentence of so many words, ended as sentences are, makes an article; so does much text without such an end
_FEWEST, _MUCH = 7, 80
#: a headline has so many words at most
_HEADLINE = 20
#: where a sentence ends within a text
_END = re.compile(r"[.!?…][\"'”’“»«›‹)\]]*\s")
#: an article of more characters than this is refused: a novel has as many, and no newspaper prints it
LONGEST = 1_000_000
_WHOLE = re.compile(r"(?<![.?…])[.!。！।۔։።][\"'”’“»«›‹)\]]*\s*$|[\"”“»«]\s*$")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, caption or subheading of a page, in page order; only captions have a credit."""

    kind: BlockKind
    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a page states. `published` is ISO 8601 as the page gives it, with a zone only if it gives one.

    `related` are headlines of other articles; `incomplete` says that the article goes on on another page.
    """

    headline: str | None = None
    section: tuple[str, ...] = ()
    agency: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    dateline: str | None = None
    parts: tuple[Part, ...] = ()
    related: tuple[str, ...] = ()
    incomplete: bool = False
    language: str | None = None
    url: str | None = None
    #: where it goes on
    next_url: str | None = None
    #: where on the page each field came from
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def paragraphs(self) -> list[str]:
        """Return the running text in order, subheadings included."""
        return [part.text for part in self.parts if part.kind is not BlockKind.CAPTION]

    @property
    def captions(self) -> list[Part]:
        """Return the captions in order."""
        return [part for part in self.parts if part.kind is BlockKind.CAPTION]

    def article(
        self, article_id: str, url: str | None = None, outlet: str | None = None, language: str | None = None
    ) -> Article:
        """Return the article with its blocks; raise Refused where there is none.

        Where no outlet is known the agency stands in for it, so that a citation always names who wrote it.
        """
        if not holds_article(self.parts):
            raise Refused("there is no article in it", reason="no-article")
        text, blocks = _joined(self.parts)
        return Article(
            id=article_id,
            text=text,
            blocks=blocks,
            headline=self.headline,
            url=url or self.url,
            outlet=outlet or self.outlet or self.agency,
            agency=self.agency,
            authors=self.authors,
            published=self.published,
            section=self.section,
            dateline=self.dateline,
            language=language or self.language or _language(text),
            incomplete=self.incomplete,
        )

    def explanation(self) -> Mapping[str, str]:
        """Return for every field that the page states where on it that stands."""
        return {name: self.origins.get(name, "the text of the page") for name in _stated_in(self)}

    def as_json(self) -> Mapping[str, object]:
        """Return the object that `onrecord extract` prints, without its id."""
        return {
            "headline": self.headline,
            "section": list(self.section),
            "agency": self.agency,
            "outlet": self.outlet,
            "authors": list(self.authors),
            "published": self.published,
            "dateline": self.dateline,
            "paragraphs": self.paragraphs,
            "captions": [{"text": caption.text, "credit": caption.credit} for caption in self.captions],
            "related": list(self.related),
            "incomplete": self.incomplete,
        }


def _stated_in(page: Page) -> Iterator[str]:
    """Yield the names of the fields of a page that say something."""
    return (name for name, value in page.as_json().items() if value)


def holds_article(parts: Sequence[Part]) -> bool:
    """Tell an article from a headline or a list of headlines: it has a whole sentence, or much text, or a caption.

    Headlines, however many, are not much text; neither is text in letters of two cases without the end of any sentence.
    """
    words = 0
    for part in parts:
        size = word_count(part.text)
        if part.kind is BlockKind.HEADING:
            continue
        if size >= _FEWEST and (part.kind is BlockKind.CAPTION or _WHOLE.search(part.text)):
            return True
        if size > _HEADLINE and (_END.search(part.text) or not _is_cased(part.text)):
            words += size
    return words >= _MUCH


def day_of_dateline(parts: Sequence[Part], length: int) -> str | None:
    """Return the day that the first `length` characters of the first paragraph state in full, as datelines of notices do."""
    first = next((part.text for part in parts if part.kind is BlockKind.PARAGRAPH), "")
    return stated_time(first[:length])


def refuse_too_long(text: str) -> None:
    """Raise Refused where a text is longer than any article."""
    if len(text) > LONGEST:
        raise Refused(f"the text has {len(text):,} characters, more than {LONGEST:,}", reason="too-large")


def _is_cased(text: str) -> bool:
    return text.lower() != text.upper()


def word_count(text: str) -> int:
    """Count words; in scripts without spaces two characters are one."""
    spaces = text.count(" ") + 1
    return spaces if text.isascii() else max(spaces, len(DENSE.findall(text)) // 2)


def _joined(parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    """Join the parts by blank lines and say where each stands."""
    blocks: list[Block] = []
    position = 0
    for part in parts:
        blocks.append(Block(part.kind, position, position + len(part.text)))
        position += len(part.text) + 2
    return "\n\n".join(part.text for part in parts), tuple(blocks)


def _language(text: str) -> str:
    from retrieval.text.detection import detect_language

    return detect_language(text)
