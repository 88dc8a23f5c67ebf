"""Headline, outlet, authors and time come from the story's own statement on the page; every page is invented."""

import json

import pytest

from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.page import Page

TEXTS = [
    "The weir at Tollan will be raised by half a metre before winter, the water board said on Tuesday.",
    "Divers looked at its footing for three days and found the oak piles sound, board member Ida Renn said.",
    "The work costs 2.1 million crowns and is paid for by the mills above the weir, the plan says.",
]
TITLE = "<title>Weir at Tollan to be raised - The Tollan Bell</title>"


def page(beside: str = "", head: str = TITLE, lang: str = "en", around: str = "") -> Page:
    text = "".join(f"<p>{text}</p>" for text in TEXTS)
    body = f"{around}<article><h1>Weir at Tollan to be raised</h1>{beside}{text}</article>"
    return read_web_page(f"<!DOCTYPE html><html lang={lang}><head>{head}</head><body>{body}</body></html>")


def linked(value: object, wrap: str = "{}") -> Page:
    data = value if isinstance(value, str) else json.dumps(value)
    return page(head=f'{TITLE}<script type="application/ld+json">{wrap.replace("{}", data)}</script>')


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Weir at Tollan to be raised",
    "datePublished": "2031-05-14T09:30:00+02:00",
}


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ida Renn", ["Ida Renn"]),
        ("By Ida Renn and Bo Lask", ["Ida Renn", "Bo Lask"]),
        ({"@type": "Person", "name": "Ida Renn"}, ["Ida Renn"]),
        ({"@type": "Person", "name": ["Ida Renn", "Bo Lask"]}, ["Ida Renn", "Bo Lask"]),
        ({"@type": "Person", "name": {"@value": "Ida Renn"}}, ["Ida Renn"]),
        ([{"@type": "Person", "name": "Ida Renn"}, {"name": "Bo Lask"}], ["Ida Renn", "Bo Lask"]),
        ([[{"name": "Ida Renn"}], "Bo Lask"], ["Ida Renn", "Bo Lask"]),
        ({"@list": [{"name": "Ida Renn"}, {"name": "Bo Lask"}]}, ["Ida Renn", "Bo Lask"]),
        ({"@type": "Person", "givenName": "Ida", "familyName": "Renn"}, ["Ida Renn"]),
        ({"@id": "#ida"}, ["Ida Renn"]),
        ({"name": "<a href='/ida'>Ida Renn</a>"}, ["Ida Renn"]),
        ({"name": "Ida Renn &amp; Bo Lask"}, ["Ida Renn", "Bo Lask"]),
        ({"name": "Ida Renn, Harrow correspondent"}, ["Ida Renn"]),
        ({"name": "ida.renn@bell.example"}, []),
        ({"@type": "Organization", "name": "The Tollan Bell"}, []),
        ({"@type": "Person", "name": "The Tollan Bell"}, []),
        ("https://bell.example/people/ida", []),
    ],
)
def test_authors_are_read_in_every_form_that_linked_data_have(author: object, names: list[str]) -> None:
    person = {"@type": "Person", "@id": "#ida", "name": "Ida Renn"}
    assert linked({"@graph": [{**ARTICLE, "author": author}, person]}).authors == tuple(names)


@pytest.mark.parametrize(
    "wrap",
    ["//<![CDATA[\n{}\n//]]>", "<!-- {} -->", "/*<![CDATA[*/{}/*]]>*/", "[{}]", '{"@graph": [{}]}', "{};", "[[{},],]"],
)
def test_linked_data_are_read_in_whatever_they_are_wrapped(wrap: str) -> None:
    assert linked(ARTICLE, wrap).published == "2031-05-14T09:30:00+02:00"


def test_damaged_linked_data_still_give_the_time_that_can_be_told() -> None:
    damaged = json.dumps(ARTICLE)[:-1] + ', "image": {"url": , }}'
    assert linked(damaged).published == "2031-05-14T09:30:00+02:00"


def test_linked_data_of_other_articles_are_passed_over() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Choir wins",
        "datePublished": "2029-01-01",
        "author": "Odd Krel",
        "image": "x",
    }
    listed = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": other}]}
    found = linked([other, listed, {**ARTICLE, "author": "Ida Renn"}])
    assert (found.published, found.authors) == ("2031-05-14T09:30:00+02:00", ("Ida Renn",))


@pytest.mark.parametrize(
    ("beside", "lang", "authors"),
    [
        ("<p class=byline>By Ida Renn and Bo Lask</p>", "en", ["Ida Renn", "Bo Lask"]),
        ("<p>Von Ida Renn und Bo Lask</p>", "de", ["Ida Renn", "Bo Lask"]),
        ("<p>Par Ida Renn et Bo Lask</p>", "fr", ["Ida Renn", "Bo Lask"]),
        ("<div>Por Ida Renn y Bo Lask</div>", "es", ["Ida Renn", "Bo Lask"]),
        ("<div>Di Ida Renn e Bo Lask</div>", "it", ["Ida Renn", "Bo Lask"]),
        ("<div>Автор: Ида Ренн</div>", "ru", ["Ида Ренн"]),
        ("<div><span itemprop=author><span itemprop=name>Ida Renn</span></span></div>", "en", ["Ida Renn"]),
        ("<div>By <a rel=author href=/ida>Ida Renn</a>, Harrow</div>", "en", ["Ida Renn"]),
        ("<p class=meta>By Ida Renn on Monday, May 14th, 2031 at 9:05 a.m.</p>", "en", ["Ida Renn"]),
        (
            "<figure><img src=a><figcaption>By the weir: Odd Krel of the water board, in May.</figcaption></figure>",
            "en",
            [],
        ),
        ("<p class=byline>By The Tollan Bell</p>", "en", []),
        ("<p class=byline>By Guest Author</p>", "en", []),
        ("<p class=byline>By Ida Renn On 5/9/31 at 8:22 AM</p>", "en", ["Ida Renn"]),
        ("<p class=info>By river reporter <a href=/ida>Ida Renn</a></p>", "en", ["Ida Renn"]),
        ("<h3 class=byline>by Ida Renn<br>Monday, November 18, 2031</h3>", "en", ["Ida Renn"]),
        (
            "<div><span>By <a href=/staff/ida-renn>Ida Renn</a></span><span>Senior River Reporter</span></div>",
            "en",
            ["Ida Renn"],
        ),
        ("<p>By <a href=/staff/ida>Ida Renn</a> and Bo Lask</p>", "en", ["Ida Renn", "Bo Lask"]),
        ("<div><a href=/people/>People</a> <a href=/staff/ida>All of Ida's stories here</a></div>", "en", []),
        ("<ul class=authors><li>By REUTERS</li></ul>", "en", []),
        ("<ul class=meta><li>By Ida Renn</li><li>14 May 2031</li></ul>", "en", ["Ida Renn"]),
        ("<p class=info>Words: Ida Renn · Photos: Bo Lask</p>", "en", ["Ida Renn"]),
        ("<p class=info>Text und Fotos: Ida Renn</p>", "de", ["Ida Renn"]),
    ],
)
def test_the_byline_that_a_reader_sees_names_the_authors(beside: str, lang: str, authors: list[str]) -> None:
    assert page(beside, lang=lang).authors == tuple(authors)


@pytest.mark.parametrize(
    ("beside", "lang", "published"),
    [
        ("<p>Published 14 May 2031 09:05 – Updated 15 May 2031 18:00</p>", "en", "2031-05-14T09:05"),
        ("<p>Updated 15 May 2031 18:00. First published 14 May 2031 09:05</p>", "en", "2031-05-14T09:05"),
        ("<p>Aktualisiert am 15. Mai 2031, 18.00 Uhr</p><p>Veröffentlicht: 14. Mai 2031, 9.05 Uhr</p>", "de", "2031-05-14T09:05"),
        ("<p>Mis à jour le 15 mai 2031 à 18h00</p><p>Publié le 14 mai 2031 à 09h05</p>", "fr", "2031-05-14T09:05"),
        ("<p>Опубликовано</p><p>14 мая 2031, 09:05 МСК</p>", "ru", "2031-05-14T09:05+03:00"),
        ("<p>05/10/2031 09:05</p>", "en-US", "2031-05-10T09:05"),
        ("<p>05/10/2031 09:05</p>", "en-GB", "2031-10-05T09:05"),
        ("<p>05/10/2031 09:05</p>", "es", "2031-10-05T09:05"),
        ("<time class=updated datetime='2031-05-15T18:00'></time><time class=published datetime='2031-05-14T09:05'></time>", "en",
         "2031-05-14T09:05"),
        ("<p>Last updated <time datetime='2031-05-15T18:00:00Z'>15 May</time></p>", "en", "2031-05-15T18:00:00Z"),
        ("<p>No time at all</p>", "en", None),
        ("<p>نُشر في ٣ أكتوبر ٢٠٣١ ٠٨:١٥</p>", "ar", "2031-10-03T08:15"),
        ("<p>Julkaistu 3. lokakuuta 2031 klo 8.15</p>", "fi", "2031-10-03T08:15"),
        ("<p>Δημοσιεύτηκε: 3 Οκτωβρίου 2031, 08:15</p>", "el", "2031-10-03T08:15"),
        ("<p>Publicat: 3 octombrie 2031, 08:15</p>", "ro", "2031-10-03T08:15"),
        ("<p>Tayang: 3 Agustus 2031, 08:15</p>", "id", "2031-08-03T08:15"),
        ("<ul class=dates><li><span>Published</span> <span>14 May 2031</span></li></ul>", "en", "2031-05-14"),
        ("<ul><li class=teaser><a href=/1>Choir wins</a> <span>Published 14 May 2031</span></li></ul>", "en", None),
    ],
)  # fmt: skip
def test_the_time_that_a_reader_sees_is_that_of_publication(beside: str, lang: str, published: str | None) -> None:
    assert page(beside, lang=lang).published == published


def test_neither_time_nor_author_come_from_teasers_tickers_or_comments() -> None:
    ticker = "<div class=ticker><span>14:20</span> <time datetime='2031-06-01T14:20'>1 June</time> <a rel=author href=/o>Odd Krel</a></div>"
    below = "<ul><li><a href=/1>Choir wins</a> <a rel=author href=/o>Odd Krel</a> <time datetime='2031-06-02'>x</time></li></ul>"
    comments = "<div class=comments><span class=author>Jon Abel</span><time datetime='2031-06-03'>3 June</time><p>Well done.</p></div>"
    text = "".join(f"<p>{text}</p>" for text in TEXTS)
    article = f"<article><h1>Weir at Tollan to be raised</h1>{text}</article>"
    menu = "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(12))
    found = read_web_page(
        f"<html><head>{TITLE}</head><body>{ticker}<ul>{menu}</ul>{article}{below}{comments}</body></html>"
    )
    assert (found.authors, found.published) == ((), None)


@pytest.mark.parametrize(
    ("head", "headline", "outlet"),
    [
        ("<title>Weir at Tollan to be raised - The Tollan Bell</title>", "Weir at Tollan to be raised", "The Tollan Bell"),
        ("<title>The Tollan Bell: Weir at Tollan to be raised</title>", "Weir at Tollan to be raised", None),
        ("<title>x</title><meta property=og:title content='Bank – a new chief | Bell'><meta property=og:site_name content=Bell>",
         "Bank – a new chief", "Bell"),
        ("<title>x</title><meta property=og:title content='Bank - a new chief'>", "Bank - a new chief", None),
        ("<title>x</title><meta property=og:title content='Dam breaks | Country | Bell'><meta property=og:site_name content=Bell>"
         "<meta property=article:section content=Country>", "Dam breaks", "Bell"),
        (f"{TITLE}<meta property=og:site_name content='https://bell.example'>", "Weir at Tollan to be raised", "The Tollan Bell"),
        (f"{TITLE}<meta property=og:site_name content='The Bell | Sport | Money | Weather | Jobs'>", "Weir at Tollan to be raised",
         "The Bell"),
        (f"{TITLE}<meta property=og:site_name content='@thebell'>", "Weir at Tollan to be raised", "The Tollan Bell"),
    ],
)  # fmt: skip
def test_a_title_loses_only_what_the_page_calls_its_outlet_or_section(
    head: str, headline: str, outlet: str | None
) -> None:
    found = page(head=head)
    assert (found.headline, found.outlet) == (headline, outlet)


def test_the_nameplate_names_the_outlet_where_nothing_else_does() -> None:
    found = page(
        head="<title>Weir at Tollan to be raised</title>",
        around="<a href='/'><img src=l.png alt='The Tollan Bell logo'></a>",
    )
    assert found.outlet == "The Tollan Bell"


def test_seconds_since_1970_are_a_time() -> None:
    assert linked({**ARTICLE, "datePublished": "1936600200000"}).published == "2031-05-15T08:30:00+00:00"


def test_a_nameplate_set_as_a_heading_is_no_headline() -> None:
    text = "".join(f"<p>{text}</p>" for text in TEXTS)
    found = read_web_page(
        f"<html><head>{TITLE}</head><body><h1>Harrow Media</h1><div>{text}</div></body></html>",
        "https://thetollanbell.example/1",
    )
    assert (found.headline, found.outlet) == ("Weir at Tollan to be raised", "The Tollan Bell")


def test_whose_claim_is_reviewed_is_no_author() -> None:
    claim = {"@type": "ClaimReview", "author": {"name": "Odd Krel"}, "datePublished": "2031-01-01"}
    found = linked([claim, {**ARTICLE, "author": {"name": "Ida Renn"}}])
    assert (found.authors, found.published) == (("Ida Renn",), "2031-05-14T09:30:00+02:00")


@pytest.mark.parametrize(("name", "outlet"), [("The Tollan Bell", "The Tollan Bell"), ("Live report", None)])
def test_what_stands_before_the_headline_and_a_colon_is_the_outlet_where_the_address_names_it(
    name: str, outlet: str | None
) -> None:
    text = "".join(f"<p>{text}</p>" for text in TEXTS)
    head = f"<title>{name}: Weir at Tollan to be raised</title>"
    body = f"<article><h1>Weir at Tollan to be raised</h1>{text}</article>"
    found = read_web_page(
        f"<html><head>{head}</head><body>{body}</body></html>", "https://www.thetollanbell.example/weir/1"
    )
    assert (found.headline, found.outlet) == ("Weir at Tollan to be raised", outlet)


def test_a_headline_that_data_have_cut_is_completed_by_the_main_heading() -> None:
    whole = "Weir at Tollan to be raised by half a metre before winter while boats pass by the old lock until the end of October"
    text = "".join(f"<p>{text}</p>" for text in TEXTS)
    for cut in (101, 109):
        data = json.dumps({**ARTICLE, "headline": whole[:cut].strip()})
        found = read_web_page(
            f'<html><head><script type="application/ld+json">{data}</script></head>'
            f"<body><article><h1>{whole}</h1>{text}</article></body></html>"
        )
        assert found.headline == whole


def test_times_of_teasers_beside_a_story_are_not_its_own() -> None:
    card = (
        "<div itemscope itemtype='https://schema.org/NewsArticle'><meta itemprop=datePublished content=2031-03-05T09:12:00Z>"
        "<a href=/1><h3>Choir wins again</h3></a></div>"
    )
    text = "".join(f"<p>{text}</p>" for text in TEXTS)
    body = f"<article><h1>Weir at Tollan to be raised</h1>{text}</article><aside>{card}{card}</aside>"
    assert read_web_page(f"<html><head>{TITLE}</head><body>{body}</body></html>").published is None


def test_the_only_heading_of_a_page_is_its_headline_where_its_title_names_the_outlet_alone() -> None:
    text = "".join(f"<p>{text}</p>" for text in TEXTS)
    head = "<title>The Tollan Bell</title><meta property=og:site_name content='The Tollan Bell'>"
    found = read_web_page(
        f"<html><head>{head}</head><body><div><h3>Weir at Tollan to be raised</h3>{text}</div></body></html>"
    )
    assert (found.headline, found.paragraphs) == ("Weir at Tollan to be raised", TEXTS)
    several = read_web_page(
        f"<html><head>{head}</head><body><div><h3>Weather</h3><h3>Weir at Tollan</h3>{text}</div></body></html>"
    )
    assert several.headline is None


def test_of_authors_without_end_the_first_are_read() -> None:
    metas = "".join(f"<meta name=author content='Ida Renn{'i' * (n % 40)}'>" for n in range(5_000))
    assert len(page(head=TITLE + metas).authors) <= 50


def test_authors_behind_the_dates_of_a_line_are_read() -> None:
    stamp = "Aktualisiert: 04.10.2031, 10:00 Veröffentlicht: 03.10.2031, 08:15 Uhr Von Ida Renn und Bo Lask"
    read = page(f'<div class="meta">{stamp}</div>', lang="de")
    assert (read.authors, read.published) == (("Ida Renn", "Bo Lask"), "2031-10-03T08:15")


def test_of_an_authors_card_the_name_alone_is_taken() -> None:
    life = "Ida Renn has covered rivers for the Bell since 2011 and rows in all weathers."
    card = f'<div class="author-card"><a href="/authors/ida-renn">Ida Renn</a><p class="author-text">{life}</p></div>'
    assert page(card).authors == ("Ida Renn",)


@pytest.mark.parametrize(
    ("data", "day"),
    [
        (
            '{"publishDate": "2031-10-03T08:15:00+02:00", "modifiedDate": "2031-10-04T10:00:00+02:00"}',
            "2031-10-03T08:15:00+02:00",
        ),
        ("{'pub_date': '3 Oct 2031'}", "2031-10-03"),
        ('[{"publishedAt": "2031-10-03"}, {"publishedAt": "2031-09-12"}]', None),
        ('{"expires": "2031-12-31"}', None),
        ('{"published_at": "2031-10-03"', "2031-10-03"),
    ],
)
def test_the_data_of_programs_say_last_when_a_page_was_published(data: str, day: str | None) -> None:
    assert page(head=f"{TITLE}<script>window.data = {data};</script>").published == day
    seen = page('<time datetime="2031-05-14">14 May</time>', head=f"{TITLE}<script>window.data = {data};</script>")
    assert seen.published == "2031-05-14"


@pytest.mark.parametrize(
    "line", ["3 октября 2031, 08:15 (обновлено 4 октября 2031, 10:00)", "3 October 2031 [updated 4 October 2031]"]
)
def test_times_that_end_in_a_bracket_are_no_paragraph(line: str) -> None:
    read = page(f"<p>{line}</p>")
    assert read.paragraphs == TEXTS
    assert (read.published or "").startswith("2031-10-03")


def test_the_day_of_a_notices_dateline_is_the_last_to_be_asked() -> None:
    lead = "<p>TOLLAN, Astra, Oct. 3, 2031 /Lanx Wire/ -- The mills have signed the plan, the water board said.</p>"
    read = page(lead)
    assert (read.published, read.dateline, read.agency) == ("2031-10-03", "TOLLAN, Astra", "Lanx Wire")
    assert page("<time datetime='2031-10-04'>4 October</time>" + lead).published == "2031-10-04"
