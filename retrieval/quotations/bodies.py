"""Bodies: what a text tells of a name that is no person's, though no word of the name does."""

import re

from retrieval.quotations.bearers import Bearer
from retrieval.quotations.lexicon import Lexicon
from retrieval.text.languages import DEFAULT

#: a name that may be a person's in full has so many words; what is told of it stands at the first mentions
_WHOLE, _MENTIONS = 2, 4
_THE = frozenset(("the ", "The "))
#: what the article belongs to instead: "the Ann Smith trial", "the Ann Smith-led club"
_NOUN = re.compile(
    r"['’]s |-| (?!(?:\w+ed|is|was|are|were|has|had|have|will|said|says|of|and|in|for|at|on|to|or|that|also)\b)[a-z]"
)
#: a firm is told of like this, and nobody of its founder's name: "Smith, based in Lome,"
_AS_FIRM = re.compile(r",? (?:based|headquartered) in ")

#: endings of English plurals and of what is done, and what stands before the space before a sentence
_NOUN_ENDINGS = ("s", "ing")
_BEFORE_SENTENCE = ("", ".", "!", "?", "\n", "”", '"', "’", ":")


def has_article(text: str, bearer: Bearer, words: Lexicon) -> bool:
    """Say whether an article right before a name tells that it is no person's: "the Larrow Treasury announced"."""
    if words.language != DEFAULT or len(bearer.name.words) < _WHOLE or bearer.is_known:
        return False
    return any(
        text[start - 4 : start] in _THE
        and " " in text[start:end]
        and _NOUN.match(text, end) is None  # "the Smith of old"
        for start, end in bearer.mentions[:_MENTIONS]
    )


def tells_of_firms(text: str) -> bool:
    """Say whether a text says of anything where it is based, so that `is_firm` is worth asking."""
    return "based in " in text or "headquartered in " in text


def is_firm(text: str, end: int, words: Lexicon) -> bool:
    """Say whether what stands behind a surname that ends there tells of a firm: "Smith, based in Lome, announced"."""
    return words.language == DEFAULT and _AS_FIRM.match(text, end) is not None


def is_noun(text: str, bearer: Bearer, words: Lexicon) -> bool:
    """Say whether a word has its capital only from the sentences that it begins: "Manufacturers said", "Testing shows"."""
    name = bearer.name.text
    if words.language != DEFAULT or not name.endswith(_NOUN_ENDINGS) or name.endswith("ss") or name.isupper():
        return False
    low = name.lower()
    if low[:-1] not in words.occupations and any(one in words.female or one in words.male for one in (low, low[:-1])):
        return False  # "James said", "Edwards said", but "Hunters said"
    return all(text[max(0, start - 2) : max(0, start - 1)] in _BEFORE_SENTENCE for start, _ in bearer.mentions)
