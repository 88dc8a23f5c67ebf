"""An OpenSearch cluster as the index sees it: calls within a time limit, failures as sentences.

Every use of opensearch-py in the whole program is in this file. Its API methods take `timeout` for their own socket and never
send it, so calls go through `perform_request`, which leaves no doubt about who is given what.
"""

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from opensearchpy import OpenSearch, OpenSearchException, helpers
from opensearchpy.exceptions import ConnectionError as NoConnection
from opensearchpy.exceptions import ConnectionTimeout, ImproperlyConfigured, SSLError, TransportError

from retrieval.errors import SearchIndexError
from retrieval.index.allowance import seconds_left

# it logs each failure with its whole stack; all of them are raised as sentences, and most are made up for by another node
logging.getLogger("opensearch").setLevel(logging.CRITICAL)

#: seconds that one node has for an answer before the next one is asked
ATTEMPT = 3.0
#: seconds that a node has to take in a chunk, and the chunk's size
WRITE, CHUNK, BYTES = 20.0, 500, 4_000_000
#: answers that another node, or the same one a moment later, may not repeat
_PASSING = frozenset({429, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How to reach a cluster: its nodes' addresses, and what they ask for.

    `authorities` is a file of certificates to trust instead of the system's; `seconds` is how long a search may take in all.
    """

    addresses: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    authorities: str = ""
    seconds: float = 10.0


class Cluster:
    """Calls on the nodes of one cluster. Safe to use from several threads."""

    def __init__(self, access: Access) -> None:
        self.name = ", ".join(access.addresses)
        self._seconds = access.seconds
        settings: dict[str, Any] = {}
        if access.user:
            settings["http_auth"] = (access.user, access.password)
        if access.api_key:
            settings["headers"] = {"Authorization": f"ApiKey {access.api_key}"}
        if access.authorities:
            if not Path(access.authorities).is_file():
                raise SearchIndexError(
                    f"The certificates to trust, {access.authorities}, are no file that can be read."
                )
            settings["ca_certs"] = access.authorities
        try:
            self._client = OpenSearch(
                list(access.addresses),
                max_retries=0,
                verify_certs=True,
                ssl_show_warn=False,
                pool_maxsize=16,
                **settings,
            )
        except (OSError, ImproperlyConfigured, ValueError) as error:
            raise SearchIndexError(f"The index at {self.name} cannot be used: {_line(error)}.") from error

    def call(
        self, method: str, path: str, body: Any = None, *, allow: Sequence[int] = (), **parameters: str | int
    ) -> Any:
        """Return the answer to a call that may be repeated; one with a status of `allow` counts as an answer.

        Nodes are asked in turn until one answers or the time is over. `parameters` go into the address. A `body` that is a list
        is sent as a JSON document a line.
        """
        deadline = time.monotonic() + seconds_left(self._seconds)
        attempt = 0
        while True:
            left = deadline - time.monotonic()
            try:
                return self._once(method, path, body, max(min(ATTEMPT, left), 0.05), allow, parameters)
            except OpenSearchException as error:
                wait = min(0.05 * 2**attempt, 1.0)
                if not _passes(error) or time.monotonic() + wait >= deadline:
                    raise self.sentence(error) from error
            attempt += 1
            time.sleep(wait)

    def _once(
        self,
        method: str,
        path: str,
        body: Any,
        seconds: float,
        allow: Sequence[int],
        parameters: Mapping[str, str | int],
    ) -> Any:
        if isinstance(body, list):
            body = b"".join(msgspec.json.encode(line) + b"\n" for line in body)
        given: dict[str, Any] = {**parameters, "request_timeout": seconds, "ignore": tuple(allow)}
        answer = self._client.transport.perform_request(method, path, params=given, body=body)
        if not isinstance(answer, dict):
            raise SearchIndexError(f"What is at {self.name} does not answer as OpenSearch does.")
        return answer

    def write(
        self, method: str, path: str, body: Any = None, *, seconds: float = WRITE, **parameters: str | int
    ) -> Any:
        """Return the answer to a call that must not be repeated blindly; ConflictError is raised as it is."""
        try:
            return self._once(method, path, body, seconds, (), parameters)
        except OpenSearchException as error:
            if getattr(error, "status_code", None) == 409:
                raise Conflict from error
            raise self.sentence(error) from error

    def bulk(self, actions: Iterable[Mapping[str, Any]], index: str, *, alias: bool) -> None:
        """Write documents with ids of their own, so that a chunk may be sent twice; all acknowledged, or SearchIndexError.

        Where the cluster is asked to slow down (429) it waits, longer each time. With `alias`, `index` has to be one.
        """
        try:
            done = helpers.streaming_bulk(
                self._client, actions, chunk_size=CHUNK, max_chunk_bytes=BYTES, max_retries=6, initial_backoff=1,
                max_backoff=10, raise_on_error=False, index=index, require_alias=alias, request_timeout=WRITE,
            )  # fmt: skip
            for fine, item in done:
                (outcome,) = item.values()
                if not fine and outcome.get("status") != 404:  # what is to be deleted may be gone
                    reason = outcome.get("error", {})
                    said = reason.get("reason") if isinstance(reason, dict) else reason
                    raise SearchIndexError(f"The index at {self.name} did not take a passage in: {said}.")
        except OpenSearchException as error:
            raise self.sentence(error) from error

    def close(self) -> None:
        """Let go of every connection; harmless when repeated."""
        self._client.close()

    def sentence(self, error: OpenSearchException) -> SearchIndexError:
        """Return a failure as one sentence that names the cluster."""
        if isinstance(error, SSLError):
            return SearchIndexError(f"The certificate of the index at {self.name} is not trusted: {_cause(error)}.")
        if isinstance(error, ConnectionTimeout):
            return SearchIndexError(f"The index at {self.name} did not answer in time; nothing counts as written.")
        if isinstance(error, NoConnection):
            return SearchIndexError(f"The index at {self.name} cannot be reached: {_cause(error)}.")
        if not isinstance(error, TransportError):
            return SearchIndexError(f"The index at {self.name} failed: {_line(error)}.")
        status = error.status_code
        if status == 401:
            return SearchIndexError(f"The index at {self.name} does not accept the user and password, or the API key.")
        if status == 403:
            return SearchIndexError(f"The index at {self.name} does not allow this: {_reason(error)}.")
        if status == 503 and _reason(error) in _LOST:
            return SearchIndexError(f"The index at {self.name} has lost a part of itself: its cluster is red.")
        return SearchIndexError(f"The index at {self.name} failed ({status}): {_reason(error)}.")


class Conflict(Exception):
    """Somebody else has changed the document in between."""


_LOST = ("all shards failed", "no_shard_available_action_exception", "search_phase_execution_exception")


def _passes(error: OpenSearchException) -> bool:
    if isinstance(error, SSLError):
        return False
    return isinstance(error, NoConnection) or getattr(error, "status_code", None) in _PASSING


def _reason(error: TransportError) -> str:
    info: Any = error.info
    try:
        return str(info["error"]["reason"]).splitlines()[0].rstrip(".")
    except (TypeError, KeyError, IndexError):
        return str(error.error).splitlines()[0].rstrip(".") or "no reason given"


def _cause(error: TransportError) -> str:
    """Return the system's own words for a failed connection, without the layers around them."""
    cause: BaseException = error
    words = ""
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            words = cause.strerror
        inner: Any = getattr(cause, "reason", None) or getattr(cause, "info", None) or cause.__cause__
        if not isinstance(inner, BaseException) or inner is cause:
            break
        cause = inner
    return (words or _line(cause)).rstrip(".")


def _line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
