"""What a reader gets for a question, and for the buttons below its answer, from the bot in process."""

from retrieval.archive.archive import Archive
from retrieval.archive.votes import Votes
from retrieval.domain import Answer, AnswerKind, StoryOf, Summary

from ...newspaper import ANSWERS


async def test_a_question_is_answered_with_the_sentence_and_its_citation(chat):
    (reply,) = await chat.say("When did the ferry stop?")
    assert reply == (
        "<blockquote>The Lindmar ferry was stopped in <b>March 2021</b> after its doors failed.</blockquote>\n"
        '<a href="https://courier.example/ferry?a=1&amp;b=2#:~:text=The%20Lindmar%20ferry%20was,its%20doors%20failed.">'
        "Ferry &lt;stopped&gt; after doors fail</a> · Port Ellary Courier · 4 Mar 2021"
    )
    assert list(chat.buttons())[:3] == ["In context", "The story", "More"]


async def test_the_typing_sign_is_shown(chat, recorder):
    await chat.say("When did the ferry stop?")
    assert recorder.sent("sendChatAction")[0]["action"] == "typing"


async def test_a_question_takes_one_way_into_a_thread_and_looks_its_context_up_once(chat, monkeypatch):
    await chat.say("When did the ferry stop?")  # what the chat has chosen is at hand from now on
    services = chat.application.bot_data["services"]
    threads, contexts = services.off_loop, services.conversation.context
    ways, looks = [], []
    monkeypatch.setattr(services, "off_loop", lambda *work, **how: ways.append(work[0]) or threads(*work, **how))
    monkeypatch.setattr(services.conversation, "context", lambda *whose: looks.append(whose) or contexts(*whose))
    (reply,) = await chat.say("When did the ferry stop?")
    assert "March 2021" in reply
    assert len(ways) == len(looks) == 1


async def test_more_shows_the_next_sentences_once(chat):
    await chat.say("When did the ferry stop?")
    (reply,) = await chat.press("More")
    assert "Nobody was hurt." in reply
    assert "Repairs" in reply
    assert "March 2021" not in reply
    assert "More" not in chat.buttons()


async def test_in_context_shows_the_sentences_around(chat):
    await chat.say("When did the ferry stop?")
    (reply,) = await chat.press("In context")
    assert (
        "<b>The Lindmar ferry was stopped in March 2021 after its doors failed.</b> Nobody was hurt. “We will" in reply
    )
    assert "Port Ellary Courier" in reply


async def test_who_said_it_names_the_speaker_with_role_and_tells_direct_from_reported(chat):
    (reply,) = await chat.say("Who said the doors must be tested?")
    assert reply.startswith(
        "<b>Anna Tolvik</b>, the line&#x27;s director, in direct speech:\n<blockquote>“We will not sail"
    )
    assert "The council" not in reply  # another speaker is a button away
    assert list(chat.buttons())[:3] == ["In context", "More from Anna Tolvik", "Who else?"]


async def test_more_from_a_speaker_gives_everything_they_said_and_nothing_twice(chat):
    await chat.say("Who said the doors must be tested?")
    (reply,) = await chat.press("More from Anna Tolvik")
    assert "Repairs will cost 4 million crowns." in reply
    assert reply.count("We will not sail") == 1


async def test_who_else_gives_the_other_speakers(chat):
    await chat.say("Who said the doors must be tested?")
    (reply,) = await chat.press("Who else?")
    assert "<b>The council</b>, reported:\n<blockquote>The council said buses would run instead.</blockquote>" in reply
    assert "Anna Tolvik" not in reply


async def test_a_vote_is_kept_as_a_line_of_a_data_set_and_may_be_changed(chat, program, recorder, tmp_path):
    real = Archive.open(tmp_path)
    program.archive.database = real.database
    await chat.say("When did the ferry stop?")
    await chat.press("👍")
    await chat.press("👎")
    assert recorder.sent("answerCallbackQuery")[-1]["text"] == "Noted, thank you."
    (line,) = Votes(real.database).lines()
    assert (line["question"], line["good"], line["articles"]) == ("When did the ferry stop?", False, ["ferry"])
    assert [sentence["text"][:10] for sentence in line["sentences"]] == ["The Lindma"]
    real.close()


async def test_a_summary_is_in_order_under_one_citation_with_its_buttons(chat):
    (reply,) = await chat.say("/summary the ferry")
    assert reply.index("doors failed") < reply.index("Nobody was hurt") < reply.index("Port Ellary Courier")
    assert reply.count("Port Ellary Courier") == 1
    assert {"Longer", "Shorter", "Who said what"} <= set(chat.buttons())
    (said,) = await chat.press("Who said what")
    assert "Anna Tolvik" in said


async def test_an_abstention_tells_what_there_is_and_quotes_nothing(chat):
    (reply,) = await chat.say("Football: who won?")
    assert reply.startswith("My stories do not answer that. I have 2 stories, from 4 March to 30 May 2021.\n\nNearest:")
    assert "Trams return · Brannock Herald · 30 May 2021" in reply
    assert "blockquote" not in reply
    assert list(chat.buttons()) == ["Tell me when you know"]


async def test_what_nothing_comes_near_to_can_be_told_later_as_well(chat, monkeypatch):
    monkeypatch.setitem(ANSWERS, "zebra", Answer(AnswerKind.FACT, abstained=True))
    await chat.say("Zebra races: who won?")
    assert "Tell me when you know" in chat.buttons()


async def test_a_topic_alone_lists_its_stories_with_buttons(chat, program):
    (reply,) = await chat.say("ferry")
    assert reply.index("Trams return") < reply.index("Ferry &lt;stopped&gt;")
    (told,) = await chat.press("2")
    assert "blockquote" in told
    assert program.answerer.asked[-1].request == Summary(StoryOf(id="ferry"))


async def test_the_topic_is_shown_above_a_follow_up_and_can_be_dropped(chat, program, recorder):
    await chat.say("When did the ferry stop?")
    (reply,) = await chat.say("and when?")
    assert reply.startswith("<i>about: Ferry &lt;stopped&gt; after doors fail</i>\n")
    await chat.press("New topic")
    assert recorder.sent("answerCallbackQuery")[-1]["text"].startswith("Done.")
    await chat.say("When exactly?")
    assert program.answerer.asked[-1].context.articles == ()


async def test_new_forgets_the_topic(chat, program):
    await chat.say("When did the ferry stop?")
    await chat.say("/new")
    await chat.say("When exactly?")
    assert program.answerer.asked[-1].context.topic is None


async def test_thanks_get_a_line_and_no_buttons(chat):
    assert await chat.say("thanks") == ["You&#x27;re welcome."]
    assert not chat.buttons()
