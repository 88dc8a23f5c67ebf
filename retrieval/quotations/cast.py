"""The cast of an article: the people and bodies that it names, and which of them every name in it means."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from retrieval.domain import Block, Span
from retrieval.quotations import roles
from retrieval.quotations.antecedents import leaning_of
from retrieval.quotations.bearers import Bearer
from retrieval.quotations.bodies import has_article, is_firm, tells_of_firms
from retrieval.quotations.kin import begun_as_kin, is_of_others, kin_before
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import Name, bare
from retrieval.quotations.namesakes import Call, is_kin, told_apart
from retrieval.quotations.written_names import WrittenNames

#: how many bearers of one name are told apart
_NAMESAKES = 30
#: how many mentions back a role looks
_LOOK = 400
#: how many names a mention may hold
_MOST_INSIDE = 12
_SPEAKS = re.compile(r"\s(?:said|says|told|added|asked|wrote|replied)\b")


#: what stands before the name of a place
_PLACED = re.compile(r"\b(?:in|at|near|from|across|outside|to|of|the) $")


class Named(NamedTuple):
    """A place where somebody is named."""

    start: int
    end: int
    bearer: Bearer


#: makes a mention of a tuple, without a call of Python for each
_NAMED: Callable[[tuple[int, int, Bearer]], Named] = partial(tuple.__new__, Named)


class Cast:
    """The people and bodies that an article names."""

    def __init__(self, text: str, words: Lexicon, blocks: Sequence[Block] | None = None) -> None:
        """Read the names of a text; what stands in none of the `blocks` belongs to the page, and nobody refers back to it."""
        self.text = text
        self.words = words
        self.bearers: list[Bearer] = []
        self._by_word: dict[str, list[Bearer]] = {}
        #: where somebody is named, and who, in the order of the text
        self.places: list[tuple[int, int, Bearer]] = []
        #: where names begin that stand behind their office: "Secretary of State Ann Smith"
        self.held: set[int] = set()
        self._tells_of_firms = tells_of_firms(text)
        self._read()
        self._starts = [start for start, _, _ in self.places]
        self._told = self.places if blocks is None else list(_within(self.places, blocks))
        self._told_at = self._starts if blocks is None else [start for start, _, _ in self._told]

    def _read(self) -> None:
        """Collect the names, longer ones first, and give each shorter one to the bearer it belongs to."""
        written = WrittenNames(self.text, self.words)
        parsed = written.read()
        self.held = written.held
        # persons with a given name first, then the rest by length: "Smith" joins "Ann Smith" and not "Smith & Co"
        parsed.sort(key=lambda item: (not item[0].given, -len(item[0].words), item[0].role is None))
        open_calls: dict[tuple[str, ...], list[Call]] = {}
        for name, spans in parsed:
            found = [(start + name.lead, end) for start, end in spans] if name.lead else spans
            fits = self.fitting(name)
            if not fits and len(name.key) == 1 and name.key[0] in self._by_word:
                fits = self._called_by_given_name(name, found)
            if len(fits) > 1 and len(name.key) == 1:
                open_calls.setdefault(name.key, []).extend(Call(start, end, name) for start, end in found)
                continue
            bearer = fits[0] if len(fits) == 1 else max(fits, key=lambda one: len(one.mentions)) if fits else None
            if bearer is None or self._is_another(name, bearer, found):
                self._add(name).mentions.extend(found)
            else:
                self._join(bearer, name, found)
        for key, calls in open_calls.items():
            self._tell_apart(key, sorted(calls, key=lambda call: call.start))
        self.places = [(start, end, one) for one in self.bearers for start, end in one.mentions]
        self.places.sort(key=itemgetter(0))

    def _join(self, bearer: Bearer, name: Name, places: Sequence[Span]) -> None:
        bearer.mentions.extend(places)
        if name.role and (bearer.role is None or len(name.role) > len(bearer.role)):
            bearer.role = name.role
        bearer.gender = bearer.gender or name.gender

    def _add(self, name: Name) -> Bearer:
        bearer = Bearer(name, name.key, name.gender, name.role)
        self.bearers.append(bearer)
        first, last = name.key[0], name.key[-1]
        self._by_word.setdefault(last, []).append(bearer)
        for word in (first, name.nickname):
            if word and word != last:
                self._by_word.setdefault(word, []).append(bearer)
        return bearer

    def fitting(self, name: Name) -> list[Bearer]:
        """Return the bearers among those known whom a name as it is written can mean, by the surname if any."""
        known = self._by_word.get(name.key[-1])
        if known is None:
            return []
        fits = [
            one
            for one in known[-_NAMESAKES:]
            if _fits(name, one, self.words) and not self._is_of_other_gender(name, one)
        ]
        if len(fits) > 1 and not name.gender:
            # "Smith" is not "Mrs. Smith", but "Francis" is "Pope Francis"
            fits = [
                one for one in fits if len(one.name.words) > 1 or one.gender is None or _offices(one.role, self.words)
            ] or fits
        by_surname = [one for one in fits if one.key[-1] == name.key[-1]]
        return by_surname or fits

    def _is_of_other_gender(self, name: Name, bearer: Bearer) -> bool:
        """Say whether a form of address tells another gender than the text does: "Mo Smith and his wife", "Mrs. Smith"."""
        if name.gender is None or bearer.gender is not None or len(name.key) > 1:
            return False
        leaning = leaning_of(self.text, bearer, self.words)
        return leaning.islower() and leaning != name.gender

    def _called_by_given_name(self, name: Name, places: Sequence[Span]) -> list[Bearer]:
        """Return who is called by a given name that no list has: "Odo" for "Odo Tarn", of whom the text tells a person."""
        if name.organisation or (name.role and roles.tidy(name.role, self.words)):
            return []
        text = self.text
        fits = [
            one
            for one in self._by_word.get(name.key[0], ())
            if len(one.key) > 1
            and one.key[0] == name.key[0]
            and not one.name.organisation
            and min(one.mentions) < places[0]
        ]
        if len(fits) != 1 or any(_PLACED.search(text, max(0, start - 9), start) for start, _ in places):
            return []
        speaks = any(_SPEAKS.match(text, end) for _, end in places)
        return fits if speaks or self.is_person(fits[0]) or self._shares_surname(fits[0]) else []

    def _shares_surname(self, bearer: Bearer) -> bool:
        """Say whether somebody of whom the text tells a person has the same surname: a reason to use the given name."""
        others = self._by_word.get(bearer.key[-1], ())
        return any(one is not bearer and one.key[-1:] == bearer.key[-1:] and self.is_person(one) for one in others)

    def _is_another(self, name: Name, bearer: Bearer, places: Sequence[Span]) -> bool:
        """Say whether a surname alone is somebody else's: a junior's father's, or a spouse's who has the office."""
        if len(name.key) > 1 or name.key == bearer.key:
            return False
        if self._tells_of_firms and not name.role and any(is_firm(self.text, end, self.words) for _, end in places):
            return True
        if name.key[0] != bearer.key[-1] and is_of_others(self.text, places[0][0], bearer.key[-1]):
            return True  # "Ann Smith's son, Bo" is not Bo Renn
        office = name.role and roles.tidy(name.role, self.words)
        if bearer.name.suffix not in (None, "sr"):
            return (office is not None and office != bearer.role) or places[0][0] < min(bearer.mentions)[0]
        if not office or bearer.role:
            return False
        return any(is_kin(self.text, start, end, self.words) for start, end in bearer.mentions[:2])

    def _tell_apart(self, key: tuple[str, ...], calls: Sequence[Call]) -> None:
        """Give each use of a name that several bearers have to the one it means, or to all of them together."""
        bearers = self.fitting(calls[0].name)
        together: Bearer | None = None
        for call, bearer in zip(calls, told_apart(self.text, bearers, calls, self.words), strict=True):
            if bearer is None:
                together = together or Bearer(
                    Name(call.name.words, key=key), key, None, None, human=True, shared=bearers
                )
                bearer = together
            self._join(bearer, call.name, [(call.start, call.end)])
        if together is not None:
            self.bearers.append(together)

    def is_person(self, bearer: Bearer) -> bool:
        """Say whether a bearer is a person, by its name or by what the text tells of it."""
        if bearer.human:
            return True
        if bearer.name.organisation:
            return False
        if bearer.human is None:
            bearer.human = bearer.is_known or self._is_told(bearer)
        return bearer.human or (bearer.spoken and bearer.is_person and not has_article(self.text, bearer, self.words))

    def _is_told(self, bearer: Bearer) -> bool:
        """Say whether the text tells that a bearer is a person: by a role, an age, or as somebody's relative."""
        given = bearer.key[0] in self.words.female or bearer.key[0] in self.words.male
        if (len(bearer.name.words) > 1 or given) and roles.is_given_one(self, bearer):
            return True
        if len(bearer.name.words) == 1:
            return any(
                self._is_relative(kin_before(self.text, start, end))
                or self._is_relative(begun_as_kin(self.text, start))
                for start, end in bearer.mentions[:2]
            )
        return any(is_kin(self.text, start, end, self.words) for start, end in bearer.mentions[:2])

    @property
    def mentions(self) -> list[Named]:
        """The places where somebody is named, in order."""
        return list(map(_NAMED, self.places))

    def before(self, at: int, most: int = _LOOK) -> Iterator[tuple[int, int, Bearer]]:
        """Return the mentions before a place, the latest first, at most so many."""
        n = bisect_left(self._told_at, at)
        return reversed(self._told[max(0, n - most) : n])

    def _is_relative(self, word: str) -> bool:
        return word in self.words.serving or word in self.words.kinship

    def between(self, start: int, end: int) -> list[Bearer]:
        """Return those who are named between two places, as often as they are."""
        return [
            bearer for _, _, bearer in self._told[bisect_right(self._told_at, start) : bisect_left(self._told_at, end)]
        ]

    def named_before(
        self, at: int, most: int = _LOOK, may_be: Callable[[Bearer], bool] | None = None
    ) -> list[tuple[int, Bearer]]:
        """Return the people mentioned before `at` who `may_be` meant, each with the last mention, the latest first."""
        found: list[tuple[int, Bearer]] = []
        seen: set[Bearer] = set()
        for start, _, bearer in self.before(at, most):
            if bearer not in seen:
                seen.add(bearer)
                if (may_be is None or may_be(bearer)) and self.is_person(bearer):
                    found.append((start, bearer))
        return found

    def inside(self, start: int, end: int) -> list[Named]:
        """Return the first mentions that stand in text[start:end], or begin before it and reach into it."""
        first = bisect_left(self._starts, start)
        if first and self.places[first - 1][1] > start:
            first -= 1  # the name began before the mention: "Win Tarn said" with "Win" taken for a verb
        last = bisect_left(self._starts, end, first, min(first + _MOST_INSIDE, len(self._starts)))
        return list(map(_NAMED, self.places[first:last]))


def _within(mentions: Sequence[tuple[int, int, Bearer]], blocks: Sequence[Block]) -> Iterator[tuple[int, int, Bearer]]:
    """Return the mentions, in their order, that stand in a block."""
    begins = [block.start for block in blocks]
    for one in mentions:
        n = bisect_right(begins, one[0])
        if n and one[0] < blocks[n - 1].end:
            yield one


def _is_regnal(name: Name, bearer: Bearer, words: Lexicon) -> bool:
    """Say whether a name is one that its bearer has with an office instead of a surname: "Pope Francis", "Queen Ann"."""
    offices = _offices(name.role, words)
    return bool(offices) and offices.isdisjoint(_offices(bearer.role, words))


def _offices(role: str | None, words: Lexicon) -> set[str]:
    """Return the offices in a role that somebody has with a given name alone."""
    return {bare(word) for word in role.split()} & words.regnal if role else set()


def _fits(name: Name, bearer: Bearer, words: Lexicon) -> bool:
    key = name.key
    if name.gender and bearer.gender and name.gender != bearer.gender:
        return False
    if (len(key) > 1 or name.suffix) and name.suffix != bearer.name.suffix:
        return False
    if key == bearer.key:
        return True
    first, last = bearer.name.words[0], bearer.name.words[-1]
    if len(key) == 1 and name.words[0].isupper() and last.isupper() and not first.isupper():
        return False  # "NASA" is nobody's surname
    if len(key) == 1:
        # a given name alone stands for a person, the last word of an organisation does not stand for it
        own = bearer.name
        if key[0] in (bearer.key[-1], own.nickname):
            return not own.organisation
        # "Pope Francis" is not Francis Smith, whom the text calls by the surname
        return own.given and not own.organisation and not _is_regnal(name, bearer, words)
    return (key[0] == bearer.key[0] and key[-1] == bearer.key[-1]) or bearer.key[-len(key) :] == key
