"""Faults while an update is handled: who asked is told in a line, and the log says why in no word of theirs."""

import logging

import pytest

from retrieval.errors import ArchiveError, ArchiveLocked, SearchIndexError, TextDamaged

FULL = "The archive in /srv/onrecord failed: database or disk is full"


@pytest.mark.parametrize("error", [ArchiveError(FULL), SearchIndexError(FULL), TextDamaged(FULL)])
async def test_that_storage_fails_is_told_as_such_and_the_log_names_the_place_and_the_cause(
    chat, program, monkeypatch, caplog, error
):
    def fail(_question):
        raise error

    monkeypatch.setattr(program.answerer, "answer", fail)
    (reply,) = await chat.say("When did the ferry stop?")
    assert reply.startswith("My archive, or the disk that it is on, has a fault")
    (line,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert FULL in line
    assert "ferry" not in line


@pytest.mark.parametrize(
    ("error", "said"), [(ArchiveLocked("busy"), "being written to"), (ValueError("the ferry"), "Something went wrong")]
)
async def test_other_faults_have_their_own_line_and_the_log_holds_no_words(
    chat, program, monkeypatch, caplog, error, said
):
    def fail(_question):
        raise error

    monkeypatch.setattr(program.answerer, "answer", fail)
    (reply,) = await chat.say("When did the ferry stop?")
    assert said in reply
    assert "ferry" not in caplog.text
