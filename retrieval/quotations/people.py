"""People across articles: which names mean the same person, and whom somebody asks for.

All of it is pure and works on names as quotations carry them (`Speaker.name`). A directory keeps one entry a `key`, joins
a new name to an entry only when `same_person` says so, and finds an entry for a question with `answers_to`. Two people
of one surname stay two: a surname alone joins nobody, and answers for everybody who bears it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from retrieval.domain import Quotation, Speaker
from retrieval.quotations.lexicon import lexicon
from retrieval.quotations.names import bare, parse
from retrieval.text.languages import DEFAULT

_JOINT = re.compile(r"\s{1,12}(?:and|&)\s{1,12}")
_ARTICLES = frozenset(("the", "a", "an"))
_PREPOSITION = re.compile(r"\s(?:for|of|from|at|in|with|on|to|who)\s|,")
#: speakers and what was asked of them that are remembered: the same few are met in every article of a story
_MET = 4_096
_WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*\.?")


def people_in(name: str) -> tuple[str, ...]:
    """Return the names of those who speak under a name: two for "Ann Smith and Bob Jones", one for anybody else.

    A body whose name has an "and" ("Smith and Sons", "the Department of Health and Welfare") is one speaker.

    >>> people_in("Ann Smith and Bob Jones")
    ('Ann Smith', 'Bob Jones')
    >>> people_in("Smith and Sons")
    ('Smith and Sons',)
    """
    parts = _JOINT.split(name)
    if len(parts) == 2 and all(len(_WORD.findall(part)) > 1 for part in parts) and not any(map(is_body, parts)):
        return tuple(parts)
    return (name,)


def people_of(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return of each of these names who speak under it, as `people_in` does."""
    return {name: people_in(name) for name in names}


def is_joint(speaker: Speaker | None) -> bool:
    """Say whether several people are quoted as one, which makes it nobody's own words.

    >>> is_joint(Speaker("Ann Smith and Bob Jones", 0, 23))
    True
    >>> is_joint(None)
    False
    """
    return speaker is not None and len(people_in(speaker.name or speaker.text)) > 1


def key(name: str) -> str:
    """Return what the spellings of one full name have in common.

    Case, accents, full stops, titles, particles and suffixes are left out: "Dr. José de la Cruz Jr." and "Jose Cruz" have
    one key; "Jose F. Cruz" has another, which `same_person` compares. An empty name has the key "".

    >>> key("Dr. José de la Cruz Jr.")
    'jose cruz'
    """
    return " ".join(_full(name))


def variants(name: str) -> tuple[str, ...]:
    """Return the keys by which somebody may be asked for, fullest first: full name, first and last name, surname.

    >>> variants("Ola van der Hoop Renn")
    ('ola hoop renn', 'ola renn', 'hoop renn', 'renn')
    """
    words = _key(name)
    if len(words) < 2 or is_body(name):
        return (" ".join(words),) if words else ()
    forms = [key(name), " ".join(words), f"{words[0]} {words[-1]}"]
    forms += [" ".join(words[i:]) for i in range(1, len(words))]
    return tuple(dict.fromkeys(forms))


def same_person(one: str, other: str) -> bool:
    """Say whether two names as articles give them are surely one person's.

    Both need a given name that agrees (the same, an initial of it, or a usual short form) and the same surname; middle
    names may be missing but not differ. A surname alone is never enough.

    >>> same_person("Bob Smith", "Robert J. Smith")
    True
    >>> same_person("Smith", "Robert Smith")
    False
    """
    a, b = _full(one), _full(other)
    if a == b:
        return bool(a)
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1] or is_body(one) or is_body(other):
        return False
    if not _same_given(a[0], b[0]):
        return False
    shorter, longer = sorted((a[1:-1], b[1:-1]), key=len)
    return all(any(_same_given(word, known) for known in longer) for word in shorter)


def answers_to(name: str, asked: str) -> bool:
    """Say whether somebody of this name is meant by what a question calls them.

    Every word asked for must be a word of the name (or a short form or initial of its given name), so that "Scheffer",
    "de Hoop Scheffer" and "Jaap Scheffer" find "Jaap de Hoop Scheffer"; "Ann Smith" does not find "Bob Smith".

    >>> answers_to("Ola van der Hoop Renn", "Hoop Renn")
    True
    >>> answers_to("Bob Smith", "Ann Smith"), answers_to("Charles Smith", "King Charles")
    (False, False)
    """
    wanted = _wanted(asked)
    if not wanted or _surely_differs(name, wanted):
        return False
    alone = len(wanted) == 1 and _is_regnal(asked)
    return any(_contains(key, wanted) for key in map(_key, people_in(name)) if not alone or len(key) == 1)


def _is_regnal(asked: str) -> bool:
    """Tell whether somebody is asked for as kings and popes are, who have no surname: "King Charles"."""
    known = lexicon(DEFAULT)
    assert known is not None
    first, *rest = asked.lower().split()
    return bool(rest) and first in known.regnal


def said_by(quotations: Iterable[Quotation], asked: str) -> list[Quotation]:
    """Return the quotations whose speaker is meant by `asked`, in their order; never one of somebody else.

    >>> from retrieval.quotations import find_quotations
    >>> said = find_quotations("“We won,” Ana Brill said. “We lost,” Ola Renn said.")
    >>> [quotation.text for quotation in said_by(said, "Renn")]
    ['“We lost,”']
    """
    return [q for q in quotations if is_meant(q.speaker, asked)]


def is_meant(speaker: Speaker | None, asked: str) -> bool:
    """Say whether a speaker is meant by `asked`.

    >>> is_meant(Speaker("Ms Brill", 0, 8, "Ana Brill"), "Brill")
    True
    """
    return speaker is not None and _is_meant(*_called(speaker), asked)


def _called(speaker: Speaker) -> tuple[str | None, str]:
    """Return a speaker's name, and without one what they are called."""
    return speaker.name, "" if speaker.name is not None else speaker.role or speaker.text


def said_for(quotations: Iterable[Quotation], body: str) -> list[Quotation]:
    """Return the quotations of a body or of somebody whose role names it: "anyone from NATO", "the White House".

    Where the words may as well name a person ("Brill"), whoever serves that person ("Brill's lawyer") does not speak for
    them: then only speakers without a name of their own whose role begins with the words are found ("Lome officials").

    >>> from retrieval.quotations import find_quotations
    >>> said = find_quotations("“No ferry will sail,” a spokesman for the Harbour Authority said.")
    >>> [quotation.text for quotation in said_for(said, "the Harbour Authority")]
    ['“No ferry will sail,”']
    """
    return [q for q in quotations if speaks_for(q.speaker, body)]


def speaks_for(speaker: Speaker | None, body: str) -> bool:
    """Say whether a speaker is a body or somebody whose role names it, as `said_for` takes it."""
    return speaker is not None and _speaks_for(speaker.name, speaker.role, speaker.text, body)


def may_speak_for(name: str | None, body: str) -> bool:
    """Say whether somebody of this name may be taken for a speaker of a body: of what may be a person, nobody with a name."""
    return name is None or not _body(body)[1]


@lru_cache(_MET)
def _body(asked: str) -> tuple[tuple[str, ...], bool]:
    """Return the words by which a body is asked for, and whether they may as well name a person."""
    wanted = tuple(word for word in map(bare, _WORD.findall(asked)) if word not in _ARTICLES)
    named = " ".join(word for word in asked.split() if word.lower() not in _ARTICLES)
    return wanted, bool(wanted) and not is_body(named)


@lru_cache(_MET)
def _speaks_for(name: str | None, role: str | None, text: str, body: str) -> bool:
    wanted, may_be_person = _body(body)
    if not wanted:
        return False
    if not may_be_person:
        return {bare(word) for part in (name, role, text) for word in _WORD.findall(part or "")}.issuperset(wanted)
    called = _WORD.findall(role or text)
    words = lexicon(DEFAULT)
    assert words is not None
    lows = [bare(word) for word in called]
    return (
        name is None
        and tuple(lows[: len(wanted)]) == wanted
        and bare(called[len(wanted) - 1]) == called[len(wanted) - 1].lower()
        and words.serving.isdisjoint(lows)
    )


@lru_cache(_MET)
def _is_meant(name: str | None, called: str, asked: str) -> bool:
    if name is not None:
        return answers_to(name, asked)
    wanted = [word for word in map(bare, _WORD.findall(asked)) if word not in _ARTICLES]
    head = [
        word for word in map(bare, _WORD.findall(_PREPOSITION.split(called, maxsplit=1)[0])) if word not in _ARTICLES
    ]
    words = lexicon(DEFAULT)
    assert words is not None
    return bool(wanted) and wanted[-1] in words.roles and head[-len(wanted) :] == wanted


def _key(name: str) -> Sequence[str]:
    words = lexicon(DEFAULT)
    assert words is not None
    if name.islower():
        name = name.title()
    parsed = parse(name)
    return parsed.key or tuple(bare(word) for word in _WORD.findall(name))


@lru_cache(_MET)
def _wanted(asked: str) -> Sequence[str]:
    return _key(asked)


def _surely_differs(name: str, wanted: Sequence[str]) -> bool:
    """Tell whether a name of letters alone lacks the last word asked for: most do, and to take a name apart costs more."""
    if not (name.isascii() and name.replace(" ", "").isalpha()):
        return False
    last, words = wanted[-1], name.lower().split()
    return last not in words and (len(wanted) > 1 or not any(_same_given(word, last) for word in words))


def _full(name: str) -> list[str]:
    """Return the words of a name with its middle initials."""
    known = lexicon(DEFAULT)
    assert known is not None
    parsed = parse(name.title() if name.islower() else name)
    lows = [bare(word) for word in parsed.words or _WORD.findall(name)]
    return [low for low in lows if low not in known.particles and low not in known.suffixes] or lows


def is_body(name: str) -> bool:
    """Say whether a name is that of a body and not of a person.

    >>> is_body("Harbour Authority"), is_body("Ann Brill")
    (True, False)
    """
    return parse(name).organisation


def _same_given(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    words = lexicon(DEFAULT)
    assert words is not None
    return other in words.short_forms.get(one, ())


def _contains(name: Sequence[str], wanted: Sequence[str]) -> bool:
    if len(wanted) > len(name):
        return False
    if len(wanted) > 1 and name and not (_same_given(wanted[0], name[0]) or wanted[0] in name):
        return False
    at = 0
    for number, word in enumerate(wanted):
        fits = [i for i in range(at, len(name)) if name[i] == word or (number == 0 == i and _same_given(name[i], word))]
        if not fits:
            return False
        at = fits[0] + 1
    return len(wanted) == 1 or at == len(name)
