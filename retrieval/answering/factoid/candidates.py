"""From candidate passages to the few dozen sentences worth reading closely.

Everything here is counted over all sentences of the candidates at once: which of the question's terms stand in a sentence
is a row of a matrix, and coverage is a product with the terms' weights.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from retrieval.domain import BlockKind, Hit, Passage, Place
from retrieval.index.interface import CollectionStatistics
from retrieval.index.stored import kinds_of, lines_of, places_of
from retrieval.questions import Analysis
from retrieval.questions.lexicon import lexicon
from retrieval.ranking import bm25, inverse_document_frequencies

#: how much a term that says little ("week", "announced") weighs beside its rarity
WEAK = 0.3
#: a collection is taken for at least so large: in a handful of passages every word is rare or everywhere
FEWEST_PASSAGES = 300
#: candidate passages whose sentences are looked at
OPENED = 100
#: days between articles on one event
SAME_EVENT = 4

#: of each number of letters up to eight, which bits of a little-endian number hold that many
_FIRST_LETTERS = np.array([(1 << 8 * letters) - 1 for letters in range(9)], dtype="<u8")

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Lines:
    """The terms of passages, line by line, and where those occur that have a column.

    A passage's first line is its headline's, the others are its sentences'; `first` are the numbers of the passages' first
    lines, and behind them that of all lines. Line n is `text[starts[n]:ends[n]]`, its terms with spaces between them, and
    has `counts[n]` of them. Each occurrence of a term with a column is in `line` and `column`, in order.
    """

    text: bytes
    starts: Places
    ends: Places
    counts: Places
    first: Places
    line: Places
    column: Places

    @classmethod
    def of(cls, passages: Sequence[Passage], columns: Mapping[str, int]) -> "Lines":
        """Return the lines of passages, all looked through at once."""
        return cls.of_lines(lines_of(passages), columns)

    @classmethod
    def of_lines(cls, lines: Sequence[bytes], columns: Mapping[str, int]) -> "Lines":
        """Return the lines of passages, or the first ones of them, each passage's as an index keeps them."""
        first = np.cumsum([0, *(one.count(b"\n") + 1 for one in lines)], dtype=np.intp)
        text = b"\n".join([b"", *lines, b""])
        letters = np.frombuffer(text, dtype=np.uint8)
        gaps = letters <= ord(" ")
        edges = np.flatnonzero(gaps[1:] != gaps[:-1]) + 1
        terms, breaks = edges[::2], np.flatnonzero(letters == ord("\n"))
        starts, ends = breaks[:-1] + 1, breaks[1:]
        at, column = _occurrences(text, terms, edges[1::2] - terms, columns)
        counts = np.diff(np.searchsorted(terms, breaks))
        return cls(text, starts, ends, counts, first, np.searchsorted(ends, at), column)

    @property
    def terms(self) -> list[str]:
        """The terms of all lines."""
        return self.text.decode("utf-8", "replace").split()

    def terms_of(self, lines: Places) -> list[tuple[str, ...]]:
        """Return the terms of each of these lines."""
        spans = zip(self.starts[lines].tolist(), self.ends[lines].tolist(), strict=True)
        return [tuple(self.text[start:end].decode("utf-8", "replace").split()) for start, end in spans]

    def lengths(self) -> list[int]:
        """Return how many terms each passage has."""
        before = np.append(0, np.cumsum(self.counts))
        return [int(count) for count in np.diff(before[self.first])]


def _occurrences(text: bytes, starts: Places, lengths: Places, columns: Mapping[str, int]) -> tuple[Places, Places]:
    """Return where the terms that begin at `starts` have a column, in order, and which.

    To make a string of each and look it up takes three times as long: ten thousand are compared by their first eight letters
    as a number, and those alone letter by letter that are longer and begin like a term with a column.
    """
    begins = np.ndarray((len(text),), dtype="<u8", buffer=text + bytes(8), strides=(1,))[starts]
    begins &= _FIRST_LETTERS[np.minimum(lengths, 8)]
    found, numbers = [np.empty(0, dtype=np.intp)], [np.empty(0, dtype=np.intp)]
    for term, number in columns.items():
        letters = term.encode("utf-8", "surrogatepass")
        same = np.flatnonzero(begins == int.from_bytes(letters[:8], "little"))
        if len(letters) >= 8:
            same = same[lengths[same] == len(letters)]
            same = same[np.array([text.startswith(letters, at) for at in starts[same].tolist()], dtype=np.bool_)]
        found.append(same)
        numbers.append(np.full(len(same), number, dtype=np.intp))
    at = np.concatenate(found)
    order = np.argsort(at)
    return starts[at[order]], np.concatenate(numbers)[order]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates, counted.

    `columns` gives for every searched term, and its other forms, which of the question's terms it counts as; `weights` is
    how much each of these weighs, adding up to 1. `passages` are the candidates, best BM25 first; `scores` that BM25. A row of
    `found` is a sentence, the rows of one passage in order; `owner` is its passage, `place` its number there, `line` its
    number among `lines`. `unknown` are the question's terms that the whole archive lacks.
    """

    columns: Mapping[str, int]
    weights: Numbers
    passages: tuple[Passage, ...]
    scores: Numbers
    found: Numbers
    owner: Places
    place: Places
    headlines: Numbers
    articles: Places
    lines: Lines
    line: Places
    unknown: frozenset[str] = frozenset()

    def terms(self, rows: Places) -> list[tuple[str, ...]]:
        """Return the terms of each of these sentences."""
        return self.lines.terms_of(self.line[rows])

    def seen(self, article: int | None = None) -> Numbers:
        """Return how far each of the question's terms stands in an article (its number), or in any; headlines count."""
        rows, headlines = self.found, self.headlines
        if article is not None:
            rows, headlines = rows[self.articles[self.owner] == article], headlines[self.articles == article]
        seen: Numbers = np.maximum(rows.max(axis=0, initial=0.0), headlines.max(axis=0, initial=0.0))
        return seen

    def share_seen(self, article: int | None = None) -> float:
        """Return the share of the question's weight that is `seen`."""
        return float(self.seen(article) @ self.weights)

    def kinds(self, rows: Places) -> list[BlockKind]:
        """Return the kind of block that each of these sentences stands in."""
        return kinds_of(self.passages, self.owner[rows].tolist())

    def places(self, rows: Places) -> list[Place]:
        """Return where each of these sentences stands: its article and its span."""
        return places_of(self.passages, zip(self.owner[rows].tolist(), self.place[rows].tolist(), strict=True))


def count_candidates(
    analysis: Analysis, hits: Sequence[Hit], statistics: CollectionStatistics, opened: int = OPENED
) -> Candidates:
    """Count the candidates: BM25 of the passages, and the question's terms in every sentence of the best `opened`."""
    columns = term_columns(analysis)
    counted = analysis.together(statistics.document_frequency, statistics.passages)
    rarity = inverse_document_frequencies(max(statistics.passages, FEWEST_PASSAGES), counted)
    weights = np.array([rarity.get(term, 0.0) * (WEAK if term in analysis.weak else 1.0) for term in analysis.terms])
    weights /= weights.sum() or 1.0
    lines = Lines.of([hit.passage for hit in hits], columns)
    held = np.zeros((len(lines.ends), len(weights)))
    held[lines.line, lines.column] = 1.0
    scores = _passage_scores(analysis, lines, rarity, statistics.average_length)
    order = np.argsort(-scores, kind="stable")[:opened]
    first = lines.first[order]
    sizes = lines.first[order + 1] - first - 1
    owner = np.repeat(np.arange(len(order)), sizes)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    rows = first[owner] + 1 + place
    passages = tuple([hits[n].passage for n in order.tolist()])
    ids: dict[str, int] = {}
    articles = np.array([ids.setdefault(passage.article_id, len(ids)) for passage in passages], dtype=np.intp)
    return Candidates(
        columns, weights, passages, scores[order], held[rows], owner, place, held[first], articles, lines, rows,
        frozenset(term for term in analysis.terms if not counted.get(term)),
    )  # fmt: skip


def term_columns(analysis: Analysis) -> dict[str, int]:
    """Number the question's terms; the other forms of a term, in any language, have its number."""
    columns = {term: number for number, term in enumerate(analysis.terms)}
    forms = lexicon().forms
    for number, term in enumerate(analysis.terms):
        for form in (*forms.get(term, ()), *analysis.others.get(term, ())):
            columns.setdefault(form, number)
    return columns


def _passage_scores(analysis: Analysis, lines: Lines, rarity: Mapping[str, float], average_length: float) -> Numbers:
    """Return the BM25 score of every passage, a word's other forms counted as the word itself."""
    names = [analysis.terms[number] for number in lines.column.tolist()]
    starts = np.searchsorted(lines.line, lines.first).tolist()
    found = [names[start:end] for start, end in pairwise(starts)]
    return np.array(bm25(analysis.terms, found, rarity, average_length, lines.lengths()))
