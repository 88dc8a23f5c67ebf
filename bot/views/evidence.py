"""What evidence looks like: a sentence, a quotation under its speaker, and the line that cites where it stands."""

import re
from collections.abc import Sequence

from bot.views.html import bold, emphasised, escape, italic, link, with_fragment
from bot.views.texts import Texts
from retrieval.domain import BlockKind, Citation, Evidence, Quotation, QuotationKind, overlaps
from retrieval.questions.following import is_pronoun

#: what stands before a sentence of a list, an interview or a live report and is no part of it: "•", "A:", "8.15 a.m.:", but
#: not the first of two figures: "4.50 – 6.20 crowns"
_BEFORE = re.compile(
    r"(?:[•►▪●◦‣]\s*|[QA]:\s+|\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?(?:\s[A-Z]{2,4})?\s?[:–—]\s+(?!\d))+(?=\S)"
)
_MARKS = "\"“”„‟«»‹›‘’'「『"
_SPEECH = {QuotationKind.DIRECT: "direct", QuotationKind.MIXED: "mixed", QuotationKind.INDIRECT: "reported"}


def citation_line(citation: Citation, texts: Texts, number: int | None = None, words: str = "") -> str:
    """Return the HTML line of an origin: headline (linked, to its `words` where given) · by · outlet · day · updated · also.

    Who wrote it is said of an opinion piece.
    """
    outlet, day = citation.outlet, texts.short_day(citation.published)
    headline = texts.isolated(citation.headline) if citation.headline else texts("untitled")
    parts = [link(headline, with_fragment(citation.url, words))]
    if citation.opinion_by:
        parts.append(escape(texts("opinion_by", names=", ".join(map(texts.isolated, citation.opinion_by)))))
    parts += [escape(texts.isolated(outlet) if outlet else texts("no_outlet")), day or texts("undated")]
    if citation.updated:
        parts.append(texts("updated"))
    others = list(dict.fromkeys(source.outlet for source in citation.also if source.outlet and source.outlet != outlet))
    if others:
        parts.append(escape(texts("also", outlets=", ".join(others))))
    line = " · ".join(parts)
    return line if number is None else f"[{number}] {line}"


def sentence_html(evidence: Evidence, texts: Texts, before: Evidence | None = None) -> str:
    """Return a verbatim sentence with its emphasis, after the one that brings its pronoun home unless that is shown above."""
    shown = _told(evidence)
    if evidence.lead_text and (before is None or before.text != evidence.lead_text):
        shown = f"{escape(evidence.lead_text[_begins(evidence.lead_text) :])} {shown}"
    if evidence.kind is BlockKind.CAPTION:
        shown = f"{italic(texts('caption'))} {shown}"
    return shown


def _told(evidence: Evidence) -> str:
    """Return a sentence with its emphasis, from where it begins; whole where the time before it is what was asked for."""
    begins = _begins(evidence.text)
    if any(start < evidence.start + begins for start, _ in evidence.emphasis):
        begins = 0
    return emphasised(evidence.text[begins:], evidence.start + begins, evidence.emphasis)


def _begins(text: str) -> int:
    """Return where a sentence begins behind what is no part of it.

    >>> _begins("• It rained."), _begins("A: It rained."), _begins("A Tarn ferry: late.")
    (2, 3, 0)
    """
    match = _BEFORE.match(text)
    return match.end() if match else 0


def speaker_line(quotation: Quotation, texts: Texts) -> str:
    """Return who said it, with the role the article gives, and whether the words are direct or reported."""
    speech = texts(_SPEECH[quotation.kind])
    speaker = quotation.speaker
    if speaker is None:
        return f"{texts('speaker_unknown')}, {speech}:"
    via = f", {escape(texts('quoted_by', name=speaker.via))}" if speaker.via else ""
    if not quotation.is_sure or is_pronoun(speaker.name or speaker.text):
        # a mention as it stands beside the words, and nobody named as if it were beyond doubt
        return f"{escape(texts('speaker_unsure', mention=speaker.text))}{via}, {speech}:"
    name = speaker.name or speaker.text
    role = (speaker.role or "").strip(" ,;:")
    shown = f", {escape(texts.isolated(role))}" if role and role.casefold() not in name.casefold() else ""
    return f"{bold(texts.isolated(name))}{shown}{via}, {speech}:"


def spoken_html(quotation: Quotation, sentences: Sequence[Evidence]) -> str:
    """Return the words of a quotation: direct speech from mark to mark, reported speech as its whole sentence."""
    first, last = quotation.span
    holding = [
        s for s in sentences if s.article_id == quotation.article_id and overlaps((s.start, s.end), (first, last))
    ]
    if holding and quotation.kind is not QuotationKind.DIRECT:
        return " ".join(map(_told, holding))
    for sentence in holding:
        if sentence.start <= first and last <= sentence.end:
            return escape(_in_marks(sentence.text[first - sentence.start : last - sentence.start]))
    return escape(_in_marks(_fragments_apart(quotation)) if quotation.kind is QuotationKind.DIRECT else quotation.text)


def _in_marks(words: str) -> str:
    words = words.strip()
    return words if words[:1] in _MARKS else f"“{words}”"


def _fragments_apart(quotation: Quotation) -> str:
    """Return the fragments with "…" where words of attribution were left out between them."""
    spans = quotation.fragments
    if sum(end - start for start, end in spans) + len(spans) - 1 != len(quotation.text):
        return quotation.text
    joined, at, before = "", 0, spans[0][0]
    for start, end in spans:
        joined += " … " if start - before > 2 else " " if at else ""
        joined += quotation.text[at : at + end - start]
        at, before = at + end - start + 1, end
    return joined
