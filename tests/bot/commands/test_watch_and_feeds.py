"""`onrecord watch` and `onrecord feeds` as people and scripts call them, and polling inside the running bot."""

import asyncio
import contextlib
import functools
import json
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot import feed_polling as watching
from bot.bootstrap import open_program
from bot.cli import main
from bot.configuration.feed_list import NAME, add_outlets, as_yaml, read_outlets
from bot.configuration.settings import load_settings
from bot.configuration.yaml_files import BadConfiguration
from retrieval.archive.archive import Archive
from retrieval.archive.leases import Leases, Turn
from retrieval.ingest.feeds.subscriptions import FeedSource, Outlet

STORY = """<html><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>The council of Lindmar voted on Tuesday to reopen the {0}, after eleven weeks of repairs that cost four million crowns.</p>
<p>"Nobody will have to walk around the bay again," Anna Tolvik, who leads the harbour office, said after the vote.</p>
<p>Work on the second half begins in the spring, when the ice is gone, and is to end before the summer holidays.</p>
</article></body></html>"""
OUTLETS = (
    Outlet("The Bay: Courier", (FeedSource("https://bay.example.org/a", ("fähre", 'a "b"'), ("sport",), 60.0),), "en"),
    Outlet("Lindmar", (FeedSource("https://lindmar.example.com/f"), FeedSource("https://lindmar.example.com/g"))),
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def site(tmp_path):
    """A small newspaper on loopback: its folder and its address."""
    folder = tmp_path / "site"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        (folder / "ferry.html").write_text(STORY.format("ferry"))
        (folder / "feed.xml").write_text(
            "<rss version='2.0'><channel><item><title>Ferry</title><link>/ferry.html</link></item>"
            "<item><title>Gone</title><link>/gone.html</link></item></channel></rss>"
        )
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def config(tmp_path, site):
    """A folder with a configuration that lets the newspaper through and polls its feed."""
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "onrecord.yaml").write_text(
        f"archive: {{url: '{tmp_path / 'archive'}'}}\nfetching: {{allow: ['{site[1][7:]}']}}\nfeeds: {{watch: true, pause_seconds: 0}}\n"
    )
    (folder / NAME).write_text(
        f"outlets:\n- name: Bay Courier\n  feeds: ['{site[1]}/feed.xml', '{site[1]}/nothing.xml']\n"
    )
    return folder


@pytest.fixture
def onrecord(config, capsys):
    def run(*words):
        status = main(["--config", str(config / "onrecord.yaml"), *map(str, words)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_watch_once_adds_what_the_feeds_hold_and_reports_it(onrecord, tmp_path):
    status, out, err = onrecord("watch", "--once")
    assert status == 1  # one of the feeds is not there
    first, refusal, second = out.splitlines()
    assert first.startswith("Bay Courier: 1 added, 1 refused; 2 entries at http://127.0.0.1")
    assert "gone.html" in refusal
    assert "404" in second
    assert "Feeds polled: 1 failed, 1 read. Stories: 1 added, 1 refused. Refused for: status-404 2." in err
    with contextlib.closing(Archive.open(tmp_path / "archive")) as archive:
        assert [citation.outlet for citation in archive.newest(5)] == ["Bay Courier"]


def test_watch_reports_in_json_and_feeds_show_their_health(onrecord):
    _, out, _ = onrecord("feeds")
    assert [line.split("\t")[2] for line in out.splitlines()] == ["never polled"] * 2
    _, out, _ = onrecord("watch", "--once", "--json")
    assert [json.loads(line)["status"] for line in out.splitlines()] == ["added", "refused"]
    status, out, _ = onrecord("feeds", "--json")
    well, failed = map(json.loads, out.splitlines())
    assert status == 0
    assert (well["outlet"], well["error"], well["entries"], well["added"]) == ("Bay Courier", None, 2, 1)
    assert (failed["failures"], failed["succeeded"]) == (1, None)
    assert "404" in failed["error"]
    _, out, _ = onrecord("feeds")
    assert [line.split("\t")[2][:6] for line in out.splitlines()] == ["well", "failed"]


def test_without_feeds_both_commands_say_where_to_name_them(onrecord, config):
    (config / NAME).write_text("outlets: []\n")
    status, _, err = onrecord("watch", "--once")
    assert status == 2
    assert str(config / NAME) in err
    status, out, _ = onrecord("feeds")
    assert status == 0
    assert str(config / NAME) in out


def test_lists_of_feeds_go_in_and_out(onrecord, config, tmp_path):
    listed = tmp_path / "list.opml"
    listed.write_text('<opml><body><outline text="New &amp; Old" xmlUrl="https://new.example.org/rss"/></body></opml>')
    status, out, _ = onrecord("feeds", "--import", listed)
    assert (status, out.split(";")[0]) == (0, "Feeds in the list: 1, of them new: 1")
    assert "of them new: 0" in onrecord("feeds", "--import", listed)[1]
    assert (config / f"{NAME}.old").is_file()
    status, out, _ = onrecord("feeds", "--export")
    assert status == 0
    assert 'text="New &amp; Old"' in out
    assert out.count("xmlUrl") == 3


def test_a_list_is_kept_in_the_archives_folder_where_there_is_no_configuration(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_ARCHIVE__URL", str(tmp_path / "archive"))
    (tmp_path / "list.opml").write_text('<opml><body><outline xmlUrl="https://new.example.org/rss"/></body></opml>')
    assert main(["feeds", "--import", "list.opml"]) == 0
    assert (tmp_path / "archive" / NAME).is_file()
    capsys.readouterr()
    assert main(["feeds", "--export"]) == 0
    assert "https://new.example.org/rss" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "<rss/>", '<!DOCTYPE o [<!ENTITY a "b">]><opml/>', None])
def test_what_is_no_list_is_refused_in_a_sentence(content, onrecord, config, tmp_path):
    before = (config / NAME).read_bytes()
    path = tmp_path / "list.opml"
    if content is not None:
        path.write_text(content)
    status, _, err = onrecord("feeds", "--import", path)
    assert status == 1
    assert err.startswith(f"onrecord: {path}: ")
    assert err.count("\n") == 1
    assert (config / NAME).read_bytes() == before


def test_import_and_export_do_not_go_together(onrecord):
    assert onrecord("feeds", "--import", "x", "--export")[0] == 2


def test_outlets_are_written_as_they_are_read(tmp_path):
    path = tmp_path / "new" / NAME
    assert add_outlets(path, OUTLETS) == 3
    assert read_outlets(path) == OUTLETS
    assert path.read_text().startswith("# Outlets and their feeds")
    assert as_yaml(OUTLETS).count("example.org/rss.xml") == 1  # the example in the comment
    assert add_outlets(path, OUTLETS[1:]) == 0


def test_every_fault_is_named_with_its_line(tmp_path):
    path = tmp_path / NAME
    path.write_text(
        "outlets:\n- name: A\n  feeds:\n  - ftp://x.example/\n  - url: https://x.example/a\n    every: 0\n    includes: [a]\n"
        "  - {url: 7}\n- name: [B]\n- feeds\n- name: C\n  language: english\n  feeds: {url: x}\n"
        "- name: D\n  feeds: [{url: 'https://x.example/d', include: [[a]], exclude: word}]\n"
    )
    with pytest.raises(BadConfiguration) as caught:
        read_outlets(path)
    faults = str(caught.value).splitlines()
    assert [fault.partition(", line ")[2].partition(":")[0] for fault in faults] == [
        "4", "7", "6", "8", "9", "10", "12", "13", "15",
    ]  # fmt: skip
    assert all(fault.startswith(str(path)) for fault in faults)
    for text in ("outlets: 3\n", "- a\n", "feeds: []\n", "3\n"):
        path.write_text(text)
        with pytest.raises(BadConfiguration):
            read_outlets(path)
    path.write_text("")
    assert read_outlets(path) == ()


def test_the_feeds_that_are_shipped_name_nobody():
    assert read_outlets(Path(__file__).parents[3] / "config" / NAME) == ()


async def test_the_running_bot_polls_too_and_stops_when_told(config, tmp_path):
    settings = load_settings({}, {}, str(config / "onrecord.yaml"))
    with contextlib.closing(open_program(settings)) as program:
        assert program.samples
        task = watching.start(program)
        assert task is not None
        for _ in range(4000):
            if not program.samples and program.archive.count():
                break
            await asyncio.sleep(0.05)
        assert program.archive.count() == 1
        await watching.stop(task)
        assert task.done()


async def test_the_bot_polls_nothing_unless_it_is_asked_to(config, tmp_path):
    settings = load_settings({}, {}, str(config / "onrecord.yaml"))
    with contextlib.closing(open_program(settings)) as program:
        (config / NAME).write_text("outlets: []\n")
        assert watching.start(program) is None
        (config / "onrecord.yaml").write_text(f"archive: {{url: '{tmp_path / 'archive'}'}}\n")
    await watching.stop(None)


async def test_of_two_workers_over_one_archive_one_polls_and_the_other_follows_when_it_stops(
    config, tmp_path, monkeypatch
):
    monkeypatch.setattr(watching, "SECONDS", 600.0)  # no machine is so busy that the first would lose its turn
    settings = load_settings({}, {}, str(config / "onrecord.yaml"))
    polled = []
    with contextlib.closing(open_program(settings)) as one, contextlib.closing(open_program(settings)) as other:
        first = watching.start(one, lambda visit: polled.append("first"))
        for _ in range(4000):
            if polled:
                break
            await asyncio.sleep(0.05)
        monkeypatch.setattr(watching, "SECONDS", 1.5)
        second = watching.start(other, lambda visit: polled.append("second"))
        await asyncio.sleep(1.0)
        assert set(polled) == {"first"}
        await watching.stop(first)
        with contextlib.closing(Archive.open(settings.archive_url)) as archive:
            turn = Turn(Leases(archive.database, "a third"), watching.LEASE, 1.0)
            for _ in range(4000):
                if not turn.renew():
                    break
                turn.give_back()
                await asyncio.sleep(0.05)
            assert not turn.held
        await watching.stop(second)
