"""A story as pages of text: its course in time, and its outlets side by side. Sentences are verbatim and cited by number."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.views.evidence import citation_line, sentence_html
from bot.views.html import bold, escape, quote
from bot.views.texts import Texts
from retrieval.domain import Citation, Comparison, Difference, Evidence, Moment, Precision, Side, Story, Timeline

#: "harm" that figures count, as the texts name it
_HARM = ("killed", "injured", "missing")


def story_line(story: Story, texts: Texts) -> str:
    """Return the HTML line of a story in a list: headline, outlets, days, and how many articles tell it."""
    outlets = ", ".join(story.outlets[:3])
    parts = [_headline(story, texts), escape(texts.isolated(outlets) if outlets else texts("no_outlet"))]
    parts.append(days(story.first, story.last, texts) or texts("undated"))
    if story.articles > 1:
        parts.append(texts("story_articles", count=story.articles))
    return " · ".join(parts)


def _head(story: Story, texts: Texts) -> str:
    """Return the lines above the pages of a story: its headline, and the rest of its line in a list."""
    headline = _headline(story, texts)
    return f"<b>{headline}</b>{story_line(story, texts)[len(headline) :]}"


def _headline(story: Story, texts: Texts) -> str:
    return escape(texts.isolated(story.headline) if story.headline else texts("untitled"))


def days(first: str | None, last: str | None, texts: Texts) -> str | None:
    """Return "2 Mar 2025 – 5 Mar 2025", or the one day."""
    if not first or not last:
        return None
    return texts.short_day(first) if first == last else f"{texts.short_day(first)} – {texts.short_day(last)}"


def timeline_html(timeline: Timeline, texts: Texts) -> str:
    """Return the moments of a story under their dates, those of an unknown time last, and the citations below."""
    if not timeline.moments:
        return escape(texts("timeline_none"))
    numbers = _numbered(timeline.citations)
    parts = [_head(timeline.story, texts)] if timeline.story else []
    for when, moments in groupby(timeline.moments, key=lambda moment: _when(moment, texts)):
        told = [_numbered_sentence(moment.evidence, numbers, texts) for moment in moments]
        parts.append(f"{bold(when)}\n{quote(chr(10).join(told), expandable=True)}")
    return "\n\n".join([*parts, _origins(timeline.citations, texts)])


def comparison_html(comparison: Comparison, texts: Texts) -> str:
    """Return where the outlets of a story differ, what they all say and what only one says, and the citations below."""
    if len(comparison.outlets) < 2:
        return escape(texts("compare_one_outlet" if comparison.outlets else "stories_none"))
    numbers = _numbered(comparison.citations)
    parts = [_head(comparison.story, texts)] if comparison.story else []
    parts += [_difference(difference, numbers, texts) for difference in comparison.differing]
    if comparison.shared:
        told = [
            _numbered_sentence(group[0].evidence, numbers, texts, _others(group, numbers))
            for group in comparison.shared
        ]
        parts.append(f"{bold(texts('compare_shared'))}\n{quote(chr(10).join(told), expandable=True)}")
    for outlet, sides in groupby(comparison.alone, key=lambda side: side.outlet):
        told = [_numbered_sentence(side.evidence, numbers, texts) for side in sides]
        parts.append(f"{bold(texts('compare_alone', outlet=outlet))}\n{quote(chr(10).join(told), expandable=True)}")
    if not (comparison.differing or comparison.shared or comparison.alone):
        parts.append(escape(texts("compare_nothing")))
    return "\n\n".join([*parts, _origins(comparison.citations, texts)])


def _difference(difference: Difference, numbers: dict[str, int], texts: Texts) -> str:
    """Return what differs, each outlet with the time it said so: nobody is right or wrong here."""
    if difference.kind == "quotation":
        head = texts("differs_quotation", speaker=difference.about or texts("speaker_unknown"))
    elif difference.about in _HARM:
        head = texts(f"differs_{difference.about}")
    else:
        head = texts("differs_figure")
    sides = [
        f"{escape(texts.isolated(side.outlet))}, {escape(texts.moment(side.published) or texts('undated'))}\n"
        + quote(_numbered_sentence(side.evidence, numbers, texts), expandable=True)
        for side in difference.sides
    ]
    return "\n".join([bold(head), *sides])


def _when(moment: Moment, texts: Texts) -> str:
    day = texts.short_day(moment.when)
    if day is None:
        return texts("time_unknown")
    return texts("week_of", day=day) if moment.precision is Precision.WEEK else day


def _numbered(citations: Sequence[Citation]) -> dict[str, int]:
    return {citation.article_id: number for number, citation in enumerate(citations, 1)}


def _others(group: Sequence[Side], numbers: dict[str, int]) -> Iterable[int]:
    return [numbers[side.evidence.article_id] for side in group[1:] if side.evidence.article_id in numbers]


def _numbered_sentence(evidence: Evidence, numbers: dict[str, int], texts: Texts, more: Iterable[int] = ()) -> str:
    own = [numbers[evidence.article_id]] if evidence.article_id in numbers else []
    marks = " ".join(f"[{number}]" for number in [*own, *more])
    return f"{sentence_html(evidence, texts)} {marks}".strip()


def _origins(citations: Sequence[Citation], texts: Texts) -> str:
    return "\n".join(citation_line(citation, texts, number) for number, citation in enumerate(citations, 1))
