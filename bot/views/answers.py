"""From an answer to what a person reads: Telegram's HTML, and plain text for `ask` and the terminal.

The first line is the answer; everything in a block quotation is verbatim; the citation stands below it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.views.html import bold, emphasised, escape, italic, link, plain, quote
from bot.views.messages import chat_html, said_words, short_day, span_words
from bot.views.texts import Texts, bundled_texts
from retrieval.domain import (
    FIRST,
    Answer,
    AnswerKind,
    Archived,
    BlockKind,
    Citation,
    Evidence,
    Quotation,
    QuotationKind,
    Talk,
    shown_at_once,
)

#: nearest headlines shown with an abstention
NEAREST = 3
#: nearest sentences shown with an abstention
NEAREST_SENTENCES = 2

_MARKS = "\"“”„‟«»‹›‘’'「『"
_SPEECH = {QuotationKind.DIRECT: "direct", QuotationKind.MIXED: "mixed", QuotationKind.INDIRECT: "reported"}


def citation_line(citation: Citation, texts: Texts, number: int | None = None) -> str:
    """Return the HTML line of an origin: headline (linked) · outlet · day · updated · also."""
    outlet, day = citation.outlet, short_day(citation.published, texts)
    headline = texts.isolated(citation.headline) if citation.headline else texts("untitled")
    parts = [link(headline, citation.url), escape(texts.isolated(outlet) if outlet else texts("no_outlet"))]
    parts.append(day or texts("undated"))
    if citation.updated:
        parts.append(texts("updated"))
    others = list(dict.fromkeys(source.outlet for source in citation.also if source.outlet and source.outlet != outlet))
    if others:
        parts.append(escape(texts("also", outlets=", ".join(others))))
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
    via = f", {escape(texts('quoted_by', name=speaker.via))}" if speaker.via else ""
    if not quotation.is_sure:
        # a mention as it stands beside the words, and nobody named as if it were beyond doubt
        return f"{escape(texts('speaker_unsure', mention=speaker.text))}{via}, {speech}:"
    name = speaker.name or speaker.text
    role = (speaker.role or "").strip(" ,;:")
    shown = f", {escape(texts.isolated(role))}" if role and role.casefold() not in name.casefold() else ""
    return f"{bold(texts.isolated(name))}{shown}{via}, {speech}:"


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
    archived: Callable[[], Archived],
    texts: Texts | None = None,
    *,
    about: str | None = None,
    skip: int = 0,
    most: int = FIRST,
) -> Rendered:
    """Return the reply to a question, from the sentence or quotation number `skip` on ("More").

    `archived` says how much the archive holds, where the reply tells that; `about` is the topic that the question was taken to
    be about, shown above the answer; `most` how many sentences or quotations are shown at once.
    """
    texts = texts or bundled_texts()
    rendered = _rendered(answer, archived, texts, about, skip, most)
    if not answer.partial:
        return rendered
    return replace(rendered, html=f"{rendered.html}\n\n{italic(texts('partial'))}")


def _rendered(
    answer: Answer, archived: Callable[[], Archived], texts: Texts, about: str | None, skip: int, most: int
) -> Rendered:
    if answer.abstained:
        return Rendered(_abstention(answer, archived(), texts))
    if answer.kind is AnswerKind.CHAT or not (answer.sentences or answer.quotations or answer.citations):
        return Rendered(_chat(answer, archived, texts))
    if answer.kind is AnswerKind.STORIES:
        rendered = _stories(answer, texts)
    elif answer.kind is AnswerKind.SUMMARY:
        rendered = _summary(answer, texts)
    elif is_quoted(answer):
        rendered = _quotations(answer, texts, skip, most)
    else:
        rendered = _sentences(answer, texts, skip, most)
    head = [italic(texts("about", topic=about))] if about else []
    if answer.message:
        head.append(escape(said_words(answer.message, texts)))
    return Rendered("\n".join([*head, rendered.html]), rendered.reached, rendered.total)


def _chat(answer: Answer, archived: Callable[[], Archived], texts: Texts) -> str:
    """Return a line of the bot's own; with nothing in the archive, that too."""
    said = said_words(answer.message, texts) if answer.message else texts("stories_none")
    if isinstance(answer.request, Talk) and not archived().count:
        said = f"{said} {texts('abstained_empty')}"
    return chat_html(said, answer.suggestions, texts)


def _abstention(answer: Answer, archived: Archived, texts: Texts) -> str:
    if not archived.count:
        return escape(texts("abstained_empty"))
    if answer.nearest:
        return _nearest(answer, texts)
    said = said_words(answer.message, texts) if answer.message else texts("abstained", span=span_words(archived, texts))
    lines = [escape(said)]
    if answer.citations:
        lines += ["", escape(texts("nearest"))]
        lines += [f"• {citation_line(citation, texts)}" for citation in answer.citations[:NEAREST]]
    elif answer.suggestions:
        lines.append(chat_html("", answer.suggestions, texts))
    return "\n".join(lines)


def _nearest(answer: Answer, texts: Texts) -> str:
    """Return the line that nothing surely answers, and the sentences of the story that come closest."""
    cited = {citation.article_id: citation for citation in answer.citations}
    said = f"{said_words(answer.message, texts)} {texts('nearest')}" if answer.message else texts("abstained_nearest")
    lines = [escape(said)]
    for article_id, group in groupby(distinct(answer.nearest)[:NEAREST_SENTENCES], key=lambda s: s.article_id):
        lines += [quote(sentence_html(replace(one, emphasis=()), texts)) for one in group]
        lines.append(_origin(article_id, cited, texts).lstrip("\n"))
    return "\n".join(line for line in lines if line)


def is_quoted(answer: Answer) -> bool:
    """Tell whether an answer is given as quotations under their speakers, and not as sentences."""
    return bool(answer.quotations) and answer.kind in {AnswerKind.WHO_SAID, AnswerKind.WHAT_SAID}


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


def _sentences(answer: Answer, texts: Texts, skip: int, most: int) -> Rendered:
    sentences = distinct(answer.sentences)
    reached = skip + most if skip else shown_at_once(sentences, most)
    reached = min(reached, len(sentences))
    cited = {citation.article_id: citation for citation in answer.citations}
    paragraphs: list[str] = []
    for article_id, group in groupby(sentences[skip:reached], key=lambda s: s.article_id):
        told = list(group)
        shown = [
            _speaker_above(s, answer.quotations, texts)
            + quote(sentence_html(s, texts, told[n - 1] if n else None), expandable=bool(n or paragraphs))
            for n, s in enumerate(told)
        ]
        paragraphs.append("\n".join(shown) + _origin(article_id, cited, texts))
    return Rendered("\n\n".join(paragraphs), reached, len(sentences))


def _speaker_above(sentence: Evidence, quotations: Sequence[Quotation], texts: Texts) -> str:
    """Return a line that names the speaker of a sentence's quotation, where the sentence itself does not name them."""
    for one in quotations:
        speaker = one.speaker
        inside = one.article_id == sentence.article_id and any(
            a < sentence.end and b > sentence.start for a, b in one.fragments
        )
        if inside and speaker and speaker.name and speaker.name.split()[-1] not in sentence.text:
            return speaker_line(one, texts) + "\n"
    return ""


def _origin(article_id: str | None, cited: Mapping[str, Citation], texts: Texts) -> str:
    citation = cited.get(article_id or "")
    return "\n" + citation_line(citation, texts) if citation else ""


def _quotations(answer: Answer, texts: Texts, skip: int, most: int) -> Rendered:
    cited = {citation.article_id: citation for citation in answer.citations}
    at_once = _quotations_at_once(answer, most) if not skip else most
    reached = min(skip + at_once, len(answer.quotations))
    first = answer.quotations[skip] if skip < reached else None
    paragraphs: list[str] = []
    for article_id, told in groupby(answer.quotations[skip:reached], key=lambda q: q.article_id):
        said = [
            "\n".join([line, *(quote(spoken_html(q, answer.sentences), expandable=q is not first) for q in group)])
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
    # what follows the first sentence opens at a tap
    quoted = [quote(told[0])] if told else []
    if told[1:]:
        quoted.append(quote("\n\n".join(told[1:]), expandable=True))
    return Rendered("\n".join([*quoted, *origins]), len(told), len(told))


def _stories(answer: Answer, texts: Texts) -> Rendered:
    lines = [
        escape(texts("stories_found")),
        *(f"{n}. {citation_line(c, texts)}" for n, c in enumerate(answer.citations, 1)),
    ]
    return Rendered("\n".join(lines), len(answer.citations), len(answer.citations))
