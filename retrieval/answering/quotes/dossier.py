"""A dossier: everything that somebody is quoted with, by topic and time, a page of it at a time."""

from collections import Counter
from collections.abc import Mapping, Sequence

from retrieval.answering.quotes.by_speaker import LOOKED_THROUGH, PEOPLE, quoted_answer
from retrieval.answering.quotes.ranking import ScoredQuotation, distinct_quotations
from retrieval.answering.sources import Sources
from retrieval.domain import (
    Answer,
    AnswerKind,
    Citation,
    Dossier,
    DossierOf,
    DossierTopic,
    Message,
    Quotation,
    RoleHeld,
    Said,
)
from retrieval.quotations.people import answers_to, is_joint, said_by, same_person

#: quotations on a page, those of one person that are in a dossier, and roles that are told
ON_PAGE, MOST, ROLES = 5, 200, 4


def answer_dossier(request: DossierOf, sources: Sources) -> Answer:
    """Answer with a page of what somebody said, the latest topic first, each topic in order of time."""
    archive = sources.archive
    people = archive.people(request.name, PEOPLE)
    theirs = said_by(archive.quotations_by([person.id for person in people], LOOKED_THROUGH), request.name)
    theirs, namesakes = _of_one_person([one for one in theirs if not is_joint(one.speaker)])
    said = [one.quotation for one in distinct_quotations([ScoredQuotation(one, 1.0, 1.0) for one in theirs], MOST)]
    if not said:
        return Answer(AnswerKind.CHAT, abstained=False, message=Said(Message.NO_OTHERS, speaker=request.name))
    cited = archive.citations(dict.fromkeys(one.article_id or "" for one in said))
    topics = _topics(said, cited, sources.stories().of_articles(list(cited)))
    ordered = [one for topic in topics for one in topic.quotations]
    pages = -(-len(ordered) // ON_PAGE)
    page = min(max(request.page, 0), pages - 1)
    shown = ordered[page * ON_PAGE : (page + 1) * ON_PAGE]
    answer = quoted_answer(archive, shown)
    if answer is None:
        return Answer(AnswerKind.CHAT, abstained=False, message=Said(Message.NO_OTHERS, speaker=request.name))
    days = sorted(day for one in cited.values() if (day := (one.published or "")[:10]))
    dossier = Dossier(
        _name(said, request.name), _roles(said, cited), tuple(_on_page(topics, set(shown))), page, pages, len(ordered),
        days[0] if days else None, days[-1] if days else None, namesakes,
    )  # fmt: skip
    return Answer(
        answer.kind, abstained=False, probability=1.0, sentences=answer.sentences, quotations=answer.quotations,
        citations=answer.citations, dossier=dossier,
    )  # fmt: skip


def _of_one_person(said: Sequence[Quotation]) -> tuple[list[Quotation], tuple[str, ...]]:
    """Return the quotations of whoever is quoted most, and the full names of others whom the asked name may mean."""
    people: list[tuple[str, list[Quotation]]] = []
    unnamed: list[Quotation] = []
    for one in sorted(said, key=lambda one: -len((one.speaker.name or "").split()) if one.speaker else 0):
        name = (one.speaker.name if one.speaker else None) or ""
        fitting = [listed for known, listed in people if same_person(known, name) or answers_to(known, name)]
        if len(fitting) == 1:
            fitting[0].append(one)
        elif name and not fitting:
            people.append((name, [one]))
        elif not fitting:
            unnamed.append(one)
    people.sort(key=lambda person: -len(person[1]))
    mine = {id(one) for one in (people[0][1] if people else unnamed)}
    return [one for one in said if id(one) in mine], tuple(name for name, _ in people[1:])


def _topics(
    said: Sequence[Quotation], cited: Mapping[str, Citation], story_of: Mapping[str, str]
) -> list[DossierTopic]:
    """Group quotations by the story of their article, the story with the latest article first, each in order of time."""
    grouped: dict[str, list[Quotation]] = {}
    for one in said:
        article = one.article_id or ""
        grouped.setdefault(story_of.get(article, article), []).append(one)
    topics = []
    for quotations in grouped.values():
        in_time = sorted(quotations, key=lambda one: (_published(one, cited), one.article_id or "", one.fragments[0]))
        latest = in_time[-1].article_id or ""
        headline = cited[latest].headline if latest in cited else None
        topics.append(DossierTopic(headline, latest, tuple(in_time)))
    return sorted(topics, key=lambda topic: _published(topic.quotations[-1], cited), reverse=True)


def _published(quotation: Quotation, cited: Mapping[str, Citation]) -> str:
    citation = cited.get(quotation.article_id or "")
    return (citation.published if citation else None) or ""


def _on_page(topics: Sequence[DossierTopic], shown: set[Quotation]) -> list[DossierTopic]:
    """Return the topics with those of their quotations that are on the page."""
    kept = [
        DossierTopic(topic.headline, topic.article_id, tuple(one for one in topic.quotations if one in shown))
        for topic in topics
    ]
    return [topic for topic in kept if topic.quotations]


def _roles(said: Sequence[Quotation], cited: Mapping[str, Citation]) -> tuple[RoleHeld, ...]:
    """Return the roles that articles give, the most frequent few, in order of time."""
    days: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for one in said:
        role = (one.speaker.role or "").strip(" ,;:") if one.speaker else ""
        if role:
            words.setdefault(role.casefold(), role)
            days.setdefault(role.casefold(), []).append(_published(one, cited)[:10])
    often = Counter({role: len(listed) for role, listed in days.items()}).most_common(ROLES)
    held = []
    for role, _ in often:
        dated = sorted(day for day in days[role] if day)
        held.append(RoleHeld(words[role], dated[0] if dated else None, dated[-1] if dated else None))
    return tuple(sorted(held, key=lambda one: (one.first or "9999", one.role)))


def _name(said: Sequence[Quotation], asked: str) -> str:
    """Return the fullest name that an article gives."""
    names = [one.speaker.name for one in said if one.speaker and one.speaker.name]
    return max(names, key=lambda name: (len(name.split()), len(name)), default=asked)
