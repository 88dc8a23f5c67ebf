"""`onrecord ask`: a question as a terminal or a line of JSON may hold it."""

import pytest

from bot.commands.ask import Asking

from ..telegram.handlers.test_story_handlers import Newsroom, newsroom  # noqa: F401  a fixture of its own


@pytest.mark.parametrize("chat", [None, "a"], ids=["alone", "in a conversation"])
def test_half_a_character_is_answered_as_if_it_were_not_there(newsroom: Newsroom, chat):  # noqa: F811
    odd = Asking(newsroom).ask("Who is chess champion\ud83d?", chat)
    plain = Asking(newsroom).ask("Who is chess champion?", None if chat is None else "b")
    assert "Sol" in odd["reply"]
    assert {**odd, "seconds": 0} == {**plain, "seconds": 0}
