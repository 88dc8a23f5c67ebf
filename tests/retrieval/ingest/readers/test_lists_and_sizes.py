"""Pages that list headlines hold no article, however the list is written; what is too long is refused before it is read."""

import pytest

from retrieval.domain import Article, Block, BlockKind
from retrieval.errors import Refused
from retrieval.ingest.preparation import prepare
from retrieval.ingest.readers import plain_text
from retrieval.ingest.readers.file import read_page
from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.json_lines import article_of
from retrieval.ingest.readers.page import LONGEST, Part, holds_article

HEADLINES = [f"Minister {n} of Brask resigns as storm number {n + 3} hits the coast" for n in range(40)]
SENTENCE = "The council of Arnsby met on Monday and decided to rebuild the old mill before the winter."


def page(content: str) -> str:
    return f"<html><head><title>Latest news</title></head><body><h1>Latest</h1>{content}</body></html>"


LISTS = {
    "linked items": "<ul>"
    + "".join(f'<li><a href="/s/{n}">{line}</a></li>' for n, line in enumerate(HEADLINES))
    + "</ul>",
    "items": "<ul>" + "".join(f"<li>{line}</li>" for line in HEADLINES) + "</ul>",
    "numbered": "<ol>" + "".join(f"<li>{line}</li>" for line in HEADLINES) + "</ol>",
    "linked paragraphs that end": "".join(f'<p><a href="/s/{n}">{line}.</a></p>' for n, line in enumerate(HEADLINES)),
    "linked headings": "".join(f'<div><h3><a href="/s/{n}">{line}</a></h3></div>' for n, line in enumerate(HEADLINES)),
    "one paragraph": "<p>" + "<br>".join(HEADLINES) + "</p>",
    "a table": "<table>"
    + "".join(f'<tr><td><a href="/s/{n}">{line}</a></td></tr>' for n, line in enumerate(HEADLINES))
    + "</table>",
    "divisions": "".join(f"<div>{line}</div>" for line in HEADLINES),
    "one headline": f"<h1>{HEADLINES[0]}</h1>",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_web_page_of_headlines_alone_holds_no_article(name: str) -> None:
    with pytest.raises(Refused):
        read_page("list.html", page(LISTS[name]).encode()).article("list")


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n - ", "\n\n* "])
def test_a_pasted_list_of_headlines_holds_no_article(between: str) -> None:
    with pytest.raises(Refused):
        read_page("list.txt", between.join(HEADLINES).encode()).article("list")


@pytest.mark.parametrize("name", LISTS)
def test_an_article_beside_a_list_of_headlines_is_found(name: str) -> None:
    article = (
        "<article>"
        + "".join(f"<p>{SENTENCE} It was the {n}th meeting of the year there.</p>" for n in range(8))
        + "</article>"
    )
    read = read_web_page(page(article + "<aside>" + LISTS[name] + "</aside>"))
    assert read.paragraphs[0].startswith(SENTENCE)


def test_much_text_in_a_script_without_ends_of_sentences_is_an_article() -> None:
    def parts(text: str) -> list[Part]:
        return [Part(BlockKind.PARAGRAPH, text)]

    assert holds_article(parts("สภาเมืองประชุมเมื่อวันจันทร์และตัดสินใจสร้างโรงสีเก่าขึ้นใหม่ก่อนฤดูหนาว " * 40))
    assert holds_article(parts(f"{SENTENCE} " * 8 + "and then"))
    assert not holds_article(parts("Latest news of the storm in the harbour of Brask and Arnsby " * 30))


def never(*_: object) -> None:
    pytest.fail("read")


def test_what_is_too_long_is_refused_before_anything_is_done_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "page_lines", never)
    for text in ("a\n" * 400_000, "\n" * 100_000 + "b", "x" * 2_000_001):
        with pytest.raises(Refused) as refused:
            plain_text.read_flat_page(text)
        assert refused.value.reason == "too-large"
    monkeypatch.setattr("retrieval.ingest.preparation.find_quotations", never)
    text = "a" * (LONGEST + 1)
    for read in (
        lambda: prepare(Article("a", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))),
        lambda: article_of({"text": text}),
    ):
        with pytest.raises(Refused, match="1,000,001 characters"):
            read()
