"""A line of JSON Lines as an article: the text archived as it was given, but for characters that cannot be seen."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from retrieval.domain import Article, BlockKind
from retrieval.errors import BadInput, Refused
from retrieval.ingest.readers.dates import valid_iso
from retrieval.ingest.readers.page import refuse_too_long
from retrieval.text.cleaning import blocks_of, strip_controls
from retrieval.text.datelines import dateline_alone, dateline_among
from retrieval.text.detection import detect_language

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*")


def article_of(line: Mapping[str, Any]) -> Article:
    """Return the article of a line with `text` and any of the keys that `onrecord add` knows.

    Raise BadInput where a key is of the wrong type or the text is missing, Refused where there is no article in it.
    """
    text = line.get("text")
    if not isinstance(text, str):
        raise BadInput("the line has no text" if text is None else f'"text" is not a string but {_kind(text)}')
    refuse_too_long(text)
    text = strip_controls(text)
    headline = _words(line, "headline")
    blocks = blocks_of(text, headline)
    if not any(block.kind is not BlockKind.HEADING for block in blocks):
        raise Refused("there is no article in it", reason="no-article")
    url = _words(line, "url")
    language = _language(line, text, blocks[0].start)
    paragraphs = [text[b.start : b.end] for b in blocks[:12] if b.kind is BlockKind.PARAGRAPH]
    dateline = dateline_among(paragraphs, language) or dateline_alone(text, language)
    return Article(
        id=_id(line, url, text),
        text=text,
        blocks=blocks,
        headline=headline,
        url=url,
        outlet=_words(line, "outlet") or _words(line, "agency"),
        agency=_words(line, "agency") or (dateline.agency if dateline else None),
        authors=_list(line, "authors"),
        published=valid_iso(line.get("published")),
        section=_list(line, "section"),
        dateline=dateline.place if dateline else None,
        language=language,
    )


def _id(line: Mapping[str, Any], url: str | None, text: str) -> str:
    """A given id is kept; without one the same address, or else the same text, is the same article."""
    given = line.get("id")
    if isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip():
        return str(given)
    if given is not None:
        raise BadInput(f'"id" is not a string but {_kind(given)}')
    return hashed_id(url or text)


def hashed_id(of: str) -> str:
    """Return an id that is the same for the same address or text."""
    return hashlib.blake2b(of.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _words(line: Mapping[str, Any], key: str) -> str | None:
    value = line.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadInput(f'"{key}" is not a string but {_kind(value)}')
    return " ".join(strip_controls(value).split()) or None


def _list(line: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = line.get(key)
    if value is None:
        return ()
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(v, str) for v in values):
        raise BadInput(f'"{key}" is not a list of strings but {_kind(value)}')
    return tuple(words for v in values if (words := " ".join(strip_controls(v).split())))


def _language(line: Mapping[str, Any], text: str, start: int) -> str:
    given = line.get("language")
    if isinstance(given, str) and _LANGUAGE.fullmatch(given.strip()):
        return given.strip()[:2].lower() if given.strip()[2:3] in ("", "-", "_") else given.strip().lower()
    return detect_language(text[start:])


def _kind(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        bool: "true or false",
        int: "a number",
        float: "a number",
        type(None): "null",
    }
    return names.get(type(value), "a string")
