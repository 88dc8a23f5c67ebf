"""After a restart every button of every kind still does its work, and a reply to an old answer is a question about it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.configuration.settings import Settings, TelegramSettings
from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits
from bot.views.callbacks import Action, pressed
from retrieval.domain import Article
from retrieval.ingest.pipeline import Pipeline
from retrieval.text.cleaning import blocks_of

from ...chatting import PERSON, Chat
from ...newsroom import Newsroom, report
from ...programs import ALLOWED
from ...recorder import TOKEN, Recorder

ASKED = (
    "How many people were dead in Brunn after the flood?",
    "Who said the dyke at Larch Mill had failed?",
    "Who said the lighthouse of Orm must stay lit?",
    "What did Ada Kolb say?",
    "/summary the Brunn flood",
    "/stories",
    "/stories submarine races of the far north and of every other place that a long search can name in one line",
    "brunn",
    "and when?",
    "/start",
    "/settings",
    "/follow orchards",
    "/language",
    "/who Mia Storch",
    "How many crowns did the toll bridge of Varn cost?",
    "/forget",
)
EDITOR = {**PERSON, "id": ALLOWED}
LONG = "an id as long as those of some publishers are, " * 3
THINGS = ("goat", "organ", "kiln", "ferry", "orchard", "glider", "violin", "statue", "bakery")
MANY = [
    report(f"t{n}", f"A {thing} was stolen from Dorn{n}holm. Nobody saw the {thing} go.", f"2024-0{n + 1}-02", f"Stolen {thing}", "Echo")
    for n, thing in enumerate(THINGS)
]  # fmt: skip
SAID = (
    "Bread is patience with flour in it",
    "My oven is older than the mayor",
    "Nobody queues for yesterday",
    "Rye needs a colder night than wheat",
    "I whistle so that dough can rise",
    "Salt makes the difference between friends",
)
TWO = (
    "“The lighthouse of Orm must stay lit because boats come home by night and captains pray,” said Ina Falk, the mayor. The keeper left in May.\n\n"
    "“Lit the lighthouse of Orm must stay, or hotels, painters and geese would leave the island,” said Ulf Holm, a fisherman."
)


@asynccontextmanager
async def bot_of(program: Newsroom, recorder: Recorder) -> AsyncIterator[Chat]:
    application = build_application(program, TOKEN, recorder, limits=Limits(1000, burst=1000))
    async with application:
        yield Chat(application, recorder, program)
    application.bot_data["services"].close()


async def all_buttons(chat: Chat) -> dict[str, str]:
    """Ask one question of each kind and return the data of every button by its label, with what was asked."""
    found: dict[str, str] = {}
    for text in ASKED:
        await chat.say(text)
        found |= {f"{text} → {label}": data for label, data in chat.buttons().items()}
        for label in ("⋯", "In context"):
            if label in chat.buttons():
                await chat.press(label)
                found |= {f"{text} → {label} → {one}": data for one, data in chat.buttons().items()}
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Friend"}
    await chat.say("Five lorries were crushed by the crane of Ellary.", forward_origin=origin, **{"from": EDITOR})
    found |= {f"forwarded → {label}": data for label, data in chat.buttons().items()}
    return {label: data for label, data in found.items() if not data.startswith("https://")}


def press(chat: Chat, data: str, **more: object) -> dict[str, object]:
    shown = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
    return {"id": "1", "from": EDITOR, "chat_instance": "1", "message": shown, "data": data, **more}


@pytest.fixture
def told(newsroom: Newsroom) -> Newsroom:
    newsroom.settings = Settings(telegram=TelegramSettings(allowed_users=(ALLOWED,)))
    text = "The harbour crane of Ellary fell on Sunday and 3 lorries were crushed. “It swayed like a reed,” said Ivo Lantz."
    long = Article(LONG, text, blocks_of(text), "Crane falls in Ellary", outlet="Coast Daily", published="2025-05-01")
    Pipeline(newsroom.archive, newsroom.index).add_batch(
        [*MANY, report("two", TWO, "2025-02-01", "Light of Orm", "Echo"), long]
    )
    many = "\n\n".join(f"“{one},” said Mia Storch, a baker." for one in SAID)
    Pipeline(newsroom.archive, newsroom.index).add_batch([report("many", many, "2024-11-02", "Bread of Orm", "Echo")])
    for price in ("30", "45"):
        toll = report("toll", f"The toll bridge of Varn cost {price} crowns on Monday.", "2025-01-02", "Toll", "Echo")
        Pipeline(newsroom.archive, newsroom.index).add_batch([toll])
    return newsroom


async def test_every_button_outlives_a_restart(told: Newsroom, recorder: Recorder) -> None:
    async with bot_of(told, recorder) as chat:
        buttons = await all_buttons(chat)
    kinds = {said.action for data in buttons.values() if (said := pressed(data))}
    assert kinds == set(Action), set(Action) - kinds
    async with bot_of(told, recorder) as chat:
        # after what forgets everything there is nothing to press
        for what, data in sorted(buttons.items(), key=lambda one: "Delete it" in one[0]):
            before = len(recorder.calls)
            await chat.update(callback_query=press(chat, data))
            calls = recorder.calls[before:]
            answered = [parameters.get("text", "") for name, parameters in calls if name == "answerCallbackQuery"]
            assert len(answered) == 1, what
            assert "expired" not in answered[0], what
            shown = [name for name, _ in calls if name in ("sendMessage", "editMessageText", "sendPhoto")]
            assert shown or answered[0], what
            failed = [
                p.get("text", "") for name, p in calls if name == "sendMessage" and "went wrong" in p.get("text", "")
            ]
            assert not failed, what


@pytest.mark.parametrize("question", ["How many lorries were crushed by the crane?", "Who said it swayed like a reed?"])
async def test_buttons_on_an_article_with_a_long_id_work_by_their_answer(
    told: Newsroom, recorder: Recorder, question: str
) -> None:
    async with bot_of(told, recorder) as chat:
        (reply,) = await chat.say(question)
        assert "Crane falls" in reply
        buttons = chat.buttons()
    async with bot_of(told, recorder) as chat:
        for label, data in buttons.items():
            await chat.update(callback_query=press(chat, data))
            assert "expired" not in recorder.sent("answerCallbackQuery")[-1].get("text", ""), label
        assert "Ellary" in " ".join(recorder.texts()[-3:])


async def test_a_reply_to_an_answer_from_before_a_restart_is_about_it(told: Newsroom, recorder: Recorder) -> None:
    async with bot_of(told, recorder) as chat:
        await chat.say("How many people were dead in Brunn after the flood?")
        number = recorder.number
        await chat.say("/new")
    async with bot_of(told, recorder) as chat:
        shown = {"message_id": number, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
        (reply,) = await chat.say("summarize it", reply_to_message=shown)
        assert "Brunn" in reply


async def test_a_press_that_comes_too_late_to_be_acknowledged_still_does_its_work(
    told: Newsroom, recorder: Recorder
) -> None:
    async with bot_of(told, recorder) as chat:
        await chat.say("How many people were dead in Brunn after the flood?")
        recorder.refuse("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
        (reply,) = await chat.press("In context")
        assert "Brunn" in reply


async def test_the_message_of_an_old_button_may_be_out_of_reach(told: Newsroom, recorder: Recorder) -> None:
    async with bot_of(told, recorder) as chat:
        await chat.say("How many people were dead in Brunn after the flood?")
        gone = {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}}
        before = len(recorder.texts())
        await chat.update(callback_query=press(chat, chat.buttons()["In context"], message=gone))
        (reply,) = recorder.texts()[before:]
        assert "Brunn" in reply


async def test_a_button_on_an_article_that_has_gone_says_so(told: Newsroom, recorder: Recorder) -> None:
    async with bot_of(told, recorder) as chat:
        for data in ("1c:gone:1:5", "1s:gone", "1l:gone:3:0", "1f:gone:1:5", "1q:gone:1:5"):
            before = len(recorder.texts())
            await chat.update(callback_query=press(chat, data))
            assert recorder.texts()[before:] == ["The article is no longer in my archive."], data
