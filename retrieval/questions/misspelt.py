"""Slips of the keyboard in the words that questions are made of: "wich", "teh", "waht did he siad"."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from retrieval.questions.spelling import slips
from retrieval.questions.words import FUNCTION_WORDS
from retrieval.text.cleaning import strip_controls
from retrieval.text.languages import DEFAULT, language

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]*)?")
#: pictures and the sign for a character that is missing, with the white space around them
_PICTURE = "\ufffd\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_PICTURES = re.compile(rf"\s?[{_PICTURE}][{_PICTURE}\ufe0f\u200d]{{0,40}}\s?")
_TAGGED = re.compile(r"(?<!\S)[@#](?=[^\W\d_])")
#: "us" behind an article, or between a word that no pronoun follows and a noun
_COUNTRY = re.compile(
    r"(?<=\b[Tt]he )us\b|(?:(?<=\bwhich )|(?<=\bwhat )|(?<=\bmany )|(?<=\bdid )|(?<=\bdo )|(?<=\bdoes )|(?<=\bis )|(?<=\bare )|"
    r"(?<=\bwas )|(?<=\bwere )|(?<=\bhas )|(?<=\bhave )|(?<=\bhad )|(?<=\bwill )|(?<=\bwhy )|(?<=\bmost )|(?<=\bsmall )|"
    r"(?<=\blarge )|(?<=\bformer )|(?<=\bnew )|(?<=\ba )|^)us(?=\s{1,12}[a-z]{3})"
)
#: the words that open most questions
_OPENING = ("what", "which", "when", "where", "who", "whose", "how", "why")
#: what stands after it
_FOLLOWING = frozenset(("is", "was", "are", "were", "did", "does", "do", "has", "have", "had", "will", "many", "much"))
#: a shorter word has too many neighbours
_SHORTEST = 3


def composed(text: str) -> str:
    """Return the text with letters and their marks in one, and full-width letters, figures and marks as they are usually.

    What nobody sees, pictures among words and the mark of a hashtag or a mention are left out.

    >>> composed("Ｗｈｅｎ did Jose\u0301 win？"), composed("what did 🎉 #rusk say")
    ('When did José win?', 'what did rusk say')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", strip_controls(text))
        told = _PICTURES.sub(" ", text)
        text = told if _WORD.search(told) else text
    return _TAGGED.sub("", text) if "#" in text or "@" in text else text


def with_country(text: str) -> str:
    """Return the question with the country in capitals where "us" cannot be the pronoun.

    >>> with_country("when did the us leave, and which us banks stay?"), with_country("who told us")
    ('when did the US leave, and which US banks stay?', 'who told us')
    """
    return _COUNTRY.sub("US", text) if "us" in text else text


def plain(text: str) -> str:
    """Return the text composed, and with the country in capitals.

    >>> plain("did the us send Jose\u0301?")
    'did the US send José?'
    """
    return with_country(composed(text))


def as_meant(text: str) -> str:
    """Return the question as it was meant to be typed: composed, respelt, and with the country in capitals.

    >>> as_meant("wich ferry left teh us?")
    'which ferry left the US?'
    """
    return with_country(respelt(composed(text)))


def respelt(text: str) -> str:
    """Return the question with the words that it is made of as they are written; nothing else is changed.

    The first word is taken for one that opens a question where it is one slip from it and a word that may follow comes next.

    >>> respelt("wich ferry hit teh reef"), respelt("Whn did the Teh ferry sail?")
    ('which ferry hit the reef', 'When did the Teh ferry sail?')
    """
    known = _known()
    first = True

    def mended(match: "re.Match[str]") -> str:
        nonlocal first
        word, opening, first = match.group(), first, False
        if not opening and not word.islower():  # a name
            return word
        meant = known.get(word.lower()) or (_opening(word.lower(), text[match.end() :]) if opening else None)
        if meant is None:
            return word
        return meant.capitalize() if word[:1].isupper() else meant

    return _WORD.sub(mended, text)


@cache
def _known() -> Mapping[str, str]:
    listed = (line.split() for line in language(DEFAULT).lines("questions.misspelt", "slips"))
    return {slip: word for word, *typed in listed for slip in typed}


def _opening(word: str, rest: str) -> str | None:
    """Return the word that opens a question for which another was typed, if that is plain."""
    follows = _WORD.search(rest)
    if word in FUNCTION_WORDS or word.startswith(_OPENING) or len(word) < _SHORTEST:
        return None
    if follows is None or follows.group().lower() not in _FOLLOWING:
        return None
    near = [one for one in _OPENING if slips(word, one) == 1]
    return near[0] if len(near) == 1 else None
