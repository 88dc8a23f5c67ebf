"""/stories: what there is, newest first, in pages; searched with words after the command."""

from telegram import CallbackQuery, Message, Update

from bot.conversation import Turn
from bot.delivery import replace
from bot.handlers.commands import words_of
from bot.handlers.desk import Context, Desk, desk_of, say, whose
from bot.markup import escape
from bot.paging import PAGE, Button, Pressed, Rows, data, label, page_buttons
from bot.rendering import citation_line


async def stories(update: Update, context: Context) -> None:
    """Show the first page of the stories, of those that have the words after the command if there are any."""
    desk = desk_of(context)
    turn = await desk.off_loop(_page, desk, *whose(update), words_of(context), 0)
    await say(update, context, _html(desk, turn, 0), _rows(desk, turn, 0))


async def turn_page(update: Update, context: Context, query: CallbackQuery, pressed: Pressed, turn: Turn) -> None:
    """Show another page in place of the one whose button was pressed."""
    desk = desk_of(context)
    page = await desk.off_loop(_page, desk, *whose(update), turn.question, pressed.number)
    if isinstance(query.message, Message):
        await replace(query.message, _html(desk, page, pressed.number), _rows(desk, page, pressed.number))


def _page(desk: Desk, chat: str, user: str, words: str, page: int) -> Turn:
    """Return a page with one story more than it shows, if there is one."""
    return desk.conversation.listed(chat, user, words, page * PAGE, PAGE + 1)


def _html(desk: Desk, turn: Turn, page: int) -> str:
    shown = turn.answer.citations[:PAGE]
    if not shown:
        return escape(desk.texts("stories_none"))
    head = desk.texts("stories_found" if turn.question else "stories_all")
    lines = [f"{page * PAGE + n}. {citation_line(citation, desk.texts)}" for n, citation in enumerate(shown, 1)]
    return "\n".join([escape(head), "", *lines])


def _rows(desk: Desk, turn: Turn, page: int) -> Rows:
    shown = turn.answer.citations[:PAGE]
    made = [
        (Button(label(citation.headline or desk.texts("untitled")), data("story", turn.key, n)),)
        for n, citation in enumerate(shown)
    ]
    pages = page + 1 + (len(turn.answer.citations) > PAGE)
    return (*made, page_buttons("stories", turn.key, page, pages, desk.texts))
