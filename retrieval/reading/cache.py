"""An encoder that remembers: what it has encoded before it does not encode again."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence

from retrieval.reading.interface import Encoded, Encoder
from retrieval.reading.packing import pack, unpack
from retrieval.reading.vector_store import VectorStore

#: bytes of packed vectors in memory: the texts of some twenty questions
_IN_MEMORY = 16_000_000
_QUESTIONS = 64


class CachingEncoder:
    """Gives the vectors of another encoder, in the precision of `packing` whether they are remembered or new.

    Sentences are kept on disk and the last of them in memory; questions in memory alone, for they are somebody's words.
    """

    def __init__(self, encoder: Encoder, store: VectorStore, in_memory: int = _IN_MEMORY) -> None:
        self.encoder = encoder
        self.store = store
        self._room = in_memory
        self._filled = 0
        self._recent: OrderedDict[bytes, bytes] = OrderedDict()
        self._asked: OrderedDict[str, Encoded] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def identity(self) -> str:
        """Return that of the encoder."""
        return self.encoder.identity

    @property
    def dimensions(self) -> int:
        """Return the length of every vector."""
        return self.encoder.dimensions

    def encode_questions(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the vectors of each question."""
        with self._lock:
            known = {text: self._asked[text] for text in texts if text in self._asked}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, self.encoder.encode_questions(new), strict=True))
        with self._lock:
            self._asked.update(known)
            while len(self._asked) > _QUESTIONS:
                self._asked.popitem(last=False)
        return [known[text] for text in texts]

    def encode_sentences(self, texts: Sequence[str], until: float | None = None) -> list[Encoded | None]:
        """Return the vectors of each text; None for those that were neither remembered nor reached by `until`."""
        keys = {text: self._key(text) for text in texts}
        packed = self._remembered(list(dict.fromkeys(keys.values())))
        missing = [text for text, key in keys.items() if key not in packed]
        read = zip(missing, self.encoder.encode_sentences(missing, until), strict=True) if missing else ()
        new = {keys[text]: pack(encoded) for text, encoded in read if encoded is not None}
        self.store.put(new)
        packed.update(new)
        self._remember(packed)
        return [_unpacked(packed.get(keys[text])) for text in texts]

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.identity}\n{text}".encode("utf-8", "surrogatepass")).digest()[:16]

    def _remembered(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        with self._lock:
            packed = {key: self._recent[key] for key in keys if key in self._recent}
        kept = self.store.get([key for key in keys if key not in packed])
        packed.update((key, value) for key, value in kept.items() if _unpacked(value) is not None)
        return packed

    def _remember(self, packed: dict[bytes, bytes]) -> None:
        with self._lock:
            for key, value in packed.items():
                self._filled += len(value) - len(self._recent.pop(key, b""))
                self._recent[key] = value
            while self._filled > self._room:
                self._filled -= len(self._recent.popitem(last=False)[1])


def _unpacked(packed: bytes | None) -> Encoded | None:
    """Return the vectors, None where there are none or the bytes are damaged."""
    if packed is None:
        return None
    try:
        return unpack(packed)
    except (ValueError, TypeError):
        return None
