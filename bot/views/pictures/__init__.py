"""Pictures of what people would rather look at: coverage over time as a chart, a quotation as a card to forward.

Both take a fraction of a second of pure work; call them off the event loop. matplotlib and Pillow are imported on first use.
"""

from bot.views.pictures.canvas import CannotDraw, Picture
from bot.views.pictures.card import quotation_card
from bot.views.pictures.chart import coverage_chart

__all__ = ["CannotDraw", "Picture", "coverage_chart", "quotation_card"]
