"""Evidence: verbatim sentences of archived articles."""

from dataclasses import dataclass

from retrieval.domain.articles import BlockKind, Span


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
