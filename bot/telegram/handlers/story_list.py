"""/stories: what there is, newest first, in pages; searched with words after the command."""

from telegram import CallbackQuery, Message, Update

from bot.chat.conversation import Turn
from bot.telegram.delivery import replace
from bot.telegram.handlers.commands import words_of
from bot.telegram.handlers.services import Context, Desk, desk_of, say, whose
from bot.views.buttons import PAGE, Button, Pressed, Rows, data, label, page_buttons
from bot.views.html import escape
from bot.views.stories import story_line
from retrieval.stories import Story


async def stories(update: Update, context: Context) -> None:
    """Show the first page of the stories, of those that have the words after the command if there are any."""
    desk = desk_of(context)
    turn, listed = await desk.off_loop(_page, desk, *whose(update), words_of(context), 0)
    await say(update, context, _html(desk, turn, listed, 0), _rows(desk, turn, listed, 0))


async def turn_page(update: Update, context: Context, query: CallbackQuery, pressed: Pressed, turn: Turn) -> None:
    """Show another page in place of the one whose button was pressed."""
    desk = desk_of(context)
    number = pressed.number
    page, listed = await desk.off_loop(_page, desk, *whose(update), turn.question, number)
    if isinstance(query.message, Message):
        await replace(query.message, _html(desk, page, listed, number), _rows(desk, page, listed, number))


def _page(desk: Desk, chat: str, user: str, words: str, page: int) -> tuple[Turn, list[Story]]:
    """Return a page with one story more than it shows, if there is one.

    Words that no headline holds are looked for in the articles: those stories fit on one page.
    """
    source = desk.program.stories
    listed = source.newest(PAGE + 1, page * PAGE, words or None)
    if words and not page and not listed:
        listed = [found.story for found in source.find(words, PAGE)]
    listed = [story for story in listed if story.article_id]
    return desk.conversation.listed(chat, user, words, [story.article_id or "" for story in listed]), listed


def _html(desk: Desk, turn: Turn, listed: list[Story], page: int) -> str:
    shown = listed[:PAGE]
    if not shown:
        return escape(desk.texts("stories_none"))
    head = desk.texts("stories_found" if turn.question else "stories_all")
    lines = [f"{page * PAGE + n}. {story_line(story, desk.texts)}" for n, story in enumerate(shown, 1)]
    return "\n".join([escape(head), "", *lines])


def _rows(desk: Desk, turn: Turn, listed: list[Story], page: int) -> Rows:
    made = [
        (Button(label(story.headline or desk.texts("untitled")), data("story", turn.key, n)),)
        for n, story in enumerate(listed[:PAGE])
    ]
    pages = page + 1 + (len(listed) > PAGE)
    return (*made, page_buttons("stories", turn.key, page, pages, desk.texts))
