"""What buttons send back: at most 64 bytes that say all there is to do, so that a button works for as long as it is there.

The form is `1c:key:number:number`: the version, the action, an article (or the words of a list, or the key of a stored answer)
and as many numbers as the action has. A key that is too long for it is replaced by that of the stored answer: `1C:key:number`.
"""

import base64
import binascii
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, unique

#: what Telegram allows for a button's data, in bytes
LONGEST_DATA = 64
VERSION = "1"
_MOST_DIGITS = 9
#: what a link into a private chat begins with, and what Telegram allows for it
_LINK, LONGEST_LINK = "b_", 64
#: the same of a question, and of an article by its id
_QUESTION, _ARTICLE = "q_", "a_"


@unique
class Action(StrEnum):
    """What a button does."""

    CONTEXT = "c"  # an article, where the sentence starts and ends
    STORY = "s"  # an article
    CARD = "q"  # an article, where the quotation starts and ends
    MORE_FROM = "f"  # the same
    LENGTH = "l"  # an article, sentences, the first day as an ordinal or 0
    WHO_SAID_WHAT = "w"  # the same
    TIMELINE = "t"  # an article
    COMPARE = "v"  # an article
    PAGE = "p"  # the words of a list, a page
    MORE = "m"  # a stored answer, how many sentences were shown
    WHO_ELSE = "e"  # a stored answer
    GOOD = "g"  # a stored answer
    BAD = "b"  # a stored answer
    DROP = "d"  # nothing
    BACK = "k"  # a stored answer, how many sentences were shown before
    ALL = "o"  # the same
    READ = "r"  # an article
    DOSSIER = "i"  # a name, a page
    CHANGES = "h"  # an article
    STORE = "a"  # a stored answer
    WHY = "y"  # a stored answer
    LANGUAGE = "n"  # a language, empty for that of Telegram
    SETTING = "x"  # a choice and its value
    FORGET = "z"  # yes or no
    SAID_BY = "j"  # a name
    FOLLOW = (
        "u"  # s= and an article of the story, p= and a name, q= and a stored answer; x= and the number of what ends
    )


_NUMBERS = {
    Action.CONTEXT: 2, Action.CARD: 2, Action.MORE_FROM: 2, Action.LENGTH: 2, Action.WHO_SAID_WHAT: 2, Action.PAGE: 1,
    Action.DOSSIER: 1, Action.MORE: 1, Action.BACK: 1, Action.ALL: 1,
}  # fmt: skip
_ACTIONS = {action.value: action for action in Action}
#: actions whose key is that of a stored answer
STORED = frozenset(
    (Action.MORE, Action.WHO_ELSE, Action.GOOD, Action.BAD, Action.BACK, Action.ALL, Action.STORE, Action.WHY)
)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button says when it is pressed.

    `of_answer` says that the key is that of the stored answer below which it stands; the first number is then the place of
    its sentence, quotation or citation there, and those of the action follow.
    """

    action: Action
    key: str = ""
    numbers: tuple[int, ...] = ()
    of_answer: bool = False


def data(action: Action, key: str = "", *numbers: int) -> str | None:
    """Return what a button sends back, None where that is too long.

    >>> data(Action.CONTEXT, "a17", 20, 61)
    '1c:a17:20:61'
    """
    packed = ":".join((f"{VERSION}{action}", key, *map(str, numbers)))
    return packed if len(packed.encode("utf-8", "surrogatepass")) <= LONGEST_DATA else None


def stored_data(action: Action, answer: str, place: int, *numbers: int) -> str:
    """Return what a button sends back that names what it is about by its place in a stored answer."""
    return ":".join((f"{VERSION}{action.upper()}", answer, str(place), *map(str, numbers)))


def pressed(packed: str) -> Pressed | None:
    """Return what a button says, None where it is not one of ours.

    >>> pressed("1c:a17:20:61")
    Pressed(action=<Action.CONTEXT: 'c'>, key='a17', numbers=(20, 61), of_answer=False)
    """
    head, _, rest = packed.partition(":")
    letter = head.removeprefix(VERSION)
    action = _ACTIONS.get(letter.lower()) if head != letter else None
    if action is None:
        return None
    of_answer = letter.isupper()
    many = _NUMBERS.get(action, 0)
    if of_answer:
        many = 1 + (many if action is Action.LENGTH or action is Action.WHO_SAID_WHAT else 0)
    key, *numbers = rest.rsplit(":", many) if many else [rest]
    if len(numbers) != many or not all(n.isascii() and n.isdecimal() and len(n) <= _MOST_DIGITS for n in numbers):
        return None
    return Pressed(action, key, tuple(map(int, numbers)), of_answer)


def day_of(since: int) -> str | None:
    """Return a day (ISO 8601) of an ordinal, None for 0: how buttons carry the day that a story is told from."""
    return dt.date.fromordinal(since).isoformat() if 0 < since <= dt.date.max.toordinal() else None


def in_link(packed: str) -> str | None:
    """Return what a button says as the parameter of a link into a private chat, None where that is too long.

    >>> from_link(in_link("1s:a17") or "")
    '1s:a17'
    """
    made = _LINK + base64.urlsafe_b64encode(packed.encode("utf-8", "surrogatepass")).decode().rstrip("=")
    return made if len(made) <= LONGEST_LINK else None


def question_link(text: str) -> str | None:
    """Return a question as the parameter of a link into a private chat, None where it is none or too long.

    >>> question_from(question_link("who said it?") or "")
    'who said it?'
    """
    made = _QUESTION + base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).decode().rstrip("=")
    return made if text and len(made) <= LONGEST_LINK else None


def question_from(parameter: str) -> str | None:
    """Return the question whose link this is, None where it is no such link."""
    if not parameter.startswith(_QUESTION):
        return None
    return _unpacked(parameter.removeprefix(_QUESTION))


def article_from(parameter: str) -> str | None:
    """Return the id of the article whose link this is, None where it is no such link.

    >>> article_from("a_ferry-17")
    'ferry-17'
    """
    return parameter.removeprefix(_ARTICLE) if parameter.startswith(_ARTICLE) else None


def from_link(parameter: str) -> str | None:
    """Return what the button said whose link this is, None where it is no such link."""
    if not parameter.startswith(_LINK):
        return None
    return _unpacked(parameter.removeprefix(_LINK))


def _unpacked(text: str) -> str | None:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        return None
