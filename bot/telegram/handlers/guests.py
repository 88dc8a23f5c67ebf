"""Questions from chats that the bot is not in: a guest gives one answer, and nothing after it."""

import hashlib

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Message, Update
from telegram.constants import ParseMode

from bot.telegram.delivery import patiently
from bot.telegram.handlers.access import is_answered
from bot.telegram.handlers.checks import claimed_in
from bot.telegram.handlers.questions import asked_in
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.html import LIMIT, escape, split
from bot.views.replies import reply
from retrieval.domain import Context as About
from retrieval.domain import Question


async def guest(update: Update, context: Context) -> None:
    """Answer once what somebody asks the bot as a guest; what they replied to is what the question is about."""
    services, message = services_of(context), update.guest_message
    if message is None or not message.guest_query_id or not context.bot.bot.supports_guest_queries:
        return
    try:
        html = await _answered(services, update, message)
    except Exception:
        await _answer(context, message, escape(services.texts("failed")))
        raise
    await _answer(context, message, html)


async def _answered(services: Services, update: Update, message: Message) -> str:
    """Return the answer as HTML, or in a line why there is none."""
    user, text = message.from_user, asked_in(message)[: services.limits.longest]
    if not is_answered(services, update):
        return escape(services.texts("access_refused", number=str(user.id if user else 0)))
    if wait := services.inline_rates.wait(user.id if user else 0):
        return escape(services.texts("too_many", seconds=round(wait) or 1))
    claim = claimed_in(message)
    if claim is None and not any(character.isalnum() for character in text):
        return escape(services.texts("no_words"))
    earlier = message.reply_to_message
    quoted = message.quote.text if message.quote else (earlier.text or earlier.caption) if earlier else None
    question = Question(text, context=About(), quoted=quoted, request=claim)
    answer = await services.off_loop(services.program.answerer.answer, question)
    rendered = await services.off_loop(
        reply, answer, services.conversation.archived, services.texts,
        most=services.program.settings.answers.sentences,
    )  # fmt: skip
    return rendered.html


async def _answer(context: Context, message: Message, html: str) -> None:
    """Give the one answer: as much as a message holds, since a second one never arrives."""
    query = message.guest_query_id or ""
    content = InputTextMessageContent(
        split(html, LIMIT)[0], parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    title = services_of(context).texts("short_description")
    result = InlineQueryResultArticle(hashlib.sha256(query.encode()).hexdigest()[:32], title, content)
    await patiently(lambda: context.bot.answer_guest_query(query, result))
