"""What an article is about in a dozen terms: the rare ones and the names that its headline and first sentences dwell on."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.domain import Article, BlockKind, Passage
from retrieval.index.interface import CollectionStatistics
from retrieval.summary.selection import FUNCTION_WORDS
from retrieval.text.terms import analyzer

#: sentences that are read: a report says in its first ones which event it is about
SENTENCES = 16
#: terms whose rarity is looked up, and terms that are kept
CONSIDERED, KEPT = 48, 20
#: a headline's term counts as if it stood in so many more sentences
HEADLINE = 1.0
#: a name's worth beside a common word's
NAME = 1.5
#: a figure's: reports of one event differ in figures
FIGURE = 0.5
#: passages that a small archive is thought to hold besides its own, so that its first articles have rare terms too
IMAGINED_PASSAGES = 1_000
_NAME = re.compile(r"(?<=[\w,;:'’–—-] )[^\W\d_a-z]\w+(?:[-'’]\w+)*")

Statistics = Callable[[Iterable[str]], CollectionStatistics]


@dataclass(frozen=True, slots=True)
class Signature:
    """The terms an article is grouped by and their weights, of length 1 as a vector; `day` is an ordinal, 0 if undated."""

    number: int
    day: int
    weights: Mapping[str, float]


def prominent_terms(article: Article, passages: Sequence[Passage]) -> dict[str, float]:
    """Return up to 48 terms and how prominent each is in the article, by itself; function words are left out."""
    counts: dict[str, float] = {}
    headline = passages[0].headline if passages else ()
    for term in set(headline):
        counts[term] = HEADLINE
    for number, terms in enumerate(_first_sentences(passages)):
        weight = 1.0 if number else 2.0
        for term in set(terms):
            counts[term] = counts.get(term, 0.0) + weight
    names = _names(article, passages)
    prominence = {
        term: (1.0 + math.log(count)) * _kind(term, names)
        for term, count in counts.items()
        if len(term) > 1 and term not in FUNCTION_WORDS
    }
    if len(prominence) <= CONSIDERED:
        return prominence
    kept = sorted(prominence, key=lambda term: (-prominence[term], term))[:CONSIDERED]
    return {term: prominence[term] for term in kept}


def weigh(articles: Mapping[int, tuple[int, Mapping[str, float]]], statistics: Statistics) -> list[Signature]:
    """Weigh prominent terms by their rarity in the archive and keep the 20 that say most of each article.

    `articles` gives the day and the prominent terms of each article by number. They count themselves, for the index may
    not have them yet.
    """
    held = Counter(term for _, prominence in articles.values() for term in prominence)
    known = statistics(held)
    total = known.passages + len(articles) + IMAGINED_PASSAGES
    rarity = {
        term: math.log(total / (1.0 + here + known.document_frequency.get(term, 0))) for term, here in held.items()
    }
    signatures: list[Signature] = []
    for number, (day, prominence) in articles.items():
        weights = {term: value * rarity[term] for term, value in prominence.items()}
        kept = sorted(weights, key=lambda term: (-weights[term], term))[:KEPT]
        length = math.sqrt(sum(weights[term] ** 2 for term in kept)) or 1.0
        signatures.append(Signature(number, day, {term: weights[term] / length for term in kept}))
    return signatures


def _first_sentences(passages: Iterable[Passage]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for passage in passages:
        if passage.kind is BlockKind.PARAGRAPH:
            found.extend(passage.terms)
        if len(found) >= SENTENCES:
            break
    return found[:SENTENCES]


def _names(article: Article, passages: Sequence[Passage]) -> frozenset[str]:
    """Return the terms of words that are capitalised inside a sentence."""
    if not passages:
        return frozenset()
    start = passages[0].sentences[0][0]
    words = " ".join(_NAME.findall(article.text[start : start + 200 * SENTENCES]))
    return frozenset(analyzer(article.language).terms(words))


def _kind(term: str, names: frozenset[str]) -> float:
    if term in names:
        return NAME
    return FIGURE if term[0].isdigit() else 1.0
