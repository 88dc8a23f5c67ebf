"""Which sentences stand for an article: chosen by rules that a person can read, printed verbatim and in order."""

from retrieval.summary.selection import summarise, summarise_article

__all__ = ["summarise", "summarise_article"]
