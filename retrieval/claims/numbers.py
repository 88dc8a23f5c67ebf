"""The numbers of a sentence, in digits and in words, and which of them are no figures: years, ranks, parts of names."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.claims.words import ClaimWords, claim_words
from retrieval.domain import Span
from retrieval.text.languages import DEFAULT
from retrieval.text.languages.calendar import full, months, weekdays

#: the most by which a rounded figure ("1.5 million") may be off, as a part of its value
ROUNDED = 0.05
_YEARS = range(1500, 2101)
_TOKEN = re.compile(
    r"(?P<clock>\b(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?[ap]\.?m\b\.?|(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d\b(?!:))"
    r"|(?P<number>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<sign>[$€£¥₹%])|(?P<end>[,;:.!?()“”\"—–])|(?P<hyphen>[-‑/])"
)
_CALENDAR = frozenset(word.lower() for word in (*full(months()), *full(weekdays())))


class Token(NamedTuple):
    """A token of a sentence: its kind, itself in small letters, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


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


def figures_in(text: str, span: Span, words: ClaimWords) -> tuple[list[Token], list[tuple[int, Number]]]:
    """Return the tokens of a sentence of `text`, and its figures: of each the place of its first token, and what is read."""
    tokens = tokens_of(text, span)
    found: list[tuple[int, Number]] = []
    at = 0
    while at < len(tokens):
        number = _clock_at(tokens, at) or _number_at(tokens, at, words)
        if number is None or _is_no_figure(text, tokens, at, number, words):
            at += 1
        else:
            found.append((at, number))
            at = number.end
    return tokens, found


def _clock_at(tokens: Sequence[Token], at: int) -> Number | None:
    """Read the time of day that a token is, in minutes; None where it is none."""
    if tokens[at].kind != "clock":
        return None
    digits = [int(part) for part in re.findall(r"\d+", tokens[at].text)]
    hour, minute = digits[0], digits[1] if len(digits) > 1 else 0
    if "p" in tokens[at].text and hour < 12:
        hour += 12
    value = 60.0 * hour + minute
    return Number(value, value, value, at + 1)


def _number_at(tokens: Sequence[Token], at: int, words: ClaimWords) -> Number | None:
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
            return None if tokens[end].text in words.grammar["ordinals"] else Number(value, value, value, end)
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
        elif text in words.scales and (read or _is_article(tokens, at, words)):
            scale = words.scales[text]
            if scale < 1000:
                current = (current or 1.0) * scale
            else:
                total, current = total + (current or 1.0) * scale, 0.0
            read = True
        elif read and text in words.grammar["joins"] and _is_a_half(tokens, end + 1, words):
            current, end = current + 0.5, end + 2
        elif not (
            read and (text in words.grammar["joins"] or text in "-‑") and _goes_on(tokens, end + 1, words)
        ) and not (not read and end == at and _is_article(tokens, at, words)):
            break
        end += 1
    value = total + current
    return Number(value, value, value, end) if read else None


def _is_article(tokens: Sequence[Token], at: int, words: ClaimWords) -> bool:
    return tokens[at].text in words.grammar["articles"]


def _is_a_half(tokens: Sequence[Token], at: int, words: ClaimWords) -> bool:
    return at + 1 < len(tokens) and _is_article(tokens, at, words) and tokens[at + 1].text in words.grammar["half"]


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
        if end + 1 < len(tokens) and tokens[end].text in words.grammar["of"]:
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
    if tokens[at].text in words.grammar["half"]:
        if len(following) > 1 and following[0] in words.grammar["articles"] and following[1] in words.scales:
            value = 0.5 * words.scales[following[1]]
            return Number(value, value, value, at + 3)
        if following and following[0] in words.grammar["no_part"]:
            return None
        return Number(50.0, 47.0, 53.0, at + 1, share=True)
    many = 1.0 if _is_article(tokens, at, words) else words.numbers.get(tokens[at].text, 0.0)
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
        return after is None or after.text in words.grammar["pronouns"] or after.kind != "word"
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
    if before.text == "." and at > 1 and tokens[at - 2].text in words.grammar["ranks"]:
        return True
    named = before.kind == "word" and text[before.start].isupper() and before.start != tokens[0].start
    counted = number.end > at + 1 or after in words.people or after in words.persons or after in words.figures
    return named and not counted and before.text not in words.currencies and before.text not in _CALENDAR


def _is_year(tokens: Sequence[Token], at: int, words: ClaimWords) -> bool:
    """Tell whether four digits are a year: nothing measured or counted in them, no sign beside them."""
    token, beside = tokens[at], [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
    if not (token.text.isdecimal() and len(token.text) == 4 and int(token.text) in _YEARS):
        return False
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    counted = after in words.people or after in words.persons or after in words.figures
    return not counted and not any(one.kind == "sign" for one in beside)
