"""`onrecord watch`: poll the feeds, add what is new, and report it."""

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from bot.configuration.yaml_files import BadConfiguration
from bot.interrupts import stopping
from bot.views.reports import as_text, refusals, summary

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from retrieval.ingest.polling.watcher import Report, Visit, Watcher


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--once", action="store_true", help="poll every feed once, due or not, and stop")
    parser.add_argument("--json", action="store_true", help="report each story as one JSON object a line")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Poll until stopped by Ctrl-C or SIGTERM, or once; the exit status is 1 where a feed could not be read."""
    from bot.configuration.feed_list import feeds_file
    from bot.engines import open_archive, open_index
    from bot.feed_polling import watcher_of
    from retrieval.index.keeping import bring_up_to_date
    from retrieval.ingest.pipeline import Pipeline
    from retrieval.ingest.polling.watcher import Report

    with contextlib.ExitStack() as closing:
        archive = closing.enter_context(contextlib.closing(open_archive(settings.archive_url)))
        index = closing.enter_context(contextlib.closing(open_index(archive, settings.index)))
        watcher = watcher_of(settings, archive, Pipeline(archive, index).add)
        if watcher is None:
            raise BadConfiguration(
                f"{feeds_file(settings)}: no feed is listed; onrecord feeds --import FILE.opml adds some."
            )
        bring_up_to_date(archive, index)
        report = Report()
        show = closing.enter_context(_progress(len(watcher.feeds)) if sys.stderr.isatty() else _plain())
        closing.enter_context(stopping(watcher.stopping))
        _poll(watcher, report, show, once=args.once, json=args.json)
    print(summary(report), file=sys.stderr)
    return 1 if args.once and report.feeds["failed"] else 0


def _poll(watcher: "Watcher", report: "Report", show: "Callable[[Visit], object]", *, once: bool, json: bool) -> None:
    from bot.commands.add import as_json
    from bot.commands.json_lines import write_line

    def saw(visit: "Visit") -> None:
        report.count(visit)
        show(visit)
        if json:
            for outcome in visit.outcomes:
                write_line(as_json(outcome))
        else:
            print(as_text(visit), flush=True)
            for line in refusals(visit):
                print(line, flush=True)

    if once:
        for visit in watcher.poll(everything=True):
            saw(visit)
    else:
        watcher.run(saw)


@contextlib.contextmanager
def _plain() -> "Iterator[Callable[[Visit], object]]":
    yield lambda visit: None


@contextlib.contextmanager
def _progress(feeds: int) -> "Iterator[Callable[[Visit], object]]":
    """Show in a terminal how far the round is and what has come in."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from retrieval.ingest.outcomes import Status

    columns: list[Any] = [
        BarColumn(), MofNCompleteColumn(), TextColumn("feeds, {task.fields[stories]:,} stories new"), TimeElapsedColumn(),
    ]  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=feeds, stories=0)
        stories = 0
        polled = 0

        def show(visit: "Visit") -> None:
            nonlocal stories, polled
            stories += sum(outcome.status in (Status.ADDED, Status.UPDATED) for outcome in visit.outcomes)
            polled = polled % feeds + 1
            progress.update(task, completed=polled, stories=stories)

        yield show
