"""Why an answer was given, in a few plain lines."""

from collections.abc import Sequence

from bot.views.evidence import citation_line, sentence_html
from bot.views.html import bold, escape, quote
from bot.views.texts import Texts
from retrieval.domain import Citation, Explanation


def explanation_html(explanation: Explanation, texts: Texts) -> str:
    """Return what was looked for, which words stand where, what reading made of the sentence, and what else came near."""
    title = texts("why_title_nearest" if explanation.answer.abstained else "why_title")
    lines = [bold(title), *(f"• {escape(line)}" for line in _reasons(explanation, texts))]
    if explanation.speakers:
        lines.append(f"• {escape(texts('why_speakers', names=', '.join(explanation.speakers)))}")
    if explanation.others:
        cited = {citation.article_id: citation for citation in explanation.answer.citations}
        lines += ["", escape(texts("why_near"))]
        for other in explanation.others:
            lines.append(quote(sentence_html(other, texts), expandable=True))
            lines += _origin(cited.get(other.article_id), texts)
    return "\n".join(lines)


def _reasons(explanation: Explanation, texts: Texts) -> Sequence[str]:
    lines = [texts("why_whose", name=explanation.whose)] if explanation.whose else []
    if explanation.wanted is not None:
        wanted = texts(f"wanted_{explanation.wanted}")
        key = "why_found" if explanation.found else "why_wanted"
        lines.append(texts(key, type=wanted, words=explanation.found or ""))
    for key, words in (
        ("why_inside", explanation.inside),
        ("why_around", explanation.around),
        ("why_nowhere", explanation.nowhere),
    ):
        if words:
            lines.append(texts(key, words=", ".join(words)))
    if explanation.place is None and (explanation.inside or explanation.around or explanation.nowhere):
        lines.append(texts("why_not_read"))
    elif explanation.place is not None:
        lines.append(texts("why_read", place=explanation.place, number=explanation.read))
    probability = explanation.answer.probability
    if 0 < probability < 1:
        lines.append(texts("why_sure", percent=round(100 * probability)))
    return lines


def _origin(citation: Citation | None, texts: Texts) -> list[str]:
    return [citation_line(citation, texts)] if citation else []
