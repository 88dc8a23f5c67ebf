"""The answer to a last question changes in place when the question is edited; albums have one answer."""

from ...chatting import Chat
from ...recorder import Recorder

GROUP = {"id": -100, "type": "supergroup", "title": "Readers"}
PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]


async def edit(chat: Chat, said: dict[str, object], text: str) -> None:
    await chat.update(edited_message={**said, "text": text, "edit_date": 2})


async def ask(reader: Chat, text: str, **more: object) -> dict[str, object]:
    said = reader.message(text, **more)
    await reader.update(message=said)
    return said


async def test_the_answer_to_an_edited_question_changes_in_place(chat: Chat, recorder: Recorder) -> None:
    said = await ask(chat, "football results?")
    number = recorder.number
    await edit(chat, said, "When did the ferry stop?")
    assert len(recorder.sent()) == 1
    (changed,) = recorder.sent("editMessageText")
    assert changed["message_id"] == number
    assert "March 2021" in changed["text"]
    assert "In context" in chat.buttons()


async def test_an_edited_question_is_asked_as_if_the_first_had_not_been(chat: Chat) -> None:
    said = await ask(chat, "When did the ferry stop?")
    await edit(chat, said, "When exactly?")
    assert chat.program.answerer.asked[-1].context.topic is None


async def test_an_earlier_question_and_one_that_stays_as_it_is_are_left_alone(chat: Chat, recorder: Recorder) -> None:
    first = await ask(chat, "When did the ferry stop?")
    last = await ask(chat, "football results?")
    await edit(chat, first, "When did the tram stop?")
    await edit(chat, last, "football results?")
    assert recorder.sent("editMessageText") == []
    assert len(recorder.sent()) == 2


async def test_in_a_group_an_edited_mention_is_answered_and_words_for_nobody_are_not(
    chat: Chat, recorder: Recorder
) -> None:
    mention = {"entities": [{"type": "mention", "offset": 0, "length": 13}], "chat": GROUP}
    said = await ask(chat, "@onrecord_bot football results?", **mention)
    await edit(chat, said, "@onrecord_bot When did the ferry stop?")
    assert "March 2021" in recorder.sent("editMessageText")[-1]["text"]
    await edit(chat, {**said, "entities": []}, "never mind")
    assert len(recorder.sent("editMessageText")) == 1


async def test_an_album_has_one_answer_to_the_caption_that_asks(chat: Chat, recorder: Recorder) -> None:
    mention = {"caption_entities": [{"type": "mention", "offset": 0, "length": 13}]}
    for place in ({}, {"chat": GROUP}):
        before = len(recorder.sent())
        for number in range(3):
            caption = {"caption": "@onrecord_bot When did the ferry stop?", **mention} if number == 0 else {}
            await chat.say(None, photo=PHOTO, media_group_id="7", **caption, **place)
        (reply,) = recorder.sent()[before:]
        assert "March 2021" in reply["text"]
