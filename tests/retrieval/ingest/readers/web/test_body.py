"""Which text of a page is the story's: all of it, once, in order, and nothing of another story; every page is invented."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import Refused
from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.web.elements import bare

TEXTS = [
    "The weir at Tollan will be raised by half a metre before winter, the water board said on Tuesday.",
    "Divers looked at its footing for three days and found the oak piles sound, board member Ida Renn said.",
    "The work costs 2.1 million crowns and is paid for by the mills above the weir, the plan says.",
    "Boats can pass by the old lock until the end of October, but only between six and nine in the morning.",
]
OTHER = [
    "A choir from Velm won the singing contest in Harrow for the third time, the jury said on Sunday night.",
    "Forty voices sang a lament for a lost dog, and half the hall was in tears before the second verse.",
]


def as_paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(body: str, head: str = "<title>Weir at Tollan to be raised</title>") -> list[str]:
    return read_web_page(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>").paragraphs


def story(between: str, after: str = "") -> str:
    top, rest = as_paragraphs(TEXTS[:2]), as_paragraphs(TEXTS[2:])
    return f"<article><h1>Weir at Tollan to be raised</h1>{top}{between}{rest}</article>{after}"


@pytest.mark.parametrize(
    "box",
    [
        "<div><h3>Lesen Sie auch</h3><ul><li><a href=/1>Chor aus Velm gewinnt wieder</a></li></ul></div>",
        "<p>Lire aussi : <a href=/1>La chorale de Velm gagne encore une fois</a></p>",
        "<p><strong>Lea también: </strong><a href=/1>El coro de Velm gana por tercera vez</a></p>",
        "<div class=b><p>Читайте также:</p><p><a href=/1>Хор из Вельма победил в третий раз</a></p></div>",
        "<p><a href=/1>Choir from Velm wins for the third time</a></p>",
        f"<div class=x7><h4><a href=/1>Choir from Velm wins again</a></h4><p>{OTHER[0]}</p></div>",
        f"<div class=x7><a href=/1>Choir from Velm wins again</a><p>{OTHER[0]}</p></div>",
        f"<aside><p>{OTHER[0]}</p></aside>",
        f"<div style='display: none'><p>{OTHER[0]}</p></div>",
        f"<div hidden><p>{OTHER[0]}</p></div>",
        "<div class=n><h3>Every morning in your letterbox</h3><p>Subscribe to our newsletter.</p><a href=/signup>Sign up</a></div>",
        "<div class=o><p>Abonnieren Sie uns für 4,90 € im Monat.</p><p>Schon dabei? <a href=/login>Hier anmelden</a></p></div>",
        "<div class=o><p>Suscríbase por 3 euros al mes.</p><p>¿Ya es suscriptor? <a href=/login>Inicie sesión</a></p></div>",
    ],
)
def test_a_box_in_the_middle_of_a_story_is_left_out_in_any_language(box: str) -> None:
    assert read(story(box)) == TEXTS


@pytest.mark.parametrize(
    "line",
    [
        "<div class=m><p><a href=/live/1>{}</a></p></div>",
        "<div class=m><p><strong><a href=/live/1>{}</a></strong></p></div>",
        "<p><a href=/live/1>{}</a></p>",
    ],
)
def test_a_sentence_of_the_story_is_kept_though_all_of_it_is_a_link(line: str) -> None:
    boxes = [f"<div class=m><p>{text}</p></div>" for text in TEXTS]
    boxes[2] = line.format(TEXTS[2])
    assert read(f"<article><h1>Weir at Tollan to be raised</h1>{''.join(boxes)}</article>") == TEXTS


ASKING = [
    "We and our 312 partners keep cookies and other marks on your device, so that this site can work as it should.",
    "With your consent we may use exact data of where you are and know your device again, for what is advertised to you.",
    "You may agree to what is described above, or open the settings and change your choice before you agree to anything.",
    "Some uses of your data need no consent of yours, but you have a right to object to them at any time on this site.",
]


@pytest.mark.parametrize("name", ["class=consent-layer", "id=onetrust", "class='cookie banner'"])
def test_a_layer_that_asks_for_consent_is_left_out_though_it_says_more_than_the_story(name: str) -> None:
    layer = f"<div {name}><h2>Your privacy</h2>{as_paragraphs([*ASKING, *(f'{n}. {text}' for n, text in enumerate(ASKING))])}</div>"
    assert read(story("") + layer) == TEXTS
    assert read(layer + story("")) == TEXTS


def test_a_story_in_an_element_named_after_cookies_is_kept() -> None:
    assert read(f"<div class='cookie recipes'>{story('')}</div>") == TEXTS
    assert (
        read(f"<div><h1>Weir at Tollan to be raised</h1><div class=cookie>{as_paragraphs(TEXTS)}</div></div>") == TEXTS
    )


@pytest.mark.parametrize(
    "after",
    [
        f"<section id=comments><h3>2 comments</h3><p>{OTHER[0]}</p><p>{OTHER[1]}</p></section>",
        f"<article><h1>Choir wins again</h1>{as_paragraphs(OTHER)}</article>",
        f"<div class=more><h3>More local news</h3><div><a href=/1>Choir wins again in Harrow</a><p>{OTHER[0]}</p></div></div>",
    ],
)
def test_what_stands_below_a_story_is_none_of_it(after: str) -> None:
    assert read(story("", after)) == TEXTS


def test_of_stories_in_boxes_of_one_kind_only_the_first_is_the_pages() -> None:
    stories = [("Weir at Tollan to be raised", TEXTS), ("Choir wins again", OTHER)]
    body = "".join(f"<div class=s><div><h1>{title}</h1></div>{as_paragraphs(texts)}</div>" for title, texts in stories)
    assert read(f"<div>{body}</div>") == TEXTS


def test_a_page_of_several_stories_that_is_about_none_is_refused() -> None:
    stories = "".join(
        f"<article><h2><a href=/{n}>Story number {n}</a></h2>{as_paragraphs([*TEXTS, *OTHER])}</article>"
        for n in range(4)
    )
    with pytest.raises(Refused) as refused:
        read(stories, "<title>The Tollan Bell</title>")
    assert refused.value.reason == "several-stories"


@pytest.mark.parametrize(
    "lead",
    [
        f"<p class=lead>{TEXTS[0]}</p>",
        f"<div class=intro><strong>{TEXTS[0]}</strong></div>",
        f"<div>{TEXTS[0]}</div>",
        f"<h2 class=dek>{TEXTS[0]}</h2>",
    ],
)
def test_the_lead_is_read_wherever_it_is_set(lead: str) -> None:
    body = (
        f"<article><h1>Weir at Tollan to be raised</h1>{lead}<div class=text>{as_paragraphs(TEXTS[1:])}</div></article>"
    )
    assert read(body) == TEXTS


@pytest.mark.parametrize(
    "body",
    [
        "<p><span class=drop>T</span>" + as_paragraphs(TEXTS).removeprefix("<p>T"),
        "<br><br>".join(TEXTS),
        "<table><tr><td><a href=/>Home</a><br><a href=/w>Weather</a></td><td>"
        + as_paragraphs(TEXTS)
        + "</td></tr></table>",
        f"<div class=a>{as_paragraphs(TEXTS[:2])}</div><div class=ad></div><div class=a>{as_paragraphs(TEXTS[2:])}</div>",
        f"<div>{TEXTS[0]}</div><div>{TEXTS[1]}</div><div>{TEXTS[2]}</div><div>{TEXTS[3]}</div>",
        f"<p>{TEXTS[0]}</p><ul><li>{TEXTS[1]}</li><li>{TEXTS[2]}</li></ul><p>{TEXTS[3]}</p>",
        f"<p>{TEXTS[0]}</p><blockquote>{TEXTS[1]}</blockquote><blockquote><p>{TEXTS[2]}</p></blockquote><p>{TEXTS[3]}</p>",
        f"{as_paragraphs(TEXTS)}<div class=print>{as_paragraphs(TEXTS)}</div>",
    ],
)
def test_every_word_stands_once_and_in_order_however_the_page_is_built(body: str) -> None:
    assert read(f"<main><h1>Weir at Tollan to be raised</h1>{body}</main>") == TEXTS


@pytest.mark.parametrize(
    "opening",
    ["»Das", "„Nein", "— Oui", "1. FC Tollan", "14. Mai 2031:", "o prefeito", "«Sí", "“Never", "* Ida", "a) Wer"],
)
def test_no_mark_or_number_that_opens_a_paragraph_is_taken_for_a_bullet(opening: str) -> None:
    texts = [TEXTS[0], f"{opening} war am Dienstag am Wehr von Tollan zu sehen und zu hören.", *TEXTS[2:]]
    assert read(f"<article>{as_paragraphs(texts)}</article>") == texts


def test_the_reading_beside_characters_is_no_word_of_the_text() -> None:
    texts = [
        "東京の<ruby>堰<rt>せき</rt></ruby>は冬までに高くなると、水道局が火曜日に発表した。" * 3,
        "工事の費用は二億円で、水車の持ち主が払う。" * 3,
    ]
    plain = [text.replace("<ruby>", "").replace("<rt>せき</rt></ruby>", "") for text in texts]
    assert read(f"<article>{as_paragraphs(texts)}</article>") == plain


@given(st.permutations(TEXTS + OTHER), st.integers(0, 5))
def test_a_box_is_left_out_wherever_it_stands(texts: list[str], place: int) -> None:
    box = "<div class=z><h3>Most read</h3><ul><li><a href=/1>A bridge too old</a></li><li><a href=/2>Nine days of rain</a></li></ul></div>"
    body = as_paragraphs(texts[:place]) + box + as_paragraphs(texts[place:])
    assert read(f"<article><h1>Weir at Tollan to be raised</h1>{body}</article>") == list(texts)


def test_the_mark_of_a_footnote_is_no_word() -> None:
    marked = as_paragraphs(TEXTS).replace("Tuesday.", "Tuesday.<sup><a href='#n1'>1</a></sup>")
    assert read(f"<article>{marked}</article>") == TEXTS


def test_every_entry_of_a_live_report_keeps_its_time() -> None:
    entries = "".join(f"<div class=e><time>0{n}:15</time><p>{text}</p></div>" for n, text in enumerate(TEXTS))
    expected = [line for n, text in enumerate(TEXTS) for line in (f"0{n}:15", text)]
    assert read(f"<main><h1>Weir at Tollan to be raised</h1><div>{entries}</div></main>") == expected


@given(st.text())
def test_texts_are_compared_by_their_letters_and_digits_of_whatever_script(text: str) -> None:
    assert bare(text) == "".join(one for one in text if one.isalnum()).casefold()
    assert bare(f"_{text} .") == bare(text)


@pytest.mark.parametrize(
    "headline", ["Page not found", "404 - Seite nicht gefunden", "Página no encontrada", "Error 404"]
)
def test_a_page_that_stands_for_a_missing_one_is_refused(headline: str) -> None:
    texts = ["Sorry, we could not find what you were looking for, which may have moved or never been here.", TEXTS[0]]
    with pytest.raises(Refused) as refused:
        read(f"<main><h1>{headline}</h1>{as_paragraphs(texts)}</main>", f"<title>{headline}</title>")
    assert refused.value.reason == "no-article"


def test_a_text_that_only_the_data_of_the_page_have_is_read_from_there() -> None:
    body = json.dumps(
        {"@type": "NewsArticle", "headline": "Weir at Tollan to be raised", "articleBody": "\n\n".join(TEXTS)}
    )
    head = f'<title>Weir at Tollan to be raised</title><script type="application/ld+json">{body}</script>'
    assert read("<div id=root></div>", head) == TEXTS
    page = read_web_page(f"<html><head>{head}</head><body><div id=root></div></body></html>")
    assert page.origins["paragraphs"].startswith("JSON-LD articleBody")
    assert read(story(""), head.replace("weir", "dam").replace("Divers", "Nobody")) == TEXTS
