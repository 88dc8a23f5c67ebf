"""What is loaded with the first picture and the first words of a language, loaded ahead: a bot that runs on stays as large."""

import datetime as dt

from bot.views.locales import day, number, plural
from bot.views.pictures.canvas import font_file
from bot.views.texts import LANGUAGES, Languages


def preload(languages: Languages) -> None:
    """Load the texts of every language with its way of writing numbers and days, and what draws; takes a second or two."""
    for language in LANGUAGES:
        languages[language]
        plural(language, 1)
        number(language, 1000)
        day(language, dt.date(2000, 1, 1), "d MMM y")
    # as charts and cards do, which import it when they are drawn
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from PIL import Image, ImageDraw, ImageFont

    Image.preinit()
    FigureCanvasAgg(figure := Figure(figsize=(1, 1)))
    figure.text(0, 0, "0").get_window_extent()
    ImageDraw.Draw(Image.new("RGB", (1, 1))).text((0, 0), "0", font=ImageFont.truetype(str(font_file("DejaVuSans")), 8))
