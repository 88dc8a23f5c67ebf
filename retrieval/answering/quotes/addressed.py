"""What somebody said to somebody else: their words beside the name of whom they spoke to."""

import re

from retrieval.answering.quotes.ranking import ScoredQuotation
from retrieval.answering.quotes.search import what_said
from retrieval.answering.sources import Sources
from retrieval.domain import Article, Quotation, QuotationsOf
from retrieval.questions.replies import spoken_to

#: articles that are looked through
ARTICLES = 10
#: characters before and behind somebody's words in which whom they are for is named
BEFORE, BEHIND = 600, 200
_SAID_TO = re.compile(
    r"\b(?:say|said|says|reply|replied|answer|answered|respond|responded|speak|spoke|talk|talked)\s+to\s+$", re.I
)


def addressed(request: QuotationsOf) -> str | None:
    """Return whom the words that are asked for were said to, None where the request does not tell.

    >>> from retrieval.domain import Fact
    >>> addressed(QuotationsOf("falk", "ben orr", instead=Fact("what did falk say to ben orr")))
    'ben orr'
    >>> addressed(QuotationsOf("falk", "ben orr", instead=Fact("what did falk say about ben orr"))) is None
    True
    """
    asked, topic = (request.instead.text if request.instead else ""), request.topic or ""
    before, found, _ = asked.partition(topic) if topic else ("", "", "")
    return topic if found and _SAID_TO.search(before) else spoken_to(asked)


def said_beside(speaker: str, whom: str, request: QuotationsOf, sources: Sources) -> list[ScoredQuotation]:
    """Return what a speaker is quoted with where somebody else is named, the words behind the name and nearest to it first."""
    hits = sources.search.retrieve(sources.search.analyse(f"{speaker} {whom}")).hits
    ids = dict.fromkeys((*request.articles, *(hit.passage.article_id for hit in hits)))
    surname = re.compile(rf"\b{re.escape(whom.split()[-1])}\b", re.IGNORECASE)
    articles = sources.archive.articles(list(ids)[:ARTICLES])
    naming = {id_: one for id_, one in articles.items() if surname.search(one.text)}
    said = what_said(sources.archive, sources.search, speaker, None, list(naming)).quotations if naming else []
    near = [
        (distance, one)
        for one in said
        if (article := naming.get(one.quotation.article_id or "")) is not None
        and (distance := _distance(one.quotation, article, surname)) is not None
    ]
    return [one for _, one in sorted(near, key=lambda found: found[0])]


def _distance(quotation: Quotation, article: Article, surname: "re.Pattern[str]") -> int | None:
    """Return how many characters stand between somebody's words and the name nearest to them, None where it is far."""
    start, end = quotation.fragments[0][0], quotation.fragments[-1][1]
    before = [start - match.end() for match in surname.finditer(article.text, max(0, start - BEFORE), start)]
    behind = [match.start() - end + BEFORE for match in surname.finditer(article.text, end, end + BEHIND)]
    return min((*before, *behind), default=None)
