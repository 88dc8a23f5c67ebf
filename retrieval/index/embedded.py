"""The embedded engine: tantivy in a folder. Every call on tantivy of the whole program is in this file.

Each passage is one document. Its field `lines` is indexed by white space, so that the terms are exactly our analyzer's, and
stored, so that a hit carries its terms; `packed` holds offsets. With every commit goes a document without terms that holds
the index's state (position, number of terms, format): after a crash state and passages agree. The one with the highest
serial number counts; old ones are removed by the hundred, because segments without deletions are merged far quicker.

Statistics are exact. tantivy's own document frequencies count deleted documents until their segment is merged, so once
something has been deleted the living ones are counted, once a term and state of the index. The average length comes from the
state document, from which a removed passage's length is taken off.
"""

import json
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import tantivy

from retrieval.domain import Hit, Passage
from retrieval.errors import SearchIndexDamaged, SearchIndexError, SearchIndexLocked
from retrieval.index.interface import CollectionStatistics, IndexHealth
from retrieval.index.stored import StoredPassage, stored
from retrieval.text.terms import VERSION as ANALYZER

#: changed with the schema below, the stored form of a passage or how passages are cut; an index of another format, or of
#: another version of the analyzer, stands at position 0 and is built anew from the archive
FORMAT = 2
_STATE = "\x00state"
_HEAP = 64_000_000
#: seconds to wait for another process that is writing
_PATIENCE = 30.0


class EmbeddedIndex:
    """An index of passages in a folder of its own, made when it is missing. Safe to use from several threads."""

    def __init__(self, folder: str | Path, patience: float = _PATIENCE) -> None:
        self.folder = Path(folder)
        self._patience = patience
        self._lock = threading.Lock()
        self._reader: _Reader | None = None
        self._index: Any = self._opened()

    @property
    def position(self) -> int:
        """Return the archive's last change that is durable here, 0 for an empty index or one of another format."""
        state = self._read().state
        return state["position"] if (state["format"], state["analyzer"]) == (FORMAT, ANALYZER) else 0

    def candidates(self, terms: Sequence[str], limit: int = 100) -> list[Hit]:
        """Return up to `limit` passages that share a term with `terms`, best BM25 first; repeated terms count once."""
        wanted = [term for term in dict.fromkeys(terms) if _is_searchable(term)]
        if not wanted or limit < 1:
            return []
        searcher = self._read().searcher
        should, of_term = tantivy.Occur.Should, tantivy.Query.term_query
        # one flat OR: nested, phrase and Must queries lose block-max pruning
        query = tantivy.Query.boolean_query([(should, of_term(_SCHEMA, "lines", term, "freq")) for term in wanted])
        hits = []
        for score, address in searcher.search(query, limit, count=False).hits:
            found = searcher.doc(address).get_first
            hits.append(Hit(StoredPassage(found("article"), found("lines"), found("packed")), score))
        return hits

    def statistics(self, terms: Iterable[str]) -> CollectionStatistics:
        """Return the collection's counts, with the document frequency of each of `terms`."""
        reader = self._read()
        frequency = {t: reader.frequency(t) if _is_searchable(t) else 0 for t in dict.fromkeys(terms)}
        passages = reader.state["passages"]
        return CollectionStatistics(passages, reader.state["terms"] / passages if passages else 0.0, frequency)

    def update(self, remove: Iterable[str], add: Iterable[Passage], position: int) -> None:
        """Remove all passages of the articles `remove`, add `add`, and commit durably as of `position`, all or nothing."""
        with self._writing() as writer:
            reader = self._read()
            state = dict(reader.state, format=FORMAT, analyzer=ANALYZER, position=position)
            for article_id in dict.fromkeys(remove):
                lengths = reader.lengths(article_id)
                if lengths:
                    state["passages"] -= len(lengths)
                    state["terms"] -= sum(lengths)
                    state["removed"] += len(lengths)
                    writer.delete_documents_by_term("article", article_id)
            for passage in add:
                one = stored(passage)
                writer.add_document(_document(one))
                state["passages"] += 1
                state["terms"] += one.length
            _commit(writer, state)

    def clear(self) -> None:
        """Remove everything and set `position` to 0; an index that is damaged is usable again."""
        try:
            self._read()
        except SearchIndexDamaged:
            self._wipe()
        with self._writing() as writer:
            writer.delete_all_documents()
            _commit(writer, dict(_EMPTY))

    @contextmanager
    def beside(self) -> Iterator["EmbeddedIndex"]:
        """Give this index itself, emptied: there is one folder."""
        self.clear()
        yield self

    def health(self) -> IndexHealth:
        """Return how the index is: green where it can be read."""
        state = self._read().state
        size = sum(file.stat().st_size for file in self.folder.iterdir())
        details = {"removed": state["removed"], "segments": self._read().searcher.num_segments}
        return IndexHealth("embedded", str(self.folder), "green", state["passages"], self.position, size, details)

    def close(self) -> None:
        """Let go of the files; harmless when repeated."""
        self._reader = None
        self._index = None

    def _read(self) -> "_Reader":
        """Return a reader of what was committed last, by this process or another one."""
        try:
            there = (self.folder / "meta.json").stat()
        except OSError as error:
            raise SearchIndexDamaged(f"The index in {self.folder} cannot be read: {error.strerror}.") from error
        version = (there.st_mtime_ns, there.st_ino, there.st_size)
        reader = self._reader
        if reader is None or reader.version != version:
            with self._lock:
                if self._index is None:
                    self._index = self._opened()
                try:
                    self._index.reload()
                    reader = self._reader = _Reader(self._index.searcher(), version)
                except (ValueError, KeyError, TypeError) as error:
                    raise SearchIndexDamaged(
                        f"The index in {self.folder} cannot be read: {_first_line(error)}"
                    ) from error
        return reader

    def _opened(self) -> Any:
        """Open the folder's index; one of another schema or beyond reading is emptied: the archive has everything."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for attempt in (1, 2):
                try:
                    index = tantivy.Index(_SCHEMA, str(self.folder))
                    index.config_reader("manual")
                    return index
                except ValueError as error:
                    if attempt == 2 or "ermission" in str(error):
                        raise
                    self._wipe()
        except OSError as error:
            raise SearchIndexError(f"The index in {self.folder} cannot be opened: {error.strerror}.") from error
        except ValueError as error:
            raise SearchIndexError(f"The index in {self.folder} cannot be opened: {_first_line(error)}") from error
        raise AssertionError("unreachable")

    def _wipe(self) -> None:
        self._index = self._reader = None
        try:
            for file in self.folder.iterdir():
                file.unlink(missing_ok=True)
            tantivy.Index(_SCHEMA, str(self.folder))
        except (OSError, ValueError) as error:
            raise SearchIndexError(f"The index in {self.folder} cannot be emptied: {_first_line(error)}.") from error

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        """Give the one writer, waiting while another process or thread has it; what was not committed is dropped."""
        writer = self._writer()
        try:
            # a writer that was killed may have left a file of the name that the next commit wants
            writer.garbage_collect_files()
            yield writer
        except BaseException as error:
            with suppress(ValueError):
                writer.rollback()
            if isinstance(error, ValueError):
                raise SearchIndexError(f"The index in {self.folder} cannot be written: {_first_line(error)}") from error
            raise
        finally:
            with suppress(ValueError):
                writer.wait_merging_threads()

    def _writer(self) -> Any:
        deadline = time.monotonic() + self._patience
        while True:
            self._read()
            try:
                return self._index.writer(_HEAP, num_threads=1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise SearchIndexError(
                        f"The index in {self.folder} cannot be written: {_first_line(error)}"
                    ) from error
                if time.monotonic() > deadline:
                    raise SearchIndexLocked(
                        f"The index in {self.folder} is being written by another process."
                    ) from error
            time.sleep(0.02)


class _Reader:
    """A searcher, the state committed with what it sees, and the frequencies counted so far."""

    def __init__(self, searcher: Any, version: tuple[int, int, int]) -> None:
        self.searcher = searcher
        self.version = version
        self.state: dict[str, int] = dict(_EMPTY)
        states = tantivy.Query.term_query(_SCHEMA, "article", _STATE, "basic")
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
            query = tantivy.Query.term_query(_SCHEMA, "lines", term, "basic")
            count = self.searcher.search(query, 1, count=True).count
            self._counted[term] = count
        return count

    def lengths(self, article_id: str) -> list[int]:
        """Return the number of terms of each passage of an article."""
        most = self.searcher.doc_freq("article", article_id)
        if not most:
            return []
        hits = self.searcher.search(
            tantivy.Query.term_query(_SCHEMA, "article", article_id, "basic"), most, count=False
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


_SCHEMA = _build_schema()
_EMPTY: dict[str, int] = {
    "format": FORMAT,
    "analyzer": ANALYZER,
    "position": 0,
    "passages": 0,
    "terms": 0,
    "removed": 0,
    "serial": 0,
    "states": 0,
}
#: state documents kept before the old ones are removed
_STATES = 100


def _document(passage: StoredPassage) -> Any:
    document = tantivy.Document()
    document.add_text("article", passage.article_id)
    document.add_text("lines", passage.lines)
    document.add_bytes("packed", passage.packed)
    document.add_integer("length", passage.length)
    return document


def _commit(writer: Any, state: dict[str, int]) -> None:
    """Add the new state and commit everything together."""
    state["serial"] += 1
    state["states"] += 1
    if state["states"] > _STATES:
        writer.delete_documents_by_term("article", _STATE)
        state["states"] = 1
    document = tantivy.Document()
    document.add_text("article", _STATE)
    document.add_bytes("packed", json.dumps(state).encode())
    document.add_integer("serial", state["serial"])
    writer.add_document(document)
    writer.commit()


def _is_searchable(term: str) -> bool:
    """Tell whether tantivy takes it: not empty, and not half of a surrogate pair."""
    return bool(term) and (term.isascii() or term.isprintable() or term.encode("utf-8", "ignore").decode() == term)


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
