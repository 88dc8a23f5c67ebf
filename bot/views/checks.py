"""A checked claim as text: where sentences differ from it, and these with their sources; never whether it is true."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from bot.views.answers import Rendered, speaker_above
from bot.views.evidence import citation_line, sentence_html
from bot.views.html import escape, italic, quote
from bot.views.texts import Texts
from retrieval.domain import Answer, CheckedClaim, Citation, Detail, Evidence

#: characters of a claim that are shown above what is near to it
CLAIM = 90


def check_html(answer: Answer, texts: Texts) -> Rendered:
    """Return what the archive has beside a claim, each claim of several under its own words."""
    if answer.abstained:
        return Rendered(escape(texts("check_none")))
    cited = {citation.article_id: citation for citation in answer.citations}
    several = len(answer.claims) > 1
    parts = [_claim(claim, answer, cited, texts, several=several) for claim in answer.claims]
    if answer.partial:
        parts.append(italic(texts("partial")))
    total = len(answer.sentences)
    return Rendered("\n\n".join(parts), total, total)


def _claim(claim: CheckedClaim, answer: Answer, cited: Mapping[str, Citation], texts: Texts, *, several: bool) -> str:
    words = _cut(claim.text)
    if not claim.sentences:
        return escape(texts("check_part_none", claim=words))
    lines = [escape(texts("check_part", claim=words))] if several else []
    lines += [_difference(detail, cited, texts) for detail in claim.differing]
    if not claim.differing and not several:
        lines.append(escape(texts("check_nearest")))
    shown = 0
    for article_id, group in groupby(claim.sentences, key=lambda one: one.article_id):
        for one in group:
            told = replace(one, emphasis=_differing_in(claim.differing, one))
            speaker = speaker_above(one, answer.quotations, texts)
            lines.append(speaker + quote(sentence_html(told, texts), expandable=bool(shown)))
            shown += 1
        if article_id in cited:
            lines.append(citation_line(cited[article_id], texts, words=told.text))
    return "\n".join(lines)


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= CLAIM else words[:CLAIM].rsplit(" ", 1)[0] + " …"


def _difference(detail: Detail, cited: Mapping[str, Citation], texts: Texts) -> str:
    """Return "The Gazette says 214 · the message says 300"; outlets that say the same are named together."""
    said: dict[str, list[str]] = {}
    for one in detail.stated:
        outlets = said.setdefault(" ".join(one.text.split()), [])
        citation = cited.get(one.article_id)
        outlet = (citation.outlet or citation.headline if citation else None) or texts("no_outlet")
        if outlet not in outlets:
            outlets.append(outlet)
    parts = [texts("check_says", outlet=", ".join(outlets), words=words) for words, outlets in said.items()]
    return escape(" · ".join([*parts, texts("check_message", words=" ".join(detail.text.split()))]))


def _differing_in(differing: Sequence[Detail], evidence: Evidence) -> tuple[tuple[int, int], ...]:
    spans = {
        (one.start, one.end)
        for detail in differing
        for one in detail.stated
        if one.article_id == evidence.article_id and evidence.start <= one.start and one.end <= evidence.end
    }
    return tuple(sorted(spans))
