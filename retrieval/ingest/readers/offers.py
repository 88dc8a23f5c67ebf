"""Signs that a text offers something: subscriptions, newsletters, a way to sign in, a price."""

import re
from functools import lru_cache

from retrieval.ingest.readers.web.signs import anywhere

_PRICE = re.compile(
    r"\d{1,20}(?:[.,]\d\d)?\s?(?:€|£|\$|¥|₽|₩|₹|zł|kč|kr\b|eur\b|usd\b|euros?\b|kron(?:en|or|er)\b|crowns?\b|dollars?\b|pounds?\b|francs?\b|руб)"
    r"|(?:€|£|\$|¥|₹|R\$)\s?\d",
    re.I,
)


@lru_cache(maxsize=1_024)
def signs_of_offer(text: str) -> frozenset[str]:
    """Return the stems of the words of an offer in a text, and "" for a price; boxes stand in boxes, which asks again.

    >>> sorted(signs_of_offer("Try it for 4 € a month, cancel any time."))
    ['', 'a mont', 'cancel']
    """
    stems = {match[0].casefold()[:6] for match in anywhere("offer", "words").finditer(text)}
    return frozenset(stems | {""} if _PRICE.search(text) else stems)
