"""Two questions in one: the answer to each, the one below the other."""

from dataclasses import replace

from retrieval.domain import Answer, AnswerKind, Evidence
from retrieval.domain.evidence import SURE

_TOLD = frozenset((AnswerKind.FACT, AnswerKind.WHO_SAID, AnswerKind.WHAT_SAID))
#: shares of the first sentences of two answers by which both are shown at once, and of all others, by which none is
BOTH, REST = 0.9 * SURE, 0.1 * SURE


def both_told(first: Answer, second: Answer) -> Answer | None:
    """Return the answer to two questions as one, that to the first where the second has none, or None.

    The first sentences of both come first. One that answers both is given once, as the answer to the first. What is told of
    the answer as a whole, its probability above all, is that of the first; the conversation goes on from the second.
    """
    if not _is_told(first):
        return None
    if not _is_told(second):
        return first
    one, other = first.sentences[0], second.sentences[0]
    if _place(one) == _place(other):
        return replace(first, context=second.context)
    rest = [s for s in (*first.sentences[1:], *second.sentences[1:]) if _place(s) not in {_place(one), _place(other)}]
    sentences = (_as(one, BOTH), _as(other, BOTH), *(_as(s, REST) for s in rest))
    quoted = dict.fromkeys((*first.quotations, *second.quotations))
    cited = {c.article_id: c for c in (*first.citations, *second.citations)}
    return replace(
        first, kind=AnswerKind.FACT, sentences=sentences, quotations=tuple(quoted), citations=tuple(cited.values()),
        message=None, context=second.context,
    )  # fmt: skip


def _is_told(answer: Answer) -> bool:
    return not answer.abstained and answer.kind in _TOLD and bool(answer.sentences)


def _place(sentence: Evidence) -> tuple[str, int, int]:
    return sentence.article_id, sentence.start, sentence.end


def _as(sentence: Evidence, share: float) -> Evidence:
    return replace(sentence, score=share)
