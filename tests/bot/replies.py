"""What the bot says to every kind of message in one language, as lines that a person can read, and the files of such lines.

    python -m tests.bot.replies

writes the files anew; then read what has changed in them.
"""

import asyncio
import html
import logging
import re
from collections.abc import Iterator
from pathlib import Path

from bot.chat.stores import ContextsInMemory
from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits
from bot.views.callbacks import pressed
from bot.views.stories import comparison_html, timeline_html
from bot.views.texts import LANGUAGES, bundled_texts
from retrieval.domain import Comparison, Difference, Moment, Precision, Side, Story, Timeline

from .chatting import PERSON, Chat
from .newspaper import CITED, STOPPED, evidence
from .programs import ALLOWED, FakeProgram
from .recorder import TOKEN, Recorder

FOLDER = Path(__file__).parent / "replies"
GROUP = {"id": -100, "type": "supergroup", "title": "Readers"}
BOT = {"id": 12345, "is_bot": True, "first_name": "onrecord", "username": "onrecord_bot"}
#: what is said, or the letter of the button that is pressed below the last reply
SCRIPT = (
    "/start", "/help", "?!", "thanks", "when did it stop?", "o", "k", "c", "and when exactly?", "who said it?", "summarize it",
    "ferry", "/stories", "/sources", "/new", "football?", "/summary", "/quotes", "/who", "/timeline", "/compare", "/coverage",
    "/check", "/why", "/nonsense", "/settings", "/language", "/privacy", "/forget", "word " * 300, "break it",
)  # fmt: skip


async def _said(language: str) -> Iterator[str]:
    recorder, program = Recorder(), FakeProgram()
    application = build_application(
        program, TOKEN, recorder, limits=Limits(1000, burst=1000), contexts=ContextsInMemory()
    )
    lines: list[str] = []
    async with application:
        chat = Chat(application, recorder, program)
        reader = {**PERSON, "language_code": language}
        for text in SCRIPT:
            before = len(recorder.calls)
            if len(text) == 1:
                data = next(d for d in chat.buttons().values() if (said := pressed(d)) and said.action == text)
                shown = {"message_id": recorder.number, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
                query = {"id": "1", "from": reader, "chat_instance": "1", "message": shown, "data": data}
                await chat.update(callback_query=query)
            else:
                await chat.say(text, **{"from": reader})
            lines += [f"== {text[:40].strip()}", *_shown(chat, before), ""]
        before = len(recorder.calls)
        await chat.update(message=chat.message(None, chat=GROUP, new_chat_members=[BOT], **{"from": reader}))
        lines += ["== joins a group", *_shown(chat, before), ""]
        before = len(recorder.calls)
        await chat.say("/help", **{"from": {**reader, "id": ALLOWED}})
        lines += ["== /help of an administrator", *_shown(chat, before)[-8:], ""]
    application.bot_data["services"].close()
    return iter(lines)


def _shown(chat: Chat, before: int) -> list[str]:
    """Return the replies since `before`, each with its buttons; what a tag does is seen in the terminal's tests."""
    shown: list[str] = []
    for name, parameters in chat.recorder.calls[before:]:
        if name in {"sendMessage", "editMessageText"}:
            text = html.unescape(re.sub(r"<[^>]*>", "", parameters["text"]))
            shown += (
                text.replace("\u2068", "⟨")
                .replace("\u2069", "⟩")
                .replace("\xa0", " ")
                .replace("\u202f", " ")
                .split("\n")
            )
            if parameters.get("reply_markup"):
                shown.append(" ".join(f"[{label}]" for label in chat.buttons()))
    return [line.rstrip() for line in shown]


def _told(language: str) -> list[str]:
    """Return a course, a comparison and counts."""
    texts = bundled_texts(language)
    story = Story(
        "s", "Ferry stopped", "ferry", "2021-03-04", "2021-03-05", 3, ("Port Ellary Courier", "Brannock Herald")
    )
    moments = (
        Moment("2021-03", Precision.MONTH, "", STOPPED),
        Moment(None, Precision.DAY, "", evidence("Nobody was hurt.")),
    )
    sides = (Side("Port Ellary Courier", "2021-03-04T10:57", STOPPED), Side("Brannock Herald", None, STOPPED))
    differing = tuple(Difference("figure", about, sides) for about in ("killed", "injured", "missing", ""))
    spoken = Difference("quotation", "Anna Tolvik", sides)
    compared = Comparison(story, ("A", "B"), (sides,), sides[:1], (*differing, spoken), CITED)
    pages = [timeline_html(Timeline(story, moments, CITED), texts), comparison_html(compared, texts)]
    counted = [
        texts(key, count=count)
        for key in ("articles", "count_articles", "count_quotations", "sources_more")
        for count in (0, 1, 2, 5, 11, 21, 100)
    ]
    told = [html.unescape(re.sub(r"<[^>]*>", "", page)) for page in pages]
    joined = "\n\n".join(["== a course", told[0], "== a comparison", told[1], "== counts", "\n".join(counted)])
    return joined.replace("\u2068", "⟨").replace("\u2069", "⟩").replace("\xa0", " ").replace("\u202f", " ").split("\n")


def replies(language: str) -> str:
    """Return all that is said in a language; ⟨ and ⟩ stand for the isolates around words that run another way."""
    lines = [*asyncio.run(_said(language)), *_told(language)]
    return "\n".join(line.rstrip() for line in lines).strip() + "\n"


if __name__ == "__main__":
    logging.disable()
    FOLDER.mkdir(exist_ok=True)
    for code in LANGUAGES:
        (FOLDER / f"{code}.txt").write_text(replies(code), encoding="utf-8")
