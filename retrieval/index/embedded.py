"""The embedded engine: tantivy in a folder, imported in embedded_documents.py and embedded_reader.py and nowhere else.

Each passage is one document. Its field `lines` is indexed by white space, so that the terms are exactly our analyzer's;
`kept` is the passage, compressed (compression.py). With every commit goes a document without terms that holds
the index's state (position, number of terms, format): after a crash state and passages agree. The one with the highest
serial number counts; old ones are removed by the hundred, because segments without deletions are merged far quicker.

Statistics are exact. tantivy's own document frequencies count deleted documents until their segment is merged, so once
something has been deleted the living ones are counted, once a term; what this process writes is added to that. The average
length comes from the state document, from which a removed passage's length is taken off.
An index is built anew in a folder beside it, which then takes its place; until then it answers, also one of the format before.
"""

import shutil
import struct
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from retrieval.domain import Hit, Passage
from retrieval.errors import SearchIndexDamaged, SearchIndexError, SearchIndexLocked
from retrieval.index.checksums import Checksums
from retrieval.index.compression import FEW, Compression
from retrieval.index.embedded_documents import EMPTY, FORMAT, commit, document, is_whole, open_folder, with_dictionary
from retrieval.index.embedded_reader import Counted, Reader
from retrieval.index.folders import alone, beside, building, exchange, recover, wipe
from retrieval.index.interface import CollectionStatistics, IndexHealth
from retrieval.index.kept_writer import KeptWriter, want
from retrieval.index.stored import storable, stored
from retrieval.text.terms import VERSION as ANALYZER

_HEAP = 64_000_000
#: seconds to wait for another process that is writing, and in which one index has taken the place of another
_PATIENCE, _EXCHANGED = 30.0, 2.0


class EmbeddedIndex:
    """An index of passages in a folder of its own, made when it is missing. Safe to use from several threads."""

    def __init__(self, folder: str | Path, patience: float = _PATIENCE) -> None:
        self.folder = Path(folder)
        self._meta = self.folder / "meta.json"
        self._patience = patience
        self._lock, self._checksums = threading.Lock(), Checksums()
        #: of what was committed last, and of what was committed last from here
        self._reader: Reader | None = None
        self._own: Reader | None = None
        self._place = 0
        self._compression = Compression()
        #: what was counted before the last update from here, brought up to date with it
        self._counted: Counted | None = None
        self._writer = KeptWriter(self.folder, self._acquired, patience)
        self._index: Any = self._opened()

    @property
    def position(self) -> int:
        """Return the archive's last change that is durable here, 0 for an empty index or one of another format."""
        reader = self._read()
        return reader.state["position"] if _is_current(reader.state) else 0

    def candidates(self, terms: Sequence[str], limit: int = 100) -> list[Hit]:
        """Return up to `limit` passages that share a term with `terms`, best BM25 first; repeated terms count once."""
        if not (wanted := storable(terms)) or limit < 1:
            return []
        reader = self._read()
        with self._reading():
            return reader.hits(wanted, limit)

    def statistics(self, terms: Iterable[str]) -> CollectionStatistics:
        """Return the collection's counts, with the document frequency of each of `terms`."""
        reader = self._read()
        wanted = list(terms)
        with self._reading():
            frequency = dict.fromkeys(wanted, 0) | reader.frequencies(storable(wanted))
        passages = reader.state["passages"]
        return CollectionStatistics(passages, reader.state["terms"] / passages if passages else 0.0, frequency)

    def holds(self, article_ids: Iterable[str]) -> bool:
        """Say whether one of these articles has passages here, or had some that are not cleared away yet."""
        counted = self._read().searcher.doc_freq
        with self._reading():
            return any(counted("article", article_id) for article_id in article_ids)

    def update(self, remove: Iterable[str], add: Iterable[Passage], position: int) -> None:
        """Remove all passages of the articles `remove`, add `add`, and commit durably as of `position`, all or nothing."""
        with self._writing() as writer:
            reader = self._read()
            if reader.state["passages"] and not _is_current(reader.state):
                raise SearchIndexLocked(f"The index in {self.folder} is of an earlier form; it has to be built anew.")
            state = dict(reader.state, format=FORMAT, analyzer=ANALYZER, position=position)
            counted = reader.counted.copy()
            for article_id in dict.fromkeys(remove):
                gone = reader.passages_of(article_id)
                for one in gone:
                    state["passages"] -= 1
                    state["terms"] -= one.length
                    state["removed"] += 1
                    counted.shift(one, -1)
                if gone:
                    writer.delete_documents_by_term("article", article_id)
            compression = reader.compression_for_writing()
            for one in with_dictionary(writer, state, compression, map(stored, add)):
                writer.add_document(document(one, compression))
                state["passages"] += 1
                state["terms"] += one.length
                counted.shift(one, 1)
            commit(writer, state)
            self._compression, self._counted = compression, counted.of(state)
            self._own = self._reloaded(self._version())

    def clear(self) -> None:
        """Remove everything and set `position` to 0; an index that is damaged is usable again."""
        shutil.rmtree(beside(self.folder), ignore_errors=True)
        with alone(self.folder):
            try:
                older = self._read().is_older
                self.verify()
            except SearchIndexDamaged:
                older = True
            if older:
                self._wipe()
        with self._writing() as writer:
            self._own = None
            writer.delete_all_documents()
            commit(writer, dict(EMPTY))

    @contextmanager
    def beside(self) -> Iterator["EmbeddedIndex"]:
        """Give an index that takes this one's place when the block is left; one that was begun and not finished goes on."""
        with alone(building(self.folder), self._patience):
            fresh = EmbeddedIndex(beside(self.folder), self._patience)
            try:
                if not _is_current(fresh._read().state):
                    fresh.clear()
                yield fresh
                fresh.verify()
            finally:
                fresh.close()
            self._give_place()

    def _give_place(self) -> None:
        """Have the index beside this one take its place, while nobody writes: he would write into the other."""
        self._writer.release()  # with its merges, which write too
        try:
            with self._writing(), alone(self.folder):
                exchange(self.folder)
        except SearchIndexDamaged:
            with alone(self.folder):
                self._wipe()
                exchange(self.folder)
        self._writer.release()

    def reclaim(self) -> bool:
        """Say whether nothing was removed, and all is compressed as well as can be: files are only ever written anew."""
        state = self._read().state
        return _is_current(state) and not state["removed"] and bool(state.get("dictionary") or state["passages"] < FEW)

    def health(self) -> IndexHealth:
        """Return how the index is: green where it can be read."""
        reader = self._read()
        size = sum(file.stat().st_size for file in self.folder.iterdir())
        details = {"removed": reader.state["removed"], "segments": reader.searcher.num_segments}
        return IndexHealth(
            "embedded", str(self.folder), "green", reader.state["passages"], self.position, size, details
        )

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
        """Finish what is being merged and let go of the files; harmless when repeated."""
        self._writer.release()
        self._index = self._reader = self._own = None

    def _read(self) -> Reader:
        """Return a reader of what was committed last, by this process or another one."""
        version, reader = self._version(), self._reader
        if reader is not None and (reader.version == version or self._only_merged(reader, version)):
            return reader
        return self._reloaded(version)

    def _only_merged(self, reader: Reader, version: tuple[int, ...]) -> bool:
        """Say whether only our writer was at work: opening what it is clearing up after takes tantivy tenths of a second."""
        kept = reader is self._own and self._writer.is_kept
        return kept and version[0] == reader.version[0] and is_whole(self._meta)

    def _reloaded(self, version: tuple[int, ...]) -> Reader:
        with self._lock, self._reading():
            if self._index is None or self._place != version[0]:
                self._index, self._compression = self._opened(), Compression()
            self._index.reload()
            reader = self._reader = Reader(self._index, version, EMPTY, self._compression, self._counted)
        return reader

    def _version(self) -> tuple[int, ...]:
        """Return what changes with every commit, and with every index that takes this one's place."""
        deadline = time.monotonic() + _EXCHANGED
        while True:
            try:
                there = self._meta.stat()
                return self.folder.stat().st_ino, there.st_mtime_ns, there.st_ino, there.st_size
            except OSError as error:
                if self.folder.exists() or not recover(self.folder) or time.monotonic() > deadline:
                    raise self._damaged(error.strerror or str(error)) from error
            time.sleep(0.01)

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
        """Open the folder's index; one of no known schema or beyond reading is emptied: the archive has everything."""
        try:
            recover(self.folder)
            self.folder.mkdir(parents=True, exist_ok=True)
            for attempt in (1, 2):
                try:
                    index = open_folder(self.folder)
                    self._place = self.folder.stat().st_ino
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
        self._index = self._reader = self._own = None
        self._compression = Compression()
        try:
            wipe(self.folder)
            open_folder(self.folder)
        except (OSError, ValueError) as error:
            raise SearchIndexError(f"The index in {self.folder} cannot be emptied: {_first_line(error)}.") from error

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        """Give the one writer, waiting while another process or thread has it; what was not committed is dropped."""
        try:
            with self._writer.using() as writer:
                yield writer
        except ValueError as error:
            raise SearchIndexError(f"The index in {self.folder} cannot be written: {_first_line(error)}") from error

    def _acquired(self) -> Any:
        self._own = None  # others may have written since
        deadline = time.monotonic() + self._patience
        while True:
            self._read()
            try:
                writer = self._index.writer(_HEAP, num_threads=1)
                if self._place == self._version()[0]:
                    # a writer that was killed may have left a file of the name that the next commit wants
                    writer.garbage_collect_files()
                    return writer
                del writer  # it was made for an index that another one has just taken the place of
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise
                if time.monotonic() > deadline:
                    raise SearchIndexLocked(
                        f"The index in {self.folder} is being written by another process."
                    ) from error
                want(self.folder)
            time.sleep(0.02)


def _is_current(state: dict[str, int]) -> bool:
    return (state["format"], state["analyzer"]) == (FORMAT, ANALYZER)


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
