"""The outlet's name, where a flattened page states it."""

import pytest

from retrieval.ingest.readers.plain_text import read_flat_page

BODY = """

Harbour reopens after repairs
By Mara Lindqvist
12 May 2025

HALDEN - The harbour of Halden reopened on Monday after four months of repairs that cost eleven million crowns, the city said in a statement.

The first ship through the new gates was a grain carrier from the south, which had waited outside since the early morning with a crew of nineteen.

"We are glad to have it back," the harbour master Olof Brandt said, adding that the gates would be closed again for tests in the autumn.
"""


def test_a_newspapers_name_over_the_page_is_its_outlet_and_not_its_headline() -> None:
    page = read_flat_page("Halden Harbour Gazette" + BODY)
    assert (page.outlet, page.headline) == ("Halden Harbour Gazette", "Harbour reopens after repairs")


def test_the_holder_of_a_copyright_notice_is_the_outlet() -> None:
    page = read_flat_page(BODY + "\nCopyright 2025 The Halden Observer. All rights reserved.\n")
    assert page.outlet == "The Halden Observer"


@pytest.mark.parametrize("line", ["Contact the Post", "Your Sun", "Latest News", "Sign up", "Harbour | Weather | Post"])
def test_a_line_of_a_menu_is_no_outlet(line: str) -> None:
    assert read_flat_page(line + BODY).outlet is None


def test_a_page_that_names_no_outlet_has_none() -> None:
    assert read_flat_page(BODY).outlet is None
