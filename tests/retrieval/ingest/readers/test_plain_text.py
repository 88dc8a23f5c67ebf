"""What a flattened page states, told apart from what stands around it; every page here is invented."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.domain import BlockKind
from retrieval.errors import Refused
from retrieval.ingest.readers.flat.body import is_pager
from retrieval.ingest.readers.flat.lines import page_lines
from retrieval.ingest.readers.page import Page
from retrieval.ingest.readers.plain_text import read_flat_page

PAGES = Path(__file__).parent / "pages"
SENTENCES = [
    "The council of Oskar voted on Monday to rebuild the old theatre by the river.",
    "Mayor Lena Fors said the work would begin in May and cost nine million crowns.",
    "The theatre closed in 2012 after its roof was found to be unsafe.",
    "Three members of the council voted against the plan, which they called too dear.",
    "An architect from Velmora will draw the new stage and the hall around it.",
    "The first play is to be shown in the autumn of the following year.",
]


@pytest.fixture(scope="module")
def harbour() -> Page:
    return read_flat_page((PAGES / "harbour.txt").read_text("utf-8"))


def test_the_headline_is_the_line_above_the_article(harbour: Page) -> None:
    assert harbour.headline == "Harbour of Velmora to reopen after storm"


def test_section_agency_and_dateline_are_read(harbour: Page) -> None:
    assert (harbour.section, harbour.agency, harbour.dateline) == (("NEWS", "Coast"), "Lanx", "VELMORA")


def test_the_time_is_as_stated_and_no_zone_is_invented(harbour: Page) -> None:
    assert harbour.published == "2031-03-04T09:15"


def test_paragraphs_are_the_article_and_nothing_else(harbour: Page) -> None:
    assert [p.split()[0] for p in harbour.paragraphs] == ["VELMORA:", '"We', "Okafor", "The"]


def test_a_caption_is_told_from_paragraphs_with_its_credit(harbour: Page) -> None:
    (caption,) = harbour.captions
    assert caption.text == "Workers clear timber from the northern pier in Velmora, Astra, March 3, 2031."
    assert caption.credit == "Lanx"


def test_related_headlines_lose_the_articles_own_headline_before_them(harbour: Page) -> None:
    assert harbour.related == (
        "Ferry to Oskar Island runs again",
        "Fishermen ask for a new breakwater",
        "Storm names: who picks them",
    )


def test_a_pager_marks_the_article_as_incomplete(harbour: Page) -> None:
    assert harbour.incomplete
    assert not read_flat_page("\n\n".join(SENTENCES)).incomplete


def test_the_agency_stands_in_for_an_outlet_that_is_not_stated(harbour: Page) -> None:
    article = replace(harbour, outlet=None).article("harbour")
    assert (article.outlet, article.agency) == ("Lanx", "Lanx")
    assert harbour.article("harbour", outlet="The Ledger").outlet == "The Ledger"


def test_the_blocks_of_the_article_are_its_parts_in_page_order(harbour: Page) -> None:
    article = harbour.article("harbour")
    assert [article.text[b.start : b.end] for b in article.blocks] == [part.text for part in harbour.parts]
    assert [b.kind for b in article.blocks][1] is BlockKind.CAPTION


def test_what_a_page_does_not_state_is_none() -> None:
    page = read_flat_page("\n\n".join(SENTENCES))
    assert (page.headline, page.agency, page.published, page.dateline) == (None, None, None, None)
    assert (page.section, page.authors, page.related) == ((), (), ())


def test_menus_comments_and_footers_are_left_out() -> None:
    menu = "\n".join(f"  * {word}" for word in ["Home", "News", "Sport", "Culture", "Weather", "Jobs", "Contact"])
    comments = "3 Comments\nanna says:\nI liked the old theatre much better than anything they will build now.\nReply"
    footer = "Copyright 2030 The Oskar Times. All rights reserved."
    page = read_flat_page("\n\n".join([menu, "Theatre to be rebuilt", "By Ada Lund", *SENTENCES, comments, footer]))
    assert page.paragraphs == SENTENCES
    assert (page.headline, page.authors) == ("Theatre to be rebuilt", ("Ada Lund",))


def test_a_summary_above_the_byline_is_not_the_article() -> None:
    lines = ["Theatre to be rebuilt", "A vote ends ten years of quarrel over the old house.", "By Ada Lund, 4 May 2030"]
    page = read_flat_page("\n\n".join([*lines, *SENTENCES]))
    assert page.paragraphs == SENTENCES
    assert page.published == "2030-05-04"


def test_a_box_indented_deeper_than_the_article_is_left_out() -> None:
    box = [
        "        Most read",
        "        Choir wins again",
        "        A bridge too old",
        "        Harbour reopens on Friday",
    ]
    page = read_flat_page("\n\n".join([f"    {s}" for s in SENTENCES[:3]] + box + [f"    {s}" for s in SENTENCES[3:]]))
    assert page.paragraphs == SENTENCES


def test_a_quotation_indented_deeper_than_the_article_is_kept() -> None:
    quoted = "“The theatre belongs to the town, and the town has now said so,” she wrote."
    page = read_flat_page(
        "\n\n".join([f"    {s}" for s in SENTENCES[:3]] + [f"      {quoted}"] + [f"    {s}" for s in SENTENCES[3:]])
    )
    assert quoted in page.paragraphs


def test_hard_wraps_are_undone() -> None:
    paragraphs = [" ".join(SENTENCES[:3]), " ".join(SENTENCES[3:])]
    wrapped = "\n\n".join(_wrapped(paragraph, 60) for paragraph in paragraphs)
    assert read_flat_page(wrapped).paragraphs == paragraphs


@pytest.mark.parametrize("width", [50, 65, 80, 100])
def test_hard_wraps_without_blank_lines_keep_every_word(width: int) -> None:
    wrapped = "\n".join(_wrapped(" ".join(SENTENCES[a : a + 3]), width) for a in (0, 3))
    assert " ".join(read_flat_page(wrapped).paragraphs).split() == " ".join(SENTENCES).split()


def test_lines_of_a_poem_are_not_joined() -> None:
    assert len(page_lines("The sea is grey\nThe gulls are white\nAnd I am far\nFrom you tonight")) == 4


@pytest.mark.parametrize(
    "text",
    [
        "Harbour of Velmora to reopen after storm",
        "Choir wins again\nA bridge too old\nWho picks the names of storms?\nNine days of rain",
        "",
        "\n\n \n",
    ],
)
def test_a_page_without_an_article_is_refused(text: str) -> None:
    page = read_flat_page(text)
    assert page.paragraphs == []
    with pytest.raises(Refused, match="no article") as refused:
        page.article("x")
    assert refused.value.reason == "no-article"


def test_a_page_of_one_picture_is_its_caption() -> None:
    page = read_flat_page(
        "Regatta\nUpdated: 2030-06-01 12:00\n\nBoats wait for the wind before the regatta off Velmora on Saturday, June 1, 2030. [Photo: Ola Renn]\n\n 1234"
    )
    assert [caption.credit for caption in page.captions] == ["Ola Renn"]
    assert page.incomplete


@pytest.mark.parametrize(
    ("after", "paragraphs"),
    [
        ("Вам также может быть интересно", ["Городской совет Оскара проголосовал в понедельник за восстановление старого театра у реки.",
                                            "По словам мэра, работы начнутся в мае и обойдутся в девять миллионов крон."]),
        ("Das könnte Sie auch interessieren", ["Der Stadtrat von Oskar hat am Montag beschlossen, das alte Theater am Fluss wieder aufzubauen.",
                                               "Die Arbeiten sollen nach Angaben der Bürgermeisterin im Mai beginnen und neun Millionen Kronen kosten."]),
        ("相关新闻", ["奥斯卡市议会星期一投票决定重建河边的旧剧院，预计耗资九百万克朗。", "市长表示，工程将于五月开始，第一场演出将在明年秋天举行。"]),
    ],
)  # fmt: skip
def test_pages_in_other_languages_end_where_their_related_stories_begin(after: str, paragraphs: list[str]) -> None:
    page = read_flat_page("\n\n".join([*paragraphs, after, *(["Хор", "Brücke", "桥"] * 2)]))
    assert page.paragraphs == paragraphs


def test_directions_and_invisible_characters_are_stripped() -> None:
    page = read_flat_page(
        "Thea\u200btre \u202eto be\u202c rebuilt\n\n" + "\n\n".join(s.replace("e", "e\u200b") for s in SENTENCES)
    )
    assert page.paragraphs == SENTENCES
    assert page.headline == "Theatre to be rebuilt"


def test_many_short_lines_and_a_very_long_one_are_read() -> None:
    assert read_flat_page("\n".join(f"line {n}" for n in range(20_000))).paragraphs == []
    assert len(read_flat_page(" ".join(SENTENCES * 3_000)).paragraphs) == 1


def test_more_lines_than_any_page_has_are_refused() -> None:
    with pytest.raises(Refused, match="20,001 lines"):
        read_flat_page("\n".join(["line"] * 20_001))


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from([*SENTENCES, "Home", "Share", "  * Sport", "Read more", "By Ada Lund", "", "Photo: Ola Renn"]),
        max_size=40,
    )
)
def test_whatever_is_given_the_parts_are_lines_of_the_page(lines: list[str]) -> None:
    page = read_flat_page("\n".join(lines))
    given_words = _bare(" ".join(lines))
    assert all(_bare(part.text) in given_words for part in page.parts)


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    page = read_flat_page(text)
    assert all(part.text for part in page.parts)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=6, unique=True))
def test_no_paragraph_of_a_page_of_paragraphs_is_lost(paragraphs: list[str]) -> None:
    assert read_flat_page("\n\n".join(paragraphs)).paragraphs == paragraphs


def test_every_field_of_the_real_page_is_right(repository: Path) -> None:
    path = repository.parent / "shared" / "stories" / "nato-russia-corfu.txt"
    if not path.exists():
        pytest.skip("the real page is not here")
    page = read_flat_page(path.read_text("utf-8"))
    assert (page.section, page.agency, page.published) == (("WORLD", "Europe"), "Xinhua", "2009-06-28T10:57")
    assert (page.dateline, page.authors, page.incomplete) == ("CORFU", (), True)
    assert len(page.paragraphs) == 11
    assert len(page.related) == 5
    assert not any(page.headline in text for text in (*page.paragraphs, *page.related))
    assert [caption.credit for caption in page.captions] == ["Xinhua"]


def _wrapped(paragraph: str, width: int) -> str:
    lines, line = [], ""
    for word in paragraph.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    "line", ["Previous page 1 2 3 4 Next Page", "Page 1 of 3", "1234", "1 2 3", "Next page »", "« Prev 1 2 Next »"]
)
def test_a_pager_is_known_in_its_forms(line: str) -> None:
    assert is_pager(line)


@pytest.mark.parametrize(
    "line",
    [
        "What's next? 15 crowns an hour",
        "Next article: Girl, 8, rescued",
        "1 of 6",
        "2 3",
        "12",
        "3 May 2031",
        "Next",
        "",
    ],
)
def test_other_lines_with_numbers_are_no_pager(line: str) -> None:
    assert not is_pager(line)


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("WORLD> Europe", ("WORLD", "Europe")),
        ("Home / International / News Tools: Save | Print | E-mail", ("International", "News")),
        ("Home » Culture", ("Culture",)),
        ("Follow Us > ‹", ()),
        ("Expand / Collapse search", ()),
    ],
)
def test_a_section_path_is_told_from_other_lines_with_signs(line: str, section: tuple[str, ...]) -> None:
    assert read_flat_page("\n\n".join([line, "Theatre to be rebuilt", "By Ada Lund", *SENTENCES])).section == section


def test_lines_broken_by_hand_before_the_width_is_reached_are_joined() -> None:
    page = read_flat_page(
        "Bakers strike in Halden\nBy Mara Lindqvist\n12 May 2025\n\n"
        "Bakers in the old town of Halden did not light their ovens on Monday and\nwill not do so until their rents are lowered, "
        "their guild said.\n\n"
        "The guild, which has forty members and has met in the same cellar since 1780,\nasked the city to buy the houses and to let "
        "them at half of what is\nasked today.\n\n"
        "Nobody from the city was at the meeting, which lasted for three hours and\nended with a song.\n"
    )
    assert len(page.paragraphs) == 3
    assert all(paragraph.endswith(".") for paragraph in page.paragraphs)
