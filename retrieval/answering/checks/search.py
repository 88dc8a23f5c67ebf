"""Finding what is near to the claims of a message."""

from dataclasses import replace

from retrieval.answering.checks.agreement import comparable, distinct
from retrieval.answering.checks.beside import Near, beside
from retrieval.answering.factoid.scoring import Scored
from retrieval.answering.search import Retrieved
from retrieval.answering.sources import Sources
from retrieval.claims.comparing import Statement, without_details
from retrieval.domain import QuotationKind, Span

#: share of the claim's weight that a sentence has to hold, by itself and with its headline and the sentence before it
NEAR = 0.34, 0.55
#: the same for a sentence of the story that another part of the message is about
THERE = 0.3, 0.45
#: the same for a sentence on a detail of the claim, if so much of the claim stands in its article
ON_DETAIL, IN_ARTICLE = (0.2, 0.3), 0.75
#: the same for a claim of which hardly a word is left, and for one whose names nobody knows, if so many words are left
BRIEF, NAMELESS, WORDS = (0.85, 0.9), (0.5, 0.6), 3
#: names of a claim that are looked for by what else it says
TRIED = 2


class Nearest:
    """Finds what is near to the claims of one message: those after the first are also looked for in what was found."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._there: list[str] = []
        self.ids: list[str] = []

    def near(self, claim: Statement, most: int) -> list[Near]:
        """Return the sentences nearest to a claim, those that share a detail with it first."""
        search, archive = self._sources.search, self._sources.archive
        analysis = search.analyse(without_details(claim.text, claim, _speakers(claim)))
        if not analysis.terms:
            return []
        found = search.retrieve_mended(analysis)
        self.ids += dict.fromkeys(hit.passage.article_id for hit in found.hits)
        brief = len(analysis.terms) < WORDS
        chosen = self._chosen(claim, self._sources.facts.score(found), BRIEF if brief else NEAR)
        if not chosen and self._there:
            chosen = self._chosen(claim, self._sources.facts.score(search.retrieve_from(analysis, self._there)), THERE)
        if not chosen and (unknown := _unknown_names(claim, found)):
            nameless = search.analyse(without_details(claim.text, claim, unknown))
            if len(nameless.terms) >= WORDS:
                chosen = self._chosen(claim, self._sources.facts.score(search.retrieve(nameless)), NAMELESS)
        if not any(one.pairs for one in chosen):
            chosen = [*self._named_otherwise(claim, chosen), *chosen]
        self._there = list(dict.fromkeys([*self._there, *(one.evidence.article_id for one in chosen)]))
        cited = archive.citations(dict.fromkeys(one.evidence.article_id for one in chosen))
        return distinct(comparable(chosen, cited, self._sources.stories().of_articles(list(cited))), cited)[:most]

    def _named_otherwise(self, claim: Statement, chosen: list[Near]) -> list[Near]:
        """Return sentences on the same with another name in the place of one of the claim's."""
        search = self._sources.search
        for name in claim.names[-TRIED:]:
            rest = search.analyse(without_details(claim.text, claim, [name.span]))
            if not 1 < len(rest.terms) < len(claim.text.split()):
                continue
            near = self._chosen(claim, self._sources.facts.score(search.retrieve(rest)), NAMELESS)
            found = [one for one in near if any(pair.claimed == name.span for pair in one.pairs)]
            if found:
                known = {one.evidence for one in chosen}
                return [one for one in found if one.evidence not in known]
        return []

    def _chosen(self, claim: Statement, scored: Scored | None, least: tuple[float, float]) -> list[Near]:
        """Return the sentences that hold so much of a claim, or a detail of it within its story, nearest first."""
        if scored is None:
            return []
        own, around, whole = (scored.values[name] for name in ("coverage", "around", "spread"))
        rows = [
            n for n in scored.order.tolist() if _holds(ON_DETAIL, own[n], around[n]) or _holds(least, own[n], around[n])
        ]
        places = [scored.reading.places[n] for n in rows]
        articles = self._sources.archive.articles(dict.fromkeys(article for article, _, _ in places))
        near: list[Near] = []
        for n, (id_, start, end), quotation in zip(
            rows, places, self._sources.archive.quotations_in(places), strict=True
        ):
            article = articles.get(id_)
            if article is None:
                continue
            one = beside(claim, article, (start, end), float(own[n] + around[n]) / 2, quotation)
            strong = _holds(least, own[n], around[n])
            if strong or (one.is_on_detail and whole[n] >= IN_ARTICLE and least is not BRIEF):
                near.append(replace(one, strong=strong))
        return sorted(near, key=lambda one: -one.value)


def _speakers(claim: Statement) -> list[Span]:
    """Return where those are named to whom a claim gives words in quotation marks: the words tell the story, not they."""
    direct = (one.speaker for one in claim.said if one.kind is QuotationKind.DIRECT)
    return [(speaker.start, speaker.end) for speaker in direct if speaker]


def _unknown_names(claim: Statement, found: Retrieved) -> list[Span]:
    """Return where the names of a claim stand of which the archive does not know a word."""
    frequency = found.statistics.document_frequency
    unknown = {word.start for word in found.analysis.words if not any(frequency.get(term) for term in word.terms)}
    words = [claim.text[start:end].casefold() for start, end in (name.span for name in claim.names)]
    strange = {word.text.casefold() for word in found.analysis.words if word.start in unknown}
    return [name.span for name, text in zip(claim.names, words, strict=True) if strange.intersection(text.split())]


def _holds(least: tuple[float, float], own: float, around: float) -> bool:
    return own >= least[0] and around >= least[1]
