"""`onrecord ask`: a question as a terminal or a line of JSON may hold it."""

import pytest

from bot.commands.ask import Asking

from ..newsroom import Newsroom


@pytest.mark.parametrize("chat", [None, "a"], ids=["alone", "in a conversation"])
def test_half_a_character_is_answered_as_if_it_were_not_there(newsroom: Newsroom, chat):
    odd = Asking(newsroom).ask("Who is chess champion\ud83d?", chat)
    plain = Asking(newsroom).ask("Who is chess champion?", None if chat is None else "b")
    assert "Sol" in odd["reply"]
    assert {**odd, "seconds": 0} == {**plain, "seconds": 0}


def test_the_request_that_was_answered_is_named(newsroom: Newsroom):
    asking = Asking(newsroom)
    named = {
        text: asking.ask(text)["request"]
        for text in ("Who is chess champion?", "latest on Brunn", "timeline of the flood")
    }
    assert named == {
        "Who is chess champion?": "fact", "latest on Brunn": "latest", "timeline of the flood": "timeline-of",
    }  # fmt: skip


def test_a_timeline_and_a_tally_are_told_in_json(newsroom: Newsroom):
    asking = Asking(newsroom)
    timeline = asking.ask("timeline of the flood in Brunn")
    assert len(timeline["timeline"]) == len(timeline["sentences"]) > 0
    tally = asking.ask("how often was Ada Kolb quoted")["tally"]
    assert (tally["name"], tally["quotations"], tally["at_least"]) == ("Ada Kolb", 2, False)
    assert sum(one["articles"] for one in tally["outlets"]) == tally["articles"]


def test_why_is_told_only_where_it_is_asked_for(newsroom: Newsroom):
    asked = "How many people were dead in Brunn by evening?"
    assert "why" not in Asking(newsroom).ask(asked)
    told = Asking(newsroom, explains=True).ask(asked)
    assert told["why"].startswith("Why this")
    assert told["explanation"]["wanted"] == "number"
    assert told["explanation"]["text"] == told["sentences"][0]["text"]
    assert "why" not in Asking(newsroom, explains=True).ask("thanks")
