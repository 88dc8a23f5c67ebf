"""/settings: what a chat has chosen besides its language; in a group its administrators choose."""

from collections.abc import Mapping

from telegram import Message, Update

from bot.chat.preference_store import ADDING, EVERYBODY, IN_ZONE, OFF, ON, PLAIN, QUIET, RICH
from bot.chat.quiet_hours import is_zone, quiet_hours
from bot.telegram.delivery import replace
from bot.telegram.handlers.administrators import chat_to_change, may_change
from bot.telegram.handlers.languages import choices
from bot.telegram.handlers.replies import acknowledge, say, words_of
from bot.telegram.handlers.services import Context, Services, services_of
from bot.telegram.manner import manner_of
from bot.views.callbacks import Action, Pressed, data
from bot.views.html import escape
from bot.views.keys import Button, Rows
from bot.views.texts import Texts

#: quiet hours that are offered on buttons
OFFERED = ("22-7", "23-8")


async def settings(update: Update, context: Context) -> None:
    """Show what the chat has chosen, or choose what the words after the command say."""
    services, words = services_of(context), words_of(context).split()
    if (await chat_to_change(update, context) if words else update.effective_chat) is None:
        return
    if words and not await _chosen(services, update, words[0].casefold(), words[1:]):
        await say(update, context, escape(services.texts("settings_usage")))
        return
    await say(update, context, *await _page(services, update))


async def plain(update: Update, context: Context) -> None:
    """Send messages without markup from now on, or with it again."""
    services = services_of(context)
    if (chat := await chat_to_change(update, context)) is None:
        return
    was = (await services.chosen_in(str(chat.id))).get(PLAIN) == ON
    await services.off_loop(services.preferences.put, str(chat.id), PLAIN, None if was else ON)
    services.take_manner(manner_of(await services.chosen_in(str(chat.id))))
    await say(update, context, escape(services.texts("plain_off" if was else "plain_on")))


async def press_setting(update: Update, context: Context, said: Pressed) -> None:
    """Choose what the pressed button says, and show what is chosen now in its place."""
    services, query = services_of(context), update.callback_query
    if query is None:
        return
    if not await may_change(update, context):
        await acknowledge(query, services.texts("administrators_only"))
        return
    name, _, value = said.key.partition("=")
    if name != "language" and not await _chosen(services, update, name, value.split()):
        await acknowledge(query, services.texts("expired"))
        return
    if query.message is not None and query.message.chat.type != "private":
        await acknowledge(query)
    if isinstance(query.message, Message):
        if name == "language":
            await replace(query.message, escape(services.texts("language_choose")), choices(services))
        else:
            await replace(query.message, *await _page(services, update))


async def _chosen(services: Services, update: Update, name: str, words: list[str]) -> bool:
    """Keep a choice; return whether there is such a choice."""
    chat = str(update.effective_chat.id) if update.effective_chat else ""
    value, zone = (*words, "", "")[:2]
    made: dict[str, str | None] = {}
    if name == QUIET and value == OFF:
        made[QUIET] = None
    elif name == QUIET and quiet_hours(value, zone or None):
        made = {QUIET: value, **({IN_ZONE: zone} if zone else {})}
    elif name == IN_ZONE and is_zone(value):
        made[IN_ZONE] = value
    elif name == PLAIN and value in {ON, OFF}:
        made[PLAIN] = ON if value == ON else None
    elif name == RICH and value in {ON, OFF}:
        made[RICH] = ON if value == ON else None
    elif name == ADDING and value in {EVERYBODY, OFF} and _may_let_in(services, update):
        made[ADDING] = EVERYBODY if value == EVERYBODY else None
    for one, kept in made.items():
        await services.off_loop(services.preferences.put, chat, one, kept)
    return bool(made)


def _may_let_in(services: Services, update: Update) -> bool:
    """Say whether the sender may let a whole group add articles: who may add them may, in a group."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or chat.type == "private":
        return False
    return bool(user and user.id in services.program.settings.telegram.allowed_users)


async def _page(services: Services, update: Update) -> tuple[str, Rows]:
    """Return what is chosen, and buttons for what may be."""
    texts, chat = services.texts, update.effective_chat
    chosen = await services.chosen_in(str(chat.id) if chat else "")
    group = chat is not None and chat.type != "private"
    lines = [
        texts("settings_title"),
        texts("settings_language", language=texts("language_name")),
        texts("settings_quiet", hours=_hours(chosen, texts)),
        texts("settings_plain_on" if chosen.get(PLAIN) == ON else "settings_plain_off"),
    ]
    if chosen.get(RICH) == ON:
        lines.append(texts("settings_rich"))
    if group:
        lines.append(texts("settings_adding_on" if chosen.get(ADDING) == EVERYBODY else "settings_adding_off"))
    return "\n".join(map(escape, lines)), _buttons(services, update, chosen)


def _hours(chosen: Mapping[str, str], texts: Texts) -> str:
    hours = quiet_hours(chosen.get(QUIET), chosen.get(IN_ZONE))
    return f"{hours.start}–{hours.end} ({hours.zone})" if hours else texts("settings_none")


def _buttons(services: Services, update: Update, chosen: Mapping[str, str]) -> Rows:
    texts = services.texts

    def to(name: str, value: str, label: str) -> Button:
        return Button(label, data(Action.SETTING, f"{name}={value}"))

    quiet = [to(QUIET, hours, texts("button_quiet", hours=hours.replace("-", "–"))) for hours in OFFERED]
    if chosen.get(QUIET):
        quiet.append(to(QUIET, OFF, texts("button_quiet_off")))
    is_plain = chosen.get(PLAIN) == ON
    rows: list[tuple[Button, ...]] = [
        (to("language", "", texts("button_language")),),
        tuple(quiet),
        (to(PLAIN, OFF if is_plain else ON, texts("button_plain_off" if is_plain else "button_plain_on")),),
    ]
    is_rich = chosen.get(RICH) == ON
    rows.append((to(RICH, OFF if is_rich else ON, texts("button_rich_off" if is_rich else "button_rich_on")),))
    if _may_let_in(services, update):
        open_now = chosen.get(ADDING) == EVERYBODY
        label = texts("button_adding_off" if open_now else "button_adding_on")
        rows.append((to(ADDING, OFF if open_now else EVERYBODY, label),))
    return tuple(rows)
