"""`onrecord add` as scripts call it: its reports, its exit status, and being stopped."""

import gzip
import json
import signal
import subprocess
import sys
import time

import pytest

from bot.cli import main
from retrieval.archive.archive import Archive

PAGE = """Ferry Nordlys missing after storm
(NordPress)
Updated: 2031-05-04 10:57

PORT EDDA: The ferry Nordlys, which left Port Edda on Tuesday evening, has not been seen since, the harbour master said.

Two helicopters were searching the coast between Edda and the lighthouse at Skarn on Wednesday.
"""


def lines(count, start=0):
    return "".join(
        json.dumps(
            {"id": f"a{n}", "headline": f"Berth {n}", "text": f"The harbour was quiet at berth {n}. Nobody came."}
        )
        + "\n"
        for n in range(start, start + count)
    )


@pytest.fixture
def add(tmp_path, capsys):
    def run(*words):
        status = main(["--archive", str(tmp_path / "archive"), "add", *map(str, words)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def report(out):
    return [json.loads(line) for line in out.splitlines()]


def test_a_folder_is_added_with_everything_readable_in_it(add, tmp_path):
    folder = tmp_path / "news" / "inner"
    folder.mkdir(parents=True)
    (folder / "ferry.txt").write_text(PAGE)
    (folder / "berths.jsonl.gz").write_bytes(gzip.compress(lines(3).encode()))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    status, out, err = add(tmp_path / "news")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == ["added"] * 4
    assert "4 added" in err


def test_each_report_names_what_became_of_the_article(add, tmp_path):
    path = tmp_path / "a.jsonl"
    same = json.dumps({"id": "copy", "text": "The harbour was quiet at berth 1. Nobody came.", "outlet": "Coast Daily"})
    path.write_text(lines(2) + same + "\n{ broken\n" + '{"id": "void", "text": " "}\n' + lines(1))
    status, out, _ = add(path, "--json", "--workers", 1)
    assert status == 1
    first, second, copy, broken, void, again = report(out)
    assert first == {"id": "a0", "status": "added", "article_id": "a0", "headline": "Berth 0"}
    assert second["status"] == "added"
    assert (copy["status"], copy["id"], copy["duplicate_of"]) == ("duplicate", "copy", "a1")
    assert (broken["status"], broken["id"], broken["reason"]) == ("refused", None, "unreadable")
    assert f"{path}, line 4: " in broken["error"]
    assert (void["id"], void["status"]) == ("void", "refused")
    assert again["status"] == "unchanged"


def test_a_changed_article_is_reported_as_updated(add, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(lines(1))
    add(path)
    path.write_text(lines(1).replace("Nobody", "Everybody"))
    _, out, _ = add(path, "--json")
    assert [one["status"] for one in report(out)] == ["updated"]


def test_standard_input_is_read(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--archive", str(tmp_path), "add", "-", "--json"],
        input=lines(2), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, len(report(done.stdout))) == (0, 2)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("void.txt", b"", "empty"),
        ("noise.txt", bytes(range(256)) * 40, "binary"),
        ("none.txt", None, "No such file"),
        ("none.jsonl", None, "No such file"),
        ("list.opml", b"<rss/>", "OPML"),
        ("feed.xml", b"<html><body>Hello</body></html>", "web page"),
        ("file:///etc/hostname", None, "Only http and https"),
        ("http://127.0.0.1/x", None, "loopback"),
    ],
)
def test_what_cannot_be_added_is_one_sentence_and_the_rest_goes_on(add, tmp_path, name, content, why):
    path = name if ":" in name else tmp_path / name
    if content is not None:
        path.write_bytes(content)
    (tmp_path / "good.jsonl").write_text(lines(1))
    status, out, _ = add(path, tmp_path / "good.jsonl", "--json")
    refused, good = report(out)
    assert status == 1
    assert refused["status"] == "refused"
    assert str(name) in refused["error"]
    assert why in refused["error"]
    assert good["status"] == "added"


def test_a_second_writer_is_told_in_one_sentence(add, tmp_path, monkeypatch):
    (tmp_path / "a.jsonl").write_text(lines(1))
    add(tmp_path / "a.jsonl")
    with Archive.open(tmp_path / "archive").writing():
        monkeypatch.setattr("bot.commands.add.open_archive", lambda url: Archive.open(url, patience=0.05))
        (tmp_path / "b.jsonl").write_text(lines(1, 5))
        status, _, err = add(tmp_path / "b.jsonl")
    assert status == 1
    assert "is being written by another process" in err
    assert len(err.splitlines()) == 1


@pytest.fixture
def running(tmp_path):
    """A process that adds thousands of articles and has reported the first of them."""
    (tmp_path / "a.jsonl").write_text(lines(6_000))
    command = [sys.executable, "-m", "bot", "--archive", str(tmp_path / "archive"), "add", str(tmp_path / "a.jsonl")]
    report_path = tmp_path / "report"
    with report_path.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--json", "--workers", "2"], stdout=out, stderr=subprocess.PIPE, text=True
        )
    while not report_path.stat().st_size and process.poll() is None:
        time.sleep(0.01)
    yield process, report_path
    process.kill()
    process.wait()
    process.stderr.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_reports_and_is_taken_up_again(running, tmp_path, number):
    process, report_path = running
    process.send_signal(number)
    _, err = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "run it again" in err
    archive = Archive.open(tmp_path / "archive")
    assert archive.count() == len(report_path.read_text().splitlines()) < 6_000
    archive.close()


def test_a_run_that_is_killed_keeps_what_it_reported(running, tmp_path):
    process, report_path = running
    process.kill()
    process.wait()
    reported = [json.loads(line)["id"] for line in report_path.read_text().splitlines() if line.endswith("}")]
    archive = Archive.open(tmp_path / "archive")
    assert list(archive.articles(reported)) == reported
    archive.close()


def test_reindexing_says_how_much_there_is(add, tmp_path, capsys):
    (tmp_path / "a.jsonl").write_text(lines(3))
    add(tmp_path / "a.jsonl")
    assert main(["--archive", str(tmp_path / "archive"), "reindex"]) == 0
    assert capsys.readouterr().out == "Indexed 3 articles in 3 passages.\n"
