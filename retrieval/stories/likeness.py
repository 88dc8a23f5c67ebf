"""How alike the sentences of one story are: the cosine of their content terms, rare ones counting more."""

import math
from collections import Counter
from collections.abc import Sequence

from retrieval.summary.candidates import Candidate
from retrieval.summary.selection import FUNCTION_WORDS


class Likeness:
    """The likeness of any two of a list of sentences, by their numbers, 0 to 1; worked out once for all."""

    def __init__(self, sentences: Sequence[Candidate]) -> None:
        held = Counter(term for sentence in sentences for term in set(sentence.terms))
        self._of: list[dict[int, float]] = [{} for _ in sentences]
        postings: dict[str, list[tuple[int, float]]] = {}
        for number, sentence in enumerate(sentences):
            weights = {
                term: math.log(1.0 + len(sentences) / held[term])
                for term in set(sentence.terms)
                if term not in FUNCTION_WORDS
            }
            length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for term, weight in weights.items():
                part = weight / length
                for other, its_part in postings.setdefault(term, []):
                    self._of[number][other] = self._of[number].get(other, 0.0) + part * its_part
                postings[term].append((number, part))

    def of(self, one: int, other: int) -> float:
        """Return how alike two different sentences are."""
        return self._of[max(one, other)].get(min(one, other), 0.0)
