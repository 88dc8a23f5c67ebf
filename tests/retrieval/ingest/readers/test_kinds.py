"""Kinds of pages as they are met, a few invented ones of each: what is expected of every page stands above it in its file.

`$3` in a page is the third paragraph of the case's language in texts.toml, `$h` its headline, `<$1-4>` four paragraphs as
elements, `$1-4` the same parted by blank lines; what stands before `||` is the head. A number among what is expected is a
paragraph too. Fields are as `onrecord extract` prints them, "null" for none.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from retrieval.errors import Refused
from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.page import Page
from retrieval.ingest.readers.plain_text import read_flat_page

KINDS = Path(__file__).parent / "pages" / "kinds"
TEXTS: dict[str, Any] = tomllib.loads((KINDS / "texts.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Case:
    name: str
    kind: str
    expected: dict[str, Any]
    page: str


def cases(name: str) -> Iterator[Case]:
    for section in re.split(r"^# kind: ", (KINDS / name).read_text("utf-8"), flags=re.M)[1:]:
        kind, *pieces = re.split(r"^## ", section, flags=re.M)
        for piece in pieces:
            title, _, rest = piece.partition("\n")
            expected, _, page = rest.partition("---\n")
            yield Case(title.strip(), kind.strip(), tomllib.loads(expected), page.strip("\n"))


def paragraphs(code: str) -> list[str]:
    return str(TEXTS[code]).strip().splitlines()


def filled(text: str, code: str) -> str:
    """Put the paragraphs of a language where a page or an expectation names them."""

    def several(match: re.Match[str]) -> str:
        chosen = paragraphs(match["of"] or code)[int(match["first"]) - 1 : int(match["last"] or match["first"])]
        is_element = match[0].startswith("<")
        return "\n".join(f"<p>{one}</p>" for one in chosen) if is_element else "\n\n".join(chosen)

    text = re.sub(r"<\$(?P<of>x?)(?P<first>\d)(?:-(?P<last>\d))?>", several, text)
    text = re.sub(r"\$(?P<of>x?)(?P<first>\d)(?:-(?P<last>\d))?(?! ?[a-z])", several, text)
    return text.replace("$h", TEXTS["headlines"].get(code, ""))


def wanted(value: Any, code: str) -> Any:
    if isinstance(value, list):
        return [wanted(one, code) for one in value]
    if isinstance(value, bool) or value == "null":
        return value or None if value != "null" else None
    return (
        paragraphs(code)[value - 1]
        if isinstance(value, int)
        else filled(value, code)
        if isinstance(value, str)
        else value
    )


def faults(page: Page, expected: dict[str, Any], code: str) -> list[str]:
    said = page.as_json()
    captions = [caption.text for caption in page.captions]
    text = "\n".join([*page.paragraphs, *captions])
    found = []
    for key, value in expected.items():
        value = wanted(value, code) if not isinstance(value, bool) else value
        if key == "in_order":
            at = ["\n".join(page.paragraphs).find(one) for one in value]
            fine = -1 not in at and at == sorted(at)
        elif key == "contains":
            fine = all(one in text for one in value)
        elif key == "excludes":
            fine = not any(one in text for one in value)
        elif key == "caption_texts":
            fine = captions == value
        elif key.endswith("_any"):
            fine = said[key.removesuffix("_any")] in value
        else:
            fine = said[key] == value
        if not fine:
            found.append(f"{key}: {said.get(key, page.paragraphs)!r}, not {value!r}")
    return found


def web(case: Case) -> Page:
    code = case.expected.get("lang", "en")
    text = filled(case.page, code)
    if "<html" not in text:
        head, bar, body = text.partition("||")
        head, body = (head, body) if bar else (f"<title>{TEXTS['headlines'][code]}</title>", text)
        text = f'<!DOCTYPE html><html lang="{code}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return read_web_page(text, case.expected.get("url"))


def flat(case: Case) -> Page:
    return read_flat_page(filled(case.page, case.expected.get("lang", "en")))


READERS = {"web.txt": web, "flat.txt": flat}


@pytest.mark.parametrize(
    ("file", "case"),
    [(name, case) for name in READERS for case in cases(name)],
    ids=lambda one: getattr(one, "name", one),
)
def test_a_page_of_every_kind_is_read_as_it_says(file: str, case: Case) -> None:
    expected = {key: value for key, value in case.expected.items() if key not in ("lang", "url", "refused")}
    try:
        page = READERS[file](case)
    except Refused:
        assert case.expected.get("refused")
        return
    assert not case.expected.get("refused")
    assert not faults(page, expected, case.expected.get("lang", "en"))
