"""The language in which somebody is answered: what their chat has chosen, else what their Telegram speaks; /language."""

from telegram import BotCommand, BotCommandScopeChat, Message, Update
from telegram.error import TelegramError

from bot.chat.preference_store import LANGUAGE
from bot.telegram.delivery import replace
from bot.telegram.handlers.administrators import may_change
from bot.telegram.handlers.replies import acknowledge, say, words_of
from bot.telegram.handlers.services import Context, Services, services_of
from bot.telegram.introduction import menu
from bot.views.callbacks import Action, Pressed, data
from bot.views.html import escape
from bot.views.keys import Button, Rows
from bot.views.texts import DEFAULT, LANGUAGES, known_language

#: languages in a row of buttons
ACROSS = 2


async def language_of(services: Services, update: Update) -> str:
    """Return the language to answer an update in: the chat's choice, the reader's own, that of their Telegram."""
    chat, user = update.effective_chat, update.effective_user
    for place in dict.fromkeys(str(one.id) for one in (chat, user) if one):
        if language := known_language((await services.chosen_in(place)).get(LANGUAGE)):
            return language
    return known_language(user.language_code if user else None) or DEFAULT


async def language(update: Update, context: Context) -> None:
    """Offer the languages there are, or take the one that is named after the command."""
    services, words = services_of(context), words_of(context)
    chosen = _named(services, words)
    if chosen is None:
        await say(update, context, escape(services.texts("language_choose")), choices(services))
    elif await may_change(update, context):
        await _choose(update, context, chosen)
        await say(update, context, escape(services.texts("language_chosen")))
    else:
        await say(update, context, escape(services.texts("administrators_only")))


async def press_language(update: Update, context: Context, said: Pressed) -> None:
    """Take the language whose button was pressed."""
    services, query = services_of(context), update.callback_query
    if query is None or (said.key and said.key not in LANGUAGES):
        return
    if not await may_change(update, context):
        await acknowledge(query, services.texts("administrators_only"))
        return
    await _choose(update, context, said.key)
    if query.message is not None and query.message.chat.type != "private":
        await acknowledge(query)
    if isinstance(query.message, Message):
        await replace(query.message, escape(services.texts("language_chosen")), choices(services))


def _named(services: Services, words: str) -> str | None:
    """Return the language that somebody means by its code or its own name, empty for Telegram's; None where it is none."""
    wanted = words.strip().casefold()
    if wanted in {"auto", "telegram"}:
        return ""
    names = {services.languages[code]("language_name").casefold(): code for code in LANGUAGES}
    return names.get(wanted) or known_language(wanted)


def choices(services: Services) -> Rows:
    """Return a button for each language under its own name, the one that is spoken marked, and one for Telegram's."""
    made = [
        Button(
            ("✓ " if code == services.texts.language else "") + services.languages[code]("language_name"),
            data(Action.LANGUAGE, code),
        )
        for code in LANGUAGES
    ]
    rows = tuple(tuple(made[at : at + ACROSS]) for at in range(0, len(made), ACROSS))
    return (*rows, (Button(services.texts("language_as_telegram"), data(Action.LANGUAGE)),))


async def _choose(update: Update, context: Context, chosen: str) -> None:
    """Keep a chat's language, speak it from now on, and show the chat its commands in it."""
    services, chat = services_of(context), update.effective_chat
    if chat is None:
        return
    await services.off_loop(services.preferences.put, str(chat.id), LANGUAGE, chosen or None)
    services.speak(await language_of(services, update))
    scope = BotCommandScopeChat(chat.id)
    try:
        if chosen:
            commands = [BotCommand(name, words) for name, words in menu(services.texts, group=chat.type != "private")]
            await context.bot.set_my_commands(commands, scope)
        else:
            await context.bot.delete_my_commands(scope)
    except TelegramError:
        return  # the menu stays in the language that it was in
