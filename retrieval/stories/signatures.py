"""What an article is about in a dozen terms: the rare ones and the names that its headline and first sentences dwell on."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from retrieval.domain import Article, BlockKind, Passage
from retrieval.index.interface import CollectionStatistics
from retrieval.summary.selection import FUNCTION_WORDS
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import analyzer

#: sentences that are read: a report says in its first ones which event it is about
SENTENCES = 16
#: terms whose rarity is looked up, and terms that are kept
CONSIDERED, KEPT = 48, 20
#: a name's worth beside a common word's
NAME = 1.5
#: a figure's: reports of one event differ in figures
FIGURE = 0.5
#: passages that a small archive is thought to hold besides its own, so that its first articles have rare terms too
IMAGINED_PASSAGES = 1_000
#: characters of a term, as stemmed, that is likely not a function word
LONG = 5
#: the least rarity of a term: where one event fills the archive, its names must not stop counting
COMMONEST = 2.0
_NAME = re.compile(r"[^\W\d_a-z](?<=[\w,;:'’–—-] .)\w+(?:[-'’]\w+)*")

Statistics = Callable[[Iterable[str]], CollectionStatistics]


@dataclass(frozen=True, slots=True)
class Signature:
    """The terms an article is grouped by and their weights, of length 1 as a vector; `day` is an ordinal, 0 if undated."""

    number: int
    day: int
    weights: Mapping[str, float]


def prominent_terms(article: Article, passages: Sequence[Passage]) -> dict[str, float]:
    """Return up to 48 terms and how prominent each is in the article, by itself; function words are left out."""
    sentences = _first_sentences(passages)
    counted = [passages[0].headline if passages else (), *sentences[:1], *sentences]  # the first sentence counts twice
    # each sentence's terms once, and all in the order they come up, which decides between equals
    counts = Counter(chain.from_iterable(map(dict.fromkeys, counted)))
    names = _names(article, passages)
    by_count = {count: 1.0 + math.log(count) for count in set(counts.values())}
    prominence = {term: by_count[counts[term]] for term in counts if len(term) > 1 and term not in FUNCTION_WORDS}
    if article.language != DEFAULT:
        prominence = {term: value for term, value in prominence.items() if term in names or _is_long(term)}
    for term in prominence:
        if term in names:
            prominence[term] *= NAME
        elif term[0].isdigit():
            prominence[term] *= FIGURE
    if len(prominence) <= CONSIDERED:
        return prominence
    kept = sorted(prominence, key=prominence.__getitem__, reverse=True)[:CONSIDERED]
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
        term: max(math.log(total / (1.0 + here + known.document_frequency.get(term, 0))), COMMONEST)
        for term, here in held.items()
    }
    signatures: list[Signature] = []
    for number, (day, prominence) in articles.items():
        weights = {term: value * rarity[term] for term, value in prominence.items()}
        kept = sorted(weights, key=weights.__getitem__, reverse=True)[:KEPT]
        length = math.sqrt(sum(weights[term] ** 2 for term in kept)) or 1.0
        signatures.append(Signature(number, day, {term: weights[term] / length for term in kept}))
    return signatures


def _is_long(term: str) -> bool:
    """Tell a term that may carry news where no function words are known; scripts without capitals have other lengths."""
    return len(term) >= LONG or term == term.upper()


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
    # the pattern leaves out small letters of ASCII only
    words = [word for word in _NAME.findall(article.text[start : start + 200 * SENTENCES]) if word[0].isupper()]
    return frozenset(analyzer(article.language).terms(" ".join(words)))
