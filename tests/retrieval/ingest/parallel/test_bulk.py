import gzip
import json
import os
from collections import Counter

import pytest

from retrieval.archive.archive import Archive
from retrieval.errors import BadInput
from retrieval.index.memory import MemoryIndex
from retrieval.ingest import pipeline as pipeline_module
from retrieval.ingest.parallel import bulk, tasks
from retrieval.ingest.parallel.bulk import add_all
from retrieval.ingest.parallel.tasks import FileTask, line_task
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.readers.line_files import raw_lines


def lines(count, start=0, text="The harbour at {n} was quiet. Nobody asked for berth {n}, said Ada Lund."):
    return [
        json.dumps({"id": f"a{n}", "headline": f"Berth {n}", "text": text.format(n=n)}).encode()
        for n in range(start, start + count)
    ]


def items(raw):
    return [line_task(f"news.jsonl, line {number}", line) for number, line in enumerate(raw, 1)]


@pytest.fixture
def pipeline(tmp_path):
    archive = Archive.open(tmp_path / "archive")
    yield Pipeline(archive, MemoryIndex())
    archive.close()


def became(pipeline, raw, **options):
    return [(o.id, str(o.status)) for o in add_all(pipeline, items(raw), **options)]


def kept(pipeline):
    return {
        article_id: (article, pipeline.archive.quotations([article_id]).get(article_id))
        for article_id, article in pipeline.archive.articles(
            c.article_id for c in pipeline.archive.newest(10_000)
        ).items()
    }


def test_several_processes_write_what_one_does_in_the_same_order(pipeline, tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "_FEW", 2)
    raw = lines(150)
    raw[70] = b"{ not json"
    raw[80] = b'{"id": "empty", "text": ""}'
    several = became(pipeline, raw, workers=2)
    alone = Pipeline(Archive.open(tmp_path / "alone"), MemoryIndex())
    assert several == became(alone, raw, workers=1)
    assert [article_id for article_id, _ in several[:3]] == ["a0", "a1", "a2"]
    assert several[80] == ("empty", "refused")
    assert Counter(status for _, status in several) == {"added": 148, "refused": 2}
    assert kept(pipeline) == kept(alone)
    assert pipeline.index.candidates(["berth"], 300) == alone.index.candidates(["berth"], 300)
    alone.archive.close()


def test_a_second_run_does_no_work_on_what_is_there(pipeline, monkeypatch):
    became(pipeline, lines(40), workers=1)
    monkeypatch.setattr(pipeline_module, "prepare", lambda *_: pytest.fail("it was prepared again"))
    assert became(pipeline, lines(40), workers=1) == [(f"a{n}", "unchanged") for n in range(40)]


def test_a_run_that_was_stopped_is_taken_up_where_it_ended(pipeline):
    reached = iter(range(100))
    first = became(pipeline, lines(60), workers=1, stopped=lambda: next(reached) >= 25)
    assert first == [(f"a{n}", "added") for n in range(25)]
    assert pipeline.archive.count() == 25
    second = Counter(status for _, status in became(pipeline, lines(60), workers=1))
    assert second == {"unchanged": 25, "added": 35}


def test_nothing_is_read_far_ahead_of_what_is_written(pipeline):
    read = []

    def endless():
        for item in items(lines(3_000, text="Quiet at {n}.")):
            read.append(item.id)
            yield item

    outcomes = add_all(pipeline, endless(), workers=1)
    next(outcomes)
    assert len(read) < 1_000
    outcomes.close()


def test_a_worker_that_dies_over_an_article_costs_that_article_alone(pipeline, monkeypatch):
    raw = lines(90)
    raw[45] = b'{"id": "poison", "text": "The harbour was quiet."}'
    monkeypatch.setattr(bulk, "_FEW", 2)
    monkeypatch.setattr(bulk, "read_packed", dying)
    outcomes = dict(became(pipeline, raw, workers=2))
    assert outcomes.pop("poison") == "refused"
    assert set(outcomes.values()) == {"added"}
    assert len(outcomes) == 89


def dying(given):
    if any(task.id == "poison" for task in given):
        os._exit(1)
    return tasks.read_packed(given)


def test_a_fault_of_ours_on_one_article_is_a_refusal_of_that_article(pipeline, monkeypatch):
    def fail(article, given=None):
        if article.id == "a3":
            raise ZeroDivisionError("never")
        return prepare(article, given)

    prepare = pipeline_module.prepare
    monkeypatch.setattr(pipeline_module, "prepare", fail)
    outcomes = list(add_all(pipeline, items(lines(5)), workers=1))
    assert [str(o.status) for o in outcomes] == ["added", "added", "added", "refused", "added"]
    assert outcomes[3].message == "news.jsonl, line 4: failed: ZeroDivisionError: never."


def test_files_are_read_by_workers_too(pipeline):
    page = b"Ferry lost\n\nThe ferry Nordlys has not been seen since a storm crossed the strait, the harbour master said.\n"
    outcomes = list(add_all(pipeline, [FileTask("lost.txt", page), FileTask("void.txt", b"")], workers=1))
    assert [(o.id, str(o.status)) for o in outcomes] == [("lost", "added"), (None, "refused")]
    assert outcomes[1].message.startswith("void.txt: ")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"[1]", "an object is expected"),
        (b'{"a": ', "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_line_of_another_form_is_refused_with_its_place(raw, why):
    error = line_task("news.jsonl, line 3", raw)
    assert isinstance(error, BadInput)
    assert str(error).startswith("news.jsonl, line 3: ")
    assert why.replace("an object", "a JSON object") in str(error)


def test_lines_are_read_whatever_they_are_packed_in(tmp_path):
    plain = b'{"text": "\xc3\xa5"}\n\n  \n{"text": "b"}'
    (tmp_path / "a.jsonl").write_bytes(plain)
    (tmp_path / "marked.jsonl").write_bytes(b"\xef\xbb\xbf" + plain)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(plain[:18]) + gzip.compress(plain[18:]))
    (tmp_path / "wide.jsonl").write_text(plain.decode(), encoding="utf-16")
    for path in sorted(tmp_path.iterdir()):
        assert [(n, json.loads(raw)["text"]) for n, raw in raw_lines(path)] == [(1, "å"), (4, "b")], path.name


def test_a_file_cut_off_gives_the_lines_before_and_says_so(tmp_path):
    whole = gzip.compress(b"\n".join(lines(2_000)))
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    found = list(raw_lines(tmp_path / "cut.jsonl.gz"))
    assert len(found) > 100
    assert isinstance(found[-1][1], BadInput)
    assert "cut.jsonl.gz, line" in str(found[-1][1])


def test_a_line_without_end_is_refused_and_the_next_one_read(tmp_path, monkeypatch):
    monkeypatch.setattr("retrieval.ingest.readers.line_files.LONGEST_LINE", 1_000)
    (tmp_path / "a.jsonl").write_bytes(b"x" * 5_000_000 + b'\n{"text": "b"}\n')
    (_, error), (number, raw) = raw_lines(tmp_path / "a.jsonl")
    assert "longer than" in str(error)
    assert (number, raw) == (2, b'{"text": "b"}\n')


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(BadInput, match=r"none\.jsonl: cannot be read: No such file"):
        next(raw_lines(tmp_path / "none.jsonl"))
