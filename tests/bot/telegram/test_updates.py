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
