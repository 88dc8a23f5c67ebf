"""Who may change what holds for a whole group: its administrators. In a private chat everybody may."""

from telegram import Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.telegram.handlers.services import Context

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
