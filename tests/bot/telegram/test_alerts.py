"""Followers are told of each new article once, when it is due and not too often, through crashes, blocks and moves."""

import pytest

from bot.telegram.alerts import OUTBOX, Alerts
from bot.telegram.application import build_application
from bot.telegram.handlers.follows import Wanted, wanted_in
from bot.telegram.handlers.rate_limits import Limits
from bot.views.texts import checked_languages
from retrieval.archive.follows import Follow, Follows
from retrieval.archive.sending_log import FileLog
from retrieval.ingest.pipeline import Pipeline

from ..conftest import TOKEN, Chat
from .handlers.test_story_handlers import Newsroom, newsroom, report  # noqa: F401

NOON = 1_750_000_000.0 - 1_750_000_000.0 % 86_400 + 12 * 3600


class Desk:
    """A bot with its followers, and a clock that the test turns."""

    def __init__(self, application, recorder, program, folder):
        self.chat, self.recorder, self.program, self.now = Chat(application, recorder, program), recorder, program, NOON
        self.bot, self.folder = application.bot, folder
        self.follows = Follows(program.chats, str(self.bot.id), lambda: self.now)
        self.log = FileLog(folder, str(self.bot.id))
        self.alerts = self.worker("a")
        self._numbers = iter(range(1000))

    def worker(self, name):
        languages = checked_languages(None)
        return Alerts(self.program, self.bot, languages, name, self.log, lambda: self.now)

    def publish(self, headline, text="It was said in Brunn today.", **more):
        name = f"new{next(self._numbers)}"
        article = report(name, f"{headline}. {text}", "2025-05-01", headline, "Coast Daily")
        Pipeline(self.program.archive, self.program.index).add_batch([article])
        return name

    async def told(self):
        before = len(self.recorder.sent())
        await self.alerts.sweep()
        return [message["text"] for message in self.recorder.sent()[before:]]


@pytest.fixture
async def desk(newsroom: Newsroom, recorder, tmp_path):  # noqa: F811
    application = build_application(newsroom, TOKEN, recorder, limits=Limits(1000, burst=1000))
    async with application:
        made = Desk(application, recorder, newsroom, tmp_path)
        yield made
        made.log.close()
    application.bot_data["services"].close()


async def test_a_new_article_on_followed_words_is_told_once_and_others_are_not(desk):
    await desk.chat.say("/follow zeppelin")
    assert await desk.told() == []
    desk.publish("Zeppelin lands at Orm")
    desk.publish("Harvest is late this year")
    (told,) = await desk.told()
    assert "Zeppelin lands at Orm" in told
    assert await desk.told() == []
    desk.publish("Another zeppelin leaves Orm")
    assert len(await desk.told()) == 1


async def test_what_is_excluded_is_not_told(desk):
    await desk.chat.say("/follow zeppelin -football")
    desk.publish("Zeppelin over football field")
    assert await desk.told() == []


async def test_a_person_is_followed_by_what_they_say(desk):
    desk.follows.add(Follow("5", "5", "person", "Ada Kolb", "Ada Kolb"))
    desk.publish("Council meets", "“The dyke must be mended,” Ada Kolb, the mayor, said.")
    (told,) = await desk.told()
    assert "Council meets" in told


async def test_a_digest_comes_at_its_hour_with_all_that_was_new(desk):
    await desk.chat.say("/follow zeppelin daily 18 UTC")
    desk.publish("Zeppelin lands at Orm")
    assert await desk.told() == []
    desk.now += 3 * 3600
    desk.publish("Zeppelin leaves Orm")
    assert await desk.told() == []
    desk.now = NOON + 6 * 3600 + 1
    (told,) = await desk.told()
    assert told.count("•") == 2
    assert await desk.told() == []


async def test_after_a_long_stop_what_was_new_is_told_in_one_message(desk):
    await desk.chat.say("/follow zeppelin")
    for number in range(12):
        desk.publish(f"Zeppelin number {number} lands at Orm{number}", f"Crew {number} was glad of hut {number}.")
    desk.now += 3 * 86_400
    (told,) = await desk.told()
    assert told.count("•") == 8
    assert "4 more" in told


async def test_there_are_no_more_messages_a_day_than_were_wanted(desk):
    await desk.chat.say("/follow zeppelin most 2")
    counts = []
    for number in range(4):
        desk.now += 60
        desk.publish(f"Zeppelin of team {number} lands at Orm{number}", f"Crew {number} was glad of hut {number}.")
        counts.append(len(await desk.told()))
    assert counts == [1, 1, 0, 0]
    desk.now += 86_400
    (told,) = await desk.told()
    assert told.count("•") == 2


async def test_a_question_that_found_no_answer_is_answered_once_there_is_one(desk):
    desk.follows.add(
        Follow("5", "5", "question", "When did the Quillon bridge open?", "When did the Quillon bridge open?")
    )
    desk.publish("Harvest is late this year")
    assert await desk.told() == []
    desk.publish("Quillon bridge opens", "The Quillon bridge opened on 3 May 2024. People danced.")
    told = await desk.told()
    assert len(told) == 1
    assert "3 May 2024" in told[0]
    assert desk.follows.of("5") == []


async def test_stop_ends_it_and_what_waits_goes_with_it(desk):
    await desk.chat.say("/follow zeppelin daily 18 UTC")
    desk.publish("Zeppelin lands at Orm")
    await desk.told()
    await desk.chat.press("Stop")
    desk.now += 86_400
    assert await desk.told() == []
    assert desk.follows.of("5") == []


async def test_who_has_blocked_the_bot_is_sent_nothing_until_it_is_let_in_again(desk):
    await desk.chat.say("/follow zeppelin")
    desk.publish("Zeppelin lands at Orm")
    desk.recorder.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await desk.told()
    assert desk.follows.of("5")[0].paused == "blocked"
    desk.publish("Zeppelin leaves Orm")
    assert await desk.told() == []
    me = {"id": 12345, "is_bot": True, "first_name": "onrecord"}
    person = {"id": 5, "is_bot": False, "first_name": "Reader"}
    await desk.chat.update(
        my_chat_member={
            "chat": {"id": 5, "type": "private"}, "from": person, "date": 1,
            "old_chat_member": {"status": "kicked", "user": me, "until_date": 0},
            "new_chat_member": {"status": "member", "user": me},
        }
    )  # fmt: skip
    desk.publish("Zeppelin seen at Brunn")
    assert len(await desk.told()) == 1


async def test_a_group_that_has_become_a_supergroup_is_followed_there(desk):
    desk.follows.add(Follow("-5", "5", "words", "zeppelin", "zeppelin"))
    desk.publish("Zeppelin lands at Orm")
    desk.recorder.refuse("sendMessage", 400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1005)
    await desk.told()
    assert desk.recorder.sent()[-1]["chat_id"] == -1005
    assert [one.chat for one in desk.follows.of("-1005")] == ["-1005"]


async def test_a_message_that_was_being_sent_when_the_process_ended_is_not_sent_again_where_it_had_gone_out(desk):
    desk.follows.add(Follow("5", "5", "words", "zeppelin", "zeppelin"))
    desk.follows.add(Follow("6", "6", "words", "zeppelin", "zeppelin"))
    desk.publish("Zeppelin lands at Orm")
    desk.alerts._look()
    rows = [row for rows in desk.follows.due().values() for row, _ in rows]
    desk.follows.mark(rows, "sending")
    desk.log.note(OUTBOX + rows[0])
    assert len(await desk.told()) == 1


async def test_of_several_workers_one_tells_and_another_takes_over_from_one_that_is_gone(desk):
    desk.follows.add(Follow("5", "5", "words", "zeppelin", "zeppelin"))
    await desk.alerts.sweep()
    other = desk.worker("b")
    desk.publish("Zeppelin lands at Orm")
    before = len(desk.recorder.sent())
    await other.sweep()
    assert len(desk.recorder.sent()) == before
    desk.now += 60
    await other.sweep()
    await desk.alerts.sweep()
    assert len(desk.recorder.sent()) == before + 1


async def test_what_is_followed_is_listed_with_a_button_each(desk):
    await desk.chat.say("/follow zeppelin")
    await desk.chat.say("/follow harvest -wheat daily 7 Europe/Oslo")
    (listed,) = await desk.chat.say("/follow")
    assert "zeppelin" in listed
    assert "7:00 (Europe/Oslo)" in listed
    assert {"Stop: zeppelin", "Stop: harvest"} <= set(desk.chat.buttons())


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("ferry", Wanted("ferry")),
        ("the daily mirror ferry", Wanted("the daily mirror ferry")),
        ("ferry daily", Wanted("ferry", hour=8)),
        ("ferry daily at 21:00 UTC", Wanted("ferry", hour=21, zone="UTC")),
        ("ferry daily 99", Wanted("ferry", hour=23)),
        ("ferry -port -sport most 3", Wanted("ferry", "port sport", most=3)),
        ("nineteen-year-old winner", Wanted("nineteen-year-old winner")),
    ],
)
def test_words_after_follow_say_what_when_and_how_often(words, wanted):
    assert wanted_in(words) == wanted


async def test_in_the_quiet_hours_of_a_chat_it_is_told_without_a_sound(desk):
    await desk.chat.say("/settings quiet 22-7")
    await desk.chat.say("/follow zeppelin")
    desk.publish("Zeppelin lands at Orm")
    await desk.told()
    assert not desk.recorder.sent()[-1].get("disable_notification")
    desk.now += 11 * 3600
    desk.publish("Zeppelin leaves Orm again", "Its crew slept.")
    await desk.told()
    assert desk.recorder.sent()[-1]["disable_notification"]
