"""Who came before or after somebody: sentences that tell who replaced whom, and not only that somebody was replaced."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from retrieval.answering.sources import Sources
from retrieval.domain import Answer, AnswerKind, Article, BlockKind, Evidence, Fact, Span, overlaps
from retrieval.questions.successions import Succession
from retrieval.questions.words import FUNCTION_WORDS
from retrieval.text.languages import DEFAULT, language
from retrieval.text.languages.calendar import alternatives
from retrieval.text.passages import article_sentences

#: articles that are looked through, and sentences given
ARTICLES, GIVEN = 20, 3
#: how sure an answer is that tells it, and shares of its first sentence and of each that follows
SURE, FIRST, NEXT = 0.75, 0.8, 0.05
#: characters between a name and the verb in "Falk is to replace Rem"
JUST_BEFORE = 15
_PART = r"(?:[A-Z]\.|[A-Z][\w'’-]{1,40}+)"
_NAME = rf"{_PART}(?:\s+(?:(?:de|da|van|von|der|bin|al)\s+){{0,4}}{_PART}){{0,3}}+"
_PRONOUN = re.compile(r"(?:He|She|They|His|Her|Their)\b|.*\b(?:his|her|their)$")
_WORDS = r"(?:[a-z][\w'’-]{0,40},?\s+){0,6}"


@dataclass(frozen=True, slots=True)
class _Told:
    """Who came after whom in a sentence: both as they stand there, a name or a pronoun."""

    article: Article
    kind: BlockKind
    span: Span
    before: Span | None
    new: Span
    old: Span

    def words(self, span: Span) -> str:
        return self.article.text[slice(*span)]


def told_of_succession(asked: Succession, request: Fact, sources: Sources, answer: Answer) -> Answer | None:
    """Return the sentences that tell who came after or before somebody, None where none does.

    The sentences of the `answer` that was found without them follow.
    """
    found = sources.search.retrieve_mended(sources.search.analyse(request.text, request.asked))
    ids = dict.fromkeys((*request.articles, *request.near, *(hit.passage.article_id for hit in found.hits)))
    articles = sources.archive.articles(list(ids)[:ARTICLES]).values()
    told = [one for article in articles for one in _successions(article) if _is_of(one, asked)][:GIVEN]
    if not told:
        return None
    sentences = tuple(_evidence(one, asked, NEXT if n else FIRST) for n, one in enumerate(told))
    given = {(one.article_id, one.start) for one in sentences}
    rest = tuple(replace(one, score=0.0) for one in answer.sentences if (one.article_id, one.start) not in given)
    return Answer(
        AnswerKind.FACT, abstained=False, sentences=(*sentences, *rest), probability=max(SURE, answer.probability)
    )


def successor_in(article: Article, sentence: Span, name: Span) -> Span | None:
    """Return who comes after somebody by a sentence in which both stand, None where it says nothing of the kind."""
    for told in _told_in(article, BlockKind.PARAGRAPH, sentence, None):
        if overlaps(told.old, name) and not overlaps(told.new, name):
            found = _named(told.words(told.new))
            return (found[0] + told.new[0], found[1] + told.new[0]) if found else None
    return None


def _successions(article: Article) -> Iterator[_Told]:
    """Yield who came after whom in each sentence of an article."""
    before: Span | None = None
    for kind, sentence in article_sentences(article):
        yield from _told_in(article, kind, sentence, before)
        before = sentence


def _told_in(article: Article, kind: BlockKind, sentence: Span, before: Span | None) -> Iterator[_Told]:
    start, end = sentence
    for form in _forms():
        for match in form.finditer(article.text[start:end]):
            new, old = ((a + start, b + start) for a, b in (match.span("new"), match.span("old")))
            takes_over = _just_before(article.text, new) if match.groupdict().get("bare") else new
            if takes_over is not None:
                yield _Told(article, kind, sentence, before, takes_over, old)


def _just_before(text: str, side: Span) -> Span | None:
    """Return the name that stands just before "to replace": who named somebody is not who replaces."""
    names = list(re.finditer(_NAME, text[slice(*side)]))
    if not names or side[1] - side[0] - names[-1].end() > JUST_BEFORE or names[-1].group().endswith(("'s", "’s")):
        return None
    return names[-1].start() + side[0], side[1]


def _is_of(told: _Told, asked: Succession) -> bool:
    """Tell whether the one who is asked about stands on the other side: named there, or meant by a pronoun."""
    side = told.words(told.old if asked.later else told.new)
    surname = re.compile(rf"\b{re.escape(asked.name.split()[-1])}\b", re.IGNORECASE)
    if surname.search(side):
        return True
    return (
        _PRONOUN.match(side) is not None and told.before is not None and bool(surname.search(told.words(told.before)))
    )


def _evidence(told: _Told, asked: Succession, score: float) -> Evidence:
    """Return the sentence with the name that is asked for emphasised, and the one before it where a pronoun needs that."""
    side = told.new if asked.later else told.old
    name = _named(told.words(side))
    marked = ((name[0] + side[0], name[1] + side[0]),) if name else ()
    lead = told.before if any(_leans(told, told.words(one)) for one in (told.new, told.old)) else None
    return Evidence(
        told.article.id, *told.span, told.words(told.span), score, told.kind, marked, lead, told.words(lead) if lead else None
    )  # fmt: skip


def _named(side: str) -> Span | None:
    """Return where the first name stands on a side, None where it is a pronoun's.

    >>> side = "The harbour master, Lars Moen, was"
    >>> side[slice(*_named(side))], _named("She")
    ('Lars Moen', None)
    """
    if _PRONOUN.match(side):
        return None
    names = (match for match in re.finditer(_NAME, side) if match.group().split()[0].lower() not in FUNCTION_WORDS)
    return next((match.span() for match in names), None)


def _leans(told: _Told, side: str) -> bool:
    """Tell whether a pronoun, or a surname that the sentence before has in full, needs that sentence."""
    if _PRONOUN.match(side):
        return True
    name = _named(side)
    side = side[slice(*name)] if name else side
    full = rf"[A-Z][\w'’-]+\s+{re.escape(side)}\b"
    return told.before is not None and " " not in side and re.search(full, told.words(told.before)) is not None


@cache
def _forms() -> Sequence["re.Pattern[str]"]:
    """Return the patterns of sentences that tell who came after whom."""
    verbs = language(DEFAULT).section("questions.succession")
    bare, active, passive, chosen, leaves = (
        alternatives(tuple(verb.replace("_", " ") for verb in verbs[key].split()))
        for key in ("to_take_over", "takes_over", "taken_over_by", "chosen", "leaves")
    )
    return tuple(
        re.compile(form)
        for form in (
            rf"(?P<new>(?:{_NAME}|He|She|They)[^.;]{{0,80}}?)\s(?:{active}|(?P<bare>{bare}))\s+{_WORDS}(?P<old>{_NAME})",
            rf"(?P<old>(?:{_NAME}|He|She|They)[^.;]{{0,80}}?)\s(?:{passive})\s+{_WORDS}(?P<new>{_NAME})",
            rf"(?P<new>{_NAME})\s+(?:will be|is|was|becomes|became)\s+(?P<old>his|her|their)\s+successor",
            rf"(?P<old>(?:His|Her|Their)\s+(?:place|post|job|seat))\s+[^.;]{{0,40}}?\b(?:by|to)\s+{_WORDS}(?P<new>{_NAME})",
            rf"(?P<new>{_NAME}|He|She|They)\s+(?:was|were)\s+(?:{chosen})\b[^.;]{{0,60}}?\b(?:when|after)\s+{_WORDS}"
            rf"(?P<old>{_NAME})\s+(?:{leaves})\b",
        )
    )
