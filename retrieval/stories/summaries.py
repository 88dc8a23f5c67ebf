"""The summary of a story or an article: sentences of its articles, in order, that a reader can understand as they stand."""

from collections.abc import Sequence
from dataclasses import replace

from retrieval.domain import Answer, AnswerKind, Citation, Context, Quotation
from retrieval.stories.sentences import StorySentence, in_time, with_speaker
from retrieval.summary.selection import DEFAULT_WEIGHTS, STORY_WEIGHTS, choose
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import analyzer

#: terms a sentence loses for starting with a pronoun that the sentence before does not bring home either
_LOST = 4.0


def summary_answer(
    sentences: Sequence[StorySentence],
    citations: Sequence[Citation],
    headline: str | None,
    count: int,
) -> Answer:
    """Return the answer that tells `sentences`, of one article or several, in `count` of them.

    `citations` are those of the articles; the answer keeps those of the articles that it shows, in the order they come up.
    """
    eligible = _understandable(sentences)
    weights = STORY_WEIGHTS if len({one.article.id for one in eligible}) > 1 else DEFAULT_WEIGHTS
    language = eligible[0].article.language if eligible else DEFAULT
    about = frozenset(analyzer(language).terms(headline)) if headline else frozenset()
    chosen = in_time([eligible[n] for n in choose([one.candidate for one in eligible], count, about, weights)])
    evidence = tuple(one.evidence(alone=not _follows(one, chosen)) for one in chosen)
    cited = {citation.article_id: citation for citation in citations}
    ids = tuple(dict.fromkeys(one.article.id for one in chosen))
    return Answer(
        AnswerKind.SUMMARY,
        abstained=not chosen,
        sentences=evidence,
        quotations=_spoken(chosen),
        citations=tuple(cited[article_id] for article_id in ids if article_id in cited) if chosen else tuple(citations),
        probability=1.0 if chosen else 0.0,
        context=Context(
            topic=headline, articles=ids, shown=tuple((one.article_id, one.start, one.end) for one in evidence)
        ),
    )


def _understandable(sentences: Sequence[StorySentence]) -> list[StorySentence]:
    """Leave out notices to readers and speech without a known speaker; mark down a pronoun after a pronoun.

    Where nothing else is left, as in an article of only quotations, everything stays.
    """
    kept = [one for one in sentences if not _is_out_of_place(one)]
    clear = [one if not _is_lost(one) else _marked_down(one) for one in kept]
    return clear or list(sentences)


def _is_out_of_place(one: StorySentence) -> bool:
    return one.candidate.notice or (one.spoken and not with_speaker(one))


def _is_lost(one: StorySentence) -> bool:
    if not one.needs_home:
        return False
    if one.before is None:
        return True
    return StorySentence(one.article, one.before, one.candidate).needs_home


def _marked_down(one: StorySentence) -> StorySentence:
    """Return it as one that leans on what is not shown: it is chosen only where little else is."""
    return replace(one, candidate=replace(one.candidate, quoted=one.candidate.quoted + _LOST / 2.0))


def _follows(one: StorySentence, chosen: Sequence[StorySentence]) -> bool:
    """Tell whether the sentence before it is shown anyway."""
    return any(other.article.id == one.article.id and other.span == one.before for other in chosen)


def _spoken(chosen: Sequence[StorySentence]) -> tuple[Quotation, ...]:
    return tuple(dict.fromkeys(quotation for one in chosen for quotation in with_speaker(one)))
