"""The bot's connections to Telegram's servers: the token goes to the server of the settings, and to nobody else."""

from typing import Any

from bot.configuration.sections import TelegramSettings
from bot.telegram.calls import Connection
from retrieval.ingest.http.client import certificates

#: what Telegram's address of methods ends with, and what that of files has in its place
_METHODS, _FILES = "/bot", "/file/bot"


def file_address(settings: TelegramSettings) -> str:
    """Return where files are fetched from: from the server that the methods are called on, unless the settings say where.

    >>> file_address(TelegramSettings(base_url="http://127.0.0.1:8081/bot"))
    'http://127.0.0.1:8081/file/bot'
    """
    if settings.base_file_url:
        return settings.base_file_url
    before, found, after = settings.base_url.rpartition(_METHODS)
    return f"{before}{_FILES}{after}" if found else f"{settings.base_url.rstrip('/')}{_FILES}"


def connection_options(settings: TelegramSettings) -> dict[str, Any]:
    """Return the options of a connection. Proxies of the environment are ignored: the address holds the token.

    A proxy that the settings name is used; sections.py sees to it that it is only asked to pass encrypted words on.
    """
    return {"proxy": settings.proxy or None, "httpx_kwargs": {"trust_env": False, "verify": certificates()}}


def connection(settings: TelegramSettings, size: int = 1) -> Connection:
    """Return what speaks to Telegram over up to `size` connections at once."""
    return Connection(size, **connection_options(settings))
