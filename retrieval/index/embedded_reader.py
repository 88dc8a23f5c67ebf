"""Reading of the embedded index: the searcher of one commit, and exact counts of what it sees."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tantivy

from retrieval.domain import Hit
from retrieval.index.compression import Compression, DictionaryMissing
from retrieval.index.embedded_documents import DICTIONARY, FORMAT, STATE
from retrieval.index.stored import StoredPassage, stored_passages, with_distances

#: terms whose counts are kept over what is written
_COUNTED = 50_000
#: searches of one state whose hits are kept, of so many hits at most: what is told of a topic is looked for more than once
_LATELY, _KEPT = 8, 100


@dataclass(frozen=True, slots=True)
class Counted:
    """How many living passages hold each of some terms, in a state of the index."""

    state: Mapping[str, int]
    frequencies: dict[str, int]

    def copy(self) -> "Counted":
        """Return a copy to be brought up to date with what is written next, whose state is not known yet."""
        return Counted({}, dict(self.frequencies) if len(self.frequencies) < _COUNTED else {})

    def shift(self, passage: StoredPassage, by: int) -> None:
        """Count a passage as added (1) or removed (-1)."""
        if self.frequencies:
            for term in self.frequencies.keys() & set(passage.searched_terms()):
                self.frequencies[term] += by

    def of(self, state: Mapping[str, int]) -> "Counted":
        """Return the same counts as those of a state."""
        return Counted(dict(state), self.frequencies)


class Reader:
    """A searcher, the state committed with what it sees, and the frequencies counted so far."""

    def __init__(
        self,
        index: Any,
        version: tuple[int, ...],
        empty: dict[str, int],
        compression: Compression,
        counted: "Counted | None" = None,
    ) -> None:
        self.searcher = index.searcher()
        self.schema = index.schema
        self.version = version
        self.state: dict[str, int] = dict(empty)
        states = self.term_query("article", STATE, "basic")
        found = self.searcher.search(states, 1, count=False, order_by_field="serial").hits
        if found:
            document = self.searcher.doc(found[0][1])
            self.state = json.loads(document.get_first("kept") or document.get_first("packed"))
        #: whether it is of the format before, which is read and not written
        self.is_older = self.state["format"] < FORMAT
        known = compression.identity == self.state.get("dictionary", 0)
        #: what its passages are compressed with
        self.compression = compression if known else Compression()
        self._lately: dict[tuple[Any, ...], list[Hit]] = {}
        self.counted = counted if counted is not None and counted.state == self.state else Counted(self.state, {})

    def term_query(self, field: str, term: str, option: str) -> Any:
        """Return the query for one term."""
        return tantivy.Query.term_query(self.schema, field, term, option)

    def hits(self, terms: list[str], limit: int) -> list[Hit]:
        """Return the best `limit` passages for these terms, each term once; those that were found last are at hand."""
        asked = (limit, *terms)
        found = self._lately.get(asked)
        if found is None:
            found = self._found(terms, limit)
            if limit <= _KEPT:
                if len(self._lately) >= _LATELY:
                    self._lately.clear()
                self._lately[asked] = found
        return list(found)

    def _found(self, terms: list[str], limit: int) -> list[Hit]:
        # one flat OR: nested, phrase and Must queries lose block-max pruning
        should = tantivy.Occur.Should
        query = tantivy.Query.boolean_query([(should, self.term_query("lines", term, "freq")) for term in terms])
        found = self.searcher.search(query, limit, count=False).hits
        fetched = self.passages([address for _, address in found])
        return list(map(Hit, fetched, [score for score, _ in found]))

    def passages(self, addresses: Iterable[Any]) -> list[StoredPassage]:
        """Return the passages of documents."""
        documents = [document.get_first for document in self._documents(list(addresses))]
        if self.is_older:
            return [
                StoredPassage.of(field("article"), field("lines"), with_distances(field("packed")))
                for field in documents
            ]
        contents = self._unpacked([field("kept") for field in documents])
        return stored_passages([field("article") for field in documents], contents)

    def _documents(self, addresses: Sequence[Any]) -> list[Any]:
        """Return the documents of addresses, fetched in the order in which they are stored: they share blocks."""
        stored = sorted([(one.segment_ord, one.doc, n) for n, one in enumerate(addresses)])
        documents: list[Any] = [None] * len(stored)
        for _, _, n in stored:
            documents[n] = self.searcher.doc(addresses[n])
        return documents

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return how many living passages hold each term."""
        if self.state["removed"]:
            return {term: self._frequency(term) for term in terms}
        counted = self.searcher.doc_freq
        return {term: int(counted("lines", term)) for term in terms}

    def _frequency(self, term: str) -> int:
        """Return how many living passages hold a term, counted once where there have been others."""
        known = self.counted.frequencies
        count = known.get(term)
        if count is None:
            count = self.searcher.search(self.term_query("lines", term, "basic"), 1, count=True).count
            known[term] = count
        return count

    def passages_of(self, article_id: str) -> list[StoredPassage]:
        """Return the passages of an article."""
        most = self.searcher.doc_freq("article", article_id)
        if not most:
            return []
        hits = self.searcher.search(self.term_query("article", article_id, "basic"), most, count=False).hits
        return self.passages([address for _, address in hits])

    def _unpacked(self, kept: Sequence[bytes]) -> list[bytes]:
        try:
            return self.compression.unpack(kept)
        except DictionaryMissing:
            self._load_dictionary()
            return self.compression.unpack(kept)

    def compression_for_writing(self) -> Compression:
        """Return what further passages are to be compressed with: a new one, where there is no dictionary yet."""
        if not self.state.get("dictionary"):
            return Compression()
        if not self.compression.identity:
            self._load_dictionary()
        return self.compression

    def _load_dictionary(self) -> None:
        found = self.searcher.search(self.term_query("article", DICTIONARY, "basic"), 1, count=False).hits
        if not found:
            raise ValueError("what its passages are compressed with is missing")
        self.compression.learn(bytes(self.searcher.doc(found[0][1]).get_first("kept")))
