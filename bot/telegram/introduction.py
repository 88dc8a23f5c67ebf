"""What Telegram shows of the bot: its commands, descriptions and name, for each kind of chat in every language."""

import logging
from collections.abc import Iterable, Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.telegram.delivery import patiently
from bot.views.texts import DEFAULT, LANGUAGES, Languages, Texts

log = logging.getLogger(__name__)

#: the command menu, in its order; each has its text `menu_…`
MENU = (
    "help", "stories", "summary", "quotes", "who", "timeline", "compare", "check", "changes", "coverage", "follow", "why",
    "sources", "new", "settings", "language", "plain", "privacy", "export", "forget",
)  # fmt: skip
#: commands that a group's menu leaves out, and those of them that its administrators have
PRIVATE = frozenset(("settings", "language", "plain", "privacy", "export", "forget"))
OF_ADMINISTRATORS = frozenset(("settings", "language"))
#: characters of a bot's name that Telegram takes
LONGEST_NAME = 64


def menu(texts: Texts, *, group: bool = False, administrators: bool = False) -> list[tuple[str, str]]:
    """Return the commands for a kind of chat, each with its words in the menu."""
    left_out = PRIVATE - (OF_ADMINISTRATORS if administrators else frozenset()) if group else frozenset()
    return [(name, texts(f"menu_{name}")) for name in MENU if name not in left_out]


def _scopes(texts: Texts) -> Sequence[tuple[BotCommandScope, list[tuple[str, str]]]]:
    return (
        (BotCommandScopeDefault(), menu(texts)),
        (BotCommandScopeAllPrivateChats(), menu(texts)),
        (BotCommandScopeAllGroupChats(), menu(texts, group=True)),
        (BotCommandScopeAllChatAdministrators(), menu(texts, group=True, administrators=True)),
    )


async def introduce(bot: Bot, languages: Languages, admins: Iterable[int] = ()) -> None:
    """Give Telegram the commands and the profile, where they differ from what it has: English for every other language."""
    try:
        for code in ("", *LANGUAGES):
            texts = languages[code or DEFAULT]
            await _describe(bot, texts, code)
            for scope, wanted in _scopes(texts):
                await _set_commands(bot, scope, wanted, code)
        await _introduce_to(admins, bot, languages[DEFAULT])
    except TelegramError as error:
        log.warning("What Telegram shows of the bot could not be set (%s).", type(error).__name__)
        return
    try:
        await _names(bot, languages)
    except TelegramError as error:  # a few names a day are all that Telegram allows: the rest after the next start
        log.info("The bot's names in other languages could not all be set (%s).", type(error).__name__)


async def _names(bot: Bot, languages: Languages) -> None:
    """Add to the name that its owner gave the bot what it is, in each language."""
    own_name = (await bot.get_my_name()).name or bot.first_name
    for code in LANGUAGES:
        name = languages[code]("name", name=own_name)
        if len(name) <= LONGEST_NAME and (await bot.get_my_name(code)).name != name:
            await bot.set_my_name(name, code)


async def _introduce_to(admins: Iterable[int], bot: Bot, texts: Texts) -> None:
    """Show those who run the bot its commands and theirs."""
    for admin in admins:
        commands = [BotCommand(name, words) for name, words in (*menu(texts), ("admin", texts("menu_admin")))]
        try:
            await bot.set_my_commands(commands, BotCommandScopeChat(admin))
        except TelegramError:
            continue  # somebody who has never written to the bot


async def _set_commands(bot: Bot, scope: BotCommandScope, wanted: list[tuple[str, str]], code: str) -> None:
    commands = [BotCommand(name, words) for name, words in wanted]
    if tuple(await patiently(lambda: bot.get_my_commands(scope, code))) != tuple(commands):
        await patiently(lambda: bot.set_my_commands(commands, scope, code))


async def _describe(bot: Bot, texts: Texts, code: str) -> None:
    if (await patiently(lambda: bot.get_my_description(code))).description != texts("description"):
        await patiently(lambda: bot.set_my_description(texts("description"), code))
    short = texts("short_description")
    if (await patiently(lambda: bot.get_my_short_description(code))).short_description != short:
        await patiently(lambda: bot.set_my_short_description(short, code))
