"""What is outside of this machine: Telegram's server, whether it takes the token, where it sends updates, its clock."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from bot.diagnosis.findings import Finding, State

if TYPE_CHECKING:
    from telegram import User, WebhookInfo

    from bot.configuration.settings import Settings

#: seconds for each call
PATIENCE = 10.0
#: seconds by which the clock may differ from a server's
ASTRAY = 60.0
#: no clock that is right shows a moment before this program was written
WRITTEN = datetime(2025, 1, 1, tzinfo=UTC).timestamp()
#: updates that wait for a bot that is being stopped and started are fewer
WAITING = 100


@dataclass(frozen=True, slots=True)
class TelegramStatus:
    """What Telegram's server says of the bot, and the moment (a POSIX time) that it states."""

    user: "User"
    hook: "WebhookInfo"
    moment: float | None


def telegram(settings: "Settings", now: Callable[[], float] = time.time) -> Iterator[Finding]:
    """Look whether Telegram takes the token, whether updates come the way that the settings say, and at the clock."""
    if now() < WRITTEN:
        yield Finding("clock", State.FAULT, f"The clock shows {datetime.fromtimestamp(now(), UTC):%d %B %Y}.")
    if not settings.token:
        yield Finding("token", State.WELL, "TELEGRAM_BOT_TOKEN is not set: the bot runs in the terminal.")
        return
    from telegram.error import InvalidToken, TelegramError

    try:
        status = asyncio.run(_asked(settings))
    except InvalidToken:
        yield Finding("token", State.FAULT, "Telegram does not accept TELEGRAM_BOT_TOKEN; @BotFather gives another.")
        return
    except TelegramError as error:
        yield Finding("token", State.FAULT, f"Telegram cannot be asked: {type(error).__name__}.")
        return
    yield Finding("token", State.WELL, f"Telegram knows the bot as @{status.user.username}.")
    yield from webhook(settings, status.hook)
    yield from clock(status.moment, now())


async def _asked(settings: "Settings") -> TelegramStatus:
    from telegram import Bot
    from telegram.request import HTTPXRequest

    from bot.telegram.connections import connection_options, file_address

    dates: list[str] = []

    async def note(response: Any) -> None:
        dates.append(response.headers.get("date", ""))

    options = connection_options(settings.telegram)
    options["httpx_kwargs"] = {**options["httpx_kwargs"], "event_hooks": {"response": [note]}}
    patience: dict[str, Any] = {"connect_timeout": PATIENCE, "read_timeout": PATIENCE}
    async with HTTPXRequest(**options) as calls:
        address = settings.telegram.base_url
        bot = Bot(settings.token or "", address, file_address(settings.telegram), calls, calls)
        user, hook = await bot.get_me(**patience), await bot.get_webhook_info(**patience)
    return TelegramStatus(user, hook, _moment(dates[-1]) if dates else None)


def _moment(stated: str) -> float | None:
    try:
        return parsedate_to_datetime(stated).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None


def webhook(settings: "Settings", hook: "WebhookInfo") -> Iterator[Finding]:
    """Look whether Telegram sends updates where the settings say, and whether it could lately."""
    wanted = settings.telegram.webhook_url
    if hook.url != wanted and hook.url:
        asked = "the bot asks for them" if not wanted else "another address is set"
        yield Finding(
            "webhook", State.WARNING, f"Telegram sends updates somewhere else, and {asked}: the next start mends it."
        )
    elif hook.url != wanted:
        yield Finding("webhook", State.WARNING, "Telegram does not know the webhook yet: the next start tells it.")
    else:
        yield Finding(
            "webhook", State.WELL, "Updates are sent to it." if wanted else "Updates are asked for (polling)."
        )
    if hook.last_error_date is not None and time.time() - hook.last_error_date.timestamp() < 86_400:
        yield Finding(
            "webhook", State.WARNING, f"Telegram could not deliver within the last day: {hook.last_error_message}."
        )
    if hook.pending_update_count > WAITING:
        yield Finding(
            "webhook", State.WARNING, f"{hook.pending_update_count:,} updates wait at Telegram: is the bot running?"
        )


def clock(theirs: float | None, ours: float) -> Iterator[Finding]:
    """Compare this machine's clock with the moment that Telegram's server states."""
    if theirs is None:
        yield Finding("clock", State.WELL, f"It shows {datetime.fromtimestamp(ours, UTC):%Y-%m-%d %H:%M} UTC.")
        return
    difference = ours - theirs
    state = State.WELL if abs(difference) < ASTRAY else State.FAULT
    way = "ahead of" if difference > 0 else "behind"
    yield Finding("clock", state, f"It is {abs(difference):,.0f} seconds {way} that of Telegram's server.")
