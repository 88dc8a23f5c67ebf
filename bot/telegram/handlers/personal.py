"""What is kept of somebody is theirs: /privacy says what that is, /export hands it out, /forget deletes it."""

import datetime as dt
import io
import json
from collections.abc import Mapping
from typing import Any

from telegram import InputFile, Message, Update

from bot.telegram.delivery import patiently, replace
from bot.telegram.handlers.languages import language_of
from bot.telegram.handlers.replies import acknowledge, say
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.callbacks import Action, Pressed, data
from bot.views.html import escape
from bot.views.keys import Button, Rows
from retrieval.archive.personal import Personal
from retrieval.archive.turns import DAYS


async def privacy(update: Update, context: Context) -> None:
    """Say what is kept of a person, and for how long."""
    services = services_of(context)
    minutes = services.program.settings.chat.context_minutes
    await say(update, context, services.texts("privacy", minutes=minutes, days=int(DAYS)))


async def export(update: Update, context: Context) -> None:
    """Send all that is kept of the asker as a file, to their private chat alone."""
    services, user, message = services_of(context), update.effective_user, update.effective_message
    if user is None or message is None or await _led_into_private(update, context, "export"):
        return
    found = await services.off_loop(_kept, services, str(user.id))
    if not found:
        await say(update, context, escape(services.texts("export_nothing")))
        return
    told = {"user": user.id, "exported": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), **found}
    file = io.BytesIO(json.dumps(told, ensure_ascii=False, indent=1).encode())
    named = InputFile(file, "onrecord.json")
    caption = services.texts("export_caption")
    await patiently(lambda: context.bot.send_document(message.chat_id, named, caption=caption))


async def forget(update: Update, context: Context) -> None:
    """Ask whether all that is kept of the asker is to be deleted."""
    services = services_of(context)
    if not await _led_into_private(update, context, "forget"):
        await say(update, context, escape(services.texts("forget_ask")), _choices(services))


async def press_forget(update: Update, context: Context, said: Pressed) -> None:
    """Delete all that is kept of who pressed the button, or leave it."""
    services, query, user = services_of(context), update.callback_query, update.effective_user
    if query is None or user is None:
        return
    if query.message is None or query.message.chat.type != "private":
        await acknowledge(query, services.texts("in_private"))
        return
    if said.key == "yes":
        await services.off_loop(_forget, services, str(user.id))
        services.speak(await language_of(services, update))
    told = escape(services.texts("forgotten" if said.key == "yes" else "forget_kept"))
    if isinstance(query.message, Message):
        await replace(query.message, told)
    else:
        await say(update, context, told)


def _forget(services: Services, user: str) -> None:
    """Delete what is kept of a person, at hand and in the archive."""
    services.conversation.forget_person(user)
    services.preferences.drop(user)
    # in its turn, after all that was to be written of the person
    services.records.now(lambda joined: Personal(joined).forget(user)).result()


def _kept(services: Services, user: str) -> dict[str, list[Mapping[str, Any]]]:
    """Return what is kept of a person, all that was to be written of them among it."""
    kept: dict[str, list[Mapping[str, Any]]] = services.records.now(lambda joined: Personal(joined).of(user)).result()
    return kept


async def _led_into_private(update: Update, context: Context, command: str) -> bool:
    """In a group, lead the asker into their private chat; return whether that was needed."""
    services, chat = services_of(context), update.effective_chat
    if chat is None or chat.type == "private":
        return False
    link = f"https://t.me/{context.bot.username}?start={command}"
    row = (Button(services.texts("button_private"), url=link),)
    await say(update, context, escape(services.texts("in_private")), (row,))
    return True


def _choices(services: Services) -> Rows:
    yes = Button(services.texts("button_forget"), data(Action.FORGET, "yes"))
    return ((yes, Button(services.texts("button_keep"), data(Action.FORGET, "no"))),)
