"""The trials of the running bot, each in its short form; CONTRIBUTING says how the long ones are run."""

from tests.chaos import kills_answering


async def test_a_bot_that_is_killed_while_it_answers_leaves_no_question_and_answers_none_twice(tmp_path):
    questions, unanswered, repeated = await kills_answering.trial(2, seed=3, folder=tmp_path, a_second=15)
    assert questions
    assert (unanswered, repeated) == (0, 0)
