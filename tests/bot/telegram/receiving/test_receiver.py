"""What comes in is answered once through crashes, repeated deliveries and long stops, and done with the turn that it made."""

import asyncio

import pytest
from telegram import Bot

from bot.chat.records import Records
from bot.telegram.attempts import current_delivery
from bot.telegram.receiving import receiver
from bot.telegram.receiving.receiver import ATTEMPTS, GIVING_UP, MOST_IN_LANE, STALE, Receiver
from bot.telegram.receiving.stores import OwnStore
from retrieval.archive.archive import Archive
from retrieval.archive.conversations import Conversations
from retrieval.archive.inbox import Inbox
from retrieval.archive.sending_log import FileLog
from retrieval.domain import Context
from retrieval.errors import ArchiveError

from ...recorder import Recorder

READER = {"id": 5, "is_bot": False, "first_name": "Reader"}
#: seconds in which a busy machine does what takes none
LONG = 120


async def until(condition):
    """Wait until something is so."""
    async with asyncio.timeout(LONG):
        while not condition():  # noqa: ASYNC110  nobody tells of it
            await asyncio.sleep(0.01)


def said(number, text="Why?", chat=5):
    message = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": READER, "text": text}
    return {"update_id": number, "message": message}


class Life:
    """One life of the process over an archive; what it handles and what it tells is written down."""

    def __init__(self, folder, now=1_000_000.0, handle=None):
        self.now, self.handled, self.told, self.sent = now, [], [], []
        self.archive = Archive.open(folder)
        self.records = Records(lambda: self.archive.database)
        self.log = FileLog(folder, "7")
        self.store = OwnStore(self.records, self.log, "7", "worker")
        self._extra = handle
        self.receiver = Receiver(
            Bot("7:token", request=Recorder(), get_updates_request=Recorder()),
            self.records,
            self.store,
            self.handle,
            self.tell,
            lambda: self.now,
        )
        self.receiver.prepare()

    async def handle(self, update):
        self.handled.append(update.update_id)
        current_delivery().is_worked_at()
        if not current_delivery().has_gone_before():
            current_delivery().goes()
            self.sent.append(update.update_id)
        if self._extra:
            await self._extra(self, update)

    async def tell(self, update, reason):
        self.told.append((update.update_id, reason))

    async def take_over(self):
        await self.store.run(self.receiver.offer, lambda: 100)

    async def end(self):
        await self.receiver.close(LONG)
        self.die()

    def die(self):
        """Let go of everything; what has not been written by now is lost, as in a crash."""
        self.records.close()
        self.archive.close()
        self.log.close()

    def left(self):
        return [one.id for one in Inbox(self.archive.database, "7", "w").unfinished()]


async def test_an_update_is_handled_once_however_often_and_after_whatever_it_comes_again(tmp_path):
    life = Life(tmp_path)
    await life.receiver.receive([said(1), said(2), said(1)])
    await life.receiver.receive([said(2), said(3)])
    await life.end()
    assert life.handled == [1, 2, 3]
    again = Life(tmp_path)
    await again.take_over()
    await again.receiver.receive([said(1), said(3), said(4)])
    await again.end()
    assert again.handled == [4]


async def test_what_a_crash_has_left_is_handled_after_the_start_in_its_order(tmp_path):
    async def never(life, update):
        await asyncio.sleep(3600)

    life = Life(tmp_path, handle=never)
    await life.receiver.receive([said(1), said(2), said(3, chat=6)])
    await until(lambda: len(life.sent) == 2)
    assert life.left() == [1, 2, 3]
    life.die()
    again = Life(tmp_path)
    await again.take_over()
    await again.receiver.receive([said(2), said(4)])
    await again.end()
    assert [one for one in again.handled if one != 3] == [1, 2, 4]
    assert 3 in again.handled
    assert again.sent == [2, 4]  # the first of each chat had gone out before the crash


async def test_turns_are_kept_with_the_word_that_their_update_is_done(tmp_path):
    async def keep_and_break(life, update):
        life.records.later(lambda joined: Conversations(joined).save("5", "5", Context(topic="ferry")))
        if update.update_id == 2:
            raise asyncio.CancelledError

    life = Life(tmp_path, handle=keep_and_break)
    await life.receiver.receive([said(1), said(2, chat=6)])
    await life.receiver.close(LONG)
    life.records.now(lambda joined: None).result(LONG)
    assert life.left() == [2]
    assert Conversations(life.archive.database).load("5", "5").topic == "ferry"
    life.die()


async def test_a_question_from_before_a_long_stop_gets_a_line_instead_of_an_answer_once_a_chat(tmp_path):
    async def never(life, update):
        await asyncio.sleep(3600)

    life = Life(tmp_path, handle=never)
    await life.receiver.receive([said(1), said(2), said(3, chat=6)])
    life.die()
    again = Life(tmp_path, now=1_000_000.0 + STALE + 1)
    await again.take_over()
    await again.end()
    assert again.handled == []
    assert sorted(again.told) == [(1, "stale"), (3, "stale")]


async def test_an_update_that_ends_the_process_each_time_is_given_up_and_the_others_are_answered(tmp_path):
    ended = asyncio.Event()

    async def end_the_process(life, update):
        if update.update_id == 1:
            ended.set()
            await asyncio.sleep(3600)
        await asyncio.sleep(0 if ended.is_set() else 3600)

    answered = []
    for _ in range(ATTEMPTS):
        ended.clear()
        life = Life(tmp_path, handle=end_the_process)
        await life.take_over()
        await life.receiver.receive([said(1), said(2, chat=6), said(3, chat=7)])
        await until(ended.is_set)
        await asyncio.sleep(0.05)
        answered += [one for one in life.handled if one != 1]
        life.die()
    last = Life(tmp_path, now=1_000_000.0 + GIVING_UP + 1)
    await last.take_over()
    await last.end()
    assert last.told == [(1, "given_up")]
    assert {2, 3} <= {*answered, *last.handled}


async def test_a_process_that_is_ended_often_in_a_short_time_gives_nothing_up(tmp_path):
    async def never(life, update):
        await asyncio.sleep(3600)

    for _ in range(ATTEMPTS + 2):
        life = Life(tmp_path, handle=never)
        await life.take_over()
        await life.receiver.receive([said(1)])
        await until(lambda life=life: life.handled == [1])
        life.die()
    last = Life(tmp_path)
    await last.take_over()
    await last.end()
    assert (last.handled, last.told) == ([1], [])


async def test_an_update_that_cannot_be_read_is_kept_as_such_and_the_others_go_on(tmp_path):
    life = Life(tmp_path)
    await life.receiver.receive([{"update_id": 1, "message": {"text": "no date"}}, {"no": "id"}, said(2)])
    await life.end()
    assert life.handled == [2]
    again = Life(tmp_path)
    assert again.left() == []
    again.die()


async def test_an_archive_that_cannot_be_written_to_costs_no_answer(tmp_path, monkeypatch, caplog):
    def refuses(*_, **__):
        raise ArchiveError("it is read-only")

    life = Life(tmp_path)
    monkeypatch.setattr(Inbox, "put", refuses)
    await life.receiver.receive([said(1)])
    await life.receiver.receive([said(2)])
    await life.end()
    assert life.handled == [1, 2]
    assert caplog.text.count("would not outlive the process") == 1


async def test_a_chat_that_sends_more_than_it_may_is_told_once_and_nobody_else_waits_for_it(tmp_path):
    gate = asyncio.Event()

    async def wait(life, update):
        if update.message.chat.id == 5:
            await gate.wait()

    life = Life(tmp_path, handle=wait)
    await life.receiver.receive([said(number) for number in range(1, MOST_IN_LANE + 10)])
    await life.receiver.receive([said(1000, chat=6)])
    await until(lambda: 1000 in life.handled)
    gate.set()
    await life.end()
    assert [reason for _, reason in life.told] == ["too_many_at_once"]
    assert len(life.handled) == MOST_IN_LANE + 1
    again = Life(tmp_path)
    assert again.left() == []
    again.die()


async def test_who_waits_long_is_told_once_however_much_was_sent(tmp_path, monkeypatch):
    monkeypatch.setattr(receiver, "LONG_WAIT", 0.02)
    monkeypatch.setattr(receiver, "WATCH", 0.01)
    gate = asyncio.Event()

    async def wait(life, update):
        await gate.wait()

    life = Life(tmp_path, handle=wait)
    watching = asyncio.create_task(life.receiver.watch())
    await life.receiver.receive([said(1), said(2), said(3)])
    await until(lambda: bool(life.told))
    await asyncio.sleep(0.1)  # the watch has looked several times more
    watching.cancel()
    gate.set()
    await life.end()
    assert life.told == [(2, "waiting")]
    assert life.handled == [1, 2, 3]


@pytest.mark.parametrize("fault", [ValueError("secret words"), ArchiveError("locked")])
async def test_a_fault_of_one_update_ends_with_it(tmp_path, caplog, fault):
    async def break_once(life, update):
        if update.update_id == 1:
            raise fault

    life = Life(tmp_path, handle=break_once)
    await life.receiver.receive([said(1), said(2)])
    await life.end()
    assert life.handled == [1, 2]
    assert "secret" not in caplog.text
