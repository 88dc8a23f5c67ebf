"""Boxes of other stories, offers, times and captions set into flattened articles; people, places and outlets are invented."""

import pytest

from retrieval.ingest.readers.page import Page
from retrieval.ingest.readers.plain_text import read_flat_page

HEADLINE = "Lund ferry to stop for six weeks"
STORY = [
    "The ferry between Oskar and the Lund Isles will stop for six weeks from Monday, the harbour board said.",
    "Divers found a crack as long as a hand in the propeller shaft when they looked for a lost mooring chain.",
    '"A replacement has been ordered from a yard in Velm," board chair Mira Holm said.',
    "Until then a smaller boat will carry passengers, bread and post, but neither cars nor cattle, according to the board.",
    "Some 2,300 people live on the two islands.",
    "The ferry, which was built in 1988, carried 90,000 passengers and 21,000 vehicles last year.",
    "Farmers on the islands had planned to ship 600 calves to the spring market on Saturday.",
]
OTHERS = ["Rope walk to open on Sundays", "Choir looks for tenors before winter concert"]
BOX = "Related stories\n" + "\n".join(OTHERS)
OTHER_STORY = [
    "The old rope walk of Velm has been swept and painted, the town council said.",
    "Visitors may twist a rope themselves, and children under ten pay nothing at all.",
    "The walk is 300 metres long and was built for the navy.",
]


def page(story: list[str] = STORY, boxes: dict[int, str] | None = None, by: str = "By Ada Lind\n14 May 2031", end: str = "",
         headline: str = HEADLINE, between: str = "\n\n") -> Page:  # fmt: skip
    parts = [f"Home\nWorld\nSport\n{headline}\n{by}"]
    for number, paragraph in enumerate(story):
        parts += [paragraph, *([boxes[number]] if boxes and number in boxes else [])]
    return read_flat_page(between.join([*parts, end]))


@pytest.mark.parametrize("place", range(len(STORY) - 1))
def test_a_box_of_other_stories_parts_the_article_nowhere(place: int) -> None:
    read = page(boxes={place: BOX})
    assert read.paragraphs == STORY
    assert list(read.related) == OTHERS
    assert (read.headline, read.authors, read.published) == (HEADLINE, ("Ada Lind",), "2031-05-14")


@pytest.mark.parametrize(
    "box",
    [
        "Read more:\n• Rope walk to open on Sundays\n• Choir looks for tenors",
        "Related Articles\nRope walk to open on Sundays\n12 May 2031\nChoir looks for tenors\n11 May 2031",
        "More on this story\nRope walk to open on Sundays\nChoir looks for tenors",
        "MOST READ\n1. Rope walk to open on Sundays\n2. Choir looks for tenors\n3. Three lambs found on pier",
        f"Recommended\nRope walk to open on Sundays\n{OTHER_STORY[0]}\nChoir looks for tenors",
        "Read more: Rope walk to open on Sundays",
        "Also read | Rope walk to open on Sundays",
        "Get our newsletter\nThe best of the islands, every Friday in your inbox.\nYour e-mail address\nSubscribe",
    ],
)
def test_boxes_of_every_make_are_left_out(box: str) -> None:
    assert page(boxes={2: box}).paragraphs == STORY


def test_a_box_is_left_out_where_no_line_is_blank() -> None:
    assert page(boxes={2: BOX}, between="\n").paragraphs == STORY


@pytest.mark.parametrize(
    "end",
    [
        "Rope walk to open on Sundays\nBy Ola Renn\n13 May 2031\n\n" + "\n\n".join(OTHER_STORY),
        "Read next\nRope walk to open on Sundays\n\n" + "\n\n".join(OTHER_STORY),
        "Comments\nBram O.\n2 hours ago\nThey should have looked at that shaft years ago, the board never learns.\nReply",
    ],
)
def test_nothing_of_what_follows_is_quoted_under_this_headline(end: str) -> None:
    assert page(end=end).paragraphs == STORY


TONGUES = {
    "Lesen Sie auch\nSeilerbahn öffnet am Sonntag": [
        "Die Fähre zu den Schären fällt von Montag an sechs Wochen lang aus, teilte das Hafenamt von Oskar am Dienstag mit.",
        "»Lieber trockenes Brot als eine ertrunkene Besatzung«, sagte Amtsleiterin Mira Holm.",
        "Ersatz für die gerissene Welle ist bei einer Werft in Velm bestellt, die für den Guss einen Monat braucht.",
    ],
    "Sur le même sujet\nLa corderie ouvrira le dimanche": [
        "Le ferry qui relie Oskar aux îles Lund sera à l’arrêt pendant six semaines, a annoncé mardi la capitainerie.",
        "« Mieux vaut du pain sec qu’un équipage noyé », a déclaré sa présidente, Mira Holm.",
        "Une pièce de rechange a été commandée à un chantier de Velm, qui demande un mois.",
    ],
    "Lea también\nLa cordelería abrirá los domingos": [
        "El transbordador de las islas Lund estará seis semanas fuera de servicio, ha anunciado la junta del puerto.",
        "“Más vale pan seco que una tripulación ahogada”, ha dicho su presidenta, Mira Holm.",
        "Un barco correo llevará pasajeros, harina y cartas, pero ni coches ni ganado.",
    ],
    "Читайте также\nКанатный двор откроется по воскресеньям": [
        "Паром на острова Лунд не будет ходить шесть недель начиная с понедельника, сообщили в управлении порта.",
        "— Лучше сухой хлеб, чем утонувшая команда, — сказала начальник порта Мира Хольм.",
        "Водолазы нашли трещину в гребном валу, когда искали потерянную в прошлом году цепь.",
    ],
    "Leia também\nCordoaria abre aos domingos": [
        "O barco que liga Oskar às ilhas Lund vai parar por seis semanas, anunciou nesta terça a junta do porto.",
        "— Antes pão seco do que uma tripulação afogada — disse a presidente Mira Holm.",
        "o eixo rachado foi encontrado por mergulhadores que procuravam uma corrente perdida.",
    ],
}


@pytest.mark.parametrize("box", TONGUES)
def test_boxes_in_other_languages_are_left_out_and_no_sign_of_speech_is(box: str) -> None:
    assert page(TONGUES[box], {1: box}).paragraphs == TONGUES[box]


@pytest.mark.parametrize(
    "line",
    [
        "„Lieber trockenes Brot“, said Holm, quoting a song that fishermen of the coast like to sing.",
        "— We have had no flour since Friday — said Mette Aas, who keeps the shop by the quay.",
        "14. Mai is the name of the square where the boat lands, after a day on which it sank.",
        "1. FC Oskar had to call off its game on Sunday because neither team could cross.",
        "- No, said the keeper of the light, - I have not seen it.",
        "« Plutôt du pain sec », she added in the language of the isles.",
    ],
)
def test_no_word_and_no_quotation_mark_is_taken_for_a_bullet(line: str) -> None:
    assert page([*STORY[:2], line, *STORY[2:]]).paragraphs[2] == line


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published: May 14, 2031 at 4:50 p.m.\nUpdated: May 16, 2031 at 9:12 a.m.", "2031-05-14T16:50"),
        ("Updated 16 May 2031, 09:12; published 14 May 2031, 16:50", "2031-05-14T16:50"),
        ("First published 14 May 2031 | Last updated 16 May 2031", "2031-05-14"),
        ("Veröffentlicht am 14.05.2031 um 16:50 Uhr, aktualisiert am 16.05.2031", "2031-05-14T16:50"),
        ("Stand: 16.05.2031, 09:12 Uhr | Erstveröffentlichung: 14.05.2031", "2031-05-14"),
        ("Publié le 14/05/2031 à 16:50, mis à jour le 16/05/2031 à 09:12", "2031-05-14T16:50"),
        ("Pubblicato il 14 maggio 2031 alle 16:50, aggiornato il 16 maggio 2031", "2031-05-14T16:50"),
        ("Опубликовано 14 мая 2031 в 16:50, обновлено 16 мая 2031", "2031-05-14T16:50"),
        ("May 14, 20314:50 PM GMT+2Updated May 16, 2031", "2031-05-14T16:50+02:00"),
        ("14 May 2031 16:50 (Updated: 16 May 2031 09:12)", "2031-05-14T16:50"),
    ],
)
def test_the_time_of_publication_goes_before_that_of_a_change(line: str, published: str) -> None:
    read = page(by=f"By Ada Lind\n{line}")
    assert (read.published, read.authors) == (published, ("Ada Lind",))


@pytest.mark.parametrize("is_on_top", [True, False])
@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        ("The ferry at the quay. Photo: Ola Renn", "The ferry at the quay.", "Ola Renn"),
        ("The ferry at the quay on Monday | Photo by Ola Renn", "The ferry at the quay on Monday", "Ola Renn"),
        ("The ferry at the quay.\nPhoto: Ola Renn", "The ferry at the quay.", "Ola Renn"),
        (
            "The ferry at the quay, on Monday.\nOla Renn / Reuters",
            "The ferry at the quay, on Monday.",
            "Ola Renn / Reuters",
        ),
        ("Image: Ola Renn\nThe ferry at the quay", "The ferry at the quay", "Ola Renn"),
        ("The ferry at the quay. (Ola Renn)", "The ferry at the quay.", "Ola Renn"),
        ("The ferry at the quay. Courtesy of the harbour board", "The ferry at the quay.", "the harbour board"),
        ("Caption: The ferry at the quay. Credit: Ola Renn", "The ferry at the quay.", "Ola Renn"),
        ("Image source, Ola Renn\nImage caption, The ferry at the quay", "The ferry at the quay", "Ola Renn"),
        ("Foto: Ola Renn | The ferry at the quay of Oskar", "The ferry at the quay of Oskar", "Ola Renn"),
        ("The ferry at the quay of Oskar.\n© Ola Renn", "The ferry at the quay of Oskar.", "Ola Renn"),
        (
            "[1/2]The ferry at the quay. REUTERS/Ola Renn Purchase Licensing Rights",
            "The ferry at the quay.",
            "REUTERS/Ola Renn",
        ),
    ],
)
def test_captions_of_every_make_are_told_with_their_credits(
    caption: str, text: str, credit: str, *, is_on_top: bool
) -> None:
    read = page(by=f"By Ada Lind\n14 May 2031\n\n{caption}") if is_on_top else page(boxes={1: caption})
    assert [(found.text, found.credit) for found in read.captions] == [(text, credit)]
    assert (read.paragraphs, read.headline) == (STORY, HEADLINE)
