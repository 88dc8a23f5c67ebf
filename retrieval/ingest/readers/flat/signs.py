"""Lines that say the article is over, in any language that is known: the section "pages" of its file."""

import re
from functools import cache

from retrieval.text.languages import known, language

_NOTICE = "(?:the )?(?:copyright|©|ⓒ|\\(c\\)).*|.{0,60}all rights reserved.*"
_OF_COMMENTS = re.compile(
    r"\b\d+ (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\b|\b(?:says|said|wrote|"
    r"writes):\s*$|"
    r"\brepl(?:y|ies)\b|\b\d+ (?:votes?|likes?|points?)\b|\d{4}(?:,? at|,)? \d{1,2}:\d\d\s*(?:[ap]m)?\W*$|"
    r"^(?:like|report|flag|permalink|upvote|downvote|quote|antworten|répondre|responder|rispondi|ответить)\W*$",
    re.I,
)
#: such a line is short
_LONGEST = 90


_BIOGRAPHY = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]*\s+){1,4}(?:\(@\w+\)\s+)?(?:is|was|has been|covers|writes|reports|joined|"
    r"works)\b.{0,160}"
    r"\b(?:writer|reporter|editor|correspondent|columnist|contributor|journalist|freelance|author of|covers|"
    r"covering|reporting on|writes about|producer|based in)\b",
)


@cache
def _sign(key: str, *more: str) -> re.Pattern[str]:
    """Return the pattern of a line that is one of the signs of a kind in any language."""
    signs = (sign for code in known() for sign in language(code).lines("pages", key))
    return re.compile("(?:" + "|".join([*more, *signs]) + r")\W*", re.I)


_TAGS = re.compile(r"(?:tags?|topics?|keywords|schlagw(?:ö|o)rter|etiquetas|mots[- ]clés|теги|метки|标签)\W*", re.I)


def opens_tags(line: str) -> bool:
    """Tell the label of a list of tags, which stands on the next line."""
    return _TAGS.fullmatch(line) is not None


def is_after_article(line: str) -> bool:
    """Tell the heading of something that stands after articles: related stories, sources, a copyright notice."""
    return len(line) < _LONGEST and _sign("after", _NOTICE).fullmatch(line) is not None


def opens_comments(line: str) -> bool:
    """Tell the heading of readers' comments, or of the form to write one."""
    return len(line) < 2 * _LONGEST and _sign("comments").fullmatch(line) is not None


def is_of_comments(line: str) -> bool:
    """Tell what stands beside a reader's comment: how long ago, "Reply", votes."""
    return len(line) < _LONGEST and _OF_COMMENTS.search(line) is not None


def is_biography(line: str) -> bool:
    """Tell what is said of an author below an article: "Ada Lund is a reporter who covers the coast."."""
    return _BIOGRAPHY.match(line) is not None
