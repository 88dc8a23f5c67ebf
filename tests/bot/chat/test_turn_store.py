"""Answers survive a restart for their buttons and for replies; an archive that fails costs no answer."""

from dataclasses import replace
from typing import Any

from bot.chat.records import Records
from bot.chat.turn_store import STORED_AT_HAND, StoredTurns, TurnsInMemory, _AtHand
from retrieval.archive.archive import Archive
from retrieval.domain import Answer, AnswerKind, Turn
from retrieval.errors import ArchiveError

TURN = Turn("k", "1", "2", "Why?", Answer(AnswerKind.FACT, abstained=True))
TALK = Turn("t", "1", "2", "thanks", Answer(AnswerKind.CHAT, abstained=False))


class Broken:
    """An archive whose every transaction fails."""

    def reading(self) -> Any:
        raise ArchiveError("it is read-only.")

    noting = reading


def test_a_turn_and_its_message_are_found_again_after_a_restart(tmp_path):
    archive = Archive.open(tmp_path)
    records = Records(lambda: archive.database)
    turns = StoredTurns(records)
    turns.save(TURN)
    turns.save(TALK)
    turns.note("1", "77", "k")
    assert turns.load("t") == TALK
    records.close()
    again = StoredTurns(Records(lambda: archive.database))
    assert again.load("k") == TURN
    assert again.load("t") is None  # small talk has no buttons
    assert again.shown_by("1", "77") == "k"
    assert again.shown_by("1", "78") is None
    archive.close()


def test_an_archive_that_fails_costs_only_what_is_older_than_the_process(caplog):
    records = Records(Broken)
    turns = StoredTurns(records)
    turns.save(TURN)
    turns.note("1", "77", "k")
    assert turns.load("k") == TURN
    assert turns.shown_by("1", "77") == "k"
    assert turns.load("older") is None
    records.close()
    assert "read-only" in caplog.text


def test_in_memory_the_oldest_are_forgotten_first():
    kept: _AtHand[int, int] = _AtHand(2)
    for number in (1, 2, 1, 3):
        kept.put(number, number)
    assert [kept.get(number) for number in (1, 2, 3)] == [1, None, 3]
    turns = TurnsInMemory()
    assert turns.load("k") is None
    turns.close()


def test_few_turns_are_held_in_memory_and_the_others_are_read_from_the_archive(tmp_path):
    archive = Archive.open(tmp_path)
    records = Records(lambda: archive.database)
    turns = StoredTurns(records)
    many = [replace(TURN, key=f"k{number}") for number in range(3 * STORED_AT_HAND)]
    for turn in many:
        turns.save(turn)
        turns.note("1", turn.key, turn.key)
    records.now(lambda joined: None).result(10)
    assert [turns.load(turn.key) for turn in many] == many
    assert {turns.shown_by("1", turn.key) for turn in many} == {turn.key for turn in many}
    assert len(turns._turns._kept) == STORED_AT_HAND
    records.close()
    archive.close()
