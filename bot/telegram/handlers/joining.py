"""What happens to the chats that the bot is in: it joins a group, a group becomes another."""

from telegram import Chat, ChatMember, Update

from bot.telegram.handlers.follows import pause_follows
from bot.telegram.handlers.replies import move, say
from bot.telegram.handlers.services import Context, services_of
from bot.views.html import escape
from retrieval.questions.wording import words_of

_OUT = frozenset((ChatMember.LEFT, ChatMember.BANNED))


async def joined(update: Update, context: Context) -> None:
    """Say in one line how to ask, once a group has taken the bot in."""
    chat = update.effective_chat
    services, change = services_of(context), update.my_chat_member
    if chat is not None and change is not None:
        # whoever blocks the bot, or takes it out of a group, is sent nothing until it is let in again
        await pause_follows(context, chat.id, "left" if change.new_chat_member.status in _OUT else None)
    if chat is None or chat.type not in {Chat.GROUP, Chat.SUPERGROUP}:
        return
    if change is not None and change.new_chat_member.status in _OUT:
        services.joined.put(chat.id, value=False)
    if not _has_joined(update, context):
        return
    if services.joined.get(chat.id):
        return  # Telegram tells it twice: as a member's change, and as a message
    services.joined.put(chat.id, value=True)
    examples = await services.off_loop(services.conversation.examples)
    example = words_of(examples[0]) if examples else "…"
    line = services.texts("joined", name=f"@{context.bot.username}", example=example)
    await say(update, context, escape(line))


def _has_joined(update: Update, context: Context) -> bool:
    change, message = update.my_chat_member, update.message
    if change is not None:
        return change.old_chat_member.status in _OUT and change.new_chat_member.status not in _OUT
    if message is None:
        return False
    members = message.new_chat_members or ()
    return bool(message.group_chat_created) or any(member.id == context.bot.id for member in members)


async def migrated(update: Update, context: Context) -> None:
    """Take what a group was talking about, and what it has chosen, along to the group that it has become."""
    message = update.message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        await move(context, message.chat_id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await move(context, message.migrate_from_chat_id, message.chat_id)
