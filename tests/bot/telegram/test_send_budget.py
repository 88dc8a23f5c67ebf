"""Answers go before digests, and nothing goes faster than Telegram takes it; by a clock that the tests turn."""

import asyncio
import heapq
import itertools

from bot.telegram.send_budget import A_SECOND, IN_GROUP, SendBudget


class Clock:
    """A clock that goes on to the next sleeper when everybody sleeps."""

    def __init__(self):
        self.now, self._sleepers, self._numbers = 0.0, [], itertools.count()

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        woken = asyncio.Event()
        heapq.heappush(self._sleepers, (self.now + max(seconds, 1e-6), next(self._numbers), woken))
        await woken.wait()

    async def run(self, *tasks):
        """Turn the clock until all tasks are done."""
        while not all(task.done() for task in tasks):
            for _ in range(8):
                await asyncio.sleep(0)
            if self._sleepers:
                self.now, _, woken = heapq.heappop(self._sleepers)
                woken.set()


async def test_a_digest_to_ten_thousand_never_delays_an_answer_by_more_than_a_second():
    clock = Clock()
    budget = SendBudget(clock=clock, sleep=clock.sleep)
    sent, delays = [], []

    async def digest():
        for chat in range(10_000):
            await budget.room(str(chat), digest=True)
            sent.append(clock.now)

    async def answer(chat, at):
        await clock.sleep(at)
        await budget.room(str(chat))
        delays.append(clock.now - at)
        sent.append(clock.now)

    tasks = [asyncio.create_task(digest())]
    tasks += [asyncio.create_task(answer(20_000 + n, n / 20)) for n in range(4000)]  # 20 a second
    tasks += [asyncio.create_task(answer(30_000 + n, 50.0)) for n in range(30)]  # 30 at once
    await clock.run(*tasks)
    assert max(delays) <= 1.0
    assert len(sent) == 14_030
    for start, end in zip(sent, sent[60:], strict=False):  # no more than a bucket and what fills it
        assert end - start >= (60 - A_SECOND) / A_SECOND - 1e-6
    assert max(sent) < 14_030 / A_SECOND * 1.2  # and the budget is used


async def test_an_answer_in_a_private_chat_goes_at_once_and_in_a_group_as_fast_as_telegram_takes_it():
    clock = Clock()
    budget = SendBudget(clock=clock, sleep=clock.sleep)

    async def answers(chat, times):
        for _ in range(times):
            await budget.room(chat)

    private = asyncio.create_task(answers("5", 10))
    await clock.run(private)
    assert clock.now == 0.0
    await clock.run(asyncio.create_task(answers("-100", 40)))
    assert clock.now >= 60 * (40 - IN_GROUP) / IN_GROUP - 1


async def test_however_few_messages_are_allowed_a_digest_goes_out_and_a_group_gets_as_many_as_the_settings_say():
    for a_second in (2.0, 30.0, 1000.0):
        clock = Clock()
        budget = SendBudget(a_second, in_group=5.0, clock=clock, sleep=clock.sleep)

        async def digest(budget=budget):
            for chat in range(20):
                await budget.room(str(chat), digest=True)

        async def group(budget=budget):
            for _ in range(10):
                await budget.room("-100")

        await clock.run(asyncio.create_task(digest()))
        assert clock.now <= 20 / a_second * 2
        begin = clock.now
        await clock.run(asyncio.create_task(group()))
        assert 60 * (10 - 5) / 5 - 1 <= clock.now - begin <= 60 * (10 - 5) / 5 + 20


async def test_a_server_that_is_not_telegrams_has_no_limit_for_answers():
    clock = Clock()
    budget = SendBudget(None, clock=clock, sleep=clock.sleep)

    async def answers():
        for chat in range(500):
            await budget.room(str(chat))

    await clock.run(asyncio.create_task(answers()))
    assert clock.now == 0.0
