"""Which language a text is written in, judged on the article's body."""

import re
from collections.abc import Iterable
from functools import cache

from retrieval.text.languages import DEFAULT, language

_WORD = re.compile(r"[^\W\d_]+")
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


def detect_among(text: str, codes: Iterable[str]) -> str:
    """Return which of a few languages a text is in that may be a single sentence: that whose commonest words it holds most.

    Where it holds none of any, `detect_language` decides.

    >>> detect_among("« Je ne pars pas », a dit le maire.", ["en", "fr", "es"])
    'fr'
    >>> detect_among("“I am not leaving,” said Ana Brill.", ["en", "fr", "es"])
    'en'
    """
    words = frozenset(_WORD.findall(text[:SAMPLE].lower()))
    counted = {code: len(words & _grammar(code)) for code in (DEFAULT, *codes)}
    best = max(counted, key=counted.__getitem__)
    if counted[best]:
        return best
    found = detect_language(text)
    return found if found in counted else DEFAULT


@cache
def _grammar(code: str) -> frozenset[str]:
    """Return the words of a language that carry grammar, and its forms of verbs of saying."""
    known = language(code)
    listed = (*known.section("quotations.words").values(), *known.lines("quotations.cues", "verbs"))
    grammar = (
        " ".join((*known.section("words").values(), *listed)).replace("|", " ").replace("_", " ").replace("'", " ")
    )
    return frozenset(grammar.lower().split())


@cache
def _commonest() -> frozenset[str]:
    return frozenset(language(DEFAULT).words("words", "commonest"))


def _is_plainly_default(sample: str) -> bool:
    """Tell the default language by its commonest words, a third of all its prose: that spares most articles the model."""
    words = sample.lower().split()
    return len(words) >= 20 and sum(map(_commonest().__contains__, words)) > 0.25 * len(words)
