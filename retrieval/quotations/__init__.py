"""Who said what: quotations and their speakers.

`find_quotations` reads an article; `people` matches the names of speakers across articles and with what a question calls
them. The words of each language are in `lexicon/`, one file a language.
"""

from retrieval.quotations.finding import find_quotations
from retrieval.quotations.people import answers_to, said_by, said_for, same_person

__all__ = ["answers_to", "find_quotations", "said_by", "said_for", "same_person"]
