"""Loads what every worker needs, when it is imported: by the process that workers are forked from, once for all of them."""

from retrieval.ingest.parallel.tasks import line_task, read_tasks

_EXAMPLE = b'{"id": "a", "url": "https://post.example/a", "text": "The ferry is late, Ada Lund said. Nobody knew why."}'
_task = line_task("warming", _EXAMPLE)
if not isinstance(_task, Exception):
    read_tasks([_task])
