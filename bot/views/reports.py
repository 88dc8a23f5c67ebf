"""What came of polling feeds, as lines for the person who watches."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.ingest.polling.watcher import Report, Visit


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
    from retrieval.ingest.outcomes import Status

    return [f"  refused: {outcome.message}" for outcome in visit.outcomes if outcome.status is Status.REFUSED]


def summary(report: "Report") -> str:
    """Return everything that came in, in a line, and why what was refused was."""
    feeds = ", ".join(f"{number} {state}" for state, number in sorted(report.feeds.items())) or "none"
    stories = ", ".join(f"{number:,} {status}" for status, number in sorted(report.articles.items())) or "none"
    reasons = ", ".join(f"{reason} {number}" for reason, number in report.refusals.most_common())
    return f"Feeds polled: {feeds}. Stories: {stories}." + (f" Refused for: {reasons}." if reasons else "")
