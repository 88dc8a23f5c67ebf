"""Pages pasted in the styles of agencies and newspapers: every field of each; what the pages tell is invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from retrieval.ingest.readers.plain_text import read_flat_page

STYLES = Path(__file__).parent / "pages" / "styles"
GOLD: dict[str, dict[str, Any]] = json.loads((STYLES / "gold.json").read_text("utf-8"))


@pytest.mark.parametrize("style", GOLD)
def test_every_field_of_a_page_in_the_style_of_an_outlet_is_right(style: str) -> None:
    read = read_flat_page((STYLES / f"{style}.txt").read_text("utf-8")).as_json()
    assert {field: read[field] for field in GOLD[style]} == GOLD[style]


@pytest.mark.parametrize("style", GOLD)
def test_pages_without_blank_lines_keep_headline_and_authors(style: str) -> None:
    text = (STYLES / f"{style}.txt").read_text("utf-8")
    read = read_flat_page("\n".join(line for line in text.splitlines() if line.strip()))
    assert (read.headline, list(read.authors)) == (GOLD[style]["headline"], GOLD[style]["authors"])
