"""How the chat of the update that is being handled wants its messages."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """How the chat of the update that is being handled wants its messages: without a sound, without markup."""

    silent: bool = False
    plain: bool = False
    rich: bool = False
    right_to_left: bool = False


_AS_USUAL = Manner()
#: the manner of this update's chat, set when the update is let in
MANNER: ContextVar[Manner] = ContextVar("manner", default=_AS_USUAL)
