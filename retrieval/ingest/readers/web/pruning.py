"""What is never text of a page's article, taken out of its tree before anything is read: code, hidden things, comments.

Everything here goes by the markup and by names that publishers' templates share, never by the words of the text.
"""

import re
from functools import lru_cache
from typing import Any

from lxml import etree

#: elements that hold no text of the page
_CODE = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "select", "textarea", "button",
    "audio", "video", "map", "img", "source", "rt", "rp", "dialog", "input", "math", "datalist",
)  # fmt: skip
#: elements that hold what stands around an article
_AROUND = frozenset(("nav", "aside", "footer", "menu"))
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_FOR_SCREEN_READERS = re.compile(r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|assistive-text)\b", re.I)
#: names of what readers have written below an article
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus(?:_thread)?|respond|kommentare?|commentaires|comentarios|livefyre|replies)"
    r"(?:$|[\s_-](?:list|section|area|thread|wrapp?er|container|form|box|block|body|content|author|item)|\s)|commentlist|fb-comments",
    re.I,
)
#: names of the layers that ask for consent to cookies, and what they say, twice at least
_CONSENT = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|rgpd|dsgvo|cmp|onetrust|didomi|cookiebot|usercentrics|truste|sp-?message)(?:$|[\s_-])",
    re.I,
)
_ASKS = re.compile(
    r"cookie|consent|einwillig|zustimm|consentement|traceurs|consentimiento|consenso|partner|privacy|datenschutz", re.I
)
#: each of these names has one of these in it: most names of a page have none, which is quicker to see
_STEMS = (
    "comment", "komment", "coment", "disqus", "respond", "livefyre", "replies", "sr-only", "hidden", "screen", "assistive",
    "cookie", "consent", "gdpr", "rgpd", "dsgvo", "cmp", "onetrust", "didomi", "usercentrics", "truste", "message",
)  # fmt: skip
#: a page has so many characters beside such a layer, or the layer is all that is on it
_BESIDE = 400
#: pictures in the page's own text, and data of its programs: nothing here reads so long an attribute
_LONGEST = 20_000
_GIANT = etree.XPath(f"//@*[string-length(.) > {_LONGEST}]")
#: a page's article is not in what holds so small a share of its text
_MOST = 0.5
#: fields of a form that somebody writes into, and characters of text that such a form has at most
_FIELDS, _ASKED = frozenset(("text", "email", "search", "tel", "password")), 600
#: elements that are measured at most: a page made to be slow is not
_MEASURED = 60


def may_hold_giants(html: str) -> bool:
    """Tell whether a page may have an attribute that is longer than any that is read: a stretch without quotation marks."""
    at = 0
    while at + _LONGEST < len(html):
        at = html.rfind('"', at, at + _LONGEST) + 1
        if not at:
            return True
    return False


def prune(tree: Any, headings: frozenset[Any], *, has_giants: bool = True) -> None:
    """Take out of the tree what is no text of an article; what holds one of `headings` or most of the text stays."""
    for head in tree.findall("head"):  # it has been read
        del head[:]
    kept = {ancestor for heading in headings for ancestor in heading.iterancestors()} | headings
    for form in [form for form in tree.iter("form") if form not in kept and _is_filled_in(form)]:
        form.drop_tree()
    etree.strip_elements(tree, *_CODE, with_tail=False)
    etree.strip_tags(tree, "wbr", "form")
    for mark in [sup for sup in tree.iter("sup") if _is_footnote(sup)]:
        mark.drop_tree()
    if has_giants:
        for value in _GIANT(tree):
            value.getparent().attrib.pop(value.attrname, None)
    measured, total = 0, 0
    gone: set[Any] = set()
    for node in _suspects(tree):
        if node in gone or node in kept or node.getparent() is None or node.tag in ("body", "html", "main"):
            continue
        is_layer = any(_CONSENT.search(node.get(key) or "") for key in ("class", "id"))
        if is_layer and not _asks_for_consent(node):
            continue
        if node.tag not in ("nav", "footer", "menu"):
            total = total or _size(tree)
            measured += 1
            if measured > _MEASURED:
                continue
            size = _size(node)
            if size > _MOST * total and not (is_layer and total - size > _BESIDE):
                _unnamed(node)
                continue
        gone.update(node.iter())
        node.drop_tree()


def _unnamed(node: Any) -> None:
    """Take names of comments off an element that holds the article, and what is around it: trafilatura goes by them too."""
    for around in (node, *node.iterancestors()):
        for name in ("class", "id"):
            if "comment" in (around.get(name) or "").lower():
                around.attrib.pop(name)


def _asks_for_consent(node: Any) -> bool:
    """Tell a layer about cookies from an article about them, by what it says."""
    return len(_ASKS.findall("".join(node.itertext()))) > 1


def _is_filled_in(form: Any) -> bool:
    """Tell a form to sign up, to search or to write to somebody: something to fill in, and little text."""
    is_asking = any((field.get("type") or "text").lower() in _FIELDS for field in form.iter("input", "textarea"))
    return is_asking and _size(form) < _ASKED


def _is_footnote(sup: Any) -> bool:
    link = sup.find("a")
    return link is not None and (link.get("href") or "").startswith("#")


def _suspects(tree: Any) -> list[Any]:
    """Return the elements that may go: those around an article, those not shown, and those named as comments are."""
    around: list[Any] = []
    named: list[Any] = []
    for node in tree.iter():
        get = node.get
        if node.tag in _AROUND or get("hidden") is not None or get("aria-hidden") == "true":
            around.append(node)
        elif (
            ((name := get("class")) and _is_named(name))
            or ((name := get("id")) and _is_named(name))
            or ((style := get("style")) and _NOT_SHOWN.search(style))
        ):
            named.append(node)
    return [*around, *named]


@lru_cache(maxsize=10_000)
def _is_named(name: str) -> bool:
    small = name.lower()
    return any(map(small.__contains__, _STEMS)) and any(
        names.search(name) for names in (_COMMENTS, _FOR_SCREEN_READERS, _CONSENT)
    )


def _size(node: Any) -> int:
    return len(etree.tostring(node, method="text", encoding="unicode", with_tail=False))
