"""Articles by where they stand on the web."""

from sqlalchemy import select

from retrieval.archive.database import Database
from retrieval.archive.schema import address, article


def article_at(database: Database, url: str) -> str | None:
    """Return the id of the article that stands at a canonical address, None where none does."""
    wanted = select(article.c.id).join_from(address, article, address.c.article == article.c.number)
    with database.reading() as connection:
        found: str | None = connection.scalar(wanted.where(address.c.url == url))
    return found
