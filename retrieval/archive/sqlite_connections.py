"""How SQLite is connected to: in which mode a file is opened, and how each connection is set up."""

from pathlib import Path
from typing import Any

#: kilobytes that a connection keeps of the file: what is read over again are the upper pages of its trees, and the system
#: keeps the rest for all connections together; what a transaction that adds articles changes is best kept until its end
KEPT_READING, KEPT_WRITING = 4_000, 16_000


def mode_of(file: Path, *, read_only: bool, known: bool) -> str:
    """Return how a file is opened; one that cannot be written to and has no log beside it is taken for unchanging."""
    if read_only:
        return "ro" if file.with_name(f"{file.name}-wal").exists() else "ro&immutable=1"
    return "rw" if known else "rwc"


def on_connect_reading(connection: Any, _: object) -> None:
    """Set up a connection to a file that cannot be written to."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("temp_store=MEMORY", f"cache_size=-{KEPT_READING}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def on_connect(connection: Any, _: object) -> None:
    """Set up a connection that reads and writes."""
    connection.isolation_level = None  # transactions are begun by _on_begin, not by the driver's guess
    cursor = connection.cursor()
    # a text takes about three kilobytes: of the default page of four, a quarter stayed empty (it holds for new archives)
    for pragma in (
        "page_size=16384",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=FULL",
        "wal_autocheckpoint=0",  # see checkpoints.py
        "temp_store=MEMORY",
        f"cache_size=-{KEPT_READING}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
