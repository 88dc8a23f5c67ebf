"""Offices before a name that say what they are for: "Secretary of State Ann Smith", "chief of staff Ann Smith"."""

import re
from functools import lru_cache

from retrieval.domain import Span
from retrieval.quotations.lexicon import DETERMINER, Lexicon, lexicon
from retrieval.quotations.names import bare
from retrieval.quotations.phrases import joint
from retrieval.text.languages import DEFAULT

#: the last characters before a run of capitals that may begin with the words of an office: "of", "for", "the", "and"
JOINTS = frozenset(("of ", "or ", "he ", "nd "))
_OF = r"(?:of|for) (?:the )?"
_BEHIND = r"((?:[^\W\d_][\w-]{0,60},? ){0,4}(?:and )?)$"
_SMALL = re.compile(r"(?:[\w’'-]{1,60} ){0,12}?([\w-]{1,60}) (?:of|for) (?:the )?((?:[a-z]{1,60} (?:and )?){1,4})")
_LOOK = 70
#: a role with the ending of one of a woman is longer than this
_SHORT = 5


def name_behind(text: str, start: int, end: int, words: Lexicon) -> Span:
    """Return the run of capitals text[start:end] without the words of an office before the name in it.

    >>> from retrieval.quotations.lexicon import lexicon
    >>> text = "Minister of Foreign Affairs Ana Brill"
    >>> text[slice(*name_behind(text, 12, 37, lexicon("en")))]
    'Ana Brill'
    """
    if words.constructions.nouns_in_capitals or words.patronymics:
        led = _led(text[start:end].split(" "), words)
        if led:
            return start + led, end
    office = _office(words.language).search(text, max(0, start - _LOOK), start)
    if office is None or not _is_office(office.group(1), words):
        return start, end
    parts = text[start:end].split(" ")
    lows = [bare(part) for part in parts]
    if not _are_departments(office.group(2), words) and not any(_is_given(low, words) for low in lows[1:-1]):
        return start, end  # "President of Innovation and Growth Alan Smith"
    cut = _after_place(lows, words) if words.patronymics else _cut(lows, words)
    return (start + sum(len(part) + 1 for part in parts[:cut]), end) if cut else (start, end)


def _is_given(low: str, words: Lexicon) -> bool:
    return low in words.female or low in words.male


def _led(parts: list[str], words: Lexicon) -> int:
    """Return how many characters of a run are no name: "Kämmerin Ann Smith", "Der Wirt Bo Renn", "Мэр Ломска Олег Бриль"."""
    lows = [bare(part) for part in parts]
    given = words.male | words.female
    if words.patronymics:
        cut = 1 if len(lows) == 4 and lows[0] in words.titles | words.roles and _after_place(lows[1:], words) else -1
        return sum(len(part) + 1 for part in parts[: cut + 1])
    article = len(lows) == 4 and words.tags.get(lows[0]) == DETERMINER
    if len(lows) != 3 + article or lows[article] in given or lows[article] in words.titles:
        return 0
    role = article or lows[1] in given or (len(lows[0]) > _SHORT and lows[0].endswith(words.female_roles))
    return sum(len(part) + 1 for part in parts[: 1 + article]) if role else 0


@lru_cache(maxsize=16)
def _office(language: str) -> re.Pattern[str]:
    """Return the pattern of an office before a name: "Minister of ", "le ministre de la ", and where nothing joins "мэр "."""
    words = lexicon(language)
    if words is None or language == DEFAULT:
        return re.compile(rf"([^\W\d_][\w-]{{0,60}}) {_OF}{_BEHIND}")
    if words.patronymics:
        return re.compile(r"([^\W\d_A-ZА-ЯЁ][\w-]{0,60}) ()$")
    return re.compile(rf"([^\W\d_][\w-]{{0,60}}){joint(words)}{_BEHIND}")


def _after_place(lows: list[str], words: Lexicon) -> int:
    """Return 1 where the first of three names is a place: "мэр Ломска Олег Бриль", but "мэр Олег Ильич Бриль"."""
    return int(len(lows) == 3 and not lows[1].endswith(words.patronymics) and lows[0] not in words.male | words.female)


def _cut(lows: list[str], words: Lexicon) -> int:
    """Return how many words belong to the office: those before a given name, or before the last two if all tell of one."""
    if lows[0] in words.female or lows[0] in words.male:
        return 0  # "a spokesman for Jean Paul Renn"
    given = next((at for at in range(1, len(lows) - 1) if lows[at] in words.female or lows[at] in words.male), 0)
    if given:
        return given
    at = len(lows) - (3 if len(lows) > 3 and len(lows[-2]) == 1 else 2)
    return at if at > 0 and words.departments.issuperset(lows[:at]) else 0


def _is_office(word: str, words: Lexicon) -> bool:
    low = bare(word)
    return (low in words.titles or low in words.roles) and low not in words.things


def _are_departments(found: str, words: Lexicon) -> bool:
    return all(word in words.departments or word == "and" for word in map(bare, found.replace(",", "").split()))


def is_office(text: str, start: int, at: int, words: Lexicon) -> bool:
    """Say whether text[start:at] is an office and the name at `at` its holder's: "the chief of staff Ann Smith".

    >>> from retrieval.quotations.lexicon import lexicon
    >>> is_office("the chief of staff Ann Smith", 0, 19, lexicon("en"))
    True
    >>> is_office("the mother of singer Ann Smith", 0, 21, lexicon("en"))
    False
    """
    found = _SMALL.fullmatch(text[start:at])
    return found is not None and _is_office(found.group(1), words) and _are_departments(found.group(2), words)
