"""An update is kept once, handled in the order of its lane, by one worker at a time, and taken over from one that is gone."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.inbox import REMEMBERED, Inbox, Waiting
from retrieval.archive.leases import Leases, Turn
from retrieval.archive.message_tables import inbox as table
from retrieval.archive.sending_log import FileLog, ServerLog
from retrieval.errors import ArchiveError


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(archive, clock):
    def start(name: str, bot: str = "7") -> Inbox:
        return Inbox(archive.database, bot, name, clock)

    return start


def update(number: int, lane: str = "5") -> Waiting:
    return Waiting(number, lane, f'{{"update_id": {number}}}', 1_000_000.0)


def ids(waiting: list[Waiting]) -> list[int]:
    return [one.id for one in waiting]


def test_an_update_that_comes_again_is_kept_once_even_after_it_was_done(worker):
    mine = worker("a")
    assert mine.put([update(1), update(2)]) == {1, 2}
    mine.finish(1, "done")
    assert mine.put([update(1), update(2), update(3)]) == {3}
    assert ids(mine.unfinished()) == [2, 3]
    assert mine.done_last(10) == [1]
    assert mine.waiting() == (2, 1_000_000.0)


def test_ids_are_each_bots_own(worker):
    worker("a").put([update(1)])
    assert worker("b", bot="8").put([update(1)]) == {1}
    worker("a").finish(1, "done")
    assert ids(worker("b", bot="8").unfinished()) == [1]


def test_what_is_done_keeps_no_words_and_is_forgotten_in_the_end(worker, archive, clock):
    mine = worker("a")
    mine.put([update(1)])
    mine.finish(1, "stale")
    with archive.database.reading() as connection:
        row = connection.execute(table.select()).one()
    assert (row.content, row.outcome) == ("", "stale")
    clock.now += REMEMBERED - 1
    mine.sweep()
    assert mine.done_last(10) == [1]
    clock.now += 2
    mine.sweep()
    assert mine.done_last(10) == []


def test_only_the_first_of_a_lane_is_claimed_and_the_next_once_that_is_done(worker):
    one, other = worker("a"), worker("b")
    one.put([update(1), update(2), update(3, "6")])
    assert ids(one.claim(10, 30)) == [1, 3]
    assert other.claim(10, 30) == []
    one.finish(1, "done")
    assert ids(other.claim(10, 30)) == [2]


def test_updates_that_come_out_of_order_are_claimed_in_order(worker):
    mine = worker("a")
    mine.put([update(2)])
    mine.put([update(1)])
    assert ids(mine.claim(10, 30)) == [1]


def test_a_worker_that_says_nothing_any_more_loses_what_it_has_claimed(worker, clock):
    gone, other = worker("a"), worker("b")
    gone.put([update(1), update(2, "6")])
    assert len(gone.claim(1, 30)) == 1
    clock.now += 29
    assert ids(other.claim(10, 30)) == [2]
    other.renew([2], 60)
    clock.now += 2
    (taken_over,) = other.claim(10, 30)
    assert (taken_over.id, taken_over.attempts) == (1, 1)


def test_a_worker_that_leaves_lets_others_have_the_rest_at_once(worker):
    worker("a").put([update(1)])
    worker("a").claim(10, 30)
    worker("a").release()
    assert ids(worker("b").claim(10, 30)) == [1]


@pytest.fixture(scope="module")
def bots(tmp_path_factory):
    """Bots one after the other, each with nothing in its inbox, and the archive that they share."""
    from retrieval.archive.archive import Archive

    archive = Archive.open(tmp_path_factory.mktemp("lanes"))
    yield archive.database, map(str, count(1))
    archive.close()


@given(
    arriving=st.lists(st.tuples(st.integers(1, 40), st.sampled_from("abc")), max_size=30, unique_by=lambda one: one[0])
)
def test_however_they_come_every_lane_is_handled_whole_and_in_order(bots, arriving):
    database, numbers = bots
    bot = next(numbers)
    workers = [Inbox(database, bot, name) for name in "xy"]
    workers[0].put([update(number, lane) for number, lane in arriving])
    handled: list[tuple[int, str]] = []
    while claimed := [one for worker in workers for one in worker.claim(2, 60)]:
        assert len({one.lane for one in claimed}) == len(claimed)
        for one in claimed:
            handled.append((one.id, one.lane))
            workers[0].finish(one.id, "done")
    assert sorted(handled) == sorted(arriving)
    for lane in "abc":
        of_lane = [number for number, its in handled if its == lane]
        assert of_lane == sorted(of_lane)


def test_a_log_in_a_folder_counts_what_may_have_been_sent_and_outlives_a_line_cut_off(tmp_path):
    log = FileLog(tmp_path, "7")
    for number in (1, 2, 2, 3):
        log.note(number)
    log.take_back(2)
    log.begin(2)
    log.begin(2)
    with (tmp_path / "sending-7.log").open("ab") as file:
        file.write(b"+\n+4x\n+")
    assert log.counts() == {1: 1, 2: 1, 3: 1}
    assert log.begun() == {2: 2}
    log.close()
    again = FileLog(tmp_path, "7")
    again.compact([2, 9], longest=0)
    again.note(5)
    assert again.counts() == {2: 1, 5: 1}
    assert again.begun() == {2: 2}
    again.close()


def test_one_process_at_a_time_works_for_a_bot_in_a_folder(tmp_path):
    first, second, another = FileLog(tmp_path, "7"), FileLog(tmp_path, "7"), FileLog(tmp_path, "8")
    assert [first.acquire(), second.acquire(), another.acquire()] == [True, False, True]
    first.close()
    assert second.acquire()
    second.close()
    another.close()


def test_on_a_server_the_row_counts_and_a_worker_that_lost_it_is_told(new_database):
    from retrieval.archive.archive import Archive

    archive = Archive.open(new_database())
    mine = Inbox(archive.database, "7", "a")
    mine.put([update(1)])
    mine.claim(1, 30)
    log, other = ServerLog(archive.database, "7", "a"), ServerLog(archive.database, "7", "b")
    log.note(1)
    log.note(1)
    log.take_back(1)
    with pytest.raises(ArchiveError, match="taken this update over"):
        other.note(1)
    mine.release()
    (left,) = Inbox(archive.database, "7", "b").claim(1, 30)
    assert (left.sends, left.attempts) == (1, 1)
    log.close()
    other.close()
    archive.close()


def test_work_for_all_is_done_by_one_until_it_is_given_back_or_its_time_is_over(archive, clock):
    one, other = Leases(archive.database, "a", clock), Leases(archive.database, "b", clock)
    assert [one.take("sweep", 10), other.take("sweep", 10), one.take("sweep", 10), other.take("feeds", 10)] == [
        True,
        False,
        True,
        True,
    ]
    clock.now += 11
    assert other.take("sweep", 10)
    other.give_back("sweep")
    assert one.take("sweep", 10)


def test_a_turn_is_held_for_as_long_as_it_is_renewed_and_a_frozen_worker_knows_that_it_has_lost_it(archive, clock):
    mine = Turn(Leases(archive.database, "a", clock), "feeds", 30, clock)
    other = Turn(Leases(archive.database, "b", clock), "feeds", 30, clock)
    assert not mine.held
    assert (mine.renew(), other.renew()) == (True, False)
    clock.now += 20
    assert (mine.renew(), other.renew()) == (True, False)
    clock.now += 20
    assert (mine.held, other.renew()) == (True, False)
    clock.now += 11  # it stood still
    assert not mine.held
    assert (other.renew(), mine.renew()) == (True, False)
    other.give_back()
    assert not other.held
    assert mine.renew()
