"""The little HTML that Telegram understands: written here, split here, and turned into plain text here.

Everything shown to a person is built as this HTML, with every foreign word escaped; the terminal and `ask` convert it.
Links lead to a sentence of a page: its first and last words behind "#:~:text=" (WICG, Scroll to Text Fragment).
"""

import html
import re
import urllib.parse
from collections.abc import Iterable, Sequence

from retrieval.domain import Span

#: what one Telegram message may hold, in UTF-16 units; counted with the tags, so that nothing is ever refused
LIMIT = 4096

_TOKEN = re.compile(r"<(/?)([a-z]++)([^<>]*+)>|(&(?:#\d{1,9}|#x[0-9a-fA-F]{1,9}|\w{1,40});)|([^<&]|[<&])", re.S)
_TAG = re.compile(r"<(/?)([a-z]++)([^<>]*+)>")
_HREF = re.compile(r'href="([^"]*)"')
_ADDRESS = re.compile(r"https?://[^\s<>\"]+$", re.I)
_LONGEST_ADDRESS = 1000
_QUOTE = re.compile(r"\n?(<blockquote[^<>]*+>)|(</blockquote>)\n?")
#: characters that move a terminal's cursor or a line's direction, and that nobody sees
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066\u2067\ufeff]")
#: what begins and ends an isolate, which in pairs changes nothing outside of itself
_ISOLATE, _POP = "\u2068", "\u2069"
_WHITE = re.compile(r"\s+")
#: words of a sentence that are named whole, and those named of the beginning and the end of a longer one
WHOLE, START, END = 6, 4, 3
#: characters that an address may have with its fragment
LONGEST = 900
_EDGES = " \t\n\"“”„‟«»‹›‘’'…"


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units, which is how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def escape(text: str) -> str:
    """Return `text` so that Telegram shows it as characters, white space between words as one space."""
    return _kept(text).strip()


def bold(text: str) -> str:
    """Return `text` escaped and in bold."""
    return f"<b>{escape(text)}</b>"


def italic(text: str) -> str:
    """Return `text` escaped and in italics."""
    return f"<i>{escape(text)}</i>"


def link(text: str, url: str | None) -> str:
    """Return `text` escaped, as a link if `url` is an http or https address."""
    if not url or len(url) > _LONGEST_ADDRESS or not _ADDRESS.match(url):
        return escape(text)
    return f'<a href="{html.escape(url, quote=True)}">{escape(text)}</a>'


def with_fragment(url: str | None, sentence: str) -> str | None:
    """Return an address that leads to a sentence, the address itself where there are no words or it would be too long.

    >>> with_fragment("https://e.example/a", "“It sank at once,” she said.")
    'https://e.example/a#:~:text=It%20sank%20at%20once%2C%E2%80%9D%20she%20said.'
    >>> with_fragment("https://e.example/a#top", "One two three four five six seven eight.")
    'https://e.example/a#top:~:text=One%20two%20three%20four,six%20seven%20eight.'
    """
    words = sentence.strip(_EDGES).split()
    if not url or not words or ":~:" in url:
        return url
    parts = [words] if len(words) <= WHOLE else [words[:START], words[-END:]]
    fragment = ",".join(_encoded(" ".join(part)) for part in parts)
    whole = f"{url}{'' if '#' in url else '#'}:~:text={fragment}"
    return whole if len(whole) <= LONGEST else url


def without_fragment(url: str) -> str:
    """Return an address as it is written for people.

    >>> without_fragment("https://e.example/a#:~:text=It%20sank"), without_fragment("https://e.example/a#b")
    ('https://e.example/a', 'https://e.example/a#b')
    """
    return re.sub(r"#?:~:text=.*$", "", url)


def _encoded(words: str) -> str:
    # "-", "," and "&" mean something in a fragment
    return urllib.parse.quote(words, safe="").replace("-", "%2D")


def quote(inner: str, *, expandable: bool = False) -> str:
    """Return HTML that is already escaped as a block quotation."""
    return f"<blockquote{' expandable' if expandable else ''}>{inner}</blockquote>"


def emphasised(text: str, start: int, emphasis: Iterable[Span]) -> str:
    """Return `text`, which begins at offset `start` of its article, escaped and with the spans `emphasis` in bold."""
    pieces: list[str] = []
    at = 0
    for a, b in sorted(emphasis):
        a, b = max(a - start, at), min(b - start, len(text))
        if a >= b:
            continue
        pieces += [_kept(text[at:a]), f"<b>{_kept(text[a:b])}</b>"]
        at = b
    pieces.append(_kept(text[at:]))
    return "".join(pieces).strip()


def _kept(text: str) -> str:
    """Escape without trimming: white space around an emphasised word belongs to the sentence."""
    return html.escape(_paired(_CONTROL.sub("", _WHITE.sub(" ", text))), quote=True)


def _paired(text: str) -> str:
    """Return `text` without isolates that do not end, and without ends of isolates that did not begin."""
    if _ISOLATE not in text and _POP not in text:
        return text
    kept: list[str] = []
    begun: list[int] = []
    for character in text:
        if character == _ISOLATE:
            begun.append(len(kept))
        elif character == _POP:
            if not begun:
                continue
            begun.pop()
        kept.append(character)
    return "".join(character for at, character in enumerate(kept) if at not in begun)


def plain(source: str) -> str:
    """Return the HTML as a person would read it in plain text.

    Block quotations get "> " before each line, and a line's links follow it as " · address".
    """
    lines: list[str] = []
    quoted = False
    for raw in _QUOTE.sub(r"\n\1\2\n", source).split("\n"):
        if raw.startswith("<blockquote"):
            quoted = True
        elif raw == "</blockquote>":
            quoted = False
        else:
            addresses = [without_fragment(html.unescape(url)) for url in _HREF.findall(raw)]
            text = " · ".join([html.unescape(_TAG.sub("", raw)), *addresses]).rstrip()
            lines.append(f"> {text}".rstrip() if quoted else text)
    return _tidy(lines)


def _tidy(lines: Sequence[str]) -> str:
    """Join without two empty lines in a row, and without empty lines that only the conversion made."""
    kept: list[str] = []
    for line in lines:
        if line in ("", ">") and (not kept or kept[-1] in ("", ">")):
            continue
        kept.append(line)
    return "\n".join(kept).strip()


def split(source: str, limit: int = LIMIT) -> list[str]:
    """Return the HTML in pieces of at most `limit` UTF-16 units, each with balanced tags.

    A piece ends after a paragraph if one ends in its second half, else after a line or sentence, else after a word, and
    only in a word longer than a message in its middle. Tags that are open at a cut are closed and opened again.
    """
    if not html.unescape(_TAG.sub("", source)).strip():
        return []
    if units(source) <= limit:
        return [source]
    atoms = [match.group(0) for match in _TOKEN.finditer(source)]
    pieces: list[str] = []
    opened: list[str] = []
    start = 0
    while start < len(atoms):
        end = _cut(atoms, start, opened, limit)
        body = "".join(atoms[start:end])
        still = _open_after(opened, atoms[start:end])
        piece = "".join(opened) + body.strip() + "".join(f"</{_name(tag)}>" for tag in reversed(still))
        if html.unescape(_TAG.sub("", piece)).strip():
            pieces.append(_without_empty(piece))
        opened = still
        start = end
    return pieces


def _name(tag: str) -> str:
    match = _TAG.match(tag)
    return match.group(2) if match else ""


def _open_after(opened: Sequence[str], atoms: Iterable[str]) -> list[str]:
    """Return the opening tags that are still open once `atoms` have been read."""
    still = list(opened)
    for atom in atoms:
        if len(atom) > 1 and atom[0] == "<":
            if atom[1] == "/":
                if still:
                    still.pop()
            else:
                still.append(atom)
    return still


def _cut(atoms: Sequence[str], start: int, opened: Sequence[str], limit: int) -> int:
    """Return where the piece that begins at `start` ends: the best break that keeps it within `limit`."""
    size = sum(units(tag) + len(_name(tag)) + 3 for tag in opened)
    breaks = {"paragraph": 0, "sentence": 0, "word": 0}
    early = 0
    at = start
    while at < len(atoms):
        atom = atoms[at]
        grown = size + _cost(atom)
        if grown > limit and at > start:
            break
        size = grown
        at += 1
        if size > limit // 3 and not early:
            early = at
        kind = _break_after(atoms, at)
        if kind:
            breaks[kind] = at
    else:
        return at
    for kind in ("paragraph", "sentence", "word"):
        if breaks[kind] > (early if kind != "word" else start):
            return breaks[kind]
    return at


def _cost(atom: str) -> int:
    """Return the units an atom takes; an opening tag is counted with the closing tag it will need."""
    if len(atom) > 1 and atom[0] == "<":
        return 0 if atom[1] == "/" else units(atom) + len(_name(atom)) + 3
    return units(atom)


def _break_after(atoms: Sequence[str], at: int) -> str | None:
    """Say what ends before position `at`: a paragraph, a line or sentence, a word, or nothing."""
    last, before = atoms[at - 1], atoms[at - 2] if at > 1 else ""
    if (last == "\n" and before == "\n") or last == "</blockquote>":
        return "paragraph"
    if last == "\n" or (last == " " and before in (".", "!", "?", "”", "…", "。")):
        return "sentence"
    return "word" if last == " " else None


def _without_empty(piece: str) -> str:
    """Drop a pair of tags that a cut left with nothing between them."""
    return re.sub(r"<([a-z]+)[^>]*>\s*</\1>", "", piece)
