"""Reading of the embedded index: its schema, the searcher of one commit, and the exact counts of what it sees."""

import json
from typing import Any

import tantivy

#: the article id of the documents that hold the index's state
STATE = "\x00state"


class Reader:
    """A searcher, the state committed with what it sees, and the frequencies counted so far."""

    def __init__(self, searcher: Any, version: tuple[int, int, int], empty: dict[str, int]) -> None:
        self.searcher = searcher
        self.version = version
        self.state: dict[str, int] = dict(empty)
        states = tantivy.Query.term_query(SCHEMA, "article", STATE, "basic")
        found = searcher.search(states, 1, count=False, order_by_field="serial").hits
        if found:
            self.state = json.loads(searcher.doc(found[0][1]).get_first("packed"))
        self._counted: dict[str, int] = {}

    def frequency(self, term: str) -> int:
        """Return how many living passages hold `term`."""
        if not self.state["removed"]:
            return int(self.searcher.doc_freq("lines", term))
        count = self._counted.get(term)
        if count is None:
            query = tantivy.Query.term_query(SCHEMA, "lines", term, "basic")
            count = self.searcher.search(query, 1, count=True).count
            self._counted[term] = count
        return count

    def lengths(self, article_id: str) -> list[int]:
        """Return the number of terms of each passage of an article."""
        most = self.searcher.doc_freq("article", article_id)
        if not most:
            return []
        hits = self.searcher.search(
            tantivy.Query.term_query(SCHEMA, "article", article_id, "basic"), most, count=False
        ).hits
        return [int(n or 0) for n in self.searcher.fast_field_values("length", [address for _, address in hits])]


def _build_schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("article", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("lines", stored=True, tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("packed", stored=True)
    builder.add_integer_field("length", fast=True)
    builder.add_integer_field("serial", fast=True)
    return builder.build()


SCHEMA = _build_schema()
