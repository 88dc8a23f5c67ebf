"""Words that carry no topic in a question: they are never searched for and never count as covered.

English is known to every archive; other languages, read from a file, only where an archive has articles in them.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from retrieval.text.terms import analyzer

_FUNCTION = """
a an the this that these those it its he she they them him his her hers their theirs we us our you your i me my mine
and or but nor so yet if then than as of in on at by for from to into onto with without within about over under after
before during until since between among against through across per via up down out off again further more most other
another such only own same too very just also even still ever never not no yes
is are was were be been being am do does did doing done has have had having will would shall should can could may might
must let lets s t re ve ll d m don doesn didn isn aren wasn weren won wouldn shouldn couldn
there here now today
"""

_ASKING = """
who whom whose what which when where why how many much
please tell say know name named called titled title reportedly reported recently recent according
week month year following announced say said says
latest update updates news story stories article articles
"""

#: words asked with that are never evidence, in any form
FUNCTION_WORDS = frozenset(_FUNCTION.split())
#: words with the stem of a function word that do say something
TELLING = frozenset(("owns", "owned", "owning", "willing", "ups", "downs"))
#: words whose presence says little, as terms
WEAK_WORDS = frozenset(_ASKING.split())

STOP_TERMS: frozenset[str] = frozenset(
    term
    for word in FUNCTION_WORDS | {"who", "whom", "whose", "what", "which", "when", "where", "why", "how", "please"}
    for term in analyzer("en").terms(word)
)
WEAK_TERMS: frozenset[str] = frozenset(term for word in WEAK_WORDS for term in analyzer("en").terms(word)) - STOP_TERMS

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _foreign() -> dict[str, frozenset[str]]:
    """Return the function words of the other languages, by ISO 639-1."""
    import tomllib

    data = tomllib.loads(resources.files(__package__).joinpath("function_words.toml").read_text("utf-8"))
    return {language: frozenset(words.split()) for language, words in data.items()}


def foreign_function_words(text: str, languages: Iterable[str]) -> frozenset[str]:
    """Return the function words, in lower case, of the one of `languages` that `text` is in; none where it is in English."""
    others = [code for code in languages if code != "en"]
    if not others:
        return frozenset()
    words = frozenset(_WORD.findall(text.lower()))
    most, found = len(words & FUNCTION_WORDS) + len(words & WEAK_WORDS), frozenset[str]()
    for code in others:
        known = _foreign().get(code, frozenset())
        if len(words & known) > most:
            most, found = len(words & known), known
    return found
