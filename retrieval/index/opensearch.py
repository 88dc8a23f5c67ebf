"""The engine of an OpenSearch cluster, shared by any number of processes: each passage a document under an id of its own.

`name` is an alias; behind it stands one index, `name-1`, `name-2`, …, so that a new one is built beside it and takes its place
in one step. Changes are written as documents first and made to count by the state's document last (cluster_state.py): what
was not acknowledged is written again from the archive, to the same ids.

One round trip gives candidates and statistics: the search and a count for each term that has not been counted in this
state, together (`_msearch`). A count costs nothing where nothing has been deleted, an aggregation over the collection grows
with the collection; the collection's totals are counted once, by the writer. Counts are of living passages, while the
engine's own scores go on counting deleted ones until it merges them away, which is one more reason to score again.
"""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any

from retrieval.domain import Hit, Passage
from retrieval.errors import SearchIndexError, SearchIndexLocked
from retrieval.index.allowance import note_missing_part
from retrieval.index.cluster import Access, Cluster
from retrieval.index.cluster_alias import Layout, behind, create_next, drop, swap
from retrieval.index.cluster_documents import (
    META,
    MOST_TERMS,
    TOTALS,
    article_key,
    best_passages,
    document,
    document_id,
    indexed_term,
    passage_of,
    passages_of_articles,
    passages_with,
)
from retrieval.index.cluster_state import Lease, State, read_state, writing
from retrieval.index.interface import CollectionStatistics, IndexHealth
from retrieval.index.stored import stored

#: seconds in which a cluster may take what was removed off its disks
_RECLAIMING = 3600.0
#: seconds for which a state that was read is taken for the present one; our own writing is seen at once
FRESH = 0.5
#: seconds to wait for another process that is writing
_PATIENCE = 30.0
#: documents written between two looks at the lock; articles and hits of one search for what is to be removed
_WRITTEN, _ARTICLES, _FOUND = 1_000, 500, 10_000
_SEARCH = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": True}


@dataclass(frozen=True, slots=True)
class _Known:
    """A committed state, when it was read (`time.monotonic`), and the document frequencies counted in it."""

    state: State
    at: float
    current: bool
    frequency: dict[str, int] = field(default_factory=dict)


class OpenSearchIndex:
    """An index of passages in a cluster, made when it is missing. Safe to use from several threads and processes."""

    def __init__(
        self, access: Access, layout: Layout | None = None, patience: float = _PATIENCE, target: str | None = None
    ) -> None:
        """Open the index; `target` is one that is built beside the one in use, under its own name."""
        self.layout = layout or Layout()
        self._access = access
        self._cluster = Cluster(access)
        self._patience = patience
        self._target = target or self.layout.name
        self._lock = threading.Lock()
        self._known: _Known | None = None
        if target is None:
            behind(self._cluster, self.layout)

    @property
    def place(self) -> str:
        """Return where the index is, for messages."""
        return f"{self.layout.name} at {self._cluster.name}"

    @property
    def position(self) -> int:
        """Return the archive's last change that counts here, 0 for an empty index or one of another format."""
        known = self._look()
        if known.state.archive not in ("", self.layout.archive):
            raise SearchIndexError(
                f"The index {self.place} holds the passages of another archive; give this one's another name."
            )
        return known.state.position if known.current else 0

    def candidates(self, terms: Sequence[str], limit: int = 100) -> list[Hit]:
        """Return up to `limit` passages that share a term with `terms`, best BM25 first; repeated terms count once.

        Where shards do not answer, the others' passages are returned and the question's allowance is told.
        """
        wanted = _searchable(terms)
        if not wanted or limit < 1:
            return []
        known = self._look()
        search = best_passages(list(wanted.values()), limit)
        found = self._count(known, [t for t in wanted if t not in known.frequency], [search])[0]
        return [Hit(passage_of(hit["_source"]), hit["_score"]) for hit in found["hits"]["hits"]]

    def statistics(self, terms: Iterable[str]) -> CollectionStatistics:
        """Return the collection's counts, with the document frequency of each of `terms`."""
        asked = list(dict.fromkeys(terms))
        known = self._look()
        unknown = [t for t in _searchable(asked) if t not in known.frequency]
        if unknown:
            self._count(known, unknown, [])
        state = known.state
        frequency = {term: known.frequency.get(term, 0) for term in asked}
        return CollectionStatistics(state.passages, state.terms / state.passages if state.passages else 0.0, frequency)

    def update(self, remove: Iterable[str], add: Iterable[Passage], position: int) -> None:
        """Remove all passages of the articles `remove`, add `add`, and make it count as of `position`, all or nothing.

        What has been taken in up to a later position by another process is left as it is. While it is written, others may
        find a part of it; it counts, and is not written again, from the moment this returns.
        """
        removed, added = list(dict.fromkeys(remove)), [stored(passage) for passage in add]
        with writing(self._cluster, self._target, self._patience) as lease:
            if position < lease.state.position:
                return
            if self._known is not None and lease.state.position < self._known.state.position:
                self._known = None  # built anew in between: what it lacks is more than what is added here
                raise SearchIndexLocked(f"The index {self.place} has just been built anew by another process.")
            if not lease.clean:
                self._refresh()
            there = self._lengths(dict.fromkeys([*removed, *(passage.article_id for passage in added)]))
            new = {document_id(one.article_id, one.number): one for one in added}
            keys = set(map(article_key, removed))
            gone = [i for i in there if i not in new and i.partition("-")[0] in keys]
            actions: Iterator[Mapping[str, Any]] = chain(
                ({"_op_type": "delete", "_id": i} for i in gone),
                ({"_id": i, "_source": document(one)} for i, one in new.items()),
            )
            while part := list(islice(actions, _WRITTEN)):
                lease.prolong()
                self._cluster.bulk(part, self._target, alias=self._target == self.layout.name)
            self._refresh()
            before, after = [*gone, *(i for i in new if i in there)], [one.length for one in new.values()]
            self._commit(lease, position, len(after) - len(before), sum(after) - sum(there[i] for i in before))

    def clear(self) -> None:
        """Remove everything and set `position` to 0, by putting an empty index in the place of this one."""
        with self.beside():
            pass

    @contextmanager
    def beside(self) -> Iterator["OpenSearchIndex"]:
        """Give an empty index that takes this one's place when the block is left, and is removed when it fails."""
        before = behind(self._cluster, self.layout)
        new = create_next(self._cluster, self.layout, before)
        built = OpenSearchIndex(self._access, self.layout, self._patience, target=new)
        try:
            built.update([], [], 0)
            yield built
            swap(self._cluster, self.layout, before, new)
        except BaseException:
            drop(self._cluster, new)
            raise
        finally:
            built.close()
            self._known = None

    def reclaim(self) -> bool:
        """Have the cluster write the parts anew from which much was removed."""
        self._cluster.write("POST", f"/{self._target}/_flush", seconds=_RECLAIMING)
        self._cluster.write("POST", f"/{self._target}/_forcemerge", seconds=_RECLAIMING, only_expunge_deletes="true")
        return True

    def health(self) -> IndexHealth:
        """Return how the index is: the cluster's own colour, its copies and its size."""
        at = behind(self._cluster, self.layout)
        found = self._cluster.call("GET", f"/_cluster/health/{at}", level="indices")
        size = self._cluster.call("GET", f"/{at}/_stats/store")["_all"]["total"]["store"]["size_in_bytes"]
        state = read_state(self._cluster, self.layout.name).state
        return IndexHealth(
            "opensearch", self.place, found["status"], state.passages, self.position, size,
            {"index": at, "nodes": found["number_of_nodes"], "shards": found["active_primary_shards"],
             "copies": found["active_shards"] - found["active_primary_shards"], "missing": found["unassigned_shards"]},
        )  # fmt: skip

    def verify(self, most: int | None = None) -> None:
        """Do nothing: a cluster checks its own files."""

    def close(self) -> None:
        """Let go of every connection; harmless when repeated."""
        self._cluster.close()

    def _look(self) -> _Known:
        """Return the state, read again when it is not fresh; with a cluster that is silent, the one read before."""
        known = self._known
        if known is not None and time.monotonic() - known.at < FRESH:
            return known
        with self._lock:
            known = self._known
            if known is not None and time.monotonic() - known.at < FRESH:
                return known
            try:
                seen = read_state(self._cluster, self._target)
            except SearchIndexError:
                if known is None:
                    raise
                note_missing_part()
                self._known = replace(known, at=time.monotonic())
                return self._known
            if known is not None and known.state.commit == seen.state.commit and known.state.commit:
                self._known = replace(known, at=time.monotonic())
            else:
                self._known = _Known(seen.state, time.monotonic(), self._is_current())
            return self._known

    def _is_current(self) -> bool:
        (mapping,) = self._cluster.call("GET", f"/{self._target}/_mapping").values()
        meta = mapping["mappings"].get("_meta", {})
        return bool({**meta, **META} == meta)

    def _count(self, known: _Known, unknown: Sequence[str], searches: Sequence[dict[str, Any]]) -> list[Any]:
        """Make the searches and count the unknown terms, in one round trip; return the searches' answers."""
        lines: list[dict[str, Any]] = []
        for search in searches:
            lines += [_SEARCH, search]
        for term in unknown:
            lines += [{"allow_partial_search_results": True}, passages_with(indexed_term(term))]
        answers = self._cluster.call("POST", f"/{self._target}/_msearch", lines, rest_total_hits_as_int="true")[
            "responses"
        ]
        whole = [self._is_whole(answer) for answer in answers]
        for term, answer, complete in zip(unknown, answers[len(searches) :], whole[len(searches) :], strict=True):
            if complete:
                known.frequency[term] = answer["hits"]["total"]
        return list(answers[: len(searches)])

    def _is_whole(self, answer: dict[str, Any]) -> bool:
        """Tell whether every shard has answered in time; without a copy of a shard none counts as failed, it is just less."""
        if "error" in answer:
            raise SearchIndexError(f"The index {self.place} failed: {_reason(answer['error'])}.")
        shards = answer["_shards"]
        whole = bool(shards["successful"] == shards["total"] and not answer["timed_out"])
        if not whole:
            note_missing_part()
        return whole

    def _lengths(self, articles: Iterable[str]) -> dict[str, int]:
        """Return the length of every passage of these articles, by its id; every shard has to answer."""
        found: dict[str, int] = {}
        keys = iter(map(article_key, articles))
        while part := list(islice(keys, _ARTICLES)):
            after = None
            while True:
                body = passages_of_articles(part, after, _FOUND)
                path = f"/{self._target}/_search"
                hits = self._cluster.call("POST", path, body, allow_partial_search_results="false")["hits"]["hits"]
                found.update((hit["_id"], hit["fields"]["n"][0]) for hit in hits)
                if len(hits) < _FOUND:
                    break
                after = hits[-1]["sort"]
        return found

    def _commit(self, lease: Lease, position: int, passages: int, terms: int) -> None:
        """Make it count; where somebody before has failed half-way, what is there is counted, not how it has changed."""
        passages, terms = lease.state.passages + passages, lease.state.terms + terms
        if not lease.clean:
            path = f"/{self._target}/_search"
            found = self._cluster.call("POST", path, TOTALS, allow_partial_search_results="false")["aggregations"]["n"]
            passages, terms = int(found["count"]), int(found["sum"] or 0)
        state = lease.commit(archive=self.layout.archive, position=position, passages=passages, terms=terms)
        self._known = _Known(state, time.monotonic(), current=True)

    def _refresh(self) -> None:
        self._cluster.call("POST", f"/{self._target}/_refresh")


def _searchable(terms: Iterable[str]) -> dict[str, str]:
    """Return the terms that can be searched for, each with its form in the index; the engine takes no more than so many."""
    fit = (term for term in dict.fromkeys(terms) if term and term.encode("utf-8", "ignore").decode() == term)
    return {term: indexed_term(term) for term in islice(fit, MOST_TERMS)}


def _reason(error: Any) -> str:
    return str(error.get("reason") if isinstance(error, dict) else error).splitlines()[0].rstrip(".")
