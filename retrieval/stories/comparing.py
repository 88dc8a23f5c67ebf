"""The outlets of a story side by side: what all say, what only one says, and where figures or quotations differ.

Nothing here judges who is right: reports of different hours differ for good reasons, so each side comes with its time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from retrieval.claims.comparing import agree, counts_alike
from retrieval.claims.quantities import Quantity, quantities
from retrieval.claims.wording import is_told_differently
from retrieval.domain import Citation, Comparison, Difference, Evidence, QuotationKind, Side, Span, Story, overlaps
from retrieval.stories.likeness import Likeness
from retrieval.stories.sentences import StorySentence, source_name, with_speaker
from retrieval.summary.selection import STORY_WEIGHTS, choose
from retrieval.text.languages import DEFAULT

#: likeness from which two sentences say the same, and below which no other outlet says it
SAME, ALONE = 0.35, 0.15
#: likeness of two sentences whose figures are compared: what harms people needs little else in common, nor does a figure
#: with a word beside it that stands beside the other too
SAME_HARM, SAME_NEAR, SAME_COUNT = 0.05, 0.12, 0.25
#: figures of one thing are not so many times apart
FAR = 3
#: figures that are each person's or moment's own
_OWN = frozenset({"age", "clock"})
#: what is shown of each kind
MOST_SHARED, MOST_ALONE, MOST_DIFFERENT = 3, 2, 5


def compare(story: Story | None, sentences: Sequence[StorySentence]) -> Comparison:
    """Set the outlets of `sentences` side by side; citations are left to the caller."""
    told = [one for one in sentences if not one.candidate.notice]
    outlets = tuple(dict.fromkeys(_outlet(one) for one in told))
    if len(outlets) < 2:
        return Comparison(story, outlets)
    likeness = Likeness([one.candidate for one in told])
    differing = (*_different_figures(told, likeness), *_different_quotations(told))[:MOST_DIFFERENT]
    differ = {side.evidence for difference in differing for side in difference.sides}
    shared = [
        group for group in _shared(told, likeness, len(outlets)) if not any(_is_among(side, differ) for side in group)
    ]
    return Comparison(story, outlets, tuple(shared[:MOST_SHARED]), _alone(told, likeness, outlets), differing)


def _outlet(one: StorySentence) -> str:
    return source_name(one.article)


def _side(one: StorySentence, emphasis: tuple[Span, ...] = (), words: str = "") -> Side:
    return Side(_outlet(one), one.article.published, one.evidence(emphasis=emphasis), words)


def _shared(told: Sequence[StorySentence], likeness: Likeness, outlets: int) -> tuple[tuple[Side, ...], ...]:
    """Return what most outlets say: first what all of them do, of each the sentence most like the others'."""
    groups: list[tuple[int, float, list[int]]] = []
    for number, one in enumerate(told):
        if one.spoken or one.candidate.asks:
            continue
        best: dict[str, tuple[float, int]] = {_outlet(one): (1.0, number)}
        for other, another in enumerate(told):
            alike = likeness.of(number, other) if other != number else 0.0
            if alike >= SAME and alike > best.get(_outlet(another), (0.0, 0))[0]:
                best[_outlet(another)] = alike, other
        if len(best) > 1 and len(best) * 2 >= outlets:
            groups.append((len(best), sum(alike for alike, _ in best.values()), [other for _, other in best.values()]))
    shown: list[tuple[Side, ...]] = []
    used: set[int] = set()
    for _, _, members in sorted(groups, key=lambda group: (-group[0], -group[1])):
        if used.isdisjoint(members):
            used.update(members)
            shown.append(tuple(_side(told[member]) for member in members))
    return tuple(shown)


def _is_among(side: Side, shown: Iterable[Evidence]) -> bool:
    """Tell whether a sentence is shown already, whatever is emphasised in it."""
    place = side.evidence.article_id, side.evidence.start
    return any((other.article_id, other.start) == place for other in shown)


def _alone(told: Sequence[StorySentence], likeness: Likeness, outlets: Iterable[str]) -> tuple[Side, ...]:
    """Return, for each outlet, what nobody else says, the weightiest sentences first chosen, in their order."""
    shown: list[Side] = []
    for outlet in outlets:
        own = [
            one
            for number, one in enumerate(told)
            if _outlet(one) == outlet
            and not (one.candidate.asks or one.candidate.unfinished or (one.spoken and not with_speaker(one)))
            and all(likeness.of(number, n) < ALONE for n, other in enumerate(told) if _outlet(other) != outlet)
        ]
        chosen = choose([one.candidate for one in own], MOST_ALONE, (), STORY_WEIGHTS)
        shown.extend(_side(own[number]) for number in chosen)
    return tuple(shown)


def _different_figures(told: Sequence[StorySentence], likeness: Likeness) -> list[Difference]:
    """Return the figures that count the same in sentences alike, with different values in different outlets."""
    stated = [
        (number, figure)
        for number, one in enumerate(told)
        for figure in quantities(one.article.text, one.span, one.article.language or DEFAULT)
        if figure.kind not in _OWN and (figure.kind != "count" or figure.harm or figure.heads)
    ]
    linked: dict[int, set[int]] = {}
    for (a, (one, figure)), (b, (other, another)) in combinations(enumerate(stated), 2):
        if one != other and _may_be_the_same(figure, another, likeness.of(one, other)):
            linked.setdefault(a, set()).add(b)
            linked.setdefault(b, set()).add(a)
    found: list[Difference] = []
    for group in _components(linked):
        sides = _sides_of_figures([stated[n] for n in group], told)
        if len({side.outlet for side in sides}) > 1 and _differ([stated[n][1] for n in group]):
            found.append(Difference("figure", stated[group[0]][1].harm, sides))
    return found


def _may_be_the_same(figure: Quantity, other: Quantity, alike: float) -> bool:
    """Tell whether two figures count the same, and may be of one thing, in sentences so much alike."""
    if (figure.kind, figure.unit, figure.harm) != (other.kind, other.unit, other.harm):
        return False
    if figure.harm:
        return alike >= SAME_HARM
    low, high = sorted((figure.value, other.value))
    if high > FAR * low or (figure.kind == "count" and not counts_alike(figure, other)):
        return False
    near = (figure.context.keys() & other.context.keys()) - (figure.heads | other.heads)
    return alike >= (SAME_NEAR if near else SAME_COUNT)


def _differ(figures: Sequence[Quantity]) -> bool:
    """Tell whether figures of one thing are not the same: of harm in any way, of other things not within what they mean."""
    pairs = combinations(figures, 2)
    return any(one.value != other.value if one.harm else not agree(one, other) for one, other in pairs)


def _components(linked: Mapping[int, set[int]]) -> list[list[int]]:
    left = dict(linked)
    groups: list[list[int]] = []
    while left:
        reached, group = [next(iter(left))], []
        while reached:
            node = reached.pop()
            if node in left:
                group.append(node)
                reached.extend(left.pop(node))
        groups.append(sorted(group))
    return groups


def _sides_of_figures(stated: Sequence[tuple[int, Quantity]], told: Sequence[StorySentence]) -> tuple[Side, ...]:
    """Return one side for each value of each outlet, in order of time."""
    sides: dict[tuple[str, float], Side] = {}
    for number, figure in sorted(stated, key=lambda one: told[one[0]].article.published or "9999"):
        one = told[number]
        words = one.article.text[figure.span[0] : figure.span[1]]
        sides.setdefault((_outlet(one), figure.value), _side(one, (figure.span,), words))
    return tuple(sides.values())


def _different_quotations(told: Sequence[StorySentence]) -> list[Difference]:
    """Return what one speaker is quoted with in two outlets in different words."""
    said = [
        (one, quotation)
        for one in told
        for quotation in one.quotations
        if quotation.kind is not QuotationKind.INDIRECT and quotation.speaker and quotation.speaker.name
    ]
    found: list[Difference] = []
    for (one, quotation), (other, another) in combinations(said, 2):
        if _outlet(one) != _outlet(other) and is_told_differently(quotation, another):
            sides = tuple(
                _side(told_, tuple(_within(q.fragments, told_.span)), q.text)
                for told_, q in ((one, quotation), (other, another))
            )
            speaker = quotation.speaker.name if quotation.speaker else None
            found.append(Difference("quotation", speaker or "", sides))
    return found


def _within(fragments: Sequence[Span], span: Span) -> Iterable[Span]:
    for start, end in fragments:
        if overlaps((start, end), span):
            yield max(start, span[0]), min(end, span[1])


def cited(comparison: Comparison, citations: Mapping[str, Citation]) -> Comparison:
    """Return the comparison with the citations of the articles it shows, in the order they come up."""
    sides = [
        *(side for group in comparison.shared for side in group),
        *(side for difference in comparison.differing for side in difference.sides),
        *comparison.alone,
    ]
    ids = dict.fromkeys(side.evidence.article_id for side in sides)
    return replace(comparison, citations=tuple(citations[id_] for id_ in ids if id_ in citations))
