"""Feeds of each kind as text, and reading them."""

import json
from datetime import UTC, datetime

from retrieval.ingest.feeds.reader import read_feed

NOW = datetime(2009, 6, 28, 12, tzinfo=UTC)


URL = "https://news.example.org/feeds/all.xml"


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Ostrava Bay Courier</title><link>https://news.example.org/</link><language>en-GB</language>
<item><title>Ferry &amp;amp; bridge &lt;i&gt;open&lt;/i&gt;</title><link>/2009/ferry</link>
<guid isPermaLink="false">tag:1</guid>
<pubDate>Sat, 27 Jun 2009 08:30:00 +0200</pubDate><dc:creator>Mira Tallow</dc:creator><category>Transport</category>
<description>The ferry sails.</description>
<content:encoded><![CDATA[<p>The ferry sails &amp; sails.</p>]]></content:encoded></item>
<item><title>Second</title><link>https://news.example.org/2009/second</link><guid>https://news.example.org/2009/second</guid></item>
</channel></rss>"""


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Lindmar</title>
<entry><id>urn:a</id><title type="html">Brücke &amp;amp; Fähre</title><link rel="alternate" href="https://lindmar.example/a"/>
<published>2009-06-27T08:30:00+02:00</published><updated>2009-06-28T01:00:00Z</updated><author><name>Ole Brandt</name></author>
<content type="html">&lt;p&gt;Die Fähre fährt.&lt;/p&gt;</content></entry></feed>"""


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old feed</title></channel>
<item rdf:about="https://old.example/1"><title>One</title><link>https://old.example/1</link><dc:date>2009-06-27</dc:date></item></rdf:RDF>"""


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://bay.example/1</loc><lastmod>2009-06-28</lastmod><news:news><news:publication><news:name>Bay Herald</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2009-06-27T10:00:00Z</news:publication_date>
<news:title>Tram &amp; ferry</news:title><news:keywords>tram, ferry</news:keywords></news:news></url></urlset>"""


JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Herald",
        "language": "en-US",
        "items": [
            {
                "id": 7,
                "url": "/7",
                "title": "Seven",
                "content_text": "First.\n\nSecond <b>.",
                "date_published": "2009-06-27T08:30:00Z",
            },
            {
                "id": "8",
                "url": "https://h.example/8",
                "content_html": "<p>Eight</p>",
                "authors": [{"name": "A. Writer"}],
                "tags": ["x"],
            },
        ],
    }
)


def read(text, **how):
    return read_feed(text if isinstance(text, bytes) else text.encode(), URL, now=NOW, **how)


def rss(*items, head='<rss version="2.0"><channel><title>T</title>', tail="</channel></rss>"):
    return head + "".join(f"<item>{item}</item>" for item in items) + tail


def dated(date):
    return read(rss(f"<title>A</title><pubDate>{date}</pubDate>")).entries[0].published
