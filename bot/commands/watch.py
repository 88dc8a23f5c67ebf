"""`onrecord watch`: poll the feeds, add what is new, and report it."""

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from bot.configuration.yaml_files import BadConfiguration
from bot.interrupts import stopping

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from retrieval.ingest.polling.watcher import Report, Visit, Watcher


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--once", action="store_true", help="poll every feed once, due or not, and stop")
    parser.add_argument("--json", action="store_true", help="report each story as one JSON object a line")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Poll until stopped by Ctrl-C or SIGTERM, or once; the exit status is 1 where a feed could not be read."""
    from bot.bootstrap import open_archive, open_index
    from bot.configuration.feed_list import feeds_file
    from bot.feed_polling import watcher_of
    from retrieval.index.keeping import bring_up_to_date
    from retrieval.ingest.pipeline import Pipeline
    from retrieval.ingest.polling.watcher import Report

    with contextlib.ExitStack() as closing:
        archive = closing.enter_context(contextlib.closing(open_archive(settings.archive_url)))
        index = closing.enter_context(
            contextlib.closing(open_index(settings.index.url, settings.archive_url, settings.index.name))
        )
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


def as_text(visit: "Visit") -> str:
    """Return what came of one poll of a feed as a line for a person."""
    from collections import Counter

    if visit.error:
        return f"{visit.outlet}: {visit.error}"
    if visit.unchanged:
        return f"{visit.outlet}: nothing new at {visit.url}"
    counts = Counter(str(outcome.status) for outcome in visit.outcomes)
    parts = [f"{number} {status}" for status, number in counts.items()]
    parts += [f"{visit.skipped} filtered out"] * bool(visit.skipped) + [f"{visit.left} left for later"] * bool(
        visit.left
    )
    faults = f" (the feed is faulty: {'; '.join(visit.faults)})" if visit.faults else ""
    return f"{visit.outlet}: {', '.join(parts) or 'nothing new'}; {_entries(visit.entries)} at {visit.url}{faults}"


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number:,} entries"


def refusals(visit: "Visit") -> list[str]:
    """Return a line for each entry that was refused."""
    from retrieval.ingest.pipeline import Status

    return [f"  refused: {outcome.message}" for outcome in visit.outcomes if outcome.status is Status.REFUSED]


def summary(report: "Report") -> str:
    """Return everything that came in, in a line, and why what was refused was."""
    feeds = ", ".join(f"{number} {state}" for state, number in sorted(report.feeds.items())) or "none"
    stories = ", ".join(f"{number:,} {status}" for status, number in sorted(report.articles.items())) or "none"
    reasons = ", ".join(f"{reason} {number}" for reason, number in report.refusals.most_common())
    return f"Feeds polled: {feeds}. Stories: {stories}." + (f" Refused for: {reasons}." if reasons else "")


@contextlib.contextmanager
def _plain() -> "Iterator[Callable[[Visit], object]]":
    yield lambda visit: None


@contextlib.contextmanager
def _progress(feeds: int) -> "Iterator[Callable[[Visit], object]]":
    """Show in a terminal how far the round is and what has come in."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from retrieval.ingest.pipeline import Status

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
