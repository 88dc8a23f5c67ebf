"""Evidence: verbatim sentences of archived articles."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.domain.articles import BlockKind, Span

#: a second and third sentence are shown at once while those before are together less sure than this to answer
SURE = 0.3
#: and only those that are at least this part as likely as the best one
CLOSE = 0.7
#: sentences shown before [More]
FIRST = 3
#: quotations of one speaker that are shown at once
SPOKEN = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim sentence of an archived article, as part of an answer.

    `emphasis` are spans inside it (article offsets) that answer most directly. `lead` is the span of the sentence before
    it, set when this one starts with a pronoun that the reader could not otherwise resolve.
    """

    article_id: str
    start: int
    end: int
    text: str
    score: float
    kind: BlockKind = BlockKind.PARAGRAPH
    emphasis: tuple[Span, ...] = ()
    lead: Span | None = None
    lead_text: str | None = None


def shown_at_once(sentences: Sequence[Evidence], most: int = FIRST) -> int:
    """Return how many sentences to show first: one when it is surely right, up to `most` when it may not be.

    The scores of an answer's sentences are their shares of the probability to be the best.

    >>> sentences = [Evidence("a", n, n + 1, ".", score) for n, score in enumerate((0.25, 0.2, 0.1))]
    >>> shown_at_once(sentences), shown_at_once(sentences[1:])
    (2, 1)
    """
    sure, shown = 0.0, 0
    for sentence in sentences[:most]:
        if shown and (sure >= SURE or sentence.score < CLOSE * sentences[0].score):
            break
        sure += sentence.score
        shown += 1
    return shown
