"""Inline queries: "@bot words" in any chat gives answers as articles that can be sent there."""

import hashlib

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.constants import ParseMode

from bot.telegram.handlers.access import is_answered
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.answers import is_quoted, is_whole, render
from bot.views.evidence import citation_line, sentence_html
from bot.views.html import LIMIT, plain, quote, split
from retrieval.domain import Answer, AnswerKind, Archived, Question
from retrieval.domain import Context as About

#: answers offered to one inline query
OFFERED = 5
#: seconds that Telegram may keep an inline answer
KEPT = 60
_DESCRIPTION = 200


async def inline(update: Update, context: Context) -> None:
    """Offer the best sentences for what has been typed so far, each with its citation."""
    services, query = services_of(context), update.inline_query
    if query is None:
        return
    text = " ".join(query.query.split())[: services.limits.longest]
    results: list[InlineQueryResultArticle] = []
    if not is_answered(services, update) or services.inline_rates.wait(query.from_user.id):
        # nobody is to be given this refusal as the answer to the same words
        await query.answer(results, cache_time=0, is_personal=True)
        return
    if any(character.isalnum() for character in text):
        answer = await services.off_loop(services.program.answerer.answer, Question(text, context=About()))
        results = offers(services, text, answer)
    await query.answer(results, cache_time=KEPT)


def offers(services: Services, text: str, answer: Answer) -> list[InlineQueryResultArticle]:
    """Return what may be sent of an answer: each sentence on its own, or a summary as a whole."""
    if answer.abstained or answer.kind is AnswerKind.CHAT:
        return []
    cited = {citation.article_id: citation for citation in answer.citations}
    if answer.kind is AnswerKind.SUMMARY or is_quoted(answer) or is_whole(answer):
        html = render(answer, lambda: Archived(1), services.texts).html
        return [_offer(text, text, html)]
    found: list[InlineQueryResultArticle] = []
    for sentence in answer.sentences[:OFFERED]:
        citation = cited.get(sentence.article_id)
        origin = citation_line(citation, services.texts) if citation else ""
        title = (citation.headline if citation else None) or services.texts("untitled")
        found.append(
            _offer(
                f"{text}\n{sentence.article_id}\n{sentence.start}",
                title,
                f"{quote(sentence_html(sentence, services.texts))}\n{origin}",
            )
        )
    if answer.kind is AnswerKind.STORIES:
        found += [
            _offer(c.article_id, c.headline or services.texts("untitled"), citation_line(c, services.texts))
            for c in answer.citations[:OFFERED]
        ]
    return found


def _offer(identity: str, title: str, html: str) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        hashlib.sha256(identity.encode()).hexdigest()[:32],
        title,
        InputTextMessageContent(
            split(html, LIMIT)[0], parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        description=" ".join(line.removeprefix("> ") for line in plain(html).split("\n"))[:_DESCRIPTION],
    )
