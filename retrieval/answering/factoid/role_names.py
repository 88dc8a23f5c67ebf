"""Whether an article names whoever a question asks for by a role: "the name of the driver", "who was the pilot of the glider".

An accident may be told with "the driver" and never with a name; the name of somebody else in the story is then no answer.
"""

import re
from dataclasses import replace
from functools import cache

from retrieval.archive.interface import Articles
from retrieval.domain import Answer
from retrieval.questions.lexicon import lexicon as question_lexicon
from retrieval.questions.patterns import Pattern
from retrieval.questions.words import FUNCTION_WORDS
from retrieval.quotations.lexicon import lexicon
from retrieval.text.languages import DEFAULT, language

_NAME = r"(?:(?:[A-Z]\.|[A-Z][\w'’-]+)\s+){{0,3}}[A-Z][\w'’-]+"
_IS = r"(?:was|is|were|are|named|called|identified|known|as)"
#: a name behind a role ("the driver, Karl Aas"), and one before it ("Karl Aas, the driver")
_BEHIND = (
    r"\b{role}(?:\s+(?:of|for|at|in|from)\s+[^,.;]{{1,60}}?(?:,|\s+" + _IS + r")+|(?:,|\s+" + _IS + r")*)"
    r"\s+(?:[a-z][\w-]*\s+)?(?P<name>" + _NAME + ")"
)
_BEFORE = (
    r"\b(?P<name>"
    + _NAME
    + r")(?:,\s*\d+)?(?:,|(?:,?\s+(?:who|is|was|became|as))+)\s+(?:(?:is|was|its|their|his|her|the|a|an)\s+)*"
    r"(?:(?!who\b|that\b)[\w'’-]+\s+){{0,2}}?{role}\b"
)
#: nearest sentences that are kept
NEAREST = 3
_ASKED = Pattern(
    r"\b(?:(?:^|the\s+|full\s+)names?\s+of|who(?:'s|’s|\s+(?:is|was|were|are)))\s+"
    r"(?:the|that|this|its|their)\s+(?P<role>(?:\d+[\s-]years?[\s-]old\s+)?[a-z-]+(?:\s+[a-z-]+){0,2}?)"
    r"(?:\s+(?:of|in|at|on|who|that|which|whose|from|for|near|behind)\b|"
    r"\s*\?|\s*$)",
    re.IGNORECASE,
    signs="name who",
)


def unless_named(answer: Answer, role: str, archive: Articles) -> Answer:
    """Return the answer; where its article speaks of the role that is asked for and names nobody in it, what is nearest."""
    if answer.abstained or not answer.sentences:
        return answer
    found = answer.sentences[0].article_id
    article = archive.articles([found]).get(found)
    if article is None or not _speaks_of(role, article.text) or is_named(role, article.text):
        return answer
    return as_nearest(answer, archive)


def as_nearest(answer: Answer, archive: Articles) -> Answer:
    """Return an answer's sentences as what comes nearest, and nothing as the answer."""
    cited = tuple(archive.citations(dict.fromkeys(one.article_id for one in answer.sentences[:NEAREST])).values())
    return replace(
        answer, abstained=True, sentences=(), quotations=(), speaker=None, citations=cited, probability=0.0,
        nearest=answer.sentences[:NEAREST],
    )  # fmt: skip


def role_asked(text: str) -> str | None:
    """Return the role whose bearer's name a question asks for, None where it asks for none.

    >>> role_asked("What is the name of the driver of the lorry?"), role_asked("Who was the lorry driver?")
    ('driver', 'driver')
    >>> role_asked("What is the name of the ferry?") is None
    True
    """
    match = _ASKED.search(text)
    if match is None:
        return None
    role = match["role"].split()[-1].lower()
    return role if role in known_roles() else None


def is_named(role: str, text: str) -> bool:
    """Tell whether a text names somebody as the bearer of a role.

    >>> is_named("driver", "The driver was pulled out by a cyclist, Runo Telle.")
    False
    >>> is_named("driver", "The driver of the Blue Heron was asleep."), is_named("driver", "The driver of it was Karl Aas.")
    (False, True)
    >>> is_named("driver", "Blue Line suspended the driver."), is_named("driver", "Karl Aas became their first driver.")
    (False, True)
    >>> is_named("driver", "Its driver, Karl Aas, was unhurt."), is_named("driver", "Karl Aas, the driver, slept.")
    (True, True)
    """
    return name_of(role, text) is not None


def name_of(role: str, text: str) -> str | None:
    """Return whom a text names first as the bearer of a role, None where it names nobody.

    >>> name_of("driver", "Its driver, Karl Aas, was unhurt.")
    'Karl Aas'
    """
    role = f"(?i:{re.escape(role)})s?"
    names = (match["name"] for form in (_BEHIND, _BEFORE) for match in re.finditer(form.format(role=role), text))
    return next((name for name in names if name.split()[0].lower() not in FUNCTION_WORDS), None)


def _speaks_of(role: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(role)}s?\b", text, re.IGNORECASE) is not None


@cache
def known_roles() -> frozenset[str]:
    """Return the nouns for people by what they do or are."""
    known = lexicon(DEFAULT)
    people = {noun for noun, kind in question_lexicon().nouns.items() if kind == "person"}
    return frozenset(people).union(known.roles if known else (), language(DEFAULT).words("questions.people", "bearers"))
