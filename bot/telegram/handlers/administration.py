"""/admin, for those who run the bot: numbers, the health of the sources, and sources added and removed."""

import datetime as dt
from dataclasses import asdict
from urllib.parse import urlsplit

from telegram import Update

from bot.configuration.feed_list import add_outlets, load_outlets, remove_feed, writable_file
from bot.configuration.yaml_files import BadConfiguration
from bot.engines import open_archive
from bot.telegram.handlers.access import is_admin
from bot.telegram.handlers.commands import unknown
from bot.telegram.handlers.replies import say, words_of
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.html import bold, escape
from bot.views.texts import Texts
from retrieval.archive.activity import activity
from retrieval.archive.feed_states import FeedState, FeedStates
from retrieval.errors import BadInput
from retrieval.ingest.feeds.subscriptions import FeedSource, Outlet
from retrieval.ingest.http.addresses import parsed

#: feeds whose health is shown
SHOWN = 40


async def admin(update: Update, context: Context) -> None:
    """Show how the bot is doing, or add or remove a source; to others it is a command like any that there is not."""
    services = services_of(context)
    if not is_admin(services, update):
        await unknown(update, context)
        return
    action, _, rest = words_of(context).partition(" ")
    url, _, name = rest.strip().partition(" ")
    if action == "add" and url:
        said = await services.off_loop(_add, services, url, name.strip())
    elif action == "remove" and url:
        said = await services.off_loop(_remove, services, url)
    else:
        await say(update, context, await services.off_loop(_overview, services))
        return
    if changed := context.bot_data.get("sources_changed"):
        changed()
    await say(update, context, escape(said))


def _overview(services: Services) -> str:
    texts, program = services.texts, services.program
    counts = asdict(activity(program.archive.database, program.chats))
    counts |= {"good": counts["votes_for"], "bad": counts["votes_against"]}
    told = [escape(texts(key, **counts)) for key in ("admin_articles", "admin_use")]
    lines = [bold(texts("admin_title")), *told, "", bold(texts("admin_sources"))]
    feeds = [(outlet.name, feed.url) for outlet in load_outlets(program.settings) for feed in outlet.feeds]
    lines += _health(services, feeds[:SHOWN]) if feeds else [escape(texts("admin_no_sources"))]
    return "\n".join([*lines, "", escape(texts("admin_usage"))])


def _health(services: Services, feeds: list[tuple[str, str]]) -> list[str]:
    # the states of feeds belong to the user's archive, whatever answers at the moment
    archive = open_archive(services.program.settings.archive_url)
    try:
        states = FeedStates(archive.database)
        return [_line(name, states.get(url), services.texts) for name, url in feeds]
    finally:
        archive.close()


def _line(name: str, state: FeedState, texts: Texts) -> str:
    """Return how a feed is doing, in a line."""
    if state.polled is None:
        told = texts("admin_source_new")
    elif state.error:
        told = texts("admin_source_failed", reason=state.error.rstrip("."))
    else:
        read = dt.datetime.fromtimestamp(state.succeeded or state.polled, dt.UTC).isoformat()
        told = texts("admin_source_well", day=texts.short_day(read), added=state.added)
    return f"• {escape(texts.isolated(name))} – {escape(told)}\n  {escape(state.url)}"


def _add(services: Services, url: str, name: str) -> str:
    texts, settings = services.texts, services.program.settings
    try:
        address = parsed(url if "://" in url else f"https://{url}").url
        outlet = Outlet(name or urlsplit(address).hostname or address, (FeedSource(address),))
        new = add_outlets(writable_file(settings), [outlet])
    except (BadInput, BadConfiguration) as error:
        return texts("admin_failed", reason=str(error))
    if not new:
        return texts("admin_added_before")
    return texts("admin_added" if settings.feeds.watch else "admin_added_unwatched", outlet=outlet.name)


def _remove(services: Services, url: str) -> str:
    texts = services.texts
    try:
        removed = remove_feed(writable_file(services.program.settings), url)
    except BadConfiguration as error:
        return texts("admin_failed", reason=str(error))
    return texts("admin_removed" if removed else "admin_not_listed", url=url)
