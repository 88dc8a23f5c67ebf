"""`onrecord doctor` names what is broken, part by part, and mends what it can; `onrecord status` shows the rest."""

import json
import os
import sqlite3
import time
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from telegram import WebhookInfo

from bot.cli import main
from bot.configuration.settings import load_settings
from bot.diagnosis import outside, storage
from bot.diagnosis.findings import State, found
from retrieval.archive.archive import Archive
from retrieval.archive.database import FILE
from retrieval.archive.feed_states import FeedState, FeedStates
from retrieval.errors import ArchiveError

STORY = {
    "id": "mill",
    "headline": "Old mill of Arnsby burns",
    "text": "The old mill of Arnsby burned. Forty firefighters came.",
}
FEED = "https://courier.example/feed.xml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "stories.jsonl").write_text(json.dumps(STORY))
    (tmp_path / "onrecord.yaml").write_text("")
    (tmp_path / "feeds.yaml").write_text(f"outlets:\n  - name: The Courier\n    feeds: ['{FEED}']\n")
    monkeypatch.setenv("ONRECORD_CONFIG", str(tmp_path / "onrecord.yaml"))
    assert main(["--archive", str(tmp_path / "a"), "add", str(tmp_path / "stories.jsonl")]) == 0
    return tmp_path / "a"


def told(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, set[str]], str]:
    """Return the exit status, the states of each part, and every sentence."""
    capsys.readouterr()
    status = main(["--archive", str(folder), "doctor", "--json", "--offline", *words])
    lines = list(map(json.loads, capsys.readouterr().out.splitlines()))
    states: dict[str, set[str]] = {}
    for line in lines:
        states.setdefault(line["part"], set()).add(line["state"])
    return status, states, " ".join(line["said"] for line in lines)


def test_a_sound_archive_is_well_in_every_part(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, states, _ = told(folder, capsys)
    assert status == 0
    assert list(states) == ["settings", "disk", "archive", "index", "feeds", "reader"]
    assert set.union(*states.values()) == {"well"}


def test_a_damaged_index_is_built_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = next((folder / "index").glob("*.store"))
    content = store.read_bytes()
    store.write_bytes(content[:12] + bytes(byte ^ 255 for byte in content[12:20]) + content[20:])
    assert told(folder, capsys)[:2][1]["index"] == {"fault"}
    assert told(folder, capsys, "--fix")[1]["index"] == {"mended"}
    assert told(folder, capsys)[0] == 0


def test_an_index_that_lags_catches_up(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = Archive.open(folder)
    archive.delete(["mill"])
    archive.close()
    assert told(folder, capsys)[1]["index"] == {"warning"}
    assert told(folder, capsys, "--mend")[1]["index"] == {"mended"}
    assert told(folder, capsys)[1]["index"] == {"well"}


def test_a_damaged_text_is_named_and_taken_anew_from_the_same_file(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute("UPDATE article SET body = x'00'")
    status, states, said = told(folder, capsys)
    assert (status, states["archive"], "text of mill" in said) == (1, {"fault"}, True)
    assert told(folder, capsys, "--fix")[1]["archive"] == {"fault", "mended"}
    assert main(["--archive", str(folder), "add", str(tmp_path / "stories.jsonl")]) == 0
    assert told(folder, capsys)[0] == 0
    assert main(["--archive", str(folder), "revisions", "mill"]) in (0, 1)
    assert "damaged" not in capsys.readouterr().err


def test_an_archive_beyond_reading_stops_no_other_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / FILE).write_bytes(os.urandom(50_000))
    status, states, said = told(folder, capsys, "--fix")
    assert (status, "no archive" in said) == (1, True)
    assert states["settings"] == states["disk"] == states["reader"] == {"well"}


def test_what_a_killed_backup_left_is_removed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / f"{FILE}.unfinished").touch()
    assert told(folder, capsys)[1]["archive"] == {"well", "warning"}
    assert told(folder, capsys, "--fix")[1]["archive"] == {"well", "mended"}
    assert not (folder / f"{FILE}.unfinished").exists()


def test_feeds_that_fail_and_feeds_polled_by_a_wrong_clock_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = Archive.open(folder)
    states = FeedStates(archive.database)
    ahead = time.time() + 365 * 86_400
    states.put(FeedState(FEED, polled=ahead, due=ahead + 900, failures=4, error="it is gone"))
    assert "4 times" in told(folder, capsys)[2]
    assert "mended" in told(folder, capsys, "--fix")[1]["feeds"]
    assert states.get(FEED).due < time.time() + 1
    archive.close()


def test_a_fault_in_a_file_of_the_configuration_is_a_finding(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "feeds.yaml").write_text("outlets: [")
    status, states, said = told(folder, capsys)
    assert (status, states["settings"], "feeds.yaml" in said) == (1, {"fault"}, True)


def test_room_on_the_disk_and_its_lack_are_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from collections import namedtuple

    settings = load_settings({"archive.url": str(folder)})
    usage = namedtuple("usage", "total used free")
    for free, state in ((10**12, State.WELL), (10**6, State.FAULT)):
        monkeypatch.setattr(storage.shutil, "disk_usage", lambda _, free=free: usage(0, 0, free))
        assert [finding.state for finding in storage.disk(settings)] == [state]


def test_a_check_that_fails_is_a_fault_of_its_part() -> None:
    def broken():
        raise ArchiveError("One thing.\nAnother thing.")

    def failing():
        raise ZeroDivisionError("secret words")

    assert [(f.state, f.said) for f in found("archive", broken)] == [
        ("fault", "One thing."),
        ("fault", "Another thing."),
    ]
    (finding,) = found("archive", failing)
    assert "secret" not in finding.said


@pytest.mark.parametrize(
    ("wanted", "known", "state"),
    [("", "", "well"), ("https://a.example/x", "https://a.example/x", "well"), ("", "https://b.example", "warning"),
     ("https://a.example/x", "", "warning"), ("https://a.example/x", "https://b.example/y", "warning")],
)  # fmt: skip
def test_a_webhook_other_than_that_of_the_settings_is_noticed(wanted: str, known: str, state: str) -> None:
    settings = load_settings(environ={"ONRECORD_TELEGRAM__WEBHOOK_URL": wanted})
    (finding,) = outside.webhook(settings, WebhookInfo(known, has_custom_certificate=False, pending_update_count=0))
    assert finding.state == state


def test_a_webhook_that_cannot_be_reached_and_updates_that_wait_are_noticed() -> None:
    hook = WebhookInfo(
        "",
        has_custom_certificate=False,
        pending_update_count=5000,
        last_error_date=datetime.now(UTC),
        last_error_message="Connection refused",
    )
    said = [f.said for f in outside.webhook(load_settings(environ={}), hook) if f.state is State.WARNING]
    assert [("refused" in said[0]), ("5,000" in said[1])] == [True, True]


@pytest.mark.parametrize(("by", "state"), [(0, "well"), (20, "well"), (-3600, "fault"), (365 * 86_400, "fault")])
def test_a_clock_far_from_that_of_telegrams_server_is_a_fault(by: float, state: str) -> None:
    ours = 1_900_000_000.0
    (finding,) = outside.clock(ours - by, ours)
    assert finding.state == state


def test_a_moment_is_read_as_servers_state_it() -> None:
    moment = datetime(2031, 3, 2, 10, tzinfo=UTC)
    assert outside._moment(format_datetime(moment, usegmt=True)) == moment.timestamp()
    assert outside._moment("yesterday") is None


def test_the_status_is_shown_for_people_and_programs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["--archive", str(folder), "status", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["articles"], shown["index"]["behind"], shown["feeds"]) == (
        1,
        0,
        {"listed": 1, "polled": 0, "failing": 0},
    )
    assert main(["--archive", str(folder), "status"]) == 0
    assert "1 articles" in capsys.readouterr().out
    assert main(["--archive", str(folder.parent / "none"), "status"]) == 0
    assert "sample stories" in capsys.readouterr().out


def test_the_doctor_asks_telegram_in_the_same_way_as_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = replace(
        load_settings(environ={"ONRECORD_TELEGRAM__BASE_URL": "http://127.0.0.1:9/bot"}), token="1:secret"
    )
    findings = list(outside.telegram(settings))
    assert [f.state for f in findings] == [State.FAULT]
    assert "secret" not in findings[0].said
