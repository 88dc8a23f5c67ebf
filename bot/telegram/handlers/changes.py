"""/changes: what has been changed in a story's articles since they first came."""

from telegram import Update

from bot.telegram.handlers.questions import request
from bot.telegram.handlers.replies import say, words_of
from bot.telegram.handlers.services import Context, services_of
from bot.views.callbacks import Pressed
from bot.views.html import escape
from retrieval.domain import ChangesOf, StoryOf


async def changes(update: Update, context: Context) -> None:
    """Tell what was changed in the story that the words after the command name."""
    services, words = services_of(context), words_of(context)
    if words:
        await request(update, context, ChangesOf(StoryOf(words)))
        return
    newest = await services.off_loop(services.program.stories.newest, 1)
    example = newest[0].headline if newest and newest[0].headline else "…"
    await say(update, context, services.texts("changes_usage", example=escape(example)))


async def press_changes(update: Update, context: Context, said: Pressed) -> None:
    """Tell what was changed in the story of an answer."""
    await request(update, context, ChangesOf(StoryOf(id=said.key)))
