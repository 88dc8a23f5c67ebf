"""The sections of the configuration, typed: every key with its default and what is allowed."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from msgspec import Meta

#: metadata of a field that only the environment may set, because it is a secret
SECRET = {"secret": True}

Count = Annotated[int, Meta(ge=1, le=1_000_000)]
Share = Annotated[float, Meta(ge=0, le=1)]

#: the port of an address, where it has one, and its host, with a user's name before it where one is told
_PORT = r"(?::(?:\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]))?"
_HOST = rf"(?:[^\s/?#]*@)?(?:\[[\da-fA-F:.]+\]|[^\s/?#@:\[\]]+){_PORT}"
_ADDRESS = rf"https?://{_HOST}(?:[/?#]\S*)?"
_OF_A_NODE = rf"https?://(?:\[[\da-fA-F:.]+\]|[^\s/?#@:,\[\]]+){_PORT}(?:[/?#][^\s@,]*)?"
_AN_ADDRESS = "an address starting with http:// or https://, its port up to 65535"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSettings:
    """Where the articles are kept: a folder or postgresql://…; empty means the user's data folder."""

    url: Annotated[
        str,
        Meta(
            pattern=r"^(postgres(ql)?(\+\w+)?://\S+|(?!\w[\w+.-]*://)[\s\S]*)$",
            description="a folder, or an address starting with postgresql://",
        ),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSettings:
    """Where the index is: empty for the embedded one inside the archive folder, or an OpenSearch cluster.

    What proves who is asking, a password or an API key, comes from the environment alone.
    """

    url: Annotated[
        str,
        Meta(
            pattern=rf"^({_OF_A_NODE}(,\s*{_OF_A_NODE})*)?$",
            description="empty, or addresses starting with http:// or https://, several separated by commas, ports up to 65535",
        ),
    ] = ""
    name: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]*$", description="lower-case letters, digits, - and _")] = (
        "onrecord"
    )
    shards: Annotated[int, Meta(ge=1, le=1000)] = 1
    replicas: Annotated[int, Meta(ge=0, le=20)] = 1
    ca: str = ""
    user: str = ""
    password: str = field(default="", repr=False, metadata=SECRET)
    api_key: str = field(default="", repr=False, metadata=SECRET)
    seconds: Annotated[float, Meta(gt=0, le=600)] = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramSettings:
    """How the bot talks to Telegram; the token itself comes from TELEGRAM_BOT_TOKEN alone."""

    base_url: Annotated[str, Meta(pattern=rf"^{_ADDRESS}$", description=_AN_ADDRESS)] = "https://api.telegram.org/bot"
    base_file_url: Annotated[str, Meta(pattern=rf"^({_ADDRESS})?$", description=f"empty, or {_AN_ADDRESS}")] = ""
    webhook_url: Annotated[str, Meta(pattern=rf"^({_ADDRESS})?$", description=f"empty, or {_AN_ADDRESS}")] = ""
    webhook_listen: str = "127.0.0.1"
    webhook_port: Annotated[int, Meta(ge=1, le=65535)] = 8443
    conflict_patience: Annotated[float, Meta(ge=0, le=600)] = 60.0
    webhook_secret: Annotated[
        str, Meta(pattern=r"^[A-Za-z0-9_-]{0,256}$", description="up to 256 letters, digits, - and _")
    ] = field(default="", repr=False, metadata=SECRET)
    proxy: Annotated[
        str,
        Meta(
            pattern=rf"^((https?|socks5h?)://{_HOST}(?:[/?#]\S*)?)?$",
            description="empty, or http://…, https://… or socks5://…, its port up to 65535",
        ),
    ] = field(default="", repr=False, metadata=SECRET)
    allowed_users: tuple[int, ...] = ()
    admins: tuple[int, ...] = ()
    access: Literal["open", "allowed", "admins"] = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSettings:
    """How fast may be asked and is sent, and how many updates wait; Telegram's own limits for its bots are the defaults."""

    questions_in_a_row: Annotated[int, Meta(ge=1, le=1_000_000)] = 10
    questions_a_minute: Annotated[float, Meta(gt=0, le=1_000_000)] = 30.0
    messages_a_second: Annotated[float, Meta(ge=2, le=10_000)] = 30.0
    messages_a_minute_in_a_group: Annotated[float, Meta(ge=1, le=10_000)] = 20.0
    waiting: Annotated[int, Meta(ge=1, le=1_000_000)] = 2_000
    waiting_in_a_chat: Annotated[int, Meta(ge=1, le=10_000)] = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSettings:
    """How many sentences a reply shows, and how sure it has to be."""

    sentences: Annotated[int, Meta(ge=1, le=20)] = 3
    candidates: Annotated[int, Meta(ge=1, le=1000)] = 100
    minimum_probability: Share | None = None
    longest_question: Annotated[int, Meta(ge=10, le=100_000)] = 1000
    processes: Annotated[int, Meta(ge=0, le=16)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings:
    """The reader: which model, how long and how much it reads for a question, and how much it remembers."""

    model: Annotated[str, Meta(min_length=1, description="auto, off, or a folder that holds a model")] = "auto"
    milliseconds: Annotated[float, Meta(ge=0, le=60_000)] = 400.0
    sentences: Annotated[int, Meta(ge=0, le=1000)] = 48
    threads: Annotated[int, Meta(ge=1, le=256)] = 1
    cache_megabytes: Annotated[float, Meta(ge=0, le=1_000_000)] = 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSettings:
    """What a conversation remembers, and for how long."""

    context_minutes: Annotated[int, Meta(ge=1, le=100_000)] = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchingSettings:
    """The one HTTP client: its limits, and the networks that its guard lets through although they are not public."""

    allow: tuple[str, ...] = ()
    user_agent: str = "onrecord"
    seconds: Annotated[float, Meta(gt=0, le=600)] = 10.0
    megabytes: Annotated[float, Meta(gt=0, le=1000)] = 2.0
    redirects: Annotated[int, Meta(ge=0, le=20)] = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """How feeds are polled; which ones is in feeds.yaml."""

    watch: bool = False
    interval_minutes: Annotated[float, Meta(ge=1, le=100_000)] = 15.0
    pause_seconds: Annotated[float, Meta(ge=0, le=3600)] = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AddingSettings:
    """How articles are taken in; 0 workers means one a processor core."""

    workers: Annotated[int, Meta(ge=0, le=256)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    """How much is said on stderr while the bot runs."""

    level: Literal["debug", "info", "warning", "error"] = "warning"
    format: Literal["console", "json"] = "console"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringSettings:
    """Where the running bot shows its measurements and its health; port 0 means nowhere."""

    listen: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535)] = 0
