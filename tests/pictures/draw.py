"""The pictures of the README, from what the bot really says on its sample stories: one command makes them all.

    python -m tests.pictures.draw [FOLDER]

writes a conversation, inline results, a card and a chart into FOLDER (.github/pictures): SVG, the words given as text, and
beside them card.png and chart.png as Telegram gets them.
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from bot.bootstrap import open_program
from bot.chat.conversation import Conversation
from bot.chat.stores import ContextsInMemory
from bot.configuration.settings import ArchiveSettings, Settings
from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits
from bot.views.keys import label
from bot.views.pictures import quotation_card
from bot.views.pictures.chart import coverage_figure
from bot.views.texts import bundled_texts

from ..bot.chatting import PERSON, Chat
from ..bot.recorder import TOKEN, Recorder
from .bubbles import Message, drawn
from .cards import drawn_card

FOLDER = Path(__file__).parents[2] / ".github" / "pictures"
ASKED = ("When did the ferry run aground?", "and how many people were aboard?", "Who won the football match?")
TYPED, SPEAKER = "ferry aground", "ferry"


async def conversation(program, recorder: Recorder) -> list[Message]:
    """Ask on the sample stories and return what was asked and said."""
    application = build_application(
        program, TOKEN, recorder, limits=Limits(1000, burst=99), contexts=ContextsInMemory()
    )
    messages: list[Message] = []
    async with application:
        chat = Chat(application, recorder, program)
        for text in ASKED:
            messages.append(Message(text, mine=True))
            await chat.say(text)
            messages.append(_last(recorder))
        query = {"id": "1", "from": PERSON, "query": TYPED, "offset": ""}
        await chat.update(inline_query=query)
    application.bot_data["services"].close()
    return messages


def _last(recorder: Recorder) -> Message:
    sent = recorder.sent()[-1]
    markup = sent.get("reply_markup") or {"inline_keyboard": []}
    rows = (json.loads(markup) if isinstance(markup, str) else markup)["inline_keyboard"]
    return Message(sent["text"], [[button["text"] for button in row] for row in rows])


def inline(recorder: Recorder) -> list[Message]:
    """Return what is offered to somebody who types in another chat."""
    given = recorder.sent("answerInlineQuery")[-1]["results"]
    results = json.loads(given) if isinstance(given, str) else given
    offered = [f"<b>{one['title']}</b>\n{label(one['description'], 110)}" for one in results[:3]]
    return [Message(f"@onrecord_bot {TYPED}", mine=True), *map(Message, offered)]


def card(program, folder: Path) -> str:
    """Draw a quotation of the sample stories as Telegram gets it, and return the same as a picture of text."""
    archive, texts, link = program.archive, bundled_texts(), "https://t.me/onrecord_bot"
    for cited in archive.newest(20):
        for said in archive.quotations([cited.article_id]).get(cited.article_id, ()):
            words = _whole(program, said)
            if said.kind == "direct" and said.speaker and said.speaker.name and words and 60 < len(words) < 150:
                (folder / "card.png").write_bytes(quotation_card(said, cited, texts, words, link).png)
                day = texts.short_day(cited.published)
                source = f"{cited.headline} · {cited.outlet} · {day} · {link.removeprefix('https://')}"
                return drawn_card(words, said.speaker.name, said.speaker.role or "", source)
    raise SystemExit("No quotation of the sample stories fits a card.")


def _whole(program, said) -> str | None:
    """Return the whole sentences that a quotation stands in, which is what a card shows."""
    place = said.fragments[0][0], said.fragments[-1][1]
    around = Conversation(program).surroundings(said.article_id, place, 0)
    return " ".join(words for _, words, _ in around.sentences) if around else None


def chart(program, folder: Path) -> None:
    """Draw how much was written about something."""
    figure = coverage_figure(program.stories.coverage(SPEAKER), bundled_texts())
    figure.savefig(folder / "chart.png")
    figure.savefig(folder / "chart.svg", metadata={"Date": None, "Creator": None})


def main(folder: Path = FOLDER) -> None:
    """Make every picture."""
    import matplotlib as mpl

    mpl.rcParams["svg.hashsalt"], mpl.rcParams["svg.fonttype"] = "onrecord", "none"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as empty:
        program = open_program(Settings(archive=ArchiveSettings(url=f"{empty}/archive")))
        recorder = Recorder()
        messages = asyncio.run(conversation(program, recorder))
        (folder / "conversation.svg").write_text(drawn(messages, "A conversation"), "utf-8")
        (folder / "inline.svg").write_text(drawn(inline(recorder), "Inline results"), "utf-8")
        (folder / "card.svg").write_text(card(program, folder), "utf-8")
        chart(program, folder)
        program.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
