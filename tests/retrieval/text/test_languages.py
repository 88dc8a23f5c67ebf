"""One file a language: what it says is read, what it lacks is empty, and another file is another language."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import retrieval
from retrieval.text.languages import DEFAULT, Language, known, language
from retrieval.text.languages.calendar import alternatives, full, month_numbers, months, short, weekdays

INVENTED = '''
name = "Velmoran"

[words]
function = "ak ul enda vi sorra"
commonest = "ak ul enda"

[dates]
months = """
Frostil Fro
Harvil
Mistarn
Budarn
Blomarn
Sunarn
Haytol
Rypetol
Wyntol
Falvel
Darkvel
Lastvel Las
"""
of = "ov"

[datelines]
labels = "sorrak"

[pages]
after = "ulvi endara"
'''

READ = """
from retrieval.ingest.readers.dates import stated_time
from retrieval.ingest.readers.flat.signs import is_after_article
from retrieval.questions.words import foreign_function_words
from retrieval.text.datelines import dateline_of

print(stated_time("Lindmar, 3 Haytol 2025"), stated_time("3 Lastvol 2025"))
print(sorted(foreign_function_words("Vi ul sorra port?", ["en", "qv"])))
print(dateline_of("OSMUND, 12 ov Frostil (VNA) - Tri ships", "qv").place, dateline_of("SORRAK: tri ships", "qv"))
print(is_after_article("Ulvi endara"), is_after_article("Endara"))
"""


def run(package: Path) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(package)}
    done = subprocess.run([sys.executable, "-c", READ], env=environment, cwd=package, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_file_of_a_language_gives_months_function_words_datelines_and_ends_of_pages(tmp_path: Path) -> None:
    """No line of Python changes: the program is copied as it is and one file is laid beside the others."""
    source = Path(retrieval.__file__).parent
    shutil.copytree(source, tmp_path / "retrieval", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "retrieval/text/languages/qv.toml").write_text(INVENTED, encoding="utf-8")
    dates, words, datelines, ends = run(tmp_path)
    assert dates == "2025-07-03 None"
    assert words == "['ak', 'enda', 'sorra', 'ul', 'vi']"
    assert datelines == "OSMUND None"
    assert ends == "True False"


def test_the_default_language_is_known_first() -> None:
    assert known()[0] == DEFAULT
    assert {"de", "fr", "es", "it", "pt", "ru"} <= set(known())


@pytest.mark.parametrize("code", ["tlh", "", "../en", "e.n", "zz-ZZ"])
def test_a_language_without_a_file_knows_nothing(code: str) -> None:
    found = language(code)
    assert not found.sections
    assert found.words("words", "function") == ()
    assert found.lines("dates", "months") == ()


def test_sections_are_found_inside_sections() -> None:
    known_words = Language("xx", {"a": {"b": {"c": "one two"}}})
    assert known_words.words("a.b", "c") == ("one", "two")
    assert known_words.words("a.x", "c") == ()


@pytest.mark.parametrize("code", known())
def test_every_file_is_of_the_promised_form(code: str) -> None:
    read = language(code)
    assert isinstance(read.section("").get("name", read.sections["name"]), str)
    assert len(months(code)) in (0, 12)
    assert len(weekdays(code)) in (0, 7)
    for key in ("after", "comments"):
        for sign in read.lines("pages", key):
            re.compile(sign)


@pytest.mark.parametrize("code", [code for code in known() if months(code)])
def test_no_name_of_a_month_means_two_months(code: str) -> None:
    names = [name.lower() for name in (*full(months(code)), *short(months(code)))]
    assert len(names) == len(set(names))


def test_the_months_of_all_languages_agree_where_they_share_a_name() -> None:
    numbers: dict[str, int] = {}
    for code in known():
        for name, number in month_numbers([code]).items():
            assert numbers.setdefault(name, number) == number, (code, name)


def test_alternatives_prefer_the_longer_word_and_match_nothing_where_there_is_none() -> None:
    assert re.match(alternatives(["Mar", "March"]), "March").group() == "March"  # type: ignore[union-attr]
    assert re.search(alternatives([]), "anything") is None
