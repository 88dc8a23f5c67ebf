"""An encoder that is opened when it is first needed: most commands never ask one anything."""

import threading
from collections.abc import Callable, Sequence

from retrieval.reading.interface import Encoded, Encoder


class DeferredEncoder:
    """Stands for the encoder that `open_encoder` gives, which it asks for once; what that raises is raised at each use."""

    def __init__(self, identity: str, open_encoder: Callable[[], Encoder]) -> None:
        self._identity = identity
        self._open = open_encoder
        self._opened: Encoder | None = None
        self._lock = threading.Lock()

    @property
    def identity(self) -> str:
        """Return what names the vectors, without opening anything."""
        return self._identity

    @property
    def dimensions(self) -> int:
        """Return the length of every vector."""
        return self._encoder().dimensions

    def encode_questions(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the vectors of each question."""
        return self._encoder().encode_questions(texts)

    def encode_sentences(self, texts: Sequence[str], until: float | None = None) -> list[Encoded | None]:
        """Return the vectors of each text, None for those not reached by `until`."""
        return self._encoder().encode_sentences(texts, until)

    def _encoder(self) -> Encoder:
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            return self._opened
