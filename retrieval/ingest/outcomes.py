"""What may become of an article that is given to an archive."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of an article that was given."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article.

    `id` is the one it was given, `article_id` that under which the archive has it: of a duplicate, the article kept. What is
    refused has a `message`, one sentence that names it, and a `reason`, a short key for counting.
    """

    status: Status
    id: str | None = None
    article_id: str | None = None
    headline: str | None = None
    reason: str | None = None
    message: str | None = None
