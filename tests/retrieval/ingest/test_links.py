"""A link becomes its article, or a sentence that says why not."""

from html import escape

import pytest

from retrieval.errors import BadInput, Refused
from retrieval.ingest.feeds.model import Entry
from retrieval.ingest.links import article_from_link, article_of_entry, articles_at

PARAGRAPHS = [
    "The ferry between Lindmar and Ostrava Bay sails again from Monday, the harbour office announced on Saturday.",
    '"We have waited eleven weeks for this morning," said Mira Tallow, who runs the kiosk at the quay.',
    "Two engines were replaced in the yard at Port Ellary, and the crew was trained on the new steering.",
    "The first boat leaves at six, and a second one follows at half past nine on every working day.",
]


def page(headline="Ferry sails again", paragraphs=PARAGRAPHS):
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<html><head><title>{headline}</title><meta property='og:site_name' content='Bay Courier'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{headline}</h1>{body}</article></body></html>"
    ).encode()


def rss(*items):
    return ('<rss version="2.0"><channel><title>The Feed</title>' + "".join(items) + "</channel></rss>").encode()


def reason(link, fetcher):
    with pytest.raises(BadInput) as caught:
        article_from_link(link, fetcher)
    assert "http" in str(caught.value)
    return caught.value.reason


def test_the_article_behind_a_link_has_the_address_it_was_found_at(server, fetcher):
    server.say("/ferry", page())
    url = server.say("/r?utm_source=x", status="302 Found", Location="/ferry")
    article = article_from_link(url, fetcher)
    assert (article.url, article.headline, article.outlet) == (server.url("/ferry"), "Ferry sails again", "Bay Courier")
    assert all(text in article.text for text in PARAGRAPHS)
    assert article.id == article_from_link(server.url("/ferry"), fetcher).id


def test_a_page_is_read_in_the_encoding_it_names(server, fetcher):
    body = page(paragraphs=["Паром снова ходит с понедельника. " * 5, "Об этом сообщили в порту Линдмара. " * 5])
    named = body.replace(b"<head>", b"<head><meta charset='windows-1251'>").decode().encode("windows-1251")
    assert "Паром снова ходит" in article_from_link(server.say("/a", named, kind="text/html"), fetcher).text


def test_what_is_no_article_is_told(server, fetcher):
    assert reason(server.say("/feed", rss(), kind="text/html"), fetcher) == "feed"
    assert reason(server.say("/empty", b" \n"), fetcher) == "empty"
    assert reason(server.say("/json", b'{"a": 1}', kind="application/json"), fetcher) == "wrong-type"
    assert reason(server.say("/picture", b"\x89PNG\r\n\x1a\n"), fetcher) == "wrong-type"
    assert reason(server.say("/headline", page(paragraphs=[])), fetcher) == "no-article"
    assert reason(server.url("/missing"), fetcher) == "status-404"


def test_a_fault_of_a_parser_is_a_refusal(server, fetcher, monkeypatch):
    monkeypatch.setattr("retrieval.ingest.readers.html.read_web_page", lambda html, url: 1 / 0)
    assert reason(server.say("/a", page()), fetcher) == "failed"


def test_twenty_thousand_nested_elements_are_refused_or_read(server, fetcher):
    deep = b"<html><body>" + b"<div>" * 20_000 + b"text" + b"</div>" * 20_000
    with pytest.raises(BadInput):
        article_from_link(server.say("/deep", deep), fetcher)


def test_the_address_of_a_feed_gives_all_its_articles(server, fetcher):
    server.say("/1", page("One"))
    feed = rss(
        f"<item><title>One</title><link>/1</link></item><item><title>Two</title><link>{server.url('/2')}</link></item>"
    )
    one, two = articles_at(server.say("/feed", feed, kind="application/rss+xml"), fetcher)
    assert (one.headline, one.outlet) == ("One", "Bay Courier")
    assert isinstance(two, Refused)
    assert "/2" in str(two)
    assert [type(item) for item in articles_at(server.say("/none", rss()), fetcher)] == [Refused]
    assert [type(item) for item in articles_at("http://10.0.0.1/", fetcher)] == [Refused]


def refusing(link):
    raise Refused(f"no: {link}", "robots")


def test_text_whose_markup_was_escaped_twice_is_read():
    whole = "".join(f"<p>{text}</p>" for text in PARAGRAPHS * 2)
    article = article_of_entry(Entry("k", None, "Ferry sails", content=escape(whole)), refusing)
    assert article.text == article_of_entry(Entry("k", None, "Ferry sails", content=whole), refusing).text


def test_an_entry_with_the_whole_text_stands_in_for_a_page_that_is_refused():
    content = "".join(f"<p>{text}</p>" for text in PARAGRAPHS * 2)
    entry = Entry("k", "https://bay.example/1", "Ferry sails", "2009-06-27", authors=("A. Writer",), content=content)
    article = article_of_entry(entry, refusing, "Bay Courier")
    assert (article.url, article.headline, article.published) == ("https://bay.example/1", "Ferry sails", "2009-06-27")
    assert (article.outlet, article.authors) == ("Bay Courier", ("A. Writer",))
    assert PARAGRAPHS[0] in article.text
    assert article_of_entry(Entry("k", None, "Ferry sails", content=content), refusing).text == article.text


def test_a_teaser_does_not_stand_in_for_a_page():
    with pytest.raises(Refused, match="no: https"):
        article_of_entry(
            Entry("k", "https://bay.example/1", "Ferry", content="<p>The ferry sails again. Read more</p>"), refusing
        )
    with pytest.raises(Refused, match="neither a link"):
        article_of_entry(Entry("k", headline="Ferry"), refusing)


def test_a_short_story_in_the_feed_stands_in_for_a_page_that_is_gone():
    content = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)[:580]
    entry = Entry("k", "https://bay.example/1", "Ferry sails", content=content)
    assert PARAGRAPHS[0] in article_of_entry(entry, refusing).text

    def busy(link):
        raise Refused(f"not now: {link}", "status-503")

    with pytest.raises(Refused, match="not now"):  # it may be there at the next poll
        article_of_entry(entry, busy)


def test_the_longer_text_of_page_and_feed_is_kept(server, fetcher):
    teaser = page(paragraphs=[PARAGRAPHS[0], "The rest of this story is for subscribers."])
    link = server.say("/ferry", teaser)
    whole = "".join(f"<p>{text}</p>" for text in PARAGRAPHS * 2)
    entry = Entry("k", link, "In the feed", content=whole)
    article = article_of_entry(entry, lambda url: article_from_link(url, fetcher))
    assert (article.headline, article.outlet, article.url) == ("Ferry sails again", "Bay Courier", link)
    assert PARAGRAPHS[3] in article.text
    assert "subscribers" not in article.text
    short = Entry("k", link, "In the feed", content="<p>The ferry sails again.</p>")
    assert PARAGRAPHS[0] in article_of_entry(short, lambda url: article_from_link(url, fetcher)).text


def test_entries_that_share_a_link_are_articles_of_their_own():
    whole = ["".join(f"<p>Part {n}. {text}</p>" for text in PARAGRAPHS * 2) for n in range(2)]
    found = [
        article_of_entry(
            Entry(f"k{n}", "https://x.example/all", f"H{n}", content=whole[n], shares_link=True), lambda url: 1 / 0
        )
        for n in range(2)
    ]
    assert len({article.id for article in found}) == 2
    assert [article.headline for article in found] == ["H0", "H1"]


def test_the_canonical_address_of_a_page_is_cited(server, fetcher):
    named = page().replace(b"<head>", b"<head><link rel='canonical' href='/ferry'>")
    url = server.say("/amp/ferry?utm_source=x", named)
    assert article_from_link(url, fetcher).url == server.url("/ferry")


def test_a_page_packed_without_a_header_is_read(server, fetcher):
    import gzip

    assert article_from_link(server.say("/packed", gzip.compress(page())), fetcher).headline == "Ferry sails again"
