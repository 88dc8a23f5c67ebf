"""Corrections of the directory of people by hand: two entries that are one person, one entry that is two.

A correction is kept as whose a name is, so that articles that come later follow it too.
"""

from collections import Counter
from collections.abc import Container, Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from retrieval.archive.inserting import insert_rows
from retrieval.archive.people import mark_of, words_of
from retrieval.archive.quotation_rows import QuotationRow, pack_quotations, unpack_quotations
from retrieval.archive.schema import decided_name, person, person_word, quotations, quoted
from retrieval.errors import ArchiveError
from retrieval.quotations import people


def merge(connection: Connection, name: str, other: str) -> None:
    """Make the person of the name `other` the person of `name`; ArchiveError where one is not quoted or they are one."""
    kept, gone = _person(connection, name), _person(connection, other)
    if kept.number == gone.number:
        raise ArchiveError(f"{name} and {other} are one person already.")
    variants = Counter(msgspec.json.decode(kept.variants)) + Counter(msgspec.json.decode(gone.variants))
    roles = list(dict.fromkeys([*msgspec.json.decode(gone.roles), *msgspec.json.decode(kept.roles)]))
    _decide(connection, {gone.key, *map(people.key, msgspec.json.decode(gone.variants))}, kept.key)
    connection.execute(update(decided_name).where(decided_name.c.person_key == gone.key).values(person_key=kept.key))
    _move(connection, gone.number, kept.number)
    _remove(connection, gone.number)
    _write(connection, kept.number, kept.name, variants, roles, kept.quotations + gone.quotations)


def split(connection: Connection, name: str) -> None:
    """Make the name a person of its own; ArchiveError where it is the person's only name, or nobody's."""
    whole = _person(connection, name)
    key = people.key(name)
    variants = Counter(msgspec.json.decode(whole.variants))
    own = Counter({form: count for form, count in variants.items() if people.key(form) == key})
    rest = variants - own
    if not own or not rest:
        raise ArchiveError(f"{name} is the only name of {whole.name}; there is nothing to part it from.")
    number = int(connection.scalar(select(func.max(person.c.number))) or 0) + 1
    if key == whole.key:
        # the entry keeps its number and is called by what is left
        kept_key = people.key(rest.most_common(1)[0][0])
        connection.execute(
            update(person).where(person.c.number == whole.number).values(key=kept_key, mark=mark_of(kept_key))
        )
        _decide(connection, map(people.key, rest), kept_key)
    else:
        _decide(connection, [whole.key], whole.key)
    connection.execute(
        insert(person),
        {
            "number": number,
            "key": key,
            "mark": mark_of(key),
            "name": name,
            "variants": "{}",
            "roles": "[]",
            "quotations": 0,
        },
    )
    parted = _move(connection, whole.number, number, own)
    roles = list(dict.fromkeys(row.role for row in parted if row.role))
    _decide(connection, [key], key)
    _write(connection, number, own.most_common(1)[0][0], own, roles, len(parted))
    _write(
        connection,
        whole.number,
        rest.most_common(1)[0][0],
        rest,
        msgspec.json.decode(whole.roles),
        whole.quotations - len(parted),
    )


def _person(connection: Connection, name: str) -> Any:
    """Return the one entry of which the name is a form; ArchiveError for none and for several."""
    key = people.key(name)
    of = connection.scalar(select(decided_name.c.person_key).where(decided_name.c.key == key)) or key
    rows = connection.execute(select(person).where(person.c.key == of)).all()
    if not rows:
        words = words_of(name)
        query = select(person)
        for word in words:
            query = query.where(person.c.number.in_(select(person_word.c.person).where(person_word.c.word == word)))
        rows = [
            row for row in connection.execute(query).all() if key in map(people.key, msgspec.json.decode(row.variants))
        ]
    if len(rows) != 1:
        raise ArchiveError(f"Nobody called {name} is quoted." if not rows else f"Several people are called {name}.")
    return rows[0]


def _move(
    connection: Connection, person_from: int, person_to: int, names: Container[str] | None = None
) -> list[QuotationRow]:
    """Make quotations of one person another's, those under some names or all; return them."""
    moved: list[QuotationRow] = []
    q, s = quotations.c, quoted.c
    wanted = select(q.article, q.packed).where(q.article.in_(select(s.article).where(s.person == person_from)))
    for article, packed in connection.execute(wanted.order_by(q.article)).all():
        rows = unpack_quotations(packed)
        of = [row.person == person_from and (names is None or row.name in names) for row in rows]
        if not any(of):
            continue
        moved += [row for row, is_of in zip(rows, of, strict=True) if is_of]
        rows = [row._replace(person=person_to) if is_of else row for row, is_of in zip(rows, of, strict=True)]
        connection.execute(update(quotations).where(q.article == article).values(packed=pack_quotations(rows)))
        insert_rows(connection, quoted, [{"person": person_to, "article": article}], again=True)
        if all(row.person != person_from for row in rows):
            connection.execute(delete(quoted).where(s.person == person_from, s.article == article))
    return moved


def _decide(connection: Connection, keys: Iterable[str], of: str) -> None:
    wanted = sorted(set(keys))
    connection.execute(delete(decided_name).where(decided_name.c.key.in_(wanted)))
    connection.execute(insert(decided_name), [{"key": key, "person_key": of} for key in wanted])


def _remove(connection: Connection, number: int) -> None:
    connection.execute(delete(person_word).where(person_word.c.person == number))
    connection.execute(delete(person).where(person.c.number == number))


def _write(
    connection: Connection, number: int, name: str, variants: Counter[str], roles: list[str], count: int
) -> None:
    """Write an entry with the words by which it is found."""
    values = {
        "name": name,
        "variants": msgspec.json.encode(dict(variants.most_common())).decode(),
        "roles": msgspec.json.encode(roles).decode(),
        "quotations": count,
    }
    connection.execute(update(person).where(person.c.number == number).values(values))
    connection.execute(delete(person_word).where(person_word.c.person == number))
    words = {word for form in variants for word in words_of(form)}
    connection.execute(insert(person_word), [{"word": word, "person": number} for word in sorted(words)])
