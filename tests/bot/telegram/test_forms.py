"""A preview is shown of web addresses alone: of anything else Telegram would refuse the whole message."""

import pytest

from bot.telegram.forms import preview_of


@pytest.mark.parametrize("address", ["https://bay.example/a", "HTTP://bay.example"])
def test_a_web_address_has_a_small_preview(address: str) -> None:
    assert preview_of(address).to_dict() == {"url": address, "prefer_small_media": True}


@pytest.mark.parametrize(
    "stated", [None, "", "x", "javascript:1", "http://", "http://[", "http://ex℀mple.com/", "ftp://bay.example"]
)
def test_anything_else_has_none(stated: str | None) -> None:
    assert preview_of(stated).is_disabled
