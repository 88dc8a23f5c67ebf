"""Who said it, and what somebody said: quotations chosen by speaker and ranked by topic."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.answering.factoid.candidates import Candidates, Numbers, count_candidates
from retrieval.answering.quotes.speaker_roles import said_in_role
from retrieval.archive.interface import Speeches
from retrieval.domain import Article, BlockKind, Evidence, Quotation, Span
from retrieval.index.interface import Index
from retrieval.questions import Analysis
from retrieval.quotations.people import people_in, said_by, said_for
from retrieval.ranking import bm25, term_weights
from retrieval.text.anaphora import starts_unresolved
from retrieval.text.passages import article_sentences
from retrieval.text.terms import analyzer

#: quotations of an answer
QUOTATIONS = 5
#: quotations of one person that are looked through
LOOKED_THROUGH = 400
#: a quotation that covers less of the topic than this, neighbours included, is on something else
ON_TOPIC = 0.35
#: the same for "who said": without a speaker to go by, more of the words must be there
ON_WORDS = 0.45
#: a quotation with less than this share of the best one's score adds nothing
CLOSE = 0.5
#: sentences before a quotation that may say what it is about
BEFORE = 2
#: how much the sentence after it counts: alone it is not enough
AFTER = 0.3
#: how much the words themselves, the sentences around them, the headline and BM25 count
OWN, AROUND, HEADLINE, RANK = 1.0, 0.5, 0.2, 0.5


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation, how much of the topic it covers with what is around it, and its score."""

    quotation: Quotation
    covered: float
    score: float


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said on a topic, best first; `speaker` is who is quoted at all, None where nobody of this name is."""

    spoken: list[Spoken]
    speaker: str | None = None


def what_said(
    archive: Speeches,
    index: Index,
    speaker: str,
    topic: Analysis | None,
    both: Analysis,
    context: Sequence[str] = (),
) -> Said:
    """Return what `speaker` said: on the topic, or without one the newest. `both` has the words of the two.

    `context` are the articles that the conversation is about: somebody asked for by a role is looked for there first.
    """
    hits = index.candidates(both.searched, 100)
    candidates = count_candidates(topic or both, hits, index.statistics((topic or both).searched))
    near = list(dict.fromkeys(passage.article_id for passage in candidates.passages))[:60]
    known = archive.quotations(near)
    said = [q for article in near for q in _by(known.get(article, ()), speaker)]
    people = archive.people(speaker, 20)
    if people:
        seen = {(q.article_id, q.fragments) for q in said}
        theirs = _by(archive.quotations_by([person.id for person in people], LOOKED_THROUGH), speaker)
        newest = [q for q in theirs if (q.article_id, q.fragments) not in seen]
        said = [*said, *newest] if topic else [*theirs, *(q for q in said if q not in theirs)]
    if not said:
        ids = list(dict.fromkeys([*context, *near]))
        told = archive.quotations(ids)
        said = said_in_role([q for id_ in ids for q in told.get(id_, ())], speaker, archive.articles(ids))
    alone = [q for q in said if not _is_joint(q)] or said
    called = next(((q.speaker.name or q.speaker.text) for q in alone if q.speaker), None)
    if topic is None:
        return Said(_alone([Spoken(q, 1.0, 1.0 / (n + 1)) for n, q in enumerate(said)]), called)
    everyone = archive.quotations(dict.fromkeys(q.article_id or "" for q in said))
    scored = score_quotations(topic, candidates, said, index, everyone)
    spoken = _alone([one for one in scored if one.covered >= ON_TOPIC])
    return Said([one for one in spoken if one.score >= CLOSE * spoken[0].score], called)


def who_said(archive: Speeches, index: Index, topic: Analysis) -> list[Spoken]:
    """Return quotations with these words, or most of them, best first; only those whose speaker is told."""
    hits = index.candidates(topic.searched, 100)
    candidates = count_candidates(topic, hits, index.statistics(topic.searched))
    near = list(dict.fromkeys(passage.article_id for passage in candidates.passages))[:40]
    known = archive.quotations(near)
    said = [q for article in near for q in known.get(article, ()) if q.speaker is not None and len(q.speaker.text) > 1]
    spoken = [one for one in score_quotations(topic, candidates, said, index) if one.covered >= ON_WORDS]
    return [one for one in spoken if one.score >= CLOSE * spoken[0].score]


def _alone(spoken: list[Spoken]) -> list[Spoken]:
    return [one for one in spoken if not _is_joint(one.quotation)] or spoken


def _is_joint(quotation: Quotation) -> bool:
    """Tell whether several people said it together: it is given only where somebody is quoted in no other way."""
    return quotation.speaker is not None and len(people_in(quotation.speaker.name or "")) > 1


def _by(quotations: Iterable[Quotation], speaker: str) -> list[Quotation]:
    """Return those of a person, or of anyone of a body: "anyone from NATO", "the White House"."""
    listed = list(quotations)
    words = speaker.split()
    if len(words) > 2 and words[0].lower() in {
        "anyone",
        "anybody",
        "someone",
        "somebody",
        "people",
        "officials",
        "others",
    }:
        body = " ".join(words[2:])
        return said_for(listed, body) or said_by(listed, body)  # or the body itself, where it speaks under its name
    return said_by(listed, speaker) or said_for(listed, speaker)


def score_quotations(
    topic: Analysis,
    candidates: Candidates,
    quotations: Sequence[Quotation],
    index: Index,
    everyone: Mapping[str, Sequence[Quotation]] | None = None,
) -> list[Spoken]:
    """Rank quotations on a topic: BM25 of their words, coverage by them, by the sentences around and by the headline.

    `everyone` are all quotations of the articles: sentences in which somebody else speaks say nothing of these.
    """
    if not quotations:
        return []
    statistics = index.statistics(topic.terms)
    texts = [analyzer("en").terms(q.text) for q in quotations]
    scores = np.array(bm25(topic.terms, texts, term_weights(statistics), 25.0))
    scores /= scores.max() or 1.0
    places = _places(candidates)
    spoken: list[Spoken] = []
    for quotation, terms, score in zip(quotations, texts, scores.tolist(), strict=True):
        own = np.zeros(len(candidates.weights))
        own[[candidates.columns[t] for t in terms if t in candidates.columns]] = 1.0
        around, headline = _around(quotation, candidates, places, own, _of_others(quotation, everyone or {}))
        covered = float(around @ candidates.weights)
        value = (
            OWN * float(own @ candidates.weights)
            + AROUND * covered
            + HEADLINE * float(headline @ candidates.weights)
            + RANK * score
        )
        spoken.append(Spoken(quotation, covered, value * quotation.confidence**0.25))
    spoken.sort(key=lambda one: -one.score)
    return spoken


def _places(candidates: Candidates) -> dict[str, list[tuple[int, int, int, int]]]:
    """Return for each article its candidate sentences as (start, end, row, passage)."""
    places: dict[str, list[tuple[int, int, int, int]]] = {}
    for row, (owner, place) in enumerate(zip(candidates.owner.tolist(), candidates.place.tolist(), strict=True)):
        passage = candidates.passages[owner]
        places.setdefault(passage.article_id, []).append((*passage.sentences[place], row, owner))
    return places


def _of_others(quotation: Quotation, everyone: Mapping[str, Sequence[Quotation]]) -> list[Span]:
    """Return where somebody else speaks in the article of a quotation."""
    name = quotation.speaker.name if quotation.speaker else None
    return [
        (min(q.fragments[0][0], q.speaker.start), max(q.fragments[-1][1], q.speaker.end))
        for q in everyone.get(quotation.article_id or "", ())
        if name and q.speaker is not None and q.speaker.name is not None and name not in people_in(q.speaker.name)
    ]


def _around(
    quotation: Quotation,
    candidates: Candidates,
    places: dict[str, list[tuple[int, int, int, int]]],
    own: Numbers,
    others: Sequence[Span],
) -> tuple[Numbers, Numbers]:
    """Return the topic's terms in the quotation, its sentences and those before; and those with the headline's."""
    first, last = quotation.fragments[0][0], quotation.fragments[-1][1]
    around = own
    headline = own
    listed = places.get(quotation.article_id or "", ())
    spans = {row: (start, end, owner) for start, end, row, owner in listed}
    for start, end, row, owner in listed:
        if start < last and end > first:
            for near in range(row - BEFORE, row + 2):
                if near in spans and spans[near][2] == owner and (near == row or _bears(spans, near, row, others)):
                    around = np.maximum(around, candidates.found[near] * (AFTER if near > row else 1.0))
            headline = np.maximum(around, candidates.headlines[owner])
    return around, np.maximum(headline, around)


def _bears(spans: Mapping[int, tuple[int, int, int]], near: int, row: int, others: Sequence[Span]) -> bool:
    """Tell whether a sentence beside that of a quotation may say what it is about.

    One in which somebody else speaks does so only where it comes before in the same paragraph: a question put to them both.
    """
    start, end, _ = spans[near]
    if not any(start < stop and end > begin for begin, stop in others):
        return True
    return all(n in spans and spans[n + 1][0] - spans[n][1] <= 1 for n in range(near, row)) and near < row


def distinct_quotations(spoken: Iterable[Spoken], limit: int = QUOTATIONS) -> list[Spoken]:
    """Return the first `limit` without those whose words, by the same speaker, were given before."""
    chosen: list[Spoken] = []
    seen: list[frozenset[str]] = []
    for one in spoken:
        words = frozenset(analyzer("en").terms(one.quotation.text))
        if any(len(words & other) > 0.7 * min(len(words), len(other)) for other in seen):
            continue
        seen.append(words)
        chosen.append(one)
        if len(chosen) == limit:
            break
    return chosen


def evidence_of(spoken: Sequence[Spoken], articles: dict[str, Article]) -> list[Evidence]:
    """Return the sentences that hold the quotations with their speakers, each once, in the quotations' order."""
    found: dict[tuple[str, int, int], Evidence] = {}
    for one in spoken:
        article = articles.get(one.quotation.article_id or "")
        if article is None:
            continue
        sentences = article_sentences(article)
        spans = _held_spans(one.quotation)
        for n, (kind, (start, end)) in enumerate(sentences):
            if any(start < b and end > a for a, b in spans):
                text = article.text[start:end]
                lead = _lead(sentences, n) if starts_unresolved(text) and not _resolved(one.quotation) else None
                found.setdefault(
                    (article.id, start, end),
                    Evidence(
                        article.id, start, end, text, one.score, kind, lead=lead,
                        lead_text=article.text[lead[0] : lead[1]] if lead else None,
                    ),
                )  # fmt: skip
    return list(found.values())


def _held_spans(quotation: Quotation) -> list[Span]:
    spans = list(quotation.fragments)
    if quotation.speaker and abs(quotation.speaker.start - spans[0][0]) < 600:
        spans.append((quotation.speaker.start, quotation.speaker.end))
    return spans


def _resolved(quotation: Quotation) -> bool:
    return quotation.speaker is not None and quotation.speaker.name is not None


def _lead(sentences: Sequence[tuple[BlockKind, Span]], n: int) -> Span | None:
    return sentences[n - 1][1] if n and sentences[n - 1][0] is sentences[n][0] else None
