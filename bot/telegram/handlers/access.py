"""Whom the bot answers, and who runs it, as the settings say."""

from telegram import Update

from bot.telegram.handlers.services import Services


def admins(services: Services) -> frozenset[int]:
    """Return the ids of those who run the bot."""
    telegram = services.program.settings.telegram
    return frozenset(telegram.admins or telegram.allowed_users)


def is_admin(services: Services, update: Update) -> bool:
    """Say whether the sender of an update runs the bot."""
    user = update.effective_user
    return services.limits.trusted or (user is not None and user.id in admins(services))


def is_answered(services: Services, update: Update) -> bool:
    """Say whether the settings let the bot answer this update's sender, or everybody in its chat."""
    telegram, user, chat = services.program.settings.telegram, update.effective_user, update.effective_chat
    if telegram.access == "open" or services.limits.trusted:
        return True
    let_in = set(admins(services)) | (set(telegram.allowed_users) if telegram.access == "allowed" else set())
    return bool({one.id for one in (user, chat) if one} & let_in)
