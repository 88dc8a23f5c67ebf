"""Whether an article names whoever a question asks for by a role: "the name of the driver", "who was the pilot of the glider".

An accident may be told with "the driver" and never with a name; the name of somebody else in the story is then no answer.
"""

import re
from collections.abc import Iterable, Iterator
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
#: a name of two words and more, and words
_RUN = re.compile(r"[A-Z][\w'’-]{0,60}(?:\s{1,12}[A-Z][\w'’-]{0,60})+")
_WORD = re.compile(r"[^\W\d_]+")
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


_OFFICE_OF = Pattern(
    r"\bwho(?:'s|’s|\s+(?:is|was|were|are))\s+the\s+(?:[\w'’-]+\s+){1,3}?of\s+(?:the\s+)?(?P<what>[^?.,;]{2,60}?)\s*(?:[?.!]|$)",
    re.IGNORECASE,
    signs="who",
)


def unless_named(answer: Answer, role: str, archive: Articles, asked: str) -> Answer:
    """Return the answer; what is nearest, where its article speaks of the role that is asked for and names nobody in it.

    The same where it names somebody, of another ship perhaps, and the sentence that was found has neither their name nor one
    that the question, `asked`, does not give. The nearest sentence that names a bearer comes first then.
    """
    if answer.abstained or not answer.sentences:
        return answer
    found = answer.sentences[0].article_id
    article = archive.articles([found]).get(found)
    if article is None or not _speaks_of(role, article.text):
        return answer
    bearers = tuple(names_of(role, article.text))
    first = answer.sentences[0]
    if bearers and _names_somebody(f"{first.lead_text or ''} {first.text}", bearers, asked):
        return answer
    # whoever bears it elsewhere in the story may be the one: that is for the reader to judge
    nearest = sorted(answer.sentences, key=lambda one: one.article_id != found or not is_named(role, one.text))
    return as_nearest(replace(answer, sentences=tuple(nearest)), archive)


def _names_somebody(told: str, bearers: Iterable[str], asked: str) -> bool:
    """Tell whether a sentence has the surname of one of the bearers, or a name of two words that the question does not give.

    >>> _names_somebody("It was led by Captain Borg.", ["Egil Borg"], "who is the captain of the Marisol Grey")
    True
    >>> _names_somebody("The Marisol Grey hit a reef off Lome.", ["Egil Borg"], "who is the captain of the marisol grey")
    False
    """
    words = frozenset(_WORD.findall(told))
    return any(name.split()[-1] in words for name in bearers) or names_somebody_else(told, asked)


def names_somebody_else(told: str, asked: str) -> bool:
    """Tell whether a name of two words that a question does not give stands in a sentence.

    >>> names_somebody_else("Mayor Ida Falk spoke.", "who is the mayor"), names_somebody_else("Lome Bay is calm.", "lome bay?")
    (True, False)
    """
    given = FUNCTION_WORDS.union(_WORD.findall(asked.lower()))
    return any(
        len([word for word in _WORD.findall(run) if word.lower() not in given]) > 1 for run in _RUN.findall(told)
    )


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


def office_of(text: str) -> str | None:
    """Return what somebody is asked for as the bearer of an office of it, None where nobody is.

    >>> office_of("who is the president of france"), office_of("Who was the captain of the Blue Heron?")
    ('france', 'Blue Heron')
    >>> office_of("Who is the oldest passenger?") is None
    True
    """
    match = _OFFICE_OF.search(text)
    return match["what"] if match and role_asked(text) else None


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
    return next(names_of(role, text), None)


def names_of(role: str, text: str) -> Iterator[str]:
    """Yield whom a text names as the bearers of a role."""
    role = f"(?i:{re.escape(role)})s?"
    names = (match["name"] for form in (_BEHIND, _BEFORE) for match in re.finditer(form.format(role=role), text))
    return (name for name in names if name.split()[0].lower() not in FUNCTION_WORDS)


def _speaks_of(role: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(role)}s?\b", text, re.IGNORECASE) is not None


@cache
def known_roles() -> frozenset[str]:
    """Return the nouns for people by what they do or are."""
    known = lexicon(DEFAULT)
    people = {noun for noun, kind in question_lexicon().nouns.items() if kind == "person"}
    return frozenset(people).union(known.roles if known else (), language(DEFAULT).words("questions.people", "bearers"))
