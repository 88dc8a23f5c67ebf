import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.duplicates import bands, canonical_address, content_digest, is_copy, words_of

CHANCE = random.Random(3)
VOCABULARY = [
    f"{a}{b}" for a in ("ka", "lo", "mi", "ren", "sto", "tu", "ver") for b in ("bal", "den", "fi", "gus", "hor", "ja")
]


def copy_text(paragraphs=8):
    return "\n\n".join(
        " ".join([f'"{VOCABULARY[0]}"', *CHANCE.choices(VOCABULARY, k=45)]) + "." for _ in range(paragraphs)
    )


def replaced(text, share):
    return " ".join(CHANCE.choice(VOCABULARY) if CHANCE.random() < share else word for word in text.split(" "))


EDITS = {
    "a dateline": lambda text: "PORT EDDA (NordPress) — " + text,
    "a last line": lambda text: (
        text + "\n\nThis report was edited for length by our desk. Write to us with corrections."
    ),
    "one word in fifty": lambda text: replaced(text, 0.02),
    "the end cut off": lambda text: "\n\n".join(text.split("\n\n")[:6]),
    "other marks": lambda text: text.replace('" ', "” ").replace('"', "“"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_copy_is_one_and_shares_a_band(edit):
    originals = [copy_text() for _ in range(20)]
    copies = [EDITS[edit](text) for text in originals]
    found = [
        is_copy(copy, text) and bool(set(bands(words_of(copy))) & set(bands(words_of(text))))
        for copy, text in zip(copies, originals, strict=True)
    ]
    assert sum(found) >= 18


def test_a_longer_report_on_top_of_a_copy_is_no_copy():
    text = copy_text()
    assert not is_copy(text + "\n\n" + copy_text(4), text)


def test_an_excerpt_is_no_copy():
    text = copy_text()
    assert not is_copy(text.split("\n\n")[0], text)


def test_different_texts_share_no_band():
    sketches = [set(bands(words_of(copy_text()))) for _ in range(40)]
    assert not any(a & b for n, a in enumerate(sketches) for b in sketches[:n])


def test_a_few_words_have_no_sketch():
    assert bands(words_of("The ferry sank.")) == ()


def test_marks_case_and_white_space_make_no_other_content():
    assert content_digest(words_of("“It’s  LOST” —\n\nnow")) == content_digest(words_of('"it\'s lost" - now'))
    assert content_digest(words_of("It is lost")) != content_digest(words_of("It is last"))


@pytest.mark.parametrize(
    "url",
    [
        "https://post.example/a/b",
        "http://post.example/a/b/",
        "https://www.post.example/a/b",
        "HTTPS://POST.example/a/b#comments",
        "https://post.example/a/b?utm_source=x&utm_medium=y",
        "https://post.example/a/b?fbclid=abc",
    ],
)
def test_forms_of_one_address_are_one(url):
    assert canonical_address(url) == "post.example/a/b"


def test_what_tells_articles_apart_stays_in_the_address():
    addresses = [
        "https://post.example/?p=1",
        "https://post.example/?p=2",
        "https://post.example/a?story=3",
        "https://x.example/a",
    ]
    assert len({canonical_address(url) for url in addresses}) == 4


@given(st.text())
def test_any_string_has_a_canonical_address(url):
    assert isinstance(canonical_address(url), str)
    assert isinstance(canonical_address("https://" + url), str)
