"""Lines that say the article is over: headings of what stands below it, of comments, and what authors are said to be."""

import re
from functools import cache

from retrieval.text.languages.page_words import page_words

_NOTICE = "(?:the )?(?:copyright|©|ⓒ|\\(c\\)).*|.{0,60}all rights reserved.*"
_OF_COMMENTS = re.compile(
    r"\b\d+ (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\b|\b(?:says|said|wrote|"
    r"writes):\s*$|"
    r"\brepl(?:y|ies)\b|\b\d+ (?:votes?|likes?|points?)\b|\d{4}(?:,? at|,)? \d{1,2}:\d\d\s*(?:[ap]m)?\W*$|"
    r"^(?:like|report|flag|permalink|upvote|downvote|quote|antworten|répondre|responder|rispondi|ответить)\W*$",
    re.I,
)
_COUNTED = re.compile(r"\d")
#: such a line is short
_LONGEST = 90


_BIOGRAPHY = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]*\s+){1,4}(?:\(@\w+\)\s+)?(?:is|was|has been|covers|writes|reports|joined|"
    r"works)\b.{0,160}"
    r"\b(?:writer|reporter|editor|correspondent|columnist|contributor|journalist|freelance|bureau chief|critic for|author of|"
    r"covers|covering|reporting on|writes about|producer|based in)\b|"
    r"(?:[^\W\d_a-z][\w.'’-]*\s+){2,4}(?:covers|writes about|reports on)\s.{2,120}\sfor (?:The )?[A-Z][\w .]{2,40}\.$",
)
_TAGS = re.compile(r"(?:tags?|topics?|keywords|schlagw(?:ö|o)rter|etiquetas|mots[- ]clés|теги|метки|标签)\W*", re.I)


@cache
def _after_article() -> re.Pattern[str]:
    return re.compile(rf"(?:{_NOTICE}|{page_words('after')})\W*+", re.I)


@cache
def _related() -> re.Pattern[str]:
    return re.compile(rf"{page_words('related')}\s{{0,12}}:?", re.I)


@cache
def _opens_comments() -> re.Pattern[str]:
    return re.compile(rf"{page_words('comments')}\W*+", re.I)


def opens_tags(line: str) -> bool:
    """Tell the label of a list of tags, which stands on the next line."""
    return _TAGS.fullmatch(line) is not None


def is_after_article(line: str) -> bool:
    """Tell the heading of something that stands after articles: related stories, sources, a copyright notice."""
    return len(line) < _LONGEST and _after_article().fullmatch(line) is not None


def opens_related(line: str) -> bool:
    """Tell the heading of a box with other stories, in an article or below it."""
    return len(line) < _LONGEST and _related().fullmatch(line) is not None


def opens_comments(line: str) -> bool:
    """Tell the heading of readers' comments, or of the form to write one."""
    return len(line) < 2 * _LONGEST and _opens_comments().fullmatch(line) is not None


def is_of_comments(line: str) -> bool:
    """Tell what stands beside a reader's comment: how long ago, "Reply", votes."""
    if len(line) >= _LONGEST or not (
        _COUNTED.search(line) or line.endswith(":") or " " not in line or "repl" in line.lower()
    ):
        return False
    return _OF_COMMENTS.search(line) is not None


def is_biography(line: str) -> bool:
    """Tell what is said of an author below an article: "Ada Lund is a reporter who covers the coast."."""
    return _BIOGRAPHY.match(line) is not None
