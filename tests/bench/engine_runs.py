"""What is measured of each engine that `engines` puts side by side; each is measured in a process of its own."""

import argparse
import contextlib
import os
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

PASSAGES, ROUNDS, ADDED, MADE = 100, 5, 40, 320
#: seconds between two articles that are added: forty in a row would measure how well they share a commit
APART = 0.5
Row = dict[str, float]


def passages(folder: Path) -> Iterator[Any]:
    """Yield every passage of the embedded index in a folder."""
    import tantivy  # noqa: TID251  what is compared reads the same passages

    from retrieval.index.embedded import EmbeddedIndex

    reader = EmbeddedIndex(folder)._read()
    query = tantivy.Query.all_query()
    for _, address in reader.searcher.search(query, reader.searcher.num_docs, count=False).hits:
        document = reader.searcher.doc(address)
        if not document.get_first("article").startswith("\x00"):  # the others hold the index's state
            yield from reader.passages([address])


def measured(queries: Sequence[list[str]], search: Callable[[list[str]], Any]) -> Row:
    """Return the median and the 95th percentile of a search in milliseconds: of each question its median of all rounds.

    Processor time is this process's: it is not stretched by what else the machine does, and lacks what a server takes.
    """
    rounds = [[seconds(lambda q=query: search(q)) for query in queries] for _ in range(ROUNDS)]
    wall, processor = (
        sorted(statistics.median(one[kind] for one in column) * 1000 for column in zip(*rounds, strict=True))
        for kind in (0, 1)
    )
    return {
        "search ms": statistics.median(wall),
        "p95 ms": wall[int(len(wall) * 0.95)],
        "CPU ms": statistics.median(processor),
    }


def seconds(work: Callable[[], Any]) -> tuple[float, float]:
    """Return the wall time and the processor time of one run."""
    start, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - processor


def run_rank_bm25(args: argparse.Namespace, queries: Sequence[list[str]]) -> Row:
    """rank-bm25: every passage is scored."""
    import numpy as np
    from rank_bm25 import BM25Okapi  # noqa: TID251

    scorer = BM25Okapi([[sys.intern(t) for t in p.lines.split()] for p in passages(args.index)])

    def search(terms: list[str]) -> Any:
        return np.argpartition(-scorer.get_scores(terms), PASSAGES)[:PASSAGES]

    return measured(queries[: args.slow], search)


def run_bm25s(args: argparse.Namespace, queries: Sequence[list[str]]) -> Row:
    """bm25s: every score is computed when the index is built."""
    import bm25s

    index = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    index.index([p.lines.split() for p in passages(args.index)], show_progress=False)
    known = [[term for term in query if term in index.vocab_dict] for query in queries]
    return measured(
        [q for q in known if q], lambda q: index.retrieve([q], k=PASSAGES, show_progress=False, n_threads=0)
    )


def run_fts5(args: argparse.Namespace, queries: Sequence[list[str]]) -> Row:
    """SQLite FTS5, without a copy of the text."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fts.sqlite"
        connection = sqlite3.connect(file)
        connection.execute("CREATE VIRTUAL TABLE p USING fts5(t, content='', tokenize=\"unicode61 tokenchars '._%+'\")")
        connection.executemany("INSERT INTO p(t) VALUES (?)", ((p.lines,) for p in passages(args.index)))
        connection.commit()
        statement = f"SELECT rowid FROM p WHERE p MATCH ? ORDER BY rank LIMIT {PASSAGES}"

        def search(terms: list[str]) -> Any:
            words = " OR ".join('"{}"'.format(term.replace('"', "")) for term in terms)
            return connection.execute(statement, (words,)).fetchall()

        found = measured(queries[: args.slow], search)
        connection.close()
        return found | {"on disk MB": file.stat().st_size / 1e6}


def run_tantivy(args: argparse.Namespace, queries: Sequence[list[str]]) -> Row:
    """tantivy's own search in the embedded index, the stored fields of the hundred passages fetched and left as they are."""
    import tantivy  # noqa: TID251

    index = tantivy.Index.open(str(args.index))
    searcher, schema, should = index.searcher(), index.schema, tantivy.Occur.Should

    def alone(terms: list[str]) -> Any:
        either = [(should, tantivy.Query.term_query(schema, "lines", term, "freq")) for term in terms]
        return searcher.search(tantivy.Query.boolean_query(either), PASSAGES, count=False).hits

    def search(terms: list[str]) -> Any:
        found = [searcher.doc(address).get_first for _, address in alone(terms)]
        return [(get("article"), get("kept")) for get in found]

    return measured(queries, search) | {"ids alone ms": measured(queries, alone)["search ms"]}


def run_embedded(args: argparse.Namespace, queries: Sequence[list[str]]) -> Row:
    """onrecord's own index: passages fetched, with the statistics that ranking needs."""
    from retrieval.archive.archive import Archive
    from retrieval.index.embedded import EmbeddedIndex
    from retrieval.index.near_real_time import NearRealTimeIndex

    archive, index = Archive.open(args.archive), NearRealTimeIndex(EmbeddedIndex(args.index))
    with contextlib.closing(archive), contextlib.closing(index):
        disk = sum(file.stat().st_size for file in args.archive.rglob("*") if file.is_file()) / 1e6
        found = ours(archive, index, args, queries)
        return found | {"on disk MB": disk, "times text": disk / args.text, "a core second": taken_in(archive)}


def run_opensearch(args: argparse.Namespace, queries: Sequence[list[str]]) -> Row:
    """onrecord over a cluster, beside a bare query there."""
    from retrieval.archive.archive import Archive
    from retrieval.index.cluster import Access
    from retrieval.index.cluster_alias import Layout
    from retrieval.index.cluster_documents import best_passages
    from retrieval.index.opensearch import OpenSearchIndex

    index = OpenSearchIndex(
        Access(addresses=tuple(args.opensearch.split(",")), seconds=60.0),
        Layout(name=f"bench-{args.count}", shards=args.shards, replicas=args.replicas),
    )
    archive = Archive.open(args.archive)
    with contextlib.closing(archive), contextlib.closing(index):
        loading = index.statistics(()).passages != args.count
        if loading:
            found, position = passages(args.index), 0
            while part := list(islice(found, 6_000)):
                index.update((), part, position)
            index.update((), (), archive.position())
        row = ours(archive, index, args, queries)
        if loading:
            del row["first s"], row["first CPU s"]
        call, path = index._cluster.call, f"/bench-{args.count}/_search"

        def bare(terms: list[str]) -> Any:
            body = best_passages(terms, PASSAGES) | {"_source": False}
            return call("POST", path, body, search_type="dfs_query_then_fetch")

        row["ids alone ms"] = measured(queries, bare)["search ms"]
        row["on disk MB"] = index.health().size / 1e6
        return row


def ours(archive: Any, index: Any, args: argparse.Namespace, queries: Sequence[list[str]]) -> Row:
    """Return what is measured of an index of ours."""
    from retrieval.answering import Answerer
    from retrieval.domain import Question
    from retrieval.stories import Stories

    def search(terms: list[str]) -> Any:
        return index.candidates(terms, PASSAGES), index.statistics(terms)

    answerer = Answerer(archive, index, lambda: Stories(archive, index))
    row: Row = {}
    answerer.answer(Question(args.questions[0]))
    row["first s"], row["first CPU s"] = time.time() - args.started, time.process_time()
    row |= measured(queries, search)
    asked = measured([[q] for q in args.questions], lambda q: answerer.answer(Question(q[0])))
    row["answer ms"], row["answer CPU ms"] = asked["search ms"], asked["CPU ms"]
    row["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    row |= own_memory()
    row["added p95 ms"] = added(archive, index) * 1000
    return row


def own_memory() -> Row:
    """Return the memory that this process has besides mapped files, where the system tells it."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    own = [int(line.split()[1]) / 1000 for line in lines if line.startswith("RssAnon:")]
    return {"own MB": own[0]} if own else {}


def added(archive: Any, index: Any) -> float:
    """Return the seconds from giving an article to finding it, the 95th percentile of forty."""
    from retrieval.domain import Article, Block, BlockKind
    from retrieval.index.keeping import bring_up_to_date
    from retrieval.ingest.pipeline import Pipeline

    pipeline, times, ids = Pipeline(archive, index), [], []
    words = next(iter(archive.texts([archive.newest(1)[0].article_id]).values())).split()[:1_000]
    chance = random.Random(1)
    for number in range(ADDED):
        word = f"zq{os.getpid()}x{number}"
        chance.shuffle(words)  # or it would be a copy of what is there
        text = f"The {word} was seen on Monday. {' '.join(words)}"
        ids.append(word)
        article = Article(word, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), headline=f"Report of the {word}")
        start = time.perf_counter()
        list(pipeline.add([article]))
        while not index.candidates([word], 1):
            assert time.perf_counter() - start < 60, "never found"
            time.sleep(0.002)
        times.append(time.perf_counter() - start)
        time.sleep(APART)
    archive.delete(ids)
    bring_up_to_date(archive, index)
    return sorted(times)[int(ADDED * 0.95)]


def taken_in(archive: Any) -> float:
    """Return how many articles a second of processor time takes in, from the text to archive and index."""
    from retrieval.archive.archive import Archive
    from retrieval.index.embedded import EmbeddedIndex
    from retrieval.ingest.pipeline import Pipeline

    articles = list(archive.articles([one.article_id for one in archive.newest(MADE)]).values())
    with tempfile.TemporaryDirectory() as folder:
        other, index = Archive.open(folder), EmbeddedIndex(Path(folder) / "index")
        with contextlib.closing(other), contextlib.closing(index):
            pipeline = Pipeline(other, index)
            list(pipeline.add(articles[:20]))  # what is loaded once
            took = seconds(lambda: list(pipeline.add(articles[20:])))[1]
    return (len(articles) - 20) / took


#: measures an engine, given the command's arguments and the terms of each question
RUNS: dict[str, Callable[[argparse.Namespace, Sequence[list[str]]], Row]] = {
    "rank-bm25": run_rank_bm25,
    "bm25s": run_bm25s,
    "SQLite FTS5": run_fts5,
    "bare tantivy": run_tantivy,
    "embedded": run_embedded,
    "OpenSearch": run_opensearch,
}
