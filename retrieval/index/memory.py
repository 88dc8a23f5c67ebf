"""The reference engine: rank-bm25 over everything, in memory. Exact and slow; what the other engines are checked against."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

import numpy as np
from rank_bm25 import BM25Okapi

from retrieval.domain import Hit, Passage
from retrieval.index.interface import CollectionStatistics, IndexHealth
from retrieval.ranking import K1, B, inverse_document_frequency


class MemoryIndex:
    """An index of passages in memory, for tests and small samples; nothing of it survives the process."""

    def __init__(self) -> None:
        self._articles: dict[str, list[Passage]] = {}
        self._position = 0
        self._passages: list[Passage] = []
        self._scorer: BM25Okapi | None = None
        self._frequency: Counter[str] = Counter()

    @property
    def position(self) -> int:
        """Return the archive's last change that has been taken in."""
        return self._position

    def candidates(self, terms: Sequence[str], limit: int = 100) -> list[Hit]:
        """Return up to `limit` passages that share a term with `terms`, best BM25 first; repeated terms count once."""
        scorer = self._built()
        wanted = [term for term in dict.fromkeys(terms) if term in self._frequency]
        if scorer is None or not wanted or limit < 1:
            return []
        scores = scorer.get_scores(wanted)
        matching = [n for n, counts in enumerate(scorer.doc_freqs) if any(term in counts for term in wanted)]
        matching.sort(key=lambda n: -scores[n])
        return [Hit(self._passages[n], float(scores[n])) for n in matching[:limit]]

    def statistics(self, terms: Iterable[str]) -> CollectionStatistics:
        """Return the collection's counts, with the document frequency of each of `terms`."""
        scorer = self._built()
        frequency = {term: self._frequency[term] for term in dict.fromkeys(terms)}
        return CollectionStatistics(len(self._passages), float(scorer.avgdl) if scorer else 0.0, frequency)

    def update(self, remove: Iterable[str], add: Iterable[Passage], position: int) -> None:
        """Remove all passages of the articles `remove`, add `add`, and stand at `position`."""
        remove, add = list(remove), list(add)  # whatever fails in them fails before anything has changed
        for article_id in remove:
            self._articles.pop(article_id, None)
        for passage in add:
            self._articles.setdefault(passage.article_id, []).append(passage)
        self._position = position
        self._passages = []
        self._scorer = None

    def clear(self) -> None:
        """Remove everything and set `position` to 0."""
        self.update(list(self._articles), (), 0)

    @contextmanager
    def beside(self) -> Iterator["MemoryIndex"]:
        """Give an empty index and take what was added to it when the block is left."""
        built = MemoryIndex()
        yield built
        self.__dict__.update(built.__dict__)

    def reclaim(self) -> bool:
        """Do nothing: what is removed is gone."""
        return True

    def health(self) -> IndexHealth:
        """Return how the index is: it is there."""
        passages = sum(map(len, self._articles.values()))
        return IndexHealth("memory", "memory", "green", passages, self._position, 0)

    def verify(self, most: int | None = None) -> None:
        """Do nothing: nothing is on a disk."""

    def close(self) -> None:
        """Do nothing: there are no files."""

    def _built(self) -> BM25Okapi | None:
        """Return rank-bm25's scorer over all passages, None where there are none (it would divide by zero)."""
        if self._scorer is None and self._articles:
            self._passages = list(chain.from_iterable(self._articles.values()))
            corpus = [passage.searched_terms() for passage in self._passages]
            self._frequency = Counter(term for terms in corpus for term in set(terms))
            if any(corpus):
                self._scorer = BM25Okapi(corpus, k1=K1, b=B)
                self._scorer.idf = {
                    term: inverse_document_frequency(len(corpus), count) for term, count in self._frequency.items()
                }
                self._scorer.doc_len = np.array(self._scorer.doc_len)
        elif not self._articles:
            self._frequency.clear()
        return self._scorer
