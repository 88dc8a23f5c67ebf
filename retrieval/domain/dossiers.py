"""Dossiers: everything somebody is quoted with, by topic and time, and the roles they had."""

from dataclasses import dataclass

from retrieval.domain.quotations import Quotation


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role, and the first and last day (ISO 8601) on which an article gives it to somebody; None where none is dated."""

    role: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class DossierTopic:
    """What somebody said on one story, in order of time: `headline` and `article_id` are those of its most central article."""

    headline: str | None
    article_id: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A page of what somebody is quoted with: the latest topic first. `page` counts from 0.

    `count` are all quotations, `first` and `last` the days (ISO 8601) of those that are dated; `namesakes` are others whom the
    asked name may mean.
    """

    name: str
    roles: tuple[RoleHeld, ...]
    topics: tuple[DossierTopic, ...]
    page: int
    pages: int
    count: int
    first: str | None
    last: str | None
    namesakes: tuple[str, ...] = ()
