"""Who said it, and what somebody said: quotations chosen by speaker and ranked by topic."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.answering.factoid.candidates import Candidates
from retrieval.answering.quotes.ranking import ScoredQuotation, score_quotations
from retrieval.answering.quotes.speaker_roles import said_in_role
from retrieval.answering.search import Retrieved, Search
from retrieval.archive.interface import ArticleQuotations, Quoted, Speeches
from retrieval.domain import Article, BlockKind, Evidence, Hit, Quotation, Span, Speaker, overlaps
from retrieval.questions.words import FUNCTION_WORDS
from retrieval.quotations.people import answers_to, is_joint, is_meant, may_speak_for, people_in, speaks_for
from retrieval.text.holding import hold_any
from retrieval.text.passages import told_stretches
from retrieval.text.sentences import split_sentences, starts_unresolved

_PLURAL = re.compile(r"(?:s|men|women|people)$")
_COUNTRY = re.compile(r"(?:US|U\.S\.)\s+(?=[a-z])")
_ARTICLES = frozenset(("the", "a", "an"))
_ANYONE = frozenset(("anyone", "anybody", "someone", "somebody", "people", "officials", "others"))
#: articles near to a speaker and topic, and to words alone, whose quotations are looked through
NEAR, NEAR_WORDS = 60, 40
#: people of one name, and quotations of theirs that are looked through
PEOPLE, LOOKED_THROUGH = 20, 400
#: a quotation that covers less of the topic than this, neighbours included, is on something else
ON_TOPIC = 0.35
#: a story with this much of a topic in its headline and beside a quotation is about the topic
IN_HEADLINE = 0.8
#: the same for "who said": without a speaker to go by, more of the words must be there
ON_WORDS = 0.45
#: a quotation with less than this share of the best one's score adds nothing
CLOSE = 0.5


@dataclass(frozen=True, slots=True)
class Spoken:
    """Quotations on a topic, best first, and the passages they were looked for in.

    `speaker` is who is quoted at all, None where nobody of this name is.
    """

    quotations: list[ScoredQuotation]
    hits: Sequence[Hit]
    speaker: str | None = None


def what_said(
    archive: Speeches, search: Search, speaker: str, topic_words: str | None, context: Sequence[str] = ()
) -> Spoken:
    """Return what `speaker` said: on the topic, or without one the newest.

    `context` are the articles that the conversation is about: somebody asked for by a role is looked for there first, and
    who is quoted there under a name that several bear is the one who is meant; without a topic their words there come first.
    """
    topic = search.analyse(topic_words) if topic_words else None
    at_hand = archive.packed_quotations(context) if context else {}
    here = [at_hand[id_][n] for id_ in context if id_ in at_hand for n in _numbers_by(at_hand[id_], speaker)]
    speaker = _name_of_all(here) or speaker
    found = search.retrieve(search.analyse(f"{speaker} {topic_words or ''}"), topic)
    near = list(dict.fromkeys(passage.article_id for passage in found.candidates.passages))[:NEAR]
    told = archive.packed_quotations(dict.fromkeys([*context, *near]))
    said = _at_hand(archive, told, speaker, context) or _theirs(
        archive, [told[id_] for id_ in near if id_ in told], speaker, newest_first=topic is None
    )
    if not said:
        said = said_in_role([told[id_] for id_ in dict.fromkeys([*context, *near]) if id_ in told], speaker, archive)
    alone = [q for q in said if not is_joint(q.speaker)] or said
    called = next(((q.speaker.name or q.speaker.text) for q in alone if q.speaker), None)
    if topic is None:
        first = [q for q in here if not is_joint(q.speaker)] or here
        newest = [*first, *(q for q in alone if q not in here)]
        scored = [ScoredQuotation(q, 1.0, 1.0 / (n + 1)) for n, q in enumerate(newest)]
        return Spoken(scored, found.telling, called)
    everyone = _everyone_beside(archive, told, said, found)
    ranked = score_quotations(found, said, everyone)
    spoken = _alone([one for one in ranked if one.covered >= ON_TOPIC] or _under_headline(ranked))
    return Spoken([one for one in spoken if one.score >= CLOSE * spoken[0].score], found.telling, called)


def _under_headline(ranked: Sequence[ScoredQuotation]) -> list[ScoredQuotation]:
    """Return what somebody says in stories that are about the topic by their headlines, whatever words they use for it."""
    return [one for one in ranked if one.under >= IN_HEADLINE]


def _everyone_beside(
    archive: Speeches, told: Mapping[str, ArticleQuotations], said: Iterable[Quotation], found: Retrieved
) -> dict[str, Sequence[Quotation]]:
    """Return all quotations of the articles with some of these, where sentences around them are among the candidates."""
    looked_at = {passage.article_id for passage in found.candidates.passages}
    ids = [id_ for id_ in dict.fromkeys(q.article_id or "" for q in said) if id_ in looked_at]
    others = archive.quotations([id_ for id_ in ids if id_ not in told])
    return {**others, **{id_: list(told[id_]) for id_ in ids if id_ in told}}


def _name_of_all(quotations: Sequence[Quotation]) -> str | None:
    """Return the fullest name of the one person who is quoted, None where another is as well, or nobody by name."""
    names = [q.speaker.name for q in quotations if q.speaker and q.speaker.name and not is_joint(q.speaker)]
    fullest = max(names, key=len, default=None)
    return fullest if fullest and all(answers_to(fullest, name) for name in names) else None


def _at_hand(
    archive: Speeches, told: Mapping[str, ArticleQuotations], speaker: str, context: Sequence[str]
) -> list[Quotation]:
    """Return what somebody who is named by a role alone ("the mayor") says in the articles that the conversation is about."""
    if not context or speaker.split()[0].lower() not in _ARTICLES:
        return []
    return said_in_role([told[id_] for id_ in context if id_ in told], speaker, archive)


def _theirs(
    archive: Speeches, near: Iterable[ArticleQuotations], speaker: str, *, newest_first: bool
) -> list[Quotation]:
    """Return the quotations of somebody in the articles nearest to what is asked, and their newest ones."""
    said = [one[n] for one in near for n in _numbers_by(one, speaker)]
    people = archive.people(speaker, PEOPLE)
    if not people:
        return said
    listed = archive.quotations_by([person.id for person in people], LOOKED_THROUGH)
    newest = _under_any_name(listed, people, speaker)
    if newest_first:
        return [*newest, *(q for q in said if q not in newest)]
    seen = {(q.article_id, q.fragments) for q in said}
    return [*said, *(q for q in newest if (q.article_id, q.fragments) not in seen)]


def _under_any_name(listed: Sequence[Quotation], people: Sequence[Quoted], speaker: str) -> list[Quotation]:
    """Return the quotations of those who are asked for, under every name that the directory gives them in full."""
    # somebody who once spoke together with another is not known by the other's name
    called = [tuple(name for name in (one.name, *one.variants) if len(people_in(name)) < 2) for one in people]
    known = {
        name for names in called if any(answers_to(name, speaker) for name in names) for name in names if " " in name
    }
    under_name = set(map(id, _by(listed, speaker)))
    return [q for q in listed if id(q) in under_name or (q.speaker is not None and q.speaker.name in known)]


def who_said(archive: Speeches, search: Search, topic_words: str) -> Spoken:
    """Return quotations with these words, or most of them, best first; only those whose speaker is told."""
    topic = search.analyse(topic_words)
    if not topic.terms:
        return Spoken([], ())
    found = search.retrieve(topic)
    near = list(dict.fromkeys(passage.article_id for passage in found.candidates.passages))[:NEAR_WORDS]
    known = archive.packed_quotations(near)
    told = [known[article] for article in near if article in known]
    said = [q for one, numbers in zip(told, _may_cover(told, found), strict=True) for q in _told(one, numbers)]
    spoken = [one for one in score_quotations(found, said) if one.covered >= ON_WORDS]
    return Spoken([one for one in spoken if one.score >= CLOSE * spoken[0].score], found.telling)


def _may_cover(told: Sequence[ArticleQuotations], found: Retrieved) -> list[list[int]]:
    """Return which quotations of each article may cover a topic: those with words that weigh enough, or in candidate passages.

    All others, which are most, cover too little of it.
    """
    spans: dict[str, list[Span]] = {}
    for passage in found.candidates.passages:
        spans.setdefault(passage.article_id, []).append(passage.span)
    words = [said.words(n) for said in told for n in range(len(said.names))]
    holding = iter(hold_any(words, _needed(found.candidates)))
    return [
        [n for n in range(len(said.names)) if next(holding) or overlaps(said.span(n), *spans.get(said.article_id, ()))]
        for said in told
    ]


def _needed(candidates: Candidates) -> list[str]:
    """Return the terms of which a quotation must hold one: all the others together weigh less than it has to cover."""
    order = np.argsort(candidates.weights)
    light = order[np.cumsum(candidates.weights[order]) < ON_WORDS].tolist()
    return [term for term, column in candidates.columns.items() if column not in light]


def _told(said: ArticleQuotations, numbers: Iterable[int]) -> Iterator[Quotation]:
    """Yield those of these quotations whose speaker is told."""
    for n in numbers:
        speaker = said.speaker(n)
        if speaker is not None and _is_told(speaker):
            yield said[n]


def _is_told(speaker: Speaker) -> bool:
    """Tell whether it is said who speaks: "it" and "he" of whom nothing else is known say nothing to who asks who it was."""
    return len(speaker.text) > 1 and (
        speaker.name is not None or speaker.text.lower().replace("’", "'").removesuffix("'s") not in FUNCTION_WORDS
    )


def _alone(spoken: list[ScoredQuotation]) -> list[ScoredQuotation]:
    return [one for one in spoken if not is_joint(one.quotation.speaker)] or spoken


class _Listed:
    """Quotations in a list as those of an article are given."""

    def __init__(self, quotations: Iterable[Quotation]) -> None:
        self.every = list(quotations)
        self.names = [one.speaker.name if one.speaker else None for one in self.every]

    def speaker(self, at: int) -> Speaker | None:
        return self.every[at].speaker


def _by(quotations: Iterable[Quotation], speaker: str) -> list[Quotation]:
    """Return those of a person, or of anyone of a body, as `_numbers_by` tells them."""
    listed = _Listed(quotations)
    return [listed.every[n] for n in _numbers_by(listed, speaker)]


def _numbers_by(said: ArticleQuotations | _Listed, asked: str) -> list[int]:
    """Return which quotations are a person's, or anyone's of a body ("anyone from NATO", "the White House")."""
    named = set(said.names) - {None}

    def meant(asked: str) -> list[int]:
        fitting = {name for name in named if name is not None and answers_to(name, asked)}
        return [
            n
            for n, name in enumerate(said.names)
            if (is_meant(said.speaker(n), asked) if name is None else name in fitting)
        ]

    def serving(body: str) -> list[int]:
        fitting = {None, *(name for name in named if may_speak_for(name, body))}
        return [n for n, name in enumerate(said.names) if name in fitting and speaks_for(said.speaker(n), body)]

    words = asked.split()
    if len(words) > 2 and words[0].lower() in _ANYONE:
        body = " ".join(words[2:])
        return serving(body) or meant(body)  # or the body itself, where it speaks under its name
    if country := _COUNTRY.match(asked):  # people of the country, however its name is written, are no other people
        forms = (f"{name} {asked[country.end() :]}" for name in ("U.S.", "US", "American"))
        theirs = [n for form in forms for n in serving(form)]
        return theirs if theirs or _PLURAL.search(asked) else meant(asked)
    return meant(asked) or serving(asked)


def evidence_of(spoken: Sequence[ScoredQuotation], articles: dict[str, Article]) -> list[Evidence]:
    """Return the sentences that hold the quotations with their speakers, each once, in the quotations' order."""
    found: dict[tuple[str, int, int], Evidence] = {}
    cut = {article.id: _Sentences(article) for article in articles.values()}
    for one in spoken:
        article = articles.get(one.quotation.article_id or "")
        if article is None:
            continue
        for kind, (start, end), before in cut[article.id].touching(_held_spans(one.quotation)):
            text = article.text[start:end]
            lead = before if starts_unresolved(text) and not _resolved(one.quotation) else None
            found.setdefault(
                (article.id, start, end),
                Evidence(
                    article.id, start, end, text, one.score, kind, lead=lead,
                    lead_text=article.text[lead[0] : lead[1]] if lead else None,
                ),
            )  # fmt: skip
    return list(found.values())


class _Sentences:
    """The sentences of an article's paragraphs and captions, which are split when they are asked for."""

    def __init__(self, article: Article) -> None:
        self._article, self._stretches = article, told_stretches(article)
        self._split: dict[int, list[Span]] = {}

    def touching(self, spans: Sequence[Span]) -> Iterator[tuple[BlockKind, Span, Span | None]]:
        """Yield the sentences that share a character with one of these, each with the one of its kind just before it."""
        for number, (kind, stretch) in enumerate(self._stretches):
            if overlaps(stretch, *spans):
                for n, sentence in enumerate(self._of(number)):
                    if overlaps(sentence, *spans):
                        yield kind, sentence, self._before(number, n)

    def _of(self, number: int) -> list[Span]:
        if number not in self._split:
            (_, (start, end)), article = self._stretches[number], self._article
            self._split[number] = split_sentences(article.text, start, end, article.language)
        return self._split[number]

    def _before(self, number: int, n: int) -> Span | None:
        if n:
            return self._of(number)[n - 1]
        earlier = next((at for at in reversed(range(number)) if self._of(at)), None)
        same = earlier is not None and self._stretches[earlier][0] is self._stretches[number][0]
        return self._of(earlier)[-1] if earlier is not None and same else None


def _held_spans(quotation: Quotation) -> list[Span]:
    spans = list(quotation.fragments)
    if quotation.speaker and abs(quotation.speaker.start - spans[0][0]) < 600:
        spans.append((quotation.speaker.start, quotation.speaker.end))
    return spans


def _resolved(quotation: Quotation) -> bool:
    return quotation.speaker is not None and quotation.speaker.name is not None
