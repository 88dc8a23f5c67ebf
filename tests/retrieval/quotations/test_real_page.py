"""The page that the project began with, read from beside the checkout where it is present."""

from pathlib import Path

import pytest

from retrieval.ingest.readers.plain_text import read_flat_page
from retrieval.quotations import find_quotations, said_by

PAGE = Path(__file__).parents[4] / "shared" / "stories" / "nato-russia-corfu.txt"


@pytest.fixture(scope="module")
def quotations():
    if not PAGE.is_file():
        pytest.skip("the page is not beside this checkout")
    article = read_flat_page(PAGE.read_text("utf-8")).article("page")
    return find_quotations(article.text, article.blocks)


def test_a_minister_quoted_once_has_one_quotation_and_a_share_in_the_announcement(quotations):
    found = said_by(quotations, "Lavrov")
    assert [q.kind.value for q in found] == ["indirect", "indirect"]
    assert [q.speaker.name for q in found] == ["Jaap de Hoop Scheffer and Sergei Lavrov", "Sergei Lavrov"]
    assert found[1].text.startswith("the two sides have agreed")


def test_pronoun_role_and_surname_all_stand_for_the_secretary_general(quotations):
    by_mention = {q.speaker.text: q.speaker.name for q in quotations if q.speaker}
    assert {by_mention[mention] for mention in ("he", "The NATO chief", "De Hoop Scheffer")} == {
        "Jaap de Hoop Scheffer"
    }


def test_every_quotation_of_the_page_has_a_speaker_with_a_name(quotations):
    assert len(quotations) == 11
    assert all(q.speaker and q.speaker.name for q in quotations)
