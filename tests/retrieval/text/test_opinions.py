"""Which articles are opinion pieces: by the label of their headline or section, in the article's language."""

import pytest

from retrieval.text.languages import known, language
from retrieval.text.opinions import is_opinion, writer, writers


@pytest.mark.parametrize(
    ("headline", "sections", "code"),
    [
        ("Opinion: The harbour must close", (), "en"),
        ("OPINION | The harbour must close", (), None),
        ("Editorial - A harbour for all", (), "en"),
        ("The harbour must close", ("Harbour", "Opinion"), "en"),
        ("Kommentar: Der Hafen muss schließen", (), "de"),
        ("Опинион", ("Мнение",), "ru"),
        ("社説：港を閉じよ", (), "ja"),
    ],
)
def test_a_label_before_the_headline_or_as_the_section_makes_an_opinion_piece(headline, sections, code):
    assert is_opinion(headline, sections, code)


@pytest.mark.parametrize(
    ("headline", "sections", "code"),
    [
        ("Opinion is divided over the harbour", (), "en"),
        ("Comments: none", (), "en"),
        ("In our opinion: nothing", (), "en"),
        ("Opinion polls: the mayor leads", ("Politics",), "en"),
        ("Harbour closed", ("Opinion polls",), "en"),
        ("Opinion: Le port", (), "tlh"),
        (None, (), None),
    ],
)
def test_everything_else_is_none(headline, sections, code):
    assert not is_opinion(headline, sections, code)


@pytest.mark.parametrize(
    "author", ["Opinion by Ana Brill", "Opinion Ana Brill", "OPINION | Ana Brill", "Ana Brill For Bay News"]
)
def test_an_author_is_named_without_what_a_page_puts_around_the_name(author):
    assert writer(author, "en") == "Ana Brill"


def test_every_label_is_known_in_its_language():
    for code in known():
        for label in language(code).lines("opinions", "labels"):
            assert is_opinion(f"{label.title()}: 1", (), code)
            assert is_opinion(None, (label,), code)


@pytest.mark.parametrize(
    ("authors", "named"),
    [
        (["Ana Brill Bo Renn", "Ana Brill", "Bo Renn"], ("Ana Brill", "Bo Renn")),
        (["Ana Brill and Bo Renn", "Ana Brill", "Bo Renn"], ("Ana Brill", "Bo Renn")),
        (["Bo Renn", "Ana Brill", "Opinion by Ana Brill, Bo Renn"], ("Bo Renn", "Ana Brill")),
        (["Ana Brill", "ana brill", "Bo Renn", "Opinion by Ana Brill"], ("Ana Brill", "Bo Renn")),
        (["Ana Brill"], ("Ana Brill",)),
        (["Ana", "Ana Brill"], ("Ana", "Ana Brill")),
        (["Ana Brill Renn", "Ana Brill"], ("Ana Brill Renn", "Ana Brill")),
        (["Ana Brill Bo Renn Jo Li", "Ana Brill", "Bo Renn"], ("Ana Brill Bo Renn Jo Li", "Ana Brill", "Bo Renn")),
        (["Ana Brill Harbour Bo Renn", "Ana Brill", "Bo Renn"], ("Ana Brill Harbour Bo Renn", "Ana Brill", "Bo Renn")),
        ([], ()),
    ],
)
def test_everybody_who_wrote_a_piece_is_named_once(authors, named):
    assert writers(authors) == named
