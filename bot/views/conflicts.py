"""Where outlets or revisions differ, as text: a line below an answer, and the changes of a story sentence by sentence."""

from itertools import groupby

from bot.views.answers import Rendered
from bot.views.evidence import citation_line
from bot.views.html import bold, escape, quote
from bot.views.texts import Texts
from retrieval.domain import Answer, Change, Correction, Disagreement

#: characters of changed words that are shown below an answer
SHOWN = 90


def conflict_lines(answer: Answer, texts: Texts) -> list[str]:
    """Return a line where outlets differ on what was asked, and one where the answer's article has been corrected."""
    lines = [_disagreement(answer.disagreement, texts)] if answer.disagreement else []
    return [*lines, *([correction_line(answer.correction, texts)] if answer.correction else [])]


def _disagreement(disagreement: Disagreement, texts: Texts) -> str:
    cited = {citation.article_id: citation for citation in disagreement.citations}
    sides = []
    for one in disagreement.stated:
        citation = cited.get(one.article_id)
        outlet = (citation.outlet or citation.headline if citation else None) or texts("no_outlet")
        sides.append(texts("check_says", outlet=outlet, words=_cut(one.text)))
    return escape(texts("outlets_differ", sides=" · ".join(sides)))


def correction_line(correction: Correction, texts: Texts) -> str:
    """Return a line on what was corrected in a sentence, and when."""
    when = texts.moment(correction.until) or correction.until
    if not correction.before:
        return escape(texts("corrected_added", when=when, after=_cut(correction.after)))
    if not correction.after:
        return escape(texts("corrected_removed", when=when, before=_cut(correction.before)))
    return escape(texts("corrected", when=when, before=_cut(correction.before), after=_cut(correction.after)))


def _cut(text: str) -> str:
    words = " ".join(text.split()).strip('“”"')
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"


def changes_html(answer: Answer, texts: Texts) -> Rendered:
    """Return what was changed in each article, the latest change first, each sentence as it was and as it is."""
    cited = {citation.article_id: citation for citation in answer.citations}
    parts = []
    for article_id, changes in groupby(answer.changes, key=lambda change: change.article_id):
        lines = [citation_line(cited[article_id], texts)] if article_id in cited else []
        for until, group in groupby(changes, key=lambda change: change.until):
            lines.append(bold(texts("changed_on", when=texts.moment(until) or until)))
            lines.append(quote("\n".join(_change(change, texts) for change in group)))
        parts.append("\n".join(lines))
    total = len(answer.changes)
    return Rendered("\n\n".join(parts), total, total)


def _change(change: Change, texts: Texts) -> str:
    before = escape(texts("changed_before", words=change.before)) if change.before else ""
    after = escape(texts("changed_after", words=change.after)) if change.after else ""
    return "\n".join(line for line in (before, after) if line)
