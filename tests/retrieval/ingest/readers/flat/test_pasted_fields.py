"""Headlines, authors, agencies and days of pages pasted without a blank line; everybody and everything is invented."""

import pytest

from retrieval.ingest.readers.plain_text import read_flat_page

from .test_pasted import HEADLINE, STORY, read


def test_what_is_said_of_an_author_below_the_text_is_no_text() -> None:
    box = ["Orla Penn", "Tarn Bell", "Orla writes about mills, bread and the people between them. She joined in 2019."]
    assert read(*STORY, *box).paragraphs == STORY


def test_the_description_of_a_picture_and_its_label_without_a_space_are_no_headline() -> None:
    shown = ["The wheel in the brookImage source, Tarn Bell", "Image caption,", "The wheel has not turned since 1991"]
    page = read_flat_page("\n".join([HEADLINE, "Published", "3 June 2031", *shown, "By Orla Penn", *STORY]))
    assert page.headline == HEADLINE
    assert [(one.text, one.credit) for one in page.captions] == [("The wheel has not turned since 1991", "Tarn Bell")]
    assert page.paragraphs == STORY


def test_no_day_of_another_story_below_is_the_day_of_this_one() -> None:
    page = read(
        *STORY, "More on this story", "Bell of the abbey cracks", "17 January 2031", by="Orla Penn\n2 hours ago"
    )
    assert page.published is None


@pytest.mark.parametrize(("told", "day"), [("10 March", "2031-03-10"), ("3 October", "2031-10-03")])
def test_a_date_of_numbers_is_read_as_the_day_that_the_report_tells_of(told: str, day: str | None) -> None:
    page = read(f"The wheel was shown to neighbours on {told} 2031.", *STORY, by="Issued on: 10/03/2031\n2 min")
    assert page.published == day


def test_the_staff_and_agencies_are_nobody() -> None:
    assert read(*STORY, by="By Tarn Bell Staff and News Agencies\n3 June 2031").authors == ()


def test_authors_and_time_are_found_below_a_summary_and_many_buttons() -> None:
    summary = "Every spring for forty years the people of Tarn have promised to mend it. This year, somebody did."
    buttons = ["Listen to this article · 8:41 min", "Learn more", "Share full article", "86", "Image"]
    shown = ["Two women beside a wheel.", "The sisters at the mill.Credit...Ada Lind for The Tarn Times"]
    above = [
        HEADLINE,
        summary,
        *buttons,
        *shown,
        "By Orla Penn and Tom Reed",
        "Orla Penn and Tom Reed reported from Tarn.",
    ]
    page = read_flat_page("\n".join([*above, "June 3, 2031", *STORY]))
    assert (page.authors, page.published) == (("Orla Penn", "Tom Reed"), "2031-06-03")
    assert page.paragraphs == STORY


def test_a_rate_of_exchange_in_brackets_is_the_last_of_a_report() -> None:
    end = ["($1 = 9.5600 Tarn crowns)", "Reporting by Orla Penn in Tarn; Editing by Tom Reed"]
    assert read(*STORY, *end).paragraphs == [*STORY, end[0]]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Orla Penn\nBBC Sport boxing reporter\n3 June 2031", ("Orla Penn",)),
        ("Orla Penn\nBBC News\n3 June 2031", ("Orla Penn",)),
        ("Orla Penn / Tom Reed\n3 June 2031", ("Orla Penn", "Tom Reed")),
    ],
)
def test_authors_are_told_from_outlets(byline: str, authors: tuple[str, ...]) -> None:
    assert read(*STORY, by=byline).authors == authors


def test_a_headline_in_few_words_is_told_from_the_summary_below_it() -> None:
    above = [
        "Opinions|Rivers",
        "The mill has no clock",
        "Two sisters will not stop the hours. They will only grind them.",
    ]
    page = read_flat_page("\n".join([*above, "Orla Penn", "Miller and writer.", "Published On 3 Jun 2031", *STORY]))
    assert (page.headline, page.authors) == ("The mill has no clock", ("Orla Penn",))


@pytest.mark.parametrize("name", ["-Lanx", " - Tarn Bell", " | The Tarn Bell"])
def test_the_name_of_the_outlet_is_taken_off_a_title_that_stands_without_it_too(name: str) -> None:
    page = read_flat_page("\n".join([HEADLINE + name, HEADLINE, "Lanx | 2031-06-03 20:33", *STORY]))
    assert page.headline == HEADLINE


def test_a_credit_that_names_nobody_ends_a_caption() -> None:
    page = read("El molino antes de la obra.", "Gentileza", *STORY)
    assert page.paragraphs == STORY
    assert [(one.text, one.credit) for one in page.captions] == [("El molino antes de la obra.", "Gentileza")]


def test_a_summary_that_the_text_says_again_is_no_paragraph_and_no_headline() -> None:
    summary = "The wheel of the old mill at Tarn will turn again. Sisters bought it."
    page = read(summary, "Save", "Share", *STORY)
    assert (page.headline, page.paragraphs) == (HEADLINE, STORY)


def test_an_author_beside_agencies_is_named() -> None:
    page = read(*STORY, by="Orla Penn with dpa, AFP\n3 June 2031")
    assert (page.authors, page.agency) == (("Orla Penn",), "dpa")


@pytest.mark.parametrize(("said", "agency"), [("told AFP", "AFP"), ("said", None)])
def test_letters_below_a_report_are_of_the_agency_that_people_talked_to(said: str, agency: str | None) -> None:
    assert read(*STORY, f'"We were told to sell them," the elder sister {said}.', "jl/mr/phz").agency == agency


def test_an_author_whose_name_stands_below_the_text_too_is_named() -> None:
    box = ["Sobre la firma", "Orla Penn", "Redactora de la sección de ríos. Antes trabajó en el molino."]
    page = read("Un molino.", *STORY, *box, by="Orla Penn\nOrla Penn\nTarn - 03 jun 2031 - 05:30 CEST")
    assert page.authors == ("Orla Penn",)


def test_of_two_titles_below_the_time_the_upper_is_the_headline() -> None:
    above = [
        "8 июня 2031, 21:36",
        "В Тарне заработает старая мельница",
        "Колесо стояло сорок лет, камни нашли под сеном",
    ]
    told = "ТАРН, 8 июня. /ТАСС/. Колесо старой мельницы, которое стояло сорок лет, осенью заработает. Камни нашли под сеном."
    assert read_flat_page("\n".join([*above, told, *STORY])).headline == above[1]


def test_a_kicker_a_headline_and_a_summary_of_two_sentences_are_told_apart() -> None:
    above = ["Streit an der Mühle", "Müllerin vergisst Korn – Nachbarn mahlen selbst"]
    summary = "Um acht war der Hof voll und die Mühle leer. Dann kam ein Zahnarzt."
    page = read_flat_page("\n".join([*above, summary, "03.06.2031, 09.18 Uhr", *STORY]))
    assert (page.headline, page.published) == (above[1], "2031-06-03T09:18")


def test_the_name_above_the_place_is_the_authors_however_far_the_time_is() -> None:
    gift = ["dê um conteúdo", "benefício do assinante", "Você tem 7 acessos por dia para dar.", "assine ou faça login"]
    by = ["3.jun.2031 às 15h10", *gift, "Orla Penn", "Campo Tarn"]
    assert read(*STORY, by="\n".join(by)).authors == ("Orla Penn",)


@pytest.mark.parametrize("line", ["Tarn (AFP) – 03/06/2031 - 18:12", "Tarn (EFE).-"])
def test_a_dateline_on_a_line_of_its_own_is_read(line: str) -> None:
    page = read(*STORY, by=f"Orla Penn\n{line}")
    assert (page.dateline, page.agency) == ("Tarn", line[6:9])


def test_names_on_two_lines_are_one_byline() -> None:
    shown = ["Penn family A pale wheel on shingle", "The wheel has been in the family for sixty years"]
    page = read(*shown, *STORY, by="3 June 2031\nOrla Penn and\nTom Reed, South West")
    assert (page.authors, page.paragraphs) == (("Orla Penn", "Tom Reed"), STORY)
    assert [one.credit for one in page.captions] == ["Penn family"]
