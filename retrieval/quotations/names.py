"""Names in a text: runs of words with capitals, taken apart into role, title and name."""

import re
from functools import lru_cache
from typing import NamedTuple

from retrieval.quotations.lexicon import Lexicon, lexicon
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import fold

#: letters of words that may begin a run only because a sentence begins there
_FUNCTIONS = frozenset("AdOPhtifm&bsXxnaYVG")
#: "a", "the", "his": words inside a run of capitals that end a name; longer ones may be part of a title of a work
_SHORT = 4
#: names of so many words are read at once, unless a list knows one of them
_FEW = 2
#: what a hyphen joins to a role before it
_PREFIXES = frozenset(("ex", "vice", "co", "then", "vize", "экс", "вице"))
_APOSTROPHE = ("’", "'")
_LONGEST_ACRONYM = 5
#: what stands behind so many words of a name may be a degree
_GIVEN_AND_SURNAME = 2
#: a particle that is joined to its name: "al-Tarn", "d'Arvo"
_JOINED = re.compile(r"^(?:(?:al|el|ul|as|ad|an|ar)[-‑]|(?:d|l|dell|dall|nell)')(?=\w{2})")
_APOSTROPHES = str.maketrans("’", "'")


class Name(NamedTuple):
    """A name as it is written somewhere: its words, the role or title before it, and what is known of who bears it.

    `gender` is "f" or "m" where a title or given name tells, `given` says that the first word is a common given name,
    `organisation` that it names no person.
    """

    words: tuple[str, ...]
    role: str | None = None
    gender: str | None = None
    given: bool = False
    organisation: bool = False
    #: the words that tell one bearer from another, as they are compared
    key: tuple[str, ...] = ()
    #: characters of the run before the name and its role: a sentence's first word
    lead: int = 0
    #: what tells father and son apart: "jr", "sr", "iii"
    suffix: str | None = None
    #: the nickname in the middle of it, as names are compared
    nickname: str | None = None

    @property
    def text(self) -> str:
        """The name without role and title."""
        return " ".join(self.words)


@lru_cache(maxsize=20_000)
def parse(run: str, language: str = DEFAULT, *, whole: bool = False) -> Name:
    """Take a run of capitalised words apart; a run without a name in it gives a Name without words.

    With `whole` the first word belongs to the name though it is a word of grammar as well: "Will Smith", "May Tarn".

    >>> parse("Mayor Ana M. Brill").text
    'Ana M. Brill'
    >>> parse("The").words
    ()
    """
    words = lexicon(language) or lexicon(DEFAULT)
    assert words is not None
    tokens = run.replace("\u00a0", " ").split()
    if 0 < len(tokens) <= _FEW and (plain := _of_few_words(tokens, words, whole)):
        return plain
    # "… in Ukraine A firefighter …": without its full stop one sentence runs into the next
    for i, token in enumerate(tokens):
        if i and (len(token) < _SHORT or token[1:2] in _APOSTROPHE) and _is_function(token, "dP", words):
            tokens = tokens[:i]
            break
    lows = list(map(bare, tokens))
    start = 0
    while not whole and start < len(tokens) and _is_function(tokens[start], _FUNCTIONS, words):
        if lows[start] in words.before_titles and lows[start + 1 : start + 2] and lows[start + 1] in words.titles:
            break  # "Under Secretary Ann Smith"
        start += 1
    if lows[start : start + 1] == ["former"] and not any(low in words.titles for low in lows[start + 1 : -1]):
        start += 1
    title = _last_title(lows, start, words)
    if (
        title >= 0
        and lows[title + 1] in words.organisations
        and len(lows) - title > 2
        and (lows[title] in words.also_adjectives or not _may_be_person(lows[title + 1 :], words))
    ):
        title = -1  # "Major League Baseball"
    if title >= 0 and lows[-1] in words.organisations and not _may_be_person(lows[title + 1 :], words):
        title = -1
    if title < 0:
        title = _before_given(tokens, lows, start, words)
    # "JUST WATCHED President Smith": the words of a screen are no part of a title
    shouted = (token for token in tokens[start : title + 1] if not (token.isupper() and len(token) > _LONGEST_ACRONYM))
    role = " ".join(shouted) or None if title >= start else None
    begin = max(title + 1, start)
    name = _without_degrees(tokens[begin:], words)
    if not name or (_is_office(lows[-1], words) and all(_is_office(low, words) for low in lows[begin:-1])):
        # "The CEO", "Chief Minister": a role alone
        return Name((), " ".join(tokens[start:]) or None)
    lead = sum(len(token) + 1 for token in tokens[:start])
    return _classified(name, role, words, lows[begin : begin + len(name)], lead)


def _without_degrees(tokens: list[str], words: Lexicon) -> tuple[str, ...]:
    """Return a name without the degrees and honours behind it: "Ann Smith KC", "Bo Renn OBE MP"."""
    end = len(tokens)
    while end > _GIVEN_AND_SURNAME and is_degree(tokens[end - 1], words):
        end -= 1
    return tuple(tokens if end < len(tokens) and tokens[end - 1].isupper() else tokens[:end])


def is_degree(token: str, words: Lexicon) -> bool:
    """Say whether a word behind a name is a degree or an honour: "KC", "PhD"."""
    letters = token.replace(".", "")
    return letters[:1].isupper() and letters[-1:].isupper() and letters.lower() in words.degrees


def _of_few_words(tokens: list[str], words: Lexicon, whole: bool) -> Name | None:
    """Return a run of one word, or of two of which no list of the lexicon knows more than a given name, None for any other."""
    if len(tokens) < _FEW:
        return _of_one_word(tokens[0], words, whole)
    first, last = tokens[0].lower(), tokens[1].lower()
    listed = _listed(words.language)
    if first in listed or last in listed or not (first + last).isascii() or not (first + last).isalpha():
        return None
    gender = "f" if first in words.female else "m" if first in words.male else None
    return Name((tokens[0], tokens[1]), None, gender, gender is not None, key=(first, last))


@lru_cache(maxsize=16)
def _listed(language: str) -> frozenset[str]:
    """Return the words that tell something of a name which they stand in, but for given names."""
    words = lexicon(language) or lexicon(DEFAULT)
    assert words is not None
    return frozenset(("former",)).union(
        words.tags, words.titles, words.roles, words.occupations, words.particles, words.suffixes, words.organisations,
        words.before_titles, words.generic, words.indefinite, words.quantifiers, words.things, words.modifiers,
        words.occupational_names, words.also_adjectives, words.also_surnames,
        (f"{word}s" for word in words.titles | words.roles),
    )  # fmt: skip


def _of_one_word(token: str, words: Lexicon, whole: bool) -> Name:
    """Return a run of one word: a name, a role alone or a word of grammar, which is neither."""
    if not whole and _is_function(token, _FUNCTIONS, words):
        return Name(())
    low = bare(token)
    if low == "former":
        return Name(())
    if _is_role(low, words) or low in words.before_titles or low in words.generic:
        return Name((), token)
    organisation = (len(token) > 1 and token.isupper()) or low in words.organisations
    return Name((token,), organisation=organisation, key=significant([low], words))


def _before_given(tokens: list[str], lows: list[str], start: int, words: Lexicon) -> int:
    """Return which token ends a role in initials before a given name: "Lome FC GM Ali Renn"; -1 for none."""
    for i in range(start, len(tokens) - 2):
        if lows[i] in words.female or lows[i] in words.male:
            return -1
        initials = len(tokens[i]) > 1 and tokens[i].isupper() and tokens[i].isalpha() and not tokens[i + 1].isupper()
        if initials and (lows[i + 1] in words.female or lows[i + 1] in words.male):
            return i
    return -1


def _is_function(token: str, letters: str | frozenset[str], words: Lexicon) -> bool:
    """Say whether a word with a capital is a word of grammar that begins a sentence: "The", "When", "I’m"."""
    low = token.lower()
    if not (low.isascii() and low.isalpha()):
        low = low.translate(_APOSTROPHES).strip(".,;:()")
    if low in words.indefinite or low in words.quantifiers:
        return "P" in letters
    if low in words.particles and not (words.constructions.nouns_in_capitals and token[0].isupper()):
        return False
    if "'" not in low:
        return words.tags.get(low, "w") in letters
    stem = low.partition("'")[0]
    return words.tags.get(stem, "w") in "Pdh" and stem != "o"


def _last_title(lows: list[str], start: int, words: Lexicon) -> int:
    """Return which word is the last title before a name, -1 where there is none from word `start` on."""
    for i in range(len(lows) - 2, start - 1, -1):
        if _is_title(lows, i, start, words):
            return i
    return -1


def _is_title(lows: list[str], i: int, start: int, words: Lexicon) -> bool:
    """Titles stand before any name, other roles before one that is long enough: "Billionaire Ann Smith", but "Star Wars"."""
    low, rest = office(lows[i]), len(lows) - i - 1
    if rest > 1 and low.endswith("s") and (low[:-1] in words.roles or low[:-1] in words.occupations):
        return True  # "Actors Ann Smith and Bob Jones"
    if low in words.titles:
        return low not in words.modifiers
    if low in words.female or low in words.male:
        return False
    known = _is_role(low, words)
    if lows[i + 1] in words.female or lows[i + 1] in words.male:
        return known or (rest > 1 and (low in words.occupations or low.endswith(words.agents)))
    if lows[-1] in words.organisations:
        return False
    if low in words.occupational_names and (i > start or rest < 2 or lows[i + 1] in words.organisations):
        return False
    # "Plumber Smith", "Goalkeeper Osmo Smith"
    return low in words.occupations or (rest > 1 and i == start and (known or low.endswith(words.agents)))


def office(low: str) -> str:
    """Return the title or role in a word with a hyphen: "senator" of "senator-elect", "chairman" of "ex-chairman".

    >>> office("senator-elect"), office("co-owner"), office("mayor")
    ('senator', 'owner', 'mayor')
    """
    if "-" not in low:
        return low
    first, _, rest = low.partition("-")
    return rest if first in _PREFIXES else first.rstrip(".")


def _is_role(low: str, words: Lexicon) -> bool:
    low = office(low)
    known = low in words.roles or low in words.occupations
    return (known and low not in words.things and low not in words.occupational_names) or low in words.titles


def _is_office(low: str, words: Lexicon) -> bool:
    """Say whether a word may stand in an office without a name: "Chief Minister"."""
    return _is_role(low, words) or low in words.before_titles


def _classified(name: tuple[str, ...], role: str | None, words: Lexicon, lows: list[str], lead: int) -> Name:
    if not name:
        return Name((), role)
    acronym = len(name) == 1 and len(name[0]) > 1 and name[0].isupper()
    organisation = not role and (acronym or not words.organisations.isdisjoint(lows) or _are_several(lows, words))
    given = lows[0] in words.female or lows[0] in words.male
    gender = None
    if role:
        for low in map(bare, role.split()):
            gender = "f" if low in words.female_titles else "m" if low in words.male_titles else gender
    if gender is None and len(name) > 1 and given:
        gender = "f" if lows[0] in words.female else "m"
    return Name(
        name,
        role,
        gender,
        given and len(name) > 1,
        organisation and not (given and _may_be_person(lows, words)),
        significant(lows, words),
        lead,
        lows[-1] if len(lows) > 1 and lows[-1] in words.suffixes else None,
    )


def _are_several(lows: list[str], words: Lexicon) -> bool:
    """Say whether a name is one for several in a role: "Opposition MPs", "Senate Republicans"."""
    last = lows[-1]
    known = last[:-1] in words.titles or last[:-1] in words.roles
    plain = words.language == DEFAULT and len(lows) > 1 and lows[0] not in words.female and lows[0] not in words.male
    return plain and known and last.endswith("s") and last[:-1] not in words.serving  # "Renn & Sons"


def _may_be_person(lows: list[str], words: Lexicon) -> bool:
    """Say whether a name that begins with a given name can be a person's: "Georgia Tarn" and "Kay West", not "Kay Bank"."""
    if len(lows) < 2:
        return False
    return lows[-1] not in words.organisations or (len(lows) == 2 and lows[-1] in words.also_surnames)


def bare(word: str) -> str:
    """Return a word as names are compared: lower case, no full stop, no possessive, no accents.

    >>> bare("José’s")
    'jose'
    """
    low = word.lower()
    if low.isalpha() and low.isascii():
        return low
    low = word.translate(_APOSTROPHES).strip(".,;:()").lower()
    if low.endswith("'s"):
        low = low[:-2]
    low = low.strip("'")
    return low if low.isascii() else fold(low)


def significant(lows: list[str], known: Lexicon) -> tuple[str, ...]:
    """Return the words that tell one bearer from another: without particles, suffixes and middle initials."""
    if len(lows) == 1 and lows[0].isalpha():
        return (lows[0],)
    kept = [
        low if low.isalpha() else _JOINED.sub("", low)
        for low in lows
        if low not in known.particles and low not in known.suffixes
    ]
    if len(kept) > 2:  # initials stand in the middle
        kept = [low for i, low in enumerate(kept) if len(low) > 1 or i in (0, len(kept) - 1)]
    return tuple(kept or lows)
