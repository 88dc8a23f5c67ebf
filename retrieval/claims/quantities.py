"""The figures of a sentence: what each is worth, what it measures or counts, and how exactly it is meant."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from retrieval.claims.words import ClaimWords, claim_words
from retrieval.domain import Span
from retrieval.questions.words import STOP_TERMS
from retrieval.text.languages import DEFAULT
from retrieval.text.languages.calendar import full, months, weekdays
from retrieval.text.terms import analyzer

#: how far apart figures may be that are both "about", "more than" or "fewer than", as parts of their value
ABOUT, ABOVE, BELOW = 0.1, 0.5, 0.5
#: the most by which a rounded figure ("1.5 million") may be off, as a part of its value
ROUNDED = 0.05
#: words on either side of a figure that are its context, and words behind it that may name what it counts
AROUND, HEADS = 6, 3
_YEARS = range(1500, 2101)
_TOKEN = re.compile(
    r"(?P<clock>\b(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?[ap]\.?m\b\.?|(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d\b(?!:))"
    r"|(?P<number>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<sign>[$€£¥₹%])|(?P<end>[,;:.!?()“”\"—–])|(?P<hyphen>[-‑/])"
)
_SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "¥": "yen", "₹": "rupee"}
_CALENDAR = frozenset(word.lower() for word in (*full(months()), *full(weekdays())))


class Token(NamedTuple):
    """A token of a sentence: its kind, itself in small letters, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


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


class Number(NamedTuple):
    """A number as it is read: its value, its bounds, and the place behind its last token."""

    value: float
    low: float
    high: float
    end: int
    share: bool = False


def tokens_of(text: str, span: Span) -> list[Token]:
    """Return the tokens of a sentence of `text`, with their places in it."""
    return [Token(m.lastgroup or "", m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text, *span)]


def quantities(text: str, span: Span, language: str = DEFAULT) -> list[Quantity]:
    """Return the figures of a sentence of `text`; years, days of a month and ordinals are none.

    >>> [(one.value, one.kind) for one in quantities("About 1.5m people paid two dozen crowns.", (0, 40))]
    [(1500000.0, 'count'), (24.0, 'money')]
    """
    words, tokens = claim_words(language), tokens_of(text, span)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        number = _clock(tokens, at) or _number(tokens, at, words)
        if number is None or _is_no_figure(text, tokens, at, number, words):
            at += 1
            continue
        found.append(_quantity(text, tokens, at, number, words, language))
        at = number.end
    return [one for one in found if one.value or one.harm]


def years_in(text: str, span: Span, language: str = DEFAULT) -> list[Span]:
    """Return where a sentence names a year by its number alone.

    >>> text = "It will open in autumn 2027 for 2000 people."
    >>> [text[a:b] for a, b in years_in(text, (0, len(text)))]
    ['2027']
    """
    words, tokens = claim_words(language), tokens_of(text, span)
    return [
        (token.start, token.end)
        for at, token in enumerate(tokens)
        if token.kind == "number" and _is_year(tokens, at, words)
    ]


def _clock(tokens: Sequence[Token], at: int) -> Number | None:
    if tokens[at].kind != "clock":
        return None
    digits = [int(part) for part in re.findall(r"\d+", tokens[at].text)]
    hour, minute = digits[0], digits[1] if len(digits) > 1 else 0
    if "p" in tokens[at].text and hour < 12:
        hour += 12
    value = 60.0 * hour + minute
    return Number(value, value, value, at + 1)


def _number(tokens: Sequence[Token], at: int, words: ClaimWords) -> Number | None:
    """Read the number that begins at a token, None where none does."""
    token = tokens[at]
    if token.kind == "number":
        return _in_digits(tokens, at, words)
    if token.kind != "word":
        return None
    if token.text in words.none:
        return Number(0.0, 0.0, 0.0, at + 1)
    return _in_words(tokens, at, words)


def _in_digits(tokens: Sequence[Token], at: int, words: ClaimWords) -> Number | None:
    digits = re.sub(r"[,\u00a0\u202f]", "", tokens[at].text)
    digits = digits.replace(".", "") if digits.count(".") > 1 else digits
    value, step = float(digits), 10.0 ** -len(digits.partition(".")[2])
    end, scaled = at + 1, False
    if end < len(tokens) and tokens[end].kind == "word" and tokens[end].start == tokens[at].end:
        scale = _suffix(tokens, at, words)
        if scale is None:
            return None if tokens[end].text in {"st", "nd", "rd", "th", "s"} else Number(value, value, value, end)
        value, step, end, scaled = value * scale, step * scale, end + 1, True
    while (scale := _scale(tokens, end, words)) is not None:
        value, step, end, scaled = value * scale, step * scale, end + 1, True
    slack = min(step / 2, ROUNDED * value) if scaled else 0.0
    return Number(value, value - slack, value + slack, end)


def _suffix(tokens: Sequence[Token], at: int, words: ClaimWords) -> float | None:
    """Return what letters behind a number multiply it with; "5m" is five metres but before a noun or behind a currency."""
    letters, following = tokens[at + 1].text, tokens[at + 2 : at + 3]
    if letters not in words.suffixes:
        return None
    is_unit = letters in words.units
    paid = at > 0 and tokens[at - 1].kind == "sign"
    noun = bool(following) and following[0].kind == "word" and following[0].text.endswith("s")
    counted = noun or (bool(following) and following[0].text in words.people)
    return words.suffixes[letters] if not is_unit or paid or counted else None


def _scale(tokens: Sequence[Token], at: int, words: ClaimWords) -> float | None:
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    text = tokens[at].text
    return words.scales.get(text) or (words.suffixes.get(text) if len(text) > 1 else None)


def _in_words(tokens: Sequence[Token], at: int, words: ClaimWords) -> Number | None:
    """Read "two hundred and five", "half a million", "two and a half million", "dozens", "two thirds"."""
    if (special := _vague(tokens, at, words) or _part(tokens, at, words)) is not None:
        return special
    total, current, end, read = 0.0, 0.0, at, False
    while end < len(tokens):
        text = tokens[end].text
        if text in words.numbers:
            current, read = current + words.numbers[text], True
        elif text in words.scales and (read or _is_article(tokens, at)):
            scale = words.scales[text]
            if scale < 1000:
                current = (current or 1.0) * scale
            else:
                total, current = total + (current or 1.0) * scale, 0.0
            read = True
        elif read and text == "and" and [t.text for t in tokens[end + 1 : end + 3]] == ["a", "half"]:
            current, end = current + 0.5, end + 2
        elif not (read and text in {"and", "-", "‑"} and _goes_on(tokens, end + 1, words)) and not (
            not read and end == at and _is_article(tokens, at)
        ):
            break
        end += 1
    value = total + current
    return Number(value, value, value, end) if read else None


def _is_article(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text in {"a", "an"}


def _goes_on(tokens: Sequence[Token], at: int, words: ClaimWords) -> bool:
    """Tell whether the number goes on behind "and" or a hyphen: "hundred and five", "twenty-one", not "two and three"."""
    if at >= len(tokens) or tokens[at].text not in words.numbers:
        return False
    before = tokens[at - 2].text
    large = before in words.scales or words.numbers.get(before, 0.0) >= 20
    return large and words.numbers[tokens[at].text] < words.scales.get(before, words.numbers.get(before, 0.0))


def _vague(tokens: Sequence[Token], at: int, words: ClaimWords) -> Number | None:
    """Read "dozens", "tens of thousands", "several hundred" as from two to ten times the scale."""
    text = tokens[at].text
    if text in words.plurals:
        one = text.removesuffix("s")
        scale, end = words.scales.get(one) or words.numbers.get(one, 0.0), at + 1
        if [t.text for t in tokens[end : end + 1]] == ["of"] and end + 1 < len(tokens):
            further = words.scales.get(tokens[end + 1].text.removesuffix("s"))
            if further and tokens[end + 1].text in words.plurals:
                scale, end = scale * further, end + 2
    elif text in words.vague and (named := _scale(tokens, at + 1, words)) is not None:
        scale, end = named, at + 2
    else:
        return None
    return Number(2 * scale, 2 * scale, 10 * scale, end) if scale else None


def _part(tokens: Sequence[Token], at: int, words: ClaimWords) -> Number | None:
    """Read "half", "a third", "three quarters", "half a million"."""
    following = [token.text for token in tokens[at + 1 : at + 3]]
    if tokens[at].text in words.shares and tokens[at].text == "half":
        if len(following) > 1 and following[0] in {"a", "an"} and following[1] in words.scales:
            value = 0.5 * words.scales[following[1]]
            return Number(value, value, value, at + 3)
        if following[:1] in (["past"], ["an"]):
            return None
        return Number(50.0, 47.0, 53.0, at + 1, share=True)
    many = 1.0 if _is_article(tokens, at) else words.numbers.get(tokens[at].text, 0.0)
    joint = at + 2 if following[:1] in (["-"], ["‑"]) else at + 1
    named = tokens[joint].text if joint < len(tokens) else ""
    if many and named in words.shares:
        value = 100 * many * words.shares[named]
        return Number(value, value - 3, value + 3, joint + 1, share=True)
    return None


def _is_no_figure(text: str, tokens: Sequence[Token], at: int, number: Number, words: ClaimWords) -> bool:
    """Tell whether a number is a year, a day of a month, or no number at all ("one of them")."""
    token = tokens[at]
    before, after = (tokens[at - 1] if at else None), (tokens[number.end] if number.end < len(tokens) else None)
    if token.kind == "clock":
        return False
    if token.text == "one" and number.end == at + 1:
        return after is None or after.text in {"of", "another", "who", "that", "day", "thing"} or after.kind != "word"
    if token.kind != "number":
        return False
    if _is_in_name(text, tokens, at, number, words):
        return True
    if number.end > at + 1:
        return False
    if any(beside is not None and beside.text in _CALENDAR for beside in (before, after)):
        return number.value <= 31 or number.value in _YEARS
    return _is_year(tokens, at, words)


def _is_in_name(text: str, tokens: Sequence[Token], at: int, number: Number, words: ClaimWords) -> bool:
    """Tell whether a number is a part of a name, a rank or a range of years: "Flight 93", "No. 5", "2013-14"."""
    if not at:
        return False
    before, after = tokens[at - 1], tokens[number.end].text if number.end < len(tokens) else ""
    if before.kind == "hyphen" and at > 1:
        before = tokens[at - 2]
        if before.kind == "number":
            return _is_year(tokens, at - 2, words)
    if before.text == "." and at > 1 and tokens[at - 2].text in {"no", "nos", "nr"}:
        return True
    named = before.kind == "word" and text[before.start].isupper() and before.start != tokens[0].start
    counted = number.end > at + 1 or after in words.people or after in words.persons or words.is_figure(after)
    return named and not counted and before.text not in words.currencies and before.text not in _CALENDAR


def _is_year(tokens: Sequence[Token], at: int, words: ClaimWords) -> bool:
    """Tell whether four digits are a year: nothing measured or counted in them, no sign beside them."""
    token, beside = tokens[at], [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
    if not (token.text.isdecimal() and len(token.text) == 4 and int(token.text) in _YEARS):
        return False
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    counted = after in words.people or after in words.persons or words.is_figure(after)
    return not counted and not any(one.kind == "sign" for one in beside)


def _quantity(
    text: str, tokens: Sequence[Token], at: int, number: Number, words: ClaimWords, language: str
) -> Quantity:
    kind, unit, size, end = _measured(tokens, at, number, words)
    start = tokens[at].start
    if at and tokens[at - 1].kind == "sign" and tokens[at - 1].end == start and kind == "money":
        start = tokens[at - 1].start
    low, high = _hedged(text[:start], number, words)
    following = tokens[end : end + 1]
    shown = tokens[end - 1].end
    heads = frozenset(_heads(tokens, end, language)) if kind == "count" else frozenset[str]()
    context = _context(text, tokens, at, end, language)
    harm = _harm(context, words)
    if kind == "duration" and (_says_old(following, tokens[end + 1 : end + 2]) or _is_after_aged(tokens, at)):
        kind = "age"
    elif kind == "count" and not heads and _is_apposed_age(text, tokens, at, end):
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
    if number.share or following[0] in {"%", "percent", "pc"}:
        if following[1] in {"points", "point"}:
            return "points", "", 1.0, place + 2
        return "share", "", 1.0, end if number.share else place + 1
    if following[:2] == ["per", "cent"]:
        return "share", "", 1.0, place + 2
    if following[0] == "percentage" and following[1] in {"points", "point"}:
        return "points", "", 1.0, place + 2
    for skipped in (0, 1):
        if (currency := words.currencies.get(following[skipped])) and following[0].isalpha():
            return "money", currency, 1.0, place + skipped + 1
    if following[0] in {"square", "cubic", "nautical"} and following[1] in words.units:
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


def _heads(tokens: Sequence[Token], at: int, language: str) -> Iterator[str]:
    """Yield the terms of what is counted: the content words behind a figure, after "of the" and the like."""
    given = 0
    words = claim_words(language)
    for token in tokens[at : at + 7]:
        if token.kind == "hyphen":
            continue
        if token.kind != "word" or given == HEADS or words.is_figure(token.text):
            return
        terms = analyzer(language).terms(token.text)
        if not terms or terms[0] in STOP_TERMS:
            if given:
                return
            continue
        given += 1
        yield terms[0]


def _context(text: str, tokens: Sequence[Token], at: int, end: int, language: str) -> dict[str, int]:
    """Return the terms around a figure within its clause, names left out, each with how many words of content away it is."""
    found: dict[str, int] = {}
    words = claim_words(language)
    for side in (reversed(tokens[:at]), tokens[end:]):
        distance = 0
        for token in side:
            if token.kind == "end" or distance == AROUND:
                break
            if token.kind != "word":
                continue
            terms = [term for term in analyzer(language).terms(token.text) if term not in STOP_TERMS]
            distance += bool(terms)
            if (text[token.start].isupper() and token.start != tokens[0].start) or words.is_figure(token.text):
                continue
            for term in terms:
                found[term] = min(distance, found.get(term, distance))
    return found


def _harm(context: dict[str, int], words: ClaimWords) -> str:
    """Return what befell those who are counted, by the nearest word that tells."""
    near = [
        (distance, name) for name, stems in words.harm.items() for t, distance in context.items() if t.startswith(stems)
    ]
    return min(near)[1] if near else ""


def _says_old(following: Sequence[Token], further: Sequence[Token]) -> bool:
    return any(
        token.text == "old" for token in (*following, *(further if following and following[0].kind == "hyphen" else ()))
    )


def _is_after_aged(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].text in {"aged", "age"}


def _is_apposed_age(text: str, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether a figure between commas behind a name is an age: "Anna Holt, 41, said"."""
    if _is_after_aged(tokens, at):
        return True
    commas = at > 1 and end < len(tokens) and tokens[at - 1].text == "," and tokens[end].text in {",", "."}
    return commas and text[tokens[at - 2].start].isupper() and tokens[at].kind == "number"
