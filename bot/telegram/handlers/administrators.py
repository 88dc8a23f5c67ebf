"""Who may change what holds for a whole group: its administrators. In a private chat everybody may."""

from telegram import Chat, Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.telegram.handlers.replies import say
from bot.telegram.handlers.services import Context, services_of
from bot.views.html import escape

_ADMINISTRATORS = frozenset((ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR))


async def may_change(update: Update, context: Context) -> bool:
    """Say whether the sender of this update may change what holds for its chat."""
    chat, user, message = update.effective_chat, update.effective_user, update.message or update.channel_post
    if chat is None or chat.type == "private":
        return chat is not None
    if message is not None and message.sender_chat is not None:
        # an anonymous administrator speaks as the group itself, and whoever writes in a channel as the channel
        return message.sender_chat.id == chat.id
    if user is None:
        return False
    try:
        member = await context.bot.get_chat_member(chat.id, user.id)
    except TelegramError:
        return False
    return member.status in _ADMINISTRATORS


async def chat_to_change(update: Update, context: Context) -> Chat | None:
    """Return the chat for which the sender may change something; where they may not, say so and return None."""
    chat = update.effective_chat
    if chat is None or await may_change(update, context):
        return chat
    await say(update, context, escape(services_of(context).texts("administrators_only")))
    return None
