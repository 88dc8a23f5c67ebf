"""/stories: what there is, newest first, in pages; searched with words after the command."""

from telegram import Message, Update

from bot.telegram.delivery import replace
from bot.telegram.handlers.replies import say, whose, words_of
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.buttons import PAGE, list_buttons
from bot.views.callbacks import Pressed
from bot.views.html import escape
from bot.views.stories import story_line
from retrieval.domain import Story, Turn


async def stories(update: Update, context: Context) -> None:
    """Show the first page of the stories, of those that have the words after the command if there are any."""
    services = services_of(context)
    turn, listed = await services.off_loop(_page, services, *whose(update), words_of(context), 0)
    sent = await say(update, context, _html(services, turn, listed, 0), list_buttons(turn, listed, 0, services.texts))
    if sent:
        services.conversation.sent(str(sent.chat_id), str(sent.message_id), turn)


async def turn_page(update: Update, context: Context, said: Pressed) -> None:
    """Show another page in place of the one whose button was pressed."""
    services = services_of(context)
    (number,) = said.numbers
    page, listed = await services.off_loop(_page, services, *whose(update), said.key, number)
    message = update.callback_query.message if update.callback_query else None
    if isinstance(message, Message):
        await replace(
            message, _html(services, page, listed, number), list_buttons(page, listed, number, services.texts)
        )
        services.conversation.sent(str(message.chat_id), str(message.message_id), page)


def _page(services: Services, chat: str, user: str, words: str, page: int) -> tuple[Turn, list[Story]]:
    """Return a page with one story more than it shows, if there is one.

    Words that no headline holds are looked for in the articles: those stories fit on one page.
    """
    source = services.program.stories
    listed = source.newest(PAGE + 1, page * PAGE, words or None)
    if words and not page and not listed:
        listed = [found.story for found in source.find(words, PAGE)]
    listed = [story for story in listed if story.article_id]
    shown = [story.article_id or "" for story in listed[:PAGE]]
    return services.conversation.listed(chat, user, words, shown, page), listed


def _html(services: Services, turn: Turn, listed: list[Story], page: int) -> str:
    shown = listed[:PAGE]
    if not shown:
        return escape(services.texts("stories_none"))
    head = services.texts("stories_found" if turn.question else "stories_all")
    lines = [f"{page * PAGE + n}. {story_line(story, services.texts)}" for n, story in enumerate(shown, 1)]
    return "\n".join([escape(head), "", *lines])
