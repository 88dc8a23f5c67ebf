"""A conflict with another instance is waited out for a while, by a clock that the tests turn."""

import logging
from http import HTTPStatus

import pytest
from telegram.error import Conflict, InvalidToken
from telegram.request import HTTPXRequest

from bot.telegram.lifecycle import Watched

OK, CONFLICT = HTTPStatus.OK, HTTPStatus.CONFLICT


class Polls:
    """A connection whose polls get what the test says, at the second that it says."""

    def __init__(self, monkeypatch, patience=60.0):
        self.now, self.code, self.faults = 0.0, OK, []
        self.watched = Watched(self.faults.append, patience, lambda: self.now)

        async def answer(*_args, **_named):
            return self.code, b""

        monkeypatch.setattr(HTTPXRequest, "do_request", answer)

    async def get(self, code, at):
        self.code, self.now = code, at
        await self.watched.do_request("address", "POST")
        return bool(self.faults)


async def test_a_newcomer_waits_a_minute_and_says_so_once(monkeypatch, caplog):
    polls = Polls(monkeypatch)
    with caplog.at_level(logging.WARNING):
        assert [await polls.get(CONFLICT, at) for at in (1000, 1030, 1059, 1060)] == [False, False, False, True]
    assert isinstance(polls.faults[0], Conflict)
    assert len(caplog.messages) == 1


async def test_a_newcomer_that_gets_through_by_turns_still_leaves_after_a_minute(monkeypatch):
    polls = Polls(monkeypatch)
    turns = [(CONFLICT, 0), (OK, 20), (CONFLICT, 40), (OK, 50), (CONFLICT, 61)]
    assert [await polls.get(*turn) for turn in turns] == [False, False, False, False, True]


async def test_an_established_instance_outlasts_a_newcomer(monkeypatch):
    polls = Polls(monkeypatch)
    turns = [(OK, 0), (CONFLICT, 10), (CONFLICT, 80), (CONFLICT, 189), (CONFLICT, 190)]
    assert [await polls.get(*turn) for turn in turns] == [False, False, False, False, True]


async def test_a_conflict_long_after_the_last_is_a_new_matter(monkeypatch):
    polls = Polls(monkeypatch)
    turns = [(CONFLICT, 0), (OK, 30), (CONFLICT, 3600), (CONFLICT, 3659)]
    assert not any([await polls.get(*turn) for turn in turns])


async def test_without_patience_the_first_conflict_ends_it(monkeypatch):
    assert await Polls(monkeypatch, patience=0).get(CONFLICT, 5)


@pytest.mark.parametrize("code", [HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND])
async def test_a_refused_token_is_not_waited_for(monkeypatch, code):
    polls = Polls(monkeypatch)
    assert await polls.get(code, 0)
    assert isinstance(polls.faults[0], InvalidToken)
