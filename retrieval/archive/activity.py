"""How much an archive holds, and how much it is used, in numbers."""

from dataclasses import dataclass

from sqlalchemy import distinct, func, select

from retrieval.archive.database import Database
from retrieval.archive.schema import article, person, quotations, story, turn, vote


@dataclass(frozen=True, slots=True)
class Activity:
    """Counts of what is there: of articles, stories, quotations, people; of chats, answers that are kept, and votes."""

    articles: int
    stories: int
    quotations: int
    people: int
    chats: int
    answers: int
    votes_for: int
    votes_against: int


def activity(archive: Database, chats: Database) -> Activity:
    """Return the counts of an archive, and of what chats have left behind where that is kept."""
    held = [
        select(func.count()).select_from(article),
        select(func.count()).select_from(story),
        select(func.sum(quotations.c.many)),
        select(func.count()).select_from(person),
    ]
    used = [
        select(func.count(distinct(turn.c.chat))),
        select(func.count()).select_from(turn),
        select(func.count()).where(vote.c.value > 0),
        select(func.count()).where(vote.c.value < 0),
    ]
    counts: list[int] = []
    for database, counted in ((archive, held), (chats, used)):
        with database.reading() as connection:
            counts += [connection.scalar(one) or 0 for one in counted]
    return Activity(*counts)
