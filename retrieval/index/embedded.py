"""The embedded engine: tantivy in a folder. Every call on tantivy of the whole program is in this file
and in embedded_reader.py.

Each passage is one document. Its field `lines` is indexed by white space, so that the terms are exactly our analyzer's, and
stored, so that a hit carries its terms; `packed` holds offsets. With every commit goes a document without terms that holds
the index's state (position, number of terms, format): after a crash state and passages agree. The one with the highest
serial number counts; old ones are removed by the hundred, because segments without deletions are merged far quicker.

Statistics are exact. tantivy's own document frequencies count deleted documents until their segment is merged, so once
something has been deleted the living ones are counted, once a term and state of the index. The average length comes from the
state document, from which a removed passage's length is taken off.
"""

import fcntl
import json
import struct
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import tantivy

from retrieval.domain import Hit, Passage
from retrieval.errors import SearchIndexDamaged, SearchIndexError, SearchIndexLocked
from retrieval.index.checksums import Checksums
from retrieval.index.embedded_reader import SCHEMA, STATE, Reader
from retrieval.index.interface import CollectionStatistics, IndexHealth
from retrieval.index.stored import StoredPassage, is_storable, stored, stored_passages
from retrieval.text.terms import VERSION as ANALYZER

#: changed with the schema below, the stored form of a passage or how passages are cut; an index of another format, or of
#: another version of the analyzer, stands at position 0 and is built anew from the archive
FORMAT = 2
_EMPTY = dict.fromkeys(("position", "passages", "terms", "removed", "serial", "states"), 0) | {
    "format": FORMAT,
    "analyzer": ANALYZER,
}
_HEAP = 64_000_000
#: seconds to wait for another process that is writing
_PATIENCE = 30.0


class EmbeddedIndex:
    """An index of passages in a folder of its own, made when it is missing. Safe to use from several threads."""

    def __init__(self, folder: str | Path, patience: float = _PATIENCE) -> None:
        self.folder = Path(folder)
        self._patience = patience
        self._lock = threading.Lock()
        self._checksums = Checksums()
        self._reader: Reader | None = None
        self._index: Any = self._opened()

    @property
    def position(self) -> int:
        """Return the archive's last change that is durable here, 0 for an empty index or one of another format."""
        state = self._read().state
        return state["position"] if (state["format"], state["analyzer"]) == (FORMAT, ANALYZER) else 0

    def candidates(self, terms: Sequence[str], limit: int = 100) -> list[Hit]:
        """Return up to `limit` passages that share a term with `terms`, best BM25 first; repeated terms count once."""
        wanted = [term for term in dict.fromkeys(terms) if is_storable(term)]
        if not wanted or limit < 1:
            return []
        searcher = self._read().searcher
        should, of_term = tantivy.Occur.Should, tantivy.Query.term_query
        # one flat OR: nested, phrase and Must queries lose block-max pruning
        query = tantivy.Query.boolean_query([(should, of_term(SCHEMA, "lines", term, "freq")) for term in wanted])
        with self._reading():
            scores, rows = [], []
            for score, address in searcher.search(query, limit, count=False).hits:
                found = searcher.doc(address).get_first
                scores.append(score)
                rows.append((found("article"), found("lines"), found("packed")))
        return list(map(Hit, stored_passages(rows), scores))

    def statistics(self, terms: Iterable[str]) -> CollectionStatistics:
        """Return the collection's counts, with the document frequency of each of `terms`."""
        reader = self._read()
        with self._reading():
            frequency = {t: reader.frequency(t) if is_storable(t) else 0 for t in dict.fromkeys(terms)}
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
        with self._alone():
            try:
                self._read()
                self.verify()
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

    def verify(self, most: int | None = None) -> None:
        """Raise SearchIndexDamaged where a file holds other than what was written; `most` bytes are read at most.

        What was found whole is not read again until it changes.
        """
        try:
            damaged = self._checksums.damaged(self.folder, most)
        except OSError as error:
            raise self._damaged(error.strerror or str(error)) from error
        if damaged is not None:
            raise self._damaged(f"{damaged} does not hold what was written")

    def close(self) -> None:
        """Let go of the files; harmless when repeated."""
        self._reader = None
        self._index = None

    def _read(self) -> Reader:
        """Return a reader of what was committed last, by this process or another one."""
        try:
            there = (self.folder / "meta.json").stat()
        except OSError as error:
            raise self._damaged(error.strerror or str(error)) from error
        version = (there.st_mtime_ns, there.st_ino, there.st_size)
        reader = self._reader
        if reader is None or reader.version != version:
            with self._lock, self._reading():
                if self._index is None:
                    self._index = self._opened()
                self._index.reload()
                reader = self._reader = Reader(self._index.searcher(), version, _EMPTY)
        return reader

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what tantivy raises over files that are not what it wrote into SearchIndexDamaged."""
        try:
            yield
        except (ValueError, KeyError, TypeError, struct.error) as error:
            raise self._damaged(_first_line(error)) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # of Rust; nothing exports it
                raise
            raise self._damaged(_first_line(error)) from None

    def _damaged(self, why: str) -> SearchIndexDamaged:
        return SearchIndexDamaged(f"The index in {self.folder} cannot be read ({why.rstrip('.')}).")

    def _opened(self) -> Any:
        """Open the folder's index; one of another schema or beyond reading is emptied: the archive has everything."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for attempt in (1, 2):
                try:
                    index = tantivy.Index(SCHEMA, str(self.folder))
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
            self.folder.mkdir(parents=True, exist_ok=True)
            for file in self.folder.iterdir():
                file.unlink(missing_ok=True)
            tantivy.Index(SCHEMA, str(self.folder))
        except (OSError, ValueError) as error:
            raise SearchIndexError(f"The index in {self.folder} cannot be emptied: {_first_line(error)}.") from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Be the only one who looks whether the folder has to be emptied: of two, the second finds it in order."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with self.folder.with_name(f"{self.folder.name}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

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
        writer.delete_documents_by_term("article", STATE)
        state["states"] = 1
    document = tantivy.Document()
    document.add_text("article", STATE)
    document.add_bytes("packed", json.dumps(state).encode())
    document.add_integer("serial", state["serial"])
    writer.add_document(document)
    writer.commit()


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
