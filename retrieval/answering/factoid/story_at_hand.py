"""Whether a question asked in a conversation is about the story at hand, or names another."""

import math

from retrieval.answering.factoid.candidates import FEWEST_PASSAGES
from retrieval.answering.search import Retrieved
from retrieval.questions.words import EVERYDAY_TERMS, STOP_TERMS, WEAK_TERMS

#: words name a story by so many times the information that singles out an article: some are there by chance
NAMING_A_STORY = 1.25
#: so many words that the archive does not know name something that it does not tell
UNKNOWN = 2
_SAYING_NOTHING = WEAK_TERMS | STOP_TERMS | EVERYDAY_TERMS


def names_another_story(at_hand: Retrieved, articles: int, *, leans: bool = False) -> bool:
    """Tell whether the words of a question that the story at hand does not have are enough to name another.

    To tell one of `articles` from all others takes the logarithm of their number (nats); a word gives that of how rare it
    is. "How many players?" names no story, though the one at hand calls them competitors; a name does, or a few rarer words.
    Where a pronoun `leans` on the story at hand, one word that a few articles happen to have names none of them.
    """
    needed = NAMING_A_STORY * math.log(max(articles, FEWEST_PASSAGES if leans else 2))
    known, unknown = new_information(at_hand)
    return (unknown > 0 and _shares_nothing(at_hand)) or known + unknown * needed / UNKNOWN >= needed


def _shares_nothing(at_hand: Retrieved) -> bool:
    """Tell whether a question of several words has none that the story at hand has: "who won the world cup" of a fire."""
    seen = at_hand.candidates.seen()
    said = [seen[n] for n, term in enumerate(at_hand.analysis.terms) if term not in WEAK_TERMS | STOP_TERMS]
    return len(said) >= UNKNOWN and not any(said)


def new_information(at_hand: Retrieved) -> tuple[float, int]:
    """Return the information (nats) of the question's words that the candidates lack, and how many the archive lacks."""
    analysis, statistics = at_hand.analysis, at_hand.statistics
    counted = analysis.together(statistics.document_frequency, statistics.passages)
    passages = max(statistics.passages, FEWEST_PASSAGES)
    seen = at_hand.candidates.seen()
    lacking = [
        counted.get(term, 0) for n, term in enumerate(analysis.terms) if not seen[n] and term not in _SAYING_NOTHING
    ]
    return sum(math.log(passages / count) for count in lacking if count), lacking.count(0)
