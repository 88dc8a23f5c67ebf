"""What can go wrong on the way to Telegram, by what there is to do about it, in words that name the cause."""

import logging
import re

from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.configuration.yaml_files import BadConfiguration
from bot.monitoring.logs import OnceAMinute, formatter
from retrieval.errors import OnrecordError

#: what looks like a bot token anywhere in a text: digits, a colon, and its secret half
_TOKEN = re.compile(r"\b\d{3,}:[A-Za-z0-9_-]{10,}")


class SecondInstance(OnrecordError):
    """Another process gets this bot's updates."""


def in_words(error: TelegramError) -> OnrecordError:
    """Return an error of ours for a fault that ends the bot; its message is one sentence for the operator."""
    if isinstance(error, InvalidToken):
        return BadConfiguration("environment variable TELEGRAM_BOT_TOKEN: Telegram does not accept this token.")
    if isinstance(error, Conflict):
        return SecondInstance(
            "Another process is already receiving this bot's messages (409 Conflict): stop it, or use another token."
        )
    return OnrecordError(f"Telegram cannot be used: {error.message}.")


def is_passing(error: BaseException) -> bool:
    """Say whether waiting may mend it: the network, or Telegram asking for patience."""
    return isinstance(error, (NetworkError, RetryAfter)) and not isinstance(
        error, (BadRequest, Forbidden, InvalidToken)
    )


def is_stale(error: BaseException) -> bool:
    """Say whether Telegram refuses only because too much time has passed: an old button, an inline query overtaken."""
    return isinstance(error, BadRequest) and "query is too old" in str(error).lower()


class WithoutSecrets(logging.Filter):
    """Takes tokens out of log records, whatever put them in."""

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self._secrets = [secret for secret in secrets if secret]

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace every secret in the message and in a traceback's text; never drops a record."""
        message = record.getMessage()
        cleaned = self._clean(message)
        if cleaned != message:
            record.msg, record.args = cleaned, ()
        if record.exc_info and record.exc_info[0]:
            record.exc_text = self._clean(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "<token>")
        return _TOKEN.sub("<token>", text)


class WithoutWords(logging.Filter):
    """Keeps what people wrote out of the records of libraries: of those only what the library itself says is logged."""

    LIBRARIES = ("telegram", "asyncio", "tornado")

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave the first line of the unfilled message and the kind of the exception; never drops a record."""
        if record.name.split(".")[0] in self.LIBRARIES:
            kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
            said = (str(record.msg).splitlines() or [""])[0]
            record.msg, record.args = f"{said} ({kind})" if kind else said, ()
            record.exc_info = record.exc_text = record.stack_info = None
        return True


def quiet_logs(level: str, *secrets: str, form: str = "console") -> None:
    """Log to stderr at `level` in a form of bot.monitoring.logs; libraries that log people's words stay at warnings.

    httpx logs every address, which holds the token; python-telegram-bot's DEBUG logs updates, which hold what users wrote.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(form))
    handler.addFilter(WithoutWords())
    handler.addFilter(WithoutSecrets(*secrets))
    handler.addFilter(OnceAMinute())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "telegram", "telegram.ext", "tornado", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # the updater's faults are reported in a sentence of our own
    logging.getLogger("telegram.ext.Updater").setLevel(logging.CRITICAL)
