"""The log is lines for people or JSON for programs, and in neither form does it hold a token or anybody's words."""

import io
import json
import logging

import pytest

from bot.monitoring.logs import AGAIN, REMEMBERED, JsonLines, OnceAMinute, formatter
from bot.telegram.errors import WithoutSecrets, WithoutWords, quiet_logs

TOKEN = "123456789:AAHsecretsecretsecretsecretsecretsec"


@pytest.fixture
def written(request):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter("json"))
    handler.addFilter(WithoutWords())
    handler.addFilter(WithoutSecrets(TOKEN))
    loggers = [logging.getLogger(name) for name in ("bot.tried", "telegram.ext.tried", "asyncio.tried")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)
        logger.propagate = True


def lines(stream):
    return list(map(json.loads, stream.getvalue().splitlines()))


def test_a_record_is_one_json_object_a_line_in_utc(written) -> None:
    logging.getLogger("bot.tried").warning("The index of %s\nis behind", "Arnsby")
    (line,) = lines(written)
    assert (line["level"], line["logger"], line["message"]) == (
        "warning",
        "bot.tried",
        "The index of Arnsby\nis behind",
    )
    assert line["time"].endswith("Z")


@pytest.mark.parametrize("name", ["bot.tried", "telegram.ext.tried", "asyncio.tried"])
def test_no_form_holds_a_token_or_words_of_a_library_in_message_arguments_or_traceback(written, name: str) -> None:
    try:
        raise ValueError(f"https://api.example/bot{TOKEN}/sendMessage")
    except ValueError:
        logging.getLogger(name).exception("at https://x/bot%s", TOKEN)
    assert TOKEN.partition(":")[2] not in written.getvalue()
    if name != "bot.tried":
        logging.getLogger(name).warning("Exception in %r", {"text": "my secret question"})
        assert "secret question" not in written.getvalue()
    assert all(line["message"] for line in lines(written))


def test_the_kind_of_an_exception_is_a_field_of_its_own(written) -> None:
    try:
        raise KeyError("ferry")
    except KeyError:
        logging.getLogger("bot.tried").exception("failed")
    (line,) = lines(written)
    assert line["error"] == "KeyError"


def test_the_form_of_the_settings_is_that_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        quiet_logs("warning", TOKEN, form="json")
        assert isinstance(root.handlers[0].formatter, JsonLines)
        quiet_logs("warning", TOKEN)
        assert not isinstance(root.handlers[0].formatter, JsonLines)
    finally:
        root.handlers[:] = before
        root.setLevel(level)


def test_what_is_said_again_and_again_is_a_line_a_minute_with_how_often() -> None:
    now = 0.0
    once = OnceAMinute(lambda: now)

    def told(message: str, *args: object) -> str | None:
        record = logging.LogRecord("bot.tried", logging.WARNING, "", 0, message, args, None)
        return record.getMessage() if once.filter(record) else None

    assert told("The disk of %s is full.", "Arnsby") == "The disk of Arnsby is full."
    assert [told("The disk of %s is full.", "Arnsby") for _ in range(1200)] == [None] * 1200
    assert told("The disk of %s is full.", "Dolmen") == "The disk of Dolmen is full."
    now += AGAIN
    assert told("The disk of %s is full.", "Arnsby") == "The disk of Arnsby is full. (and 1,200 times more before)"
    now += AGAIN
    assert told("The disk of %s is full.", "Arnsby") == "The disk of Arnsby is full."
    assert all(told("Update %d is skipped.", number) for number in range(3 * REMEMBERED))
    assert len(once._written) == REMEMBERED
