"""Recognising what has come before: digests, canonical addresses, and sketches for copies that were edited a little.

A sketch is MinHash over the runs of five words of a text (Broder 1997), cut into bands for locality-sensitive hashing
(Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, section 3.4): articles with a band in common are compared word
for word. With fifteen bands of four rows a pair that shares four fifths of its runs is compared with probability .9996, one
that shares half with .6, one that shares a tenth with .0015.

Agency copy as outlets print it is cut at the end, has another first and last line, other quotation marks and a few other
words. On copies made so, nine in ten or more are found with the shares below, up to one word in forty replaced; different
reports of one event by different outlets share less than two fifths even where both print the same speech.
"""

import hashlib
import re
import struct

from retrieval.domain import Article

#: words a run
RUN = 5
#: a copy has at least this share of its runs from the article it is a copy of: it says nothing new …
CONTAINED = 0.8
#: … and this share of all runs of the two in common: it is no mere excerpt
ALIKE = 0.5
#: shorter texts are copies only when they are the same: in a few lines every figure counts
FEWEST_WORDS = 60
BANDS = 15
ROWS = 4
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


def is_copy(text: str, original: str) -> bool:
    """Tell whether `text` is a copy of `original`, edited a little or cut; other figures make it another report."""
    own, known = set(runs(words_of(text))), set(runs(words_of(original)))
    shared = len(own & known)
    if not shared or shared < CONTAINED * len(own) or shared < ALIKE * len(own | known):
        return False
    figures = set(_FIGURE.findall(text))
    return len(figures - set(_FIGURE.findall(original))) <= max(1, len(figures) // 10)


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
