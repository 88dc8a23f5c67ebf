"""The trials of the running bot, each in its short form; CONTRIBUTING says how the long ones are run."""

import pytest

from tests.chaos import adding, chaos, kills_adding, kills_answering, load, workers


async def test_a_bot_that_is_killed_while_it_answers_leaves_no_question_and_answers_none_twice(tmp_path):
    questions, unanswered, repeated = await kills_answering.trial(2, seed=3, folder=tmp_path, a_second=15)
    assert questions
    assert (unanswered, repeated) == (0, 0)


@pytest.mark.slow
async def test_on_a_bad_day_of_telegrams_every_question_is_answered_once_and_in_order(tmp_path):
    figures = await chaos.trial(5, seed=2, folder=tmp_path, chats=8)
    assert figures["questions"]
    assert figures["faults"]
    assert (figures["unanswered"], figures["answered twice"], figures["out of order"]) == (0, 0, 0)


@pytest.mark.slow
async def test_when_one_of_three_workers_is_killed_the_others_answer_its_questions_once_and_in_order(
    new_database, tmp_path
):
    figures = await workers.trial(new_database(), tmp_path, questions=60, chats=12)
    assert (figures["unanswered"], figures["answered twice"], figures["out of order"]) == (0, 0, 0)


def test_an_archive_whose_writer_is_killed_has_what_was_confirmed_whole_and_as_its_index_has_it(tmp_path):
    figures = kills_adding.trial(2, seed=5, folder=tmp_path)
    assert figures["confirmed"]
    assert (figures["lost"], figures["torn"], figures["not as in the index"]) == (0, 0, 0)


async def test_under_load_nothing_is_left_unanswered(tmp_path):
    figures = await load.trial(10, 4, 50, tmp_path, {})
    assert figures["updates"]
    assert figures["unanswered"] == 0


@pytest.mark.slow
async def test_while_articles_are_added_questions_are_answered_and_the_new_ones_are_found(tmp_path):
    figures = await adding.trial(150, 4, tmp_path)
    assert figures["questions"]
    assert figures["unanswered"] == 0
    assert figures["looked for"] == 2
    assert max(figures["found after s, p50 and longest"]) < float("inf")


@pytest.mark.slow
async def test_with_three_nodes_of_opensearch_a_worker_and_a_node_may_die_and_every_question_is_answered_once_in_order(
    new_database, three_nodes, tmp_path
):
    figures = await workers.trial(new_database(), tmp_path, questions=60, chats=12, nodes=three_nodes)
    assert (figures["unanswered"], figures["answered twice"], figures["out of order"]) == (0, 0, 0)
    assert figures["from the index"]
