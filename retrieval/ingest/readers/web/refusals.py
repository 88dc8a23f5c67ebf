"""Web pages that hold no article although they hold text: walls of consent, and lists of other articles."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from retrieval.domain import BlockKind
from retrieval.errors import Refused
from retrieval.ingest.readers.page import Part
from retrieval.ingest.readers.web.elements import Element

_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\bpersonal data\b|\bprivacy\b|\bwe and our (?:\d+ )?partners\b|\bjavascript\b|"
    r"\bad[- ]?blocker|\bverify (?:that )?you are\b|"
    r"\bare (?:you )?(?:a )?(?:human|robot)\b|\baccess (?:to this page )?(?:has been )?denied\b|"
    r"\bsubscribe to (?:continue|read|keep)\b|\bcaptcha\b|"
    r"\bcookies?\b|\beinwilligung\b|\bdatenschutz\b|\bdonnées personnelles\b|\bconsentement\b|"
    r"\bconsentimiento\b|\bprivacidade\b|\bфайлы cookie\b",
    re.I,
)
#: a wall speaks to its reader; a report about consent seldom does
_TO_THE_READER = re.compile(
    r"\b(?:you|your|we|our|us|enable|accept|manage|sie|ihre?|wir|unsere?|vous|votre|vos|nous|nos|usted|sus?|nuestr[oa]s?|você|"
    r"seus?|nossos?|мы|вы|ваш\w*)\b",
    re.I,
)
#: the headline of a page that stands for a missing one, and how many words such a page has at most
_MISSING = re.compile(
    r"\W*(?:(?:error )?404\W*)?(?:(?:page|article|story) (?:was )?not found|(?:this |the )?page (?:does not|doesn['’]t) exist|"
    r"error 404|404|seite (?:wurde )?nicht gefunden|page (?:non trouvée|introuvable)|página n(?:o|ão) encontrada|"
    r"pagina non trovata|pagina niet gevonden|страница не найдена|strona nie została znaleziona)\W*(?:404)?\W*",
    re.I,
)
_MISSING_WORDS = 150
#: a wall has few words, most of them about consent
_WALL_WORDS, _WALL_SHARE = 350, 0.5
#: a list of articles has so many cards, and so much of its text in them; a card's teaser has so many words at most
_CARDS, _IN_CARDS, _TEASER = 4, 0.7, 70
#: a list of links has so much of its text in them, and no line of more words
_LINKED, _LINE = 0.8, 30
#: a teaser stands so deep in its card at most
_NEAR = 3
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")


def refuse_without_article(
    parts: Sequence[Part], elements: Sequence[Element], headline: str | None, *, is_stated: bool
) -> None:
    """Raise Refused for a wall of consent, a page about a missing one, or a list of articles.

    `is_stated` where the page says that it is an article.
    """
    words = sum(len(part.text.split()) for part in parts)
    if words <= _MISSING_WORDS and _MISSING.fullmatch(headline or ""):
        raise Refused("the page says that there is none at its address", reason="no-article")
    if _is_wall(parts):
        raise Refused("the page asks for consent or a subscription and shows no article", reason="cookie-wall")
    if not is_stated and (_is_list(elements) or _is_linked_list(elements)):
        raise Refused("the page lists other articles and holds none itself", reason="index-page")


def _is_wall(parts: Sequence[Part]) -> bool:
    texts = [part.text for part in parts if part.kind is not BlockKind.CAPTION]
    words = sum(len(text.split()) for text in texts)
    if words > _WALL_WORDS:
        return False
    about = sum(len(text.split()) for text in texts if _CONSENT.search(text) and _TO_THE_READER.search(text))
    return words > 0 and about >= _WALL_SHARE * words and _times(texts) >= 2


def _times(texts: Sequence[str]) -> int:
    return sum(len(_CONSENT.findall(text)) for text in texts)


def _is_list(elements: Sequence[Element]) -> bool:
    """Most of the text stands in cards: elements that each hold a heading with a link, and a teaser."""
    total = sum(element.words for element in elements)
    cards: Counter[Any] = Counter()
    linked: dict[Any, int] = {}
    for element in elements:
        card = _card(element.node, linked)
        if card is not None:
            cards[card] += element.words
    teasers = [words for words in cards.values() if words <= _TEASER]
    return len(teasers) >= _CARDS and sum(teasers) >= _IN_CARDS * total


def _is_linked_list(elements: Sequence[Element]) -> bool:
    """Nearly all of the text leads elsewhere, and none of it is longer than a headline."""
    linked = sum(element.linked for element in elements)
    return (
        len(elements) >= _CARDS
        and linked >= _LINKED * sum(len(element.text.replace(" ", "")) for element in elements)
        and all(element.words <= _LINE for element in elements)
    )


def _card(node: Any, linked: dict[Any, int]) -> Any:
    """Return the nearest element around `node`, two up at most, with one linked heading in it; None without one.

    `linked` keeps how many linked headings each element holds.
    """
    for around in itertools.islice(node.iterancestors(), _NEAR):
        if around.tag in ("body", "html", "main"):
            return None
        if around not in linked:
            linked[around] = sum(_is_linked(heading) for heading in around.iter(*_HEADINGS))
        if linked[around]:
            return around if linked[around] == 1 else None
    return None


def _is_linked(heading: Any) -> bool:
    return heading.find(".//a[@href]") is not None or heading.getparent().tag == "a"
