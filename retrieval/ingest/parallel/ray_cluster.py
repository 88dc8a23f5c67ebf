"""Reading articles on the workers of a Ray cluster, with the very function of the local worker processes.

What is read comes back in the order given and is written by the one process that asked. Every machine of the cluster has
onrecord installed, in the same version; nothing is read from its disks, and nothing written there. A worker that dies over an
article is asked for it once more, alone; after that the article is refused.
"""

import logging
import os
import socket
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from retrieval.errors import OnrecordError
from retrieval.ingest.parallel.bulk import AHEAD, Chunk, ended_process, merged, tasks_of
from retrieval.ingest.parallel.tasks import Done, FileTask, Task, read_packed, unpack_read
from retrieval.ingest.readers.file import LARGEST

#: seconds until a cluster counts as out of reach
_PATIENCE = 5.0


class RayWorkers:
    """The workers of a cluster, or of one that is started on this machine. `close` lets go of them."""

    def __init__(self, address: str | None, workers: int) -> None:
        """Join the cluster at `address`; without one, start `workers` on the loopback, one a core where that is 0.

        Raises ModuleNotFoundError where Ray is not installed, OnrecordError where the cluster cannot be reached.
        """
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        import ray as module

        ray: Any = module
        if address is not None:
            _check_reachable(address)
        options: dict[str, Any] = {"address": address}
        if address is None:
            number = workers or os.cpu_count() or 1
            options = {"num_cpus": number, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
        try:
            ray.init(log_to_driver=False, logging_level=logging.ERROR, configure_logging=False, **options)
            self._number = max(1, int(ray.cluster_resources().get("CPU", 1)))
        except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
            reason = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
            raise OnrecordError(f"The Ray cluster at {address or 'this machine'} cannot be used: {reason}.") from error
        self._ray = ray
        self._read: Any = ray.remote(max_retries=0)(read_packed)

    def read(self, chunks: Iterator[Chunk]) -> Iterator[Iterator[Done]]:
        """Yield what became of each chunk, in their order; so many are under way as keep every worker busy."""
        pending: deque[tuple[Chunk, Any]] = deque()
        for chunk in chunks:
            pending.append((chunk, self._read.remote(list(map(_with_bytes, tasks_of(chunk))))))
            if len(pending) > AHEAD * self._number:
                yield self._result(*pending.popleft())
        while pending:
            yield self._result(*pending.popleft())

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        self._ray.shutdown()

    def _result(self, chunk: Chunk, reference: Any) -> Iterator[Done]:
        try:
            return merged(chunk, unpack_read(self._ray.get(reference)))
        except self._ray.exceptions.RayError:  # the worker has died, or its machine has
            return merged(chunk, [self._alone(task) for task in tasks_of(chunk)])

    def _alone(self, task: Task) -> list[Done]:
        for _ in range(2):
            try:
                (found,) = unpack_read(self._ray.get(self._read.remote([_with_bytes(task)])))
                return found
            except self._ray.exceptions.RayError:
                continue
        return [ended_process(task)]


def _check_reachable(address: str) -> None:
    """Raise OnrecordError where nothing listens at an address: Ray itself would end the process."""
    place = urlsplit(address if "://" in address else f"//{address}")
    try:
        if place.hostname and place.port:
            socket.create_connection((place.hostname, place.port), _PATIENCE).close()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).rstrip(".")
        raise OnrecordError(f"The Ray cluster at {address} cannot be reached: {reason}.") from error


def _with_bytes(task: Task) -> Task:
    """Return a file's task with the file's bytes: another machine has other files."""
    if not isinstance(task, FileTask) or task.data is not None:
        return task
    try:
        with Path(task.where).open("rb") as stream:
            return FileTask(task.where, stream.read(LARGEST + 1))
    except OSError:
        return task  # the worker says why it cannot be read
