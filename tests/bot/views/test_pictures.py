"""Pictures say what they show: their alternative text, their size, and what cannot be drawn."""

import datetime as dt
import io
import sys

import pytest
from PIL import Image

from bot.views.pictures import CannotDraw, Picture, coverage_chart, quotation_card
from bot.views.pictures.chart import coverage_figure
from bot.views.texts import bundled_texts
from retrieval.domain import Citation, Quotation, QuotationKind, Speaker
from retrieval.stories import Count, Coverage

TEXTS = bundled_texts()
CITATION = Citation("a", "Dyke breaks at Larch Mill", "Coast Daily", "2025-03-04", None)


def image_of(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.png))
    image.load()
    return image


def said(
    text: str, kind: QuotationKind = QuotationKind.DIRECT, name: str | None = "Ada Kolb", role: str = "mayor"
) -> Quotation:
    speaker = Speaker(name, 0, 1, name, role) if name else None
    return Quotation(kind, ((0, len(text)),), text, speaker)


def colours(image: Image.Image) -> set[str]:
    return {"#{:02x}{:02x}{:02x}".format(*colour[:3]) for _, colour in image.convert("RGB").getcolors(1 << 24) or []}


class TestChart:
    def test_a_chart_shows_each_outlet_in_a_colour_and_tells_it_in_words(self) -> None:
        counts = (Count("2025-03-03", "Coast Daily", 2, 1), Count("2025-03-05", "The Ledger", 1, 0))
        picture = coverage_chart(Coverage("Ada Kolb", counts, undated=1), TEXTS)
        assert picture.alt == (
            "Ada Kolb: 3 articles from 3 Mar 2025 to 5 Mar 2025 (Coast Daily 2, The Ledger 1), 1 quotation; most on "
            "3 Mar 2025. 1 article without a date."
        )
        assert image_of(picture).size == (1200, 750)
        assert {"#0072b2", "#e69f00"} <= colours(image_of(picture))

    @pytest.mark.parametrize("quotations", [0, 1])
    @pytest.mark.parametrize(
        "name", ["Ada Kolb", "g", "W" * 90, "Association of Larch Valley Dyke Boards and Mills " * 8, "$x$ " * 60]
    )
    def test_the_title_overlaps_nothing_and_leaves_no_edge(self, name: str, quotations: int) -> None:
        figure = coverage_figure(Coverage(name, (Count("2025-03-03", "Coast Daily", 2, quotations),)), TEXTS)
        figure.draw_without_rendering()
        title = figure.texts[0].get_window_extent()
        assert figure.texts[0].get_text()
        assert figure.bbox.fully_containsx(title.x1)
        assert figure.bbox.fully_containsy(title.y1)
        for axes in figure.axes:
            box = axes.get_tightbbox()
            assert box is not None
            assert not box.overlaps(title)
            assert axes.get_window_extent().height > 50

    def test_many_outlets_share_the_last_colour(self) -> None:
        counts = tuple(Count("2025-03-03", f"Outlet {n}", 20 - n, 0) for n in range(9))
        assert "other outlets" in coverage_chart(Coverage("Kolb", counts), TEXTS).alt
        assert "Outlet 8" not in coverage_chart(Coverage("Kolb", counts), TEXTS).alt

    @pytest.mark.parametrize(
        ("days", "unit"), [(10, "on 1 Mar 2025"), (200, "week of 24 Feb"), (900, "in Mar 2025"), (4000, "in 2025")]
    )
    def test_bars_are_days_weeks_months_or_years(self, days: int, unit: str) -> None:
        first = dt.date(2025, 3, 1)
        counts = [
            Count((first + dt.timedelta(days=d)).isoformat(), None, 2 if d < 2 else 1, 0) for d in (0, days // 2, days)
        ]
        assert unit in coverage_chart(Coverage("Kolb", tuple(counts)), TEXTS).alt

    def test_names_that_look_like_markup_or_that_no_font_has_are_drawn_all_the_same(self) -> None:
        counts = (Count("2025-03-03", r"_$\frac$ Post", 1, 1), Count("2025-03-03", "新聞", 1, 1))
        assert image_of(coverage_chart(Coverage("$x^2$ 名", counts), TEXTS)).width == 1200

    def test_nothing_dated_is_nothing_to_draw(self) -> None:
        with pytest.raises(CannotDraw, match="Ada Kolb"):
            coverage_chart(Coverage("Ada Kolb", (), undated=3), TEXTS)


class TestCard:
    def test_a_card_stands_for_the_words_the_speaker_and_the_source(self) -> None:
        picture = quotation_card(said('"The dyke had failed,"'), CITATION, TEXTS)
        assert picture.alt == (
            "“The dyke had failed,” — Ada Kolb, mayor. Dyke breaks at Larch Mill · Coast Daily · 4 Mar 2025"
        )
        assert image_of(picture).size == (1200, 630)
        assert {"#fbfaf7", "#b3472f"} <= colours(image_of(picture))

    def test_a_clause_is_shown_in_its_whole_sentence_as_printed(self) -> None:
        sentence = "Kolb denied that “the dyke had\nfailed”, as Ben Roe had said."
        for kind in QuotationKind:
            picture = quotation_card(said('"the dyke had failed"', kind), CITATION, TEXTS, sentence)
            assert picture.alt.startswith(
                "Kolb denied that “the dyke had failed”, as Ben Roe had said. — Ada Kolb, mayor"
            )

    def test_a_whole_sentence_stands_between_one_pair_of_marks(self) -> None:
        whole = "“The dyke had failed.”"
        assert quotation_card(said(whole), CITATION, TEXTS, whole).alt.startswith("“The dyke had failed.” — ")

    def test_a_sentence_too_long_for_a_card_is_refused_rather_than_cut(self) -> None:
        with pytest.raises(CannotDraw, match="too long"):
            quotation_card(said("The dyke had failed"), CITATION, TEXTS, "The dyke had failed, " * 100)

    def test_reported_words_are_not_put_between_quotation_marks(self) -> None:
        picture = quotation_card(said("the dyke had failed", QuotationKind.INDIRECT), CITATION, TEXTS)
        assert picture.alt.startswith("the dyke had failed — Ada Kolb, mayor · reported.")

    def test_a_long_quotation_makes_a_higher_card_and_a_longer_one_is_refused(self) -> None:
        assert image_of(quotation_card(said("The dyke at Larch Mill had failed. " * 30), CITATION, TEXTS)).height > 900
        with pytest.raises(CannotDraw, match="too long"):
            quotation_card(said("The dyke had failed. " * 100), CITATION, TEXTS)

    def test_a_word_wider_than_the_card_is_broken(self) -> None:
        assert image_of(quotation_card(said("x" * 400), CITATION, TEXTS)).width == 1200

    def test_a_speaker_without_a_name_is_said_to_be_without(self) -> None:
        assert "Speaker not named" in quotation_card(said("The dyke had failed.", name=None), CITATION, TEXTS).alt

    @pytest.mark.parametrize(
        "words", ["Плотина прорвана.", "Το φράγμα έσπασε.", "Đê đã vỡ.", "Der Deich war gebrochen, ß."]
    )
    def test_letters_beyond_ascii_are_drawn(self, words: str) -> None:
        assert words in quotation_card(said(words), CITATION, TEXTS).alt

    @pytest.mark.parametrize("words", ["堤防が決壊した。", " “” "])
    def test_what_cannot_be_drawn_is_refused_in_a_sentence(self, words: str) -> None:
        with pytest.raises(CannotDraw, match=r"\.$"):
            quotation_card(said(words), CITATION, TEXTS)

    def test_the_caption_fits_telegram_whatever_the_headline(self) -> None:
        picture = quotation_card(said("Yes."), Citation("a", "Word " * 400, None, None, None), TEXTS)
        assert len(picture.alt) <= 1024


def test_the_libraries_that_draw_are_loaded_only_to_draw() -> None:
    import subprocess

    check = "import sys, bot.views.pictures; print(sorted({'matplotlib', 'PIL'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout == "[]\n"
