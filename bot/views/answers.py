"""From an answer to what a person reads: Telegram's HTML, and plain text for `ask` and the terminal.

The first line is the answer; everything in a block quotation is verbatim; the citation stands below it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.views.html import bold, emphasised, escape, italic, link, plain, quote
from bot.views.texts import Texts, bundled_texts
from retrieval.domain import Answer, AnswerKind, Archived, BlockKind, Citation, Evidence, Quotation, QuotationKind
from retrieval.text.languages.calendar import full, months

#: a second and third sentence are shown at once while those before are together less sure than this to answer
SURE = 0.7
#: and only those that are at least this part as likely as the best one
CLOSE = 0.3
#: sentences shown before [More]
FIRST = 3
#: nearest headlines shown with an abstention
NEAREST = 3

_MARKS = "\"“”„‟«»‹›‘’'「『"
_SPEECH = {QuotationKind.DIRECT: "direct", QuotationKind.MIXED: "mixed", QuotationKind.INDIRECT: "reported"}


def short_day(published: str | None) -> str | None:
    """Return "28 Jun 2009" for an ISO 8601 date or time; a year or month alone as far as it goes; None for nothing."""
    return _day(published, [(*forms, forms[0])[1] for forms in months()])


def _day(published: str | None, months: Sequence[str]) -> str | None:
    if not published:
        return None
    parts = published[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            dt.date(*numbers)
    except ValueError:
        return None
    words = [str(numbers[0])]
    if len(numbers) > 1 and 1 <= numbers[1] <= 12:
        words.insert(0, months[numbers[1] - 1])
    if len(numbers) > 2:
        words.insert(0, str(numbers[2]))
    return " ".join(words)


def span_words(archived: Archived, texts: Texts) -> str:
    """Return "12 stories, from 3 May to 28 June 2009": how much the archive holds, and of when."""
    count = texts("articles_one") if archived.count == 1 else texts("articles_many", count=f"{archived.count:,}")
    first, last = _day(archived.first, full(months())), _day(archived.last, full(months()))
    if not first or not last:
        return count
    if first == last:
        return texts("span_one", count=count, day=first)
    if archived.first and archived.last and archived.first[:4] == archived.last[:4]:
        first = first.removesuffix(f" {archived.first[:4]}")
    return texts("span_many", count=count, first=first, last=last)


def citation_line(citation: Citation, texts: Texts, number: int | None = None) -> str:
    """Return the HTML line of an origin: headline (linked) · outlet · day · updated · also."""
    outlet, day = citation.outlet, short_day(citation.published)
    parts = [link(citation.headline or texts("untitled"), citation.url), escape(outlet or texts("no_outlet"))]
    parts.append(day or texts("undated"))
    if citation.updated:
        parts.append(texts("updated"))
    others = list(dict.fromkeys(source.outlet for source in citation.also if source.outlet and source.outlet != outlet))
    if others:
        parts.append(texts("also", outlets=escape(", ".join(others))))
    line = " · ".join(parts)
    return line if number is None else f"[{number}] {line}"


def sentence_html(evidence: Evidence, texts: Texts, before: Evidence | None = None) -> str:
    """Return a verbatim sentence with its emphasis, after the one that brings its pronoun home unless that is shown above."""
    shown = emphasised(evidence.text, evidence.start, evidence.emphasis)
    if evidence.lead_text and (before is None or before.text != evidence.lead_text):
        shown = f"{escape(evidence.lead_text)} {shown}"
    if evidence.kind is BlockKind.CAPTION:
        shown = f"{italic(texts('caption'))} {shown}"
    return shown


def speaker_line(quotation: Quotation, texts: Texts) -> str:
    """Return who said it, with the role the article gives, and whether the words are direct or reported."""
    speech = texts(_SPEECH[quotation.kind])
    speaker = quotation.speaker
    if speaker is None:
        return f"{texts('speaker_unknown')}, {speech}:"
    name = speaker.name or speaker.text
    role = (speaker.role or "").strip(" ,;:")
    shown = f", {escape(role)}" if role and role.casefold() not in name.casefold() else ""
    return f"{bold(name)}{shown}, {speech}:"


def spoken_html(quotation: Quotation, sentences: Sequence[Evidence]) -> str:
    """Return the words of a quotation: direct speech from mark to mark, reported speech as its whole sentence."""
    first, last = quotation.fragments[0][0], quotation.fragments[-1][1]
    holding = [s for s in sentences if s.article_id == quotation.article_id and s.start < last and s.end > first]
    if holding and quotation.kind is not QuotationKind.DIRECT:
        return " ".join(emphasised(s.text, s.start, s.emphasis) for s in holding)
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


@dataclass(frozen=True, slots=True)
class Rendered:
    """The HTML of a reply, and how many of the answer's sentences or quotations it has reached (for "More")."""

    html: str
    reached: int = 0
    total: int = 0

    @property
    def text(self) -> str:
        """The same in plain text."""
        return plain(self.html)


def render(
    answer: Answer,
    archived: Archived,
    texts: Texts | None = None,
    *,
    about: str | None = None,
    skip: int = 0,
    most: int = FIRST,
) -> Rendered:
    """Return the reply to a question, from the sentence or quotation number `skip` on ("More").

    `about` is the topic that the question was taken to be about, shown above the answer; `most` how many sentences or
    quotations are shown at once.
    """
    texts = texts or bundled_texts()
    rendered = _rendered(answer, archived, texts, about, skip, most)
    if not answer.partial:
        return rendered
    return replace(rendered, html=f"{rendered.html}\n\n{italic(texts('partial'))}")


def _rendered(answer: Answer, archived: Archived, texts: Texts, about: str | None, skip: int, most: int) -> Rendered:
    if answer.abstained:
        return Rendered(_abstention(answer, archived, texts))
    if answer.kind is AnswerKind.CHAT or not (answer.sentences or answer.quotations or answer.citations):
        return Rendered(chat_html(answer.message or texts("stories_none"), answer.suggestions, texts))
    if answer.kind is AnswerKind.STORIES:
        rendered = _stories(answer, texts)
    elif answer.kind is AnswerKind.SUMMARY:
        rendered = _summary(answer, texts)
    elif answer.quotations:
        rendered = _quotations(answer, texts, skip, most)
    else:
        rendered = _sentences(answer, texts, skip, most)
    head = [italic(texts("about", topic=about))] if about else []
    if answer.message:
        head.append(escape(answer.message))
    return Rendered("\n".join([*head, rendered.html]), rendered.reached, rendered.total)


def chat_html(message: str, suggestions: Sequence[str], texts: Texts) -> str:
    """Return a line of the bot's own, with example questions under it."""
    lines = [escape(message)] if message else []
    if suggestions:
        lines += ["", escape(texts("examples")), *(f"• {escape(suggestion)}" for suggestion in suggestions)]
    return "\n".join(lines)


def _abstention(answer: Answer, archived: Archived, texts: Texts) -> str:
    if not archived.count:
        return escape(texts("abstained_empty"))
    lines = [escape(answer.message or texts("abstained", span=span_words(archived, texts)))]
    if answer.citations:
        lines += ["", escape(texts("nearest"))]
        lines += [f"• {citation_line(citation, texts)}" for citation in answer.citations[:NEAREST]]
    elif answer.suggestions:
        lines.append(chat_html("", answer.suggestions, texts))
    return "\n".join(lines)


def distinct(sentences: Iterable[Evidence]) -> list[Evidence]:
    """Return the sentences without those whose words were already given: the same agency copy elsewhere."""
    seen: set[str] = set()
    kept: list[Evidence] = []
    for sentence in sentences:
        words = " ".join(sentence.text.casefold().split())
        if words not in seen:
            seen.add(words)
            kept.append(sentence)
    return kept


def shown_at_once(answer: Answer, sentences: Sequence[Evidence], most: int = FIRST) -> int:
    """Return how many sentences to show first: one when it is surely right, up to `most` when it may not be.

    The scores of an answer's sentences are their shares of the probability to be the best.
    """
    sure, shown = 0.0, 0
    for sentence in sentences[:most]:
        if shown and (sure >= SURE or sentence.score < CLOSE * sentences[0].score):
            break
        sure += sentence.score
        shown += 1
    return shown


def _sentences(answer: Answer, texts: Texts, skip: int, most: int) -> Rendered:
    sentences = distinct(answer.sentences)
    reached = skip + most if skip else shown_at_once(answer, sentences, most)
    reached = min(reached, len(sentences))
    cited = {citation.article_id: citation for citation in answer.citations}
    paragraphs: list[str] = []
    for article_id, group in groupby(sentences[skip:reached], key=lambda s: s.article_id):
        told = list(group)
        shown = [quote(sentence_html(s, texts, told[n - 1] if n else None)) for n, s in enumerate(told)]
        paragraphs.append("\n".join(shown) + _origin(article_id, cited, texts))
    return Rendered("\n\n".join(paragraphs), reached, len(sentences))


def _origin(article_id: str | None, cited: Mapping[str, Citation], texts: Texts) -> str:
    citation = cited.get(article_id or "")
    return "\n" + citation_line(citation, texts) if citation else ""


def _quotations(answer: Answer, texts: Texts, skip: int, most: int) -> Rendered:
    cited = {citation.article_id: citation for citation in answer.citations}
    at_once = _quotations_at_once(answer, most) if not skip else most
    reached = min(skip + at_once, len(answer.quotations))
    paragraphs: list[str] = []
    for article_id, told in groupby(answer.quotations[skip:reached], key=lambda q: q.article_id):
        said = [
            "\n".join([line, *(quote(spoken_html(q, answer.sentences)) for q in group)])
            for line, group in groupby(told, key=lambda q: speaker_line(q, texts))
        ]
        paragraphs.append("\n".join(said) + _origin(article_id, cited, texts))
    return Rendered("\n\n".join(paragraphs), reached, len(answer.quotations))


def _quotations_at_once(answer: Answer, most: int) -> int:
    """Return how many quotations to show first: of "who said it" the best speaker's alone, the others are a button away."""
    if answer.kind is not AnswerKind.WHO_SAID:
        return most
    first = answer.quotations[0].speaker
    name = (first.name or first.text) if first else None
    same = 1
    while same < len(answer.quotations) and same < most and name is not None:
        speaker = answer.quotations[same].speaker
        if speaker is None or (speaker.name or speaker.text) != name:
            break
        same += 1
    return same


def _summary(answer: Answer, texts: Texts) -> Rendered:
    order = list(dict.fromkeys(s.article_id for s in answer.sentences))
    citations = sorted(
        (c for c in answer.citations if c.article_id in order or not order), key=lambda c: order.index(c.article_id)
    )
    several = len(citations) > 1
    numbers = {c.article_id: n for n, c in enumerate(citations, 1)}
    told = [
        sentence_html(s, texts) + (f" [{numbers[s.article_id]}]" if several and s.article_id in numbers else "")
        for s in distinct(answer.sentences)
    ]
    origins = [citation_line(c, texts, numbers[c.article_id] if several else None) for c in citations]
    return Rendered(quote("\n\n".join(told)) + "\n" + "\n".join(origins), len(told), len(told))


def _stories(answer: Answer, texts: Texts) -> Rendered:
    lines = [escape(texts("stories_found")), *(f"• {citation_line(c, texts)}" for c in answer.citations)]
    return Rendered("\n".join(lines), len(answer.citations), len(answer.citations))
