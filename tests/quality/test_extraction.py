"""Floors that only rise: how much of an article is taken out of invented pages with menus, boxes, comments and footers.

The measure is the overlap of runs of four words, as page extraction is commonly scored.
"""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from retrieval.errors import Refused
from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.page import Page
from retrieval.ingest.readers.plain_text import read_flat_page

#: mean F1 over the pages; reached: 0.99 flattened, 0.98 pasted without indents, 0.99 from HTML
FLAT_FLOOR, PASTED_FLOOR, WEB_FLOOR = 0.98, 0.965, 0.98
#: pages whose headline is found
HEADLINE_FLOOR = 0.9

MENU = [
    "Home",
    "World",
    "Business",
    "Sport",
    "Culture",
    "Weather",
    "Obituaries",
    "Jobs",
    "Cars",
    "Contact",
    "Sign in",
    "Subscribe",
]
BOXES = [
    [
        "Most read",
        "Choir wins again",
        "A bridge too old",
        "Who picks the names of storms?",
        "Nine days of rain in Tarn",
    ],
    ["Advertisement"],
    ["Related", "Ferry to Oskar Island runs again", "Fishermen ask for a new breakwater"],
    ["Sign up for our newsletter and get the news of the day in your inbox."],
    ["Share on Facebook", "Share on Twitter", "Email"],
    ["Story continues below advertisement"],
]
ENDS = [
    ["3 Comments", "anna says:", "I liked the old one much better than what they will build now, to be honest.", "Reply",
     "bo says:", "The council has not asked any of us who live in the street what we think of it.", "Reply"],
    ["More from Culture", "Choir wins again after three lean years", "The painter who hated blue", "A library for Oskar"],
    ["About the author", "Ada Lund is a reporter who covers the coast. Follow her on Twitter: @adalund."],
    ["Tags", "council, theatre, river"],
]  # fmt: skip
FOOTER = ["About us", "Privacy policy", "Terms of use", "© 2031 The Velmora Ledger. All rights reserved."]


def reports() -> list[list[str]]:
    """Return the sample stories that ship with the program: the headline first, then the paragraphs."""
    lines = (Path(__file__).parent / "data" / "stories.txt").read_text("utf-8").splitlines()
    texts = [line for line in lines if len(line.split()) > 20 and not line.startswith("#")]
    generator = random.Random(7)
    made = []
    for number in range(0, len(texts) - 5, 5):
        sentences = [s for text in texts[number : number + 5] for s in re.split(r"(?<=[.!?]) (?=[A-Z])", text)]
        cuts = range(0, len(sentences), 2)
        paragraphs = [" ".join(sentences[a : a + 2]) for a in cuts]
        words = re.findall(r"[\w'’-]+", paragraphs[0])[: generator.randint(6, 9)]
        made.append([" ".join(words), *[p for p in paragraphs if len(p.split()) > 8][:9]])
    return made


def flat(report: list[str], generator: random.Random, *, indented: bool) -> str:
    """Return a page around a report as text; indented as text made from HTML is, or as pasted."""
    deep = " " * 10 if indented else ""
    shallow = " " * 6 if indented else ""
    bullet = "* " if indented else ""
    lines = [f"{shallow}{bullet}{word}" for word in generator.sample(MENU, 9)]
    lines += ["", f"{shallow}{report[0]}", f"{shallow}By Ada Lund", f"{shallow}Updated: 2031-03-04 09:15"]
    at = generator.randint(1, max(1, len(report) - 3))
    for number, paragraph in enumerate(report[1:], 1):
        lines += ["", shallow + paragraph]
        if number == at:
            lines += ["", *(deep + line for line in generator.choice(BOXES))]
    lines += ["", *(deep + line for end in generator.sample(ENDS, 2) for line in ["", *end])]
    return "\n".join([*lines, "", *(f"  {bullet}{line}" for line in FOOTER)])


def web(report: list[str], generator: random.Random) -> str:
    """Return the same page as HTML."""
    menu = "".join(f"<li><a href='/{w}'>{w}</a></li>" for w in MENU)
    at = generator.randint(1, max(1, len(report) - 3))
    body = ""
    for number, paragraph in enumerate(report[1:], 1):
        body += f"<p>{paragraph}</p>"
        if number == at:
            body += "<div class=box>" + "".join(f"<p>{line}</p>" for line in generator.choice(BOXES[1:])) + "</div>"
    ends = "".join(
        "<section class=more><h3>" + "</h3><p>".join(end) + "</p></section>" for end in generator.sample(ENDS, 2)
    )
    return (
        f"<html><head><title>{report[0]} - The Velmora Ledger</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<div id=content><h1>{report[0]}</h1><div class=byline>By Ada Lund</div><div class=story>{body}</div></div>"
        f"{ends}<footer>{'<br>'.join(FOOTER)}</footer></body></html>"
    )


def overlap(gold: list[str], found: list[str]) -> float:
    """Return F1 of the runs of four words."""
    one, two = (Counter(_runs(" ".join(texts))) for texts in (gold, found))
    both = sum((one & two).values())
    return 2 * both / max(1, sum(one.values()) + sum(two.values()))


def _runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return [tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))]


def _page(html: str) -> Page:
    try:
        return read_web_page(html)
    except Refused:
        return Page()


@pytest.mark.parametrize(("indented", "floor"), [(True, FLAT_FLOOR), (False, PASTED_FLOOR)])
def test_the_article_is_taken_out_of_flattened_pages(indented: bool, floor: float) -> None:
    generator = random.Random(1)
    made = reports()
    pages = [read_flat_page(flat(report, generator, indented=indented)) for report in made]
    scores = [overlap(report[1:], page.paragraphs) for report, page in zip(made, pages, strict=True)]
    assert sum(scores) / len(scores) >= floor
    headlines = sum(page.headline == report[0] for report, page in zip(made, pages, strict=True))
    assert headlines >= HEADLINE_FLOOR * len(made)
    assert all(page.authors in ((), ("Ada Lund",)) for page in pages)


def test_the_article_is_taken_out_of_web_pages() -> None:
    generator = random.Random(2)
    made = reports()
    scores = [overlap(report[1:], _page(web(report, generator)).paragraphs) for report in made]
    assert sum(scores) / len(scores) >= WEB_FLOOR


def test_no_invitation_of_the_page_is_passed_off_as_text() -> None:
    generator = random.Random(3)
    for report in reports():
        for page in (read_flat_page(flat(report, generator, indented=True)), _page(web(report, generator))):
            text = " ".join(page.paragraphs)
            assert "newsletter" not in text
            assert "All rights reserved" not in text
            assert "Follow her" not in text
