"""The form in which an index keeps a passage: one string of bytes that is taken apart only where somebody looks inside.

A query brings back a hundred passages and reads the sentences of a few. The terms are kept as one string, the headline's on
the first line and each sentence's on a line of its own, which is at the same time the text that a whitespace tokenizer indexes.
"""

import struct
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any

from retrieval.domain import BlockKind, Passage, Place, Span

_KINDS = tuple(BlockKind)
_CODES = {kind: code for code, kind in enumerate(_KINDS)}


class StoredPassage(Passage):
    """A passage read from an index: equal to the one that was added, everything but its article taken apart when asked for."""

    __slots__ = ("_sentences", "_terms", "content")
    #: the length of `packed` as a 32-bit integer, `packed`, and `lines` as UTF-8
    content: bytes
    _sentences: tuple[Span, ...]
    _terms: tuple[tuple[str, ...], ...]

    def __init__(self, article_id: str, content: bytes) -> None:
        _put_article_id(self, article_id)
        _put_content(self, content)

    @classmethod
    def of(cls, article_id: str, lines: str, packed: bytes) -> "StoredPassage":
        """Return the passage of these lines and packed numbers."""
        return cls(article_id, _SIZE.pack(len(packed)) + packed + lines.encode("utf-8", "surrogatepass"))

    @property
    def lines(self) -> str:
        """The searched terms: a line for the headline, one for each sentence."""
        return _lines_in(self.content).decode("utf-8", "surrogatepass")

    @property
    def packed(self) -> bytes:
        """Its numbers as 32-bit integers: small ones, which compress well.

        Number, kind, day, how many searched terms, and how far each end of a sentence is from the one before it.
        """
        return self.content[_SIZE.size : _SIZE.size + _SIZE.unpack_from(self.content)[0]]

    @property
    def number(self) -> int:
        """The passage's number in its article."""
        return int(_HEAD.unpack_from(self.content, _SIZE.size)[0])

    @property
    def kind(self) -> BlockKind:
        """The kind of block that it stands in."""
        return _KINDS[int(_HEAD.unpack_from(self.content, _SIZE.size)[1])]

    @property
    def day(self) -> int:
        """The day of publication as an ordinal, 0 where there is none."""
        return int(_HEAD.unpack_from(self.content, _SIZE.size)[2])

    @property
    def length(self) -> int:
        """How many searched terms."""
        return int(_HEAD.unpack_from(self.content, _SIZE.size)[3])

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences as spans of the article's text."""
        try:
            return self._sentences
        except AttributeError:
            (size,) = _SIZE.unpack_from(self.content)
            distances = struct.unpack_from(f"<{(size - _HEAD.size) // 4}i", self.content, _SIZE.size + _HEAD.size)
            offsets = [offset & _MOST for offset in accumulate(distances)]
            found = tuple(zip(offsets[::2], offsets[1::2], strict=True))
            object.__setattr__(self, "_sentences", found)
            return found

    @property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        """The terms of each sentence."""
        try:
            return self._terms
        except AttributeError:
            found = tuple([tuple(line.split()) for line in self.lines.split("\n")[1:]])
            object.__setattr__(self, "_terms", found)
            return found

    @property
    def headline(self) -> tuple[str, ...]:
        """The terms of the article's headline."""
        return tuple(self.lines.partition("\n")[0].split())

    def searched_terms(self) -> list[str]:
        """Every term the passage is found by: its headline's, then its sentences'."""
        return self.lines.split()

    def _values(self) -> tuple[Any, ...]:
        return self.article_id, self.number, self.kind, self.sentences, self.terms, self.headline, self.day

    def __eq__(self, other: object) -> bool:
        if isinstance(other, StoredPassage):
            return self.article_id == other.article_id and self.content == other.content
        if isinstance(other, Passage):
            return self._values() == (
                other.article_id, other.number, other.kind, other.sentences, other.terms, other.headline, other.day,
            )  # fmt: skip
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __reduce__(self) -> tuple[type["StoredPassage"], tuple[str, bytes]]:
        return StoredPassage, (self.article_id, self.content)


# a question makes a hundred passages: what sets a slot is quicker than `object.__setattr__`, which looks for it by its name
_slots: dict[str, Any] = {**Passage.__dict__, **StoredPassage.__dict__}
_put_article_id, _put_content = _slots["article_id"].__set__, _slots["content"].__set__
_SIZE, _HEAD = struct.Struct("<I"), struct.Struct("<4I")
#: offsets and their distances are numbers of 32 bits, without a sign and with one
_MOST = 0xFFFF_FFFF


def stored(passage: Passage) -> StoredPassage:
    """Return the passage in the form that an index keeps; one that is in it already as it is."""
    if isinstance(passage, StoredPassage):
        return passage
    lines = "\n".join([" ".join(passage.headline), *(" ".join(terms) for terms in passage.terms)])
    length = len(passage.headline) + sum(map(len, passage.terms))
    head = _HEAD.pack(passage.number, _CODES[passage.kind], passage.day, length)
    return StoredPassage.of(passage.article_id, lines, head + _distances(list(chain.from_iterable(passage.sentences))))


def _distances(offsets: Sequence[int]) -> bytes:
    distances = [*offsets[:1], *(after - before for before, after in pairwise(offsets))]
    return struct.pack(f"<{len(offsets)}I", *(distance & _MOST for distance in distances))


def with_distances(packed: bytes) -> bytes:
    """Return the packed numbers of a passage of which an earlier format kept the offsets themselves.

    >>> with_distances(_HEAD.pack(0, 0, 0, 4) + struct.pack("<4I", 10, 25, 26, 40)) == (
    ...     _HEAD.pack(0, 0, 0, 4) + struct.pack("<4I", 10, 15, 1, 14))
    True
    """
    return packed[: _HEAD.size] + _distances(
        struct.unpack_from(f"<{(len(packed) - _HEAD.size) // 4}I", packed, _HEAD.size)
    )


def storable(terms: Iterable[str]) -> list[str]:
    """Return the terms that an index takes, each once: not an empty one, and none with half of a surrogate pair.

    >>> storable(["tide", "", "tide", chr(0xD83D)])
    ['tide']
    """
    return [
        term
        for term in dict.fromkeys(terms)
        if term and (term.isascii() or term.isprintable() or term.encode("utf-8", "ignore").decode() == term)
    ]


def stored_passages(article_ids: Iterable[str], contents: Sequence[bytes]) -> list[StoredPassage]:
    """Return the passages that an index keeps; raise ValueError where one is too short to be a passage."""
    if contents and len(min(contents, key=len)) < _SIZE.size + _HEAD.size:
        raise ValueError("a passage is cut off")
    return list(map(StoredPassage, article_ids, contents))


def _lines_in(content: bytes) -> bytes:
    """Return the lines in what is kept of a passage; raise struct.error where that is too short."""
    return content[_SIZE.size + _SIZE.unpack_from(content)[0] :]


def lines_of(passages: Iterable[Passage]) -> list[bytes]:
    """Return the searched terms of each passage as an index keeps them: a line for the headline, one for each sentence."""
    return [_lines_in(stored(passage).content) for passage in passages]


def opening_lines(passages: Iterable[Passage]) -> list[bytes]:
    """Return of each passage the line of its headline, and where it begins its article that of its first sentence too."""
    return [
        b"\n".join(lines.split(b"\n", 2)[: 1 if passage.number else 2])
        for passage, lines in ((one, _lines_in(stored(one).content)) for one in passages)
    ]


def numbers_and_days(passages: Iterable[Passage]) -> list[tuple[int, int]]:
    """Return of each passage its number in its article, and the day of publication as an ordinal, 0 where it has none."""
    return [(passage.number, passage.day) for passage in passages]


def kinds_of(passages: Sequence[Passage], numbers: Iterable[int]) -> list[BlockKind]:
    """Return the kind of block that each of some passages, given by their numbers, stands in."""
    return [passages[n].kind for n in numbers]


def places_of(passages: Sequence[Passage], at: Iterable[tuple[int, int]]) -> list[Place]:
    """Return where sentences stand, each given as the number of its passage and its number there."""
    return [(passages[n].article_id, *passages[n].sentences[sentence]) for n, sentence in at]
