"""What was shown and has been corrected since: buttons below an old answer find its sentence in the newer text, and say so."""

from telegram import CallbackQuery, Message

from bot.telegram.handlers.services import Services
from retrieval.answering.disagreements import changed_since, present_place
from retrieval.domain import Answer, Correction, Evidence, Span


async def correction_of(services: Services, answer: Answer) -> Correction | None:
    """Return what has become of the first sentence of an answer that is shown again."""
    if not answer.sentences or answer.abstained:
        return None
    return await services.off_loop(changed_since, answer.sentences[0], services.program.archive)


async def place_now(
    services: Services, query: CallbackQuery | None, article: str, place: Span
) -> tuple[Span, Correction | None]:
    """Return where a sentence stands now whose button is below the message that shows it, and what was corrected in it."""
    return await services.off_loop(_place_now, services, query, article, place)


def _place_now(
    services: Services, query: CallbackQuery | None, article_id: str, place: Span
) -> tuple[Span, Correction | None]:
    shown = _shown(services, query, article_id, place)
    archive = services.program.archive
    article = archive.articles([article_id]).get(article_id) if shown else None
    if shown is None or article is None or article.text[shown.start : shown.end] == shown.text:
        return place, None
    return present_place(shown.text, article) or place, changed_since(shown, archive)


def _shown(services: Services, query: CallbackQuery | None, article_id: str, place: Span) -> Evidence | None:
    """Return the sentence as the message showed it, None where nobody knows any more."""
    message = query.message if query else None
    if not isinstance(message, Message):
        return None
    turn = services.conversation.shown_by(str(message.chat_id), str(message.message_id))
    for one in turn.answer.sentences if turn else ():
        if one.article_id == article_id and one.start <= place[0] < one.end:
            return one
    return None
