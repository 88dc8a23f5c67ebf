"""Reads candidates for a question within a budget of time and tells how near each is in meaning."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from retrieval.errors import OnrecordError
from retrieval.reading.interface import Encoder, Floats
from retrieval.reading.likeness import cosine, nearest_tokens
from retrieval.stages import stage

#: a question that falls into so many tokens a word, as English ones never do (1.2, of a hundred one 1.8; Russian ones 5.6), is
#: in a script that a model of few languages does not know
_IN_PIECES = 3.0

_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _Asked:
    """A question that is being answered: when that began, and until when texts may be read for it, once that is known."""

    since: float
    until: float | None = None


_asked: ContextVar[_Asked | None] = ContextVar("asked", default=None)


@contextmanager
def reading_for_one_question() -> Iterator[None]:
    """Let everything read within the block share one budget, which counts from its start."""
    token = _asked.set(_Asked(time.monotonic()))
    try:
        yield
    finally:
        _asked.reset(token)


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How near a text is to a question, cosines from -1 to 1: as a whole, and for each of the question's tokens.

    `tokens`, of shape [n], has the nearest token of the text for each; `last_line` the nearest one of its last line alone:
    of a sentence without the headline that it is read below.
    """

    whole: float
    tokens: Floats
    last_line: Floats


class Reader:
    """An encoder with a budget of `milliseconds` a question; it reads `most` texts for one.

    `languages` are those its model was trained on, none where that is not known. An encoder that cannot be opened is done
    without, which the log says once. `close` lets go of what the encoder holds open.
    """

    def __init__(
        self,
        encoder: Encoder,
        milliseconds: float = 400.0,
        most: int = 48,
        languages: Sequence[str] = (),
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self.encoder = encoder
        self.languages = frozenset(languages)
        self.milliseconds = milliseconds
        self.most = most
        self.close = close
        self._broken = False

    def knows(self, language: str | None) -> bool:
        """Tell whether the model was trained on a language: it may be read in others, and hardly better than by chance."""
        return not self.languages or language is None or language in self.languages

    def deadline(self) -> float:
        """Return the moment (`time.monotonic`, seconds) until which a question may be read for: the one that is being answered
        (`reading_for_one_question`), or one asked now.

        Opening a model, which happens once, does not count.
        """
        asked = _asked.get() or _Asked(time.monotonic())
        if asked.until is None:
            before = time.monotonic()
            self._open()
            asked.until = asked.since + (time.monotonic() - before) + self.milliseconds / 1000
        return asked.until

    @stage("reading")
    def read(self, question: str, texts: Sequence[str], until: float | None = None) -> list[Likeness | None]:
        """Return how near each text is to the question, in order, None for those that time did not suffice for.

        The most promising texts come first. `until` is a `deadline` that several calls share; without it the budget
        begins now. A text that occurs twice is read once. A question in a script that the model does not know reads none.
        """
        until = self.deadline() if until is None else until
        distinct = list(dict.fromkeys(texts))
        if not distinct or not self._open():
            return [None] * len(texts)
        asked = self.encoder.encode_questions([question])[0]
        if self.languages and len(asked.tokens) > _IN_PIECES * len(question.split()):
            return [None] * len(texts)
        encoded = self.encoder.encode_sentences(distinct, until)
        read = {text: vectors for text, vectors in zip(distinct, encoded, strict=True) if vectors is not None}
        vectors = list(read.values())
        near = map(
            Likeness,
            cosine(asked, vectors),
            nearest_tokens(asked, vectors),
            nearest_tokens(asked, vectors, last_line=True),
        )
        likeness = dict(zip(read, near, strict=True))
        return [likeness.get(text) for text in texts]

    def _open(self) -> bool:
        """Tell whether there is an encoder, after opening it where that has been left until now."""
        if not self._broken:
            try:
                return self.encoder.dimensions > 0
            except OnrecordError as error:
                self._broken = True
                _LOG.warning("Nothing is read for its meaning: %s", error)
        return False
