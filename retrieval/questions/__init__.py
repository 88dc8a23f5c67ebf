"""Understanding questions: what kind of answer is wanted, what is asked for, and the terms to look for."""

from retrieval.questions.analysis import Analysis, analyse
from retrieval.questions.following import Resolved, resolve
from retrieval.questions.kinds import asks_for_summary
from retrieval.questions.sought import Asked, Sought

__all__ = ["Analysis", "Asked", "Resolved", "Sought", "analyse", "asks_for_summary", "resolve"]
