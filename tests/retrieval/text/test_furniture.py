"""Lines that are no text of a story wherever they stand: remarks that it goes on below, buttons, invitations, notices."""

import pytest

from retrieval.text.furniture import is_furniture
from retrieval.text.notices import is_staff_line


@pytest.mark.parametrize(
    "line",
    [
        "Story continues below advertisement",
        "Advertisement - story continues below",
        "Der Artikel wird nach der Anzeige fortgesetzt",
        "La suite après cette publicité",
        "Continúa después de la publicidad",
        "Continua depois da publicidade",
        "L'articolo continua dopo la pubblicità",
        "Tekst gaat verder onder de foto",
        "Artiklen fortsætter efter annoncen",
        "Artikkelen fortsetter under annonsen",
        "Artikeln fortsätter under bilden",
        "Dalszy ciąg tekstu pod wideo",
        "Článek pokračuje pod reklamou",
        "Продолжение после рекламы",
        "Продовження нижче",
        "Haberin devamı aşağıda",
        "Haberin Devamı",
    ],
)
def test_a_remark_that_the_text_goes_on_below_is_furniture_in_any_language(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "The story continues in the next valley, where the ferry is late as well.",
        "Der Artikel geht auf einen Brief aus dem Jahr 1911 zurück.",
        "Continúa la huelga en el puerto de Orrin, según los estibadores.",
        "Продолжение переговоров намечено на вторник, сообщил министр.",
        "📱 thefts in the town have doubled since May, the police said.",
        "Please contact us when you have seen the goat.",
    ],
)
def test_sentences_of_stories_that_begin_like_such_remarks_are_text(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("line", ["📲 The news of the valley on your phone", "👉 Siga o canal do Vale"])
def test_what_a_sign_points_to_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "(This story has not been edited by our staff and is auto-generated from a syndicated feed.)",
        "The website holds only a part of the reports offered to subscribers. Please contact us for subscription options.",
        "Dieses Thema im Programm: Über dieses Thema berichtete das Talradio am 3. Oktober 2031 um 13:00 Uhr.",
    ],
)
def test_notices_of_agencies_and_stations_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["Edited by: Sten Ruud", "— With assistance from Sten Ruud", "Reporting by Ana Ek"])
def test_a_line_that_credits_the_staff_is_known(line: str) -> None:
    assert is_staff_line(line)
    assert not is_staff_line("With help from the tide, the crew of the ferry came home on Sunday night.")
