"""The directory of people who are quoted: one entry a person, kept up as articles come and go."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from retrieval.archive.schema import person, person_word, quotation
from retrieval.domain import Speaker
from retrieval.text.terms import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: variants and roles kept a person
_MOST = 12
_ids: Any = bindparam("ids", expanding=True)
_BY_KEY = select(person).where(person.c.key.in_(_ids))
_UPDATE = (
    update(person)
    .where(person.c.number == bindparam("of"))
    .values({name: bindparam(name) for name in ("name", "variants", "roles", "quotations")})
)


def words_of(name: str) -> list[str]:
    """Return the words of a name as they are compared: lower case, without accents and points."""
    return [fold(word.lower().replace("’", "'")) for word in _WORD.findall(name)]


def person_key(name: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(words_of(name))


def enter(connection: Connection, speakers: Iterable[Speaker]) -> dict[str, int]:
    """Count a quotation for each of these speakers that has a name; return the number of each key's person."""
    named: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        if speaker.name and (key := person_key(speaker.name)):
            named.setdefault(key, []).append(speaker)
    known = {row.key: row for row in connection.execute(_BY_KEY, {"ids": list(named)})} if named else {}
    changed = [_merged(known[key], mentions) for key, mentions in named.items() if key in known]
    if changed:
        connection.execute(_UPDATE, changed)
    number = int(connection.scalar(select(func.max(person.c.number))) or 0)
    fresh: list[dict[str, Any]] = []
    for key, mentions in named.items():
        if key not in known:
            number += 1
            fresh.append({"number": number, "key": key, **_entry(mentions)})
    if fresh:
        connection.execute(insert(person), fresh)
        words = [{"word": word, "person": row["number"]} for row in fresh for word in set(row["key"].split())]
        connection.execute(insert(person_word), words)
    return {key: row.number for key, row in known.items()} | {row["key"]: row["number"] for row in fresh}


def leave(connection: Connection, articles: Sequence[int]) -> None:
    """Take the quotations of these articles off the directory, before they are removed; nobody stays without one."""
    counted = select(quotation.c.person, func.count().label("lost")).where(
        quotation.c.article.in_(articles), quotation.c.person.is_not(None)
    )
    lost = connection.execute(counted.group_by(quotation.c.person)).all()
    if not lost:
        return
    less = update(person).where(person.c.number == bindparam("of"))
    connection.execute(
        less.values(quotations=person.c.quotations - bindparam("lost")),
        [{"of": row.person, "lost": row.lost} for row in lost],
    )
    gone = [row.person for row in lost]
    connection.execute(delete(person).where(person.c.number.in_(gone), person.c.quotations <= 0))


def _entry(mentions: Sequence[Speaker]) -> dict[str, Any]:
    names = Counter(mention.name or "" for mention in mentions)
    name = names.most_common(1)[0][0]
    return {
        "name": name,
        "variants": _encoded(_joined((), (other for other in names if other != name))),
        "roles": _encoded(_joined((), (mention.role for mention in mentions))),
        "quotations": len(mentions),
    }


def _merged(row: Any, mentions: Sequence[Speaker]) -> Mapping[str, Any]:
    variants = [mention.name for mention in mentions if mention.name != row.name]
    return {
        "of": row.number,
        "name": row.name,
        "variants": _encoded(_joined(msgspec.json.decode(row.variants), variants)),
        "roles": _encoded(_joined(msgspec.json.decode(row.roles), (mention.role for mention in mentions))),
        "quotations": row.quotations + len(mentions),
    }


def _joined(known: Iterable[str], more: Iterable[str | None]) -> list[str]:
    """Return what is known with what is new behind it, each once, the oldest dropped beyond the bound."""
    found = dict.fromkeys(known)
    for one in more:
        if one:
            found.pop(one, None)
            found[one] = None
    return list(found)[-_MOST:]


def _encoded(values: list[str]) -> str:
    return msgspec.json.encode(values).decode()
