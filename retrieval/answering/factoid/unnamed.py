"""Whose name "her name" is where a story tells of her without one: "a woman of 67 was killed", and of many others by name."""

import re
from dataclasses import replace

from retrieval.answering.factoid.role_names import as_nearest
from retrieval.answering.sources import Sources
from retrieval.domain import Answer, Article, Block, BlockKind, Evidence, Fact, Span, overlaps
from retrieval.questions.patterns import Pattern
from retrieval.text.passages import article_sentences

_NAME_OF_PRONOUN = Pattern(
    r"\bwhat(?:['’]?s|\s{1,3}(?:is|was|were|are))\s{1,3}(?:his|her|their)\s{1,3}(?:full\s{1,3}|first\s{1,3}|last\s{1,3})?names?\b|"
    r"(?:^|[.?!]\s)\W{0,5}(?:and\s{1,3})?who\s{1,3}(?:is|was)\s{1,3}(?:he|she)\W{0,5}$|\b(?:his|her|their)\s{1,3}names?\W{0,5}$",
    re.IGNORECASE,
    signs="name who",
)
_NOUN = Pattern(
    r"^\W{0,5}(?:and\s{1,3})?(?:his|her|their)\s{1,3}names?\b\W{0,5}(?:who\W{0,5})?$", re.IGNORECASE, signs="name"
)
_NAME = Pattern(r"\bnam(?:e|es|ed)\b|\bidentif", re.IGNORECASE)
#: sentences behind the one that was shown that may name somebody
BEHIND = 2


def name_asked_of_somebody_unnamed(request: Fact) -> bool:
    """Tell whether the name of somebody is asked for whom a conversation knows by a pronoun alone.

    >>> name_asked_of_somebody_unnamed(Fact("did anyone die. what was her name", answered=("a", 0, 9)))
    True
    >>> name_asked_of_somebody_unnamed(Fact("what was Ida Falk's name", answered=("a", 0, 9)))
    False
    """
    if request.answered is None:
        return False
    return _NAME_OF_PRONOUN.search(request.text) is not None or _NOUN.match(request.own) is not None


def named_beside(request: Fact, sources: Sources) -> Answer | None:
    """Return the sentence that names them of the paragraph that was shown last and those right behind it; else what is nearest.

    None where what was shown is no more in the archive. Whoever is named further off is somebody else.
    """
    article_id, start, end = request.answered or ("", 0, 0)
    article = sources.archive.articles([article_id]).get(article_id)
    places = _from(article, (start, end)) if article else []
    if article is None or not places:
        return None
    analysis = sources.search.analyse(request.text, request.asked)
    blocks = tuple(Block(BlockKind.PARAGRAPH, *place) for place in places)
    found = sources.search.retrieve_in(analysis, [replace(article, blocks=blocks)])
    told = sources.facts.answer(found, at_hand=True, least=0.0)
    there = {(one.start, one.end): one for one in told.sentences if one.article_id == article_id}
    naming = [there[place] for place in places if place in there and there[place].emphasis]
    if naming:
        return replace(told, sentences=tuple(naming), quotations=(), speaker=None)
    near = [Evidence(article_id, *place, article.text[slice(*place)], 0.0) for place in places]
    near.sort(key=lambda one: _NAME.search(one.text) is None)
    return as_nearest(replace(told, sentences=tuple(near)), sources.archive)


def _from(article: Article, shown: Span) -> list[Span]:
    """Return where the sentences stand from the start of the paragraph with the one that was shown to the few behind it.

    Nothing where it is not in the article.
    """
    told = [place for kind, place in article_sentences(article) if kind is BlockKind.PARAGRAPH]
    at = next((n for n, place in enumerate(told) if overlaps(place, shown)), None)
    if at is None:
        return []
    start = max((block.start for block in article.blocks if block.start <= told[at][0]), default=0)
    return [place for place in told[: at + 1 + BEHIND] if place[1] > start]
