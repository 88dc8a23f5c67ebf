import pytest

from retrieval.domain import Quotation
from retrieval.quotations import find_quotations


def told(text: str, language: str = "en") -> list[tuple[str, str, str | None]]:
    """(kind, words, mention of the speaker) of every quotation of a text."""
    found = find_quotations(text, language=language)
    return [(q.kind.value, q.text, q.speaker.text if q.speaker else None) for q in found]


def only(text: str) -> Quotation:
    """The only quotation of a text."""
    found = find_quotations(text)
    assert len(found) == 1, [q.text for q in found]
    return found[0]


@pytest.fixture(name="told")
def _told():
    return told


@pytest.fixture(name="only")
def _only():
    return only
