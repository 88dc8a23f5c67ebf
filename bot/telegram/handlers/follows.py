"""/follow: words, people, stories and questions that a chat wants to be told of, and the buttons that begin and end it."""

import contextlib
import re
from dataclasses import dataclass, replace

from telegram import Update

from bot.chat.preference_store import IN_ZONE
from bot.chat.quiet_hours import is_zone
from bot.telegram.handlers.administrators import chat_to_change
from bot.telegram.handlers.languages import language_of
from bot.telegram.handlers.replies import asker, say, whose, words_of
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.callbacks import Pressed
from bot.views.follows import follow_line, stop_buttons
from bot.views.html import escape
from retrieval.archive.follows import Follow, Follows
from retrieval.domain import Fact, QuotationsOf, SpeakersOn, Turn
from retrieval.errors import OnrecordError

#: things that one chat follows at most
MOST = 20
WORDS, PERSON, STORY, QUESTION = "words", "person", "story", "question"
#: what a button follows, by its first letter
_KINDS = {"s": STORY, "p": PERSON, "q": QUESTION}
_HOUR = re.compile(
    r"\bdaily(?:\s{1,9}(?:at\s{1,9})?(\d{1,2})(?::00)?)?(?:\s{1,9}([A-Z]\w{1,40}/\w{1,40}|UTC))?\s*+$", re.IGNORECASE
)
_MOST = re.compile(r"\bmost\s+(\d{1,2})\b", re.IGNORECASE)
_EXCLUDED = re.compile(r"(?:^|\s)[-–](\w\S*)")
#: what a button begins with that ends a follow, and the digits from which its number is none
ENDING, _LONGEST = "x", 18
#: the hour of a digest for which none is named
MORNING = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the words after the command say: what to follow, what not, when and how often."""

    subject: str
    excluded: str = ""
    hour: int | None = None
    zone: str | None = None
    most: int | None = None


def wanted_in(words: str) -> Wanted:
    """Read the words after /follow.

    >>> wanted_in("ferry -football daily 7 Europe/Oslo")
    Wanted(subject='ferry', excluded='football', hour=7, zone='Europe/Oslo', most=None)
    """
    hour, zone, most = None, None, None
    if found := _HOUR.search(words):
        hour, zone = min(int(found[1] or MORNING), 23), found[2]
        words = words[: found.start()]
    if found := _MOST.search(words):
        most = max(int(found[1]), 1)
        words = words.replace(found[0], " ")
    excluded = " ".join(_EXCLUDED.findall(words))
    return Wanted(" ".join(_EXCLUDED.sub(" ", words).split()), excluded, hour, zone, most)


async def follow(update: Update, context: Context) -> None:
    """Follow the words after the command, a person where they are a name; without words, list what is followed."""
    services, wanted = services_of(context), wanted_in(words_of(context))
    if not any(map(str.isalnum, wanted.subject)):
        await _list(update, context)
        return
    kind = PERSON if await services.off_loop(_is_quoted, services, wanted.subject) else WORDS
    await _begin(update, context, kind, wanted, wanted.subject)


async def press_follow(update: Update, context: Context, said: Pressed) -> None:
    """Follow what the pressed button names, a story, a person, or the question that found no answer; or stop doing so."""
    services = services_of(context)
    letter, _, subject = said.key.partition("=")
    if letter == ENDING:
        await _stop(update, context, subject)
        return
    kind, label = _KINDS.get(letter), subject
    if kind == STORY:
        cited = (await services.off_loop(services.program.archive.citations, [subject])).get(subject)
        label = (cited.headline or services.texts("untitled")) if cited else ""
    elif kind == QUESTION:
        turn = await services.off_loop(services.conversation.turn, subject)
        label, subject = (turn.question, meant_by(turn)) if turn else ("", "")
    if kind is None or not label:
        await say(update, context, escape(services.texts("expired")))
        return
    await _begin(update, context, kind, Wanted(subject), label)


def meant_by(turn: Turn) -> str:
    """Return a question as it was meant, so that it says the same outside of its conversation."""
    asked = turn.answer.request
    if isinstance(asked, QuotationsOf | SpeakersOn):
        asked = asked.instead
    return asked.text if isinstance(asked, Fact) and asked.text else turn.question


async def _stop(update: Update, context: Context, number: str) -> None:
    """End the follow of a number."""
    services = services_of(context)
    if not (number.isascii() and number.isdecimal() and len(number) < _LONGEST):
        return
    if (chat := await chat_to_change(update, context)) is None:
        return
    there = await services.off_loop(_follows(services, context).stop, int(number), str(chat.id))
    await say(update, context, escape(services.texts("follow_stopped" if there else "follow_none")))


async def pause_follows(context: Context, chat: int, reason: str | None) -> None:
    """Send nothing of what a chat follows until this is called without a reason."""
    services = services_of(context)
    with contextlib.suppress(OnrecordError):
        await services.off_loop(_follows(services, context).pause, str(chat), reason)


async def _begin(update: Update, context: Context, kind: str, wanted: Wanted, label: str) -> None:
    services = services_of(context)
    if (chat := await chat_to_change(update, context)) is None:
        return
    follows, (place, _) = _follows(services, context), whose(update)
    if len(await services.off_loop(follows.of, place)) >= MOST:
        await say(update, context, escape(services.texts("follow_too_many", most=MOST)))
        return
    zone = wanted.zone or (await services.chosen_in(str(chat.id))).get(IN_ZONE) or "UTC"
    made = Follow(
        place, str(asker(update)), kind, wanted.subject, label, wanted.excluded,
        await language_of(services, update), wanted.hour, zone if is_zone(zone) else "UTC",
    )  # fmt: skip
    made = replace(made, most=wanted.most) if wanted.most else made
    number = await services.off_loop(follows.add, made)
    text = f"{escape(services.texts('follow_begun'))}\n{follow_line(made, services.texts)}"
    await say(update, context, text, stop_buttons([replace(made, number=number)], services.texts))


async def _list(update: Update, context: Context) -> None:
    services, (place, _) = services_of(context), whose(update)
    there = await services.off_loop(_follows(services, context).of, place)
    lines = [f"{n}. {follow_line(one, services.texts)}" for n, one in enumerate(there, 1)]
    head = [escape(services.texts("follow_list")), *lines, ""] if lines else []
    text = "\n".join([*head, services.texts("follow_usage")])
    await say(update, context, text, stop_buttons(there, services.texts))


def _is_quoted(services: Services, name: str) -> bool:
    return " " in name and bool(services.program.archive.people(name, 1))


def _follows(services: Services, context: Context) -> Follows:
    return Follows(services.program.chats, str(context.bot.id))
