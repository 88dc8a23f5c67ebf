"""A story told otherwise: /timeline, /compare and /coverage, their buttons, and a quotation as a picture."""

from collections.abc import Callable
from urllib.parse import quote_plus

from telegram import Update

from bot.telegram.delivery import deliver_picture
from bot.telegram.handlers.quotations import quotation_at
from bot.telegram.handlers.replies import say, typing, where, words_of
from bot.telegram.handlers.screens import page
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.answers import render
from bot.views.callbacks import Action, Pressed, data, in_link
from bot.views.html import escape
from bot.views.keys import Button, Rows
from bot.views.pictures import CannotDraw, Picture, coverage_chart, quotation_card
from bot.views.stories import comparison_html, timeline_html
from retrieval.domain import ComparisonOf, Question, Story, StoryOf, TimelineOf

#: the kinds of request that a page of a story answers
Page = type[TimelineOf] | type[ComparisonOf]


async def timeline(update: Update, context: Context) -> None:
    """Show the story that the words after the command name in order of time."""
    await _show_found(update, context, "timeline_usage", TimelineOf)


async def compare(update: Update, context: Context) -> None:
    """Set the outlets of the story that the words after the command name side by side."""
    await _show_found(update, context, "compare_usage", ComparisonOf)


async def coverage(update: Update, context: Context) -> None:
    """Send a chart of how much was written about the name after the command."""
    services, name = services_of(context), words_of(context)
    if not name:
        await _usage(update, context, "coverage_usage")
        return

    await _send_picture(update, context, lambda: _chart(services, name))


def _chart(services: Services, name: str) -> Picture:
    """Draw the chart of a name, or take the one that was drawn since the archive last changed."""
    key = name, services.program.archive.position(), services.texts.language
    chart: Picture | str | None = services.charts.get(key)
    if chart is None:
        try:
            chart = coverage_chart(services.program.stories.coverage(name), services.texts)
        except CannotDraw as error:
            chart = str(error)
        services.charts.put(key, chart)
    if isinstance(chart, str):
        raise CannotDraw(chart)
    return chart


async def press_timeline(update: Update, context: Context, said: Pressed) -> None:
    """Show the story of an answer in order of time."""
    await _show(update, context, TimelineOf(StoryOf(id=said.key)))


async def press_compare(update: Update, context: Context, said: Pressed) -> None:
    """Show the outlets of an answer's story side by side."""
    await _show(update, context, ComparisonOf(StoryOf(id=said.key)))


async def press_card(update: Update, context: Context, said: Pressed) -> None:
    """Send a quotation of an answer as a picture to forward."""
    services = services_of(context)
    quotation = await services.off_loop(quotation_at, services, said)
    cited = await services.off_loop(services.program.archive.citations, [said.key])
    citation = cited.get(said.key)
    if quotation is None or citation is None:
        await say(update, context, escape(services.texts("context_none")))
        return
    first, last = said.numbers
    around = await services.off_loop(services.conversation.surroundings, said.key, (first, last), 0)
    sentences = " ".join(words for _, words, _ in around.sentences) if around else None
    packed = in_link(data(Action.CONTEXT, said.key, first, last) or "")
    link = f"https://t.me/{context.bot.username}" + (f"?start={packed}" if packed else "")
    await _send_picture(update, context, lambda: quotation_card(quotation, citation, services.texts, sentences, link))


async def _show_found(update: Update, context: Context, usage: str, kind: Page) -> None:
    words = words_of(context)
    if not words:
        await _usage(update, context, usage)
        return

    await _show(update, context, kind(StoryOf(words)))


async def _show(update: Update, context: Context, asked: TimelineOf | ComparisonOf) -> None:
    """Show a page of the story that is asked for, the nearest headlines where there is none."""
    services = services_of(context)

    def find() -> tuple[Story | None, str]:
        answer = services.program.answerer.answer(Question("", request=asked))
        if answer.timeline:
            return answer.timeline.story, timeline_html(answer.timeline, services.texts)
        if answer.comparison:
            return answer.comparison.story, comparison_html(answer.comparison, services.texts)
        return None, render(answer, services.conversation.archived, services.texts).html

    async with typing(update, context):
        story, html = await services.off_loop(find)
    await page(update, context, html, _sharing(services, context, story) if story else ())


def _sharing(services: Services, context: Context, story: Story) -> Rows:
    """Return a button that offers the story's link to another chat."""
    link = f"https://t.me/{context.bot.username}?start={story.id}"
    return ((Button(services.texts("button_send"), url=f"https://t.me/share/url?url={quote_plus(link)}"),),)


async def _send_picture(update: Update, context: Context, draw: Callable[[], Picture]) -> None:
    services, place = services_of(context), where(update)
    if place is None:
        return
    async with typing(update, context):
        try:
            picture = await services.off_loop(draw)
        except CannotDraw as error:
            await say(update, context, escape(str(error)))
            return
    await deliver_picture(context.bot, place, picture)


async def _usage(update: Update, context: Context, key: str) -> None:
    services = services_of(context)
    newest = await services.off_loop(services.program.stories.newest, 1)
    example = newest[0].headline if newest and newest[0].headline else "…"
    await say(update, context, services.texts(key, example=escape(example)))
