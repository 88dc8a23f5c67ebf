"""Buttons below answers. Most say all there is to do; a few name a stored answer, and say so politely once that has gone."""

from collections.abc import Awaitable, Callable

from telegram import Update

from bot.telegram.handlers.changes import press_changes
from bot.telegram.handlers.checks import press_store
from bot.telegram.handlers.corrected import place_now
from bot.telegram.handlers.explanations import press_why
from bot.telegram.handlers.follows import press_follow
from bot.telegram.handlers.languages import press_language
from bot.telegram.handlers.personal import press_forget
from bot.telegram.handlers.questions import request
from bot.telegram.handlers.quotations import more_from, press_dossier, said_by, who_else, who_said_what
from bot.telegram.handlers.reading import press_read
from bot.telegram.handlers.replies import acknowledge, say, whose
from bot.telegram.handlers.screens import page, show
from bot.telegram.handlers.services import Context, services_of
from bot.telegram.handlers.settings import press_setting
from bot.telegram.handlers.story_list import turn_page
from bot.telegram.handlers.story_views import press_card, press_compare, press_timeline
from bot.telegram.handlers.votes import vote
from bot.views.answers import is_quoted
from bot.views.callbacks import STORED, Action, Pressed, data, day_of, pressed
from bot.views.conflicts import correction_line
from bot.views.evidence import citation_line
from bot.views.html import bold, escape, quote
from bot.views.keys import Button
from retrieval.domain import Span, StoryList, StoryOf, Summary, Turn


async def press(update: Update, context: Context) -> None:
    """Do what the pressed button says, and stop its waiting sign in any case."""
    services, query = services_of(context), update.callback_query
    if query is None:
        return
    found = await _found(context, query.data or "") if query.message else None
    if found is None:
        await acknowledge(query, services.texts("expired"))
        return
    said, turn = found
    if turn is not None and query.message and turn.chat.partition("/")[0] != str(query.message.chat.id):
        # what was answered in one chat is shown in no other, whoever has got hold of its key
        await acknowledge(query, services.texts("expired"))
        return
    if said.action is Action.DROP:
        await services.off_loop(services.conversation.forget, *whose(update))
        await acknowledge(query, services.texts("dropped"))
    elif said.action in {Action.GOOD, Action.BAD} and turn:
        await vote(update, context, turn, good=said.action is Action.GOOD)
        await acknowledge(query, services.texts("vote_noted"))
    else:
        private = query.message is not None and query.message.chat.type == "private"
        if private or said.action in IN_PLACE:  # in a group the acknowledgement is what the presser is shown
            await acknowledge(query)
        await _do(update, context, said, turn)


async def follow(update: Update, context: Context, packed: str) -> None:
    """Do what a button in a group says, here in the private chat to which it has led."""
    found = await _found(context, packed)
    if found is None or found[0].action in {Action.DROP, Action.GOOD, Action.BAD, Action.STORE}:
        await say(update, context, escape(services_of(context).texts("expired")))
        return
    await _do(update, context, *found)


async def _found(context: Context, packed: str) -> tuple[Pressed, Turn | None] | None:
    """Return what a button says with the stored answer that it names, None where either is not to be had."""
    services, said = services_of(context), pressed(packed)
    if said is None or not (said.of_answer or said.action in STORED):
        return (said, None) if said else None
    turn = await services.off_loop(services.conversation.turn, said.key)
    named = _named(said, turn) if turn else None
    return (named, turn) if named else None


async def _do(update: Update, context: Context, said: Pressed, turn: Turn | None) -> None:
    if turn and said.action in BY_TURN:
        await BY_TURN[said.action](update, context, said, turn)
    elif said.action in ACTIONS:
        await ACTIONS[said.action](update, context, said)


def _named(said: Pressed, turn: Turn) -> Pressed | None:
    """Return what a button says by its place in an answer as if it had said it itself; None where there is no such place."""
    if not said.of_answer:
        return said
    place, *counts = said.numbers
    if said.action is Action.PAGE:
        return Pressed(said.action, turn.question, (place,))
    if said.action is Action.DOSSIER and turn.answer.dossier:
        return Pressed(said.action, turn.answer.dossier.name, (place,))
    found = _place_in(turn, place)
    if said.action in {Action.CONTEXT, Action.CARD, Action.MORE_FROM}:
        return Pressed(said.action, found[0], found[1]) if found else None
    if found is None and place < len(turn.answer.citations):
        return Pressed(said.action, turn.answer.citations[place].article_id, tuple(counts))
    return Pressed(said.action, found[0], tuple(counts)) if found else None


def _place_in(turn: Turn, number: int) -> tuple[str, Span] | None:
    """Return article and span of an answer's sentence or quotation."""
    if is_quoted(turn.answer):
        if number < len(turn.answer.quotations):
            quotation = turn.answer.quotations[number]
            if quotation.article_id:
                return quotation.article_id, quotation.span
    elif number < len(turn.answer.sentences):
        sentence = turn.answer.sentences[number]
        return sentence.article_id, (sentence.start, sentence.end)
    return None


async def more(update: Update, context: Context, said: Pressed, turn: Turn) -> None:
    """Show the next sentences of an answer."""
    await show(update, context, turn, said.numbers[0])


async def back(update: Update, context: Context, said: Pressed, turn: Turn) -> None:
    """Show an answer again; a page of a list as the page that it is."""
    asked = turn.answer.request
    if isinstance(asked, StoryList) and asked.page is not None:
        await turn_page(update, context, Pressed(Action.PAGE, asked.topic or "", (asked.page,)))
        return
    await show(update, context, turn, said.numbers[0])


async def everything(update: Update, context: Context, said: Pressed, turn: Turn) -> None:
    """Show all that can be done with an answer."""
    await show(update, context, turn, said.numbers[0], everything=True)


async def in_context(update: Update, context: Context, said: Pressed) -> None:
    """Show a sentence with those around it."""
    services = services_of(context)
    start, end = said.numbers
    place, correction = await place_now(services, update.callback_query, said.key, (start, end))
    around = await services.off_loop(services.conversation.surroundings, said.key, place)
    cited = await services.off_loop(services.program.archive.citations, [said.key])
    if around is None:
        await say(update, context, escape(services.texts("context_none")))
        return
    told = " ".join(bold(words) if asked else escape(words) for _, words, asked in around.sentences)
    asked = next((words for _, words, is_asked in around.sentences if is_asked), "")
    lines = [quote(told), *(citation_line(one, services.texts, words=asked) for one in cited.values())]
    if around.incomplete:
        lines.append(escape(services.texts("incomplete")))
    if correction:
        lines.append(correction_line(correction, services.texts))
    read = data(Action.READ, said.key)
    await page(update, context, "\n".join(lines), ((Button(services.texts("button_read"), read),),) if read else ())


async def story(update: Update, context: Context, said: Pressed) -> None:
    """Show the story that an answer's sentence, or a listed headline, belongs to."""
    await _summary(update, context, Summary(StoryOf(id=said.key)), anew=True)


async def length(update: Update, context: Context, said: Pressed) -> None:
    """Summarise the same story in more sentences, or in fewer."""
    count, since = said.numbers
    await _summary(update, context, Summary(StoryOf(id=said.key), count, day_of(since)))


async def _summary(update: Update, context: Context, asked: Summary, *, anew: bool = False) -> None:
    services = services_of(context)
    if not await services.off_loop(services.program.archive.citations, [asked.story.id or ""]):
        await say(update, context, escape(services.texts("context_none")))
        return
    await request(update, context, asked, anew=anew)


BY_TURN: dict[Action, Callable[[Update, Context, Pressed, Turn], Awaitable[None]]] = {
    Action.MORE: more,
    Action.WHO_ELSE: who_else,
    Action.BACK: back,
    Action.ALL: everything,
    Action.STORE: press_store,
    Action.WHY: press_why,
}
#: what changes the message itself or is sent to everybody, in groups too
IN_PLACE = frozenset((Action.PAGE, Action.CARD))
ACTIONS: dict[Action, Callable[[Update, Context, Pressed], Awaitable[None]]] = {
    Action.CONTEXT: in_context,
    Action.STORY: story,
    Action.LENGTH: length,
    Action.MORE_FROM: more_from,
    Action.WHO_SAID_WHAT: who_said_what,
    Action.PAGE: turn_page,
    Action.TIMELINE: press_timeline,
    Action.COMPARE: press_compare,
    Action.CARD: press_card,
    Action.CHANGES: press_changes,
    Action.DOSSIER: press_dossier,
    Action.READ: press_read,
    Action.LANGUAGE: press_language,
    Action.SETTING: press_setting,
    Action.FORGET: press_forget,
    Action.SAID_BY: said_by,
    Action.FOLLOW: press_follow,
}
