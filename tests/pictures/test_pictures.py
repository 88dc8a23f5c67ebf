"""The pictures that the README shows are there, are text, and are drawn by one command from the sample stories."""

import re
from pathlib import Path
from xml.etree import ElementTree

from .bubbles import Message, drawn, lines
from .draw import main

SVG = "{http://www.w3.org/2000/svg}"


def test_every_picture_of_the_readme_is_there_and_well_formed(repository: Path) -> None:
    named = re.findall(r'src="(\S+?)"', (repository / "README.md").read_text("utf-8"))
    assert len(named) == 4
    assert all(ElementTree.parse(repository / name).getroot().tag == f"{SVG}svg" for name in named)


def test_one_command_draws_them_all(tmp_path: Path) -> None:
    main(tmp_path / "pictures")
    made = {path.name for path in (tmp_path / "pictures").iterdir()}
    assert made == {"conversation.svg", "inline.svg", "card.svg", "chart.svg", "card.png", "chart.png"}
    told = "".join(ElementTree.parse(tmp_path / "pictures/conversation.svg").getroot().itertext())
    assert "When did the ferry run aground?" in told
    assert "My stories do not answer that." in told


def test_no_line_of_a_bubble_is_wider_than_it() -> None:
    told = lines("A <b>bold</b> word &amp; <blockquote>" + "many words " * 40 + "</blockquote>\nand an end", 300)
    assert all(line.width <= 310 for line in told)
    assert "".join(word for line in told for word, _ in line.words).split()[:4] == ["A", "bold", "word", "&"]
    assert {line.quoted for line in told} == {True, False}


def test_markup_of_a_message_is_shown_as_words() -> None:
    svg = drawn([Message("&lt;b&gt; &amp; more", [["<b>"]])], "<title>")
    assert "".join(ElementTree.fromstring(svg).itertext()).count("<b>") == 2
