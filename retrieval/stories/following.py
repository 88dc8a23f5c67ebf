"""Which new articles somebody wants to be told of: on some words, on a person, of a story."""

from collections.abc import Iterable

from retrieval.domain import Article, Quotation
from retrieval.text.terms import analyzer

#: characters of a text that say what it is about; words that stand only below them are beside its point
LEAD = 700


def is_about(article: Article, words: str) -> bool:
    """Say whether an article is about some words: all of them stand in it, and one in its headline or its beginning."""
    terms = analyzer(article.language).terms
    wanted = set(terms(words))
    above = set(terms(f"{article.headline or ''}\n{article.text[:LEAD]}"))
    return bool(wanted & above) and wanted <= above | set(terms(article.text))


def has_any(article: Article, words: str) -> bool:
    """Say whether one of some words stands in an article."""
    terms = analyzer(article.language).terms
    return bool(words) and bool(set(terms(words)) & set(terms(f"{article.headline or ''}\n{article.text}")))


def quotes(quotations: Iterable[Quotation], name: str) -> bool:
    """Say whether somebody of a name is quoted: each word of the one name is in the other."""
    wanted = set(name.casefold().split())
    for quotation in quotations:
        named = quotation.speaker.name if quotation.speaker else None
        words = set(named.casefold().split()) if named else set()
        if words and (wanted <= words or (len(words) > 1 and words <= wanted)):
            return True
    return False


def names(article: Article, name: str) -> bool:
    """Say whether a name of several words stands in an article as it is."""
    return " " in name and name.casefold() in f"{article.headline or ''}\n{article.text}".casefold()
