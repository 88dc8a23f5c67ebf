"""Why an answer was given, told afterwards: the question is looked at again, beside the sentence that was chosen."""

from collections.abc import Iterable

import numpy as np

from retrieval.answering.factoid.answer_types import FITS
from retrieval.answering.factoid.scoring import MEANING, Scored
from retrieval.answering.search import Retrieved
from retrieval.answering.sources import Sources
from retrieval.domain import (
    Answer,
    Article,
    EverythingBy,
    Evidence,
    Explanation,
    LastQuoted,
    Latest,
    OthersOn,
    OutletsOn,
    QuotationsOf,
    SideBySide,
)
from retrieval.questions import Analysis
from retrieval.questions.lexicon import lexicon
from retrieval.questions.wording import words_of
from retrieval.text.terms import QuestionWord, analyzer

#: further sentences and further speakers that are told of
NEAR = 2


def explain(answer: Answer, sources: Sources) -> Explanation | None:
    """Return why an answer was given, None where it quotes nothing or answers no question of words."""
    first = next(iter(answer.sentences or answer.nearest), None)
    article = sources.archive.articles([first.article_id]).get(first.article_id) if first else None
    asked, whose = _words_asked(answer), _whose(answer)
    if first is None or article is None or not (asked or whose):
        return None
    if not asked:
        others = (answer.sentences or answer.nearest)[1 : 1 + NEAR]
        return Explanation(answer, first, others=others, speakers=_further_speakers(answer), whose=whose)
    analysis = sources.search.analyse(asked)
    found = sources.search.retrieve_mended(analysis)
    inside, around, nowhere = _where(analysis, found.analysis, first, article)
    scored = _scored(found, first, sources)
    place, read = _in_meaning(scored, first) if scored else (None, 0)
    expected = found.analysis.expected.type
    return Explanation(
        answer, first, expected.value if expected in FITS else None, _emphasised(first), inside, around, nowhere, place, read,
        (answer.sentences or answer.nearest)[1 : 1 + NEAR], _further_speakers(answer), whose,
    )  # fmt: skip


def _words_asked(answer: Answer) -> str:
    match answer.request:
        case QuotationsOf() | LastQuoted() | SideBySide() | OthersOn() as asked:
            return asked.topic or ""
        case Latest() | OutletsOn() as asked:
            return asked.story.words
        case None | EverythingBy():
            return ""
        case request:
            return words_of(request)


def _whose(answer: Answer) -> str | None:
    """Return whose words were asked for."""
    match answer.request:
        case QuotationsOf() | LastQuoted() | EverythingBy() as asked:
            return asked.speaker
        case SideBySide() as asked:
            return ", ".join(asked.speakers)
        case _:
            return None


def _where(
    analysis: Analysis, mended: Analysis, first: Evidence, article: Article
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the words of a question that stand in a sentence, elsewhere in its article or headline, and in neither."""
    terms = analyzer(article.language).terms
    in_sentence, in_article = set(terms(first.text)), set(terms(f"{article.headline or ''} {article.text}"))
    meant = dict(zip(analysis.terms, mended.terms, strict=False)) if len(analysis.terms) == len(mended.terms) else {}
    told: tuple[list[str], list[str], list[str]] = ([], [], [])
    for word in _telling(analysis):
        forms = _forms(word, meant.get(word.terms[0]))
        told[0 if forms & in_sentence else 1 if forms & in_article else 2].append(word.text)
    return tuple(told[0]), tuple(told[1]), tuple(told[2])


def _telling(analysis: Analysis) -> Iterable[QuestionWord]:
    """Return the words that are searched for, each once."""
    kept = {word.terms[0]: word for word in reversed(analysis.words) if word.terms[0] in analysis.terms}
    return [kept[term] for term in analysis.terms if term in kept]


def _forms(word: QuestionWord, meant: str | None) -> frozenset[str]:
    forms = lexicon().forms
    every = {*word.terms, *((meant,) if meant else ())}
    return frozenset(every.union(*(forms.get(term, ()) for term in every)))


def _scored(found: Retrieved, first: Evidence, sources: Sources) -> Scored | None:
    """Score the question's sentences again; those of the answer's article alone where it came from the story at hand."""
    scored = sources.facts.score(found)
    if scored is None or _row(scored, first) is None:
        scored = sources.facts.score(sources.search.retrieve_from(found.analysis, [first.article_id]))
    return scored


def _row(scored: Scored, first: Evidence) -> int | None:
    place = first.article_id, first.start, first.end
    return next((n for n, one in enumerate(scored.reading.places) if one == place), None)


def _in_meaning(scored: Scored, first: Evidence) -> tuple[int | None, int]:
    """Return which of the sentences read a sentence is by its meaning, nearest first, and how many there are."""
    n = _row(scored, first)
    if n is None or not scored.meant:
        return None, 0
    meaning = scored.values[MEANING]
    return 1 + int(np.sum(meaning > meaning[n])), len(meaning)


def _emphasised(first: Evidence) -> str | None:
    if not first.emphasis:
        return None
    start, end = first.emphasis[0]
    return first.text[start - first.start : end - first.start]


def _further_speakers(answer: Answer) -> tuple[str, ...]:
    names = [(q.speaker.name or q.speaker.text) for q in answer.quotations if q.speaker]
    return tuple(name for name in dict.fromkeys(names) if name != names[0])[:NEAR]
