"""Who said what: quotations and their speakers."""

from retrieval.quotations.finding import find_quotations

__all__ = ["find_quotations"]
