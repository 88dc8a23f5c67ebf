"""👍 and 👎: each vote is kept as a line of a data set that the operator can evaluate and tune on."""

from telegram import Update

from bot.telegram.handlers.replies import whose
from bot.telegram.handlers.services import Context, services_of
from bot.views.answers import distinct
from retrieval.archive.votes import Votes
from retrieval.domain import Turn, shown_at_once


async def vote(update: Update, context: Context, turn: Turn, *, good: bool) -> None:
    """Keep what a reader thinks of an answer; the last vote of a reader stands."""
    services = services_of(context)
    chat, user = whose(update)
    sentences = distinct(turn.answer.sentences)
    shown = sentences[: shown_at_once(sentences, services.program.settings.answers.sentences)]

    def cast() -> None:
        # the answer's key stands for the message: an answer keeps its vote wherever it is shown
        Votes(services.program.chats).cast(chat, user, turn.key, turn.question, shown, good=good)

    await services.off_loop(cast)
