"""Which sentences stand for an article or a story: chosen by rules that a person can read, printed verbatim and in order."""

from retrieval.summary.candidates import body_sentences, candidates
from retrieval.summary.selection import SummaryWeights, choose
from retrieval.summary.summarising import summarise, summarise_article

__all__ = ["SummaryWeights", "body_sentences", "candidates", "choose", "summarise", "summarise_article"]
