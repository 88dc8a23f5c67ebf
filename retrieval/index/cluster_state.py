"""The state of an index in a cluster: one document with its position and counts, which is also the lock of its writer.

A writer takes the lock by changing the document as it read it (compare and set), for a time that it prolongs as it goes on:
that of a killed writer runs out. It commits by changing the document once more, which fails if somebody else has it by then.
"""

import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any

from retrieval.errors import SearchIndexError, SearchIndexLocked
from retrieval.index.cluster import Cluster, Conflict
from retrieval.index.cluster_documents import STATE

#: seconds for which a writer has the lock, unless it prolongs it
LEASE = 60.0
#: seconds within which the cluster has to take the lock's document in: without a quorum it never does
_QUORUM = 10.0


@dataclass(frozen=True, slots=True)
class State:
    """What is committed, and who writes until when (seconds since 1970); `commit` is another one with every commit."""

    archive: str = ""
    position: int = 0
    passages: int = 0
    terms: int = 0
    commit: str = ""
    owner: str = ""
    until: float = 0.0
    #: whether nothing was written after the commit
    clean: bool = True
    touched: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A state and which version of the document it was; None where there was none."""

    state: State
    version: tuple[int, int] | None
    #: the index itself, behind the alias
    index: str = ""


def read_state(cluster: Cluster, index: str) -> Seen:
    """Return the state as it is now, which needs no refresh."""
    found = cluster.call("GET", f"/{index}/_doc/{STATE}", allow=[404])
    if not found.get("found"):
        if "error" in found:
            raise SearchIndexError(f"The index {index} at {cluster.name} is gone; onrecord reindex builds it anew.")
        return Seen(State(), None, str(found.get("_index", "")))
    kept: Mapping[str, Any] = found["_source"]["state"]
    known = {name: kept[name] for name in State.__dataclass_fields__ if name in kept}
    return Seen(State(**known), (found["_seq_no"], found["_primary_term"]), found["_index"])


def write_state(cluster: Cluster, index: str, seen: Seen, state: State) -> Seen:
    """Put a state in the place of the one seen; raises Conflict where that is no longer there."""
    if seen.version is None:
        how: dict[str, str | int] = {"op_type": "create"}
    else:
        how = {"if_seq_no": seen.version[0], "if_primary_term": seen.version[1]}
    done = cluster.write("PUT", f"/{index}/_doc/{STATE}", {"state": asdict(state)}, seconds=_QUORUM, **how)
    return Seen(state, (done["_seq_no"], done["_primary_term"]), done["_index"])


class Lease:
    """The right to write, held."""

    def __init__(self, cluster: Cluster, index: str, seen: Seen, *, clean: bool) -> None:
        #: whether what is in the index is what was committed: nobody before has failed half-way
        self.clean = clean
        self._cluster = cluster
        self._index = index
        self._seen = seen

    @property
    def state(self) -> State:
        """Return what was committed last."""
        return self._seen.state

    def prolong(self) -> None:
        """Go on having it, where less than half of the time is left."""
        if self.state.until - time.time() < LEASE / 2:
            self._put(until=time.time() + LEASE, touched=time.time())

    def commit(self, *, archive: str, position: int, passages: int, terms: int) -> State:
        """Make what was written count, and give the lock back."""
        self._put(
            archive=archive, position=position, passages=passages, terms=terms, commit=uuid.uuid4().hex, owner="", until=0.0,
            clean=True, touched=time.time(),
        )  # fmt: skip
        return self.state

    def give_back(self) -> None:
        """Let others write, if that was not done; what fails now runs out by itself."""
        if self.state.owner:
            with suppress(SearchIndexError):
                self._put(owner="", until=0.0)

    def _put(self, **changed: Any) -> None:
        state = State(**{**asdict(self.state), **changed})
        try:
            self._seen = write_state(self._cluster, self._index, self._seen, state)
        except Conflict as error:
            self._seen = Seen(State(), None)
            raise SearchIndexLocked(f"The index {self._index} is being written by another process.") from error


@contextmanager
def writing(cluster: Cluster, index: str, patience: float) -> Iterator[Lease]:
    """Give the one writer's lock, waiting up to `patience` seconds while somebody else has it."""
    deadline = time.monotonic() + patience
    while True:
        seen = read_state(cluster, index)
        if not seen.state.owner or seen.state.until < time.time():
            now, clean = time.time(), seen.state.clean and not seen.state.owner
            taken = {"owner": uuid.uuid4().hex, "until": now + LEASE, "clean": False, "touched": now}
            with suppress(Conflict):
                held = write_state(cluster, index, seen, State(**{**asdict(seen.state), **taken}))
                lease = Lease(cluster, index, held, clean=clean)
                break
        if time.monotonic() > deadline:
            raise SearchIndexLocked(f"The index {index} is being written by another process.")
        time.sleep(0.05)
    try:
        yield lease
    finally:
        lease.give_back()
