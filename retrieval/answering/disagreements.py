"""Where outlets, or the revisions of an article, differ on what was asked: the answer says so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from retrieval.answering.factoid.scoring import count_sentences
from retrieval.answering.factoid.weights import Weights
from retrieval.answering.search import Retrieved
from retrieval.answering.sources import Sources
from retrieval.archive.interface import Articles
from retrieval.claims.comparing import Pair, Statement, compare, same_event, statement
from retrieval.claims.quantities import Quantity
from retrieval.claims.revisions import SAME_SENTENCE, changed_words, earlier_form, likeness
from retrieval.claims.wording import is_told_differently
from retrieval.domain import (
    Answer,
    AnswerKind,
    Article,
    Citation,
    Correction,
    DetailKind,
    Disagreement,
    Evidence,
    Place,
    Quotation,
    QuotationKind,
    Span,
    Stated,
    StoryOf,
    overlaps,
)
from retrieval.questions import Analysis, AnswerType
from retrieval.text.languages import DEFAULT, language
from retrieval.text.passages import article_sentences, ordinals

#: articles of a story that are read for what they say otherwise, and sides that are shown besides the answer's
READ, SIDES = 8, 2
#: share of what the answer's sentence holds of the question that another has to hold to be on the same
AS_NEAR = 0.75
#: figures of one thing are not so many times apart, and so much has to speak for two dates being of one
FAR, SAME_EVENT = 2, 0.5
#: share of a figure that may be lost where it is rounded
ROUNDING = 0.05
#: articles that are further apart in time tell of what has changed, or of another event
SAME_DAYS = 3
#: behind these words stands a date of what came before
_SINCE = re.compile(language(DEFAULT).section("answers.patterns")["since"], re.IGNORECASE)
_FIGURES = frozenset((AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.AGE, AnswerType.DURATION))
_DATES = frozenset((AnswerType.DATE,))
#: the kinds of answers that are compared
_KINDS = frozenset((AnswerKind.FACT, AnswerKind.WHO_SAID, AnswerKind.WHAT_SAID))


def with_disagreement(answer: Answer, sources: Sources, analysis: Analysis | None) -> Answer:
    """Return an answer with what other outlets say otherwise on what was asked, and what its article said before.

    `analysis` is that of the fact that was asked for, None where none was.
    """
    if answer.abstained or not answer.sentences or answer.kind not in _KINDS:
        return answer
    differs = _disagreement(answer, sources, analysis)
    return replace(answer, disagreement=differs, correction=_correction(answer, sources))


def _correction(answer: Answer, sources: Sources) -> Correction | None:
    """Return what the answer's first sentence was before, in the latest earlier text in which it was another."""
    first = answer.sentences[0]
    cited = next((one for one in answer.citations if one.article_id == first.article_id), None)
    if cited is not None and not cited.updated:  # there is no earlier text
        return None
    for revision in reversed(sources.archive.revisions(first.article_id)):
        before = Article("", revision.text, revision.blocks)
        sentences = [revision.text[a:b] for _, (a, b) in article_sentences(before)]
        was = earlier_form(first.text, sentences)
        words = changed_words(was, first.text) if was else None
        if was and words:
            return Correction(first.article_id, revision.replaced, *words, was)
    return None


def _disagreement(answer: Answer, sources: Sources, analysis: Analysis | None) -> Disagreement | None:
    """Return what other outlets of the story say otherwise; they are asked for only where it can be told what is compared."""
    quoted = answer.quotations[0] if answer.quotations and answer.kind is not AnswerKind.FACT else None
    compared = _is_comparable(quoted) if quoted else analysis and analysis.expected.type in _FIGURES | _DATES
    if not compared:
        return None
    first = answer.sentences[0]
    cited = {one.article_id: one for one in sources.stories().articles(StoryOf(id=first.article_id))}
    others = _others(cited, first.article_id)
    if not others:
        return None
    if quoted:
        stated = _of_quotation(quoted, others, sources)
    else:
        assert analysis is not None
        stated = _of_details(first, others, analysis, sources)
    sides = tuple(cited[one.article_id] for one in stated if one.article_id in cited)
    return Disagreement(stated, sides) if stated else None


def _others(cited: Mapping[str, Citation], first: str) -> list[str]:
    """Return the articles of other outlets, of the days of the first one as far as days are known, READ at most.

    An outlet does not differ from itself; one without a name is taken for another.
    """
    days = dict(zip(cited, ordinals([one.published for one in cited.values()]), strict=True))
    own, day = (cited[first].outlet, days[first]) if first in cited else (None, 0)
    others = [id_ for id_, one in cited.items() if id_ != first and not (own and one.outlet == own)]
    return [id_ for id_ in others if not (day and days[id_]) or abs(day - days[id_]) <= SAME_DAYS][:READ]


def _is_comparable(quoted: Quotation) -> bool:
    """Tell whether a quotation is in somebody's own words, and it is known whose."""
    return quoted.kind is not QuotationKind.INDIRECT and bool(
        quoted.speaker and quoted.speaker.name and quoted.article_id
    )


def _of_details(first: Evidence, others: Sequence[str], analysis: Analysis, sources: Sources) -> tuple[Stated, ...]:
    """Compare the asked figure or date of the first sentence with those of sentences as near to the question.

    The words of the first sentence are followed by those that differ from them; none where no other article's do.
    """
    articles = sources.archive.articles([first.article_id, *others])
    article = articles.get(first.article_id)
    own = _asked(first, article, analysis) if article else None
    if own is None:
        return ()
    found = sources.search.retrieve_in(analysis, articles.values())
    stated: dict[str, Stated] = {}
    for article_id, start, end in _as_near(found, first, sources.facts.weights):
        if article_id == first.article_id or article_id in stated:
            continue
        other = articles[article_id]
        day = other.published if own.days else None
        sentence = statement(other.text, (start, end), day, other.language, named=False)
        for pair in compare(own, sentence, other.text):
            if _is_of_one_thing(own, sentence, pair):
                words = other.text[slice(*pair.stated)]
                stated[article_id] = Stated(article_id, *pair.stated, words, pair.differs)
    differing = [one for one in stated.values() if one.differs][:SIDES]
    if not differing:
        return ()
    start, end = own.figures[0].span if own.figures else own.days[0].span
    given = Stated(first.article_id, start, end, first.text[start - first.start : end - first.start], differs=False)
    return given, *differing


def _is_of_one_thing(own: Statement, other: Statement, pair: Pair) -> bool:
    """Tell whether what differs is surely of one thing: figures not many times apart, dates with the same words beside."""
    if pair.kind is DetailKind.DATE:
        day = next(day for day in other.days if day.span == pair.stated)
        return same_event(own.days[0], day) >= SAME_EVENT
    figure = next(figure for figure in other.figures if figure.span == pair.stated)
    low, high = sorted((own.figures[0].value, figure.value))
    return high <= FAR * low and not _is_rounded(low, high)


def _is_rounded(one: float, other: float) -> bool:
    """Tell whether one figure is the other in fewer digits: 20 for 19.99, 1,100 for 1,084; 10 is not 12.

    >>> _is_rounded(19.99, 20), _is_rounded(1084, 1100), _is_rounded(10, 12), _is_rounded(747, 754)
    (True, True, False, False)
    """
    near = 0 < abs(one - other) <= ROUNDING * max(one, other)
    return near and any(_in_digits(a, _digits(b)) == b for a, b in ((one, other), (other, one)))


def _digits(value: float) -> int:
    """Return how many digits of a figure say something: 2 of 1,100."""
    return len(f"{value:.12g}".replace(".", "").strip("0").split("e")[0]) or 1


def _in_digits(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}")


def _as_near(found: Retrieved, first: Evidence, weights: Weights) -> list[Place]:
    """Return the places of the sentences that are about as near to the question as the answer's own, best first."""
    values, scores = count_sentences(found.analysis, found.candidates, weights)
    order = np.argsort(-scores, kind="stable")
    near = (values["coverage"] + values["around"])[order]
    places = found.candidates.places(order)
    mine = (first.article_id, first.start, first.end)
    least = AS_NEAR * float(near[places.index(mine)]) if mine in places else 1.0
    return [place for place, one in zip(places, near, strict=True) if one >= least]


def _asked(first: Evidence, article: Article, analysis: Analysis) -> Statement | None:
    """Return the answer's sentence with the one figure or date that was asked for, None where it cannot be told which."""
    read = statement(article.text, (first.start, first.end), article.published, article.language, named=False)
    if analysis.expected.type in _DATES:
        days = [day for day in read.days if _is_emphasised(day.span, first)] or list(read.days[:1])
        days = [day for day in days if not _SINCE.search(article.text[first.start : day.span[0]])]
        return replace(read, figures=(), days=tuple(days[:1]), names=()) if days else None
    only = len(read.figures) == 1
    figures = list(read.figures) if only else [one for one in read.figures if _is_emphasised(one.span, first)]
    return replace(read, figures=(_asked_for(figures[0], analysis),), days=(), names=()) if figures else None


def _asked_for(figure: Quantity, analysis: Analysis) -> Quantity:
    """Return a figure with the words of the question beside it: they tell what it is a figure of."""
    asked = {term: 2 for term in analysis.terms if term not in figure.context}
    return replace(figure, context={**figure.context, **asked})


def _is_emphasised(span: Span, evidence: Evidence) -> bool:
    return overlaps(span, *evidence.emphasis)


def _of_quotation(first: Quotation, others: Sequence[str], sources: Sources) -> tuple[Stated, ...]:
    """Return the words of the quoted speaker, and as other articles give them where they give them otherwise."""
    said = sources.archive.quotations(others)
    differing = []
    for article_id in others:
        spoken = (one for one in said.get(article_id, ()) if one.kind is not QuotationKind.INDIRECT)
        other = next((one for one in spoken if is_told_differently(first, one)), None)
        if other is not None:
            differing.append(_stated(other, differs=True))
    return (_stated(first, differs=False), *differing[:SIDES]) if differing else ()


def _stated(quotation: Quotation, *, differs: bool) -> Stated:
    place = quotation.span
    return Stated(quotation.article_id or "", *place, quotation.text, differs)


def changed_since(evidence: Evidence, archive: Articles) -> Correction | None:
    """Return what has become of a sentence that was shown before, None where it still stands in its article."""
    article = archive.articles([evidence.article_id]).get(evidence.article_id)
    if article is None or article.text[evidence.start : evidence.end] == evidence.text:
        return None
    earlier = archive.revisions(evidence.article_id)
    place = present_place(evidence.text, article)
    if not earlier or place is None:
        return None
    words = changed_words(evidence.text, article.text[slice(*place)])
    return Correction(article.id, earlier[-1].replaced, *words, evidence.text) if words else None


def present_place(sentence: str, article: Article) -> Span | None:
    """Return where a sentence stands in the present text of its article, or the one that took its place; None for neither."""
    places = [place for _, place in article_sentences(article)]
    best = max(places, key=lambda place: likeness(sentence, article.text[slice(*place)]), default=None)
    return best if best is not None and likeness(sentence, article.text[slice(*best)]) >= SAME_SENTENCE else None
