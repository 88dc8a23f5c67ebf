"""What a tap shows takes the place of the message it was made on, with a way back; in groups the presser alone sees it."""

from dataclasses import replace as replaced

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest

from bot.telegram.delivery import change, replace
from bot.telegram.errors import is_stale
from bot.telegram.handlers.corrected import correction_of
from bot.telegram.handlers.reading import quoting
from bot.telegram.handlers.replies import say
from bot.telegram.handlers.services import Context, Services, services_of
from bot.views.answers import Rendered, is_quoted
from bot.views.buttons import answer_buttons, back_button
from bot.views.callbacks import in_link
from bot.views.examples import example_buttons
from bot.views.html import plain, split
from bot.views.keys import Rows
from bot.views.replies import reply
from bot.views.texts import bundled_texts
from retrieval.domain import AnswerKind, Turn

#: characters that Telegram shows the presser of a button alone
ALERT = 200


async def show(
    update: Update,
    context: Context,
    turn: Turn,
    skip: int = 0,
    *,
    everything: bool = False,
    instead_of: int | None = None,
    rendered: Rendered | None = None,
) -> int | None:
    """Show a turn's answer, from its sentence `skip` on, with `everything` that can be done with it.

    `instead_of` is the message whose place it takes, `rendered` the answer where it is written already. Return the
    message that shows it, None where several do or none.
    """
    services, query = services_of(context), update.callback_query
    services.latest.put((turn.chat, turn.user), turn.key)
    before = await _shown_before(services, query)
    if before is not None:
        turn = services.conversation.over(turn, before)
    if query is not None and (corrected := await correction_of(services, turn.answer)):
        turn = replaced(turn, answer=replaced(turn.answer, correction=corrected))
    if rendered is None:
        rendered = await services.off_loop(written, services, update, turn, skip)
    if query is not None and await _whispered(context, query, rendered.html, alert=not everything):
        return None
    rows = answer_buttons(_with_examples(update, turn)[1], rendered, services.texts, skip, everything=everything)
    preview = clear_source(turn, rendered, skip)
    if before is not None and query is not None and isinstance(query.message, Message) and _fits(rendered.html):
        await _replaced(services, query.message, rendered.html, rows, preview)
        services.conversation.sent(str(query.message.chat_id), str(query.message.message_id), turn)
        return query.message.message_id
    chat = update.effective_chat
    if instead_of is not None and chat is not None and _fits(rendered.html):
        await change(context.bot, chat.id, instead_of, rendered.html, rows, preview)
        services.conversation.sent(str(chat.id), str(instead_of), turn)
        return instead_of
    place = await quoting(services, update, turn) if query is None and not skip else None
    sent = await say(update, context, rendered.html, rows, preview, place)
    if sent is None:
        return None
    services.conversation.sent(str(sent.chat_id), str(sent.message_id), turn)
    return sent.message_id if _fits(rendered.html) else None


def written(services: Services, update: Update, turn: Turn, skip: int = 0) -> Rendered:
    """Return a turn's answer as it is read, from its sentence `skip` on; it may look into the archive."""
    return reply(
        _with_examples(update, turn)[0].answer,
        services.conversation.archived,
        services.texts,
        about=turn.about,
        skip=skip,
        most=services.program.settings.answers.sentences,
    )


def _with_examples(update: Update, turn: Turn) -> tuple[Turn, Turn]:
    """Return a turn as it is written and as it has buttons: examples are buttons in a private chat, questions in a group."""
    chat = update.effective_chat
    bare = replaced(turn, answer=replaced(turn.answer, suggestions=()))
    if chat is not None and chat.type == "private" and example_buttons(turn.answer.suggestions, bundled_texts()):
        return bare, turn
    return turn, bare


async def page(update: Update, context: Context, html: str, rows: Rows = ()) -> None:
    """Show something that is no answer of its own: a sentence in context, a timeline."""
    services, query = services_of(context), update.callback_query
    before = await _shown_before(services, query)
    if query is not None and await _whispered(context, query, html):
        return
    if before is not None and query is not None and isinstance(query.message, Message) and _fits(html):
        way_back = (back_button(before.key, services.texts),)
        await _replaced(services, query.message, html, (*rows, way_back), None)
        return
    await say(update, context, html, rows)


def clear_source(turn: Turn, rendered: Rendered, skip: int) -> str | None:
    """Return the address of the one article that all that is shown stands in, None where there are several or none."""
    answer = turn.answer
    if answer.abstained or answer.kind in {AnswerKind.CHAT, AnswerKind.STORIES}:
        return None
    shown = (answer.quotations if is_quoted(answer) else answer.sentences)[skip : rendered.reached or None]
    ids = {one.article_id for one in shown}
    addresses = {citation.url for citation in answer.citations if citation.article_id in ids}
    return addresses.pop() if len(ids) == len(addresses) == 1 else None


def _fits(html: str) -> bool:
    return len(split(html)) == 1


async def _shown_before(services: Services, query: CallbackQuery | None) -> Turn | None:
    """Return the turn that the message of a pressed button shows, None where nothing is known of it."""
    message = query.message if query else None
    if not isinstance(message, Message) or message.chat.type != "private":
        return None
    return await services.off_loop(services.conversation.shown_by, str(message.chat_id), str(message.message_id))


async def _replaced(services: Services, message: Message, html: str, rows: Rows, preview: str | None) -> None:
    """Change a message in place, one change at a time."""
    async with services.in_order(str(message.chat_id), f"message {message.message_id}"):
        await replace(message, html, rows, preview)


async def _whispered(context: Context, query: CallbackQuery, html: str, *, alert: bool = True) -> bool:
    """In a group, show the presser alone what is short, and lead them to the private chat with the rest; else do nothing."""
    if query.message is None or query.message.chat.type == "private":
        return False
    text = plain(html)
    link = in_link(query.data or "")
    try:
        if alert and len(text) <= ALERT:
            await query.answer(text, show_alert=True)
        elif link is not None:
            await query.answer(url=f"https://t.me/{context.bot.username}?start={link}")
        else:
            return False
    except BadRequest as error:
        if not is_stale(error):
            raise
        return False
    return True
