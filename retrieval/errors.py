"""Everything that can go wrong, as one tree; each message is one sentence that names what is at fault.

OnrecordError
├── BadInput             what was given cannot be read: a file, a line, a page, an address
│   ├── Refused          understood, but not taken in (no article in it, too large, forbidden address)
│   └── BadDataset       a data set's line is not of the promised form
├── ArchiveError         the archive cannot be opened, read or written
│   ├── ArchiveLocked    another process is writing to it
│   └── TextDamaged      one text in it does not unpack; the others do
└── SearchIndexError     the index cannot be opened or built
    ├── SearchIndexDamaged   what is there cannot be read; it is to be built anew
    └── SearchIndexLocked    another process is writing to it
"""


class OnrecordError(Exception):
    """Base of all errors whose message may be shown to a person as it is."""


class BadInput(OnrecordError):
    """What was given cannot be read; the message names the file, line, key or address."""


class Refused(BadInput):
    """The input was understood and is not taken in; `reason` is a short stable key for counting."""

    def __init__(self, message: str, reason: str = "refused") -> None:
        super().__init__(message)
        self.reason = reason


class BadDataset(BadInput):
    """A line of a data set is not of the promised form."""


class ArchiveError(OnrecordError):
    """The archive cannot be opened, read or written; the message names its folder or address."""


class ArchiveLocked(ArchiveError):
    """Another process is writing to the archive."""


class TextDamaged(ArchiveError):
    """One text in the archive does not unpack; the others do."""


class SearchIndexError(OnrecordError):
    """The index cannot be opened, read or written; it can always be rebuilt from the archive."""


class SearchIndexDamaged(SearchIndexError):
    """What is there cannot be read any more; building it anew from the archive mends it."""


class SearchIndexLocked(SearchIndexError):
    """Another process is writing to the index; what it lacks then is made up for later."""
