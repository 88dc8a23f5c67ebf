"""Near-real-time search over the embedded index: what has just been added is found before it is on the disk.

A commit of the embedded index makes some ten files durable, which takes longer than everything else that is done for an
article. The archive has the article already and its log of changes says what an index lacks, so nothing depends on that commit
but being found: new passages are held in memory, where they answer at once, and a thread commits them together. Whoever is
killed before loses nothing, because an index that is behind replays the archive's log; until then other processes find what
has been committed.

What is held follows, change by change, on what is committed. Where that no longer fits, because another process has replayed a
part of it, what is held counts for nothing and the index is behind, as after a kill.
"""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import chain

from retrieval.domain import Hit, Passage
from retrieval.errors import SearchIndexError
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.interface import CollectionStatistics, IndexHealth
from retrieval.index.stored import StoredPassage, storable, stored

#: passages of an update that are held at most, and of all that are held together; more are committed at once
FEW, MOST = 200, 2_000
#: seconds in which further articles may come to be committed together
TOGETHER = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class _Addition:
    """What one update added to an index that stood at `before`, and stands at `after` with it."""

    before: int
    after: int
    passages: tuple[StoredPassage, ...]
    words: tuple[frozenset[str], ...]


class NearRealTimeIndex:
    """An embedded index that answers from what is added to it before that is durable. Safe to use from several threads."""

    def __init__(self, durable: EmbeddedIndex, together: float = TOGETHER) -> None:
        """Add to `durable`; what comes within `together` seconds is committed together."""
        self.durable = durable
        self._together = together
        #: replaced as a whole, so that whoever reads it needs no lock
        self._additions: tuple[_Addition, ...] = ()
        self._adding = threading.Lock()
        self._committing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()

    @property
    def position(self) -> int:
        """Return the archive's last change that it answers from."""
        held = self._held()
        return held[-1].after if held else self.durable.position

    def candidates(self, terms: Sequence[str], limit: int = 100) -> list[Hit]:
        """Return up to `limit` passages that share a term with `terms`, best BM25 first; repeated terms count once."""
        held = self._held()  # asked for first: what is committed meanwhile is then there twice, and never missing
        hits = self.durable.candidates(terms, limit)
        matching = [one for addition in held for one in _matching(addition, storable(terms))] if limit > 0 else []
        if not matching:
            return hits
        there = {(hit.passage.article_id, hit.passage.number) for hit in hits}
        fresh = [one for one in matching if (one.article_id, one.number) not in there]
        hits += self._scored(fresh, storable(terms))
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def statistics(self, terms: Iterable[str]) -> CollectionStatistics:
        """Return the collection's counts, with the document frequency of each of `terms`."""
        wanted = list(terms)
        while True:
            held = self._held()
            found = self.durable.statistics(wanted)
            if held == self._held():  # or it might have been committed in between, and would be counted twice
                return _with(found, held) if held else found

    def update(self, remove: Iterable[str], add: Iterable[Passage], position: int) -> None:
        """Remove all passages of the articles `remove` and add `add`, all or nothing: as of `position` where asked here.

        A few passages of new articles become durable a moment later, everything else before this returns.
        """
        gone, passages = list(remove), tuple(map(stored, add))
        if not self._hold(gone, passages, position):
            with self._committing:
                self._commit()
                self.durable.update(gone, passages, position)

    def clear(self) -> None:
        """Remove everything and set `position` to 0; an index that is damaged is usable again."""
        with self._committing:
            self._additions = ()
            self.durable.clear()

    def beside(self) -> AbstractContextManager[EmbeddedIndex]:
        """Give an index that takes this one's place when the block is left; one that was begun and not finished goes on."""
        return self.durable.beside()

    def reclaim(self) -> bool:
        """Say whether nothing was removed, and all is compressed as well as can be: files are only ever written anew."""
        return self.durable.reclaim()

    def health(self) -> IndexHealth:
        """Return how the index is: green where it can be read."""
        held = self._held()
        found = self.durable.health()
        passages = found.passages + sum(len(addition.passages) for addition in held)
        return replace(found, passages=passages, position=held[-1].after) if held else found

    def verify(self, most: int | None = None) -> None:
        """Raise SearchIndexDamaged where a file holds other than what was written; `most` bytes are read at most."""
        self.durable.verify(most)

    def close(self) -> None:
        """Commit what is held and let go of the files; what cannot be committed now is replayed at the next start."""
        self._closing.set()
        thread = self._thread
        if thread is not None:
            thread.join()  # it commits without waiting now
        self.durable.close()

    def _held(self) -> tuple[_Addition, ...]:
        """Return what is held and not committed yet, nothing where it does not follow on what is."""
        additions = self._additions
        if not additions:
            return ()
        position = self.durable.position
        held = tuple([one for one in additions if one.after > position])
        return held if held and held[0].before == position else ()

    def _hold(self, remove: Sequence[str], passages: tuple[StoredPassage, ...], position: int) -> bool:
        """Hold passages of new articles, if they are few; say whether they are held."""
        if len(passages) > FEW or self._closing.is_set():
            return False
        words = tuple([frozenset(one.searched_terms()) for one in passages])
        with self._adding:
            held = self._held()
            before = held[-1].after if held else self.durable.position
            ids = {*remove, *(one.article_id for one in passages)}
            if (
                not before < position
                or (not before and self.durable.statistics(()).passages)  # it is of an earlier form
                or sum(len(one.passages) for one in held) + len(passages) > MOST
                or any(one.article_id in ids for addition in held for one in addition.passages)
                or self.durable.holds(ids)
            ):
                return False
            self._additions = (*held, _Addition(before, position, passages, words))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._commit_soon, name="index commits", daemon=True)
                self._thread.start()
        return True

    def _commit_soon(self) -> None:
        """Commit until nothing is held. What cannot be committed is dropped: the index is behind, and is brought up to date."""
        while True:
            self._closing.wait(self._together)
            with self._committing:
                committed = self._commits()
            with self._adding:
                if not committed or not self._held():
                    self._additions = ()
                    self._thread = None
                    return

    def _commits(self) -> bool:
        """Commit what is held; say whether that could be done."""
        try:
            self._commit()
        except SearchIndexError:
            return False
        return True

    def _commit(self) -> None:
        """Commit what is held."""
        held = self._held()
        if held:
            passages = list(chain.from_iterable(addition.passages for addition in held))
            # another process may have replayed the same changes just now; then they take the place of themselves
            self.durable.update(dict.fromkeys(one.article_id for one in passages), passages, held[-1].after)
            with self._adding:
                self._additions = self._held()

    def _scored(self, passages: Sequence[StoredPassage], terms: Sequence[str]) -> Iterator[Hit]:
        """Yield hits on passages that are held, scored as the embedded index scores its own."""
        from retrieval.ranking import bm25, inverse_document_frequencies  # whoever only adds does without

        counts = self.statistics(terms)
        weights = inverse_document_frequencies(counts.passages, counts.document_frequency)
        words = [one.searched_terms() for one in passages]
        return map(Hit, passages, bm25(terms, words, weights, counts.average_length))


def _matching(addition: _Addition, terms: Sequence[str]) -> list[StoredPassage]:
    pairs = zip(addition.passages, addition.words, strict=True)
    return [one for one, words in pairs if not words.isdisjoint(terms)]


def _with(found: CollectionStatistics, held: Sequence[_Addition]) -> CollectionStatistics:
    """Return the counts of what is committed and what is held together."""
    lengths = [one.length for addition in held for one in addition.passages]
    count = found.passages + len(lengths)
    length = round(found.average_length * found.passages) + sum(lengths)
    known = found.document_frequency.keys()
    holding = Counter(term for addition in held for words in addition.words for term in known & words)
    frequency = {term: number + holding[term] for term, number in found.document_frequency.items()}
    return CollectionStatistics(count, length / count if count else 0.0, frequency)
