"""The buttons below a message as values: what each says, and what it sends back or opens."""

from dataclasses import dataclass

_LABEL = 40


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message: it sends `data` back, or opens `url`."""

    label: str
    data: str | None = None
    url: str | None = None


Rows = tuple[tuple[Button, ...], ...]


def label(text: str, most: int = _LABEL) -> str:
    """Return a button's label, cut at a word where it is longer than `most` characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;:–-") + " …"
