"""Reading of the embedded index: the searcher of one commit, and exact counts of what it sees."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import tantivy

from retrieval.domain import Hit
from retrieval.index.compression import Compression, DictionaryMissing
from retrieval.index.embedded_documents import DICTIONARY, FORMAT, STATE
from retrieval.index.stored import stored_passages, with_distances


class Reader:
    """A searcher, the state committed with what it sees, and the frequencies counted so far."""

    def __init__(self, index: Any, version: tuple[int, ...], empty: dict[str, int], compression: Compression) -> None:
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
        self._counted: dict[str, int] = {}

    def term_query(self, field: str, term: str, option: str) -> Any:
        """Return the query for one term."""
        return tantivy.Query.term_query(self.schema, field, term, option)

    def hits(self, terms: list[str], limit: int) -> list[Hit]:
        """Return the best `limit` passages for these terms, each term once."""
        # one flat OR: nested, phrase and Must queries lose block-max pruning
        should = tantivy.Occur.Should
        query = tantivy.Query.boolean_query([(should, self.term_query("lines", term, "freq")) for term in terms])
        found = self.searcher.search(query, limit, count=False).hits
        documents = [self.searcher.doc(address).get_first for _, address in found]
        rows = self._older_rows(documents) if self.is_older else self._rows(documents)
        return list(map(Hit, stored_passages(rows), [score for score, _ in found]))

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return how many living passages hold each term."""
        if self.state["removed"]:
            return {term: self._frequency(term) for term in terms}
        counted = self.searcher.doc_freq
        return {term: int(counted("lines", term)) for term in terms}

    def _frequency(self, term: str) -> int:
        """Return how many living passages hold a term, counted once where there have been others."""
        count = self._counted.get(term)
        if count is None:
            count = self.searcher.search(self.term_query("lines", term, "basic"), 1, count=True).count
            self._counted[term] = count
        return count

    def lengths(self, article_id: str) -> list[int]:
        """Return the number of terms of each passage of an article."""
        most = self.searcher.doc_freq("article", article_id)
        if not most:
            return []
        hits = self.searcher.search(self.term_query("article", article_id, "basic"), most, count=False).hits
        return [int(n or 0) for n in self.searcher.fast_field_values("length", [address for _, address in hits])]

    def _rows(self, documents: Sequence[Callable[[str], Any]]) -> list[tuple[str, str, bytes]]:
        """Return (article id, lines, packed) of documents, each given as what returns its fields."""
        kept = [field("kept") for field in documents]
        try:
            unpacked = self.compression.unpack(kept)
        except DictionaryMissing:
            self._load_dictionary()
            unpacked = self.compression.unpack(kept)
        return [(field("article"), lines, packed) for field, (lines, packed) in zip(documents, unpacked, strict=True)]

    def _older_rows(self, documents: Sequence[Callable[[str], Any]]) -> list[tuple[str, str, bytes]]:
        return [(field("article"), field("lines"), with_distances(field("packed"))) for field in documents]

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
