"""What is followed, and what its followers are told."""

from collections.abc import Sequence

from bot.views.callbacks import Action, data
from bot.views.evidence import citation_line
from bot.views.html import bold, escape
from bot.views.keys import Button, Rows, label
from bot.views.texts import Texts
from retrieval.archive.follows import Follow
from retrieval.domain import Citation

#: articles named in one message
NAMED = 8


def follow_line(one: Follow, texts: Texts) -> str:
    """Return what is followed and when it is told, in a line."""
    named = bold(texts.isolated(one.label))
    when = texts("follow_at_once") if one.hour is None else texts("follow_daily", hour=one.hour, zone=one.zone)
    parts = [named, escape(when)]
    if one.excluded:
        parts.append(escape(texts("follow_without", words=one.excluded)))
    if one.paused:
        parts.append(escape(texts("follow_paused")))
    return " · ".join(parts)


def stop_buttons(follows: Sequence[Follow], texts: Texts) -> Rows:
    """Return a button for each follow that ends it."""
    if len(follows) == 1:
        return ((Button(texts("button_stop"), data(Action.FOLLOW, f"x={follows[0].number}")),),)
    return tuple(
        (Button(label(texts("button_stop_one", name=one.label)), data(Action.FOLLOW, f"x={one.number}")),)
        for one in follows
    )


def news_html(one: Follow, citations: Sequence[Citation], texts: Texts) -> str:
    """Return what is new on what somebody follows: its articles, the newest first, as many as a message names."""
    newest = sorted(citations, key=lambda citation: citation.published or "", reverse=True)
    lines = [f"• {citation_line(citation, texts)}" for citation in newest[:NAMED]]
    if len(newest) > NAMED:
        lines.append(escape(texts("follow_more", count=len(newest) - NAMED)))
    return "\n".join([texts("follow_news", name=bold(texts.isolated(one.label))), *lines])
