"""What there is to say where nothing is quoted. The words are the bot's (config/texts), by these names."""

from dataclasses import dataclass
from enum import StrEnum


class Message(StrEnum):
    """What is said; the values are the keys of the texts."""

    GREETING = "greeting"
    THANKS = "thanks"
    BYE = "bye"
    ABOUT = "about_me"
    NO_WORDS = "no_words"
    NOTHING_BEFORE = "nothing_before"
    TOO_LONG = "too_long"
    NO_STORY = "no_story"
    NOT_ON_TOPIC = "not_on_topic"
    NO_MORE = "no_more"
    NO_OTHERS = "said_nothing_else"
    NOT_CHANGED = "not_changed"
    NOBODY_QUOTED = "who_said_none"
    NOT_QUOTED = "not_quoted"
    NOBODY_ELSE = "nobody_else"
    OTHERS = "others_on_this"
    LAST_QUOTED = "last_quoted"
    LAST_QUOTED_UNDATED = "last_quoted_undated"
    NOT_ALL_QUOTED = "not_all_quoted"


@dataclass(frozen=True, slots=True)
class Said:
    """A message with what its places are filled with; `day` is ISO 8601."""

    message: Message
    limit: int | None = None
    speaker: str | None = None
    topic: str | None = None
    day: str | None = None
