"""What is loaded ahead is what charts, cards and languages would load with the first of them."""

import subprocess
import sys

from bot.views.locales import _locale
from bot.views.preloading import preload
from bot.views.texts import LANGUAGES, Languages

FIRST_PICTURES = """
import sys
from bot.views.preloading import preload
from bot.views.texts import LANGUAGES, Languages, bundled_texts
preload(Languages())
before = set(sys.modules)
from retrieval.domain import Citation, Quotation, QuotationKind
from retrieval.stories.coverage import Count, Coverage
from bot.views.pictures import coverage_chart, quotation_card
texts = bundled_texts()
coverage_chart(Coverage("tide", (Count("2024-05-01", "Lindmar Standard", 2, 1),)), texts)
quotation_card(Quotation(QuotationKind.DIRECT, ((0, 5),), "“Fog.”", None, None, 1.0, "a"), Citation("a", "Tide", None, None, None), texts)
print(sorted(name for name in set(sys.modules) - before if name.startswith(("matplotlib", "PIL", "babel"))))
"""


def test_the_first_pictures_import_nothing_more_that_draws() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_PICTURES], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_language_is_there_with_its_way_of_writing() -> None:
    _locale.cache_clear()
    languages = Languages()
    preload(languages)
    assert set(languages._read) == set(LANGUAGES)
    assert _locale.cache_info().currsize == len(LANGUAGES)
