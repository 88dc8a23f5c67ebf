"""What a reader gets for a command, and for what is neither a command nor a question."""

from retrieval.domain import QuotationsOf, SpeakersOn


async def test_start_says_what_there_is_and_gives_examples(chat):
    (reply,) = await chat.say("/start")
    assert "I have 2 stories, from 4 March to 30 May 2021." in reply
    (said,) = await chat.press("What did Anna Tolvik say?")
    assert "We will not sail again" in said


async def test_help_tells_only_allowed_users_about_adding(chat):
    (reply,) = await chat.say("/help")
    assert "Send me a link" not in reply
    (reply,) = await chat.say("/help", **{"from": {"id": 77, "is_bot": False, "first_name": "Editor"}})
    assert "Send me a link" in reply


async def test_sources_lists_outlets(chat):
    (reply,) = await chat.say("/sources")
    assert "• Port Ellary Courier: 1" in reply


async def test_stories_are_paged_and_searched(chat, program, recorder):
    tram = program.archive.kept.pop("tram")
    for number in range(20):
        program.archive.kept[f"t{number}"] = type(tram)(f"t{number}", tram.text, tram.blocks, headline=f"Tram {number}")
    (reply,) = await chat.say("/stories tram")
    assert "1. Tram 0 · source not stated · undated" in reply
    assert "9." not in reply
    await chat.press("Next ›")
    edited = recorder.sent("editMessageText")[-1]["text"]
    assert "9. Tram 8" in edited
    assert {"‹ Previous", "Next ›"} <= set(chat.buttons())
    (reply,) = await chat.say("/stories submarine")
    assert reply == "I have no story about that."


async def test_quotes_and_who_build_requests_whatever_the_names_are(chat, program):
    await chat.say("/quotes Anna Tolvik about the doors")
    assert program.answerer.asked[-1].request == QuotationsOf("Anna Tolvik", "the doors")
    await chat.say("/new")
    await chat.say("/quotes That Girl")
    assert program.answerer.asked[-1].request == QuotationsOf("That Girl")
    (reply,) = await chat.say("/who every door has been tested")
    assert program.answerer.asked[-1].request == SpeakersOn("every door has been tested")
    assert reply.startswith("<b>Anna Tolvik</b>")
    for command in ("/quotes", "/who"):
        assert command in (await chat.say(command))[0]


async def test_an_unknown_command_points_to_help(chat):
    assert "/help" in (await chat.say("/nonsense"))[0]


async def test_what_holds_no_words_gets_a_hint_with_examples(chat, program):
    for text in ("🙂🙂", "\u200b\u200b", "?!"):
        (reply,) = await chat.say(text)
        assert reply.startswith("I can read questions in words.")
        assert "What did Anna Tolvik say?" in chat.buttons()
    sticker = {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "is_animated": False, "is_video": False}
    (reply,) = await chat.say(None, sticker={**sticker, "type": "regular"})
    assert "What did Anna Tolvik say?" in chat.buttons()
    assert not program.answerer.asked
