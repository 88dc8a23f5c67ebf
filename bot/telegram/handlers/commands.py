"""The commands that introduce the bot and its stories: /start, /help, /stories, /sources, /new."""

from telegram import Update

from bot.telegram.handlers.access import is_admin
from bot.telegram.handlers.buttons import follow, story
from bot.telegram.handlers.personal import export, forget
from bot.telegram.handlers.questions import ask, greet, request
from bot.telegram.handlers.replies import say, whose, words_of
from bot.telegram.handlers.services import Context, services_of
from bot.views.callbacks import Action, Pressed, article_from, from_link, question_from
from bot.views.html import escape
from bot.views.messages import span_words
from retrieval.domain import DossierOf, SpeakersOn, StoryOf, Summary
from retrieval.questions.reading import quotations_of, summary_of

#: outlets listed by /sources
OUTLETS = 25
#: what a link from a group into the private chat asks for
LED = {"export": export, "forget": forget}


async def start(update: Update, context: Context) -> None:
    """Introduce the bot with two questions that its stories answer, or show the story of a link."""
    services = services_of(context)
    words = words_of(context)
    if words.startswith("s_"):
        await _linked_story(update, context)
        return
    if words in LED:
        await LED[words](update, context)
        return
    if (packed := from_link(words)) is not None:
        await follow(update, context, packed)
        return
    if (asked := question_from(words)) is not None:
        await ask(update, context, asked)
        return
    if (article := article_from(words)) is not None:
        await story(update, context, Pressed(Action.STORY, article))
        return
    archived, examples = await services.off_loop(
        lambda: (services.conversation.archived(), services.conversation.examples())
    )
    empty = not archived.count
    message = (
        services.texts("start_empty") if empty else services.texts("start", count=span_words(archived, services.texts))
    )
    await greet(update, context, message, examples)


async def _linked_story(update: Update, context: Context) -> None:
    """Tell the story that a link names, or say that there is none (any more)."""
    services = services_of(context)
    story = await services.off_loop(services.program.stories.get, words_of(context))
    if story is None:
        await say(update, context, escape(services.texts("stories_none")))
        return
    await request(update, context, Summary(StoryOf(id=story.id)), anew=True)


async def show_help(update: Update, context: Context) -> None:
    """Say what can be asked."""
    services = services_of(context)
    user = update.effective_user
    parts = [services.texts("help")]
    if user and user.id in services.program.settings.telegram.allowed_users:
        parts.append(services.texts("help_adding"))
    if is_admin(services, update):
        parts.append(services.texts("help_admin"))
    await say(update, context, "\n".join(parts))


async def new_topic(update: Update, context: Context) -> None:
    """Forget the context of this chat and user."""
    services = services_of(context)
    await services.off_loop(services.conversation.forget, *whose(update))
    await say(update, context, services.texts("new_topic"))


async def summary(update: Update, context: Context) -> None:
    """Summarise the story that the words after the command name."""
    services, words = services_of(context), words_of(context)
    if words:
        await request(update, context, lambda about: summary_of(words, about))
        return
    newest = await services.off_loop(services.program.archive.newest, 1)
    example = newest[0].headline if newest and newest[0].headline else "…"
    await say(update, context, services.texts("summary_usage", example=escape(example)))


async def quotes(update: Update, context: Context) -> None:
    """Show what somebody said, or said about something: /quotes NAME about TOPIC."""
    services, words = services_of(context), words_of(context)
    if not words:
        name = await services.off_loop(services.conversation.somebody)
        await say(update, context, services.texts("quotes_usage", example=escape(name or "…")))
        return
    name, _, topic = (part.strip() for part in words.partition(" about "))
    await request(update, context, lambda about: quotations_of(name, topic, about))


async def who(update: Update, context: Context) -> None:
    """Show everything that the person of this name said, or who said something like the words after the command."""
    services, words = services_of(context), words_of(context)
    if words:
        people = await services.off_loop(services.program.archive.people, words, 1)
        await request(update, context, DossierOf(words) if people else SpeakersOn(words))
        return
    name = await services.off_loop(services.conversation.somebody)
    await say(update, context, services.texts("who_usage", example=escape(name or "…")))


async def sources(update: Update, context: Context) -> None:
    """List outlets by how many articles they have."""
    services = services_of(context)
    archived = await services.off_loop(services.conversation.archived)
    outlets = await services.off_loop(services.program.archive.outlets)
    lines = [escape(services.texts("sources", span=span_words(archived, services.texts))), ""]
    lines += [
        "• " + services.texts("sources_line", outlet=escape(name or services.texts("no_outlet")), count=count)
        for name, count in outlets[:OUTLETS]
    ]
    if len(outlets) > OUTLETS:
        lines.append(services.texts("sources_more", count=len(outlets) - OUTLETS))
    await say(update, context, "\n".join(lines))


async def unknown(update: Update, context: Context) -> None:
    """Point to /help after a command that does not exist."""
    await say(update, context, services_of(context).texts("unknown_command"))
