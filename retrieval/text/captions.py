"""Captions of pictures, known by the credit that they end with or stand in."""

import re
from collections.abc import Iterator

_PICTURED_BY = (
    r"Getty(?: Images)?|Associated Press|AP(?: Photo| Images| file)?|Reuters|REUTERS|AFP|EPA(?:-EFE)?|Xinhua|"
    r"Shutterstock|"
    r"iStock(?:photo)?|Bloomberg|Alamy|ZUMA(?: Press| Wire)?|Zuma(?: Press)?|Imagn(?: Images)?|"
    r"USA TODAY(?: Sports| Network)?|USAT|Anadolu(?: Agency| Images)?|Sipa(?: USA)?|"
    r"SIPA(?: USA)?|NurPhoto|dpa|TASS|Sputnik|WireImage|FilmMagic|Magnum|Redux|Polaris|Corbis|UPI|"
    r"PA(?: Images| Wire| Media)?|"
    r"CNN|NBC|CBS|ABC|Netflix|HBO|Disney|NASA|Facebook|Instagram|Twitter|YouTube|Pixabay|Unsplash|Pexels|Flickr|"
    r"Wikimedia(?: Commons)?|Creative Commons|VCG|LightRocket|ANI|PTI|IANS|IMAGO|Imago|"
    r"Maxar(?: Technologies)?|Everett(?: Collection)?|Handout|handout|Courtesy"
)
_NAMES = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|al|el|bin|of|the|for|and|&))*"
_CREDIT_WORD = (
    r"(?:photo(?:graph)?(?: (?:by|credit|courtesy(?: of)?))?|picture|image(?: (?:credit|source|by|copyright|courtesy(?: of)?))?|"
    r"credits?|illustration(?: by)?|file photo|courtesy(?: of)?|graphic|source)"
)
#: "[Xinhua]", "(Photo: Ana Ruiz/AP)", "(AP Photo/Ana Ruiz)"
_BRACKETED = re.compile(
    rf"\s*[\[(](?P<credit>(?:(?i:{_CREDIT_WORD})\s*[:/|"
    rf"]?\s*)?(?:{_PICTURED_BY})?[^\[\]()]{{0,80}}?(?:{_PICTURED_BY})?)[\])]\s*\.?\s*$",
)
_LABELLED = re.compile(
    rf"(?:^|(?<=[.!?\"”)\w])\s+)(?i:{_CREDIT_WORD})(?:\s*:\s*|\s+(?:by|of)\s+)(?P<credit>[^.:]{{2,80}})\.?\s*$"
)
#: "…near the bridge. Ana Ruiz/AFP/Getty Images"
_TRAILING = re.compile(
    rf"(?:(?<=[.!?\"”)])\s*|\s+[-–—|]\s*|^|"
    rf"\s+)(?P<credit>(?:(?:{_NAMES})\s*/\s*)*(?:{_NAMES}\s*/\s*)?(?:{_PICTURED_BY})(?:\s*/\s*(?:{_NAMES}|"
    rf"{_PICTURED_BY}))*)\s*\.?\s*$",
)
_SLASHED = re.compile(rf"(?:(?<=[.!?\"”)])\s*)(?P<credit>{_NAMES}(?:\s*,)?\s*(?:/|via)\s*(?:{_NAMES}))\s*$")
_SHOWN = re.compile(r"photo|picture|image|credit|illustration|courtesy|graphic|source:", re.I)
_NAMED = re.compile(rf"\b(?:{_PICTURED_BY})\b")
_LONGEST = 700
#: a credit stands within so many characters of the end
_TAIL = 130


_AGENCY_LAST = frozenset(re.sub(r"\(\?:|\)\??|[\\]", "", _PICTURED_BY).replace("|", " ").split())


def split_credit(line: str) -> tuple[str, str] | None:
    """Return a caption's words and its credit; the words may be empty. None where the line does not end in a credit.

    A bracket counts as a credit when it names an agency or says "photo"; words after the last full stop when they are
    a name, a slash and another or an agency's name.
    """
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return None
    for pattern in _patterns(line):
        match = pattern.search(line, max(0, len(line) - _TAIL))
        if match and _is_credit(line, match, pattern):
            return _cleaned(line, match)
    return None


def _patterns(line: str) -> Iterator[re.Pattern[str]]:
    """Give the patterns that the end of the line may match: a cheap test, for most paragraphs match none."""
    end = line.rstrip(" .")
    if end.endswith(("]", ")")):
        yield _BRACKETED
    tail = line[-_TAIL:]
    if _SHOWN.search(tail):
        yield _LABELLED
    if "/" in tail or end[end.rfind(" ") + 1 :] in _AGENCY_LAST:
        yield _TRAILING
        yield _SLASHED


def _is_credit(line: str, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    if pattern is _BRACKETED:
        return _NAMED.search(match["credit"]) is not None or _SHOWN.match(match["credit"]) is not None
    return pattern is _LABELLED or _stands_apart(line, match)


def _stands_apart(line: str, match: re.Match[str]) -> bool:
    """A name at the end of a sentence is no credit: before one, the caption's own sentence has ended, or there is a slash."""
    before = line[: match.start("credit")].rstrip()
    return "/" in match["credit"] or not before or before[-1] in '.!?"”)|–—-'


def _cleaned(line: str, match: re.Match[str]) -> tuple[str, str]:
    credit = match["credit"].strip()
    credit = re.sub(rf"^(?i:{_CREDIT_WORD})\s*[:/|]\s*", "", credit) or credit
    return line[: match.start()].strip(" |–—-") if match.start() else "", credit.strip(" .")


def is_caption(line: str) -> bool:
    """Tell whether the line is a caption with its credit, or a credit alone."""
    found = split_credit(line)
    return found is not None
