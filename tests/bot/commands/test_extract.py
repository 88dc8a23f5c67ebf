"""`onrecord extract`: one object a line in the promised form, whatever the page."""

import json

import pytest

from bot.cli import main

FIELDS = {
    "id", "headline", "section", "agency", "outlet", "authors", "published", "dateline", "paragraphs", "captions", "related", "incomplete",
}  # fmt: skip
TEXT = "TARN: The harbour reopens on Friday, the harbour master said.\n\nIt was closed by a storm in March, which broke the pier."
HTML = "<html><body><article><p>The harbour of Tarn reopens on Friday, officials said.</p><p>It was closed in March.</p></article></body></html>"


def test_pages_of_both_kinds_and_refused_ones_have_the_promised_form(tmp_path, capfdbinary):
    lines = [
        {"id": 1, "text": TEXT},
        {"id": "b", "html": HTML, "url": "https://a.example/"},
        {"id": 3, "html": "<p>" * 9},
        {"id": 4, "text": ""},
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert main(["extract", "--jsonl", str(file)]) == 0
    found = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [line["id"] for line in found] == [1, "b", 3, 4]
    assert all(set(line) == FIELDS for line in found)
    assert found[0]["paragraphs"] == TEXT.split("\n\n")
    assert found[0]["dateline"] == "TARN"
    assert len(found[1]["paragraphs"]) == 2
    assert found[2]["paragraphs"] == found[3]["paragraphs"] == []
    assert (found[3]["headline"], found[3]["section"], found[3]["incomplete"]) == (None, [], False)


def test_a_line_without_a_page_becomes_an_error_in_its_place(tmp_path, capfdbinary):
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": 1}\n{"id": 2, "text": 7}\nnonsense\n' + json.dumps({"id": 4, "text": TEXT}), "utf-8")
    assert main(["extract", "--jsonl", str(file)]) == 1
    found = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert ["error" in line for line in found] == [True, True, True, False]


def test_one_file_is_printed(tmp_path, capfdbinary):
    file = tmp_path / "page.html"
    file.write_text(HTML, "utf-8")
    assert main(["extract", str(file)]) == 0
    assert len(json.loads(capfdbinary.readouterr().out)["paragraphs"]) == 2


@pytest.mark.parametrize(
    ("name", "data"), [("none.txt", None), ("empty.txt", b""), ("binary.txt", bytes(range(32)) * 50)]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, capsys, name, data):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert main(["extract", str(tmp_path / name)]) == 1
    assert name in capsys.readouterr().err


def test_one_input_is_wanted(capsys):
    assert main(["extract"]) == 2


def test_every_field_that_is_stated_says_where_it_stands(tmp_path, capfdbinary):
    head = '<title>Harbour opens - Bell</title><meta name="author" content="Ida Renn"><meta property="og:site_name" content="Bell">'
    page = HTML.replace("<html>", f"<html><head>{head}</head>").replace(
        "<article>", "<article><time datetime='2031-05-14'>x</time>"
    )
    file = tmp_path / "page.html"
    file.write_text(page, "utf-8")
    assert main(["extract", "--explain", str(file)]) == 0
    found = json.loads(capfdbinary.readouterr().out)
    stated = {name for name in FIELDS - {"id"} if found[name]}
    assert set(found["origins"]) == stated >= {"headline", "outlet", "authors", "published", "paragraphs"}
    assert (found["origins"]["authors"], found["origins"]["outlet"]) == ("meta author", "meta og:site_name")
    assert "time" in found["origins"]["published"]
