"""The server of these tests refuses what Telegram refuses, so that a reply that it takes is one that arrives."""

import json

import pytest

from .bot_api_rules import Refusal, check_button_text, check_markup, check_quote, check_text, visible_text


@pytest.mark.parametrize(
    "source",
    [
        "<blockquote>one <blockquote>two</blockquote></blockquote>", '<a href="x">one <a href="y">two</a></a>', "<b>open",
        "<b>crossed <i>tags</b></i>", "<div>block</div>", "<b class='x'>bold</b>", "<a>nowhere</a>", "fish & chips",
        "a &nbsp; b", "<b>x</b>" * 101, " ", "x" * 4097, "\U0001f600" * 2049,
    ],
)  # fmt: skip
def test_what_telegram_cannot_parse_or_hold_is_refused(source):
    with pytest.raises(Refusal):
        check_text(source, "HTML")


@pytest.mark.parametrize(
    "source", ["x" * 4096, "<blockquote expandable>a <b>b</b> &lt;c&gt;</blockquote>", "<b>x</b>" * 100]
)
def test_what_telegram_takes_is_taken(source):
    check_text(source, "HTML")


def test_the_text_of_html_is_what_is_seen():
    assert visible_text('<a href="https://a.example/?b=1&amp;c=2">a &amp; b</a>') == "a & b"


@pytest.mark.parametrize(
    "row",
    [
        [], [{"text": "x", "callback_data": "y" * 65}], [{"text": "", "callback_data": "y"}], [{"text": "x"}],
        [{"text": "x", "callback_data": "y", "url": "https://a.example"}], [{"text": "x", "url": "javascript:1"}],
        [{"text": "x", "callback_data": "y"}] * 9,
    ],
)  # fmt: skip
def test_wrong_buttons_are_refused(row):
    with pytest.raises(Refusal):
        check_markup(json.dumps({"inline_keyboard": [row]}))


def test_a_quotation_stands_where_it_says():
    shown = {7: "\U0001f600 The ferry ran aground."}
    check_quote({"message_id": 7, "quote": "ferry", "quote_position": 7}, shown)
    for position, words in ((6, "ferry"), (7, "Ferry"), (7, "f" * 1025)):
        with pytest.raises(Refusal):
            check_quote({"message_id": 7, "quote": words, "quote_position": position}, shown)


def test_what_a_tap_shows_has_two_hundred_characters():
    check_button_text("x" * 200)
    with pytest.raises(Refusal):
        check_button_text("x" * 201)
