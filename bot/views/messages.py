"""What the bot says of its own accord: its messages, example questions, and days in words. All words are in config/texts."""

import datetime as dt
from collections.abc import Sequence

from bot.views.html import escape
from bot.views.texts import Texts
from retrieval.domain import Archived, EverythingBy, QuotationsOf, Request, Said, Summary
from retrieval.questions.wording import words_of


def said_words(said: Said, texts: Texts) -> str:
    """Return a message in words."""
    day = short_day(said.day, texts)
    return texts(said.message.value, limit=said.limit, name=said.speaker, topic=said.topic, day=day)


def example_words(request: Request, texts: Texts) -> str:
    """Return a request as a button shows it; what is to be typed is `words_of` it, which is understood in every language."""
    if isinstance(request, Summary):
        return texts("example_summary", story=request.story.words)
    if isinstance(request, QuotationsOf | EverythingBy):
        return texts("example_quotations", name=request.speaker)
    return words_of(request)


def chat_html(message: str, suggestions: Sequence[Request], texts: Texts, *, as_buttons: bool = False) -> str:
    """Return a line of the bot's own, with example questions under it, or ahead of the buttons that give them."""
    lines = [escape(message)] if message else []
    if suggestions and not as_buttons:
        examples = [f"• {escape(words_of(suggestion))}" for suggestion in suggestions]
        lines += ["", escape(texts("examples")), *examples]
    elif suggestions:
        lines += ["", escape(texts("examples"))]
    return "\n".join(lines)


def short_day(published: str | None, texts: Texts) -> str | None:
    """Return "28 Jun 2009" for an ISO 8601 date or time; a year or month alone as far as it goes; None for nothing."""
    return _day(published, texts, ("day", "month"))


def long_day(published: str | None, texts: Texts) -> str | None:
    """Return "28 June 2009" for an ISO 8601 date or time; a year or month alone as far as it goes; None for nothing."""
    return _day(published, texts, ("day_long", "month_long"))


def _day(published: str | None, texts: Texts, patterns: tuple[str, str]) -> str | None:
    """Return a day, or a month, by the texts' pattern for it; a year as it is."""
    if not published:
        return None
    parts = published[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return str(numbers[0])
        when = dt.date(*[*numbers, 1][:3])
    except ValueError:
        return None
    return texts.day(when, patterns[len(numbers) == 2])


def span_words(archived: Archived, texts: Texts) -> str:
    """Return "12 stories, from 3 May to 28 June 2009": how much the archive holds, and of when."""
    count = texts("articles", count=archived.count)
    first, last = long_day(archived.first, texts), long_day(archived.last, texts)
    if not first or not last:
        return count
    if first == last:
        return texts("span_one", count=count, day=first)
    if archived.first and archived.last and archived.first[:4] == archived.last[:4] and len(archived.first) > 7:
        first = _day(archived.first, texts, ("day_in_year", "month_long"))
    return texts("span_many", count=count, first=first, last=last)
