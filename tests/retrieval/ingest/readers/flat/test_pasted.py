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


def test_a_credit_without_a_space_ends_a_caption() -> None:
    page = read_flat_page(
        "\n".join([HEADLINE, "Greta Sand, in her mill in 2029.Gorka Lind", "Orla Penn", "3 June 2031", *STORY])
    )
    assert (page.headline, page.authors) == (HEADLINE, ("Orla Penn",))
    assert [(one.text, one.credit) for one in page.captions] == [("Greta Sand, in her mill in 2029.", "Gorka Lind")]


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
