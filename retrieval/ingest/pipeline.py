"""From articles to the archive and the index, each article once: what is new, changed, unchanged, a copy or refused."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import chain

from retrieval.archive.archive import Archive
from retrieval.archive.packing import unpack_text
from retrieval.archive.writing import Known, Writer
from retrieval.domain import Article, Passage
from retrieval.errors import BadInput, SearchIndexLocked, TextDamaged
from retrieval.index.interface import Index
from retrieval.index.keeping import bring_up_to_date
from retrieval.ingest.duplicates import given_digest, is_copy
from retrieval.ingest.outcomes import Outcome, Status
from retrieval.ingest.preparation import Prepared, prepare
from retrieval.stories.grouping import Arrival, StoryGrouper
from retrieval.text.passages import ordinal
from retrieval.text.web_addresses import host_of

#: articles a batch, and seconds after which a smaller one is committed
BATCH = 300
SECONDS = 2.0
#: days between two publications of one copy
_DAYS = 7


class Pipeline:
    """Adds articles to an archive and its index, in batches that are committed as a whole."""

    def __init__(self, archive: Archive, index: Index) -> None:
        self.archive = archive
        self.index = index

    def add(self, items: Iterable[Article | BadInput]) -> Iterator[Outcome]:
        """Add articles and yield what became of each, once it is durable."""
        for batch in batches(items):
            yield from self.add_batch(batch)

    def add_batch(self, items: Sequence[Article | BadInput]) -> list[Outcome]:
        """Add a batch in one transaction: what is unchanged is recognised before any work is done on it."""
        digests = [given_digest(item) if isinstance(item, Article) else b"" for item in items]
        keys = [(item.id, digest) for item, digest in zip(items, digests, strict=True) if isinstance(item, Article)]
        unchanged = self.unchanged(keys)
        ready: list[Prepared | Outcome] = []
        for item, digest in zip(items, digests, strict=True):
            if isinstance(item, BadInput):
                ready.append(refused(item))
            else:
                ready.append(unchanged.get(item.id) or attempt(item, digest))
        return self.write(ready)

    def unchanged(self, given: Sequence[tuple[str, bytes]]) -> dict[str, Outcome]:
        """Return the outcomes of those that the archive has just so, by id; `given` are ids and digests of what was given."""
        known = self.archive.known(article_id for article_id, _ in given)
        # the same id twice in one batch is a matter for the transaction, where the order counts
        times = Counter(article_id for article_id, _ in given)
        return {
            article_id: Outcome(Status.UNCHANGED, article_id, known[article_id].id, known[article_id].headline)
            for article_id, digest in given
            if times[article_id] == 1 and article_id in known and known[article_id].given == digest
        }

    def write(self, ready: Sequence[Prepared | Outcome]) -> list[Outcome]:
        """Write prepared articles, archive and index together; outcomes known already are passed on in their place."""
        prepared = [one for one in ready if isinstance(one, Prepared)]
        if not prepared:
            return [one for one in ready if isinstance(one, Outcome)]
        with self.archive.writing() as writer:
            before = writer.position()
            batch = _Batch(writer, prepared)
            outcomes = [one if isinstance(one, Outcome) else batch.place(one) for one in ready]
            batch.flush()
            StoryGrouper(writer.stories).place(list(batch.arrivals.values()), self.index.statistics)
            after = writer.position()
        if self.index.position != before:  # it lagged, or somebody else wrote in between
            bring_up_to_date(self.archive, self.index)
        elif after != before:
            with suppress(SearchIndexLocked):  # then it lags, which the next batch or the next start makes up for
                self.index.update(batch.passages, chain.from_iterable(batch.passages.values()), after)
        return outcomes


class _Batch:
    """One transaction's articles: decides what each is, from what the archive has and what came before in the batch."""

    def __init__(self, writer: Writer, prepared: Sequence[Prepared]) -> None:
        self.writer = writer
        #: what the index must hold of every article touched
        self.passages: dict[str, tuple[Passage, ...]] = {}
        #: what is to be grouped into stories, by number
        self.arrivals: dict[int, Arrival] = {}
        entries = [one.entry for one in prepared]
        self._by_id = writer.by_id(entry.article.id for entry in entries)
        self._by_address = writer.by_address(url for entry in entries for url in entry.addresses)
        self._by_content = writer.by_content(entry.content for entry in entries)
        self._by_band = writer.by_band(band for entry in entries for band in entry.bands)
        self._by_number = writer.by_number(chain.from_iterable(self._by_band.values()))
        self._pending: dict[int, Prepared] = {}

    def place(self, one: Prepared) -> Outcome:
        """Decide what an article is and do what that asks for."""
        entry = one.entry
        article = entry.article
        known = self._by_id.get(article.id)
        if known is not None and known.given == entry.given:
            return Outcome(Status.UNCHANGED, article.id, known.id, article.headline)
        if known is not None and known.id == article.id:
            if _is_same(known, one):  # given in another form
                return Outcome(Status.UNCHANGED, article.id, known.id, article.headline)
            return self._update(known, one)
        at_address = next((self._by_address[url] for url in entry.addresses if url in self._by_address), None)
        if at_address is not None:
            if at_address.content != entry.content:
                return self._update(at_address, one)
            return self._duplicate(at_address, one, source=False)
        same = self._by_content.get(entry.content) or self._copied(one)
        if same is not None:
            return self._duplicate(
                same, one, source=_origin(article.outlet, article.url) != _origin(same.outlet, same.url)
            )
        if known is not None:  # it was a copy of another article and is one no longer
            self.writer.drop_alias(article.id)
        return self._add(one)

    def flush(self) -> None:
        """Write the new articles that have been waiting for company."""
        pending, self._pending = list(self._pending.values()), {}
        self.writer.add([one.entry for one in pending])

    def _add(self, one: Prepared) -> Outcome:
        article = one.entry.article
        number = self.writer.next_number + len(self._pending)
        self._pending[number] = one
        self._remember(Known(number, article.id, article.outlet, article.url, article.published, article.headline, 1,
                             one.entry.given, one.entry.content), one)  # fmt: skip
        self.passages[article.id] = one.passages
        self._arrived(number, article.id, one)
        return Outcome(Status.ADDED, article.id, article.id, article.headline)

    def _update(self, known: Known, one: Prepared) -> Outcome:
        if known.number in self._pending:
            self.flush()
        article = one.entry.article
        self.writer.replace(known, one.entry)
        self.passages[known.id] = one.identified(known.id).passages
        self._arrived(known.number, known.id, one)
        own = article.id == known.id
        self._remember(
            replace(known, outlet=article.outlet, url=article.url, published=article.published, headline=article.headline,
                    revision=known.revision + (known.content not in (b"", one.entry.content)),
                    given=one.entry.given if own else known.given, content=one.entry.content), one,
        )  # fmt: skip
        return Outcome(Status.UPDATED, article.id, known.id, article.headline)

    def _duplicate(self, known: Known, one: Prepared, *, source: bool) -> Outcome:
        if known.number in self._pending:
            self.flush()
        if source:
            self.writer.add_source(known, one.entry)
        if one.entry.article.id != known.id:
            self.writer.add_alias(known, one.entry)
            self._by_id[one.entry.article.id] = replace(known, given=one.entry.given)
        for url in one.entry.addresses:
            self._by_address.setdefault(url, known)
        return Outcome(Status.DUPLICATE, one.entry.article.id, known.id, one.entry.article.headline)

    def _arrived(self, number: int, article_id: str, one: Prepared) -> None:
        day = ordinal(one.entry.article.published)
        self.arrivals[number] = Arrival(number, article_id, day, one.prominence)

    def _remember(self, known: Known, one: Prepared) -> None:
        entry = one.entry
        self._by_id[known.id] = known
        if entry.article.id != known.id:
            self._by_id[entry.article.id] = replace(known, given=entry.given)
        for url in entry.addresses:
            self._by_address[url] = known
        self._by_content[entry.content] = known
        self._by_number[known.number] = known
        for band in entry.bands:
            numbers = self._by_band.setdefault(band, [])
            if known.number not in numbers:
                numbers.append(known.number)

    def _copied(self, one: Prepared) -> Known | None:
        """Return the article that this is an edited copy of, from another outlet and about the same day."""
        entry = one.entry
        candidates = dict.fromkeys(chain.from_iterable(self._by_band.get(band, ()) for band in entry.bands))
        for number in candidates:
            known = self._by_number.get(number)
            if known is None:
                continue  # a band outlives its article
            pending = self._pending.get(number)
            origin = _origin(entry.article.outlet, entry.article.url)
            if (origin is not None and origin == _origin(known.outlet, known.url)) or not _close(
                entry.article.published, known.published
            ):
                continue
            with suppress(TextDamaged):
                text = pending.entry.article.text if pending else unpack_text(self.writer.body(number))
                if is_copy(entry.article.text, text):
                    return known
        return None


def batches(
    items: Iterable[Article | BadInput], size: int = BATCH, seconds: float = SECONDS
) -> Iterator[list[Article | BadInput]]:
    """Yield what comes in batches of `size`, or of what came within `seconds`."""
    batch: list[Article | BadInput] = []
    began = time.monotonic()
    for item in items:
        if not batch:
            began = time.monotonic()
        batch.append(item)
        if len(batch) >= size or time.monotonic() - began >= seconds:
            yield batch
            batch = []
    if batch:
        yield batch


def refused(
    error: BadInput, given_id: str | None = None, source: str | None = None, reason: str | None = None
) -> Outcome:
    """Return the outcome of what is no article; `source` is put before a message that does not name it."""
    message = str(error) if source is None else f"{source}: {error}"
    reason = reason or getattr(error, "reason", "unreadable")
    return Outcome(Status.REFUSED, given_id, reason=reason, message=message if message.endswith(".") else f"{message}.")


def attempt(article: Article, given: bytes, source: str | None = None) -> Prepared | Outcome:
    """Prepare an article; a fault of ours on it is its refusal and must not cost the others their place."""
    try:
        return prepare(article, given)
    except Exception as error:  # noqa: BLE001  reported in the article's place
        return failed(error, article.id, source or article.id)


def failed(error: Exception, given_id: str | None, source: str) -> Outcome:
    """Return the outcome of an article on which we failed."""
    return refused(BadInput(f"failed: {type(error).__name__}: {error}"), given_id, source, reason="failed")


def _is_same(known: Known, one: Prepared) -> bool:
    article = one.entry.article
    return (known.content, known.headline, known.outlet, known.url, known.published) == (
        one.entry.content, article.headline, article.outlet, article.url, article.published,
    )  # fmt: skip


def _origin(outlet: str | None, url: str | None) -> str | None:
    """Return who published it: the outlet as named, or the host."""
    if outlet:
        return outlet.casefold().strip()
    return host_of(url) or None


def _close(one: str | None, other: str | None) -> bool:
    """Tell whether two dates of publication are within some days of each other; an unknown one may be."""
    try:
        days = [date.fromisoformat(published[:10]) for published in (one, other) if published]
    except ValueError:
        return True
    return len(days) < 2 or abs((days[0] - days[1]).days) <= _DAYS
