"""Read it here: an article as messages of the chat, and answers about it that quote the exact sentence in them."""

import json

from telegram import Update

from bot.telegram.delivery import Place, deliver
from bot.telegram.handlers.replies import acknowledge, say, where
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.answers import is_quoted
from bot.views.callbacks import Pressed, in_link
from bot.views.html import escape
from bot.views.reading import article_pieces, quote_of
from retrieval.domain import Answer, AnswerKind, Span, Turn

#: the name under which a chat's preferences keep what was read there, and how many articles
READ, MOST = "reading", 6


async def press_read(update: Update, context: Context, said: Pressed) -> None:
    """Send an article as messages; in a group, lead whoever wants to read it to the private chat."""
    services, query, place = services_of(context), update.callback_query, where(update)
    if query is not None and query.message is not None and query.message.chat.type != "private":
        link = in_link(query.data or "")
        if link is not None:
            await query.answer(url=f"https://t.me/{context.bot.username}?start={link}")
        else:
            await acknowledge(query, services.texts("expired"))
        return
    pieces = await services.off_loop(_pieces, services, said.key)
    if not pieces or place is None:
        await say(update, context, escape(services.texts("context_none")))
        return
    sent: list[int] = []
    for piece in pieces:
        message = await deliver(context.bot, Place(place.chat, place.thread), piece)
        if message is None:
            return
        sent.append(message.message_id)
    await services.off_loop(_remember, services, str(place.chat), said.key, sent)


def _pieces(services: Services, article_id: str) -> list[str]:
    archive = services.program.archive
    article, citation = archive.articles([article_id]).get(article_id), archive.citations([article_id]).get(article_id)
    return article_pieces(article, citation, services.texts) if article and citation else []


def _remember(services: Services, chat: str, article: str, messages: list[int]) -> None:
    """Keep which messages show an article, of the last few articles that were read in a chat."""
    kept = {one: listed for one, listed in _read_in(services, chat).items() if one != article}
    latest = dict([*kept.items(), (article, [services.texts.language, *messages])][-MOST:])
    services.preferences.put(chat, READ, json.dumps(latest))


def _read_in(services: Services, chat: str) -> dict[str, list[int | str]]:
    try:
        kept = json.loads(services.preferences.of(chat).get(READ) or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


async def quoting(services: Services, update: Update, turn: Turn) -> Place | None:
    """Return the place of a reply that quotes, in an article that was read in this chat, the sentence that answers."""
    message, found = update.message, _sentence(turn.answer)
    if message is None or message.chat.type != "private" or found is None:
        return None
    at_hand = services.preferences.at_hand(str(message.chat_id))
    if at_hand is not None and READ not in at_hand:
        return None
    return await services.off_loop(_quoted_place, services, message.chat_id, message.message_thread_id, *found)


def _sentence(answer: Answer) -> tuple[str, Span] | None:
    """Return article and place of the sentence that answers first."""
    if answer.abstained or answer.dossier or answer.kind not in _QUOTED:
        return None
    if is_quoted(answer):
        first = answer.quotations[0]
        for one in answer.sentences:
            if one.article_id == first.article_id and one.start <= first.fragments[0][0] < one.end:
                return one.article_id, (one.start, one.end)
    return next(((one.article_id, (one.start, one.end)) for one in answer.sentences), None)


_QUOTED = frozenset((AnswerKind.FACT, AnswerKind.WHO_SAID, AnswerKind.WHAT_SAID))


def _quoted_place(services: Services, chat: int, thread: int | None, article_id: str, span: Span) -> Place | None:
    listed = _read_in(services, str(chat)).get(article_id)
    article = services.program.archive.articles([article_id]).get(article_id) if listed else None
    citation = services.program.archive.citations([article_id]).get(article_id)
    if not listed or article is None or citation is None:
        return None
    language, *messages = listed
    pieces = article_pieces(article, citation, services.languages[str(language)])
    found = quote_of(article, span, pieces)
    if found is None or found[0] >= len(messages):
        return None
    return Place(chat, thread, int(messages[found[0]]), found[1].text, found[1].position)
