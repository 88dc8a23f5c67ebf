"""A dossier as text: who it is and which roles they had, then what they said, topic by topic."""

from itertools import groupby

from bot.views.answers import Rendered
from bot.views.evidence import citation_line, spoken_html
from bot.views.html import bold, escape, quote
from bot.views.texts import Texts
from retrieval.domain import Answer, Dossier, RoleHeld


def dossier_html(answer: Answer, dossier: Dossier, texts: Texts) -> Rendered:
    """Return a page of a dossier; its quotations are numbered as their buttons are."""
    lines = [bold(dossier.name)]
    if not dossier.page:
        lines += [escape(_role(role, texts)) for role in dossier.roles]
    lines.append(escape(_extent(dossier, texts)))
    if dossier.namesakes:
        lines.append(escape(texts("also", outlets=", ".join(dossier.namesakes))))
    cited = {citation.article_id: citation for citation in answer.citations}
    number = 0
    for topic in dossier.topics:
        several = len({one.article_id for one in topic.quotations}) > 1
        lines += ["", *([bold(topic.headline or texts("untitled"))] if several else [])]
        for article_id, said in groupby(topic.quotations, key=lambda one: one.article_id):
            told = []
            for one in said:
                number += 1
                told.append(f"{number}. {spoken_html(one, answer.sentences)}")
            lines.append(quote("\n".join(told)))
            if article_id in cited:
                lines.append(citation_line(cited[article_id], texts))
    total = len(answer.quotations)
    return Rendered("\n".join(lines), total, total)


def _role(role: RoleHeld, texts: Texts) -> str:
    """Return "harbour master, 3 May 2024 – 6 Jun 2025"."""
    first, last = texts.short_day(role.first), texts.short_day(role.last)
    if not first or not last:
        return role.role
    return f"{role.role}, {first}" if first == last else f"{role.role}, {first} – {last}"


def _extent(dossier: Dossier, texts: Texts) -> str:
    """Return how many quotations there are, of when, and which page this is."""
    parts = [texts("count_quotations", count=dossier.count)]
    first, last = texts.short_day(dossier.first), texts.short_day(dossier.last)
    if first and last:
        parts.append(first if first == last else f"{first} – {last}")
    if dossier.pages > 1:
        parts.append(f"{dossier.page + 1}/{dossier.pages}")
    return " · ".join(parts)
