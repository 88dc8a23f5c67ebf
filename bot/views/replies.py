"""Any answer as what a person reads."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.views.answers import Rendered, render
from bot.views.checks import check_html
from bot.views.conflicts import changes_html, conflict_lines
from bot.views.dossiers import dossier_html
from bot.views.texts import Texts, bundled_texts
from retrieval.domain import Answer, AnswerKind, Archived, Citation

#: returns the citations of articles
Cited = Callable[[list[str]], Mapping[str, Citation]]


def reply(
    answer: Answer, archived: Callable[[], Archived], texts: Texts | None = None, cited: Cited | None = None, **how: Any
) -> Rendered:
    """Return the reply to a request; `archived` and `how` are those of `render`, `cited` tells the sources of what differs."""
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
    stated = answer.disagreement.stated if answer.disagreement else ()
    sources = dict(cited([one.article_id for one in stated])) if cited else {}
    return replace(rendered, html="\n".join([rendered.html, *conflict_lines(answer, sources, texts)]))
