"""What is one token: a word with its hyphens and apostrophes, an abbreviation with its stops, a mark."""

import re

from retrieval.quotations.lexicon import Lexicon

_TOKEN = re.compile(
    # no group is tried again with fewer characters, and marks of their own (O with a dot and a grave) stand with their letters
    # most words have a space behind them, and then there is nothing more to look for
    r"\w++(?:(?= )|(?:[’'.\-‑&\u0300-\u036f]-?\w++)*+[\u0300-\u036f]*+(?:\.(?:(?<=\b[^\W\d_]\.)|(?<=\.[^\W\d_]\.)"
    r"|(?<=\b(?:Mr|Ms|Dr|St|Lt|Jr|Sr)\.)|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt|Rev)\.)|(?<=\b(?:Capt|Prof)\.)))?)"
    r"|[^\w\s](?:(?<=-)-+|(?<=\.)\.\.+)?"
)


def token_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of a token: words that leave out a vowel ("l'") and pronouns joined to a verb stand alone."""
    elided = [re.escape(word).replace("'", "[’']") for word in lexicon.tags if word.endswith("'") and len(word) > 1]
    if not elided and not lexicon.constructions.enclitics:
        return _TOKEN
    first = rf"\b(?:{'|'.join(sorted(elided, key=len, reverse=True))})(?=\w)|" if elided else ""
    if not lexicon.constructions.enclitics:
        return re.compile(first + _TOKEN.pattern, re.I)
    pronoun = rf"(?:{'|'.join(sorted(lexicon.constructions.enclitics, key=len, reverse=True))})\b"
    joint = rf"(?!(?<=\w)-(?:t-)?{pronoun})(?!(?<=-)t-{pronoun})"
    word = rf"\w+(?:(?:[’'.\-‑&]|\.-)(?!(?:t-)?{pronoun})\w+)*"
    return re.compile(rf"{joint}(?:{first}{word}\.?(?<!\w\w\.)|--+|\.\.\.+|[^\w\s])", re.I)
