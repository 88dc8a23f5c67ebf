"""What an article tells first: the sentence by which its news is known."""

from collections.abc import Sequence

from retrieval.domain import Evidence
from retrieval.stories.sentences import StorySentence


def opening_of(told: Sequence[StorySentence], terms: frozenset[str]) -> Evidence | None:
    """Return the first sentence of an article that tells something, one that holds some of the terms where there is one.

    Notices to readers, questions, speech whose speaker a sentence does not name and what only announces the lines below it are
    passed over; None where nothing else is told.
    """
    telling = [one for one in told if not (one.candidate.notice or one.candidate.asks or one.spoken or _announces(one))]
    on_topic = [one for one in telling if not terms.isdisjoint(one.candidate.terms)]
    first = next(iter(on_topic or telling), None)
    return first.evidence() if first else None


def _announces(one: StorySentence) -> bool:
    """Tell whether a sentence ends in a colon: what it tells stands in the lines below it."""
    return one.text.rstrip().endswith((":", "："))
