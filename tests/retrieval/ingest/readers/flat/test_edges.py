"""Where the text of a flattened page begins and ends, and what over it is the headline; every page is invented."""

import pytest

from retrieval.ingest.readers.flat.bylines import people_in
from retrieval.ingest.readers.flat.signatures import joined
from retrieval.ingest.readers.plain_text import read_flat_page

TEXTS = [
    "The tunnel under the Sorrel pass will open again on Friday, eight months after rock fell on its southern mouth.",
    "Nobody was hurt when it fell, because it was a Sunday and the baker had overslept, the road office said.",
    "Lorries of more than twelve tonnes will still have to go round by the valley, which takes two hours longer.",
    "The repair of the tunnel cost 2.4 million crowns, and the toll for cars will rise to nine crowns in spring.",
]


def page(*lines: str) -> str:
    return "\n".join(lines)


def test_a_short_sentence_below_a_box_of_titles_ends_the_story() -> None:
    box = ("Read also:", "Goat spends night on roof of town hall", "Ice rink opens early")
    read = read_flat_page(
        page("Sorrel tunnel opens", *TEXTS, *box, "The toll is paid in coins.", "More stories", "Sport")
    )
    assert read.paragraphs == [*TEXTS, "The toll is paid in coins."]
    teased = read_flat_page(page("Sorrel tunnel opens", *TEXTS, *box, "The goat had climbed the ivy.", "More stories"))
    assert teased.paragraphs == TEXTS


def test_a_line_without_an_end_below_the_byline_is_no_text() -> None:
    below = "A tunnel that was shut for eight months and a baker who was late that day"
    read = read_flat_page(page("Sorrel tunnel opens", "By Ana Ek", "3 October 2031", below, *TEXTS))
    assert (read.headline, read.paragraphs) == ("Sorrel tunnel opens", TEXTS)


def test_a_headline_is_above_the_lines_that_sum_up_its_story() -> None:
    top = (
        "Sorrel Tunnel Tolls Rise as Repair Costs More Than Planned",
        "Cars will pay nine crowns in spring for the tunnel",
    )
    also = "Rock fell on the southern mouth eight months ago"
    read = read_flat_page(
        page("Markets", *top, also, "By Ana Ek and Bo Lind", "October 3, 2031 at 12:15 PM UTC", *TEXTS)
    )
    assert (read.headline, list(read.authors)) == (top[0], ["Ana Ek", "Bo Lind"])


def test_a_kicker_with_a_colon_is_no_headline_and_a_line_in_the_text_is_none() -> None:
    read = read_flat_page(
        page(
            "Sorrel pass :",
            "The baker who overslept",
            "Von Ana Ek, Holm",
            "03.10.2031, 06:02",
            *TEXTS,
            "Źródło: Sova",
            "3.10.2031",
        )
    )
    assert read.headline == "The baker who overslept"
    late = read_flat_page(
        page("Sorrel tunnel opens again", *TEXTS[:3], "More on this below", TEXTS[3], "Source: Sova", "3 October 2031")
    )
    assert late.headline == "Sorrel tunnel opens again"


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        (
            ("A mouth of a tunnel, but not this one", "A mouth of a tunnel, but not this one Bild: Ola Renn"),
            "A mouth of a tunnel, but not this one",
        ),
        (("Image:", "The tunnel is open. Pic: Ola Renn"), "The tunnel is open."),
        (("The southern mouth of the tunnel.Photographer: Ola Renn/Sova",), "The southern mouth of the tunnel."),
    ],
)
def test_a_caption_is_told_from_its_credit(lines: tuple[str, ...], caption: str) -> None:
    read = read_flat_page(page("Sorrel tunnel opens", "By Ana Ek", *lines, *TEXTS))
    assert [part.text for part in read.parts if part.text == caption] == [caption]
    assert (read.headline, read.paragraphs) == ("Sorrel tunnel opens", TEXTS)


def test_a_byline_over_several_lines_names_all_of_its_authors() -> None:
    lines = [
        "Wing Lau",
        "in Marn",
        "and",
        "Hana Mori",
        "in Karst",
        "Published: 4:46pm, 3 Oct 2031Updated: 6:20pm, 3 Oct 2031",
    ]
    assert joined(lines) == ["Wing Lau and Hana Mori", lines[-1]]
    read = read_flat_page(page("Sorrel tunnel opens", *lines, *TEXTS))
    assert (list(read.authors), read.published) == (["Wing Lau", "Hana Mori"], "2031-10-03T16:46")


def test_the_agency_beside_a_byline_is_no_author_and_an_outlet_is_none() -> None:
    assert people_in("Ana Ek with AFP") == ("Ana Ek",)
    assert people_in("Le Phare avec AFP") == ()


def test_the_korean_for_reporter_is_no_name() -> None:
    assert people_in("김민수 기자") == ("김민수",)


@pytest.mark.parametrize("stated", ["10/03/2031October 3, 2031", "October 3, 2031Updated October 4, 2031"])
def test_dates_that_were_put_together_without_a_space_are_read(stated: str) -> None:
    assert read_flat_page(page("Sorrel tunnel opens", "By Ana Ek", stated, *TEXTS)).published == "2031-10-03"


SWAN = [
    "En svane har tirsdag morgen stoppet togtrafikken mellem Holm og Sedel i 50 minutter.",
    "- Den havde ikke travlt, siger togfører Sten Ruud.",
    "Til sidst bar en dyrlæge fuglen væk fra sporet.",
    "Elleve tog blev forsinkede.",
]


def test_a_dash_before_speech_is_a_word_of_the_text_and_a_last_sentence_of_few_words_is_kept() -> None:
    top = ("Svane stopper tog i 50 minutter", "Af", "Mette Holst", "5. mar 2031 kl. 09.12")
    read = read_flat_page(page(*top, *SWAN, "Del artiklen"))
    assert (read.headline, list(read.authors), read.published) == (top[0], ["Mette Holst"], "2031-03-05T09:12")
    assert read.paragraphs == SWAN


def test_items_of_a_list_lose_their_dashes() -> None:
    items = ["- Boats pass by the old lock, not the new one.", "- Lorries go round, by the valley."]
    read = read_flat_page(page("Sorrel tunnel opens", "By Ana Ek", *TEXTS[:2], *items, *TEXTS[2:]))
    assert [item.removeprefix("- ") for item in items] == read.paragraphs[2:4]


@pytest.mark.parametrize("below", ["More stories", "By Bo Lind", "Share this"])
def test_what_stands_below_the_last_sentence_is_none(below: str) -> None:
    assert read_flat_page(page("Sorrel tunnel opens", "By Ana Ek", *TEXTS, below)).paragraphs == TEXTS


@pytest.mark.parametrize(
    "spoken", ["«No tenía prisa», contó el maquinista.", "«Он никуда не спешил», — сказал машинист."]
)
def test_a_short_quotation_in_angled_marks_is_no_path_of_sections(spoken: str) -> None:
    read = read_flat_page(page("Sorrel tunnel opens", "By Ana Ek", TEXTS[0], spoken, *TEXTS[1:]))
    assert read.paragraphs == [TEXTS[0], spoken, *TEXTS[1:]]


@pytest.mark.parametrize(
    "headline",
    ["Svan stoppade tåget i 50 minuter", "Schwan legt Züge für 50 Minuten lahm", "Swan halts a train for 50 min"],
)
def test_a_headline_that_ends_in_minutes_is_no_time_to_read(headline: str) -> None:
    assert read_flat_page(page("News", headline, "5 March 2031", "4 min read", *TEXTS)).headline == headline


def test_a_quotation_over_a_headline_is_none() -> None:
    spoken = '"He was in no hurry at all"'
    text = f"{spoken}, a driver said after the tunnel had opened on Friday."
    read = read_flat_page(page("Sorrel", spoken, "Tunnel under pass opens", "5 March 2031", *TEXTS, text))
    assert read.headline == "Tunnel under pass opens"


@pytest.mark.parametrize("byline", ["Reto Ek, Sorrel", "Reto Ek (The Harrow Bell)"])
def test_a_name_with_a_place_or_an_outlet_is_a_byline(byline: str) -> None:
    read = read_flat_page(page("Tunnel under pass opens", byline, "5 March 2031, 05.30", *TEXTS))
    assert (read.headline, list(read.authors)) == ("Tunnel under pass opens", ["Reto Ek"])


@pytest.mark.parametrize(
    "signature", [("Authors:", "Goat"), ("Авторы", "Анна Лодина"), ("Eva Lindmark", "eva.lindmark@bell.example")]
)
def test_authors_may_sign_below(signature: tuple[str, str]) -> None:
    read = read_flat_page(page("Sorrel tunnel opens", "5 March 2031", *TEXTS, *signature, "Share this"))
    assert list(read.authors) == [name for name in signature if name in ("Анна Лодина", "Eva Lindmark")]


def test_a_page_without_spaces_has_its_headline_and_its_caption() -> None:
    text = [
        "5日朝、ホルム市の線路に白鳥が座り込み、列車が50分にわたって止まった。鉄道会社が明らかにした。",
        "運転士の鈴木一郎さん（45）は「急いでいない様子だった」と話した。",
        "白鳥は最後に、獣医師に抱かれて運ばれた。",
    ]
    top = ("社会", "白鳥が線路に座り込み、列車が50分遅れる", "山田花子", "2031年3月5日 9時12分", "写真・図版")
    read = read_flat_page(page(*top, "線路に座る白鳥＝ホルム市、鉄道会社提供", *text))
    assert (read.headline, list(read.authors), read.published) == (top[1], ["山田花子"], "2031-03-05T09:12")
    assert read.paragraphs == text


def test_a_credit_above_the_buttons_of_its_caption_is_none_of_the_page() -> None:
    lines = (
        "The tunnel has been shut for months.",
        "Ola Renn for Sova",
        "hide caption",
        "toggle caption",
        "Ola Renn for Sova",
    )
    read = read_flat_page(page("Sorrel tunnel opens", "October 3, 2031", "By", "Ana Ek", *lines, *TEXTS))
    assert (read.headline, list(read.authors), read.paragraphs) == ("Sorrel tunnel opens", ["Ana Ek"], TEXTS)


def test_a_name_alone_below_the_headline_is_the_authors_where_the_time_stands_above_it() -> None:
    read = read_flat_page(page("09:12, 5 марта 2031", "Россия", "Лебедь остановил поезда", "Анна Лодина", *RUSSIAN))
    assert (read.headline, list(read.authors), read.published) == (
        "Лебедь остановил поезда",
        ["Анна Лодина"],
        "2031-03-05T09:12",
    )
    about = read_flat_page(
        page(
            "5 March 2031", "Sorrel tunnel opens", "Ida Renn", *TEXTS, "“It is late,” said Ida Renn of the road office."
        )
    )
    assert about.authors == ()


RUSSIAN = [
    "Под Хольмом лебедь сел на рельсы и остановил одиннадцать поездов, сообщает железная дорога.",
    "По данным железной дороги, птица сидела на втором пути пятьдесят минут и не хотела уходить.",
]


def test_short_sentences_below_a_box_end_the_story_where_they_have_its_words() -> None:
    box = ("Материалы по теме:", "Гусь ехал в метро без билета", "Косуля зашла в аптеку")
    last = ["Машинист рассказал, что лебедь никуда не спешил.", "Птицу унесла ветеринар."]
    read = read_flat_page(page("Лебедь остановил поезда", "5 марта 2031", *RUSSIAN, *box, *last))
    assert read.paragraphs == [*RUSSIAN, *last]


def test_the_hour_above_a_headline_belongs_to_the_day_below_it() -> None:
    lines = ("09:12 05.03.2031", "Лебедь остановил поезда", "Лебедь на путях, 05.03.2031")
    assert read_flat_page(page(*lines, *RUSSIAN)).published == "2031-03-05T09:12"
    below = read_flat_page(page("Sorrel tunnel opens", "5 March 2031", *TEXTS, "Goat on roof", "5 March 2031, 18:40"))
    assert below.published == "2031-03-05"


def test_descriptions_of_pictures_with_the_agency_before_them_go_with_their_captions() -> None:
    first = ("BBC The outside of a low white toll house", "The toll house has been shut for two years")
    second = ("Getty Images A hand holds a candle over a heap of coins", "The lights went out as the count began")
    read = read_flat_page(page("Sorrel tunnel opens", "3 October 2031", *first, *TEXTS[:2], *second, *TEXTS[2:]))
    assert read.paragraphs == TEXTS
    assert [part.text for part in read.parts if part.text not in TEXTS] == [first[1], second[1]]


def test_a_headline_is_found_over_buttons_and_pictures_that_part_it_from_its_byline() -> None:
    between = (
        "Listen to this article · 6:12 min Learn more",
        "Share full article",
        "A narrow bridge over a brook in a valley.",
    )
    below = "For 41 years a town has paid for the upkeep of seventeen of them. There are sixteen."
    read = read_flat_page(page("EUROPE", "A Bridge Too Many", below, *between, "By Ana Ek", "Oct. 3, 2031", *TEXTS))
    assert (read.headline, list(read.authors), read.paragraphs) == ("A Bridge Too Many", ["Ana Ek"], TEXTS)


@pytest.mark.parametrize(
    "lines",
    [("SOVA PÖST", "Lucía Prado", "Madrid - 05 mar 2031 - 09:12"), ("5.mar.2031 às 9h12", "Lucía Prado", "São Paulo")],
)
def test_neither_a_nameplate_nor_a_city_beside_an_author_is_one(lines: tuple[str, ...]) -> None:
    assert read_flat_page(page("Sorrel tunnel opens", *lines, *TEXTS)).authors == ("Lucía Prado",)


def test_an_hour_without_a_year_belongs_to_the_day_of_the_dateline() -> None:
    text = "ХОЛЬМ, 5 марта 2031. /ТАСС/. Лебедь остановил движение поездов на пятьдесят минут, сообщили на железной дороге."
    read = read_flat_page(page("5 МАР, 09:12", "Лебедь остановил поезда под Хольмом", text, *RUSSIAN))
    assert read.published == "2031-03-05T09:12"
    other = read_flat_page(page("6 МАР, 09:12", "Лебедь остановил поезда под Хольмом", text, *RUSSIAN))
    assert other.published == "2031-03-05"


def test_corrections_and_what_authors_cover_are_no_text() -> None:
    below = (
        "A correction was made on Oct. 4, 2031: An earlier version misstated the toll.",
        "Ana Ek covers small towns for The Bell.",
    )
    assert read_flat_page(page("Sorrel tunnel opens", "By Ana Ek", *TEXTS, *below)).paragraphs == TEXTS
