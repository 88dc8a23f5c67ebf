"""A claim beside a sentence: figures, dates and names of one thing that are not the same. Nobody is right or wrong here."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.claims.dates import Day, days_in
from retrieval.claims.names import Name, counterpart, is_among, names_in
from retrieval.claims.quantities import Quantity, quantities
from retrieval.claims.words import claim_words
from retrieval.domain import DetailKind, Quotation, Span, overlaps
from retrieval.questions.speech import speech_terms
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import analyzer, fold

#: what speaks for two figures being of one thing, from which they are compared
SAME_COUNT, SAME_MEASURE = 1.0, 0.25
#: what it speaks for two measures that each is the only one of its kind in its sentence
ALONE = 0.2
#: figures of one thing are not so many times apart
FAR = 100
#: what else has to speak for two numbers of people
SAME_PEOPLE = 0.3
#: what a word speaks for it that both have right behind the figure, and that is none for people
AS_TOLD = 0.5
#: what it speaks for two dates that both name a year
EXPLICIT = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """A detail of a claim and the words of a sentence that are on the same: where both stand, and whether they differ."""

    kind: DetailKind
    claimed: Span
    stated: Span
    differs: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a text with all that is compared: its figures, dates and names, and what is `said` in it by whom."""

    text: str
    span: Span
    figures: tuple[Quantity, ...]
    days: tuple[Day, ...]
    names: tuple[Name, ...]
    language: str = DEFAULT
    said: tuple[Quotation, ...] = ()

    @property
    def details(self) -> int:
        """How many details there are to compare."""
        return len(self.figures) + len(self.days) + len(self.names)


def statement(
    text: str, span: Span, day: str | None, language: str = DEFAULT, *, claimed: bool = False, named: bool = True
) -> Statement:
    """Read a sentence; `day` (ISO 8601) is that on which it was written, which "yesterday" refers to.

    Its names are read only where it is to be compared by what is `named` in it.
    """
    days = tuple(days_in(text, span, day, language, claimed=claimed))
    every = quantities(text, span, language)
    dated = [day.span for day in days]
    figures = tuple(one for one in every if not overlaps(one.span, *dated)) if dated else tuple(every)
    if not named:
        return Statement(text, span, figures, days, (), language)
    counted = [*(figure.span for figure in figures), *dated]
    names = (name for name in names_in(text, span, language) if not overlaps(name.span, *counted))
    return Statement(text, span, figures, days, tuple(names), language)


def compare(claim: Statement, other: Statement, elsewhere: str = "") -> list[Pair]:
    """Return the details of the claim that the other sentence is on too.

    `elsewhere` is the text around the other sentence: a name that stands there is not another's.
    """
    named = _names(claim, other, elsewhere) if claim.names else []
    return [*_figures(claim, other), *_days(claim, other), *named]


def _figures(claim: Statement, other: Statement) -> list[Pair]:
    scored = sorted(
        (
            (agree(one, another) and not _of_nothing(one, another), likeness, -n, -m)
            for n, one in enumerate(claim.figures)
            for m, another in enumerate(other.figures)
            if (likeness := same_thing(one, another, claim, other))
        ),
        reverse=True,
    )
    pairs: list[Pair] = []
    taken: set[tuple[str, int]] = set()
    for _, _, n, m in scored:
        if ("claim", n) in taken or ("other", m) in taken:
            continue
        taken |= {("claim", n), ("other", m)}
        one, another = claim.figures[-n], other.figures[-m]
        pairs.append(Pair(DetailKind.FIGURE, one.span, another.span, not agree(one, another)))
    return pairs


def agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures may both be right: what they are meant to be overlaps."""
    if one.kind == other.kind == "money" and one.unit != other.unit:
        return False
    slack = 1e-6 * max(abs(one.value), abs(other.value))
    return one.low <= other.high + slack and other.low <= one.high + slack


def _of_nothing(one: Quantity, other: Quantity) -> bool:
    return not one.context and not other.context


def same_thing(one: Quantity, other: Quantity, claim: Statement, sentence: Statement) -> float:
    """Return what speaks for two figures being of one thing, 0 where too little does."""
    if one.kind != other.kind or (one.harm and other.harm and one.harm != other.harm):
        return 0.0
    low, high = sorted((one.value, other.value))
    if low and high > FAR * low:
        return 0.0  # villages and nations are not counted by one figure
    if one.kind == "money" and one.unit != other.unit and abs(one.value - other.value) > 0.01 * one.value:
        return 0.0  # what they would be worth in one currency is not known
    shared = sum(
        1.0 / max(one.context[term], other.context[term]) for term in one.context.keys() & other.context.keys()
    )
    shared -= sum(1.0 / max(one.context[t], other.context[t]) for t in _heads_of(one, other))
    if one.kind == "count":
        return _same_count(one, other, shared)
    alone = all(sum(figure.kind == one.kind for figure in side.figures) == 1 for side in (claim, sentence))
    value = shared + ALONE * alone
    return value if value >= SAME_MEASURE else 0.0


def _heads_of(one: Quantity, other: Quantity) -> frozenset[str]:
    return frozenset(t for t in one.heads & other.heads if t in one.context and t in other.context)


def _same_count(one: Quantity, other: Quantity, shared: float) -> float:
    alike = one.heads & other.heads
    people, persons = _people()
    ones, others = one.heads & (people | persons), other.heads & (people | persons)
    general = _are_people(ones, others, people)
    if ones and others and not general and not alike - (ones | others):
        return 0.0  # children are not soldiers
    value = (
        shared
        + 1.0 * bool(alike - people)
        + 0.7 * (general and not alike - people)
        + 1.0 * bool(one.harm and other.harm)
    )
    if not (alike or general or (one.harm and other.harm)):
        value *= 0.0 if one.heads and other.heads and not ((ones and not others) or (others and not ones)) else 1.0
    harmed = bool(one.harm) != bool(other.harm)
    told = shared + AS_TOLD * len(alike - people - persons)  # "people aboard": which people is told
    if (
        (ones or others or harmed)
        and not (one.harm and other.harm)
        and told < (1.0 if harmed and not shared else SAME_PEOPLE)
    ):
        return 0.0
    return value if value >= SAME_COUNT else 0.0


def counts_alike(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures count what is called by one word, or people, of whom one report speaks in general."""
    people, persons = _people()
    everybody = people | persons
    return bool(one.heads & other.heads) or _are_people(one.heads & everybody, other.heads & everybody, people)


def _are_people(ones: frozenset[str], others: frozenset[str], people: frozenset[str]) -> bool:
    return bool(ones and others and (ones & people or others & people or ones & others))


@cache
def _people() -> tuple[frozenset[str], frozenset[str]]:
    words, analyse = claim_words(), analyzer(DEFAULT)
    return (
        frozenset(term for word in words.people for term in analyse.terms(word)),
        frozenset(term for word in words.persons for term in analyse.terms(word)),
    )


def _days(claim: Statement, other: Statement) -> list[Pair]:
    pairs: list[Pair] = []
    for day in claim.days:
        near = [one for one in other.days if day.parts(one) and same_event(day, one)]
        best = max(near, key=lambda one: (not day.differs(one), same_event(day, one)), default=None)
        if best is not None:
            pairs.append(Pair(DetailKind.DATE, day.span, best.span, day.differs(best)))
    return pairs


def same_event(day: Day, other: Day) -> float:
    """Return what speaks for two dates being of one thing: the words beside both, but for those that report it."""
    reported = speech_terms()
    if (
        not reported.isdisjoint(other.context)
        and reported.isdisjoint(day.context)
        and min(other.context[term] for term in reported & other.context.keys()) == 1
    ):
        return 0.0
    shared = (day.context.keys() & other.context.keys()) - reported
    value = sum(1.0 / max(day.context[term], other.context[term]) for term in shared)
    return value + EXPLICIT * (day.says_year and other.says_year) if value else 0.0


def _names(claim: Statement, other: Statement, elsewhere: str) -> list[Pair]:
    claimed = frozenset(word for name in claim.names for word in name.words)
    stated = frozenset(word for name in other.names for word in name.words)
    words = fold(elsewhere.replace("’", "'").replace("'s", " ")).lower().split()
    around = frozenset(word.strip(".,;:!?\"“”()'") for word in words)
    pairs: list[Pair] = []
    for name in claim.names:
        if name.is_first_word and not name.right:
            continue
        if is_among(name, stated) or is_among(name, around):
            continue
        found = counterpart(name, other.names, claimed - frozenset(name.words))
        if found is not None and found.words != name.words:
            pairs.append(Pair(DetailKind.NAME, name.span, found.span, differs=True))
    return pairs


def without_details(text: str, claim: Statement, besides: Sequence[Span] = ()) -> str:
    """Return the words of a claim without its figures and dates, and without those `besides`: what it is about."""
    left_out = [*(figure.span for figure in claim.figures), *(day.span for day in claim.days), *besides]
    kept, at = [], claim.span[0]
    for start, end in sorted(left_out):
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    kept.append(text[at : claim.span[1]])
    return " ".join(" ".join(kept).split())
