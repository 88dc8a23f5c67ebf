"""Buttons below answers. Each names its answer by a key; one that has been forgotten says so politely."""

from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, Update

from bot.chat.conversation import Turn
from bot.telegram.handlers.questions import request
from bot.telegram.handlers.quotations import more_from, who_else, who_said_what
from bot.telegram.handlers.replies import say, show, whose
from bot.telegram.handlers.services import Context, services_of
from bot.telegram.handlers.story_list import turn_page
from bot.telegram.handlers.story_views import press_card, press_compare, press_timeline
from bot.telegram.handlers.votes import vote
from bot.views.answers import citation_line
from bot.views.buttons import Pressed, pressed
from bot.views.html import bold, escape, quote
from retrieval.domain import Span, StoryOf, Summary

Action = Callable[[Update, Context, CallbackQuery, Pressed, Turn], Awaitable[None]]


async def press(update: Update, context: Context) -> None:
    """Do what the pressed button says, and stop its waiting sign in any case."""
    services, query = services_of(context), update.callback_query
    if query is None:
        return
    said = pressed(query.data or "")
    if said and said.action == "drop":
        await services.off_loop(services.conversation.forget, *whose(update))
        await query.answer(services.texts("dropped"))
        return
    turn = services.conversation.turn(said.key) if said else None
    action = ACTIONS.get(said.action) if said else None
    if said is None or turn is None or action is None or not isinstance(query.message, Message):
        await query.answer(services.texts("expired"))
        return
    if said.action not in _ANSWERS_ITSELF:
        await query.answer()
    await action(update, context, query, said, turn)


async def more(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show the next sentences of an answer."""
    await show(update, context, turn, said.number)


async def in_context(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show a sentence with those around it."""
    services = services_of(context)
    found = _place_in(turn, said.number)
    around = await services.off_loop(services.conversation.surroundings, *found) if found else None
    if around is None or found is None:
        await say(update, context, escape(services.texts("context_none")))
        return
    citations = {citation.article_id: citation for citation in turn.answer.citations}
    told = " ".join(bold(words) if asked else escape(words) for _, words, asked in around.sentences)
    lines = [quote(told)]
    if found[0] in citations:
        lines.append(citation_line(citations[found[0]], services.texts))
    if around.incomplete:
        lines.append(escape(services.texts("incomplete")))
    await say(update, context, "\n".join(lines))


def _place_in(turn: Turn, number: int) -> tuple[str, Span] | None:
    """Return article and span of an answer's sentence or quotation."""
    if turn.answer.quotations:
        if number < len(turn.answer.quotations):
            quotation = turn.answer.quotations[number]
            if quotation.article_id:
                return quotation.article_id, (quotation.fragments[0][0], quotation.fragments[-1][1])
    elif number < len(turn.answer.sentences):
        sentence = turn.answer.sentences[number]
        return sentence.article_id, (sentence.start, sentence.end)
    return None


async def story(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Show the story that an answer's sentence, or a listed headline, belongs to."""
    services = services_of(context)
    found = _place_in(turn, said.number)
    article = found[0] if found else None
    if article is None and said.number < len(turn.answer.citations):
        article = turn.answer.citations[said.number].article_id
    if article is None or not await services.off_loop(services.program.archive.citations, [article]):
        await say(update, context, escape(services.texts("context_none")))
        return
    await request(update, context, Summary(StoryOf(id=article)), anew=True)


async def longer(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Summarise the same story in more sentences."""
    await _summary(update, context, turn, len(turn.answer.sentences) + 3)


async def shorter(update: Update, context: Context, query: CallbackQuery, said: Pressed, turn: Turn) -> None:
    """Summarise the same story in fewer sentences."""
    await _summary(update, context, turn, max(len(turn.answer.sentences) // 2, 1))


async def _summary(update: Update, context: Context, turn: Turn, count: int) -> None:
    if turn.answer.sentences:
        asked = turn.answer.request
        since = asked.since if isinstance(asked, Summary) else None
        story = StoryOf(id=turn.answer.sentences[0].article_id)
        await request(update, context, Summary(story, count, since), earlier=turn)


_ANSWERS_ITSELF = {"good", "bad"}
ACTIONS: dict[str, Action] = {
    "more": more,
    "context": in_context,
    "story": story,
    "from": more_from,
    "else": who_else,
    "longer": longer,
    "shorter": shorter,
    "said": who_said_what,
    "stories": turn_page,
    "timeline": press_timeline,
    "compare": press_compare,
    "card": press_card,
    "good": vote,
    "bad": vote,
}
