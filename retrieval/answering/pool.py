"""From candidate passages to the few dozen sentences worth reading closely."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.domain import BlockKind, Hit, Span
from retrieval.index.interface import CollectionStatistics
from retrieval.questions import Analysis
from retrieval.ranking import bm25, term_weights

#: how much a term that says little ("week", "announced") weighs beside its rarity
WEAK = 0.3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may answer, with the question's terms found in it, around it, and above it.

    `hit` is the rank of its passage among the candidates, `passage` that passage's BM25 as a share of the best one's;
    `terms` are all its terms, `found` those of the question among them, `near` those of its neighbours, `headline`
    those of the article's headline. `support` says how much of the candidates' score is of the same article.
    """

    article_id: str
    kind: BlockKind
    span: Span
    opening: bool
    hit: int
    passage: float
    terms: tuple[str, ...]
    found: frozenset[str]
    before: frozenset[str]
    near: frozenset[str]
    headline: frozenset[str]
    support: float
    spread: float


@dataclass(frozen=True, slots=True)
class Pool:
    """The sentences, best first by a rough score, and the weight of each of the question's terms."""

    sentences: tuple[Sentence, ...]
    weights: Mapping[str, float]
    total: float
    passages: tuple[float, ...]


def question_weights(analysis: Analysis, statistics: CollectionStatistics) -> dict[str, float]:
    """Return how much each of the question's terms counts: its rarity, less where it says little anywhere."""
    return {
        term: weight * (WEAK if term in analysis.weak else 1.0) for term, weight in term_weights(statistics).items()
    }


def build_pool(analysis: Analysis, hits: Sequence[Hit], statistics: CollectionStatistics, keep: int) -> Pool:
    """Return the `keep` most promising sentences of the candidate passages."""
    weights = question_weights(analysis, statistics)
    total = sum(weights.values()) or 1.0
    wanted = frozenset(weights)
    scores = passage_scores(hits, weights, statistics)
    best = max(scores, default=0.0) or 1.0
    order = sorted(range(len(hits)), key=lambda i: -scores[i])
    support: dict[str, float] = {}
    covered: dict[str, set[str]] = {}
    for i in order:
        article = hits[i].passage.article_id
        support[article] = support.get(article, 0.0) + (scores[i] / best) ** 4
        covered.setdefault(article, set()).update(wanted.intersection(hits[i].passage.searched_terms()))
    rough: list[tuple[float, int, Sentence]] = []
    for rank, i in enumerate(order):
        passage = hits[i].passage
        share = scores[i] / best
        spread = sum(map(weights.__getitem__, covered[passage.article_id])) / total
        headline = wanted.intersection(passage.headline)
        found = [wanted.intersection(terms) for terms in passage.terms]
        for number, terms in enumerate(passage.terms):
            before = found[number - 1] if number else frozenset()
            after = found[number + 1] if number + 1 < len(found) else frozenset()
            near = before | after
            around = found[number] | before | headline
            value = (
                sum(map(weights.__getitem__, found[number])) + sum(map(weights.__getitem__, around))
            ) / total + 2 * share
            rough.append(
                (
                    value,
                    len(rough),
                    Sentence(
                        passage.article_id,
                        passage.kind,
                        passage.sentences[number],
                        passage.number == 0 and number < 2,
                        rank,
                        share,
                        terms,
                        found[number],
                        before,
                        near,
                        headline,
                        support[passage.article_id],
                        spread,
                    ),
                )
            )
    rough.sort(key=lambda one: (-one[0], one[1]))
    return Pool(tuple([s for _, _, s in rough[:keep]]), weights, total, tuple(scores))


def passage_scores(hits: Iterable[Hit], weights: Mapping[str, float], statistics: CollectionStatistics) -> list[float]:
    """Return the BM25 score of every candidate passage."""
    found: list[list[str]] = []
    lengths: list[int] = []
    for hit in hits:
        terms = hit.passage.searched_terms()
        lengths.append(len(terms))
        found.append([term for term in terms if term in weights])
    return bm25(weights, found, weights, statistics.average_length, lengths)
