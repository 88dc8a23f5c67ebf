"""Recognising what has come before: digests, canonical addresses, and sketches for copies that were edited a little.

A sketch is MinHash over the runs of five words of a text (Broder 1997), cut into bands for locality-sensitive hashing
(Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, section 3.4): articles with a band in common are compared word
for word. With ten bands of six rows a pair that shares nine tenths of its runs is compared with probability .9995, one that
shares four fifths with .95, one that shares a third with .01.
"""

import hashlib
import re
import struct

from retrieval.domain import Article

#: words a run
RUN = 5
#: the share of runs that makes a copy
THRESHOLD = 0.8
#: shorter texts are copies only when they are the same: in a few lines every figure counts
FEWEST_WORDS = 60
BANDS = 10
ROWS = 6
_MARKS = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("—", "-"), ("–", "-"), ("\u00a0", " "))
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_BAND = struct.Struct(f"<{ROWS}I")


def given_digest(article: Article) -> bytes:
    """Return a digest of all that was given of an article, to recognise it unchanged when it comes again."""
    given = (
        article.text, article.headline, article.url, article.outlet, article.agency, article.authors, article.published,
        article.section, article.dateline, article.language, article.incomplete,
    )  # fmt: skip
    return hashlib.blake2b(repr(given).encode("utf-8", "replace"), digest_size=12).digest()


def content_digest(words: list[str]) -> bytes:
    """Return a digest of a text's words: white space, letters' case and the form of quotation marks do not matter."""
    return hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=12).digest()


def words_of(text: str) -> list[str]:
    """Return the words that are compared, in lower case, with plain quotation marks and dashes."""
    if not text.isascii():
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
    return text.lower().split()


def runs(words: list[str]) -> list[str]:
    """Return every run of five words."""
    return list(map(" ".join, zip(*(words[n:] for n in range(RUN)), strict=False)))


def bands(words: list[str]) -> tuple[int, ...]:
    """Return the bands of the sketch of a text's words as signed 64-bit numbers; none where there are too few."""
    from rensa import RMinHash

    if len(words) < FEWEST_WORDS:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=1)
    sketch.update(runs(words))
    digest = sketch.digest()
    found = []
    for band in range(BANDS):
        rows = bytes([band]) + _BAND.pack(*digest[band * ROWS : (band + 1) * ROWS])
        found.append(int.from_bytes(hashlib.blake2b(rows, digest_size=8).digest(), "big", signed=True))
    return tuple(found)


def resemblance(one: str, other: str) -> float:
    """Return the share of runs that two texts have in common, of all that either has (Jaccard)."""
    a, b = set(runs(words_of(one))), set(runs(words_of(other)))
    return len(a & b) / len(a | b) if a or b else 0.0


def is_copy(one: str, other: str) -> bool:
    """Tell whether one text is a copy of the other, edited a little; another figure makes it another report."""
    figures = [set(_FIGURE.findall(text)) for text in (one, other)]
    differing = len(figures[0] ^ figures[1])
    return differing <= max(1, len(figures[0] | figures[1]) // 10) and resemblance(one, other) >= THRESHOLD


def canonical_address(url: str) -> str:
    """Return what the addresses of one page have in common: without scheme, "www.", trackers, fragment and final slash."""
    from courlan import normalize_url

    try:
        plain = normalize_url(url)
    except ValueError:
        plain = url
    plain = plain.partition("://")[2] or plain
    plain = plain.partition("#")[0].removeprefix("www.")
    return plain.rstrip("/") or plain
