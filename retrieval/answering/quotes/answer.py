"""Answers made of quotations: who said it, what somebody said, and that somebody is quoted on something else only."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from textwrap import shorten

from retrieval.answering.factoid.request import answer_fact
from retrieval.answering.factoid.role_names import known_roles
from retrieval.answering.factoid.speakers import may_be_asked_for
from retrieval.answering.factoid.who_told import asks_who_told
from retrieval.answering.quotes.addressed import addressed, said_beside
from retrieval.answering.quotes.borne_out import bearing_out
from retrieval.answering.quotes.ranking import ScoredQuotation, distinct_quotations, is_doubtful
from retrieval.answering.quotes.same_story import is_of_many, nearest_at_hand, said_in_same_story
from retrieval.answering.quotes.search import ON_TOPIC, Spoken, evidence_of, what_said, who_said
from retrieval.answering.quotes.speaker_roles import head_of, is_group, is_owned
from retrieval.answering.quotes.whole_roles import of_whom
from retrieval.answering.sources import Sources
from retrieval.domain import (
    Answer,
    AnswerKind,
    Fact,
    Hit,
    Message,
    Place,
    QuotationsOf,
    Said,
    SpeakersOn,
    overlaps,
)
from retrieval.questions.following import is_pronoun
from retrieval.questions.kinds import is_when_they_did, tells_when
from retrieval.questions.speech import has_words_of_speech, is_general, speech_terms
from retrieval.questions.wording import words_of
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import analyzer

#: nearest headlines of an answer that abstains
NEAREST = 3
#: a quotation that covers so much of the topic has the words that are asked for
LITERAL = 0.8
#: who said so few words is no surer for them: one or two stand together by chance, and are meant otherwise
FEWEST_TERMS = 3
#: how sure it is that what somebody is quoted with, and what somebody in a role is, answers
NAMED, IN_ROLE = 0.9, 0.6
#: characters of a topic that is named where nothing is quoted on it
LONGEST_TOPIC = 60
_NAME = re.compile(r"[A-Z][\w'’-]{1,40}(?:\s+[A-Z][\w'’-]{1,40})+")
_POINTS = re.compile(r"\b(?:about|on|of|to)\s+(?P<whom>him|her|them|it|this|that)\W*$", re.IGNORECASE)
_ARTICLES = frozenset(("the", "a", "an"))
_OWNERS = frozenset(("his", "her", "their", "its", "our"))


def answer_quotations_of(request: QuotationsOf, sources: Sources) -> Answer:
    """Answer with what somebody said; with a sentence where a role ("the captain") names nobody who is quoted."""
    instead = request.instead or Fact(words_of(request), without=request.without)
    if request.topic and instead.articles and (there := _from_story(request, instead, sources)) is not None:
        return there
    if _is_of_the_story(request) and (there := _in_same_story(request, instead, sources)) is not None:
        return there
    said = what_said(sources.archive, sources.search, request.speaker, request.topic, request.articles)
    if (headline := _pointed_at(request, instead, said, sources)) is not None:
        return answer_quotations_of(replace(request, topic=headline), sources)
    if _is_described(request.speaker) and not said.quotations and not (said.speaker and is_owned(request.speaker)):
        told = _told_of(request, instead, said.speaker, sources)
        if told is not None:
            return told
    if said.speaker and (answer := _to_somebody(said.speaker, request, sources)) is not None:
        return answer
    ranked = None
    if request.topic and said.speaker and sources.facts.has_reader and not _is_literal(said.quotations):
        # the speaker is certain: only the words of the topic tell one quotation from another
        whole = sources.search.analyse(instead.text, instead.asked)
        topic = sources.search.analyse(request.topic, instead.asked, AnswerKind.WHAT_SAID)
        found = sources.search.retrieve(whole, topic)
        ranked = sources.facts.answer(found, request.without, request.speaker)
        if not ranked.abstained:
            return ranked
        said = replace(said, quotations=[one for one in said.quotations if one.covered >= ON_TOPIC])
    most = IN_ROLE if _is_described(request.speaker) else NAMED
    fresh = _fresh(said.quotations, frozenset(request.without))
    first = not (request.topic or request.without)
    here = [one for one in fresh if first and one.quotation.article_id in request.articles]
    if (answer := _quoted(AnswerKind.WHAT_SAID, here or fresh, sources, most)) is not None:
        return answer
    if said.speaker and request.topic and not said.quotations and is_group(request.speaker):
        others = answer_fact(instead, sources, AnswerKind.WHAT_SAID)
        if not others.abstained and others.quotations:  # another body of the kind, or somebody who speaks for one
            return others
    told = None if said.speaker else _told_at_hand(request, instead, sources)
    return told or _nothing_quoted(request, said, ranked, sources)


def _nothing_quoted(request: QuotationsOf, said: Spoken, ranked: Answer | None, sources: Sources) -> Answer:
    """Answer that nothing new or nothing on the topic is quoted: with what is nearest."""
    general = is_general(request.topic or "")
    if said.speaker and not said.quotations and (general or is_when_they_did(request.topic)):
        whatever = answer_quotations_of(replace(request, topic=None), sources)
        if general or len({one.article_id for one in whatever.quotations}) == 1:
            return replace(whatever, probability=min(whatever.probability, IN_ROLE))
    near = ranked if ranked is not None and ranked.nearest else _nearest_words(request, said, sources)
    return _abstained(AnswerKind.WHAT_SAID, said.hits, sources, _nothing_said(said, request.topic), near)


def _nearest_words(request: QuotationsOf, said: Spoken, sources: Sources) -> Answer | None:
    """Return as nearest what somebody who is quoted on something else says in the article that is nearest to the topic."""
    if said.speaker is None or request.topic is None or said.quotations:
        return None
    newest = what_said(sources.archive, sources.search, request.speaker, None, request.articles).quotations
    theirs = [_unnamed(one) for one in _fresh(newest, frozenset(request.without))]
    quoting = dict.fromkeys(one.quotation.article_id or "" for one in theirs)
    near = next(
        (hit.passage.article_id for hit in said.hits if hit.passage.article_id in quoting), next(iter(quoting), "")
    )
    articles = sources.archive.articles([near])
    there = [one for one in theirs if one.quotation.article_id == near]
    nearest = tuple(evidence_of(there, articles)[:NEAREST])
    cited = tuple(sources.archive.citations([near]).values())
    return Answer(AnswerKind.WHAT_SAID, abstained=True, nearest=nearest, citations=cited) if nearest else None


def _unnamed(one: ScoredQuotation) -> ScoredQuotation:
    """Return a quotation whose speaker is not named above it: a pronoun needs the sentence before."""
    speaker = one.quotation.speaker
    return replace(one, quotation=replace(one.quotation, speaker=replace(speaker, name=None))) if speaker else one


def _nothing_said(said: Spoken, topic: str | None) -> Said | None:
    """Return what there is to say where somebody is quoted with nothing new, or on something else."""
    if said.speaker and said.quotations:
        return Said(Message.NO_MORE, speaker=said.speaker)
    if said.speaker and topic and _is_subject(topic):
        return Said(Message.NOT_ON_TOPIC, speaker=said.speaker, topic=shorten(topic, LONGEST_TOPIC, placeholder="…"))
    return None


def _told_of(request: QuotationsOf, instead: Fact, known: str | None, sources: Sources) -> Answer | None:
    """Answer with a sentence on somebody who is described, None where it tells of somebody else.

    Where somebody so described is `known`, whose words are on something else, another may be meant.
    """
    told = answer_fact(instead, sources, AnswerKind.WHAT_SAID)
    if told.abstained or (request.topic and known is None):
        return told
    if told.quotations and _tells_of(told, request.speaker):
        return of_whom(told, request.speaker, known)
    return _what_is_thought(told, request.speaker) if known is None else None


def _told_at_hand(request: QuotationsOf, instead: Fact, sources: Sources) -> Answer | None:
    """Answer "and the shopkeepers?" with what the story at hand tells of them, None where they are not in it.

    The last question was after somebody's words, but this one does not say so.
    """
    own = sources.search.analyse(instead.own, instead.asked)
    if not request.articles or not own.has_topic or has_words_of_speech(instead.own):
        return None
    told = sources.facts.answer(sources.search.retrieve_from(own, request.articles), at_hand=True, least=0.0)
    terms = analyzer(DEFAULT).terms(told.sentences[0].text) if told.sentences else ()
    return told if {term for term in own.terms if term not in own.weak} <= set(terms) else None


def _from_story(request: QuotationsOf, instead: Fact, sources: Sources) -> Answer | None:
    """Answer from the story that the question leans on, None where they are not quoted there with what answers."""
    analysis = sources.search.analyse(instead.own or instead.text, instead.asked, AnswerKind.WHAT_SAID)
    if not analysis.terms:
        return None
    found = sources.search.retrieve_from(analysis, instead.articles)
    answer = sources.facts.answer(found, request.without, request.speaker, at_hand=True)
    return None if answer.abstained else answer


def answer_speakers_on(request: SpeakersOn, sources: Sources) -> Answer:
    """Answer with who said it, in the story at hand if anybody did; with a sentence where nobody is quoted with it."""
    instead = request.instead or Fact(words_of(request), without=request.without)
    if asks_who_told(instead):
        return answer_fact(instead, sources, AnswerKind.WHO_SAID)
    said = who_said(sources.archive, sources.search, request.topic or "")
    asked = sources.search.analyse(instead.text, instead.asked, AnswerKind.WHO_SAID)
    meant = bearing_out([one for one in said.quotations if may_be_asked_for(one.quotation, asked)], asked, sources)
    topic = sources.search.analyse(request.topic or "")
    enough = len(set(topic.terms) - topic.weak) >= FEWEST_TERMS
    at_hand = instead.articles or instead.near
    here = [one for one in meant if one.quotation.article_id in at_hand]
    meant = here if enough and _is_literal(here) else meant
    literal, ranked = enough and _is_literal(meant), None
    if not literal or (at_hand and not here):
        ranked = answer_fact(instead, sources, AnswerKind.WHO_SAID)
        told_here = any(one.article_id in at_hand for one in ranked.sentences[:1])
        if told_here or not (literal or (ranked.abstained and meant)):
            return ranked
    answer = _quoted(AnswerKind.WHO_SAID, _fresh(meant, frozenset(request.without)), sources)
    return answer or _abstained(AnswerKind.WHO_SAID, said.hits, sources, near=ranked)


def _is_described(speaker: str) -> bool:
    """Tell whether somebody is asked for by what they are, and not by a name: "the captain", "smiths brother"."""
    words = speaker.lower().split()
    return bool(words) and (words[0] in _ARTICLES | _OWNERS or _noun(speaker) in known_roles())


def _pointed_at(request: QuotationsOf, instead: Fact, said: Spoken, sources: Sources) -> str | None:
    """Return what is pointed at where somebody's words "about her" are asked for and none of theirs stand in the story.

    Their newest words are about something else; what they say elsewhere of whom the headline names, or of its matter, is meant.
    """
    points = _POINTS.search(instead.own or instead.text)
    if request.topic or not request.articles or points is None:
        return None
    if any(one.quotation.article_id in request.articles for one in said.quotations):
        return None
    headline = next((one.headline for one in sources.archive.citations(request.articles[:1]).values()), None)
    name = _NAME.search(headline or "") if is_pronoun(points["whom"]) else None
    return re.sub(r"['’]s?$", "", name.group()) if name else headline


def _in_same_story(request: QuotationsOf, instead: Fact, sources: Sources) -> Answer | None:
    """Answer with what somebody in a role says in the story at hand, or that it does not say.

    None where one alone can be meant, in whatever story. Of several in such a role, one of another story is not who is meant.
    """
    said = _fresh(said_in_same_story(request, sources), frozenset(request.without))
    if answer := _quoted(AnswerKind.WHAT_SAID, said, sources, IN_ROLE):
        return answer
    leaning = replace(instead, articles=request.articles, near=(), own=instead.own or instead.text)
    told = _told_of(request, leaning, None, sources)
    if told is not None and not told.abstained and told.sentences[0].article_id in request.articles:
        return told
    return nearest_at_hand(request, sources) if is_of_many(request, sources) else None


def _is_of_the_story(request: QuotationsOf) -> bool:
    """Tell whether somebody in a role is asked for whom only the story at hand can tell: "what did the mayor say"."""
    first = request.speaker.split()[0].lower()
    leans = first in _OWNERS or (first == "the" and _noun(request.speaker) in known_roles())
    return bool(request.articles) and not request.topic and leans and not is_owned(request.speaker)


def _is_subject(topic: str) -> bool:
    """Tell whether a topic can be named as one: several sentences are the conversation's words."""
    return ". " not in topic and not tells_when(topic)


def _noun(speaker: str) -> str:
    return head_of(speaker).split()[-1].lower()


def _to_somebody(speaker: str, request: QuotationsOf, sources: Sources) -> Answer | None:
    """Answer with what a speaker said to somebody whom the request names, None where it names nobody or they are not beside."""
    whom = addressed(request)
    beside = said_beside(speaker, whom, request, sources) if whom else []
    return _quoted(AnswerKind.WHAT_SAID, _fresh(beside, frozenset(request.without)), sources, IN_ROLE)


def _what_is_thought(answer: Answer, speaker: str) -> Answer | None:
    """Return the answer with the sentence first that tells what a role says or thinks ("her trainer believes"), if any does.

    No quotation is made of it: nobody may be quoted.
    """
    noun, speech = analyzer(DEFAULT).terms(_noun(speaker)), speech_terms()
    for n, sentence in enumerate(answer.sentences):
        terms = analyzer(DEFAULT).terms(sentence.text)
        if not (set(noun).isdisjoint(terms) or speech.isdisjoint(terms)):
            first = replace(sentence, score=max(one.score for one in answer.sentences))
            rest = (*answer.sentences[:n], *answer.sentences[n + 1 :])
            return replace(answer, sentences=(first, *rest), quotations=(), speaker=None)
    return None


def _tells_of(answer: Answer, speaker: str) -> bool:
    """Tell whether the first sentence of an answer, a quotation, or the one before it, has the noun for whom is asked."""
    noun, first = analyzer(DEFAULT).terms(_noun(speaker)), answer.sentences[0]
    role = next((f"{one.speaker.role or ''} {one.speaker.text}" for one in answer.quotations if one.speaker), "")
    return not set(noun).isdisjoint(analyzer(DEFAULT).terms(f"{first.lead_text or ''} {first.text} {role}"))


def _is_literal(quotations: Sequence[ScoredQuotation]) -> bool:
    """Tell whether the best quotation has the very words that are asked for: nothing else needs to be looked at."""
    return bool(quotations) and quotations[0].covered >= LITERAL


def _quoted(
    kind: AnswerKind, quotations: Sequence[ScoredQuotation], sources: Sources, most: float = NAMED
) -> Answer | None:
    """Return the answer of the best quotations, None where there is none."""
    chosen = distinct_quotations(quotations)
    articles = sources.archive.articles(one.quotation.article_id or "" for one in chosen)
    chosen = [one for one in chosen if one.quotation.article_id in articles]
    chosen = [one for one in chosen if not is_doubtful(one.quotation)] or chosen
    evidence = evidence_of(chosen, articles)
    if not evidence:
        return None
    return Answer(
        kind, abstained=False, sentences=tuple(evidence), quotations=tuple(one.quotation for one in chosen),
        probability=min(most, max(chosen[0].covered, ON_TOPIC)),
    )  # fmt: skip


def _fresh(quotations: Iterable[ScoredQuotation], without: frozenset[Place]) -> list[ScoredQuotation]:
    """Return the quotations that were not shown before."""
    return [
        one
        for one in quotations
        if not any(
            id_ == one.quotation.article_id and overlaps(one.quotation.span, (start, end))
            for id_, start, end in without
        )
    ]


def _abstained(
    kind: AnswerKind, hits: Sequence[Hit], sources: Sources, message: Said | None = None, near: Answer | None = None
) -> Answer:
    """Return the answer without quotations: with what is nearest, and what is known of the speaker."""
    if near is not None and near.nearest:
        return replace(near, kind=kind, message=message)
    ids = list(dict.fromkeys(hit.passage.article_id for hit in hits))[:NEAREST]
    return Answer(kind, abstained=True, citations=tuple(sources.archive.citations(ids).values()), message=message)
