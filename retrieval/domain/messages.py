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
    NOBODY_QUOTED = "who_said_none"


@dataclass(frozen=True, slots=True)
class Said:
    """A message with what its places are filled with."""

    message: Message
    limit: int | None = None
    speaker: str | None = None
    topic: str | None = None
