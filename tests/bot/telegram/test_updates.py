"""Updates as strangers make them: what cannot be parsed is skipped, what is half a character is left out."""

import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update
from telegram.request import BaseRequest

from bot.telegram.errors import WithoutWords
from bot.telegram.updates import TolerantBot, readable, without_surrogates

CHAT = {"id": 5, "type": "private"}
NAMELESS = {"id": 5, "is_bot": False}
READER = {**NAMELESS, "first_name": "Ottoline"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "from": READER, "text": "secret words"}
ODD = {
    "a user without a first name": {"message": {**MESSAGE, "from": NAMELESS}},
    "a poll without options": {"message": {**MESSAGE, "poll": {"id": "1", "question": "secret words"}}},
    "a date of the far future": {"message": {**MESSAGE, "date": 2**62}},
    "a document without a field": {"message": {**MESSAGE, "document": {"file_name": "secret words"}}},
    "a message that is a text": {"message": "secret words"},
    "a chat without a whole number": {"message": {**MESSAGE, "chat": {**CHAT, "id": 7.5}}},
    "a chat whose number is a text": {"message": {**MESSAGE, "chat": {**CHAT, "id": "7"}}},
    "a chat whose number no database holds": {"message": {**MESSAGE, "chat": {**CHAT, "id": 2**70}}},
    "a user whose language is a number": {"message": {**MESSAGE, "from": {**READER, "language_code": 7}}},
    "a message without a date": {"message": {**MESSAGE, "date": None}},
    "a post without a date": {
        "message": {**MESSAGE, "forward_origin": {"type": "hidden_user", "date": None, "sender_user_name": "A"}}
    },
    "a text that is a list": {"message": {**MESSAGE, "text": ["secret words"]}},
    "quoted words that are a number": {"message": {**MESSAGE, "quote": {"text": 7, "position": 0}}},
    "a name of a file that is a list": {
        "message": {**MESSAGE, "document": {"file_id": "1", "file_unique_id": "1", "file_name": ["secret words"]}}
    },
    "a name that is a number": {"message": {**MESSAGE, "from": {**READER, "first_name": 7}}},
    "a text replied to that is a number": {"message": {**MESSAGE, "reply_to_message": {**MESSAGE, "text": 7}}},
}


class Given(BaseRequest):
    """A connection on which one batch of updates arrives."""

    read_timeout = 1.0

    def __init__(self, batch):
        self._batch = batch

    async def initialize(self):
        pass

    async def shutdown(self):
        pass

    async def do_request(self, *_args, **_named):
        return 200, json.dumps({"ok": True, "result": self._batch}).encode()


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
async def test_an_update_that_cannot_be_parsed_is_acknowledged_and_the_others_go_on(odd, caplog):
    batch = [{"update_id": 1, "message": MESSAGE}, {"update_id": 2, **odd}, {"update_id": 3, "message": MESSAGE}]
    caplog.set_level(logging.INFO)
    updates = await TolerantBot("1:token", get_updates_request=Given(batch)).get_updates()
    assert [update.update_id for update in updates] == [1, 2, 3]
    assert [bool(update.message) for update in updates] == [True, False, True]
    [line] = caplog.messages
    assert line.startswith(f"Update 2 ({next(iter(odd))}) cannot be parsed")
    assert "secret" not in caplog.text
    assert "Ottoline" not in caplog.text


def test_an_update_of_an_unknown_kind_is_named_by_its_id_alone(caplog):
    update = {"update_id": 4, "thought": {"text": "secret words"}}
    assert Update.de_json(readable(update), None).effective_user is None
    assert caplog.messages == ["Update 4 is of an unknown kind: skipped."]


@pytest.mark.parametrize("update", [None, [], "secret words", {}, {"update_id": "1"}, {"update_id": True}])
def test_what_has_no_id_is_left_out(update, caplog):
    assert readable(update) is None
    assert caplog.messages == ["An update without an id was skipped."]


def test_entities_stay_at_their_words_when_half_a_character_before_them_goes():
    message = {"text": "🚢\ud83d @onrecord_bot", "entities": [{"type": "mention", "offset": 4, "length": 13}]}
    cleaned = without_surrogates(message)
    assert cleaned["text"] == "🚢 @onrecord_bot"
    assert cleaned["entities"] == [{"type": "mention", "offset": 3, "length": 13}]


@pytest.mark.parametrize(
    "entity",
    [
        None, "bold", [], {}, {"offset": 0}, {"offset": "0", "length": "5"}, {"offset": 0.5, "length": 1.5},
        {"offset": -1, "length": 3}, {"offset": 0, "length": 0}, {"offset": 0, "length": 2**31}, {"offset": 40, "length": 2},
        {"offset": 1, "length": 2}, {"offset": 0, "length": 1},
    ],
)  # fmt: skip
def test_an_entity_that_does_not_stand_in_its_text_is_left_out_and_the_message_is_read(entity):
    entity = {"type": "mention", **entity} if isinstance(entity, dict) else entity
    right = {"type": "mention", "offset": 3, "length": 13}
    message = {**MESSAGE, "text": "🚢 @onrecord_bot When did the ferry stop?", "entities": [entity, right]}
    update = Update.de_json(readable({"update_id": 9, "message": message}), None)
    assert [message["text"].encode("utf-16-le")[2 * one.offset :][:2] for one in update.message.entities] == [b"@\0"]
    assert list(update.message.parse_entities().values()) == ["@onrecord_bot"]


@given(st.text(), st.integers(-3, 40), st.integers(-3, 40))
def test_whatever_place_an_entity_names_its_words_can_be_taken_out(text, offset, length):
    message = {**MESSAGE, "text": text, "entities": [{"type": "bold", "offset": offset, "length": length}]}
    update = Update.de_json(readable({"update_id": 9, "message": message}), None)
    for words in update.message.parse_entities().values():
        assert words
        assert words in text


TEXTS = st.text(st.characters(codec=None))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | st.sampled_from([*MESSAGE, "entities"]), inner),
    max_leaves=12,
)


@given(JSON, st.sampled_from(Update.ALL_TYPES))
def test_whatever_json_an_update_holds_it_can_be_read_and_stored(content, kind):
    update = readable({"update_id": 9, kind: content})
    json.dumps(update, ensure_ascii=False).encode()
    assert Update.de_json(update, None).update_id == 9


def test_records_of_libraries_say_nothing_that_people_wrote():
    try:
        raise ValueError("secret words")
    except ValueError as error:
        raised = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("telegram.ext.ExtBot", logging.CRITICAL, "", 0, "Received %r", ("secret",), raised)
    assert WithoutWords().filter(record)
    assert logging.Formatter("%(message)s").format(record) == "Received %r (ValueError)"
