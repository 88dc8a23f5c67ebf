"""Inline queries: "@bot words" in any chat gives answers, and sentences for keywords, as articles that can be sent there."""

import hashlib
from collections.abc import Sequence

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode

from bot.telegram.forms import keyboard
from bot.telegram.handlers.access import is_answered
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.answers import is_quoted, is_whole, render
from bot.views.callbacks import Action, data, in_link, question_link
from bot.views.evidence import citation_line, sentence_html
from bot.views.html import LIMIT, quote, split
from bot.views.keys import Button, Rows, label
from bot.views.reading import shown_text
from bot.views.stories import story_line
from retrieval.domain import Answer, AnswerKind, Archived, Citation, Evidence, Question
from retrieval.domain import Context as About

#: answers offered before the sentences, results on a page, and sentences that are looked for in all
ANSWERS, PAGE, SENTENCES = 5, 10, 40
#: seconds that Telegram may keep an inline answer
KEPT = 60
_DESCRIPTION = 200

Offers = list[InlineQueryResultArticle]


async def inline(update: Update, context: Context) -> None:
    """Offer a page of what answers, or holds, what has been typed so far, each sentence with its citation."""
    services, query = services_of(context), update.inline_query
    if query is None:
        return
    text = " ".join(query.query.split())[: services.limits.longest]
    if not is_answered(services, update) or services.inline_rates.wait(query.from_user.id):
        # nobody is to be given this refusal as the answer to the same words
        await query.answer([], cache_time=0, is_personal=True)
        return
    link = f"https://t.me/{context.bot.username}?start="
    found = await services.off_loop(_found, services, text, link)
    start = int(query.offset) if query.offset.isdecimal() and len(query.offset) < 5 else 0
    shown = found[start : start + PAGE]
    following = str(start + PAGE) if start + PAGE < len(found) else ""
    label = services.texts("inline_ask" if found else "inline_none")
    # in the language of whoever asks: nobody else is to be given it
    await query.answer(
        shown, cache_time=KEPT, is_personal=True, next_offset=following,
        button=InlineQueryResultsButton(label, start_parameter=question_link(text) or "inline"),
    )  # fmt: skip


def _found(services: Services, text: str, link: str) -> Offers:
    """Return all there is to offer: the answer first, then other sentences with the words; without words the newest stories."""
    if not any(character.isalnum() for character in text):
        return _newest(services, link)
    answerer = services.program.answerer
    answer = answerer.answer(Question(text, context=About()))
    made = offers(services, text, answer, link)
    sentences = answerer.sentences(text, SENTENCES)
    cited = services.program.archive.citations([one.article_id for one in sentences])
    made += [_sentence(services, text, one, cited.get(one.article_id), link) for one in sentences]
    return list({one.id: one for one in reversed(made)}.values())[::-1]


def offers(services: Services, text: str, answer: Answer, link: str) -> Offers:
    """Return what may be sent of an answer: each sentence on its own, or a summary as a whole."""
    if answer.abstained or answer.kind is AnswerKind.CHAT:
        return []
    cited = {citation.article_id: citation for citation in answer.citations}
    if answer.kind is AnswerKind.SUMMARY or is_quoted(answer) or is_whole(answer):
        html = render(answer, lambda: Archived(1), services.texts).html
        first = next(iter(answer.citations), None)
        return [_offer(text, text, html, _buttons(services, link, first.article_id if first else None))]
    found = [_sentence(services, text, one, cited.get(one.article_id), link) for one in answer.sentences[:ANSWERS]]
    if answer.kind is AnswerKind.STORIES:
        found += [_story(services, citation, link) for citation in answer.citations[:PAGE]]
    return found


def _sentence(
    services: Services, text: str, one: Evidence, citation: Citation | None, link: str
) -> InlineQueryResultArticle:
    origin = citation_line(citation, services.texts, words=one.text) if citation else ""
    title = (citation.headline if citation else None) or services.texts("untitled")
    html = f"{quote(sentence_html(one, services.texts))}\n{origin}"
    place = (one.start, one.end)
    return _offer(f"{one.article_id}\n{one.start}", title, html, _buttons(services, link, one.article_id, place))


def _story(services: Services, citation: Citation, link: str) -> InlineQueryResultArticle:
    html = citation_line(citation, services.texts)
    title = citation.headline or services.texts("untitled")
    return _offer(citation.article_id, title, html, _buttons(services, link, citation.article_id))


def _newest(services: Services, link: str) -> Offers:
    """Offer the newest stories."""
    made = []
    for story in services.program.stories.newest(PAGE):
        title = story.headline or services.texts("untitled")
        rows: Rows = ((Button(services.texts("button_story"), url=link + story.id),),)
        made.append(_offer(story.id, title, story_line(story, services.texts), rows))
    return made


def _buttons(services: Services, link: str, article: str | None, place: Sequence[int] = ()) -> Rows:
    """Return buttons that lead from a message sent somewhere to the private chat: a sentence in context, its story."""
    packed = (
        ("button_context", data(Action.CONTEXT, article or "", *place) if place else None),
        ("button_story", data(Action.STORY, article or "")),
    )
    row = [
        Button(services.texts(label), url=link + parameter)
        for label, one in packed
        if article and one and (parameter := in_link(one))
    ]
    return (tuple(row),) if row else ()


def _description(title: str, html: str) -> str:
    """Return what stands below a result's title: its words, and not the title once more."""
    shown = " ".join(shown_text(html.replace("</blockquote>", " ")).split())
    rest = shown.removeprefix(" ".join(title.split())).lstrip(" ·")
    return label(rest or shown, _DESCRIPTION - 2)


def _offer(identity: str, title: str, html: str, rows: Rows) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        split(html, LIMIT)[0], parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(
        hashlib.sha256(identity.encode()).hexdigest()[:32],
        title,
        content,
        description=_description(title, html),
        reply_markup=keyboard(rows),
    )
