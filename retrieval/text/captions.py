"""Captions of pictures, known by the credit that they end with."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from retrieval.text.agencies import AGENCIES
from retrieval.text.languages.page_words import page_words, plain_words
from retrieval.text.notices import holds

#: whose name alone at the end of a line credits a picture
PICTURE_AGENCIES = (
    "Getty Images|Getty|Associated Press|AP Photo|AP Images|AP file|AP|Reuters|REUTERS|AFP|EPA-EFE|EPA|EFE|Xinhua|"
    "Shutterstock|"
    "iStockphoto|iStock|Bloomberg|Alamy|ZUMA Press Wire|ZUMA Press|ZUMA|Zuma|Imagn Images|Imagn|"
    "Anadolu Agency|Anadolu|Sipa USA|"
    "SIPA USA|Sipa|SIPA|NurPhoto|dpa|TASS|Sputnik|WireImage|FilmMagic|Redux|Polaris|Corbis|UPI|PA Images|PA Wire|PA Media|PA|"
    "Pixabay|Unsplash|Pexels|Flickr|Wikimedia Commons|Wikimedia|Creative Commons|VCG|LightRocket|PTI|IANS|IMAGO|Imago|"
    "Maxar Technologies|Maxar|Everett Collection|Adobe Stock|Handout|Yonhap|Kyodo"
)
#: whose name credits a picture only after a slash or the word "photo": sentences end with them too
_OTHERS = (
    "CNN|NBC|CBS|ABC|BBC|USA TODAY Sports|USA TODAY Network|USA TODAY|USAT|NASA|Netflix|HBO|Disney|Facebook|Instagram|"
    "Twitter|YouTube"
)
_UPPER = "[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐ]"
_NAME = rf"{_UPPER}[\w.'’-]{{0,30}}(?: (?:{_UPPER}[\w.'’-]{{0,30}}|de|van|von|al|el|bin|of|the|for|and|&)){{0,5}}"
_NAMES = rf"{_NAME}(?:, {_NAME})?"
#: "Ana Ruiz/AFP/Getty Images", "AP Photo/Ana Ruiz", "Reuters"
_CREDIT = (
    rf"(?:{_NAMES}\s{{0,12}}(?:/|via)\s{{0,12}}){{0,3}}(?:{PICTURE_AGENCIES})(?:\s{{0,12}}/\s{{0,12}}{_NAMES}){{0,3}}|"
    rf"{_NAMES}\s{{0,12}}/\s{{0,12}}(?:{_NAMES}|{_OTHERS})(?:\s{{0,12}}/\s{{0,12}}{_NAMES}){{0,3}}"
)


@cache
def _label() -> str:
    return rf"(?i:(?:photo|image)(?: credit| courtesy| source)|credits|{page_words('credit')})"


@cache
def _bracketed() -> re.Pattern[str]:
    """Return the pattern of "[Xinhua]", "(Photo: Ana Ruiz/AP)", "(AP Photo/Ana Ruiz)"."""
    return re.compile(
        rf"\s{{0,12}}[\[(]\s{{0,12}}(?:{_label()}\s{{0,12}}(?:[:/|]|\bby\b|\bof\b)\s{{0,12}}(?P<labelled>[^\[\]()]{{2,80}})|"
        rf"(?P<credit>{_CREDIT}))\s{{0,12}}[\])]\s{{0,12}}\.?\s{{0,12}}$"
    )


@cache
def _labelled() -> re.Pattern[str]:
    """Return the pattern of "…near the bridge. Photo: Ana Ruiz", "Photograph by Ana Ruiz", "Bild © Ana Ruiz"."""
    return re.compile(
        rf"(?:^|(?<=[.!?\"”)])\s{{0,12}}|\s{{1,12}}[-–—|]\s{{0,12}}){_label()}(?:\s{{0,12}}[:：|]\s{{0,12}}(?:©\s{{0,12}})?|\s{{1,12}}by\s{{1,12}}|(?<=[Cc]ourtesy)\s{{1,12}}of\s{{1,12}}|\s{{0,12}}©\s{{0,12}})"
        r"(?P<credit>(?:[^.:?!]|(?<=\b[A-Z])\.){2,80})\.?\s{0,12}$"
    )


@cache
def _dotted() -> re.Pattern[str]:
    """Return the pattern of "…near the bridge.Credit...Ana Ruiz for The Times"."""
    return re.compile(rf"(?:^|(?<=\W)|(?<=[a-z])){_label()}\s?(?:\.\.\.|…)\s?(?P<credit>[^.?!]{{2,80}})$")


@cache
def labels() -> tuple[str, ...]:
    """Return the words that labels of credits begin with, in small letters."""
    return (*plain_words("credit"), "©")


@cache
def _end_mark() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[.!?…\"”»。！？）)])\s*(?:(?i:{page_words('over')})|(?:[-–—]\s*)?\(?(?:{AGENCIES})\)?|[■□◼◆▪#]{{1,3}}|-30-|-0-)"
        r"\.?\s*$"
    )


@cache
def _square() -> re.Pattern[str]:
    """Return the pattern of "…near the bridge. [Lanx]": a name alone in square brackets after a full stop."""
    return re.compile(rf"(?<=[.!?\"”])\s{{0,12}}\[(?P<credit>{_NAMES}(?:\s{{0,12}}/\s{{0,12}}{_NAMES}){{0,3}})\]\s*+$")


_UNBROKEN = re.compile(r"\s(?:Image c|Photo c|Picture c|C)redit:\s*(?P<credit>[^.:?!]{2,80})\.?\s*$")


@cache
def _trailing() -> re.Pattern[str]:
    """Return the pattern of "…near the bridge. Ana Ruiz/AFP/Getty Images"; without a full stop before it only with a slash."""
    return re.compile(
        rf"(?:(?<=[.!?\"”)])\s{{0,12}}|\s{{1,12}}[-–—|]\s{{0,12}}|^)(?P<credit>{_CREDIT})\s{{0,12}}\.?\s{{0,12}}$"
    )


@cache
def _signed() -> re.Pattern[str]:
    """Return the pattern of "…near the bridge © Ana Ruiz / AFP"."""
    return re.compile(
        rf"(?:^|(?<=[.!?\"”)»])\s{{0,12}}|\s{{1,12}})©\s?(?P<credit>{_NAME}(?:(?:\s{{0,12}}/\s{{0,12}}|,\s)(?:{PICTURE_AGENCIES}|{AGENCIES}|{_NAMES})){{1,3}}|"
        rf"{PICTURE_AGENCIES}|{AGENCIES})\.?\s{{0,12}}$"
    )


@cache
def _signed_by() -> re.Pattern[str]:
    """Return the pattern of "…near the bridge. © Ana Ruiz"."""
    return re.compile(rf"(?<=\w[.!?\"”)»])\s+©\s?(?P<credit>{_UPPER}[\w'’-]+(?: {_UPPER}[\w.'’-]+){{1,2}})\s*$")


@cache
def _agency_last() -> re.Pattern[str]:
    """Return the pattern of "…at the bridge. ANA RUIZ (EFE)"."""
    return re.compile(
        rf"(?:(?<=[.!?\"”)»])\s{{0,12}}|\s{{1,12}}[-–—|]\s{{0,12}})(?P<credit>{_NAME} \((?:{PICTURE_AGENCIES}|"
        rf"{AGENCIES})\))\s{{0,12}}$"
    )


@cache
def _dated() -> re.Pattern[str]:
    """Return the pattern of "…at the bridge - Ana Ruiz - 2.jan.2024/AFP"."""
    return re.compile(
        rf"\s{{1,12}}[-–—]\s{{1,12}}(?P<credit>{_NAME} - \d{{1,2}}\.[a-z]{{3}}\.\d{{2,4}}\s?/\s?{_NAME})\s{{0,12}}$"
    )


@cache
def _slashed() -> re.Pattern[str]:
    """Return the pattern of "…at the bridge Ana Ruiz/Getty Images"."""
    return re.compile(
        rf"\s(?P<credit>{_NAME}\s{{0,12}}/\s{{0,12}}(?:{PICTURE_AGENCIES})(?:\s{{0,12}}/\s{{0,12}}{_NAME}){{0,3}})\s{{0,12}}$"
    )


@cache
def _alone() -> re.Pattern[str]:
    """Return the pattern of a line that is a credit alone."""
    return re.compile(rf"[-–—\s]{{0,12}}(?P<credit>{_NAME}, (?:{PICTURE_AGENCIES})|{_OTHERS}|{_CREDIT})\s{{0,12}}\.?")


_LAST_WORDS = frozenset(re.split(r"[| ]", PICTURE_AGENCIES)) | frozenset(re.split(r"[| ]", _OTHERS))
#: words that end a credit without a label
CREDITED_LAST = tuple(_LAST_WORDS)
_LONGEST = 700
#: a credit stands within so many characters of the end
_TAIL = 130


@lru_cache(maxsize=4_096)
def split_credit(line: str, *, may_be_labelled: bool = True) -> tuple[str, str] | None:
    """Return a caption's words and its credit; the words are empty for a credit alone. None where there is no credit.

    A bracket counts as a credit when it holds an agency's name or says "photo"; words after the last full stop when they
    are an agency's name, or two names with a slash. `may_be_labelled` is False for a line known to hold none of LABELS.

    >>> split_credit("The quay at dawn. (Ola Renn/AFP)")
    ('The quay at dawn.', 'Ola Renn/AFP')
    >>> split_credit("Photo: Ola Renn")
    ('', 'Ola Renn')
    >>> split_credit("The quay at dawn.")
    """
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return None
    for pattern in _patterns(line, may_be_labelled=may_be_labelled):
        match = pattern.search(line, max(0, len(line) - _TAIL))
        if match:
            credit = match["credit"] or match.groupdict().get("labelled", "")
            return line[: match.start()].strip(" |–—-"), credit.strip(" .")
    alone = _alone().fullmatch(line) if len(line) < _TAIL and line.rstrip(" .").endswith(CREDITED_LAST) else None
    return ("", alone["credit"].strip(" .")) if alone else None


#: "線路に座る白鳥＝鉄道会社提供": with whom a picture is from, or by whom it was taken
_TAKEN = ("提供", "撮影")
_TAKEN_BY = re.compile(r"[＝=、,](?P<credit>[^＝=、,。\s]{2,30})(?:提供|撮影)$")
#: a label has one of these behind it, or is one: quicker to see than the labels of all languages
_BEHIND_LABELS = (":", "：", "|", "©", "by ", "of ", "...", "…")


def _patterns(line: str, *, may_be_labelled: bool) -> Iterator[re.Pattern[str]]:
    """Give the patterns that the end of the line may match: a cheap test, for most paragraphs match none."""
    end = line.rstrip(" .")
    if end.endswith(("]", ")")):
        yield _agency_last()
        yield _bracketed()
        yield _square()
    tail = line[-_TAIL:]
    if may_be_labelled and holds(tail, _BEHIND_LABELS) and holds(tail.lower(), labels()):
        yield _labelled()
        yield _UNBROKEN
        yield _dotted()
        yield _signed()
        yield _signed_by()
    if end.endswith(_TAKEN):
        yield _TAKEN_BY
    if "/" in tail or end[end.rfind(" ") + 1 :] in _LAST_WORDS:
        yield _dated()
        yield _trailing()
        yield _slashed()


def without_end_mark(paragraph: str) -> str:
    """Return a report's last paragraph without the mark that agencies set behind it ("Enditem", "(END)", "EFE").

    >>> without_end_mark("The bridge is open again. Enditem")
    'The bridge is open again.'
    """
    return _end_mark().sub("", paragraph)
