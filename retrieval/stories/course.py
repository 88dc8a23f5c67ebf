"""The course of a story: its dated sentences in order of time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.domain import Moment, Precision
from retrieval.stories.sentences import StorySentence
from retrieval.summary.selection import DEFAULT_WEIGHTS, choose
from retrieval.timeline import StatedDate, main_date, stated_dates

#: two sentences of one date that share this much of the shorter one's terms say the same
SAME = 0.6
#: sentences whose dates are read
_READ = 240


@dataclass(frozen=True, slots=True)
class _Dated:
    told: StorySentence
    date: StatedDate | None

    @property
    def when(self) -> str | None:
        """When it happened: as stated, or the day its article was published."""
        return self.date.when if self.date else (self.told.article.published or "")[:10] or None

    @property
    def order(self) -> tuple[tuple[str, int], str, tuple[int, int]]:
        """The key of its place in time."""
        time = self.date.order if self.date else (self.when or "9999", 0)
        return time, self.told.article.published or "9999", self.told.span


def moments_of(sentences: Sequence[StorySentence], most: int) -> tuple[Moment, ...]:
    """Return up to `most` dated sentences of a story's articles in order of time, one for what several of them say.

    Of an article that states no date, its first sentence stands for the day of its publication.
    """
    dated = _distinct(_dated(sentences[:_READ]))
    if len(dated) > most:
        candidates = [replace(one.told.candidate, leans=one.told.needs_home) for one in dated]
        dated = [dated[n] for n in choose(candidates, most, (), DEFAULT_WEIGHTS)]
    return tuple(_moment(one) for one in sorted(dated, key=lambda one: one.order))


def _dated(sentences: Sequence[StorySentence]) -> list[_Dated]:
    found: list[_Dated] = []
    first: dict[str, StorySentence] = {}
    stating: set[str] = set()
    for one in sentences:
        article = one.article
        if one.candidate.notice:
            continue
        first.setdefault(article.id, one)
        date = main_date(stated_dates(article.text, one.span, article.published, article.language))
        if date is not None and not (one.spoken or one.candidate.asks):
            found.append(_Dated(one, date))
            stating.add(article.id)
    return found + [_Dated(one, None) for article_id, one in first.items() if article_id not in stating]


def _distinct(dated: Sequence[_Dated]) -> list[_Dated]:
    """Keep the first of the sentences that say the same of one date."""
    kept: list[_Dated] = []
    terms_of: dict[str | None, list[frozenset[str]]] = {}
    for one in dated:
        terms = frozenset(one.told.candidate.terms)
        others = terms_of.setdefault(one.when, [])
        if any(len(terms & other) > SAME * min(len(terms), len(other)) for other in others):
            continue
        others.append(terms)
        kept.append(one)
    return kept


def _moment(one: _Dated) -> Moment:
    if one.date is None:
        return Moment(one.when, Precision.DAY, "", one.told.evidence())
    start, end = one.date.span
    evidence = one.told.evidence(emphasis=(one.date.span,))
    return Moment(one.date.when, one.date.precision, one.told.article.text[start:end], evidence)
