"""What the bot says of its own accord: its messages, example questions, and days in words. All words are in texts.yaml."""

import datetime as dt
from collections.abc import Sequence

from bot.views.html import escape
from bot.views.texts import Texts
from retrieval.domain import Archived, EverythingBy, QuotationsOf, Request, Said, Summary
from retrieval.questions.wording import words_of


def said_words(said: Said, texts: Texts) -> str:
    """Return a message in words."""
    limit = None if said.limit is None else f"{said.limit:,}"
    return texts(said.message.value, limit=limit, name=said.speaker, topic=said.topic)


def example_words(request: Request, texts: Texts) -> str:
    """Return a request as somebody may type it."""
    if isinstance(request, Summary):
        return texts("example_summary", story=request.story.words)
    if isinstance(request, QuotationsOf | EverythingBy):
        return texts("example_quotations", name=request.speaker)
    return words_of(request)


def chat_html(message: str, suggestions: Sequence[Request], texts: Texts) -> str:
    """Return a line of the bot's own, with example questions under it."""
    lines = [escape(message)] if message else []
    if suggestions:
        examples = [f"• {escape(example_words(suggestion, texts))}" for suggestion in suggestions]
        lines += ["", escape(texts("examples")), *examples]
    return "\n".join(lines)


def short_day(published: str | None, texts: Texts) -> str | None:
    """Return "28 Jun 2009" for an ISO 8601 date or time; a year or month alone as far as it goes; None for nothing."""
    return _day(published, texts("months_short").split())


def _day(published: str | None, months: Sequence[str]) -> str | None:
    if not published:
        return None
    parts = published[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            dt.date(*numbers)
    except ValueError:
        return None
    words = [str(numbers[0])]
    if len(numbers) > 1 and 1 <= numbers[1] <= 12:
        words.insert(0, months[numbers[1] - 1])
    if len(numbers) > 2:
        words.insert(0, str(numbers[2]))
    return " ".join(words)


def span_words(archived: Archived, texts: Texts) -> str:
    """Return "12 stories, from 3 May to 28 June 2009": how much the archive holds, and of when."""
    count = texts("articles_one") if archived.count == 1 else texts("articles_many", count=f"{archived.count:,}")
    months = texts("months").split()
    first, last = _day(archived.first, months), _day(archived.last, months)
    if not first or not last:
        return count
    if first == last:
        return texts("span_one", count=count, day=first)
    if archived.first and archived.last and archived.first[:4] == archived.last[:4]:
        first = first.removesuffix(f" {archived.first[:4]}")
    return texts("span_many", count=count, first=first, last=last)
