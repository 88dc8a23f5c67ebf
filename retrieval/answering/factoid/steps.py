"""Reading in two steps: the sentences that promise most, wherever they stand, then more of the article that they point to.

What is asked in other words than the story's often stands in a passage that none of the question's words found.
"""

import numpy as np

from retrieval.answering.factoid.candidates import Candidates, Numbers, Places, count_candidates
from retrieval.answering.factoid.scoring import Scored, Scorer, count_sentences, score_sentences
from retrieval.answering.factoid.weights import Weights
from retrieval.answering.search import Retrieved
from retrieval.archive.interface import Articles
from retrieval.domain import Hit
from retrieval.reading.reader import Reader
from retrieval.text.passages import passages

#: of the sentences that are read, the part that is read first
FIRST = 0.6


def score_in_steps(found: Retrieved, archive: Articles, weights: Weights, reader: Reader) -> Scored | None:
    """Score the sentences of candidate passages as `score_sentences` does, the rest of them once the best article is known."""
    analysis, keep, scorer = found.analysis, weights.sentences_read, Scorer(archive, weights, reader)
    first = score_sentences(analysis, found.candidates, scorer, max(1, round(keep * FIRST)))
    if first is None or not first.meant:
        return score_sentences(analysis, found.candidates, Scorer(archive, weights), keep)
    article = first.reading.places[int(first.order[0])][0]
    candidates = _with_the_rest_of(article, found, archive)
    _, counted = count_sentences(analysis, candidates, weights)
    rows = _rows(first, article, candidates, counted, keep)
    return score_sentences(analysis, candidates, scorer, keep, rows=rows)


def _with_the_rest_of(article_id: str, found: Retrieved, archive: Articles) -> Candidates:
    """Return the candidates with every passage of an article."""
    known = {hit.passage.number for hit in found.hits if hit.passage.article_id == article_id}
    article = archive.articles([article_id]).get(article_id)
    rest = [Hit(one, 0.0) for one in passages(article) if one.number not in known] if article else []
    if not rest:
        return found.candidates
    hits = [*found.hits, *rest]
    return count_candidates(found.analysis, hits, found.statistics, len(hits))


def _rows(first: Scored, article: str, candidates: Candidates, counted: Numbers, keep: int) -> Places:
    """Return the rows of what is read: what was read first, the best of the article, then the best of all."""
    order = np.argsort(-counted, kind="stable")
    places = candidates.places(order)
    before = set(first.reading.places)
    again = [n for n, place in enumerate(places) if place in before]
    theirs = [n for n, place in enumerate(places) if place[0] == article and place not in before]
    others = [n for n, place in enumerate(places) if place[0] != article and place not in before]
    return np.array(order[[*again, *theirs, *others][:keep]])
