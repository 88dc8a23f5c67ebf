"""From an answer to what a person reads: Telegram's HTML, and plain text for `ask` and the terminal.

The first line is the answer; everything in a block quotation is verbatim; the citation stands below it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.views.evidence import citation_line, sentence_html, speaker_line, spoken_html
from bot.views.html import escape, italic, plain, quote
from bot.views.messages import chat_html, said_words, span_words
from bot.views.several import latest_html, tally_html
from bot.views.stories import comparison_html, timeline_html
from bot.views.texts import Texts, bundled_texts
from retrieval.domain import (
    FIRST,
    SPOKEN,
    Answer,
    AnswerKind,
    Archived,
    Citation,
    Evidence,
    HowOften,
    Latest,
    Message,
    Quotation,
    QuotationKind,
    StoryList,
    Talk,
    overlaps,
    shown_at_once,
)
from retrieval.questions.following import is_pronoun

#: nearest headlines shown with an abstention
NEAREST = 3
#: stories of a list: as many as one row of buttons has numbers
STORIES = 8
#: sentences shown as nearest with an abstention
NEAREST_SENTENCES = 1


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
    whole = _whole(answer, texts)
    if whole is not None:
        rendered = Rendered(whole)
    elif answer.kind is AnswerKind.CHAT or not (answer.sentences or answer.quotations or answer.citations):
        return Rendered(_chat(answer, archived, texts))
    elif answer.kind is AnswerKind.STORIES:
        rendered = _stories(answer, texts)
    elif answer.kind is AnswerKind.SUMMARY:
        rendered = _summary(answer, texts)
    elif is_quoted(answer):
        rendered = _quotations(answer, texts, skip, most)
    else:
        rendered = _sentences(answer, texts, skip, most)
    named = about is not None and answer.tally is not None and answer.tally.name == about
    head = [italic(texts("about", topic=about))] if about and not named else []
    if answer.message:
        head.append(escape(said_words(answer.message, texts)))
    return Rendered("\n".join([*head, rendered.html]), rendered.reached, rendered.total)


def is_whole(answer: Answer) -> bool:
    """Tell whether an answer is one page over several stories, and not sentences or quotations to be shown one by one."""
    pages = (answer.timeline, answer.comparison, answer.tally)
    return any(page is not None for page in pages) or isinstance(answer.request, Latest)


def _whole(answer: Answer, texts: Texts) -> str | None:
    """Return the page of an answer over several stories, None for any other."""
    if answer.timeline is not None:
        return timeline_html(answer.timeline, texts)
    if answer.comparison is not None:
        return comparison_html(answer.comparison, texts)
    if answer.tally is not None:
        return tally_html(answer.tally, answer.citations, texts, quoted=_is_of_quotations(answer))
    if isinstance(answer.request, Latest) and answer.citations:
        return latest_html(answer, texts)
    return None


def _is_of_quotations(answer: Answer) -> bool:
    return isinstance(answer.request, HowOften) and answer.request.quoted


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
    if answer.message and answer.message.message is Message.NO_MORE:
        return lines[0]
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
        told = list(group)
        lines += [quote(sentence_html(replace(one, emphasis=()), texts)) for one in told]
        lines.append(_origin(article_id, cited, texts, told[0].text).lstrip("\n"))
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
            speaker_above(s, answer.quotations, texts)
            + quote(sentence_html(s, texts, told[n - 1] if n else None), expandable=bool(n or paragraphs))
            for n, s in enumerate(told)
        ]
        paragraphs.append("\n".join(shown) + _origin(article_id, cited, texts, told[0].text))
    return Rendered("\n\n".join(paragraphs), reached, len(sentences))


def speaker_above(sentence: Evidence, quotations: Sequence[Quotation], texts: Texts) -> str:
    """Return a line that names the speaker of a sentence's quotation, where the sentence itself does not name them."""
    for one in quotations:
        speaker = one.speaker
        inside = one.article_id == sentence.article_id and overlaps((sentence.start, sentence.end), *one.fragments)
        if inside and speaker and speaker.name and speaker.name.split()[-1] not in sentence.text:
            return speaker_line(one, texts) + "\n"
    return ""


def _origin(article_id: str | None, cited: Mapping[str, Citation], texts: Texts, words: str = "") -> str:
    citation = cited.get(article_id or "")
    return "\n" + citation_line(citation, texts, words=words) if citation else ""


def _first_words(answer: Answer, article_id: str | None, skip: int) -> str:
    """Return the first of the quotations from an article that are shown: what its link leads to."""
    return next((one.text for one in answer.quotations[skip:] if one.article_id == article_id), "")


def _quotations(answer: Answer, texts: Texts, skip: int, most: int) -> Rendered:
    cited = {citation.article_id: citation for citation in answer.citations}
    at_once = _quotations_at_once(answer, most) if not skip else most
    reached = min(skip + at_once, len(answer.quotations))
    first = answer.quotations[skip] if skip < reached else None
    paragraphs: list[str] = []
    for article_id, told in groupby(answer.quotations[skip:reached], key=lambda q: q.article_id):
        said = [
            "\n".join([*line, *(quote(spoken_html(q, answer.sentences), expandable=q is not first) for q in group)])
            for line, group in groupby(told, key=lambda q: _speaker_lines(q, answer.sentences, texts))
        ]
        paragraphs.append("\n".join(said) + _origin(article_id, cited, texts, _first_words(answer, article_id, skip)))
    return Rendered("\n\n".join(paragraphs), reached, len(answer.quotations))


def _speaker_lines(quotation: Quotation, sentences: Sequence[Evidence], texts: Texts) -> tuple[str, ...]:
    """Return the line above a quotation, none where the sentence that is shown says by itself who says it, if it is speech."""
    told = quotation.speaker.text if quotation.speaker else ""
    reported = not quotation.is_sure and quotation.kind is not QuotationKind.DIRECT
    if reported and told and not is_pronoun(told) and escape(told) in spoken_html(quotation, sentences):
        return ()
    return (speaker_line(quotation, texts),)


def _quotations_at_once(answer: Answer, most: int) -> int:
    """Return how many quotations to show first: of "who said it" the best speaker's alone, the others are a button away."""
    if answer.kind is not AnswerKind.WHO_SAID:
        return min(most, SPOKEN)
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
    cited = [c for c in answer.citations if c.article_id in order] if order else list(answer.citations)
    citations = sorted(cited, key=lambda c: order.index(c.article_id) if order else 0)
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
    asked = answer.request
    every = isinstance(asked, StoryList) and asked.topic is None and asked.days is None
    lines = [
        escape(texts("stories_all" if every else "stories_found")),
        *(f"{n}. {citation_line(c, texts)}" for n, c in enumerate(answer.citations[:STORIES], 1)),
    ]
    return Rendered("\n".join(lines), len(answer.citations), len(answer.citations))
