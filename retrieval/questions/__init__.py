"""Understanding questions: what is asked for, what kind of answer is expected, and the terms to look for."""

from retrieval.questions.analysis import Analysis, analyse
from retrieval.questions.answer_types import AnswerType, ExpectedAnswer

__all__ = ["Analysis", "AnswerType", "ExpectedAnswer", "analyse"]
