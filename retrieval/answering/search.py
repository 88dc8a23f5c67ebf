"""Searching the archive: the one call by which passages are found and counted, and the search of `onrecord search`."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from retrieval.answering.factoid.candidates import OPENED, Candidates, count_candidates
from retrieval.answering.factoid.scoring import Scorer, passage_values, score_sentences
from retrieval.answering.factoid.weights import Weights
from retrieval.archive.interface import Articles, Found
from retrieval.domain import AnswerKind, Article, Evidence, Hit
from retrieval.index.interface import CollectionStatistics, Index
from retrieval.index.languages import KnownLanguages
from retrieval.questions import Analysis, analyse
from retrieval.questions.dictionary import commonest, is_a_word
from retrieval.questions.misspelt import plain
from retrieval.questions.other_forms import parts_of
from retrieval.questions.spelling import SHORTEST, corrected, corrections, one_slip_away, swapped
from retrieval.questions.times import before_newest
from retrieval.stages import stage
from retrieval.text.languages import DEFAULT
from retrieval.text.passages import ordinal, passages_of
from retrieval.text.terms import analyzer

#: sentences read closely for a search
SEARCHED = 48
#: sentences for keywords hold this part of what the one that holds most of them does
HELD = 0.5
#: analyses of the same texts that are kept
ANALYSES = 16
#: mistyped words of one question that are looked for in the whole archive: each is one of hundreds of terms
MISSPELT = 2
#: a word of the language is preferred to one that the archive has so many times as often
WORDS = 10
#: articles whose passages are all candidates, where a question is about these
ABOUT = 3


#: an article with this much of the weight of a question's words may tell what is asked
SAME_STORY = 0.4
#: nearest hits that are looked at for it
LOOKED_AT = 8


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found for an analysis: the hits, the collection's statistics, and the candidates counted with both.

    `candidates` are counted for `analysis`, whatever the hits were found by.
    """

    analysis: Analysis
    hits: Sequence[Hit]
    statistics: CollectionStatistics
    candidates: Candidates

    @property
    def telling(self) -> list[Hit]:
        """The first hits in articles that may tell what is asked: they hold enough of the weight of its words."""
        ids = [passage.article_id for passage in self.candidates.passages]
        numbers = dict(zip(ids, self.candidates.articles.tolist(), strict=True))
        near = [hit for hit in self.hits[:LOOKED_AT] if hit.passage.article_id in numbers]
        return [hit for hit in near if self.candidates.share_seen(numbers[hit.passage.article_id]) >= SAME_STORY]


class Search:
    """Finds passages in an archive and its index, up to `limit` candidates at a time."""

    def __init__(self, archive: Articles, index: Index, limit: int = 100) -> None:
        self._archive, self.index, self.limit = archive, index, limit
        self.languages = KnownLanguages(archive, index)
        self._newest: tuple[int, int] = (-1, 0)
        self._analysed = lru_cache(ANALYSES)(self._analyse)

    def newest_day(self) -> int:
        """Return the day of the newest article as an ordinal, 0 where none has a date; asked for again like the languages."""
        position = self.index.position
        if self._newest[0] != position:
            self._newest = (position, ordinal(self._archive.span()[1]))
        return self._newest[1]

    def analyse(self, text: str, asked: str | None = None, kind: AnswerKind = AnswerKind.FACT) -> Analysis:
        """Analyse a question asked on a day (ISO 8601, today where None) in the archive's languages.

        Those analysed last are at hand: what is told beside an answer is looked for by the same words.
        """
        day = asked or dt.datetime.now(dt.UTC).date().isoformat()
        analysis = self._analysed(text, day, self.index.position)
        return replace(analysis, kind=kind) if kind is not analysis.kind else analysis

    def _analyse(self, text: str, asked: str, _position: int) -> Analysis:
        """Analyse a question for the state of the index at a position: with that, languages and newest day may change."""
        analysis = analyse(plain(text), self.languages(), asked)
        if analysis.when.days:
            return replace(analysis, when=before_newest(text, analysis.when, self.newest_day()))
        return analysis

    def knows(self, words: str) -> bool:
        """Tell whether any of the words that tell something stands anywhere in the archive."""
        terms = analyse(words, self.languages()).searched
        counted = self.index.statistics(terms).document_frequency
        return not terms or any(counted.get(term) for term in terms)

    @stage("search")
    def retrieve(
        self, analysis: Analysis, counted: Analysis | None = None, *, opened: int = OPENED, limit: int = 0
    ) -> Retrieved:
        """Find the candidates for an analysis, count them for `counted` where that is another, and open the best of them.

        `limit` asks for more candidates than are usual.
        """
        hits = self.index.candidates(analysis.searched, max(limit, self.limit))
        return self._counted(counted or analysis, hits, opened)

    def retrieve_mended(self, analysis: Analysis) -> Retrieved:
        """Find the candidates, words that the archive does not know taken for those that it does."""
        found = self.retrieve(analysis)
        unknown = self._unknown(found)
        if unknown and (typed := self._as_meant(analysis, unknown)) is not None:
            found = self.retrieve(typed)
            analysis, unknown = typed, self._unknown(found)
        unknown = [term for term in unknown if len(term) >= SHORTEST]
        if not unknown:
            return found
        meant = corrections(unknown, found.candidates.lines.terms)
        apart = self._apart(analysis, [term for term in unknown if term not in meant])
        if not meant and apart is None:
            return found
        return self.retrieve(corrected(apart or analysis, meant))

    def _unknown(self, found: Retrieved) -> list[str]:
        """Return the terms of the question that the archive has in no form."""
        frequency, others = found.statistics.document_frequency, found.analysis.others
        return [
            term
            for term in found.analysis.terms
            if len(term) >= SHORTEST - 1 and not any(frequency.get(one) for one in (term, *others.get(term, ())))
        ]

    def _as_meant(self, analysis: Analysis, unknown: Sequence[str]) -> Analysis | None:
        """Return the question with mistyped words, MISSPELT at most, as they were meant; None where none is seen to be.

        What is a word of the language was meant as it stands, and a name may be of somebody whom no story knows. A word of
        the archive is preferred; of the language's others only one with two letters swapped is taken.
        """
        names = {term for name in analysis.names for term in name}
        mistyped = [
            word
            for word in analysis.words
            if word.terms[0] in unknown and word.terms[0] not in names and word.text.isalpha() and word.text.isascii()
        ]
        text = analysis.text
        for word in reversed([word for word in mistyped if not is_a_word(word.text)][:MISSPELT]):
            meant = self._likeliest(word.text.lower())
            if meant is not None:
                text = f"{text[: word.start]}{meant}{text[word.end :]}"
        if text == analysis.text:
            return None
        return replace(analyse(text, self.languages()), kind=analysis.kind, when=analysis.when)

    def _likeliest(self, word: str) -> str | None:
        """Return the word one slip away that most documents have, or that the language has; None where neither knows any."""
        near = {one: analyzer(DEFAULT).terms(one)[:1] for one in one_slip_away(word)}
        frequency = self.index.statistics(term for terms in near.values() for term in terms).document_frequency
        counted = {one: frequency.get(terms[0], 0) for one, terms in near.items() if terms}
        best = max(counted, key=lambda one: (counted[one] * (WORDS if is_a_word(one) else 1), one), default=None)
        if best is not None and counted[best]:
            return best
        return commonest(swapped(word)) if len(word) >= SHORTEST else None

    def _apart(self, analysis: Analysis, unknown: Sequence[str]) -> Analysis | None:
        """Return the question with a compound that the archive has only in two words written so, None where there is none."""
        for word in analysis.words:
            if word.terms[0] not in unknown:
                continue
            ways = {way: tuple(analyzer(DEFAULT).terms(" ".join(way))) for way in parts_of(word.text.lower())}
            counted = self.index.statistics(term for terms in ways.values() for term in terms).document_frequency
            fewest = {way: min(counted.get(term, 0) for term in terms) for way, terms in ways.items()}
            best = max(fewest, key=lambda way: fewest[way], default=None)
            if best is not None and fewest[best]:
                text = f"{analysis.text[: word.start]}{' '.join(best)}{analysis.text[word.end :]}"
                return replace(analyse(text, self.languages()), kind=analysis.kind, when=analysis.when)
        return None

    def retrieve_from(self, analysis: Analysis, article_ids: Sequence[str], most: int = ABOUT) -> Retrieved:
        """Take all passages of the first few of these articles as the candidates."""
        return self.retrieve_in(analysis, self._archive.articles(article_ids[:most]).values())

    def retrieve_in(self, analysis: Analysis, articles: Iterable[Article]) -> Retrieved:
        """Take all passages of some articles as the candidates."""
        return self._counted(analysis, [Hit(passage, 0.0) for passage in passages_of(articles)], OPENED)

    def on_days(self, found: Retrieved, first: int, last: int) -> Retrieved:
        """Return what was published on some days (ordinals), everything where nothing was."""
        hits = [hit for hit in found.hits if first <= hit.passage.day <= last]
        if not hits:
            return found
        return Retrieved(
            found.analysis, hits, found.statistics, count_candidates(found.analysis, hits, found.statistics, len(hits))
        )

    def _counted(self, analysis: Analysis, hits: Sequence[Hit], opened: int) -> Retrieved:
        statistics = self.index.statistics(analysis.searched)
        return Retrieved(analysis, hits, statistics, count_candidates(analysis, hits, statistics, opened))


def search_sentences(search: Search, archive: Articles, weights: Weights, query: str, limit: int) -> list[Evidence]:
    """Return the best sentences for keywords, best first: those that hold a good part of them, no words twice."""
    found = search.retrieve_mended(search.analyse(query))
    scored = score_sentences(found.analysis, found.candidates, Scorer(archive, weights), SEARCHED)
    if scored is None:
        return []
    held = scored.values["coverage"]
    least = HELD * float(held.max())
    distinct: dict[str, Evidence] = {}
    for n in scored.order.tolist():
        if held[n] and held[n] >= least:
            text, row = scored.reading.texts[n], scored.reading.rows[n]
            article, start, end = scored.reading.places[n]
            kind = scored.candidates.passages[scored.candidates.owner[row]].kind
            distinct.setdefault(
                " ".join(text.casefold().split()), Evidence(article, start, end, text, float(held[n]), kind)
            )
    return list(distinct.values())[:limit]


def search_passages(search: Search, archive: Articles, weights: Weights, query: str, limit: int) -> list[Found]:
    """Return the best passages for a query, best first."""
    analysis = search.analyse(query)
    found = search.retrieve(analysis, limit=limit, opened=max(limit, search.limit))
    candidates = found.candidates
    scored = score_sentences(analysis, candidates, Scorer(archive, weights), SEARCHED)
    if scored is None:
        return []
    values = passage_values(scored, weights.article)
    order = np.argsort(-values, kind="stable")[:limit].tolist()
    texts = archive.texts(candidates.passages[n].article_id for n in order)
    results = []
    for n in order:
        passage = candidates.passages[n]
        text = texts.get(passage.article_id)
        if text is not None:
            results.append(Found(passage, text[passage.span[0] : passage.span[1]], float(values[n])))
    return results
