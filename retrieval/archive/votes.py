"""What readers thought of the answers: each vote is a line of a data set that operators can evaluate and tune on."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select

from retrieval.archive.database import Database
from retrieval.archive.schema import vote
from retrieval.domain import Evidence

_v = vote.c


class Votes:
    """The votes of an archive. A reader has one vote on an answer and may change it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cast(
        self, chat: str, user: str, message: str, question: str, evidence: Sequence[Evidence], *, good: bool
    ) -> None:
        """Keep a vote on the answer in `message`: the question and the sentences that were shown."""
        shown = [{"article_id": e.article_id, "start": e.start, "end": e.end, "text": e.text} for e in evidence]
        row = {
            "chat": chat, "person": user, "message": message, "question": question, "value": 1 if good else -1,
            "evidence": msgspec.json.encode(shown).decode(), "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        }  # fmt: skip
        with self._database.writing() as connection:
            same = (_v.chat == chat, _v.person == user, _v.message == message)
            connection.execute(delete(vote).where(*same))
            connection.execute(insert(vote), row)

    def count(self) -> tuple[int, int]:
        """Return how many votes there are for and against."""
        with self._database.reading() as connection:
            values = list(connection.scalars(select(_v.value)))
        return sum(value > 0 for value in values), sum(value < 0 for value in values)

    def lines(self) -> Iterator[dict[str, Any]]:
        """Yield the votes as lines of a data set, oldest first: id, question, good, sentences, articles, asked; no names."""
        with self._database.reading() as connection:
            rows = connection.execute(select(vote).order_by(_v.number)).all()
        for row in rows:
            sentences = msgspec.json.decode(row.evidence)
            yield {
                "id": f"vote-{row.number}",
                "question": row.question,
                "good": row.value > 0,
                "sentences": sentences,
                "articles": list(dict.fromkeys(sentence["article_id"] for sentence in sentences)),
                "asked": row.at,
            }
