"""Answers over several stories: what is new, which outlets, and how often."""

from collections.abc import Sequence

from bot.views.evidence import citation_line, sentence_html
from bot.views.html import bold, escape, quote
from bot.views.stories import days
from bot.views.texts import Texts
from retrieval.domain import Answer, Citation, OutletCount, Tally

#: outlets that are listed
OUTLETS = 10


def latest_html(answer: Answer, texts: Texts) -> str:
    """Return the newest articles, newest first, each with the sentence by which its news is known."""
    told = {sentence.article_id: sentence for sentence in answer.sentences}
    parts = [escape(texts("latest_found"))]
    for number, citation in enumerate(answer.citations, 1):
        lines = [f"{number}. {citation_line(citation, texts)}"]
        if (sentence := told.get(citation.article_id)) is not None:
            lines.append(quote(sentence_html(sentence, texts), expandable=number > 1))
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def tally_html(tally: Tally, citations: Sequence[Citation], texts: Texts, *, quoted: bool) -> str:
    """Return how much the archive has of something, and outlet by outlet, each with its first article where one is cited."""
    first, last = tally.days
    when = days(first, last, texts)
    counted = texts("count_articles", count=tally.articles)
    articles = texts("tally_at_least", what=counted) if tally.more else counted
    if citations:
        said = texts(
            "tally_outlets",
            outlets=texts("count_outlets", count=len(tally.outlets)),
            articles=articles,
            name=tally.name,
        )
    elif quoted:
        quotations = texts("count_quotations", count=tally.quotations)
        quotations = texts("tally_at_least", what=quotations) if tally.more else quotations
        said = texts("tally_quoted", quotations=quotations, articles=articles, name=tally.name)
    else:
        said = texts("tally_named", articles=articles, name=tally.name)
    numbers = {citation.article_id: number for number, citation in enumerate(citations, 1)}
    lines = [bold(said) + (f", {escape(when)}" if when else "")]
    for one in tally.outlets[:OUTLETS]:
        number = numbers.get(one.article_id or "")
        cited = citations[number - 1] if number else None
        lines.append(f"{f'{number}.' if number else '•'} {_outlet(one, cited, texts, quoted=quoted)}")
    if len(tally.outlets) > OUTLETS:
        lines.append(escape(texts("sources_more", count=len(tally.outlets) - OUTLETS)))
    return "\n".join(lines)


def _outlet(one: OutletCount, citation: Citation | None, texts: Texts, *, quoted: bool) -> str:
    name = one.outlet or texts("no_outlet")
    counts = [texts("count_articles", count=one.articles)]
    if quoted:
        counts.insert(0, texts("count_quotations", count=one.quotations))
    line = escape(texts("tally_line", outlet=name, counts=", ".join(counts)))
    if citation is None:
        return line
    first = texts.short_day(one.first)
    shown = citation_line(citation, texts).partition(" · ")[0]
    return f"{line}. {escape(texts('tally_first', day=first or texts('undated')))} {shown}"
