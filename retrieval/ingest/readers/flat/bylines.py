"""Lines about an article, above it or below its first paragraph: who wrote it, when, for which agency."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from retrieval.ingest.readers.dates import stated_time
from retrieval.ingest.readers.flat.agency_lines import names_agency_alone
from retrieval.text.agencies import AGENCY
from retrieval.text.furniture import is_furniture
from retrieval.text.languages import known
from retrieval.text.languages.calendar import alternatives, month_numbers
from retrieval.text.languages.page_words import page_words

_UPPER = "[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐŞİ]"
_PARTICLES = "de|da|del|della|di|der|den|van|von|zu|la|le|al|bin|ibn|el|dos|das|du|ter|ten|af|av"
WORD_OF_NAME = rf"(?:{_UPPER}['’]?[\w'’-]{{0,60}}\.?|[dlO]['’]{_UPPER}[\w'’-]{{1,60}})"
NAME = re.compile(rf"{WORD_OF_NAME}(?: (?:{WORD_OF_NAME}|{_PARTICLES})){{0,3}} {WORD_OF_NAME}")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·]{2,12}")
_UNSPACED_NAMES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·\s、，]{1,60}")
_BY_WORD = rf"(?:{page_words('by')})(?:\s{{0,12}}[:：,]\s{{0,12}}|\s{{1,12}}|(?<=[:：/／]))"
_BYLINE = re.compile(
    rf"(?:(?:written|reported|posted|published|story|text|words|analysis|opinion)\s+)?{_BY_WORD}(?P<names>\S.{{1,120}})$",
    re.I,
)
_ENGLISH = re.compile(r"(?:(?:written|reported|posted|published|story|text|words|analysis|opinion)\s+)?by\b", re.I)
BY = re.compile(rf"{page_words('by')}\s*[:：]?", re.I)
#: what follows the names of a byline: a role after a dash, a date, another outlet's name set without a space, a place
_AFTER_NAMES = re.compile(
    r"\s{1,12}(?:-|–|—|\||•|/|@|on)\s{1,12}|\s{0,12}[•|·]\s{0,12}|,?\s{1,12}\d|\s{2,}|\s{1,12}(?=\S{0,80}@)|(?<=[a-z])(?<!\band)(?<!\bund)(?<!\bet)\s?(?=[A-Z]{2,}(?:\s|$))|(?<=[a-z])(?=[A-Z]{2,})|\s{0,12}[(（\[]|"
    r",?\s{1,12}(?=(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday|Updated|Published|Posted)\b)|"
    r",?\s{1,12}(?:(?:AP|Ap|Staff|Senior|Business|Sports?|Politic(?:s|al)|Associate|Contributing|Deputy|Chief|Special|Guest|Science|"
    r"Tech(?:nology)?|Auto|News|Medical|Education|Health|National|Foreign|Legal|Managing|Executive)\s{1,12}){0,3}"
    r"(?:Staff|Writer|Reporter|Columnist|Editor|Correspondent|Producer|Contributor)s?\b|"
    rf",?\s{{1,12}}(?:with|mit|avec|con|com|met|med)\s{{1,12}}(?={AGENCY.pattern})|"
    rf",?\s{{1,12}}(?:{page_words('within')})\s{{1,12}}(?={_UPPER}|the )|,?\s{{1,12}}(?:{page_words('agencies')})\b"
)
_BETWEEN_NAMES = re.compile(r",\s{0,12}|;\s{0,12}|\s{1,12}(?:and|und|y|e|et|og|och|ve|и|та|i|&)\s{1,12}|[、，]\s{0,12}")
_ROLE = re.compile(
    r"\b(?:staff|writer|reporter|editor|editorial|correspondent|columnist|contributor|senior|ap|news|service|desk|bureau|"
    r"redazione|redaktion|redacción|redação|rédaction|agencias|agenturen|agencies|기자|특파원|논설위원|記者|记者)\b", re.I
)  # fmt: skip
#: words that names of people do not hold, and headings of pages do
_NO_PERSON = re.compile(
    r"\b(?:The|Of|In|A|An|And|For|To|On|At|By|Agency|Association|University|Institute|Department|Office|Council|Team|Group|"
    r"Company|Foundation|Network|Radio|TV|Find|Your|News|World|Sports?|Opinion|Politics|Business|Home|Share|More|Read|Latest|Live|Video|"
    r"Photos?|Top|Story|Stories|Today|Daily|Times|Post|Media|Press|Section|Breaking|Email|Print|Facebook|Twitter|Follow|"
    r"Getty|Images|Reuters|Staff|Subscribe|Sign|Updated|Published|Posted|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday|January|February|March|April|June|July|August|September|October|November|December)\b"
)
_SIGNED_LAST = re.compile(rf"\bby (?P<names>{NAME.pattern})$")
#: "Ada Lund (The Harrow Bell)"
_OF_OUTLET = re.compile(rf"^{NAME.pattern} \([^()]{{3,40}}\)$")
_HANDLE = re.compile(r"(?:^|\s)@\w{3,}")
_PLACED_ROLE = re.compile(
    r"^(?:BBC|CNN|NPR|.{2,30}\b(?:correspondent|reporter|editor|writer|News|Korrespondent|Redakteur|corresponsal|correspondant))"
    r"\b.{0,40}$"
)  # fmt: skip
_DESK = re.compile(r"[a-zäöüß]{2,5}(?:[/-][A-Za-zäöüß]{2,6}){1,4}")
_PATH = re.compile(r"\s{0,12}(?:>{1,20}|»|›|/|\||::|→)\s{0,12}")
_UPDATED = re.compile(rf"(?<!\w)(?:{page_words('updated')})(?!\w)", re.I)
_PUBLISHED = re.compile(rf"(?<!\w)(?:{page_words('published')})(?!\w)", re.I)
_LABELS = re.compile(rf"(?<![^\W\d])((?:{page_words('updated')})|(?:{page_words('published')}))(?!\w)", re.I)
#: "UPDATE 2-Mill to grind again" is a headline
_TIMED = re.compile(
    rf"(?!update \d{{1,2}}-)(?:{page_words('updated')}|{page_words('published')})(?!\w).{{0,30}}\d", re.I
)
_TIME_ALONE = re.compile(r"\d{1,20} (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?) ago", re.I)
#: "May 14, 20244:50 PM", "14 May 202414 May 2024", "GMT+2Updated": put together without a space by what made text of a page
_GLUED = re.compile(
    r"((?<!\d)(?:19|20)\d\d)(?=\d{1,2}(?::\d\d|\s+[^\W\d_])|[^\W\d_a-z][^\W\d_]{2})|(?<=[\da-z])(?=(?:Updated|Modified|Published)\b)"
)


@cache
def _time_without_year() -> re.Pattern[str]:
    """Return the pattern of "14 May, 16:50", "May 14, 4:50 pm", "5月14日 16時50分": such a line says nothing else."""
    month = rf"(?:{alternatives(month_numbers(known()))})\.?"
    clock = r"(?:,?\s{1,3}\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?)"
    return re.compile(
        rf"(?:\d{{1,2}}\.? {month}|{month} \d{{1,2}}){clock}|\d{{1,2}}月\d{{1,2}}日\s{{0,3}}(?:\d{{1,2}}[時时:点]\d\d?分?)?",
        re.I,
    )


def is_about(text: str) -> bool:
    """Tell a line about the article (byline, time, agency, section path) from a line of it."""
    return len(text) <= 160 and (is_byline(text) or names_agency_alone(text))


@lru_cache(maxsize=4_096)
def is_byline(text: str) -> bool:
    """Tell a line that says who wrote the article, when, or in which section it stands."""
    if len(text) > 160:
        return False
    words = len(text.split())
    dated = words <= 22 and stated_time(_unglued(text)) is not None
    if is_signed(text):
        return words <= 14 or dated
    if (dated and _LABELS.search(text)) or _WITH_ROLE.fullmatch(text):
        return True
    if words <= 6 and _time_without_year().fullmatch(text):
        return True
    if words <= 14 and (dated or _TIMED.match(text) or _TIME_ALONE.fullmatch(text)):
        return True
    return is_path(text)


def is_signed(text: str) -> bool:
    """Tell "By Ana Ruiz" from other lines.

    "By" may stand before anything; the words for it in other languages open sentences too, so a name must follow."""
    match = _BYLINE.match(text)
    if match is None:
        return False
    return _ENGLISH.match(text) is not None or any(p.match(match["names"]) for p in (NAME, AGENCY, _HAN))


def is_path(text: str) -> bool:
    """Tell the path of a section: "News > Coast"."""
    if "«" in text or text.endswith((".", "!", "?")):  # "«No hurry», he said."
        return False
    parts = [part for part in _PATH.split(text) if part]
    return (
        len(parts) >= 2
        and len(text) < 90
        and all(len(part.split()) <= 4 for part in parts)
        and bool(re.search(r"[>»›]|\s/\s", text))
    )


def is_desk_mark(text: str) -> bool:
    """Tell the letters with which desks sign: "abe/dpa", "al-tb/mh"."""
    return len(text) <= 30 and _DESK.fullmatch(text) is not None


def authors(lines: Sequence[str], opening: str = "", *, below_headline: bool = True) -> tuple[str, ...]:
    """Return the names of the first byline; "By" may stand on a line of its own above them.

    Names without "By" count below a headline only, on a line that says when or where or beside such a line, and not where
    the `opening` of the article holds them: that names places and what it is about, seldom who wrote it.
    """
    for number, text in enumerate(lines):
        people = _signing(text, lines[number + 1] if number + 1 < len(lines) else "")
        if people:
            return people
    named = [text for text in lines if len(text) <= 100 and _may_name(text)] if below_headline else []
    about = [_is_about_author(text) for text in named]
    for dated in (False, True):
        for number, text in enumerate(named):
            if is_timed(text) == dated and (about[number] or any(about[max(0, number - 1) : number + 3])):
                people = people_in(text, alone=True)
                if people and not any(name in opening for name in people):
                    below = named[number + 1] if number + 1 < len(named) else ""
                    is_other = len(below) < _LONGEST_NAME and not dated and _CITY.match(below) is None
                    others = people_in(below, alone=True) if is_other else ()
                    if others and text.isupper() != below.isupper():  # one of them is the outlet's nameplate
                        return others if text.isupper() else people
                    return (*people, *(name for name in others if name not in people and name not in opening))
    return ()


def _may_name(text: str) -> bool:
    return not is_furniture(text) and (_SHARED.match(text) is not None or not names_agency_alone(text))


def _signing(text: str, below: str) -> tuple[str, ...]:
    """Return the names after "By": on the line, behind the time, or on the line below."""
    if len(text) > 160:
        return ()
    if BY.fullmatch(text):
        return people_in(below)
    match = _BYLINE.match(text)
    if match is None and is_timed(text):
        match = _SIGNED_LAST.search(text)
    return people_in(match["names"]) if match else ()


#: "Ada Lund Islands correspondent": whatever stands between the name and the role is of the role
_WITH_ROLE = re.compile(
    rf"(?P<name>{WORD_OF_NAME}(?: (?:{_PARTICLES}))* {WORD_OF_NAME})(?: [\w'’&-]+){{0,4}} "
    r"(?i:correspondent|reporter|editor|columnist|writer|critic|producer|korrespondentin|korrespondent|redakteurin|redakteur|"
    r"corresponsal|correspondant|correspondante|corrispondente)s?"
)
#: "Ada Lund with dpa, AFP", of two names: an outlet's "with AFP" has an article or another number of words
_SHARED = re.compile(
    rf"(?!(?:The|La|Le|El|Il|Der|Die|Das|News|Radio) ){WORD_OF_NAME} {WORD_OF_NAME} (?:with|mit) (?=[\w, ]+,)"
)
#: a line with a second author has so many characters at most
_LONGEST_NAME = 40
#: "Lanx writers Ada Lund, Tom Birch"
_ROLE_FIRST = re.compile(
    rf"^(?:[^\W\d_][\w.-]{{0,20}} ){{0,3}}(?:writer|reporter|correspondent|journalist)s?:? (?={_UPPER})"
)
_PLACE = re.compile(rf"{_UPPER}[\w’'-]{{2,20}}")
#: words that names of cities begin with, seldom those of people
_CITY = re.compile(
    r"(?:São|San|Santa|Santo|Saint|Sankt|Los|Las|Rio|Porto|Nova|New|Belo|Buenos|Ciudad|Cidade|Bad|Kuala|Abu|Addis) "
)
_OUTLET = re.compile(r"(?:The|Le|La|Les|El|Der|Die|Das|Il)\s|L['’]")
_BODY_OF_STAFF = re.compile(
    r"\b(?:staff|staff reports?|staff reporters?|news desk|newsroom)(?:$|,? (?:and|with)\b.{0,40}\bagenc(?:y|ies)$)",
    re.I,
)


def people_in(stated: str, *, alone: bool = False) -> tuple[str, ...]:
    """Return the names of people in what a byline states; `alone` asks that it holds nothing else but a place or agencies.

    >>> people_in("ADA LUND and Tom Birch in Karst")
    ('Ada Lund', 'Tom Birch')
    """
    if _BODY_OF_STAFF.search(stated):
        return ()
    if are_people(stated):
        return tuple(map(_titled, stated.split(" / ")))
    if (in_role := _WITH_ROLE.fullmatch(stated)) is not None:
        return (_titled(in_role["name"]),) if _is_person(in_role["name"]) else ()
    names = _AFTER_NAMES.split(_ROLE_FIRST.sub("", stated))[0]
    if names != stated and _OUTLET.match(names):  # "Le Phare avec AFP"
        return ()
    between = re.compile(r"[\s、，,]+") if _UNSPACED_NAMES.fullmatch(names) else _BETWEEN_NAMES
    found = [name.strip(" ,.:") for name in between.split(names)]
    people = tuple(_titled(name) for name in found if _is_person(name))
    if alone and len(found) == 2 and people and _is_person(found[0]) and _PLACE.fullmatch(found[1]):
        found = found[:1]  # "Ada Lund, Marn"
    if alone and (
        _NO_PERSON.search(names)
        or not all(_is_person(name) or _ROLE.search(name) or AGENCY.fullmatch(name) for name in found if name)
    ):
        return ()
    return people


def is_city(text: str) -> bool:
    """Tell a line of one to three capitalised words, as the place of a report stands below its author's name."""
    return len(text) < _LONGEST_NAME and (_PLACE.fullmatch(text) is not None or NAME.fullmatch(text) is not None)


def are_people(text: str) -> bool:
    """Tell several names with slashes between them: "Ada Lund / Tom Birch"."""
    return " / " in text and len(text) < 2 * _LONGEST_NAME and all(map(_is_person, text.split(" / ")))


def _is_person(name: str) -> bool:
    if AGENCY.fullmatch(name) or (name.partition(" ")[0].isupper() and AGENCY.fullmatch(name.partition(" ")[0])):
        return False  # "BBC Sport"
    return bool(NAME.fullmatch(name) or (_HAN.fullmatch(name) and len(name) <= 12)) and not _ROLE.search(name)


def _titled(name: str) -> str:
    """Return a name set in capitals as names are written."""
    if not name.isupper():
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0][:1] + word[0][1:].lower(), name)


def _is_about_author(text: str) -> bool:
    return any(sign.search(text) for sign in (_PLACED_ROLE, _HANDLE, _OF_OUTLET)) or is_timed(text)


def is_timed(text: str) -> bool:
    """Tell a line that says when an article was published or changed."""
    return len(text.split()) <= 22 and (
        stated_time(_unglued(text)) is not None
        or _TIMED.match(text) is not None
        or _TIME_ALONE.search(text) is not None
    )


def published(lines: Sequence[str], *, day_first: bool | None = None) -> str | None:
    """Return the time of publication: what is said to be it, else the first that is not said to be one of a change."""
    stated = list(_stated(lines, day_first))
    for wanted in ("published", "", "updated"):
        for label, found in stated:
            if label == wanted:
                return found
    return None


def _stated(lines: Sequence[str], day_first: bool | None) -> Iterator[tuple[str, str]]:
    """Give the times of the lines, each with the kind of the label before it; a label may have a line of its own."""
    label = ""
    for text in lines:
        pieces = _LABELS.split(_unglued(text))
        for number, piece in enumerate(pieces):
            if number % 2:
                label = "updated" if _UPDATED.fullmatch(piece) else "published"
            elif (found := stated_time(piece, day_first=day_first)) is not None:
                trailing = number + 1 < len(pieces) and not label and not stated_time("".join(pieces[number + 2 :]))
                yield ("updated" if trailing and _UPDATED.fullmatch(pieces[number + 1]) else label), found
                label = ""
        if label and pieces[-1].strip(" :.,-–—|"):
            label = ""


def _unglued(text: str) -> str:
    return _GLUED.sub(lambda match: f"{match[1] or ''} ", text)
