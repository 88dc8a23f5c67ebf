"""Where outlets, or the revisions of an article, differ on what was asked: the answer says so."""

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.factoid.scoring import Scored
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
    Fact,
    Quotation,
    QuotationKind,
    Span,
    Stated,
    StoryOf,
    overlaps,
)
from retrieval.questions import Analysis, AnswerType
from retrieval.text.passages import article_sentences

#: articles of a story that are read for what they say otherwise, and sides that are shown besides the answer's
READ, SIDES = 8, 2
#: share of what the answer's sentence holds of the question that another has to hold to be on the same
AS_NEAR = 0.75
#: figures of one thing are not so many times apart, and so much has to speak for two dates being of one
FAR, SAME_EVENT = 3, 0.5
_FIGURES = frozenset((AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.AGE, AnswerType.DURATION))
_DATES = frozenset((AnswerType.DATE,))


def with_disagreement(answer: Answer, sources: Sources, wanted: AnswerType | None) -> Answer:
    """Return an answer with what other outlets say otherwise on what was asked, and what its article said before.

    `wanted` is the type of the fact that was asked for, None where none was.
    """
    if answer.abstained or not answer.sentences or answer.kind not in _KINDS:
        return answer
    return replace(answer, disagreement=_disagreement(answer, sources, wanted), correction=_correction(answer, sources))


_KINDS = frozenset((AnswerKind.FACT, AnswerKind.WHO_SAID, AnswerKind.WHAT_SAID))


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


def _disagreement(answer: Answer, sources: Sources, wanted: AnswerType | None) -> Disagreement | None:
    """Return what other outlets of the story say otherwise; they are asked for only where it can be told what is compared."""
    quoted = answer.quotations[0] if answer.quotations and answer.kind is not AnswerKind.FACT else None
    if not (_is_comparable(quoted) if quoted else wanted in _FIGURES | _DATES):
        return None
    first = answer.sentences[0]
    told = sources.stories().articles(StoryOf(id=first.article_id))
    outlet = next((one.outlet for one in told if one.article_id == first.article_id), None)
    others = [one for one in told if one.article_id != first.article_id and (one.outlet or "") != (outlet or " ")]
    if not others:
        return None
    if quoted:
        return _of_quotation(quoted, others[:READ], sources)
    assert isinstance(answer.request, Fact)
    analysis = sources.search.analyse(answer.request.text, answer.request.asked)
    return _of_details(first, others[:READ], analysis, sources)


def _is_comparable(quoted: Quotation) -> bool:
    """Tell whether a quotation is in somebody's own words, and it is known whose."""
    return quoted.kind is not QuotationKind.INDIRECT and bool(
        quoted.speaker and quoted.speaker.name and quoted.article_id
    )


def _of_details(
    first: Evidence, others: Sequence[Citation], analysis: Analysis, sources: Sources
) -> Disagreement | None:
    """Compare the asked figure or date of the first sentence with those of sentences as near to the question."""
    articles = sources.archive.articles([first.article_id, *(one.article_id for one in others)])
    article = articles.get(first.article_id)
    own = _asked(first, article, analysis) if article else None
    if own is None:
        return None
    scored = sources.facts.counted(sources.search.retrieve_in(analysis, articles.values()))
    stated: dict[str, Stated] = {}
    for span, near in _as_near(scored, first) if scored else ():
        other = articles.get(span[0])
        if other is None or span[0] == first.article_id or span[0] in stated:
            continue
        sentence = statement(other.text, span[1:], other.published if own.days else None, other.language, named=False)
        for pair in compare(own, sentence, other.text):
            if pair.kind is not DetailKind.NAME and _is_of_one_thing(own, sentence, pair):
                words = other.text[slice(*pair.stated)]
                stated[span[0]] = Stated(span[0], *pair.stated, words, pair.differs and near)
    differing = [one for one in stated.values() if one.differs][:SIDES]
    if not differing:
        return None
    start, end = own.figures[0].span if own.figures else own.days[0].span
    given = Stated(first.article_id, start, end, first.text[start - first.start : end - first.start], differs=False)
    return Disagreement((given, *differing))


def _is_of_one_thing(own: Statement, other: Statement, pair: Pair) -> bool:
    """Tell whether what differs is surely of one thing: figures not many times apart, dates with the same words beside."""
    if pair.kind is DetailKind.DATE:
        day = next(day for day in other.days if day.span == pair.stated)
        return same_event(own.days[0], day) >= SAME_EVENT
    figure = next(figure for figure in other.figures if figure.span == pair.stated)
    low, high = sorted((own.figures[0].value, figure.value))
    return high <= FAR * low


def _as_near(scored: Scored, first: Evidence) -> list[tuple[tuple[str, int, int], bool]]:
    """Return the places of the sentences that are about as near to the question as the answer's own, nearest first."""
    own, around = scored.values["coverage"], scored.values["around"]
    places = scored.reading.places
    mine = next((n for n, place in enumerate(places) if place == (first.article_id, first.start, first.end)), None)
    least = AS_NEAR * float(own[mine] + around[mine]) if mine is not None else 1.0
    return [(places[n], True) for n in scored.order.tolist() if float(own[n] + around[n]) >= least]


def _asked(first: Evidence, article: Article, analysis: Analysis) -> Statement | None:
    """Return the answer's sentence with the one figure or date that was asked for, None where it cannot be told which."""
    read = statement(article.text, (first.start, first.end), article.published, article.language, named=False)
    if analysis.expected.type in _DATES:
        days = [day for day in read.days if _is_emphasised(day.span, first)] or list(read.days[:1])
        return replace(read, figures=(), days=tuple(days[:1]), names=()) if days else None
    figures = [one for one in read.figures if _is_emphasised(one.span, first)]
    if not figures and len(read.figures) == 1:
        figures = list(read.figures)
    return replace(read, figures=(_asked_for(figures[0], analysis),), days=(), names=()) if figures else None


def _asked_for(figure: Quantity, analysis: Analysis) -> Quantity:
    """Return a figure with the words of the question beside it: they tell what it is a figure of."""
    asked = {term: 2 for term in analysis.terms if term not in figure.context}
    return replace(figure, context={**figure.context, **asked})


def _is_emphasised(span: Span, evidence: Evidence) -> bool:
    return overlaps(span, *evidence.emphasis)


def _of_quotation(first: Quotation, others: Sequence[Citation], sources: Sources) -> Disagreement | None:
    """Return the words of the quoted speaker as another outlet gives them, where it gives them otherwise."""
    said = sources.archive.quotations([one.article_id for one in others])
    stated = [_stated(first, differs=False)]
    for citation in others:
        for one in said.get(citation.article_id, ()):
            if one.kind is not QuotationKind.INDIRECT and is_told_differently(first, one):
                stated.append(_stated(one, differs=True))
                break
    return Disagreement(tuple(stated[: SIDES + 1])) if len(stated) > 1 else None


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
