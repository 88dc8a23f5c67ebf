"""Understanding questions: what kind of answer is wanted, what is asked for, and the terms to look for."""

from retrieval.questions.analysis import Analysis, analyse
from retrieval.questions.answer_types import AnswerType, ExpectedAnswer
from retrieval.questions.following import Resolved, resolve
from retrieval.questions.kinds import asks_for_summary

__all__ = ["Analysis", "AnswerType", "ExpectedAnswer", "Resolved", "analyse", "asks_for_summary", "resolve"]
