"""Followers are told of each new article once, when it is due and not too often, through crashes, blocks and moves."""

import pytest

from bot.telegram.alerts import OUTBOX, Alerts
from bot.telegram.application import build_application
from bot.telegram.handlers.follows import Wanted, meant_by, wanted_in
from bot.telegram.handlers.rate_limits import Limits
from bot.views.texts import checked_languages
from retrieval.archive.follows import Follow, Follows
from retrieval.archive.sending_log import FileLog
from retrieval.domain import Answer, AnswerKind, Fact, QuotationsOf, SpeakersOn, Turn
from retrieval.ingest.pipeline import Pipeline

from ..chatting import Chat
from ..newsroom import Newsroom, report
from ..recorder import TOKEN

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
async def desk(newsroom: Newsroom, recorder, tmp_path):
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


@pytest.mark.parametrize("nothing", ["/follow \0", "/follow …", "/follow -football"])
async def test_what_has_no_words_is_not_followed(nothing, desk):
    await desk.chat.say(nothing)
    desk.publish("Zeppelin lands at Orm")
    assert await desk.told() == []


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


async def test_a_topic_of_a_group_is_told_in_that_topic_and_ends_there(desk):
    group = {"id": -100, "type": "supergroup", "title": "Readers", "is_forum": True}
    topic = {"chat": group, "message_thread_id": 7, "is_topic_message": True, "sender_chat": group}
    await desk.chat.say("/follow zeppelin", **topic)
    desk.publish("Zeppelin lands at Orm")
    await desk.told()
    told = desk.recorder.sent()[-1]
    assert (told["chat_id"], told["message_thread_id"]) == (-100, 7)
    assert "zeppelin" in (await desk.chat.say("/follow", **topic))[0]
    assert "zeppelin" not in (await desk.chat.say("/follow", **{**topic, "message_thread_id": 8}))[0]
    (one,) = desk.follows.active()
    desk.follows.move("-100", "-1001")
    assert [moved.chat for moved in desk.follows.active()] == ["-1001/7"]
    desk.follows.pause("-1001", "left")
    assert desk.follows.active() == []
    assert desk.follows.stop(one.number, "-1001")


async def test_a_channel_follows_what_is_posted_there_and_is_asked_nothing(desk):
    channel = {"id": -300, "type": "channel", "title": "Harbour"}
    post = {"message_id": 3, "date": 1, "chat": channel, "sender_chat": channel, "text": "/follow zeppelin"}
    entities = [{"type": "bot_command", "offset": 0, "length": 7}]
    await desk.chat.update(channel_post={**post, "entities": entities})
    assert [one.chat for one in desk.follows.of("-300")] == ["-300"]
    before = len(desk.recorder.sent())
    await desk.chat.update(channel_post={**post, "text": "When did the zeppelin land?"})
    assert len(desk.recorder.sent()) == before
    desk.publish("Zeppelin lands at Orm")
    await desk.told()
    assert desk.recorder.sent()[-1]["chat_id"] == -300


async def test_a_worker_that_leaves_lets_another_tell_at_once(desk):
    desk.follows.add(Follow("5", "5", "words", "zeppelin", "zeppelin"))
    await desk.alerts.sweep()
    desk.publish("Zeppelin lands at Orm")
    await desk.alerts.leave()
    before = len(desk.recorder.sent())
    await desk.worker("b").sweep()
    assert len(desk.recorder.sent()) == before + 1


async def test_the_answer_to_a_saved_question_repeats_it_as_it_was_written(desk):
    question = "Who flew the <b>zeppelin</b> & where?"
    desk.follows.add(Follow("5", "5", "question", question, question))
    desk.publish("Zeppelin lands at Orm", "Ada Kolb flew the zeppelin to Orm on Monday.")
    (told,) = await desk.told()
    assert "&lt;b&gt;zeppelin&lt;/b&gt; &amp; where?" in told


async def test_news_comes_without_markup_where_the_chat_reads_it_aloud_and_previews_one_article_alone(desk):
    await desk.chat.say("/follow zeppelin")
    desk.publish("Zeppelin lands at Orm")
    await desk.told()
    assert desk.recorder.sent()[-1]["link_preview_options"]
    await desk.chat.say("/plain")
    desk.publish("Zeppelin leaves Orm again", "Its crew slept.")
    (told,) = await desk.told()
    assert "<" not in told
    assert "parse_mode" not in desk.recorder.sent()[-1]


def test_a_question_is_kept_as_it_was_meant_in_its_conversation():
    fact = Fact("who paid for the zeppelin?", own="and who paid for it?")
    for asked in (fact, QuotationsOf("Ada Kolb", instead=fact), SpeakersOn("it", instead=fact)):
        answer = Answer(AnswerKind.FACT, abstained=True, request=asked)
        assert meant_by(Turn("k", "5", "5", "and who paid for it?", answer)) == "who paid for the zeppelin?"
    assert meant_by(Turn("k", "5", "5", "who?", Answer(AnswerKind.FACT, abstained=True))) == "who?"


async def test_many_who_are_due_are_all_told_at_one_look(desk):
    for chat in range(1, 131):
        desk.follows.add(Follow(str(chat), str(chat), "words", "zeppelin", "zeppelin"))
    desk.publish("Zeppelin lands at Orm")
    assert len(await desk.told()) == 130
