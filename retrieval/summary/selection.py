"""Choosing sentences that together hold what a reader of the whole would retell, in few words.

Every term and every pair of neighbouring terms has a chance of being retold, which grows with how often the text uses it
and falls with how late it first comes up. A set of sentences is worth the chances of what it holds, each counted once (so
repetition earns nothing), over its length: an expected F-measure. The set is built one sentence at a time, the best first.

The worth is the coverage objective of Lin and Bilmes (2011), "A class of submodular functions for document summarization",
with term chances after Yih et al. (2007), "Multi-document summarization by maximizing informative content-words".
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.summary.candidates import Candidate
from retrieval.text.languages import DEFAULT, language

Unit = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class SummaryWeights:
    """The few numbers behind a summary, each of which a person can set.

    The odds that a term is retold are `odds` × (sentences that hold it) ** `repetition`, times a decay that halves with
    every `half_life` sentences before its first use, down to `floor`; a function word's times `function_word`, a headline's
    times `headline`. Pairs of terms likewise, with `pair_odds`, and count `pair_worth` times. `lead` (halved with every
    `lead_half_life` sentences), `quoted`, `question`, `leans` and `unfinished` are terms gained or lost. `expected_length`
    is how many terms a good summary of three sentences has: more makes for longer ones.
    """

    odds: float = 0.2
    repetition: float = 1.5
    half_life: float = 6.0
    floor: float = 0.1
    function_word: float = 0.7
    headline: float = 3.0
    pair_odds: float = 0.12
    pair_worth: float = 1.5
    lead: float = 3.0
    lead_half_life: float = 2.0
    quoted: float = 2.0
    question: float = 1.5
    leans: float = 1.0
    unfinished: float = 5.0
    expected_length: float = 45.0


DEFAULT_WEIGHTS = SummaryWeights()
#: for a reader of several articles at once: whole first sentences rather than short ones from here and there
STORY_WEIGHTS = SummaryWeights(lead=5.0, lead_half_life=1.0, expected_length=100.0)

#: terms of the default language, as analysed, that carry grammar more than news
FUNCTION_WORDS = frozenset(language(DEFAULT).words("summary", "function"))
#: sentences that are weighed against one another; more come only from stories of many articles
_MOST = 400


def choose(
    sentences: Sequence[Candidate],
    count: int,
    headline: Collection[str] = (),
    weights: SummaryWeights = DEFAULT_WEIGHTS,
) -> list[int]:
    """Return the numbers of the best `count` sentences together, ascending; `headline` holds its terms.

    Takes time linear in the text: of more than 400 sentences, those that are best alone compete.

    >>> from retrieval.summary.candidates import candidates
    >>> text = "The ferry hit a reef. Who knows why? The ferry sank near Port Ellary."
    >>> spans = [(0, 21), (22, 36), (37, 69)]
    >>> choose(candidates(text, spans), 2)
    [0, 2]
    """
    if count <= 0:
        return []
    worth = _worths(sentences, frozenset(headline), weights)
    units = [frozenset(_units(sentence.terms)) for sentence in sentences]
    extras = [_extra(sentence, weights) for sentence in sentences]
    room = weights.expected_length * count / 3

    def density(n: int) -> float:
        return (sum(worth[u] for u in units[n]) + extras[n]) / (len(sentences[n].terms) + room / count)

    told = [n for n, sentence in enumerate(sentences) if sentence.terms]
    eligible = [n for n in told if not sentences[n].notice] or told
    if len(eligible) > _MOST:
        eligible = sorted(sorted(eligible, key=density, reverse=True)[:_MOST])
    chosen: list[int] = []
    held: set[Unit] = set()
    value, length = 0.0, room
    while eligible and len(chosen) < count:
        gains = [sum(worth[u] for u in units[n] if u not in held) + extras[n] for n in eligible]
        rates = [(value + gain) / (length + len(sentences[n].terms)) for gain, n in zip(gains, eligible, strict=True)]
        best = max(range(len(eligible)), key=rates.__getitem__)
        n = eligible.pop(best)
        chosen.append(n)
        held |= units[n]
        value, length = value + gains[best], length + len(sentences[n].terms)
    return sorted(chosen)


def _units(terms: Iterable[str]) -> list[Unit]:
    """Return the terms and the pairs of neighbours."""
    listed = list(terms)
    return [*listed, *pairwise(listed)]


def _worths(sentences: Sequence[Candidate], headline: frozenset[str], weights: SummaryWeights) -> dict[Unit, float]:
    """Return what each term and pair adds to a summary that holds it: its chance of being retold."""
    holding: Counter[Unit] = Counter()
    first: dict[Unit, int] = {}
    for sentence in sentences:
        for unit in set(_units(sentence.terms)):
            holding[unit] += 1
            first[unit] = min(first.get(unit, sentence.position), sentence.position)
    late = [
        weights.floor + (1 - weights.floor) * 0.5 ** (p / weights.half_life)
        for p in range(1 + max(first.values(), default=0))
    ]
    worth: dict[Unit, float] = {}
    for unit, times in holding.items():
        odds = times**weights.repetition * late[first[unit]]
        if isinstance(unit, str):
            chance = _chance(weights.odds * odds * _grammar(unit, weights) * _named(unit, headline, weights))
        else:
            for term in unit:
                odds *= _grammar(term, weights)
            chance = weights.pair_worth * _chance(weights.pair_odds * odds)
        worth[unit] = chance
    return worth


def _chance(odds: float) -> float:
    return odds / (1 + odds)


def _grammar(term: str, weights: SummaryWeights) -> float:
    return weights.function_word if term in FUNCTION_WORDS or (len(term) == 1 and not term.isdigit()) else 1.0


def _named(term: str, headline: frozenset[str], weights: SummaryWeights) -> float:
    return weights.headline if term in headline and term not in FUNCTION_WORDS else 1.0


def _extra(sentence: Candidate, weights: SummaryWeights) -> float:
    lead: float = weights.lead * 0.5 ** (sentence.position / weights.lead_half_life)
    return (
        lead
        - weights.quoted * sentence.quoted
        - weights.question * sentence.asks
        - weights.leans * sentence.leans
        - weights.unfinished * sentence.unfinished
    )
