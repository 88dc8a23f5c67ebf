"""What a web page states and which of its text is the article; every page here is invented."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.domain import BlockKind
from retrieval.errors import Refused
from retrieval.ingest.readers import process
from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.page import Page

PAGES = Path(__file__).parent / "pages"
TOWNS = ["Oskar", "Velmora", "Lindmark", "Harrow", "Astra", "Brenn", "Tarn", "Quill"]


def paragraphs(count: int = 5) -> list[str]:
    return [
        f"The council of {town} voted on Monday to rebuild bridge number {n} over the river, which was closed last year."
        for n, town in zip(range(count), TOWNS * count, strict=False)
    ]


def html(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang=en><head><title>Bridges</title>{head}</head><body>{body}</body></html>"


def as_paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.fixture(scope="module")
def orchard() -> Page:
    return read_web_page((PAGES / "orchard.html").read_text("utf-8"))


def test_the_metadata_of_a_page_are_read(orchard: Page) -> None:
    assert orchard.headline == "Orchards of Lindmark freeze in April"
    assert (orchard.outlet, orchard.authors) == ("Harrow Herald", ("Mara Quist", "Jon Abel"))
    assert orchard.published == "2030-04-19T07:30:00+02:00"
    assert (orchard.section, orchard.dateline) == (("Country",), "LINDMARK")
    assert orchard.url == "https://herald.example/country/orchards-freeze"


def test_the_body_is_the_article_with_quotations_and_subheadings(orchard: Page) -> None:
    opening = [text.split()[0] for text in orchard.paragraphs]
    assert opening == ["LINDMARK", "The", "“I", "We", "Growers", "The", "The"]
    assert [p.text for p in orchard.parts if p.kind is BlockKind.HEADING] == ["Growers hope for plums"]


def test_a_caption_stands_where_its_picture_does_and_keeps_its_credit(orchard: Page) -> None:
    assert orchard.parts[0].kind is BlockKind.CAPTION
    assert orchard.parts[0].text == "Ice on cherry blossoms in Lindmark on Thursday."
    assert orchard.parts[0].credit == "Ola Renn"


def test_furniture_of_the_page_is_in_no_part(orchard: Page) -> None:
    text = " ".join(part.text for part in orchard.parts)
    assert not re.search(r"newsletter|Most read|All rights|Choir|By Mara", text)


def test_a_body_given_twice_is_taken_once() -> None:
    once = as_paragraphs(paragraphs())
    page = read_web_page(html(f"<article><div>{once}</div><div class=print>{once}</div></article>"))
    assert page.paragraphs == paragraphs()


def test_an_article_split_over_containers_of_one_kind_is_taken_whole() -> None:
    texts = paragraphs(8)
    chunks = "".join(
        f"<div class=row><div class=chunk>{as_paragraphs(texts[a : a + 2])}</div></div>" for a in range(0, 8, 2)
    )
    page = read_web_page(html(f"<main><div class=chunks>{chunks}</div></main>"))
    assert page.paragraphs == texts


def test_a_list_of_articles_is_refused() -> None:
    cards = "".join(
        f"<div class=card><h2><a href='/{n}'>Bridge {n} to be rebuilt</a></h2><p>{text}</p></div>"
        for n, text in enumerate(paragraphs(8))
    )
    with pytest.raises(Refused) as refused:
        read_web_page(html(f"<main>{cards}</main>"))
    assert refused.value.reason == "index-page"


def test_a_wall_of_consent_is_refused() -> None:
    wall = [
        "We and our 412 partners store cookies on your device and process personal data such as your address.",
        "With your consent we use cookies to measure how our pages are read and to show you advertising.",
        "You may accept all cookies or manage your choices in our settings at any time.",
    ]
    with pytest.raises(Refused) as refused:
        read_web_page(html(as_paragraphs(wall)))
    assert refused.value.reason == "cookie-wall"


def test_a_short_report_about_consent_is_not_a_wall() -> None:
    texts = [
        "The parliament of Astra passed a law on cookies and consent on Monday, after two years of debate.",
        "Companies must ask for consent before they store personal data, the law says, or pay a fine.",
        "The privacy commissioner said the law would take effect in May of the following year.",
    ]
    assert read_web_page(html(f"<article>{as_paragraphs(texts)}</article>")).paragraphs == texts


def test_an_article_about_cookies_is_not_a_wall() -> None:
    texts = [*paragraphs(4), "The new law on cookies and consent was not discussed, the mayor said."]
    assert read_web_page(html(f"<article>{as_paragraphs(texts)}</article>")).paragraphs == texts


@pytest.mark.parametrize(
    "body", ["<h1>Bridges to be rebuilt in Oskar and Velmora</h1>", "<ul><li><a href=/a>Choir wins</a></li></ul>", ""]
)
def test_a_page_without_an_article_has_no_paragraphs(body: str) -> None:
    page = read_web_page(html(body))
    assert page.paragraphs == []
    with pytest.raises(Refused, match="no article"):
        page.article("x")


def test_a_page_of_five_megabytes_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_web_page(html("<p>" + "word " * 1_000_000))
    assert refused.value.reason == "too-large"


def test_twenty_thousand_nested_elements_end_in_a_refusal() -> None:
    with pytest.raises(Refused) as refused:
        read_web_page(html("<div>" * 20_000 + as_paragraphs(paragraphs()))).article("x")
    assert refused.value.reason in {"too-slow", "too-deep", "no-article"}


def test_a_parser_that_overruns_is_killed_and_the_page_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "TIME_LIMIT", 0.05)
    with pytest.raises(Refused) as refused:
        read_web_page(html("<br>" * 25_000 + as_paragraphs(paragraphs())))
    assert refused.value.reason == "too-slow"


def test_an_element_with_very_many_attributes_is_given_up_in_a_page_that_anybody_may_have_made() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(200_000))  # which take the parser minutes
    with pytest.raises(Refused) as refused:
        read_web_page(html(f"<p {attributes}>" + as_paragraphs(paragraphs())), guarded=True)
    assert refused.value.reason == "too-slow"


def test_a_large_page_that_anybody_may_have_made_gives_the_same() -> None:
    page = html(f"<article>{as_paragraphs(paragraphs())}</article>" + f"<!-- {'x' * 60_000} -->")
    assert read_web_page(page, "https://a.example/1", guarded=True) == read_web_page(page, "https://a.example/1")


def test_a_heavy_page_read_in_its_own_process_gives_the_same() -> None:
    body = f"<article>{as_paragraphs(paragraphs())}</article>"
    heavy = read_web_page(html(body + "<!-- " + "<" * 20_001 + " -->"), "https://a.example/1")
    assert heavy == replace(read_web_page(html(body)), url="https://a.example/1")


def test_a_fragment_is_read_like_a_page() -> None:
    assert read_web_page(as_paragraphs(paragraphs())).paragraphs == paragraphs()


def test_lines_parted_by_breaks_are_paragraphs() -> None:
    assert read_web_page(html(f"<div>{'<br><br>'.join(paragraphs())}</div>")).paragraphs == paragraphs()


def test_bytes_are_read_in_the_encoding_they_are_in() -> None:
    body = html(
        f"<article>{as_paragraphs(['Der Bürgermeister von Brenn will die Brücke am Montag öffnen.', *paragraphs(3)])}</article>"
    )
    expected = read_web_page(body).paragraphs
    for encoding in ("utf-8", "latin-1", "utf-16"):
        assert read_web_page(body.encode(encoding)).paragraphs == expected
    named = body.replace("<head>", '<head><meta charset="iso-8859-2">')
    assert read_web_page(named.encode("iso-8859-2")).paragraphs == expected


def test_scripts_and_directions_in_a_headline_are_only_characters() -> None:
    head = '<meta property="og:title" content="A &lt;b&gt;bridge\u202e\u200b opens">'
    page = read_web_page(html(f"<article>{as_paragraphs(paragraphs())}</article>", head))
    assert page.headline == "A <b>bridge opens"


@pytest.mark.parametrize(
    "data", ["{", '{"@type": "NewsArticle", "author": 7, "datePublished": {}}', "[" * 5_000, '"x"', "[null, [[]]]"]
)
def test_broken_linked_data_are_passed_over(data: str) -> None:
    head = f'<script type="application/ld+json">{data}</script>'
    page = read_web_page(html(f"<article>{as_paragraphs(paragraphs())}</article>", head))
    assert page.paragraphs == paragraphs()
    assert page.published is None


def test_a_control_character_in_the_report_ends_nothing() -> None:
    told = "".join(f"<p>The ferry number {n} hit a reef off Lome on Monday, its mate said.</p>" for n in range(4))
    for place in ("fe\x04\x14rry", "ferry\x1f", "\x0cferry"):
        html = f"<html><body><article><h1>Ferry hits reef</h1>{told.replace('ferry', place, 1)}</article></body></html>"
        assert read_web_page(html, "https://news.example/a").parts


@pytest.mark.parametrize("odd", ["http://[::1", "https://[zz]/", "//[", "http://ex℀mple.com/"])
def test_a_page_whose_addresses_are_none_is_read_as_without_them(odd: str) -> None:
    stated = (
        f'<link rel="canonical" href="{odd}"><link rel="next" href="{odd}2"><base href="{odd}"><meta property="og:url" content="{odd}">'
        f'<meta property="og:site_name" content="{odd}">'
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "url": "{odd}", "publisher": {{"url": "{odd}"}}}}</script>'
    )
    body = as_paragraphs(paragraphs())
    for url in (None, odd, "https://a.example/1"):
        read = read_web_page(html(body, stated), url)
        assert [part.text for part in read.parts] == [part.text for part in read_web_page(html(body)).parts]
