"""Addresses as publishers mean them: without what only counts visitors, and the canonical one that a page names."""

import re
from urllib.parse import urlsplit, urlunsplit

from retrieval.errors import BadInput
from retrieval.ingest.http.addresses import joined_url, parsed

#: parameters of a query that count where visitors come from, and change nothing on the page
_TRACKER = re.compile(
    r"(?:utm|mtm|pk|hsa|itm|at|ns|mc|vero|oly|wt|_hs|trk|ml|sc)[_.](?:source|medium|campaign|term|content|id|cid|eid|kwd|mchannel|"
    r"linkname|fee|subscriber|creation|variant|format|name|custom\d?|bbc_team|link_\w+|ptr_name|enc|mi|mc_id|anon_id|cmp|nooverride)|"
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|ttclid|li_fat_id|_ga|_gl|mkt_tok|"
    r"wt\.mc_id|wtmc|xtor|xtref|cmpid|cmp|ocid|ftag|smid|smtyp|emc|ito|ncid|sref|feedtype|feedname|rssid|soc_src|soc_trk|"
    r"taid|guccounter|spm|share_source|from_source|rss",
    re.I,
)
#: of these, parameters that name a feed or its readers only with such a value
_FROM_FEED = re.compile(r"(?:ref|source|src|from|partner|via|mod|at)=(?:rss\w*|feeds?|atom|feedburner|newsfeed)", re.I)
_LINK_TAG = re.compile(rb"<link\b[^<>]{0,1500}>", re.I)
_CANONICAL = re.compile(rb"\brel\s{0,12}=\s{0,12}[\"']?\s{0,12}canonical\b", re.I)
_HREF = re.compile(rb"\bhref\s{0,12}=\s{0,12}(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))", re.I)
#: a page names its canonical address in its head, so many bytes at most
_HEAD = 400_000


def without_trackers(url: str) -> str:
    """Return an address without the parameters that only tell where a visitor came from; the others keep their order.

    >>> without_trackers("https://bay.example/story?id=7&utm_source=feed")
    'https://bay.example/story?id=7'
    """
    parts = urlsplit(url)
    if not parts.query:
        return url
    kept = [
        piece
        for piece in parts.query.split("&")
        if not (_TRACKER.fullmatch(piece.partition("=")[0]) or _FROM_FEED.fullmatch(piece))
    ]
    return urlunsplit(parts._replace(query="&".join(kept)))


def canonical(body: bytes, url: str) -> str:
    """Return the address under which a page that was found at `url` is to be cited: the canonical one of the same site."""
    for tag in _LINK_TAG.finditer(body, 0, _HEAD):
        href = _HREF.search(tag[0]) if _CANONICAL.search(tag[0]) else None
        if href is None:
            continue
        from html import unescape

        stated = unescape((href[1] or href[2] or href[3] or b"").decode("utf-8", "replace"))
        try:
            found = parsed(joined_url(url, stated)).url
        except BadInput:
            break
        is_front = urlsplit(found).path == "/" and not urlsplit(found).query
        if not is_front and same_site(found, url):
            return without_trackers(found)
        break
    return without_trackers(url)


def same_site(one: str, two: str) -> bool:
    """Tell whether two addresses are of one publisher: the same host, or hosts below one registered name.

    >>> same_site("https://www.bay.example/a", "https://amp.bay.example/b")
    True
    >>> same_site("https://bay.co.uk/a", "https://cove.co.uk/a")
    False
    """
    hosts = [(urlsplit(url).hostname or "").removeprefix("www.") for url in (one, two)]
    if hosts[0] == hosts[1]:
        return urlsplit(one).port == urlsplit(two).port or hosts[0][-1:].isalpha()
    labels = [host.split(".") for host in hosts]
    if any(host[-1:].isdigit() or ":" in host for host in hosts):
        return False
    shared = 0
    for first, second in zip(reversed(labels[0]), reversed(labels[1]), strict=False):
        if first != second:
            break
        shared += 1
    # "co.uk", "com.br": below a short name of a country one registers a third part
    needed = 3 if len(labels[0][-1]) == 2 and len(labels[0]) > 2 and len(labels[0][-2]) <= 3 else 2
    return shared >= min(needed, *map(len, labels)) and shared >= 2
