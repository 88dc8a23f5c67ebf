"""Pages pasted without a blank line: offers, boxes, descriptions, authors' lives; people, places and outlets are invented."""

import pytest

from retrieval.ingest.readers.page import Page
from retrieval.ingest.readers.plain_text import read_flat_page

HEADLINE = "Old mill to grind again after forty years"
BY = "By Orla Penn\n3 June 2031"
STORY = [
    "The wheel of the old mill at Tarn will turn again in autumn, its new owners said on Tuesday.",
    "Two sisters bought the building last year and found the stones dry under a heap of hay.",
    '"We were told to sell them as garden tables," said Greta Sand, the elder of the two.',
    "A baker in the next valley has ordered the first ten sacks.",
]


def read(*lines: str, by: str = BY) -> Page:
    return read_flat_page("\n".join(["Home", "News", HEADLINE, *by.split("\n"), *lines]))


@pytest.mark.parametrize(
    "box",
    [
        ["Related stories", "Bell of the abbey cracks", "Goat wins the spring race"],
        [
            "Recommended Stories",
            "list of 2 items",
            "list 1 of 2",
            "Who owns the abbey?",
            "list 2 of 2",
            "Goats race",
            "end of list",
        ],
    ],
)
def test_a_box_parts_no_story_whose_sentences_share_few_words(box: list[str]) -> None:
    assert read(*STORY[:1], *box, *STORY[1:]).paragraphs == STORY


@pytest.mark.parametrize(
    "offer",
    [
        [
            "Read on with Tarn Plus",
            "Four weeks for 1 €, then 9.90 € a month, cancel any time",
            "Already a member? Sign in here",
        ],
        [
            "Jetzt weiterlesen",
            "Danach 9,90 Euro im Monat, jederzeit kündbar",
            "Sie sind bereits Abonnent? Hier anmelden",
        ],
        ["Sua assinatura vale mais", "Você já é assinante? Faça login e leia as newsletters exclusivas"],
    ],
)
@pytest.mark.parametrize("place", [2, 4])
def test_an_offer_of_a_subscription_is_no_text(offer: list[str], place: int) -> None:
    assert read(*STORY[:place], *offer, *STORY[place:]).paragraphs == STORY


def test_a_report_about_the_price_of_a_subscription_keeps_its_sentences() -> None:
    told = "The paper will cost 12 € a month for subscribers from July, 3 € more than now, its publisher said."
    more = "Whoever wants to cancel any contract may do so until August, and new members get a free trial."
    assert read(*STORY[:2], told, more, *STORY[2:]).paragraphs == [*STORY[:2], told, more, *STORY[2:]]


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


INVITATIONS = {
    "Get in touch\nTell us which stories we should cover in Tarn\nContact form": "of three lines",
    "Sign up for the Tarn Bell’s breaking news email": "of one line",
    "TarnMarket\nReceba no seu email o que de mais importante acontece na economia": "with a heading",
    "La Matinale\nChaque matin, retrouvez notre sélection de vingt articles\nTélécharger l’application": "with a button",
}


@pytest.mark.parametrize("place", [2, 3])
@pytest.mark.parametrize("invitation", INVITATIONS, ids=INVITATIONS.values())
def test_an_invitation_parts_no_story_from_its_last_sentences(invitation: str, place: int) -> None:
    assert read(*STORY[:place], *invitation.split("\n"), *STORY[place:], "Related topics").paragraphs == STORY


def test_a_short_last_sentence_above_an_invitation_is_no_heading_of_it() -> None:
    page = read(*STORY, "The wheel was oak.", "Sign up for the Tarn Bell’s breaking news email")
    assert page.paragraphs == [*STORY, "The wheel was oak."]


def test_nothing_below_an_invitation_that_speaks_to_the_reader_is_text() -> None:
    below = "Your address is kept for a year and given to nobody."
    assert read(*STORY, "Sign up for the Tarn Bell’s breaking news email", below, "Related topics").paragraphs == STORY


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


@pytest.mark.parametrize(
    ("described", "caption"),
    [
        ("A wheel stands beside a row of chairs in a yard.", "The wheel has not turned since 1991. (Photo: Ada Lind)"),
        ("Ein Mühlrad steht in einem Hof neben Stühlen.", "Das Mühlrad steht seit 1991 still. Foto: Ada Lind"),
    ],
)
def test_what_is_read_aloud_for_a_picture_is_left_out(described: str, caption: str) -> None:
    page = read(described, caption, *STORY)
    assert page.paragraphs == STORY
    assert [one.credit for one in page.captions] == ["Ada Lind"]


def test_a_lead_above_a_caption_of_something_else_is_kept() -> None:
    lead = "A wheel that stood still for forty years will turn again in autumn, its owners said."
    assert read(lead, "The yard in spring. (Photo: Ada Lind)", *STORY[1:]).paragraphs == [lead, *STORY[1:]]


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


def test_notices_of_those_who_only_publish_a_report_are_no_text() -> None:
    first = "The following content has been published by AFP. Views expressed are their own."
    last = "The Tarn news department was not involved in the creation of the content above."
    assert read(first, *STORY, last).paragraphs == STORY


@pytest.mark.parametrize("credit", ["BBC/Ada Lind", "Tarn Museum", "Getty Images"])
def test_a_description_with_its_credit_before_it_stands_above_its_caption(credit: str) -> None:
    page = read(
        f"{credit} A woman holds a small wheel",
        "Greta Sand found the wheel in a barn",
        *STORY,
        by="3 June 2031\nOrla Penn",
    )
    assert page.paragraphs == STORY
    assert [(one.text, one.credit) for one in page.captions] == [("Greta Sand found the wheel in a barn", credit)]
    assert page.authors == ("Orla Penn",)


def test_what_praises_a_newsletter_is_of_its_offer() -> None:
    offer = ["Sign up for Tarn Bell", "Weekly Newsletter", "The latest from the valley. Timely. Fair.", "Subscribe"]
    assert read(*STORY[:2], *offer, *STORY[2:]).paragraphs == STORY


def test_a_story_goes_on_below_a_box_for_two_sentences_and_no_teaser_does() -> None:
    assert read(*STORY[:2], "LEIA MAIS", "Sino da abadia racha", *STORY[2:]).paragraphs == STORY
    teasers = [
        "LEIA MAIS",
        "Sino da abadia racha",
        "Um sino de 1402 rachou no frio, diz o padre.",
        "Cabra vence",
        "Ela é a primeira.",
    ]
    assert read(*STORY, *teasers).paragraphs == STORY


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


def test_a_blank_line_above_every_line_tells_nothing() -> None:
    box = ["Get our newsletter", "TarnMarket", "Receba no seu email o que de mais importante acontece na economia"]
    shown = ["BBC A woman holds a small wheel", "Greta Sand found the wheel in a barn"]
    above = ["Opinions|Rivers", "The mill has no clock", "Two sisters will not stop the hours. They grind them."]
    lines = [*above, "Orla Penn", "Published On 3 Jun 2031", *shown, *STORY[:2], *box, *STORY[2:]]
    page = read_flat_page("\n\n".join(lines))
    assert page == read_flat_page("\n".join(lines))
    assert (page.headline, page.authors, page.paragraphs) == (above[1], ("Orla Penn",), STORY)


def test_a_story_goes_on_below_a_box_with_a_sentence_of_five_words() -> None:
    told = ["“It ground for ever,” she said.", *STORY[2:]]
    parts = [*STORY[:2], "LEIA MAIS\nSino da abadia racha", *told]
    page = read_flat_page("\n\n".join([f"{HEADLINE}\n{BY}", *parts]))
    assert page.paragraphs == [*STORY[:2], *told]


def test_a_list_that_is_read_out_without_a_heading_is_of_other_stories() -> None:
    above = ["Two judges have ruled that the wheel may turn, and nobody can stop it now.", "Save"]
    items = [
        "List of 2 items",
        "list 1 of 2",
        "What is a mill?",
        "list 2 of 2",
        "Bell of the abbey cracks",
        "end of list",
    ]
    page = read_flat_page("\n".join([HEADLINE, *above, BY, *STORY[:2], *items, *STORY[2:], "Source: Tarn Bell"]))
    assert page.paragraphs == STORY


def test_the_last_section_of_a_report_may_have_one_sentence() -> None:
    end = ["'Third time lucky'", "Two earlier campaigns by adults had failed."]
    assert read(*STORY, *end, "More top stories", "Choir bus breaks down").paragraphs == [*STORY, *end]


def test_a_teaser_below_the_text_is_no_section_of_it() -> None:
    teaser = ["Council sells old ice rink", "The rink has been shut for years.", "Most read"]
    assert read(*STORY, *teaser).paragraphs == STORY


def test_a_kicker_a_headline_and_a_summary_of_two_sentences_are_told_apart() -> None:
    above = ["Streit an der Mühle", "Müllerin vergisst Korn – Nachbarn mahlen selbst"]
    summary = "Um acht war der Hof voll und die Mühle leer. Dann kam ein Zahnarzt."
    page = read_flat_page("\n".join([*above, summary, "03.06.2031, 09.18 Uhr", *STORY]))
    assert (page.headline, page.published) == (above[1], "2031-06-03T09:18")


def test_a_credit_without_a_space_ends_a_caption() -> None:
    page = read_flat_page(
        "\n".join([HEADLINE, "Greta Sand, in her mill in 2029.Gorka Lind", "Orla Penn", "3 June 2031", *STORY])
    )
    assert (page.headline, page.authors) == (HEADLINE, ("Orla Penn",))
    assert [(one.text, one.credit) for one in page.captions] == [("Greta Sand, in her mill in 2029.", "Gorka Lind")]


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


def test_bullets_on_lines_of_their_own_are_those_of_the_next() -> None:
    above = [
        "UPDATE 2-Tarn mill to grind again, owners say",
        BY,
        "*",
        "Mill handles half of Tarn's corn",
        "*",
        "Owners paid no rent",
    ]
    page = read_flat_page("\n".join([*above, *STORY]))
    assert (page.headline, page.paragraphs) == (above[0], STORY)
