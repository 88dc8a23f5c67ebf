"""Web pages that hold no article although they hold text: walls of consent, and lists of other articles."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from retrieval.domain import BlockKind
from retrieval.errors import Refused
from retrieval.ingest.pages import Part
from retrieval.ingest.web.elements import Element

_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\bpersonal data\b|\bprivacy\b|\bwe and our (?:\d+ )?partners\b|\bjavascript\b|"
    r"\bad[- ]?blocker|\bverify (?:that )?you are\b|"
    r"\bare (?:you )?(?:a )?(?:human|robot)\b|\baccess (?:to this page )?(?:has been )?denied\b|"
    r"\bsubscribe to (?:continue|read|keep)\b|\bcaptcha\b|"
    r"\bcookies?\b|\beinwilligung\b|\bdatenschutz\b|\bdonnées personnelles\b|\bconsentement\b|"
    r"\bconsentimiento\b|\bprivacidade\b|\bфайлы cookie\b",
    re.I,
)
#: a wall has few words, most of them about consent
_WALL_WORDS, _WALL_SHARE = 350, 0.5
#: a list of articles has so many cards, and so much of its text in them; a card's teaser has so many words at most
_CARDS, _IN_CARDS, _TEASER = 3, 0.6, 70
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")


def refuse_without_article(parts: Sequence[Part], elements: Sequence[Element], *, is_stated: bool) -> None:
    """Raise Refused for a wall of consent or a list of articles; `is_stated` where the page says that it is an article."""
    if _is_wall(parts):
        raise Refused("the page asks for consent or a subscription and shows no article", reason="cookie-wall")
    if not is_stated and _is_list(elements):
        raise Refused("the page lists other articles and holds none itself", reason="index-page")


def _is_wall(parts: Sequence[Part]) -> bool:
    texts = [part.text for part in parts if part.kind is not BlockKind.CAPTION]
    words = sum(len(text.split()) for text in texts)
    about = sum(len(text.split()) for text in texts if len(_CONSENT.findall(text)) >= 1)
    return 0 < words <= _WALL_WORDS and about >= _WALL_SHARE * words and _times(texts) >= 2


def _times(texts: Sequence[str]) -> int:
    return sum(len(_CONSENT.findall(text)) for text in texts)


def _is_list(elements: Sequence[Element]) -> bool:
    """Most of the text stands in cards: elements that each hold a heading with a link, and a teaser."""
    total = sum(element.words for element in elements)
    cards: dict[Any, int] = defaultdict(int)
    for element in elements:
        card = _card(element.node)
        if card is not None:
            cards[card] += element.words
    teasers = [words for words in cards.values() if words <= _TEASER]
    return len(teasers) >= _CARDS and sum(teasers) >= _IN_CARDS * total


def _card(node: Any) -> Any:
    """Return the nearest element around `node`, two up at most, with one linked heading in it; None without one."""
    for number, around in enumerate(node.iterancestors()):
        if number == 3 or around.tag in ("body", "html", "main"):
            return None
        linked = [h for h in around.iter(*_HEADINGS) if h.find(".//a[@href]") is not None or h.getparent().tag == "a"]
        if linked:
            return around if len(linked) == 1 else None
    return None
