"""Every text that is shown exists, every text that exists is shown, and an operator's own texts are checked."""

import re
from pathlib import Path

import pytest

from bot.configuration.yaml_files import BadConfiguration
from bot.views.locales import plural
from bot.views.texts import LANGUAGES, Texts, bundled_texts, checked_languages, known_language, load_texts, places
from retrieval.domain import Message

CODE = "\n".join(path.read_text("utf-8") for path in (Path(__file__).parents[3] / "bot").rglob("*.py"))
#: keys that are put together: `menu_` and a command, `differs_` and what figures count, the ways of speaking, what charts count
MADE = re.compile(
    r"menu_\w+|differs_(killed|injured|missing)|direct|mixed|reported|chart_\w+_(day|week|month|year)|wanted_\w+"
)


def test_every_text_that_is_used_exists():
    used = set(re.findall(r"""texts(?:\(\))?\(\s*["'](\w+)["']""", CODE))
    assert used
    assert used <= bundled_texts().keys()


def test_every_text_that_exists_is_used():
    named = set(re.findall(r"""["'](\w+)["']""", CODE))
    named |= {message.value for message in Message}
    assert {key for key in bundled_texts().keys() - named if not MADE.fullmatch(key)} == set()


def test_every_message_has_its_words():
    assert {message.value for message in Message} <= bundled_texts().keys()


def test_an_operators_texts_lie_over_the_bundled_ones(tmp_path):
    (tmp_path / "texts.yaml").write_text("dropped: With pleasure.\n")
    texts = load_texts(tmp_path / "onrecord.yaml")
    assert texts("dropped") == "With pleasure."
    assert texts("help") == bundled_texts()("help")


def test_every_fault_in_an_operators_texts_is_named_with_its_line(tmp_path):
    (tmp_path / "texts.yaml").write_text("droppd: x\nhelp: 7\nabout: 'on {subject}'\nstart: 'a {'\n")
    with pytest.raises(BadConfiguration) as caught:
        load_texts(tmp_path / "onrecord.yaml")
    lines = str(caught.value).splitlines()
    assert len(lines) == 4
    assert all(f"line {number}" in line for number, line in enumerate(lines, 1))


#: new texts that other languages may lack until they are translated; they are shown in English
GAPS: set[str] = set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_and_no_other(language: str) -> None:
    missing = bundled_texts().keys() - bundled_texts(language).keys()
    assert not missing - GAPS, "a text belongs into every file of config/texts (or, for a while, into GAPS)"
    assert bundled_texts(language).keys() <= bundled_texts().keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_the_places_that_it_has_in_english(language: str) -> None:
    texts, english = bundled_texts(language), bundled_texts()
    other = {key: (places(texts.raw(key)), places(english.raw(key))) for key in sorted(texts.keys())}
    assert {key: both for key, both in other.items() if both[0] != both[1]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_the_tags_that_it_has_in_english(language: str) -> None:
    texts, english = bundled_texts(language), bundled_texts()
    tags = {
        key: [re.findall(r"</?[a-z]+>", str(one.raw(key))) for one in (texts, english)]
        for key in sorted(texts.keys() - {"terminal_token"})
    }
    assert {key: both for key, both in tags.items() if both[0] != both[1]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_counts_has_every_form_that_a_number_takes(language: str) -> None:
    texts = bundled_texts(language)
    taken = {plural(language, count) for count in (*range(201), 1_000_000)} | {"other"}
    for key in sorted(texts.keys()):
        if not isinstance(forms := texts.raw(key), str):
            assert set(forms) == taken, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_shown_under_a_name_of_its_own(language: str) -> None:
    names = [bundled_texts(code)("language_name") for code in LANGUAGES]
    assert len(set(names)) == len(names)
    assert bundled_texts(language).language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_telegram_shows_is_as_short_as_telegram_wants(language: str) -> None:
    texts = bundled_texts(language)
    assert len(texts("description")) <= 512
    assert len(texts("short_description")) <= 120
    assert len(texts("name", name="onrecord")) <= 64
    assert all(1 <= len(texts(key)) <= 256 for key in sorted(texts.keys()) if key.startswith("menu_"))


def test_a_text_that_a_language_lacks_is_shown_in_english():
    english = Texts({"stories": {"one": "one story", "other": "{count} stories"}})
    russian = Texts({}, "ru", english)
    assert russian("stories", count=1) == "one story"
    assert russian("stories", count=22) == "22 stories"


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 рассказ"), (3, "3 рассказа"), (5, "5 рассказов"), (21, "21 рассказ"), (1200, "1\xa0200 рассказов")]
)  # fmt: skip
def test_numbers_take_the_form_and_the_separators_of_the_language(count: int, words: str) -> None:
    forms = {
        "one": "{count} рассказ",
        "few": "{count} рассказа",
        "many": "{count} рассказов",
        "other": "{count} рассказа",
    }
    assert Texts({"stories": forms}, "ru")("stories", count=count) == words


def test_names_in_other_letters_are_kept_from_turning_the_line_around():
    assert Texts({"more": "المزيد من {name}"}, "ar")("more", name="Ann Moss") == "المزيد من \u2068Ann Moss\u2069"
    assert Texts({"more": "More from {name}"})("more", name="Ann Moss") == "More from Ann Moss"
    assert Texts({"more": "More from {name}"})("more", name="آن") == "More from \u2068آن\u2069"


@pytest.mark.parametrize(
    ("code", "language"),
    [("de", "de"), ("pt-br", "pt"), ("zh-hans", "zh"), ("EN_gb", "en"), ("nl", None), ("", None), (None, None)],
)
def test_telegrams_codes_stand_for_languages(code: str | None, language: str | None) -> None:
    assert known_language(code) == language


def test_an_operators_texts_are_a_file_a_language_too(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/de.yaml").write_text(
        'thanks: Bitte sehr.\narticles:\n  one: ein Stück\n  other: "{count} Stücke"\n'
    )
    languages = checked_languages(tmp_path / "onrecord.yaml")
    assert languages["de"]("thanks") == "Bitte sehr."
    assert languages["de"]("articles", count=1) == "ein Stück"
    assert languages["en"]("thanks") == bundled_texts()("thanks")


def test_a_fault_in_the_texts_of_any_language_is_told_at_once(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/de.yaml").write_text("thanks: Bitte.\narticles:\n  few: ein paar\n  other: viele\nbye: [1]\n")
    with pytest.raises(BadConfiguration) as caught:
        checked_languages(tmp_path / "onrecord.yaml")
    form, kind = str(caught.value).splitlines()
    assert "line 2" in form
    assert "few" in form
    assert "line 5" in kind
