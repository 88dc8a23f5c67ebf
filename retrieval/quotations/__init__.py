"""Who said what: quotations and their speakers.

`find_quotations` reads an article; `people` matches the names of speakers across articles and with what a question calls
them. The words of each language are in its file in
`text/languages`.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from retrieval.quotations.finding import find_quotations
    from retrieval.quotations.people import answers_to, said_by, said_for, same_person

__all__ = ["answers_to", "find_quotations", "said_by", "said_for", "same_person"]


def __getattr__(name: str) -> Any:
    """Import on first use: a question is answered without the patterns that find quotations in articles."""
    if name not in __all__:
        raise AttributeError(name)
    module = "finding" if name == "find_quotations" else "people"
    return getattr(importlib.import_module(f"{__name__}.{module}"), name)
