"""Which scripts are cut into pairs of characters, and in which a word is a character or two."""

import pytest

from retrieval.text.scripts import DENSE, SPACELESS


@pytest.mark.parametrize("text", ["東京", "ข่าว", "かな", "သတင်း"])
def test_runs_of_scripts_without_spaces_are_found_whole(text: str) -> None:
    assert SPACELESS.fullmatch(text)
    assert len(DENSE.findall(text)) == len(text)


def test_hangul_sets_spaces_but_its_words_are_short() -> None:
    assert not SPACELESS.search("뉴스")
    assert DENSE.search("뉴스")


@pytest.mark.parametrize("text", ["news", "новости", "نشرة", "ειδήσεις"])
def test_alphabets_are_neither(text: str) -> None:
    assert not SPACELESS.search(text)
    assert not DENSE.search(text)
