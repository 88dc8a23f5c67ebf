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
    said = [0.0] * len(words)
    left = list(range(len(words)))
    chosen: list[int] = []
    while left and len(chosen) < limit:
        best = max(left, key=lambda n: (scores[n] - REPEATING * said[n], -n))
        chosen.append(best)
        shared = {n: words[n] & words[best] for n in left if n != best}
        left = [n for n, both in shared.items() if not both or not _is_copy(words[n], words[best], both)]
        for n in left:
            if added := len(shared[n] - given):
                said[n] = max(said[n], added / min(len(words[n] - given), len(words[best] - given)))
    return chosen


def _is_copy(one: frozenset[str], other: frozenset[str], both: frozenset[str]) -> bool:
    """Tell whether two sentences say the same, by the words that both have."""
    return len(both) > SAME * min(len(one), len(other))
