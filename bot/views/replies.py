"""Any answer as what a person reads."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.views.answers import Rendered, render
from bot.views.checks import check_html
from bot.views.conflicts import changes_html, conflict_lines
from bot.views.dossiers import dossier_html
from bot.views.texts import Texts, bundled_texts
from retrieval.domain import Answer, AnswerKind, Archived


def reply(answer: Answer, archived: Callable[[], Archived], texts: Texts | None = None, **how: Any) -> Rendered:
    """Return the reply to a request; `archived` and `how` are those of `render`."""
    texts = texts or bundled_texts()
    if answer.kind is AnswerKind.CHECK:
        return check_html(answer, texts)
    if answer.kind is AnswerKind.CHANGES and not answer.abstained:
        return changes_html(answer, texts)
    if answer.dossier:
        return dossier_html(answer, answer.dossier, texts)
    rendered = render(answer, archived, texts, **how)
    if how.get("skip") or not (answer.disagreement or answer.correction):
        return rendered
    return replace(rendered, html="\n".join([rendered.html, *conflict_lines(answer, texts)]))
