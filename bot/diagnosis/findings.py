"""What a check has found: one sentence about one part of the program, and whether it is well."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from retrieval.errors import OnrecordError


class State(StrEnum):
    """How a part is: as it should be, worth a look, broken, or mended just now."""

    WELL = "well"
    WARNING = "warning"
    FAULT = "fault"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about a part."""

    part: str
    state: State
    said: str


#: looks at one part and yields what it finds
Check = Callable[[], Iterator[Finding]]


def found(part: str, check: Check) -> Iterator[Finding]:
    """Yield what a check finds; a check that itself fails is a fault of its part, and stops no other."""
    try:
        yield from check()
    except OnrecordError as error:
        for line in str(error).splitlines():
            yield Finding(part, State.FAULT, line)
    except Exception as error:  # noqa: BLE001  whatever is broken, the other parts are looked at
        yield Finding(part, State.FAULT, f"It could not be looked at: {type(error).__name__}.")
