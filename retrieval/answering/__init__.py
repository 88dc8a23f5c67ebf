"""From a question to an answer: verbatim sentences, best first, with what they cite."""

from retrieval.answering.answerer import Answerer
from retrieval.answering.factoid.standalone import rank_sentences
from retrieval.answering.factoid.weights import Weights
from retrieval.archive.interface import Found

__all__ = ["Answerer", "Found", "Weights", "rank_sentences"]
