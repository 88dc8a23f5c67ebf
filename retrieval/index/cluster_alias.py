"""The alias under which an index is known, and the one index behind it: `name-1`, `name-2`, … as it is built anew."""

import time
import uuid
from dataclasses import dataclass
from typing import Any

from retrieval.errors import SearchIndexError, SearchIndexLocked
from retrieval.index.cluster import Cluster
from retrieval.index.cluster_documents import META, definition
from retrieval.index.cluster_state import read_state

#: seconds without a write after which an index that is being built is taken for abandoned
ABANDONED = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What an index is made with, and how it is called; `archive` is the identity of the archive whose passages it holds."""

    name: str = "onrecord"
    shards: int = 1
    replicas: int = 1
    archive: str = ""


def behind(cluster: Cluster, layout: Layout) -> str:
    """Return the index behind the alias, made where there is none; something else under that name is left alone."""
    name, place = layout.name, f"{layout.name} at {cluster.name}"
    found: dict[str, Any] = {"error": ""}
    for attempt in range(2):
        found = cluster.call("GET", f"/{name}/_mapping", allow=[404])
        if "error" not in found:
            break
        if not attempt:
            create(cluster, layout, f"{name}-1", alias=name)
    else:
        raise SearchIndexError(f"The index {place} is gone; is another process building it anew?")
    if not all(isinstance(one, dict) and "mappings" in one for one in found.values()):
        raise SearchIndexError(f"What is at {cluster.name} does not answer as OpenSearch does.")
    (index, mapping), *others = found.items()
    if others or index == name or mapping["mappings"].get("_meta", {}).get("program") != META["program"]:
        raise SearchIndexError(f"{place} is something else than an index of onrecord; give this one another name.")
    return str(index)


def create(cluster: Cluster, layout: Layout, index: str, alias: str | None = None) -> bool:
    """Make an index, and tell whether it is new."""
    made = uuid.uuid4().hex
    body = definition(layout.shards, layout.replicas, alias)
    body["mappings"]["_meta"] = {**body["mappings"]["_meta"], "made": made}
    done = cluster.call("PUT", f"/{index}", body, allow=[400])
    if "error" not in done:
        return True
    if done["error"].get("type") != "resource_already_exists_exception":
        raise SearchIndexError(f"The index {index} at {cluster.name} cannot be made: {done['error'].get('reason')}.")
    # a call that took too long is repeated, and finds what it has made itself
    there = cluster.call("GET", f"/{index}/_mapping").get(index, {})
    return bool(there.get("mappings", {}).get("_meta", {}).get("made") == made)


def create_next(cluster: Cluster, layout: Layout, before: str) -> str:
    """Make the index that is to take the place of `before`, after removing what killed processes have left half-built."""
    name = layout.name
    locked = SearchIndexLocked(f"The index {name} at {cluster.name} is being built anew by another process.")
    for index, there in cluster.call("GET", f"/{name}-*/_alias").items():
        if name not in there["aliases"] and _number(name, index):
            if time.time() - read_state(cluster, index).state.touched < ABANDONED:
                raise locked
            drop(cluster, index)
    new = f"{name}-{_number(name, before) + 1}"
    if not create(cluster, layout, new):
        raise locked
    return new


def swap(cluster: Cluster, layout: Layout, before: str, new: str) -> None:
    """Put `new` behind the alias in one step, and remove the index that was there."""
    moves = [{"remove": {"index": before, "alias": layout.name}}, {"add": {"index": new, "alias": layout.name}}]
    cluster.call("POST", "/_aliases", {"actions": moves})
    drop(cluster, before)


def drop(cluster: Cluster, index: str) -> None:
    """Remove an index that nobody uses any more."""
    cluster.call("DELETE", f"/{index}", allow=[404])


def _number(name: str, index: str) -> int:
    """Return the number of an index of this name, 0 for another one's."""
    digits = index.removeprefix(f"{name}-")
    return int(digits) if digits.isdecimal() else 0
