"""Any answer as what a person reads."""

from collections.abc import Callable
from typing import Any

from bot.views.answers import Rendered, render
from bot.views.checks import check_html
from bot.views.texts import Texts, bundled_texts
from retrieval.domain import Answer, AnswerKind, Archived


def reply(answer: Answer, archived: Callable[[], Archived], texts: Texts | None = None, **how: Any) -> Rendered:
    """Return the reply to a question or a check; `archived` and `how` are those of `render`."""
    if answer.kind is AnswerKind.CHECK:
        return check_html(answer, texts or bundled_texts())
    return render(answer, archived, texts, **how)
