"""How often somebody or something is in the news: articles and quotations by outlet and day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.archive.archive import Archive, Person
from retrieval.domain import Citation, OutletCount, Tally
from retrieval.index.interface import Index
from retrieval.text.passages import ordinal
from retrieval.text.terms import question_words

#: passages asked of the index, people and quotations asked of the archive
PASSAGES, PEOPLE, QUOTATIONS = 1_000, 5, 1_000
#: people of one name who are quoted less than this share of the one who is quoted most are not spoken of
SHARE = 0.1
#: a name of more words is a sentence
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Count:
    """Articles and quotations of one outlet on one day; the day is ISO 8601."""

    day: str
    outlet: str | None
    articles: int
    quotations: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who or what it is about, as the archive names it, and the counts by day, oldest first; undated articles count apart."""

    name: str
    counts: tuple[Count, ...]
    undated: int = 0

    @property
    def articles(self) -> int:
        """All dated articles."""
        return sum(count.articles for count in self.counts)

    @property
    def quotations(self) -> int:
        """All quotations in dated articles."""
        return sum(count.quotations for count in self.counts)


def coverage_of(archive: Archive, index: Index, name: str) -> Coverage:
    """Count the articles with a passage that holds every word of `name`, and the quotations of the people so named."""
    people = archive.people(name, limit=PEOPLE)
    said = archive.quotations_by([person.id for person in people], QUOTATIONS)
    quoted = Counter(quotation.article_id or "" for quotation in said)
    naming = _articles_naming(archive, index, name)
    cited = archive.citations(dict.fromkeys([*naming, *quoted])).values()
    proper = people[0].name if len(people) == 1 else name.strip()
    return Coverage(proper, _counts(cited, quoted), sum(not ordinal(citation.published) for citation in cited))


def tally_of(archive: Archive, index: Index, name: str) -> Tally:
    """Count the same by outlet, undated articles too. Copies that other outlets carried count once."""
    people = archive.people(name, limit=PEOPLE)
    quoted = Counter(q.article_id or "" for q in archive.quotations_by([person.id for person in people], QUOTATIONS))
    naming = _articles_naming(archive, index, name)
    by_outlet: dict[str | None, list[Citation]] = {}
    for one in archive.citations(dict.fromkeys([*naming, *quoted])).values():
        by_outlet.setdefault(one.outlet, []).append(one)
    counts = [_of_outlet(outlet, cited, quoted) for outlet, cited in by_outlet.items()]
    counts.sort(key=lambda one: (-one.articles, one.outlet or ""))
    more = len(naming) >= PASSAGES or quoted.total() >= QUOTATIONS
    return Tally(_proper(people, name.strip()), tuple(counts), more)


def _proper(people: Iterable[Person], asked: str) -> str:
    """Return those who are quoted most, as the archive names them: most people of a name are one of them with somebody else."""
    often = sorted(people, key=lambda one: -one.quotations)
    named: list[str] = []
    for one in often:
        if one.quotations >= SHARE * often[0].quotations and not any(other in one.name for other in named):
            named.append(one.name)
    return ", ".join(named) or asked


def _of_outlet(outlet: str | None, cited: list[Citation], quoted: Counter[str]) -> OutletCount:
    days = sorted((one.published or "")[:10] for one in cited if ordinal(one.published))
    said = sum(quoted[one.article_id] for one in cited)
    return OutletCount(outlet, len(cited), said, days[0] if days else None, days[-1] if days else None)


def _articles_naming(archive: Archive, index: Index, name: str) -> list[str]:
    words = question_words(name, archive.languages())[:_MOST_WORDS]
    terms = [term for word in words for term in word.terms]
    if not terms:
        return []
    found: dict[str, None] = {}
    for hit in index.candidates(terms, PASSAGES):
        held = set(hit.passage.searched_terms())
        if all(held.intersection(word.terms) for word in words):
            found[hit.passage.article_id] = None
    return list(found)


def _counts(citations: Iterable[Citation], quoted: Counter[str]) -> tuple[Count, ...]:
    articles: Counter[tuple[str, str | None]] = Counter()
    quotations: Counter[tuple[str, str | None]] = Counter()
    for citation in citations:
        if not ordinal(citation.published):
            continue
        key = (citation.published or "")[:10], citation.outlet  # copies elsewhere are the same words and count once
        articles[key] += 1
        quotations[key] += quoted[citation.article_id]
    days = sorted(articles, key=lambda key: (key[0], key[1] or ""))
    return tuple(Count(day, outlet, articles[day, outlet], quotations[day, outlet]) for day, outlet in days)
