"""The figures that a sentence states and what they count: "40 people were dead" and "42 dead" count the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.domain import Span
from retrieval.summary.selection import FUNCTION_WORDS
from retrieval.text.languages import DEFAULT
from retrieval.text.languages import language as language_of
from retrieval.text.languages.calendar import alternatives, full, months
from retrieval.text.terms import analyzer

_NUMBERS = language_of(DEFAULT)
_UNITS, _TENS = _NUMBERS.words("numbers", "units"), _NUMBERS.words("numbers", "tens")
_VALUES = {word: float(number) for number, word in enumerate(_UNITS, 1)}
_VALUES |= {word: 10.0 * number for number, word in enumerate(_TENS, 2)}
_SCALES: dict[str, float] = dict(_NUMBERS.section("numbers")["scales"])
_SCALE = alternatives(_SCALES)
_FIGURE = re.compile(
    rf"(?<![\w.,:/-])(?P<sign>[$€£¥])?(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?![\d:/]|-\d|[ap]\.?m\b)"
    rf"(?:[ -](?P<scale>{_SCALE}))?(?P<percent>\s?%|\sper\s?cent\b)?"
    rf"|\b(?P<word>{'|'.join(_VALUES)})(?:-(?P<unit>{'|'.join(_UNITS[:9])}))?"
    rf"(?:\s(?P<word_scale>{_SCALE}))?\b(?P<word_percent>\s?%|\sper\s?cent\b)?",
    re.I,
)
#: what harms people is told in many words, before or after the figure
_HARM = {
    harm: re.compile(rf"\b(?:{alternatives(_NUMBERS.lines('numbers.harm', harm))})\b", re.I)
    for harm in ("killed", "injured", "missing")
}
#: people whom one report calls this and another that
_PEOPLE = frozenset(_NUMBERS.words("numbers", "people"))
#: how far from a figure such a word may stand, in characters, and what ends its reach
_REACH = 45
#: words on either side that are its context
_AROUND = 4
_ENDS = re.compile(r"[,;:.]|\band\b|\bwhile\b|\bbut\b")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = range(1500, 2101)
_MONTH = re.compile(rf"(?:{alternatives(full(months()))})\s*$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: where it stands, its value, and what it counts ("killed", "kettl", "percent", "$").

    `context` are the terms of the words around it.
    """

    span: Span
    value: float
    counts: str
    context: frozenset[str] = frozenset()

    @property
    def is_harm(self) -> bool:
        """Tell whether it counts people who came to harm."""
        return self.counts in _HARM


def figures(text: str, span: Span, language: str = DEFAULT) -> list[Figure]:
    """Return the figures of a sentence of `text` of which it can be told what they count; dates and times are none."""
    sentence = text[span[0] : span[1]]
    found: list[Figure] = []
    for match, value in _numbers(sentence):
        counts = _counted(sentence, match, language)
        if counts:
            context = frozenset(_context(sentence, match, language)) - {counts}
            found.append(Figure((span[0] + match.start(), span[0] + match.end()), value, counts, context))
    return found


def _numbers(sentence: str) -> Iterator[tuple[re.Match[str], float]]:
    for match in _FIGURE.finditer(sentence):
        if match["digits"]:
            value = float(match["digits"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1.0)
            plain = match["digits"].isdigit() and not (match["scale"] or match["sign"] or match["percent"])
            if plain and (int(value) in _YEAR or _MONTH.search(sentence[: match.start()])):
                continue
        else:
            value = _VALUES[match["word"].lower()] + _VALUES.get((match["unit"] or "").lower(), 0.0)
            value *= _SCALES.get((match["word_scale"] or "").lower(), 1.0)
        yield match, value


def _counted(sentence: str, match: re.Match[str], language: str) -> str | None:
    """Return what a figure counts: harm close by, its unit, or the word after it."""
    if match["percent"] or match["word_percent"]:
        return "percent"
    if match["sign"]:
        return match["sign"]
    after = sentence[match.end() : match.end() + _REACH]
    before = sentence[max(0, match.start() - _REACH) : match.start()]
    reached = _ENDS.split(after, maxsplit=1)[0]
    led = _ENDS.split(before)[-1]
    for side in (reached, led):
        for harm, words in _HARM.items():
            if words.search(side):
                return harm
    return _noun(reached, language)


def _context(sentence: str, match: re.Match[str], language: str) -> Iterator[str]:
    before = _WORD.findall(sentence[max(0, match.start() - _REACH) : match.start()])[-_AROUND:]
    after = _WORD.findall(sentence[match.end() : match.end() + _REACH])[:_AROUND]
    for word in (*before, *after):
        yield from (term for term in analyzer(language).terms(word) if term not in FUNCTION_WORDS)


def _noun(after: str, language: str) -> str | None:
    """Return the term of the first content word after a figure; a figure that ends its clause counts nothing known."""
    for word in _WORD.findall(after)[:3]:
        terms = analyzer(language).terms(word)
        if not terms or terms[0] in FUNCTION_WORDS:
            return None
        if word.lower() in _PEOPLE:
            return "people"
        if word.endswith("s") or len(word) > 3:
            return terms[0]
    return None
