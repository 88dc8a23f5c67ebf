"""Which language a text is written in, judged on the article's body."""

from functools import cache

from retrieval.text.languages import DEFAULT, language

#: this much of a text decides; more changes nothing and costs time
SAMPLE = 3_000
#: fewer letters than this, all of them plain, say too little to overrule the assumption that it is in the default language
FEWEST_LETTERS = 40


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the text's language; the default where there is too little text to tell.

    >>> detect_language("The ferry was late because of the fog, and nobody was told.")
    'en'
    >>> detect_language("Die Fähre kam wegen des Nebels zu spät, und niemand wusste davon.")
    'de'
    """
    sample = text[:SAMPLE]
    if sample.isascii() and sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return DEFAULT
    if _is_plainly_default(sample):
        return DEFAULT
    import py3langid

    code: str = py3langid.classify(sample)[0]
    return code


@cache
def _commonest() -> frozenset[str]:
    return frozenset(language(DEFAULT).words("words", "commonest"))


def _is_plainly_default(sample: str) -> bool:
    """Tell the default language by its commonest words, a third of all its prose: that spares most articles the model."""
    words = sample.lower().split()
    return len(words) >= 20 and sum(map(_commonest().__contains__, words)) > 0.25 * len(words)
