"""What is shown is valid for Telegram, however long and hostile it is."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from bot.views.html import LIMIT, bold, emphasised, escape, link, plain, quote, split, units


def visible(source: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", source))


def balanced(source: str) -> bool:
    opened: list[str] = []
    for slash, name in re.findall(r"<(/?)([a-z]+)[^>]*>", source):
        if not slash:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


words = st.text(alphabet=st.sampled_from('abc <>&"\n.😀é'), max_size=300)
pieces = st.lists(st.tuples(st.sampled_from(["plain", "bold", "quote", "link"]), words), max_size=12)


def built(parts: list[tuple[str, str]]) -> str:
    make = {
        "plain": escape,
        "bold": bold,
        "quote": lambda t: quote(escape(t)),
        "link": lambda t: link(t, "https://x.example/"),
    }
    return "\n".join(make[kind](text) for kind, text in parts)


@given(pieces, st.integers(min_value=120, max_value=400))
def test_every_piece_is_short_balanced_and_not_empty_and_no_word_is_lost(parts, limit):
    source = built(parts)
    made = split(source, limit)
    assert all(units(piece) <= limit and balanced(piece) and visible(piece).strip() for piece in made)
    assert "".join("".join(map(visible, made)).split()) == "".join(visible(source).split())


def test_a_short_message_is_left_as_it_is():
    assert split("a <b>b</b>") == ["a <b>b</b>"]
    assert split(" \n ") == []


def test_a_paragraph_is_the_preferred_end_of_a_piece():
    first, second = "A sentence. " * 20, "Another one. " * 20
    assert split(f"{first.strip()}\n\n{second.strip()}", 400) == [first.strip(), second.strip()]


def test_a_sentence_is_preferred_to_a_word():
    made = split("One two three four five. " * 40, 400)
    assert all(piece.endswith(".") for piece in made)


def test_a_word_is_preferred_to_its_middle_and_a_long_word_is_cut():
    assert all(not piece.endswith("wor") for piece in split("word " * 300, 401))
    assert [units(p) for p in split("x" * 9000)] == [LIMIT, LIMIT, 9000 - 2 * LIMIT]


def test_astral_characters_count_twice():
    assert [units(p) for p in split("😀" * 4096)] == [LIMIT, LIMIT]


def test_an_entity_is_never_cut():
    assert all(re.fullmatch(r"(&amp;)+", piece) for piece in split("&amp;" * 2000))


def test_tags_open_at_a_cut_are_opened_again():
    made = split(quote("word " * 2000))
    assert len(made) > 2
    assert all(piece.startswith("<blockquote>") and piece.endswith("</blockquote>") for piece in made)


def test_only_web_addresses_become_links():
    assert link("a", "javascript:alert(1)") == "a"
    assert link("<a>", 'https://x.example/?a="1') == "&lt;a&gt;"
    assert link("a", "https://x.example/?a=1&b=2") == '<a href="https://x.example/?a=1&amp;b=2">a</a>'
    assert link("a", "https://x.example/" + "a" * 5000) == "a"


def test_emphasis_is_by_offsets_of_the_article_and_overlaps_are_merged():
    assert emphasised("frozen in August 2008 & later", 100, [(110, 116), (114, 121), (500, 510)]) == (
        "frozen in <b>August</b><b> 2008</b> &amp; later"
    )


def test_plain_text_has_marks_for_quotations_and_addresses_at_the_end_of_the_line():
    source = f'{bold("A & B")}:\n{quote("said <b>it</b>")}\n<a href="https://x.example/?a=1&amp;b=2">Head</a> · Outlet'
    assert plain(source) == "A & B:\n> said it\nHead · Outlet · https://x.example/?a=1&b=2"
