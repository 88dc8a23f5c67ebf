"""From a question to an answer: verbatim sentences, best first, with what they cite."""

from retrieval.answering.answerer import Answerer
from retrieval.answering.ranking_alone import rank_sentences
from retrieval.answering.reads import Found
from retrieval.answering.weights import Weights

__all__ = ["Answerer", "Found", "Weights", "rank_sentences"]
