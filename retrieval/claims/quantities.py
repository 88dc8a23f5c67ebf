"""The figures of a sentence: what each is worth, what it measures or counts, and how exactly it is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.claims.numbers import Number, Token, figures_in
from retrieval.claims.words import ClaimWords, claim_words
from retrieval.domain import Span
from retrieval.questions.words import STOP_TERMS
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import analyzer

#: how far apart figures may be that are both "about", "more than" or "fewer than", as parts of their value
ABOUT, ABOVE, BELOW = 0.1, 0.5, 0.5
#: seconds of a unit of time in which whole numbers are rounded
LONG = 604_800
#: words on either side of a figure that are its context, and words behind it that may name what it counts
AROUND, HEADS = 6, 3
_SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "¥": "yen", "₹": "rupee"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `kind` is "count", "share", "money", "clock", "age" or what is measured ("length"); `unit` a currency.

    It is meant to be from `low` to `high`. `heads` are the terms of what is counted, `harm` what befell them, and `context`
    the terms around it, each with its distance in words.
    """

    span: Span
    value: float
    low: float
    high: float
    kind: str = "count"
    unit: str = ""
    heads: frozenset[str] = frozenset()
    harm: str = ""
    context: dict[str, int] = field(default_factory=dict, hash=False)


def quantities(text: str, span: Span, language: str = DEFAULT) -> list[Quantity]:
    """Return the figures of a sentence of `text`; years, days of a month and ordinals are none.

    >>> [(one.value, one.kind) for one in quantities("About 1.5m people paid two dozen crowns.", (0, 40))]
    [(1500000.0, 'count'), (24.0, 'money')]
    """
    words = claim_words(language)
    tokens, figures = figures_in(text, span, words)
    if not figures:
        return []
    terms = analyzer(language).terms_of([token.text for token in tokens])
    found = [_quantity(text, tokens, at, number, words, terms) for at, number in figures]
    return [one for one in found if one.value or one.harm]


def _quantity(
    text: str, tokens: Sequence[Token], at: int, number: Number, words: ClaimWords, terms: Sequence[Sequence[str]]
) -> Quantity:
    """Return a figure; `terms` are those of each token."""
    kind, unit, size, end = _measured(tokens, at, number, words)
    start = tokens[at].start
    if at and tokens[at - 1].kind == "sign" and tokens[at - 1].end == start and kind == "money":
        start = tokens[at - 1].start
    low, high = _hedged(text[:start], number, words)
    if kind == "duration" and size >= LONG and number.value == round(number.value):
        low, high = min(low, number.value - 0.5), max(high, number.value + 0.5)  # "six weeks" may be 45 days
    following = tokens[end : end + 1]
    shown = tokens[end - 1].end
    heads = frozenset(_heads(tokens, end, words, terms)) if kind == "count" else frozenset[str]()
    context = _context(text, tokens, at, end, words, terms)
    harm = _harm(context, words)
    if kind == "duration" and (
        _says_old(following, tokens[end + 1 : end + 2], words) or _is_after_aged(tokens, at, words)
    ):
        kind = "age"
    elif kind == "count" and not heads and _is_apposed_age(text, tokens, at, end, words):
        kind = "age"
        size *= words.units.get("years", ("", 1.0))[1]
    return Quantity((start, shown), number.value * size, low * size, high * size, kind, unit, heads, harm, context)


def _measured(tokens: Sequence[Token], at: int, number: Number, words: ClaimWords) -> tuple[str, str, float, int]:
    """Return what a number measures, its currency, the size of its unit, and the place behind that."""
    end = number.end
    if tokens[at].kind == "clock":
        return "clock", "", 1.0, end
    if at and tokens[at - 1].text in _SIGNS:
        return "money", _SIGNS[tokens[at - 1].text], 1.0, end
    place = end + 1 if end < len(tokens) and tokens[end].kind == "hyphen" else end
    following = [token.text for token in tokens[place : place + 3]] + [""] * 3
    if number.share or following[0] in words.grammar["percent"]:
        if following[1] in words.grammar["points"]:
            return "points", "", 1.0, place + 2
        return "share", "", 1.0, end if number.share else place + 1
    if following[0] in words.grammar["per"] and following[1] in words.grammar["cent"]:
        return "share", "", 1.0, place + 2
    if following[0] in words.grammar["percentage"] and following[1] in words.grammar["points"]:
        return "points", "", 1.0, place + 2
    for skipped in (0, 1):
        if (currency := words.currencies.get(following[skipped])) and following[0].isalpha():
            return "money", currency, 1.0, place + skipped + 1
    if following[0] in words.grammar["powers"] and following[1] in words.units:
        return f"{following[0]} {words.units[following[1]][0]}", "", words.units[following[1]][1], place + 2
    if following[0] in words.units:
        kind, size = words.units[following[0]]
        return kind, "", size, place + 1
    return "count", "", 1.0, end


def _hedged(before: str, number: Number, words: ClaimWords) -> tuple[float, float]:
    """Return the bounds of a figure, widened by the words before it."""
    value = number.value
    for kind, pattern in words.hedges:
        if pattern.search(before[-40:]):
            if kind == "above":
                return number.low, max(number.high, value * (1 + ABOVE))
            if kind == "below":
                return min(number.low, value * (1 - BELOW)), number.high
            return min(number.low, value * (1 - ABOUT)), max(number.high, value * (1 + ABOUT))
    return number.low, number.high


def _heads(tokens: Sequence[Token], at: int, words: ClaimWords, terms: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the terms of what is counted: the content words behind a figure, after "of the" and the like."""
    given = 0
    for token, of_token in zip(tokens[at : at + 7], terms[at : at + 7], strict=True):
        if token.kind == "hyphen":
            continue
        if token.kind != "word" or given == HEADS or token.text in words.figures:
            return
        if not of_token or of_token[0] in STOP_TERMS:
            if given:
                return
            continue
        given += 1
        yield of_token[0]


def _context(
    text: str, tokens: Sequence[Token], at: int, end: int, words: ClaimWords, terms: Sequence[Sequence[str]]
) -> dict[str, int]:
    """Return the terms around a figure within its clause, names left out, each with how many words of content away it is."""
    found: dict[str, int] = {}
    for side in (range(at - 1, -1, -1), range(end, len(tokens))):
        distance = 0
        for n in side:
            token = tokens[n]
            if token.kind == "end" or distance == AROUND:
                break
            if token.kind != "word":
                continue
            telling = [term for term in terms[n] if term not in STOP_TERMS]
            distance += bool(telling)
            if (text[token.start].isupper() and token.start != tokens[0].start) or token.text in words.figures:
                continue
            for term in telling:
                found[term] = min(distance, found.get(term, distance))
    return found


def _harm(context: dict[str, int], words: ClaimWords) -> str:
    """Return what befell those who are counted, by the nearest word that tells."""
    near = [
        (distance, name) for name, stems in words.harm.items() for t, distance in context.items() if t.startswith(stems)
    ]
    return min(near)[1] if near else ""


def _says_old(following: Sequence[Token], further: Sequence[Token], words: ClaimWords) -> bool:
    beyond = further if following and following[0].kind == "hyphen" else ()
    return any(token.text in words.grammar["old"] for token in (*following, *beyond))


def _is_after_aged(tokens: Sequence[Token], at: int, words: ClaimWords) -> bool:
    return at > 0 and tokens[at - 1].text in words.grammar["aged"]


def _is_apposed_age(text: str, tokens: Sequence[Token], at: int, end: int, words: ClaimWords) -> bool:
    """Tell whether a figure between commas behind a name is an age: "Anna Holt, 41, said"."""
    if _is_after_aged(tokens, at, words):
        return True
    commas = at > 1 and end < len(tokens) and tokens[at - 1].text == "," and tokens[end].text in {",", "."}
    return commas and text[tokens[at - 2].start].isupper() and tokens[at].kind == "number"
