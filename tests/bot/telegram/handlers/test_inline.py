"""Inline queries: answers and sentences for keywords, in pages, each with its source and buttons that lead on."""

import json
from collections.abc import AsyncIterator

import pytest

from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits
from bot.views.callbacks import from_link, question_from
from retrieval.ingest.pipeline import Pipeline

from ...chatting import PERSON, Chat
from ...newsroom import Newsroom, report
from ...recorder import TOKEN, Recorder

PLACES = (
    "Hald",
    "Orm",
    "Dorn",
    "Varn",
    "Lind",
    "Brunn",
    "Skarn",
    "Tarsk",
    "Vell",
    "Ness",
    "Kord",
    "Pell",
    "Rusk",
    "Holm",
)


@pytest.fixture
async def reader(newsroom: Newsroom, recorder: Recorder) -> AsyncIterator[Chat]:
    told = [
        report(f"p{n}", f"The windmill of {place} has a new owner who bakes. Bread is cheap in {place}.", f"2024-{n % 12 + 1:02}-02", f"Windmill of {place}", "Echo")
        for n, place in enumerate(PLACES)
    ]  # fmt: skip
    Pipeline(newsroom.archive, newsroom.index).add_batch(told)
    application = build_application(newsroom, TOKEN, recorder, limits=Limits(1000))
    async with application:
        yield Chat(application, recorder, newsroom)
    application.bot_data["services"].close()


async def asked(chat: Chat, query: str, offset: str = "") -> dict[str, object]:
    await chat.update(inline_query={"id": "9", "from": PERSON, "query": query, "offset": offset})
    answer = dict(chat.recorder.sent("answerInlineQuery")[-1])
    for key in ("results", "button"):
        if isinstance(answer.get(key), str):
            answer[key] = json.loads(str(answer[key]))
    return answer


async def test_keywords_give_sentences_in_pages_without_repeating_any(reader: Chat) -> None:
    first = await asked(reader, "windmill")
    assert len(first["results"]) == 10
    pages = [first]
    while offset := pages[-1].get("next_offset"):
        pages.append(await asked(reader, "windmill", str(offset)))
    ids = [one["id"] for page in pages for one in page["results"]]
    assert len(ids) == len(set(ids)) >= len(PLACES)
    texts = [one["input_message_content"]["message_text"] for page in pages for one in page["results"]]
    assert sum("<blockquote>" in text and "windmill" in text for text in texts) >= len(PLACES)


async def test_a_result_leads_to_its_sentence_and_story_in_the_private_chat(reader: Chat) -> None:
    results = (await asked(reader, "bread in Skarn"))["results"]
    rows = [one["reply_markup"]["inline_keyboard"] for one in results if "cheap in Skarn" in str(one)]
    buttons = {one["text"]: one["url"] for row in rows[-1] for one in row}
    assert set(buttons) == {"In context", "The story"}
    (reply,) = await reader.say(f"/start {buttons['In context'].partition('start=')[2]}")
    assert "<b>" in reply
    assert "Skarn" in reply
    assert from_link(buttons["The story"].partition("start=")[2])


async def test_before_a_word_is_typed_there_are_the_newest_stories(reader: Chat) -> None:
    answer = await asked(reader, "")
    assert answer["results"][0]["title"].startswith("Sol is chess champion")
    link = answer["results"][0]["reply_markup"]["inline_keyboard"][0][0]["url"].partition("start=")[2]
    (reply,) = await reader.say(f"/start {link}")
    assert "Sol" in reply


async def test_the_button_above_the_results_takes_the_question_to_the_private_chat(reader: Chat) -> None:
    answer = await asked(reader, "who owns the windmill of Orm?")
    parameter = answer["button"]["start_parameter"]
    assert question_from(parameter) == "who owns the windmill of Orm?"
    (reply,) = await reader.say(f"/start {parameter}")
    assert "Orm" in reply
    long = await asked(reader, "who owns the windmill " * 10)
    assert 1 <= len(long["button"]["start_parameter"]) <= 64
    nothing = await asked(reader, "xyzzyq")
    assert nothing["results"] == []
    assert nothing["button"]["text"].startswith("Nothing found")


async def test_whoever_types_a_question_letter_by_letter_gets_results_at_every_letter(reader: Chat) -> None:
    words = "who owns the windmill of Orm"
    for end in range(4, len(words) + 1):
        answer = await asked(reader, words[:end])
        assert answer["cache_time"] != 0, words[:end]
    assert answer["results"]


async def test_an_articles_link_tells_it(reader: Chat) -> None:
    (reply,) = await reader.say("/start a_p3")
    assert "Varn" in reply
    assert await reader.say("/start a_nothing") == ["The article is no longer in my archive."]


async def test_an_offset_that_is_no_number_is_the_first_page(reader: Chat) -> None:
    assert (await asked(reader, "windmill", "-7"))["results"] == (await asked(reader, "windmill"))["results"]


async def test_below_a_title_its_words_do_not_come_again(chat):
    query = {"id": "1", "from": PERSON, "query": "ferry", "offset": ""}
    await chat.update(inline_query=query)
    given = chat.recorder.sent("answerInlineQuery")[-1]["results"]
    stories = [
        one for one in (json.loads(given) if isinstance(given, str) else given) if one["title"] == "Trams return"
    ]
    assert [one["description"] for one in stories] == ["Brannock Herald · 30 May 2021"]
