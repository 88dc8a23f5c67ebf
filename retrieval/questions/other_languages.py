"""Requests for a summary or for news in another language than the default one: "Fasse den Streik zusammen", "quoi de neuf ?".

Their forms are those of the languages' files (`questions.requests`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from retrieval.questions.courtesy import MARKS
from retrieval.questions.patterns import Pattern
from retrieval.questions.words import EVERYDAY_TERMS, FUNCTION_WORDS, WEAK_WORDS
from retrieval.text.languages import DEFAULT, known, language

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TOPIC = "(?P<topic>.+?)"
#: words of the default language of which a text in it has more than this share
DEFAULT_SHARE = 0.34
#: a longer message is no mere request
LONGEST = 160


@dataclass(frozen=True, slots=True)
class ForeignRequest:
    """A request for a summary, or for news; its topic, without the language's small words around it, None where it has none."""

    summary: bool
    topic: str | None


def request_in_another_language(text: str) -> ForeignRequest | None:
    """Return the request for a summary or for news that a text is in another language than the default one, if it is one.

    >>> request_in_another_language("Fasse den Streik in Lome zusammen")
    ForeignRequest(summary=True, topic='Streik in Lome')
    >>> request_in_another_language("últimas noticias de Lome")
    ForeignRequest(summary=False, topic='Lome')
    >>> request_in_another_language("the latest news from Lome") is None
    True
    """
    typed = " ".join(text.strip(MARKS).split())
    if not typed or len(typed) > LONGEST or _is_in_default(typed):
        return None
    for code in known():
        asked = _without_courtesy(typed, code)
        for name, forms in _forms(code).items():
            for form in forms:
                if match := form.fullmatch(asked):
                    return ForeignRequest(
                        name == "summary", _topic(match["topic"], code) if "topic" in match.groupdict() else None
                    )
    return None


def _is_in_default(text: str) -> bool:
    """Tell whether so many words are small words of the default language that the text must be in it."""
    words = _WORD.findall(text.lower())
    ours = sum(word in FUNCTION_WORDS or word in WEAK_WORDS or word in EVERYDAY_TERMS for word in words)
    return ours > DEFAULT_SHARE * len(words)


def _without_courtesy(text: str, code: str) -> str:
    """Return the text without a language's words of courtesy before and behind it."""
    for words in language(code).words("questions.requests", "please"):
        said = words.replace("_", " ")
        if text.lower().startswith(f"{said} "):
            text = text[len(said) :].strip(MARKS)
        if text.lower().endswith(f" {said}"):
            text = text[: -len(said)].strip(MARKS)
    return text


def _topic(words: str | None, code: str) -> str | None:
    """Return the words of a topic without the small words before them: "die Geschichte vom Streik" is "Streik"."""
    of_story = language(code).words("questions.requests", "story")
    small = frozenset((*language(code).words("words", "function"), *of_story))
    kept = (words or "").split()
    while kept and kept[0].lower() in small:
        kept = kept[1:]
    return " ".join(kept).strip(MARKS) or None


@cache
def _forms(code: str) -> Mapping[str, tuple[Pattern, ...]]:
    """Return the patterns of a language by the kind of request, none of the default one."""
    if code == DEFAULT:
        return {}
    return {
        name: tuple(
            Pattern(line.replace("<topic>", _TOPIC), re.IGNORECASE)
            for line in language(code).lines("questions.requests", name)
        )
        for name in ("summary", "news")
    }
