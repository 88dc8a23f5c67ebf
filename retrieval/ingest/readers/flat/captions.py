"""Captions of flattened pages that stand on several lines, or behind a counter: put together before lines are judged."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from retrieval.ingest.readers.dates import stated_time
from retrieval.ingest.readers.flat.cohesion import terms
from retrieval.ingest.readers.flat.lines import ENDS_A_SENTENCE, Line
from retrieval.text.captions import CREDITED_LAST, PICTURE_AGENCIES, split_credit
from retrieval.text.furniture import is_furniture
from retrieval.text.languages import known, language
from retrieval.text.languages.page_words import page_words

_UPPER = r"[A-ZÀ-ÖØ-ÞА-ЯЁ]"
#: what a label and its words have between them; on pages put into text often nothing but a space
_AFTER_LABEL = rf"(?:\s*[:：,]\s*|\s+(?=(?-i:{_UPPER}))|\s*$)"
_SOURCE = re.compile(rf"(?:{page_words('sourced')}){_AFTER_LABEL}(?P<words>.*)", re.I)
#: what a picture shows, and the label without a space behind it: "A boat at the quayImage source, Lanx"
_BEHIND_LABEL = (",", ":", "：")
_GLUED_SOURCE = re.compile(
    rf".{{3,200}}(?-i:[a-zß-öø-ÿа-яё\d])[.!?\"”]?(?=(?-i:{_UPPER}))"
    rf"(?:{page_words('sourced')})[:：,]\s{{0,12}}(?P<words>.{{1,60}})",
    re.I,
)
_CAPTION = re.compile(rf"(?:{page_words('captioned')}){_AFTER_LABEL}(?P<words>.*)", re.I)
_CREDIT_ALONE = re.compile(rf"(?:{page_words('credit')})\s*[:：]", re.I)
#: "Foto: Ana Ruiz | The quay at dawn", and "© Ana Ruiz" alone
_CREDIT_FIRST = re.compile(
    rf"(?:{page_words('credit')})\s*[:：]\s*(?P<credit>[^|]{{2,60}})\|\s(?P<words>\S.{{15,}})", re.I
)
_COUNTER = re.compile(
    r"(?:\[\s{0,12}\d{1,3}\s{0,12}/\s{0,12}\d{1,3}\s{0,12}\]|"
    r"(?:item |image |photo |picture |bild |foto |imagen )?\d{1,3} ?(?:of|von|de|di|sur|из|"
    r"/) ?\d{1,3}\b)\s{0,12}[|:.]?\s{0,12}(?=\S)",
    re.I,
)
_BESIDE = re.compile(rf"[\s,.|]{{0,12}}(?:{page_words('beside')})\s{{0,12}}$", re.I)
#: so many labels may follow each other behind a caption
_MOST_BESIDE = 12
#: "…at Orrin, on 14 May. OLA RENN POUR « LE MONDE »"; before the article begins "…at Orrin, on 14 May. Ola Renn" too
_SMALL = r"[a-zß-öø-ÿа-яё'’-]"
_FOR = r"(?: (?:POUR|PARA|FOR|FÜR|PER|ДЛЯ) .{2,30})?"
_CAPITALS = re.compile(
    r"(?<=[a-zß-öø-ÿа-яё\d»”)][.!?\"”»)]) ?"
    rf"(?P<credit>{_UPPER}{{2,}}(?: {_UPPER}[A-ZÀ-ÖØ-ÞА-ЯЁ.'’-]+){{1,2}}{_FOR})$"
)
_BRACKETED = re.compile(
    rf"(?<=[a-zß-öø-ÿа-яё\d»”][.!?]) \((?P<credit>{_UPPER}{_SMALL}+(?: {_UPPER}{_SMALL}+){{1,2}})\)$"
)
_NAMED = re.compile(rf"(?<=[a-zß-öø-ÿа-яё\d][.!?]) ?(?P<credit>{_UPPER}{_SMALL}+(?: {_UPPER}{_SMALL}+){{1,2}})$")
#: what a picture shows is told in so many characters; a credit has so many words
_SHORTEST_DESCRIPTION, _LONGEST_DESCRIPTION, _WORDS_OF_CREDIT = 20, 400, 4
#: "Lanx Images A boat lies at the quay": the agency, then what a picture shows
_HOLDERS = "family|council|police|service|museum|handout"
_BY_AGENCY = re.compile(
    rf"(?P<credit>(?:{PICTURE_AGENCIES}|BBC|PA Media)(?: ?/ ?{_UPPER}{_SMALL}+(?: {_UPPER}{_SMALL}+){{0,2}})?|"
    rf"{_UPPER}{_SMALL}+(?: {_UPPER}{_SMALL}+){{0,2}} (?:{_UPPER}{_SMALL}+|{_HOLDERS})) "
    r"(?:A|An|The|Two|Three|Four|Several|Some|People|Men|Women)\s(?=[a-z])"
)
#: a credit behind a caption, with or without a space
_CREDITED = re.compile(rf"\s?[\[(©]|(?<![^\W\d_])\.?{_UPPER}")
_MARKS = (".", "!", "?", '"', "”", "»", ")")
#: buttons behind a credit
_TOGGLE = re.compile(r"(?:hide|show|toggle) caption", re.I)
_HOLDER = re.compile(rf"©\s?(?P<credit>{_UPPER}{_SMALL}+(?: {_UPPER}{_SMALL}+){{1,2}})")
#: a caption above its credit has so many words at most; a credit so many characters
_LONGEST, _LONGEST_CREDIT = 60, 120
#: a paragraph has so many words
_OF_PROSE = 12
#: of an article that has begun so many paragraphs stand above
_BEGUN = 2
#: "(archive picture)", behind a caption's last sentence
_REMARK = re.compile(r"(?<=[.!?]) \([^()]{3,30}\)$")


def with_captions(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with each caption on one of its own, marked as such with the credit that stood beside it."""
    found: list[Line] = []
    at = paragraphs = 0
    while at < len(lines):
        paragraphs += _is_paragraph(lines[at].text)
        taken, line = (
            _labelled(lines, at)
            or _described(lines, at)
            or (_depicted(lines, at) if paragraphs <= _BEGUN else None)
            or _credited(lines, at, found)
            or (1, _signed(lines[at], paragraphs))
        )
        if line is not None:
            found.append(line)
        at += taken
    return found


def _labelled(lines: Sequence[Line], at: int) -> tuple[int, Line | None] | None:
    """Read "Image source, …" and "Image caption, …" in either order, each on one line or on two."""
    words: dict[str, str] = {}
    number = at
    while number < len(lines) and len(words) < 2:
        text = lines[number].text
        match = _SOURCE.fullmatch(text) if len(text) < _LONGEST_CREDIT else None
        match = match or (_GLUED_SOURCE.fullmatch(text) if number == at and _may_be_glued(text) else None)
        kind = "credit" if match else "caption"
        match = match or _CAPTION.fullmatch(text)
        if match is None or kind in words or (number > at and lines[number].gap > 1):
            break
        said = match["words"].strip()
        if not said and number + 1 < len(lines):
            number += 1
            said = lines[number].text
        words[kind] = said
        number += 1
    if not any(words.values()):
        return None
    if "caption" not in words:
        return number - at, None
    said, credit = split_credit(words["caption"]) or (words["caption"], None)
    return number - at, replace(
        lines[at], text=said or words["caption"], is_caption=True, credit=words.get("credit") or credit
    )


def _may_be_glued(text: str) -> bool:
    return len(text) < 2 * _LONGEST_CREDIT and any(mark in text for mark in _BEHIND_LABEL)


def _described(lines: Sequence[Line], at: int) -> tuple[int, Line | None] | None:
    """Read what stands for a picture: its description with the credit on both sides, or before the caption that repeats it.

    "Lanx PhotosTwo women at a counterLanx Photos", "The quay at dawn", "The quay at dawn [Ana Ruiz/Lanx]".
    """
    text = lines[at].text
    below = lines[at + 1] if at + 1 < len(lines) and lines[at + 1].gap <= 1 else None
    if len(text) > _LONGEST_DESCRIPTION or lines[at].bullet:
        return None
    if (enclosed := _enclosed(text)) is not None:
        words, credit = enclosed
        is_captioned = below is not None and not below.gap and _can_be_caption(below.text)
        said = below.text if below is not None and is_captioned else words
        return 1 + is_captioned, replace(lines[at], text=said, is_caption=True, credit=credit)
    named = _BY_AGENCY.match(text) if below is not None and not below.gap and _can_be_caption(below.text) else None
    if named and below is not None and not ENDS_A_SENTENCE.search(text) and stated_time(below.text) is None:
        return 2, replace(below, is_caption=True, credit=named["credit"])
    if below is None or len(text) < _SHORTEST_DESCRIPTION or not below.text.startswith(text):
        return None
    rest = below.text[len(text) :]
    if not rest:
        return _told_twice(lines, at)
    credited = split_credit(below.text) or split_credit(rest)
    words, credit = (credited[0] or text, credited[1]) if credited else ("", "")
    is_split = words != "" and len(words) <= len(text) + 1
    if not (is_split or _CREDITED.match(rest)) or len(rest) > _LONGEST_CREDIT:
        return None
    return 2, replace(below, text=words if is_split else text, is_caption=True,
                      credit=credit if is_split else rest.strip(" .[]()©"))  # fmt: skip


def _depicted(lines: Sequence[Line], at: int) -> tuple[int, Line | None] | None:
    """Leave out what is read aloud for a picture, where the caption below, with its credit, speaks of the same."""
    text = lines[at].text
    if len(text) > _LONGEST_DESCRIPTION // 2 or text.partition(" ")[0] not in _indefinite() or at + 1 == len(lines):
        return None
    credited = split_credit(lines[at + 1].text) if not lines[at + 1].gap else None
    is_shown = credited is not None and credited[0] != "" and bool(terms([text]) & terms([credited[0]]))
    return (1, None) if is_shown else None


@cache
def _indefinite() -> frozenset[str]:
    return frozenset(word for code in known() for word in language(code).words("pages", "depicted"))


@cache
def _nameless() -> re.Pattern[str]:
    return re.compile(rf"(?P<credit>{page_words('nameless')})", re.I)


def _told_twice(lines: Sequence[Line], at: int) -> tuple[int, Line | None] | None:
    """Read a description, the same as caption, and its credit in capitals below."""
    credit = lines[at + 2].text if at + 2 < len(lines) and not lines[at + 2].gap else ""
    is_credited = credit.isupper() and 2 <= len(credit.split()) <= _WORDS_OF_CREDIT
    if not (is_credited or ENDS_A_SENTENCE.search(lines[at].text)):
        return None
    return 2 + is_credited, replace(lines[at], is_caption=True, credit=credit if is_credited else None)


def _enclosed(text: str) -> tuple[str, str] | None:
    """Return the words between a credit and the same credit, which follows them without a space."""
    words = text.split(maxsplit=_WORDS_OF_CREDIT)
    for count in range(min(_WORDS_OF_CREDIT, len(words) - 1), 0, -1):
        credit = " ".join(words[:count])
        said = text[len(credit) : -len(credit)]
        if text.endswith(credit) and credit[0].isupper() and len(said.split()) >= _WORDS_OF_CREDIT and said[-1] != " ":
            return said.strip(), credit
    return None


def _credited(lines: Sequence[Line], at: int, before: list[Line]) -> tuple[int, Line | None] | None:
    """Read a credit on a line of its own: a label, "Foto:", makes it that of the line above, else of the one below."""
    text = lines[at].text
    if (first := _CREDIT_FIRST.fullmatch(text)) is not None and len(text) < _LONGEST_DESCRIPTION:
        return 1, replace(lines[at], text=first["words"], is_caption=True, credit=first["credit"].strip())
    if len(text) > _LONGEST_CREDIT:
        return None
    if (name := _HOLDER.fullmatch(text) or _nameless().fullmatch(text)) is not None:
        return _given_to_caption(1, name["credit"], lines[at].gap, before)
    toggles = 0
    while at + 1 + toggles < len(lines) and _TOGGLE.fullmatch(lines[at + 1 + toggles].text):
        toggles += 1
    if toggles and not lines[at].bullet:
        behind = at + 1 + toggles
        taken = 1 + toggles + (behind < len(lines) and lines[behind].text == text)
        return _given_to_caption(taken, text, lines[at].gap, before) or (taken, None)
    label = _CREDIT_ALONE.match(text)
    if label and label.end() == len(text) and at + 1 < len(lines) and len(lines[at + 1].text) < _LONGEST_CREDIT:
        if (shown := split_credit(lines[at + 1].text)) and shown[0]:  # what is labelled is the caption
            return 2, replace(lines[at + 1], text=shown[0], is_caption=True, credit=shown[1])
        return _given_to_caption(2, lines[at + 1].text, lines[at].gap, before)
    alone = split_credit(text)
    if alone is None or alone[0]:
        return None
    if label or "©" in text or "/" in text:
        given = _given_to_caption(1, alone[1], lines[at].gap, before)
        if given is not None:
            return given
    below = lines[at + 1] if at + 1 < len(lines) else None
    # "Europe / Coast", above a headline
    is_section = not any(_is_paragraph(line.text) for line in before) and not text.rstrip(" .").endswith(CREDITED_LAST)
    if below is None or below.gap or not (label or ("/" in text and not is_section)) or not _can_be_caption(below.text):
        return None
    return 2, replace(below, is_caption=True, credit=alone[1])


def _can_be_caption(text: str) -> bool:
    return 4 <= len(text.split()) <= _LONGEST and not ENDS_A_SENTENCE.search(text) and split_credit(text) is None


def _given_to_caption(taken: int, credit: str, gap: int, before: list[Line]) -> tuple[int, Line | None] | None:
    """Make the line above the credit its caption, where it can be one: neither a headline nor a paragraph nor a button."""
    refused = (taken, None) if taken > 1 else None
    above = before[-1] if before else None
    if above is None or gap or above.is_caption or above.bullet or not 3 <= len(above.text.split()) <= _LONGEST:
        return refused
    ends = ENDS_A_SENTENCE.search(_REMARK.sub("", above.text)) is not None
    in_article = any(_is_paragraph(line.text) for line in before[:-1])
    if (taken == 1 and not ends and not in_article) or is_furniture(above.text) or stated_time(above.text[:80]):
        return refused
    before[-1] = replace(above, is_caption=True, credit=credit)
    return taken, None


def _is_paragraph(text: str) -> bool:
    return ENDS_A_SENTENCE.search(text) is not None and len(text.split()) >= _OF_PROSE


def _signed(line: Line, paragraphs: int) -> Line:
    """Return a caption behind which a name alone stands, in capitals or above the article; other lines as they are."""
    if len(line.text) < _LONGEST * 7 and _ends_in_name(line.text) and len(line.text.split()) <= _LONGEST:
        match = (
            _BRACKETED.search(line.text)
            or _CAPITALS.search(line.text)
            or (_NAMED.search(line.text) if paragraphs < _BEGUN else None)
        )
        if match and not is_furniture(match["credit"]) and split_credit(line.text) is None:
            return replace(line, text=line.text[: match.start()].strip(), is_caption=True, credit=match["credit"])
    return _uncounted(line)


def _ends_in_name(text: str) -> bool:
    """Tell a line with a capital in its last word and a mark before it: quicker than the patterns."""
    last = text[text.rfind(" ") + 1 :]
    return (last != last.lower() or last == "»") and any(mark in text for mark in _MARKS)


def _without_what_is_beside(text: str) -> str:
    """Take labels off the end one by one: together in one pattern they may be told apart in too many ways."""
    for _ in range(_MOST_BESIDE):
        if (match := _BESIDE.search(text, max(len(text) - 120, 0))) is None:
            break
        text = text[: match.start()]
    return text


def _uncounted(line: Line) -> Line:
    """Return a caption without "[1/3]" before it and without what is set behind it, other lines as they are."""
    match = _COUNTER.match(line.text)
    if match is None and not (len(line.text) < 700 and _BESIDE.search(line.text[-80:])):
        return line
    text = _without_what_is_beside(line.text[match.end() if match else 0 :])
    credited = split_credit(text)
    return replace(line, text=text) if credited and credited[0] else line
