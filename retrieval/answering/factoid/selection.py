"""Choosing the sentences of an answer: best first, and no agency copy twice."""

from collections.abc import Sequence

from retrieval.questions.words import STOP_TERMS

#: two sentences that share this much of the shorter one's words say the same
SAME = 0.7
#: nats that a sentence loses where everything in it has been said
REPEATING = 1.0


def select(scores: Sequence[float], terms: Sequence[Sequence[str]], given: frozenset[str], limit: int) -> list[int]:
    """Return the numbers of up to `limit` sentences, the best first, then what adds most to those before.

    Each further sentence loses as many nats as the share of its words, beyond the `given` ones of the question, that one
    before it has said (maximal marginal relevance, Carbonell and Goldstein 1998); a near copy is left out.
    """
    words = [frozenset(one) - STOP_TERMS or frozenset(one) for one in terms]
    new = [one - given for one in words]
    said = [0.0] * len(words)
    left = list(range(len(words)))
    chosen: list[int] = []
    while left and len(chosen) < limit:
        best = max(left, key=lambda n: (scores[n] - REPEATING * said[n], -n))
        chosen.append(best)
        left = [n for n in left if n != best and not _is_copy(words[n], words[best])]
        for n in left:
            if added := len(new[n] & new[best]):
                said[n] = max(said[n], added / min(len(new[n]), len(new[best])))
    return chosen


def _is_copy(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two sentences say the same, by the words that both have."""
    return len(one & other) > SAME * min(len(one), len(other))
