"""Who is somebody's husband is told only where a story has a word for that tie: the name of anybody else is no answer."""

import re
from functools import cache

from retrieval.answering.factoid.role_names import as_nearest
from retrieval.archive.interface import Articles
from retrieval.domain import Answer
from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language
from retrieval.text.languages.calendar import alternatives

_TIES = tuple(tuple(line.split()) for line in language(DEFAULT).lines("questions.people", "kin"))
_NOBODY = frozenset(language(DEFAULT).words("questions.people", "kinless"))
_RELATIVE = rf"(?P<kin>{alternatives(word for line in _TIES for word in line if word not in _NOBODY)})"
_OF = rf"(?:the\s+)?{_RELATIVE.replace('kin', 'first')}\s+of\s+[^?!.,;]{{2,60}}"
_ASKED = Pattern(
    r"\b(?:who(?:['’]?s|\s+(?:is|was|are|were))|(?:what(?:['’]?s|\s+(?:is|was|are|were))\s+)?(?:the\s+)?names?\s+of|"
    rf"what(?:['’]?s|\s+(?:is|was|are|were)))\s+(?:(?:[\w'’.-]{{1,40}}\s+){{1,5}}?{_RELATIVE}(?:['’]?s)?(?:\s+(?:names?|called))?|{_OF})\W*$",
    re.IGNORECASE,
    signs="who what name",
)


def unless_no_such_tie(answer: Answer, asked: str, archive: Articles) -> Answer:
    """Return the answer; what is nearest, where a relative is asked for and its story has no word for such a tie."""
    words = tie_asked(asked)
    if not words or answer.abstained or not answer.sentences:
        return answer
    found = answer.sentences[0].article_id
    article = archive.articles([found]).get(found)
    if article is None or _told(words).search(f"{article.headline or ''}. {article.text}"):
        return answer
    return as_nearest(answer, archive)


def tie_asked(text: str) -> tuple[str, ...]:
    """Return the words for the tie of the relative whom a question asks for, none where it asks for none.

    >>> [bool(tie_asked(text)) for text in ("who is falks husband", "who was the son of Ida Falk?", "who is Ida Falk?")]
    [True, True, False]
    """
    match = _ASKED.search(text)
    kin = (match["kin"] or match["first"]).lower() if match else ""
    return next((line for line in _TIES if kin in line), ())


@cache
def _told(words: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{alternatives(words)})\b", re.IGNORECASE)
