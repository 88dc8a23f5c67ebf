"""The commands that introduce the bot and its stories: /start, /help, /stories, /sources, /new."""

from telegram import Update

from bot.chat.conversation import Turn
from bot.telegram.handlers.questions import ask
from bot.telegram.handlers.services import Context, desk_of, say, show, typing, whose
from bot.views.answers import chat_html, span_words
from bot.views.html import escape

#: outlets listed by /sources
OUTLETS = 25


def words_of(context: Context) -> str:
    """Return what was written after a command."""
    return " ".join(context.args or ())


async def start(update: Update, context: Context) -> None:
    """Introduce the bot with two questions that its stories answer, or show the story of a link."""
    desk = desk_of(context)
    if words_of(context).startswith("s_"):
        await _linked_story(update, context)
        return
    archived, examples = await desk.off_loop(lambda: (desk.conversation.archived(), desk.conversation.examples()))
    empty = not archived.count
    message = desk.texts("start_empty") if empty else desk.texts("start", count=span_words(archived, desk.texts))
    await say(update, context, chat_html(message, examples, desk.texts))


async def _linked_story(update: Update, context: Context) -> None:
    """Tell the story that a link names, or say that there is none (any more)."""
    desk = desk_of(context)

    def told() -> Turn | None:
        story = desk.program.stories.get(words_of(context))
        if story is None or story.article_id is None:
            return None
        return desk.conversation.ask_about(*whose(update), story.article_id, "Summarize this story")

    async with typing(update, context):
        turn = await desk.off_loop(told)
    if turn is None:
        await say(update, context, escape(desk.texts("stories_none")))
        return
    await show(update, context, turn)


async def show_help(update: Update, context: Context) -> None:
    """Say what can be asked."""
    desk = desk_of(context)
    user = update.effective_user
    adding = bool(user and user.id in desk.program.settings.telegram.allowed_users)
    await say(update, context, desk.texts("help") + (desk.texts("help_adding") if adding else ""))


async def new_topic(update: Update, context: Context) -> None:
    """Forget the context of this chat and user."""
    desk = desk_of(context)
    await desk.off_loop(desk.conversation.forget, *whose(update))
    await say(update, context, desk.texts("new_topic"))


async def summary(update: Update, context: Context) -> None:
    """Summarise the story that the words after the command name."""
    desk, words = desk_of(context), words_of(context)
    if words:
        await ask(update, context, f"Summarize {words}")
        return
    newest = await desk.off_loop(desk.program.archive.newest, 1)
    example = newest[0].headline if newest and newest[0].headline else "…"
    await say(update, context, desk.texts("summary_usage", example=escape(example)))


async def quotes(update: Update, context: Context) -> None:
    """Show what somebody said, or said about something: /quotes NAME about TOPIC."""
    desk, words = desk_of(context), words_of(context)
    if not words:
        name = await desk.off_loop(desk.conversation.somebody)
        await say(update, context, desk.texts("quotes_usage", example=escape(name or "…")))
        return
    name, _, topic = words.partition(" about ")
    await ask(update, context, f"What did {name} say about {topic}?" if topic else f"What did {name} say?")


async def who(update: Update, context: Context) -> None:
    """Show who said something like the words after the command."""
    desk, words = desk_of(context), words_of(context)
    if words:
        await ask(update, context, f"Who said {words}?")
        return
    await say(update, context, desk.texts("who_usage", example="…"))


async def sources(update: Update, context: Context) -> None:
    """List outlets by how many articles they have."""
    desk = desk_of(context)
    archived = await desk.off_loop(desk.conversation.archived)
    outlets = await desk.off_loop(desk.program.archive.outlets)
    lines = [escape(desk.texts("sources", span=span_words(archived, desk.texts))), ""]
    lines += [
        "• " + desk.texts("sources_line", outlet=escape(name or desk.texts("no_outlet")), count=f"{count:,}")
        for name, count in outlets[:OUTLETS]
    ]
    if len(outlets) > OUTLETS:
        lines.append(desk.texts("sources_more", count=len(outlets) - OUTLETS))
    await say(update, context, "\n".join(lines))


async def unknown(update: Update, context: Context) -> None:
    """Point to /help after a command that does not exist."""
    await say(update, context, desk_of(context).texts("unknown_command"))
