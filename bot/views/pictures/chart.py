"""Coverage over time, as bars stacked by outlet."""

import datetime as dt
import io
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.views.locales import is_right_to_left
from bot.views.pictures.canvas import GREY, INK, PALE, PAPER, CannotDraw, Picture, missing_letters, shortened
from bot.views.texts import Texts, bundled_texts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from retrieval.stories import Coverage

#: outlets with a colour of their own; the rest are "other outlets"
OUTLETS = 5
#: told apart by people with any kind of colour vision (Okabe and Ito, 2008), the last for "other outlets"
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#a7adb5")


@dataclass(frozen=True, slots=True)
class _Bins:
    """Days, weeks or months of equal standing: the first day of each, and what one is called."""

    starts: tuple[dt.date, ...]
    unit: str

    def of(self, day: dt.date) -> int:
        """Return the number of the one that holds `day`."""
        return self.starts.index(_start(day, self.unit))

    def named(self, number: int) -> str:
        """Return one in ISO 8601, as exact as it is."""
        return self.starts[number].isoformat()[: {"month": 7, "year": 4}.get(self.unit, 10)]


def coverage_chart(coverage: "Coverage", texts: Texts) -> Picture:
    """Draw articles and quotations over time, stacked by outlet. Raises CannotDraw where no dated article is counted."""
    if not coverage.counts:
        raise CannotDraw(texts("chart_none", name=coverage.name))
    bins, names = _bins(_days(coverage)), _shown_outlets(coverage, texts)
    image = io.BytesIO()
    coverage_figure(coverage, _drawn(texts)).savefig(image, format="png", facecolor=PAPER)
    articles = _stacked(coverage, bins, names, texts, quotations=False)
    return Picture(image.getvalue(), _chart_words(coverage, bins, names, articles, texts))


def _drawn(texts: Texts) -> Texts:
    """Return the words for the picture: English where the font lacks the letters, or would write them unjoined."""
    written = texts("chart_articles_day") + texts("chart_other_outlets")
    if is_right_to_left(texts.language) or missing_letters(written, "DejaVuSans"):
        return bundled_texts()
    return texts


def coverage_figure(coverage: "Coverage", texts: Texts) -> "Figure":
    """Lay the chart out: the title above everything else, however many lines it takes; `counts` must not be empty."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    bins, names = _bins(_days(coverage)), _shown_outlets(coverage, texts)
    figure = Figure(figsize=(8, 5), dpi=150, facecolor=PAPER, layout="constrained")
    FigureCanvasAgg(figure)
    below = _draw_title(figure, _drawable(texts("chart_title", name=coverage.name)))
    figure.get_layout_engine().set(rect=(0.01, 0.02, 0.98, below - 0.04))  # type: ignore[union-attr, call-arg]
    shown = (False, True) if coverage.quotations else (False,)
    axes = figure.subplots(len(shown), 1, sharex=True, squeeze=False, height_ratios=[3, 2][: len(shown)])
    for quotations, (place,) in zip(shown, axes, strict=True):
        values = _stacked(coverage, bins, names, texts, quotations=quotations)
        kind = "quotations" if quotations else "articles"
        _draw_bars(place, bins, names, values, texts(f"chart_{kind}_{bins.unit}"))
    _label_bins(axes[-1][0], bins, texts)
    handles, labels = axes[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower left", ncols=3, frameon=False, fontsize=10, labelcolor=INK)
    return figure


def _draw_title(figure: "Figure", title: str) -> float:
    """Write the title in as many lines as it needs, cut after the third; return how far down it reaches, 1 to 0."""
    drawn = figure.text(
        0.02, 0.965, "", ha="left", va="top", fontsize=17, fontweight="bold", color=INK, parse_math=False
    )
    drawn.set_in_layout(False)
    for width in range(90, 0, -1):
        drawn.set_text("\n".join(textwrap.wrap(title, width, max_lines=3, placeholder="…")))
        box = drawn.get_window_extent().transformed(figure.transFigure.inverted())
        if box.x1 <= 0.98:
            break
    return float(box.y0)


def _days(coverage: "Coverage") -> list[dt.date]:
    return [dt.date.fromisoformat(count.day) for count in coverage.counts]


def _bins(days: Sequence[dt.date]) -> _Bins:
    """Choose days, weeks or months so that there are at most a few dozen."""
    first, last = min(days), max(days)
    span = (last - first).days
    unit = "day" if span <= 31 else "week" if span <= 260 else "month" if span <= 365 * 6 else "year"
    starts = [_start(first, unit)]
    while starts[-1] < _start(last, unit):
        starts.append(
            _start(starts[-1] + dt.timedelta(days={"day": 1, "week": 7, "month": 32, "year": 367}[unit]), unit)
        )
    return _Bins(tuple(starts), unit)


def _start(day: dt.date, unit: str) -> dt.date:
    if unit == "week":
        return day - dt.timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _shown_outlets(coverage: "Coverage", texts: Texts) -> list[str]:
    """Return the outlets with most articles, and what the rest are called where there is a rest."""
    total: Counter[str] = Counter()
    for count in coverage.counts:
        total[_named(count.outlet, texts)] += count.articles
    names = [name for name, _ in sorted(total.items(), key=lambda one: (-one[1], one[0]))]
    return names if len(names) <= OUTLETS + 1 else [*names[:OUTLETS], texts("chart_other_outlets")]


def _named(outlet: str | None, texts: Texts) -> str:
    return _plain(outlet) if outlet else texts("chart_no_outlet")


def _plain(text: str) -> str:
    """Return text that matplotlib takes as it stands: it reads $…$ as mathematics and hides labels that start with _."""
    return _drawable(text).replace("$", r"\$").lstrip("_")


def _drawable(text: str) -> str:
    for character in missing_letters(text, "DejaVuSans"):
        text = text.replace(character, "□")
    return text


def _stacked(
    coverage: "Coverage", bins: _Bins, names: Sequence[str], texts: Texts, *, quotations: bool
) -> dict[str, list[int]]:
    values = {name: [0] * len(bins.starts) for name in names}
    for count in coverage.counts:
        name = _named(count.outlet, texts)
        at = bins.of(dt.date.fromisoformat(count.day))
        values[name if name in values else names[-1]][at] += count.quotations if quotations else count.articles
    return values


def _draw_bars(axes: "Axes", bins: _Bins, names: Sequence[str], values: dict[str, list[int]], title: str) -> None:
    from matplotlib.ticker import MaxNLocator

    places = range(len(bins.starts))
    floor = [0] * len(bins.starts)
    for name, colour in zip(names, _COLOURS, strict=False):
        axes.bar(
            places, values[name], bottom=floor, color=colour, width=0.8, label=name, edgecolor=PAPER, linewidth=0.6
        )
        floor = [low + value for low, value in zip(floor, values[name], strict=True)]
    if len(bins.starts) < 6:  # few bars would fill the picture like walls
        axes.set_xlim(-3.0 + len(bins.starts) / 2, 2.0 + len(bins.starts) / 2)
    axes.set_ylim(0, max(max(floor), 1) * 1.12)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.set_title(title, loc="left", fontsize=11, color=GREY)
    axes.set_facecolor(PAPER)
    axes.grid(axis="y", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=GREY, length=0, labelsize=10)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALE)


def _label_bins(axes: "Axes", bins: _Bins, texts: Texts) -> None:
    """Write a handful of dates below the bars, the year with the first and where it changes."""
    step = max(1, -(-len(bins.starts) // 8))
    places = list(range(0, len(bins.starts), step))
    labels: list[str] = []
    year = 0
    for place in places:
        start = bins.starts[place]
        pattern = {"month": "month_alone", "year": None}.get(bins.unit, "day_of_month")
        text = _drawable(texts.day(start, pattern)) if pattern else ""
        labels.append(f"{text}\n{start.year}".strip() if start.year != year else text)
        year = start.year
    axes.set_xticks(places, labels)


def _chart_words(
    coverage: "Coverage", bins: _Bins, names: Sequence[str], articles: dict[str, list[int]], texts: Texts
) -> str:
    first, last = texts.short_day(coverage.counts[0].day), texts.short_day(coverage.counts[-1].day)
    when = texts("chart_on", day=first) if first == last else texts("chart_from", first=first, last=last)
    outlets = ", ".join(f"{name} {sum(articles[name])}" for name in names).replace(r"\$", "$")
    counted = texts("count_articles", count=coverage.articles)
    told = texts("chart_words", name=coverage.name, articles=counted, when=when, outlets=outlets)
    said = f", {texts('count_quotations', count=coverage.quotations)}" if coverage.quotations else ""
    height = [sum(values[n] for values in articles.values()) for n in range(len(bins.starts))]
    top = texts.short_day(bins.named(height.index(max(height))))
    most = f"; {texts(f'chart_most_{bins.unit}', day=top)}" if len(bins.starts) > 2 else ""
    missing = texts("count_articles", count=coverage.undated)
    undated = f". {texts('chart_undated', articles=missing)}" if coverage.undated else ""
    return shortened(f"{told}{said}{most}{undated}.")
