"""`onrecord ask`: a question as a terminal or a line of JSON may hold it."""

import pytest

from bot.commands.ask import Asking


@pytest.mark.parametrize("chat", [None, "a"], ids=["alone", "in a conversation"])
def test_half_a_character_is_answered_as_if_it_were_not_there(program, chat):
    odd = Asking(program).ask("When did the ferry\ud83d run aground?", chat)
    plain = Asking(program).ask("When did the ferry run aground?", None if chat is None else "b")
    assert {**odd, "seconds": 0} == {**plain, "seconds": 0}
