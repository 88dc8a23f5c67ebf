"""What the bot says of its own accord: its messages and example questions. All words are in config/texts."""

from collections.abc import Sequence

from bot.views.html import escape
from bot.views.texts import Texts
from retrieval.domain import Archived, EverythingBy, QuotationsOf, Request, Said, Summary
from retrieval.questions.wording import words_of


def said_words(said: Said, texts: Texts) -> str:
    """Return a message in words."""
    day = texts.short_day(said.day)
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


def span_words(archived: Archived, texts: Texts) -> str:
    """Return "12 stories, from 3 May to 28 June 2009": how much the archive holds, and of when."""
    count = texts("articles", count=archived.count)
    first, last = texts.long_day(archived.first), texts.long_day(archived.last)
    if not first or not last:
        return count
    if first == last:
        return texts("span_one", count=count, day=first)
    if archived.first and archived.last and archived.first[:4] == archived.last[:4] and len(archived.first) > 7:
        first = texts.written(archived.first, ("day_in_year", "month_long"))
    return texts("span_many", count=count, first=first, last=last)
