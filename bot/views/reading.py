"""An article as messages to be read in the chat, and where in them a sentence of it stands."""

import html as markup
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.views.evidence import citation_line
from bot.views.html import bold, escape, split, units
from bot.views.texts import Texts
from retrieval.domain import Article, BlockKind, Citation, Span
from retrieval.text.sentences import split_sentences

#: what one message of an article may hold, in UTF-16 units, its footer apart; and the most messages
ROOM, MOST = 3_600, 12
#: what Telegram takes as a quotation of a message, in UTF-16 units
LONGEST_QUOTE = 1_024
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class NativeQuote:
    """Words of a message, and where they stand in it, in UTF-16 units."""

    text: str
    position: int


def article_pieces(article: Article, citation: Citation, texts: Texts) -> list[str]:
    """Return the HTML of an article's messages: its headline and source, then its paragraphs, each with "[1/3]" below it."""
    head = [bold(article.headline or texts("untitled")), citation_line(citation, texts)]
    told = [head[0] + "\n" + head[1], *_paragraphs(article, texts)]
    if article.incomplete:
        told.append(escape(texts("incomplete")))
    bodies: list[str] = []
    for paragraph in told:
        if bodies and units(bodies[-1]) + units(paragraph) + 2 <= ROOM:
            bodies[-1] += "\n\n" + paragraph
        else:
            bodies.extend(split(paragraph, ROOM))
    bodies = bodies[:MOST]
    return [f"{body}\n\n[{number}/{len(bodies)}]" for number, body in enumerate(bodies, 1)]


def _paragraphs(article: Article, texts: Texts) -> Iterator[str]:
    for block in article.blocks:
        words = escape(article.text[block.start : block.end])
        if not words:
            continue
        if block.kind is BlockKind.HEADING:
            yield bold(article.text[block.start : block.end])
        else:
            yield f"{escape(texts('caption'))} {words}" if block.kind is BlockKind.CAPTION else words


def shown_text(piece: str) -> str:
    """Return the text of a message as Telegram has it, of its HTML."""
    return markup.unescape(_TAG.sub("", piece)).strip()


def quote_of(article: Article, span: Span, pieces: Sequence[str]) -> tuple[int, NativeQuote] | None:
    """Return which message a sentence stands in, and the words to quote of it; None where no message has the whole of it."""
    words = markup.unescape(escape(article.text[span[0] : span[1]]))
    words = _within(words)
    for number, piece in enumerate(pieces):
        text = shown_text(piece)
        at = text.find(words)
        if words and at >= 0:
            return number, NativeQuote(words, units(text[:at]))
    return None


def _within(words: str) -> str:
    """Return the words as far as Telegram takes them as a quotation: whole sentences, or whole words of the first."""
    if units(words) <= LONGEST_QUOTE:
        return words
    kept = ""
    for start, end in split_sentences(words):
        if units(words[:end]) > LONGEST_QUOTE:
            kept = kept or words[start:end]
            break
        kept = words[:end]
    while units(kept) > LONGEST_QUOTE and " " in kept:
        kept = kept.rsplit(" ", 1)[0]
    return kept
