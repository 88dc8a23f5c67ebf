"""What kind of document a server says it sends, and what its first bytes say it is."""

import re
from dataclasses import dataclass

#: first bytes and what they begin (WHATWG MIME Sniffing, section 6, and the formats' own specifications)
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ\x90\x00", "application/x-executable"),
    (b"\x00asm", "application/wasm"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
)
#: containers whose kind stands further in: prefix, where the kind stands, its bytes, what it is
_CONTAINERS = (
    (b"RIFF", 8, b"WEBP", "image/webp"),
    (b"RIFF", 8, b"WAVE", "audio/wav"),
    (b"RIFF", 8, b"AVI ", "video/avi"),
    (b"", 4, b"ftypavif", "image/avif"),
    (b"", 4, b"ftyp", "video/mp4"),
)
_UTF_16_AND_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_LOOKED_AT = 4_096
#: a text may have the odd stray control character; beyond this share it is something else
_CONTROL_SHARE = 0.1
_CONTROLS = bytes(sorted({*range(32), 127} - {9, 10, 12, 13, 27}))
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)

_HTML = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_XML = frozenset(
    {
        "application/xml",
        "text/xml",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/json",
        "application/feed+json",
        "text/json",
        "text/x-opml",
        "text/x-opml+xml",
    }
)


@dataclass(frozen=True, slots=True)
class MediaType:
    """Which documents a reader can take: `types` empty means any, `header` is what the server is asked for."""

    name: str
    types: frozenset[str]
    header: str

    def takes(self, content_type: str) -> bool:
        """Return whether documents of this type are taken; an unstated type is, until the first bytes are seen."""
        return not self.types or content_type in ("", "application/octet-stream") or content_type in self.types


ANYTHING = MediaType("anything", frozenset(), "*/*")
TEXT = MediaType("text", _HTML, "text/plain, */*;q=0.1")
FEED = MediaType(
    "a feed",
    _XML | _HTML | {"application/gzip", "application/x-gzip"},
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.5, */*;q=0.1",
)
PAGE = MediaType(
    "a web page",
    _HTML | _XML | {"application/pdf"},
    "text/html, application/xhtml+xml, text/plain;q=0.8, application/pdf;q=0.5, */*;q=0.1",
)


def media_type(header: str) -> tuple[str, str | None]:
    """Return type and charset of a Content-Type header; the charset is None when none is stated."""
    kind = header.partition(";")[0].strip().casefold()
    charset = _CHARSET.search(header)
    return kind if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else "", charset.group(1).casefold() if charset else None


def sniffed(body: bytes) -> str | None:
    """Return what the first bytes of a document show it to be, None for text."""
    for signature, kind in _SIGNATURES:
        if body.startswith(signature) and not (signature == b"BM" and _is_text(body)):
            return kind
    for prefix, place, signature, kind in _CONTAINERS:
        if body.startswith(prefix) and body.startswith(signature, place):
            return kind
    return None if _is_text(body) else "application/x-binary"


def _is_text(body: bytes) -> bool:
    start = body[:_LOOKED_AT]
    if start.startswith(_UTF_16_AND_32):
        return True
    if b"\x00<" in start[:64] or b"<\x00" in start[:64]:
        return True  # UTF-16 or UTF-32 without a mark
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls <= _CONTROL_SHARE * len(start)
