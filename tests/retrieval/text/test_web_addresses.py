"""Whatever is stated as an address has parts, and is seen from a page, without a fault."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.web_addresses import host_of, joined, parts_of

NONE = ["http://[", "http://[::1", "https://[zz]/", "//[", "http://ex℀mple.com/"]


@pytest.mark.parametrize("stated", NONE)
def test_what_is_no_address_has_no_parts(stated: str) -> None:
    assert not any(parts_of(stated))
    assert host_of(stated) == ""


@given(st.text("ahtps:/[].@?#%1℀ \n", max_size=20), st.text("ahtps:/[].@?#%1℀ \n", max_size=20))
def test_any_text_can_be_asked_for_its_parts(one: str, two: str) -> None:
    assert host_of(one) == (parts_of(one).hostname or "").removeprefix("www.")
    assert isinstance(joined(one, two), str)


def test_an_address_has_its_own_parts() -> None:
    stated = "https://www.Bay.example:8080/a/b?c=d#e"
    assert parts_of(stated) == urlsplit(stated)
    assert host_of(stated) == "bay.example"
