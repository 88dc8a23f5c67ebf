"""`onrecord add`: articles from files, folders, JSON Lines, addresses and feeds into the archive, and a report on each."""

import argparse
import contextlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from bot.commands import UsageError
from bot.commands.json_lines import write_line
from bot.engines import open_archive, open_fetcher, open_index
from bot.interrupts import stopping
from retrieval.ingest.outcomes import Outcome, Status
from retrieval.ingest.parallel.bulk import Spread, add_all
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.sources import fetched_items, is_fetched, local_items, until

if TYPE_CHECKING:
    from bot.configuration.settings import Settings

#: as for the setting adding.workers
MOST_WORKERS = 256
_WORDS = {
    Status.ADDED: "added",
    Status.UPDATED: "updated",
    Status.UNCHANGED: "unchanged",
    Status.DUPLICATE: "duplicate",
    Status.REFUSED: "refused",
}


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "source",
        nargs="+",
        metavar="PATH|URL",
        help="a .txt, .html, .pdf, .docx, .odt, .rtf, .epub, .eml, .mbox or .mhtml file, JSON Lines "
        "(also .gz; - for standard input), a folder of these, a web archive (.warc, .warc.gz) or a list of those beside it "
        "(warc.paths), the address of an article or a "
        "feed, a feed's file, an OPML list of feeds, or a list of addresses (.urls, a GDELT table, a Common Crawl index)",
    )
    parser.add_argument("--json", action="store_true", help="report each story as one JSON object a line")
    parser.add_argument("--workers", type=int, metavar="N", help="processes that read articles; one a core by default")
    parser.add_argument(
        "--on",
        choices=["ray"],
        help="read on the workers of a Ray cluster: the one that RAY_ADDRESS names, else one started on this machine",
    )


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Add everything that was named and return the exit status: 1 where anything was refused."""
    from retrieval.index.keeping import bring_up_to_date, is_of_earlier_form

    if args.workers is not None and not 0 <= args.workers <= MOST_WORKERS:
        raise UsageError(f"--workers has to be from 0 to {MOST_WORKERS}, not {args.workers}.")
    counts: Counter[Status] = Counter()
    with contextlib.ExitStack() as closing:
        archive = closing.enter_context(contextlib.closing(open_archive(settings.archive_url)))
        index = closing.enter_context(contextlib.closing(open_index(archive, settings.index)))
        bring_up_to_date(archive, index)
        if is_of_earlier_form(index):
            print(
                "The index is of an earlier form: what is added is found when onrecord reindex has run.",
                file=sys.stderr,
            )
        stopped = closing.enter_context(stopping())
        workers = settings.adding.workers if args.workers is None else args.workers
        spread = _on_ray(workers, closing) if args.on else None
        outcomes = _outcomes(Pipeline(archive, index), args.source, workers, settings, stopped.is_set, spread)
        for outcome in _shown(outcomes, closing):
            counts[outcome.status] += 1
            if args.json:
                write_line(as_json(outcome))
            else:
                print(as_text(outcome))
    if stopped.is_set():
        print("Stopped; run it again to add what is missing.", file=sys.stderr)
    if sum(counts.values()) != 1 or stopped.is_set():
        print(
            ", ".join(f"{counts[s]:,} {_WORDS[s]}" for s in Status if counts[s]) or "Nothing to add.", file=sys.stderr
        )
    return 1 if counts[Status.REFUSED] or stopped.is_set() else 0


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Return the report on one story as it is printed with --json."""
    line: dict[str, Any] = {
        "id": outcome.id,
        "status": str(outcome.status),
        "article_id": outcome.article_id,
        "headline": outcome.headline,
    }
    if outcome.status is Status.DUPLICATE:
        line["duplicate_of"] = outcome.article_id
    if outcome.status is Status.REFUSED:
        line |= {"error": outcome.message, "reason": outcome.reason}
    return line


def as_text(outcome: Outcome) -> str:
    """Return the report on one story as a line for a person."""
    if outcome.status is Status.REFUSED:
        return f"refused    {outcome.message}"
    what = f"{_WORDS[outcome.status]:<10} {outcome.headline or '(no headline)'} [{outcome.id}]"
    return f"{what} duplicate of {outcome.article_id}" if outcome.status is Status.DUPLICATE else what


def _outcomes(
    pipeline: Pipeline,
    sources: Sequence[str],
    workers: int,
    settings: "Settings",
    stopped: Callable[[], bool],
    spread: Spread | None,
) -> Iterator[Outcome]:
    """Add what comes from the network as it comes, and the rest in bulk."""
    for fetched, some in groupby(sources, is_fetched):
        if fetched:
            fetcher = open_fetcher(settings)
            items = chain.from_iterable(fetched_items(source, fetcher) for source in some)
            yield from pipeline.add(until(items, stopped))
        else:
            yield from add_all(pipeline, chain.from_iterable(map(local_items, some)), workers, stopped, spread)
        if stopped():
            return


def _on_ray(workers: int, closing: contextlib.ExitStack) -> Spread:
    from retrieval.ingest.parallel.ray_cluster import RayWorkers

    try:
        cluster = RayWorkers(os.environ.get("RAY_ADDRESS") or None, workers)
    except ModuleNotFoundError as error:
        raise UsageError(f"--on ray needs the Python package {error.name}; the extra onrecord[ray] has it.") from error
    closing.callback(cluster.close)
    return cluster.read


def _shown(outcomes: Iterator[Outcome], closing: contextlib.ExitStack) -> Iterator[Outcome]:
    """Pass the outcomes on, with a progress display in a terminal."""
    if not sys.stderr.isatty():
        return outcomes
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,} stories, {task.fields[rate]} a second"),
        TimeElapsedColumn(),
    )
    progress = closing.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    return _advancing(outcomes, progress)


def _advancing(outcomes: Iterator[Outcome], progress: Any) -> Iterator[Outcome]:
    task = progress.add_task("", total=None, rate="…")
    for outcome in outcomes:
        speed = progress.tasks[0].speed
        progress.update(task, advance=1, rate=f"{speed:,.0f}" if speed else "…")
        yield outcome
