"""The directory of people who are quoted: one entry a person, kept up as articles come and go."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from retrieval.archive.database import rows_of
from retrieval.archive.quotation_rows import unpack_quotations
from retrieval.archive.schema import decided_name, person, person_word, quotations, quoted
from retrieval.domain import Speaker
from retrieval.errors import TextDamaged
from retrieval.text.terms import fold, without_accents

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: variants and roles kept a person
_MOST = 12
_ids: Any = bindparam("ids", expanding=True)
_DECIDED = select(decided_name).where(decided_name.c.key.in_(_ids))
_BY_KEY = select(person).where(person.c.key.in_(_ids))
_PACKED = select(quotations.c.article, quotations.c.packed).where(quotations.c.article.in_(_ids))
_BY_MARK = select(person).where(person.c.mark.in_(_ids))
_UPDATE = (
    update(person)
    .where(person.c.number == bindparam("of"))
    .values({name: bindparam(name) for name in ("name", "variants", "roles", "quotations")})
)


def words_of(name: str) -> list[str]:
    """Return the words of a name as they are searched: lower case, without marks and points."""
    return [fold(word) for word in _lower_words(name)]


def forms_of(name: str) -> list[str]:
    """Return every form that the words of a name may have in the directory: earlier versions left letters like "ø" in them."""
    return list(dict.fromkeys(form for word in _lower_words(name) for form in (fold(word), without_accents(word))))


def _lower_words(name: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(unicodedata.normalize("NFC", name))]


def enter(connection: Connection, speakers: Iterable[Speaker]) -> dict[str, int]:
    """Count a quotation for each of these speakers that has a name; return the number of each name's person.

    Two names are one person's where `quotations.people` is sure of it, and only if that leaves no choice.
    """
    mentions: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        if speaker.name:
            mentions.setdefault(speaker.name, []).append(speaker)
    directory = _Directory(connection, mentions)
    people = {name: directory.find(name, mentions[name]) for name in mentions}
    directory.save()
    return {name: number for name, number in people.items() if number}


@dataclass(slots=True)
class _Person:
    """A row of the directory in the making."""

    number: int
    name: str
    key: str
    mark: str
    variants: dict[str, int]
    roles: list[str]
    quotations: int
    is_new: bool = False
    #: words by which it could not be found before
    words: set[str] = field(default_factory=set)


class _Directory:
    """The people that a batch of names may mean, and what changes about them."""

    def __init__(self, connection: Connection, names: Iterable[str]) -> None:
        from retrieval.quotations.people import key

        self._connection = connection
        self._keys = {name: key(name) for name in names}
        decided = {row.key: row.person_key for row in rows_of(connection, _DECIDED, set(self._keys.values()))}
        self._keys = {name: decided.get(key, key) for name, key in self._keys.items()}
        #: keys that are nobody else's, whatever looks alike
        self._apart = set(decided.values())
        self._by_key: dict[str, _Person] = {}
        self._by_mark: dict[str, list[_Person]] = {}
        for row in rows_of(connection, _BY_KEY, set(self._keys.values())):
            self._know(_person_of(row))
        unknown = [found for found in self._keys.values() if found and found not in self._by_key]
        for row in rows_of(connection, _BY_MARK, {mark for found in unknown if (mark := mark_of(found))}):
            if row.key not in self._by_key:
                self._know(_person_of(row))
        self._next = int(connection.scalar(select(func.max(person.c.number))) or 0) + 1
        self._changed: dict[int, _Person] = {}

    def find(self, name: str, mentions: Sequence[Speaker]) -> int:
        """Return the number of the person of a name, a new one where there is none; 0 for a name without words."""
        key = self._keys[name]
        if not key:
            return 0
        found = self._by_key.get(key) or (None if key in self._apart else self._alike(name, key))
        if found is None:
            found = _Person(self._next, name, key, mark_of(key), {}, [], 0, is_new=True)
            self._next += 1
            self._know(found)
        if name not in found.variants:
            found.words.update(words_of(name))
        met = found.variants.get(name, 0) + len(mentions)
        often = sorted((found.variants | {name: met}).items(), key=lambda item: -item[1])
        found.variants = dict(often[:_MOST])
        found.name = often[0][0]
        found.roles = _joined(found.roles, (mention.role for mention in mentions))
        found.quotations += len(mentions)
        self._changed[found.number] = found
        return found.number

    def save(self) -> None:
        """Write new people and what has changed about the others."""
        new = [one for one in self._changed.values() if one.is_new]
        if new:
            rows = [{"number": one.number, "key": one.key, "mark": one.mark, **_values(one)} for one in new]
            self._connection.execute(insert(person), rows)
        changed = [{"of": one.number, **_values(one)} for one in self._changed.values() if not one.is_new]
        if changed:
            self._connection.execute(_UPDATE, changed)
        words = {(word, one.number) for one in self._changed.values() for word in one.words}
        older = [one.number for one in self._changed.values() if one.words and not one.is_new]
        known = select(person_word).where(person_word.c.person.in_(_ids))
        words -= {(row.word, row.person) for row in rows_of(self._connection, known, set(older))}
        if words:
            self._connection.execute(insert(person_word), [{"word": w, "person": n} for w, n in sorted(words)])

    def _know(self, one: _Person) -> None:
        self._by_key[one.key] = one
        if one.mark:
            self._by_mark.setdefault(one.mark, []).append(one)

    def _alike(self, name: str, key: str) -> _Person | None:
        from retrieval.quotations.people import same_person

        same = [one for one in self._by_mark.get(mark_of(key), ()) if same_person(one.name, name)]
        if len(same) != 1:
            return None
        self._by_key[key] = same[0]
        return same[0]


def mark_of(key: str) -> str:
    """Return what two forms of one name nearly always share: the initial and the surname."""
    first, _, rest = key.partition(" ")
    return f"{first[0]} {rest.rpartition(' ')[2]}" if rest else ""


def _person_of(row: Any) -> _Person:
    variants, roles = msgspec.json.decode(row.variants), msgspec.json.decode(row.roles)
    return _Person(row.number, row.name, row.key, row.mark, variants, roles, row.quotations)


def _values(one: _Person) -> dict[str, Any]:
    return {
        "name": one.name, "variants": _encoded(one.variants), "roles": _encoded(one.roles), "quotations": one.quotations,
    }  # fmt: skip


def leave(connection: Connection, articles: Sequence[int]) -> None:
    """Take the quotations of these articles off the directory, before they are removed; nobody stays without one."""
    lost: Counter[int] = Counter()
    for row in rows_of(connection, _PACKED, articles):
        with suppress(TextDamaged):
            said = Counter(one.person for one in unpack_quotations(row.packed) if one.person is not None)
            lost += said
            of = quoted.c.article == row.article
            connection.execute(delete(quoted).where(of, quoted.c.person.in_(list(said))))
    if not lost:
        return
    less = update(person).where(person.c.number == bindparam("of"))
    connection.execute(
        less.values(quotations=person.c.quotations - bindparam("lost")),
        [{"of": number, "lost": count} for number, count in lost.items()],
    )
    gone = list(lost)
    connection.execute(delete(person).where(person.c.number.in_(gone), person.c.quotations <= 0))


def _joined(known: Iterable[str], more: Iterable[str | None]) -> list[str]:
    """Return what is known with what is new behind it, each once, the oldest dropped beyond the bound."""
    found = dict.fromkeys(known)
    for one in more:
        if one:
            found.pop(one, None)
            found[one] = None
    return list(found)[-_MOST:]


def _encoded(values: Any) -> str:
    return msgspec.json.encode(values).decode()
