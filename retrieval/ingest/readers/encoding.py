"""XML as it arrives, made safe and whole before a parser sees it: encoding, entities, nesting, a missing end.

Nothing is parsed here. The text is read once, in linear time, and every repair is named, so that it can be reported.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webencodings import lookup

from retrieval.errors import Refused

#: no feed of the press nests its tags more than a dozen deep
DEEPEST = 100

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
#: Python's other codecs are not encodings of text (zip, punycode), or hide markup (UTF-7)
_ENCODINGS = re.compile(
    r"utf-(8|16|32)|iso8859|iso2022|ascii|latin|cp\d|windows|gb|big5|euc|shift|koi8|mac-|tis-620|johab|hz"
)
#: Python's codecs that hold all of an encoding as browsers read it
_WIDER = {"gbk": "gb18030", "big5": "big5hkscs", "euc-kr": "cp949", "shift_jis": "cp932", "utf-16le": "utf-16-le",
          "utf-16be": "utf-16-be", "x-user-defined": "cp1252", "iso-8859-8-i": "iso8859-8"}  # fmt: skip
#: where browsers look for a page's meta element, and as many bytes as are looked at to tell an encoding that nothing names
_PRESCAN, _LOOKED_AT = 1_024, 60_000
_META = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.I)
_HTML_COMMENT = re.compile(rb"<!--(?:(?!<!--).)*?-->", re.S)
_TAG = re.compile(rb"<[^<>]*>")

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PROLOG = re.compile(r"(?:\s|<\?(?:(?!<\?).)*?\?>|<!--(?:(?!<!--).)*?-->)*+", re.S)
_DOCTYPE = re.compile(r"<!DOCTYPE\b(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*(?P<subset>\[)?", re.I)
_SUBSET_END = re.compile(r"\]\s*>")
_PIECES = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<(?P<close>/)?(?P<name>[^\s<>/!?\"'=&]++)[^<>]*?(?P<empty>/)?>",
    re.S,
)
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.S)
_REFERENCE = re.compile(
    r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,31});|#(?P<decimal>\d{1,7});|#[xX](?P<hex>[0-9A-Fa-f]{1,6});)?"
)
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


@dataclass(frozen=True, slots=True)
class Markup:
    """XML without declaration and document type; `root` is its first tag in lower case, "" where there is none."""

    text: str
    root: str
    faults: tuple[str, ...] = ()


def read_markup(data: bytes, charset: str | None, entry_tags: frozenset[str]) -> Markup:
    """Return the XML of `data`, cut back to its last whole entry where its end is missing.

    `charset` is what the server said, `entry_tags` the local names of the elements that are kept whole. Raise `Refused`
    where it defines entities or is nested too deeply.
    """
    text, faults = decoded(data, charset)
    text, controls = _FORBIDDEN.subn("", text)
    if controls:
        faults.append(f"characters that are not allowed in XML were left out ({controls:,})")
    text = _without_document_type(text)
    first = next((match for match in _PIECES.finditer(text) if match["name"] and not match["close"]), None)
    root = first["name"].casefold() if first else ""
    if first is None or root == "html":
        return Markup(text, root, tuple(faults))
    if text[: first.start()].strip():
        faults.append("something stands before the beginning, which was left out")
        text = text[first.start() :]
    text = _whole(text, entry_tags, faults)
    return Markup(_with_characters(text), root, tuple(faults))


def decoded(data: bytes, charset: str | None = None, *, is_page: bool = False) -> tuple[str, list[str]]:
    """Return the text of `data` and what was wrong with its label: bytes that can only be UTF-8 are, whatever is said.

    Labels mean what they mean to browsers (WHATWG Encoding). What the server said goes before what the document says: a web
    page in a meta element among its first bytes, XML in its declaration. What nothing labels rightly is told by its bytes.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), []
    for start, encoding in _UNMARKED:
        if data.startswith(start):
            return data.decode(encoding, "replace"), []
    labels = [label for label in (charset, *_labels_within(data, is_page=is_page)) if label]
    known = [name for label in labels if (name := _encoding(label))]
    label = known[0] if known else "utf-8"
    if label.startswith(("iso2022", "hz")):
        return data.decode(label, "replace"), []
    text = _strictly(data, "utf-8")
    if text is not None:
        wrong = not text.isascii() and label not in ("utf-8", "ascii")
        return text, [f"labelled {labels[0]} but in UTF-8"] if wrong else []
    return _not_utf_8(data, label, known)


def _not_utf_8(data: bytes, label: str, known: Sequence[str]) -> tuple[str, list[str]]:
    named = [name for name in known if name != "utf-8"]
    for name in named:
        if (text := _strictly(data, name)) is not None:
            return text, []
    for name in ["utf-8", *named]:
        text = data.decode(name, "replace")
        damaged = text.count("\ufffd")
        if damaged * (2 if name == "utf-8" else 20) < sum(not character.isascii() for character in text):
            return text, [f"damaged characters ({damaged:,})"]
    found = _detected(data)
    return data.decode(found or "cp1252", "replace"), [f"labelled {label} but in {found or 'Windows-1252'}"]


def _labels_within(data: bytes, *, is_page: bool) -> Iterator[str]:
    """Yield what the document says of its encoding: the declaration of XML, a page's meta element in its first 1,024 bytes."""
    declared = _DECLARED.search(data[:400])
    if declared:
        yield declared[1].decode("ascii")
    named = _META.search(_HTML_COMMENT.sub(b"", data[:_PRESCAN])) if is_page else None
    if named:
        label = named[1].decode("ascii")
        # a meta element that can be read as one of ASCII's cannot be in UTF-16
        yield "utf-8" if label.lower().startswith("utf-16") else label


def _encoding(label: str) -> str | None:
    """Return Python's name for a label, read as browsers do; Python's own labels besides, where they name encodings of text."""
    stated = lookup(label)
    if stated is not None:
        return _WIDER.get(stated.name) or str(stated.codec_info.name)
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return name if _ENCODINGS.match(name) else None


def _detected(data: bytes) -> str | None:
    """Return the encoding that the bytes must be in, None where that cannot be told: the Latin ones look too much alike."""
    from charset_normalizer import from_bytes

    words = _TAG.sub(b" ", data[:_LOOKED_AT])
    best = from_bytes(words).best()
    if best is None:
        return None
    foreign = [character for character in str(best) if not character.isascii()]
    is_latin = sum(character < "\u0370" for character in foreign) * 2 > len(foreign)
    return best.encoding if not is_latin or best.encoding == "cp1254" else None


def _strictly(data: bytes, encoding: str) -> str | None:
    """Return the text, None where it is not in this encoding; a character cut off at the end is left out."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data)
    except (UnicodeError, LookupError):
        return None


def _without_document_type(text: str) -> str:
    """Return the text from its root on; what a document type defines is refused, what it names is never read."""
    start = _end(_PROLOG, text, 0)
    doctype = _DOCTYPE.match(text, start)
    if doctype is None:
        return text[start:]
    end = doctype.end()
    if doctype["subset"]:
        if re.search(r"<!ENTITY", text[end:], re.I):
            raise Refused("The XML defines entities of its own, which are not read.", "entities")
        close = _SUBSET_END.search(text, end)
        return text[_end(_PROLOG, text, close.end() if close else len(text)) :]
    close_at = text.find(">", end)
    return text[_end(_PROLOG, text, close_at + 1 if close_at >= 0 else len(text)) :]


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _whole(text: str, entry_tags: frozenset[str], faults: list[str]) -> str:
    """Return the text with its end: cut after the last whole entry, and the open elements closed."""
    open_tags: list[str] = []
    last: tuple[int, tuple[str, ...]] | None = None
    for piece in _PIECES.finditer(text):
        name = piece["name"]
        if name is None or piece["empty"]:
            continue
        if not piece["close"]:
            open_tags.append(name)
            if len(open_tags) > DEEPEST:
                raise Refused(f"The XML is nested more than {DEEPEST} deep.", "too-deep")
            continue
        _close(open_tags, name)
        if not open_tags:
            if text[piece.end() :].strip():
                faults.append("something follows the end, which was left out")
            return text[: piece.end()]
        if name.rpartition(":")[2].casefold() in entry_tags:
            last = piece.end(), tuple(open_tags)
    if not open_tags:
        return text
    faults.append("cut off in the middle: only its whole entries were read")
    end, closing = last or _before_entries(text, entry_tags)
    return text[:end] + "".join(f"</{name}>" for name in reversed(closing))


def _close(open_tags: list[str], name: str) -> None:
    """Close `name` and what was left open in it; a closing tag without an opening one closes nothing."""
    if name in open_tags:
        while open_tags.pop() != name:
            pass


def _before_entries(text: str, entry_tags: frozenset[str]) -> tuple[int, tuple[str, ...]]:
    """Return where the first, broken entry begins and what is open there."""
    open_tags: list[str] = []
    end = 0
    for piece in _PIECES.finditer(text):
        name = piece["name"]
        if name is not None and not piece["empty"]:
            if piece["close"]:
                _close(open_tags, name)
            elif name.rpartition(":")[2].casefold() in entry_tags:
                return piece.start(), tuple(open_tags)
            else:
                open_tags.append(name)
        end = piece.end()
    return end, tuple(open_tags)


def _with_characters(text: str) -> str:
    """Return the text with references to characters as XML wants them; CDATA stays as it is."""
    return "".join(
        piece if piece.startswith("<![CDATA[") else _REFERENCE.sub(_character, piece) for piece in _CDATA.split(text)
    )


def _character(match: re.Match[str]) -> str:
    """Return HTML's named characters themselves, nothing for a number that is no character, and stray "&" as "&amp;"."""
    from html import escape
    from html.entities import html5

    name = match["name"]
    if name:
        return match[0] if name in _OF_XML else escape(html5.get(f"{name};", match[0]))
    if match["decimal"] or match["hex"]:
        number = int(match["decimal"] or match["hex"], 10 if match["decimal"] else 16)
        allowed = number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF and not _FORBIDDEN.match(chr(number))
        return match[0] if allowed else ""
    return "&amp;"
