"""Which sentences are shown beside a claim, and which of their details are on the same thing as the claim's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retrieval.answering.checks.beside import Near
from retrieval.claims.comparing import Pair
from retrieval.domain import Citation, DetailKind, Span
from retrieval.text.passages import ordinal

#: how much further a sentence may be than the nearest
BEHIND = 0.3
#: how near a sentence has to be that contradicts one that agrees
SURELY_NEAR = 0.6
#: days within which articles that are near to one claim are on one event
SAME_EVENT = 4


def comparable(near: Sequence[Near], cited: Mapping[str, Citation], story_of: Mapping[str, str]) -> list[Near]:
    """Return the sentences with those details alone that are on the same as the claim's: of the nearest one's event.

    An article that agrees on a detail does not differ on it elsewhere. A sentence that was near for a detail alone, which it
    loses so, is left out.
    """
    if not near:
        return []
    first = near[0].evidence.article_id
    same = {one: one == first or _is_one_event(first, one, cited, story_of) for one in cited}
    agreed = {
        (one.evidence.article_id, pair.kind, pair.claimed)
        for one in near
        for pair in one.pairs
        if not pair.differs and same.get(one.evidence.article_id)
    }

    def stands(one: Near, pair: Pair) -> bool:
        article = one.evidence.article_id
        if not pair.differs or not same.get(article, False):
            return same.get(article, False)
        # what the nearest article agrees on is not contradicted by a sentence that is hardly near
        weak = (first, pair.kind, pair.claimed) in agreed and one.value < SURELY_NEAR
        return not weak and (article, pair.kind, pair.claimed) not in agreed

    kept = [replace(one, pairs=tuple(pair for pair in one.pairs if stands(one, pair))) for one in near]
    return [one for one in kept if one.strong or one.is_on_detail]


def _is_one_event(one: str, other: str, cited: Mapping[str, Citation], story_of: Mapping[str, str]) -> bool:
    if one in story_of and story_of.get(one) == story_of.get(other):
        return True
    days = [ordinal(cited[article].published) if article in cited else 0 for article in (one, other)]
    return all(days) and abs(days[0] - days[1]) <= SAME_EVENT


def distinct(near: Sequence[Near], cited: Mapping[str, Citation]) -> list[Near]:
    """Return the sentences near enough: one of each outlet, another where it is on a further detail or says another thing."""
    shown: list[Near] = []
    seen: set[str] = set()
    said: dict[str, set[tuple[Span, str]]] = {}
    for one in near:
        words = " ".join(one.evidence.text.casefold().split())
        citation = cited.get(one.evidence.article_id)
        outlet = citation.outlet if citation and citation.outlet else one.evidence.article_id
        says = {(pair.claimed, one.words(pair)) for pair in one.pairs if pair.kind is not DetailKind.NAME}
        behind = one.value < near[0].value - BEHIND and not one.is_on_detail
        if words in seen or behind or (outlet in said and says <= said[outlet]):
            continue
        seen.add(words)
        said[outlet] = says | said.get(outlet, set())
        shown.append(one)
    return shown
