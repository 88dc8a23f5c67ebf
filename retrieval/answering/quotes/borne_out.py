"""Quotations with a word of what a question says that somebody said."""

from retrieval.answering.factoid.claimed import bears_out, claimed
from retrieval.answering.quotes.ranking import ScoredQuotation
from retrieval.answering.quotes.search import evidence_of
from retrieval.answering.sources import Sources
from retrieval.questions import Analysis


def bearing_out(quotations: list[ScoredQuotation], asked: Analysis, sources: Sources) -> list[ScoredQuotation]:
    """Return the quotations whose sentences have a word of what is claimed and do not deny it; all where nothing is."""
    told = claimed(asked)
    if told is None or not quotations:
        return quotations
    articles = sources.archive.articles(one.quotation.article_id or "" for one in quotations)
    return [one for one in quotations if any(bears_out(told, sentence) for sentence in evidence_of([one], articles))]
