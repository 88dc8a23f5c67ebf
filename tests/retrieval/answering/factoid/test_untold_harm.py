"""Harm is told only where the story has a word of it, or of escape."""

import pytest

from retrieval.domain import Question

from ..conftest import Opened, answerer_of

BUDGET = {
    "id": "budget",
    "headline": "Mayor of Osk presents the budget",
    "published": "2024-06-02",
    "text": "The mayor of Osk, Runa Voss, presented the budget of the town on Friday. Three people of the council voted against it.",
}
FERRY = {
    "id": "ferry",
    "headline": "Ferry hits reef off Tarn",
    "published": "2024-06-03",
    "text": "A ferry hit a reef off Tarn on Monday. All 40 people aboard were rescued by fishermen.",
}
DUEL = {
    "id": "duel",
    "headline": "Baker of Brell shot",
    "published": "2024-06-04",
    "text": "The baker of Brell, Emil Sand, was shot by Anton Bly in his shop on Tuesday, police said.",
}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who killed the mayor of Osk", False),
        ("who killed Runa Voss?", False),
        ("how many people died in the council of Osk", False),
        ("was the mayor of Osk injured", False),
        ("how many people of the council voted against the budget", True),
        ("who presented the budget of Osk", True),
        ("how many people died on the ferry off Tarn", True),
        ("was anyone hurt on the ferry off Tarn", True),
        ("who killed the baker of Brell", True),
    ],
)
def test_harm_is_told_where_the_story_tells_of_it(opened: Opened, question: str, told: bool) -> None:
    answer = answerer_of(*opened([BUDGET, FERRY, DUEL])).answer(Question(question))
    assert answer.abstained is not told
